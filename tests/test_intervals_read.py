"""Intervals.icu's own reading of its text, rule by rule, on texts written for the purpose."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workoutc.athlete import Athlete
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.formats.intervals.step import label_breaks, read_step
from workoutc.sports import Kind

RUNNER = Athlete(threshold_pace={Kind.RUN: Decimal(4)})


def power(first: object, second: object = None, units: str = "%ftp") -> dict[str, object]:
    if second is None:
        return {"value": first, "units": units}
    return {"start": first, "end": second, "units": units}


def step(body: str) -> dict[str, Any]:
    found = read_step(body)
    assert found is not None, body
    return found


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("45s", 45),
        ("12m", 720),
        ("2h", 7200),
        ("1h5m10s", 3910),
        ("1h20s", 3620),
        ("2m15", 135),
        ("4'", 240),
        ('50"', 50),
        ("2'10\"", 130),
        ("3M", 180),
        ("6m,", 360),
        ("200m", 12000),
        ("2m 30 75%", 150),
        ("2m 150 bpm", 270),
        ("2m 150-160 bpm", 120),
        ("2m 95 rpm", 120),
        ("9m 1m", 60),
    ],
)
def test_a_duration_is_read(written: str, seconds: int) -> None:
    assert step(written)["duration"] == seconds


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("3km", 3000),
        ("0.6km", 600),
        ("250mtr", 250),
        ("250meters", 250),
        ("2mi", Decimal("3218.68")),
        ("1 mile", Decimal("1609.34")),
        ("50yrd", Decimal("45.72")),
        ("50y", Decimal("45.72")),
        ("2 KM", 2000),
    ],
)
def test_a_distance_is_read_in_metres(written: str, metres: int | Decimal) -> None:
    assert step(written) == {"distance": metres}


@pytest.mark.parametrize(
    "body",
    [
        "Sprint all out",
        "Spin 0s",
        "Spin 0km 50%",
        "10min 75%",
        "5:00 75%",
        "~5m 75%",
        "100yd 75%",
        "1.5h 75%",
        "Press lap Z1 HR",
        "٣m 75%",
        "9999999999m 75%",
        "",
    ],
)
def test_a_step_without_a_length_is_dropped(body: str) -> None:
    assert read_step(body) is None


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("80%", "power", power(80)),
        ("90-95%", "power", power(90, 95)),
        ("50%–75%", "power", power(50, 75)),
        ("72.50% Power", "power", power(Decimal("72.5"))),
        ("70-45%", "power", power(70, 45)),
        ("210W", "power", power(210, units="w")),
        ("180w-220w", "power", power(180, 220, "w")),
        ("200w - 240w", "power", power(240, units="w")),
        ("z3", "power", power(3, units="power_zone")),
        ("Z2-Z4", "power", power(2, 4, "power_zone")),
        ("CZ2", "power", power(2, units="custom_zone")),
        ("60% MMP", "power", power(60, units="%mmp")),
        ("60-70% MMP 5m", "power", power(60, 70, "%mmp") | {"mmp_duration": 300}),
        ("85% hr,", "hr", power(85, units="%hr")),
        ("88-92% LTHR", "hr", power(88, 92, "%lthr")),
        ("Z2-Z3 HR", "hr", power(2, 3, "hr_zone")),
        ("Z2 Pace", "pace", power(2, units="pace_zone")),
        ("90-95% Pace.", "pace", power(90, 95, "%pace")),
        ("4:20-4:05/km Pace", "pace", power(260, 245, "secs/km")),
        ("7:00/mi Pace", "pace", power(420, units="secs/mi")),
        ("95rpm", "cadence", power(95, units="rpm")),
        ("80-90 rpm,", "cadence", power(80, 90, "rpm")),
        ("80–90rpm", "cadence", power(80, units="rpm")),
    ],
)
def test_a_target_is_read(written: str, key: str, value: dict[str, object]) -> None:
    assert step(f"20m {written}") == {"duration": 1200, key: value}


@pytest.mark.parametrize("target", ["150bpm", "145-155 bpm", "4:20/km", "RPE 7", "80 %", "85-95"])
def test_what_is_no_target_is_ignored(target: str) -> None:
    assert step(f"Steady 20s {target}") == {"text": "Steady", "duration": 20}


@pytest.mark.parametrize(
    ("sport", "unit"), [("Run", "secs/km"), ("Swim", "secs/100m"), ("Rowing", "secs/500m")]
)
def test_a_pace_without_a_unit_has_that_of_the_sport(sport: str, unit: str) -> None:
    found = read_step("5m 2:00-1:50 Pace", sport)
    assert found is not None
    assert found["pace"] == power(120, 110, unit)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Round 2 done 4m 90%", "Round 2 done"),
        ("4m 90% keep it smooth", None),
        ("90% hold 4m", None),
        ("Cap 260w here 4m 90%", "Cap"),
        ("Over <95% or so 4m 90%", "Over &lt;"),
        ("Last 8min 4m 90%", "Last"),
        ("Lap in 21.4s then 4m 90%", "Lap in 21.4s then"),
        ("Go 2 m out 4m 90%", "Go 2 m out"),
        ("R&D <b> 4m 90%", "R&amp;D &lt;b&gt;"),
        ("Z2 cruise 4m 90%", None),
        ("Cruise in Z2 4m 90%", None),
        ("Cruise 4m Z2", "Cruise"),
        ("Cap 260w Z2 4m", "Cap"),
        ("Two  blanks \t4m 90%", "Two  blanks"),
    ],
)
def test_a_label_ends_where_the_server_cuts_it(body: str, text: str | None) -> None:
    assert step(body).get("text") == text


def test_ramp_is_a_word_until_the_label_is_closed() -> None:
    assert step("Ramp to the top 2m 50-90%") == {
        "text": "Ramp to the top",
        "duration": 120,
        "power": power(50, 90),
    }
    assert step("Build 2m RAMP 50-90%")["ramp"] is True


def test_flags_are_read_behind_the_length() -> None:
    assert step("Out 5m 70% power=3S intensity=Rest freeride maxeffort hidepower press lap") == {
        "text": "Out",
        "duration": 300,
        "power": power(70) | {"target": "3s"},
        "intensity": "rest",
        "freeride": True,
        "maxeffort": True,
        "hidepower": True,
        "until_lap_press": True,
    }


def test_unknown_flags_are_words() -> None:
    assert step("5m 70% power=5s intensity=brutal") == {"duration": 300, "power": power(70)}


def test_averaging_without_its_target_is_nothing() -> None:
    assert step("5m Z2 HR power=3s") == {"duration": 300, "hr": power(2, units="hr_zone")}


def test_press_lap_in_front_stays_in_the_label() -> None:
    assert step("Press Lap when ready 5m 70%")["text"] == "Press Lap when ready"
    assert step("Press Lap when ready 5m 70%")["until_lap_press"] is True


def test_the_last_of_a_kind_wins_and_kinds_stand_side_by_side() -> None:
    assert step("5m 70% 80% Z2 HR 90rpm 100rpm") == {
        "duration": 300,
        "power": power(80),
        "hr": power(2, units="hr_zone"),
        "cadence": power(100, units="rpm"),
    }


def test_label_breaks_are_the_stretches_to_respell() -> None:
    label = "Ramp over 250w then Z3 press lap, 10min or 5 km"
    assert [label[slice(*span)] for span in label_breaks(label)] == [
        "250w",
        "Z3",
        "press lap",
        "10min",
        "5 km",
    ]
    assert label_breaks("Second of 3, free of traps; ramp") == ()


BLOCK = """\
Steady work today.
Second line of it.

