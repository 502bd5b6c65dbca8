"""Planned events as sources: every field, strange ones, and any event at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import AWKWARD, THOROUGH
from tests.test_native import TEXTS
from workoutc.athlete import UNKNOWN
from workoutc.calendar.listed import Planned, judged
from workoutc.calendar.mark import with_mark
from workoutc.calendar.pulled import Pulled, Skipped, foreign, pulled
from workoutc.calendar.pulled_files import sealed
from workoutc.compiler import compile
from workoutc.formats.intervals.compare import alike
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.model import Workout

EVENT: dict[str, Any] = {
    "id": 7,
    "category": "WORKOUT",
    "type": "Ride",
    "start_date_local": "2026-12-01T06:30:00",
    "name": "Tempo",
    "description": "- 10m 85%",
}


def made(**fields: Any) -> Pulled | Skipped:
    return pulled(judged(EVENT | fields, Planned), UNKNOWN)


def source(**fields: Any) -> Pulled:
    found = made(**fields)
    assert isinstance(found, Pulled), found
    return found


def workout(found: Pulled) -> Workout:
    compilation = compile(sealed(found), name=found.stem)
    (one,) = compilation.unwrap()
    return one


def remarks(found: Pulled) -> list[tuple[str, str]]:
    """Each remark with the line of the file that it is about."""
    lines = sealed(found).split("\n")
    return [(lines[remark.line - 1], remark.message) for remark in found.remarks]


def test_a_plain_event_is_a_plain_file() -> None:
    found = source(tags=["base", "long ride"], target="POWER", color="green", indoor=True)
    assert found.stem == "2026-12-01-tempo"
    assert sealed(found).split("\n") == [
        sealed(found).split("\n")[0],
        "# it is an event of its own: pushing this file makes a second one beside it",
        "workout: Tempo",
        "id: event-7",
        "sport: Ride",
        "date: 2026-12-01 06:30",
        "tags: base, long ride",
        "indoor: yes",
        "target: power",
        "color: green",
        "",
        "- 10m 85%",
        "",
    ]
    assert found.remarks == ()


FIELDS: dict[str, tuple[dict[str, Any], str, object]] = {
    "midnight is no hour": ({"start_date_local": "2026-12-01T00:00:00"}, "time", None),
    "a day alone": ({"start_date_local": "2026-12-01"}, "time", None),
    "a race": ({"category": "RACE_A"}, "category", "RACE_A"),
    "a sport": ({"type": "Run"}, "sport", "Run"),
    "outside": ({"indoor": False}, "indoor", None),
    "a trainer taken outside": ({"type": "VirtualRide", "indoor": False}, "indoor", False),
    "a trainer": ({"type": "VirtualRide", "indoor": True}, "indoor", None),
    "a colour": ({"color": "#ff8000"}, "color", "#ff8000"),
    "an hour": ({"description": "", "moving_time": 3600}, "duration", 3600),
    "a load": ({"description": "Lift.", "icu_training_load": 40}, "load", 40),
    "a load that was ridden": (
        {"description": "", "icu_training_load": 40, "paired_activity_id": "i1"}, "load", None
    ),
    "a target load": (
        {"description": "", "load_target": 60, "paired_activity_id": "i1"}, "load", 60
    ),
    "totals of steps": ({"moving_time": 600, "icu_training_load": 9}, "load", None),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS)
def test_a_field_says_what_the_event_says(case: str) -> None:
    fields, name, value = FIELDS[case]
    found = source(**fields)
    assert getattr(workout(found), name) == value
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("metres", "written"), [(40000, "40km"), (1500.04, "1.5km"), (1234.56, "1234.6mtr")]
)
def test_a_distance_without_steps(metres: float, written: str) -> None:
    assert f"distance: {written}\n" in source(description="", distance=metres).text


TOLD: dict[str, tuple[dict[str, Any], str, str]] = {
    "no name": ({"name": " "}, "workout: Ride", "it has no name"),
    "no name of a note": ({"name": None, "category": "NOTE"}, "workout: Note", "it has no name"),
    "lines in a name": ({"name": "A\nsport: Run"}, "workout: A sport: Run", "respelled"),
    "a comment in a name": ({"name": "A # b"}, "workout: A no. b", "respelled"),
    "an endless name": ({"name": "x" * 1000}, "workout: " + "x" * 500, "cut"),
    "a sport of the future": ({"type": "Hoverboard"}, "sport: Other", "`Hoverboard` is no sport"),
    "no sport": ({"type": None}, "sport: Other", "it has no sport"),
    "seconds": (
        {"start_date_local": "2026-12-01T06:30:15"}, "date: 2026-12-01 06:30", "the seconds"
    ),
    "a comma in a tag": ({"tags": ["a, b"]}, "tags: a b", "a tag is respelled"),
    "a colour of numbers": (
        {"color": "rgb(1,2,3)"}, "# on the calendar: color: rgb(1,2,3)", "`color:` is left out"
    ),
    "a load beyond all": (
        {"description": "", "icu_training_load": 123456},
        "# on the calendar: load: 123456", "`load:` is left out",
    ),
    "several days": (
        {"category": "HOLIDAY", "end_date_local": "2026-12-04T00:00:00"},
        "# on the calendar: 4 days", "a source has one",
    ),
    "what no field can say": (
        {"carbs_per_hour": 60}, "# on the calendar: carbs_per_hour 60", "no field for"
    ),
    "an unknown target": ({"target": "RPE"}, "# on the calendar: target RPE", "steer by"),
    "an absurd number": (
        {"description": "", "distance": 1e30}, "# on the calendar: distance 1E+30", "of that size"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOLD)
def test_what_is_not_as_on_the_calendar_is_told_with_its_line(case: str) -> None:
    fields, line, words = TOLD[case]
    if case == "several days":
        fields = fields | {"end_date_local": "2026-12-05T00:00:00"}
    found = source(**fields)
    assert [text for text, told in remarks(found) if words in told] == [line]
    assert workout(found)


def test_a_note_has_no_steps_whatever_it_says() -> None:
    found = source(category="NOTE", type=None, description="- 10m 75%\n\nPack the bag.")
    assert "> - 10m 75%\n\n> Pack the bag.\n" in found.text
    assert "sport:" not in found.text
    assert found.remarks == ()


def test_the_mark_of_a_copied_event_is_taken_off() -> None:
    text = with_mark("- 10m 85%\n", "0123456789ab")
    assert source(description=text).text == source().text


def test_the_steps_of_the_calendar_win_over_its_text() -> None:
    doc = {"steps": [{"duration": 1200, "power": {"value": 90.0, "units": "%ftp"}}]}
    found = source(workout_doc=doc)
    assert "\n- 20m 90%\n" in found.text
    assert any("were taken" in told for _, told in remarks(found))


def test_steps_of_an_odd_shape_are_read_from_the_text() -> None:
    found = source(workout_doc={"steps": "many"})
    assert "\n- 10m 85%\n" in found.text
    assert [told for _, told in remarks(found)] == ["the calendar has steps of an odd shape"]


SKIPPED: dict[str, tuple[dict[str, Any], str]] = {
    "a target": ({"category": "TARGET"}, "no words for what a TARGET says"),
    "a category of the future": ({"category": "PARTY"}, "no words for what a PARTY says"),
    "no category": ({"category": None}, "no words for what a nameless category says"),
    "no day": ({"start_date_local": None}, "it has no day"),
    "a day that is none": ({"start_date_local": "soon"}, "an unexpected `start_date_local`"),
    "tags that are none": ({"tags": "a"}, "an unexpected `tags`"),
    "no id": ({"id": None}, "an unexpected `id`"),
    "an endless text": ({"description": "x" * 200_000}, "its text is too long"),
    "endless lines": ({"description": "- 1m\n" * 5000}, "its text is too long"),
}


@pytest.mark.parametrize("case", SKIPPED)
def test_what_is_no_source_is_skipped_with_the_reason(case: str) -> None:
    fields, reason = SKIPPED[case]
    found = made(**fields)
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_ours_are_those_of_our_namespace() -> None:
    ids = ("workoutc:a", "workoutc2:a", "WORKOUTC:a", "", None, 12)
    found = [judged(EVENT | {"external_id": id_}, Planned) for id_ in ids]
    assert [one.raw["external_id"] for one in foreign(found, "workoutc")] == [*ids[1:]]


WORDS = st.one_of(
    st.none(), st.text(max_size=20), st.lists(st.sampled_from(AWKWARD)).map(" ".join), TEXTS
)
NUMBERS = st.one_of(
    st.none(), st.integers(-5, 10**6), st.floats(-1, 1e12), st.sampled_from((1e300, 10**30))
)
ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5))
EVENTS = st.fixed_dictionaries(
    {
        "id": st.integers(1, 10**12),
        "category": st.sampled_from(("WORKOUT", "WORKOUT", "RACE_B", "NOTE", "SICK", "TARGET")),
        "start_date_local": st.one_of(
            st.datetimes().map(lambda when: when.isoformat()),
            st.dates().map(lambda day: day.isoformat()),
        ),
    },
    optional={
        "type": st.sampled_from(("Ride", "VirtualRide", "Run", "Swim", "Sledding", "", None)),
        "name": WORDS, "description": WORDS, "color": WORDS,
        "tags": st.none() | st.lists(WORDS.filter(bool), max_size=3),
        "target": st.sampled_from(("AUTO", "HR", "RPE", None)),
        "indoor": st.none() | st.booleans(),
        "end_date_local": st.none() | st.datetimes().map(lambda when: when.isoformat()),
        **dict.fromkeys(
            ("moving_time", "distance", "icu_training_load", "time_target", "distance_target",
             "load_target"), NUMBERS
        ),
        **dict.fromkeys(("sub_type", "carbs_per_hour", "paired_activity_id"), ANYTHING),
    },
)  # fmt: skip


@THOROUGH
@given(EVENTS)
def test_any_event_is_a_source_that_compiles_or_is_skipped_with_a_reason(
    event: dict[str, Any],
) -> None:
    found = pulled(judged(json.loads(json.dumps(event)), Planned), UNKNOWN)
    if isinstance(found, Skipped):
        assert found.reason
        return
    one = workout(found)
    assert (one.date, one.identity) == (found.date, f"event-{event['id']}")
    assert found.stem.isascii()
    assert len(found.stem) < 80
    assert not set(found.stem) & set('/\\:*?"<>| ')
    told = {line.partition(":")[0] for line, _ in remarks(found)}
    # Whatever differs is told at its line.
    assert (one.name == (event.get("name") or "").strip()) is ("workout" not in told)
    assert "sport" in told or one.sport == event.get("type") or "sport:" not in found.text


@THOROUGH
@given(TEXTS, TEXTS, st.sampled_from(("Ride", "Run", "Swim")))
def test_any_documents_steps_are_in_the_source(text: str, other: str, sport: str) -> None:
    held = json.loads(dumps(read(other, sport)))
    found = source(type=sport, description=text, workout_doc=held)
    assert workout(found)
    if not found.remarks and held["steps"]:
        assert alike(read(text, sport)["steps"], held["steps"])