Not shown.

Warmup
- 10m 50%

Main set 3x
- On 3m 110%
- Off 2m 50%

- 5m 50%
"""


def test_a_document_is_sections_repeats_and_steps() -> None:
    on = {"text": "On", "duration": 180, "power": power(110)}
    off = {"text": "Off", "duration": 120, "power": power(50)}
    assert read(BLOCK) == {
        "steps": [
            {"duration": 600, "power": power(50), "warmup": True},
            {
                "text": "Main set 3x",
                "reps": 3,
                "steps": [on, off],
                "duration": 900,
                "distance": 0,
            },
            {"duration": 300, "power": power(50)},
        ],
        "duration": 1800,
        "distance": 0,
        "description": "Steady work today.\nSecond line of it.",
    }


def test_line_ends_tabs_and_trailing_blanks_change_nothing() -> None:
    untidy = BLOCK.replace("\n", " \t\r\n").replace("- ", "\t-")
    assert read(untidy)["steps"] == read(BLOCK)["steps"]


@pytest.mark.parametrize("header", ["4x", "Set 4X", "3 × 2min at CP 4 x  ", "Set4x", "04x"])
def test_a_header_that_ends_in_a_count_repeats(header: str) -> None:
    block = read(f"{header}\n- 1m 90%")["steps"][0]
    assert (block["reps"], block["text"], block["duration"]) == (4, header.strip(), 240)


@pytest.mark.parametrize(
    "header", ["4×", "4x easy", "x", "Relax", "4x\n", "9999999999x", "4x\nSet"]
)
def test_what_is_no_repeat_header_leaves_the_steps_flat(header: str) -> None:
    assert read(f"{header}\n- 1m 90%")["steps"] == [{"duration": 60, "power": power(90)}]


def test_the_last_line_above_the_first_kept_step_is_the_header() -> None:
    doc = read("Set\n3x\n- without a length\n2x\n- 1m 90%\n5x\n- 2m 50%")
    assert [(block["reps"], len(block["steps"])) for block in doc["steps"]] == [(2, 2)]


def test_a_repeat_with_nothing_in_it_is_nothing() -> None:
    assert read("3x\n- without a length") == {"steps": [], "duration": 0, "distance": 0}


def test_a_lost_header_sends_its_indented_steps_to_the_end() -> None:
    text = "- A 1m 50%\nSet 3x\n  - B 2m 90%\n  - C 3m 60%\n- D 4m 50%\n  - E 5m 50%"
    doc = read(text)
    assert [found["text"] for found in doc["steps"]] == ["A", "D", "E", "B", "C"]
    assert doc["duration"] == 900


@pytest.mark.parametrize(
    ("header", "flag"),
    [("WARMUP", "warmup"), ("Warm-up ", "warmup"), ("cool down", "cooldown")],
)
def test_a_flag_header_marks_every_step_of_its_chunk(header: str, flag: str) -> None:
    doc = read(f"{header}\n- 1m 50%\n- 2m 60%\n\n- 3m 70%")
    assert [found.get(flag, False) for found in doc["steps"]] == [True, True, False]


@pytest.mark.parametrize("header", ["Warmup:", "Einfahren", "Warmup easy"])
def test_other_headers_mark_nothing(header: str) -> None:
    assert read(f"{header}\n- 1m 50%")["steps"] == [{"duration": 60, "power": power(50)}]


def test_prose_makes_no_steps() -> None:
    doc = read("Do 3 x 8 min at 75%.\n* 10m 75%\n– 5m 50%\n-\n10m 60%")
    assert doc["steps"] == []


def test_option_lines_are_options() -> None:
    doc = read("Category: Drills\nSwim relaxed.\nPower: as you feel\n\nPool length: 25m\n\n- 50mtr")
    assert doc["options"] == {"category": "Drills", "pool_length": "25m"}
    assert doc["description"] == "Swim relaxed.\nPower: as you feel"


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ("1km 80% Pace", 313),  # 312.5, half up
        ("1km 70-90% Pace", 313),
        ("1km Z2 Pace", 301),  # the middle of 78.5 and 87.7 %
        ("1km 5:00-4:00/km Pace", 270),
        ("1km 250w", 250),
        ("1km", 250),
    ],
)
def test_a_distance_takes_its_time(body: str, seconds: int) -> None:
    doc = read(f"2x\n- {body}", "Run", RUNNER)
    assert doc["steps"][0]["steps"][0]["duration"] == seconds
    assert (doc["duration"], doc["distance"]) == (2 * seconds, 2000)


def test_a_distance_at_an_unknown_pace_has_no_time_except_on_a_ride() -> None:
    assert read("- 2km 90% Pace", "Run") == {
        "steps": [{"distance": 2000, "pace": power(90, units="%pace")}],
        "duration": 0,
        "distance": 2000,
    }
    assert read("- 2km 90% Pace", "Ride")["duration"] == 240


@pytest.mark.parametrize(
    ("body", "metres"),
    [
        ("10m 70-80% Pace", 1800),
        ("10m Z2 Pace", Decimal("1994.4")),
        ("10m 5:00/km Pace", 2000),
        ("10m 7:00/km Pace", Decimal("1428.5714")),
        ("10m 90%", 0),
        ("10m Z9 Pace", 0),
        ("10m 0:00/km Pace", 0),
    ],
)
def test_a_timed_step_goes_as_far_as_its_pace(body: str, metres: int | Decimal) -> None:
    doc = read(f"- {body}", "Run", RUNNER)
    assert "distance" not in doc["steps"][0]
    assert doc["distance"] == metres


def test_what_is_handed_out_can_be_changed_safely() -> None:
    first = read("- Mine 1m 70%")
    first["steps"][0]["power"]["value"] = 1
    first["steps"][0]["text"] = "changed"
    assert read("- Mine 1m 70%")["steps"] == [
        {"text": "Mine", "duration": 60, "power": power(70)},
    ]


def test_json_keeps_digits_and_order() -> None:
    doc = read("- Über 1.25mi 62.5%", "Run")
    assert dumps(doc) == (
        '{"steps": [{"text": "Über", "distance": 2011.675, "power": {"value": 62.5, '
        '"units": "%ftp"}}], "duration": 0, "distance": 2011.675}'
    )
    assert json.loads(dumps([doc, True, None, []], indent=2), parse_float=Decimal) == [
        doc,
        True,
        None,
        [],
    ]
    assert dumps({"a": [1, {}]}, indent=2) == '{\n  "a": [\n    1,\n    {}\n  ]\n}'


def test_json_of_a_lone_surrogate_can_be_written() -> None:
    assert dumps("\ud800").encode("utf-8") == b'"\\ud800"'


def test_json_of_anything_else_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="float"):
        dumps({"a": 0.5})


HUGE = "9" * 5000
HOSTILE = [
    f"- {HUGE}m {HUGE}% {HUGE}rpm {HUGE}km {HUGE}:00 Pace 2m {HUGE}",
    f"{HUGE}x\n- 1m 50%",
    "999999999x\n" + "- 999999999.999999999km Z1 Pace\n- 999999999h\n" * 2000,
    "- " + "1" * 1_000_000,
    "- " + "1-" * 500_000,
    "- " + "1.1" * 300_000 + "w",
    "- 1" + " " * 1_000_000 + "x",
    "1x" + " " * 1_000_000 + "1x\n- 1m",
    "- 1m\n1x\n" * 20_000,
    "a:" * 500_000,
    "\0- 1m\n- \0 1m \0\n",
    "- 1\u00a0m 50%\n- ١m\n\u2028- 1m",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_read(text: str) -> None:
    # Quadratic time would show: each takes well under a second, and would take hours.
    doc = read(text, "Run", RUNNER)
    assert json.loads(dumps(doc), parse_float=Decimal) == doc


VOCABULARY = """10m 1h30m 75% 80-90% 200w Z2 HR Pace LTHR 4:00/km ramp 90 rpm 90rpm 3x x - 5 km
2mi Warmup press lap power=3s MMP < & 0s"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n", "\n\n", "\t", "\r"])


@given(st.lists(WORDS).map(" ".join) | st.text())
def test_any_text_becomes_a_document(text: str) -> None:
    doc = read(text, "Run", RUNNER)
    assert json.loads(dumps(doc), parse_float=Decimal) == doc
    for found in doc["steps"]:
        for each in found.get("steps", [found]):
            assert each.get("duration") or each.get("distance")


@given(st.text(alphabet="Ab 250w%Zkm.-") | st.lists(WORDS).map(" ".join))
def test_a_label_without_breaks_survives(label: str) -> None:
    label = " ".join(label.split())
    if not label_breaks(label) and label:
        survived = step(f"{label} 10m 75%")
        assert survived["text"] == label.replace("&", "&amp;").replace("<", "&lt;")
        assert survived["duration"] == 600
        assert survived["power"] == power(75)
