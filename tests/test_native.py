"""Native text as source: the same steps, the author's words where they can stay, nothing lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.native import WORDS
from tests.strategies import AWKWARD, THOROUGH
from workoutc.compiler import Compilation, compile
from workoutc.formats import write
from workoutc.formats.intervals.compare import alike
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.model import Distance, LengthUnit, Time
from workoutc.native import Body, How, body, notes

WORD = st.one_of(WORDS, st.sampled_from(AWKWARD), st.text(max_size=6))
LINES = st.tuples(
    st.sampled_from(("- ", "-", "", "  - ", "\t- ", "> ", "# ", "Main ")),
    st.lists(WORD, max_size=6).map(" ".join),
    st.sampled_from(("", " 3x", " 3 x", " 0x")),
).map("".join)
STEPS = st.tuples(
    st.lists(WORD, max_size=2).map(" ".join),
    st.sampled_from(("10m", "1km", "400mtr", "30s", "1h30m", "1mi")),
    st.lists(WORD, max_size=3).map(" ".join),
).map(lambda parts: "- " + " ".join(parts))
TEXTS = st.lists(st.one_of(LINES, STEPS, STEPS, st.just("")), max_size=10).map("\n".join)
SPORTS = st.sampled_from(("Ride", "Run", "Swim", "WeightTraining"))


def compiled(made: Body, sport: str = "Ride") -> Compilation:
    peak = f"peak: {made.peak}%\n" if made.peak else ""
    head = f"workout: Pulled\nsport: {sport}\n{peak}\n"
    return compile(head + "".join(f"{line.text}\n" for line in made.lines))


def steps(made: Body, sport: str = "Ride") -> list[Any]:
    """What the server makes of a body."""
    emission = write(compiled(made, sport).unwrap()[0])
    assert emission.ok
    return list(read(emission.content, sport)["steps"])


def texts(made: Body) -> list[str]:
    return [line.text for line in made.lines]


def remarks(made: Body) -> list[str]:
    return [line.remark for line in made.lines if line.remark]


def served(text: str, sport: str = "Ride") -> list[Any]:
    """The steps as the calendar tells them: plain JSON."""
    plain: list[Any] = json.loads(dumps(read(text, sport)["steps"]))
    return plain


VERBATIM = {
    "steps": "- Easy 10m ramp 50-75% 90rpm\n- 5m 60%",
    "a repeat": "Main set 3x\n- Hard 3m 115%\n- Easy 3m 50%\n\nCooldown\n- 10m 50%",
    "a bare repeat": "3x\n- 1m 150%\n- 1m 50%",
    "a heading": "Legs\n- 10m 75%",
    "a pool": "Pool length: 25m\n\n- 100mtr 1:45/100m Pace",
}


@pytest.mark.parametrize("text", VERBATIM.values(), ids=VERBATIM)
def test_well_formed_text_stays_as_it_is(text: str) -> None:
    made = body(text, "Swim")
    assert (made.how, remarks(made)) == (How.TEXT, [])
    assert texts(made) == text.split("\n")


def test_prose_becomes_notes() -> None:
    made = body("Ride easy.\nNo heroics: save them.\n\n- 10m 75%\nlast words\n\nsport: Run", "Ride")
    assert texts(made) == [
        "> Ride easy.", "> No heroics: save them.", "", "- 10m 75%", "> last words", "",
        "> sport: Run",
    ]  # fmt: skip
    assert remarks(made) == []


ANEW = {
    "- Easy Z2 45m": "- 45m Z2",
    "- 15m 55% Warmup": "- 15m 55%",
    "- 10m 60% 75%": "- 10m 75%",
    "- 20min effort 20m 200w": "- 20m 200w",
    "- 10m 150bpm": "- 10m",
    "- 2m 145 bpm": "- 4m25s",
    "- 1.0km 85% Pace": "- 1.0km 85% Pace",
}


@pytest.mark.parametrize(("line", "made"), ANEW.items())
def test_a_step_is_what_the_calendar_understood(line: str, made: str) -> None:
    found = body(line, "Run")
    assert texts(found)[-1] == made
    assert alike(steps(found, "Run"), read(line, "Run")["steps"])
    if made != line:
        assert texts(found)[0] == f"# on the calendar: “{line}”"
        assert found.how is How.LINES
        assert f"`{made}` is what the calendar understood" in remarks(found)[0]


LOST = {
    "- 10m 75% 5rpm": ("- 10m 75%", "without its cadence"),
    "- 10m 60-58% LTHR": ("- 10m 58-60% LTHR", "with its heart rate turned round"),
    "- 10m Z9 80% HR": ("- 10m 80% HR", "without its power"),
    "- Long 10m 5:00/km Pace": ("- Long 10m", "without its pace"),
    "- 10m ramp 75%": ("- 10m 75%", "without its ramp"),
    "- ramp 10m 50-60%": ("- ramping 10m 50-60%", "with its label in other words"),
    '- "Quick" 10m 75%': ("- 'Quick' 10m 75%", "with its label in other words"),
}


@pytest.mark.parametrize("line", LOST)
def test_what_a_step_can_not_have_is_told(line: str) -> None:
    made = body(line, "Ride")
    words, told = LOST[line]
    assert texts(made) == [f"# on the calendar: “{line}”", words]
    assert f"`{words}` stands here {told}; the original" in remarks(made)[0]
    assert compiled(made).ok


def test_lines_that_look_like_steps_are_told_once() -> None:
    made = body("- Squats 3x10\n- Lunges\n\nCool down well", "WeightTraining")
    assert texts(made) == ["> - Squats 3x10", "> - Lunges", "", "> Cool down well"]
    assert remarks(made) == ["2 lines like this one are no step on the calendar: kept as a note"]


def test_a_heading_cut_off_from_its_steps_is_told() -> None:
    made = body("Main set 3x\n\n- 10m 75%", "Ride")
    assert texts(made)[0] == "> Main set 3x"
    assert remarks(made) == ["`Main set 3x` repeats nothing on the calendar: kept as a note"]
    assert len(steps(made)) == 1


def test_steps_that_the_server_displaced_stand_where_it_put_them() -> None:
    text = "- 10m 50%\n2x\n  - 1m 120%\n- 5m 60%"
    made = body(text, "Ride")
    assert texts(made) == ["- 10m 50%", "> 2x", "- 5m 60%", "- 1m 120%"]
    assert "`- 1m 120%` stands where the calendar put it, behind the others" in remarks(made)
    assert alike(steps(made), read(text)["steps"])


HEADINGS = {
    "Warmup 3x": "Warmup part 3x",
    "week 3": "week 3",
    "Goal: hold": "> Goal: hold",
    "load: 60": "> load: 60",
    "{n} 3x": "[n] 3x",
    "10m 70%": "> 10m 70%",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_has_the_effect_it_has_on_the_calendar(heading: str) -> None:
    text = f"{heading}\n- 10m 75%"
    made = body(text, "Ride")
    assert HEADINGS[heading] in texts(made)
    assert [s.get("reps") for s in steps(made)] == [s.get("reps") for s in read(text)["steps"]]
    assert compiled(made).workouts[0].load is None


def test_what_is_repeated_no_time_is_a_note() -> None:
    made = body("Never 0x\n- 10m 75%\n\n- 5m 50%", "Ride")
    assert texts(made) == ["> Never 0x", "> - 10m 75%", "", "- 5m 50%"]
    assert remarks(made) == ["what is repeated 0 times is kept as a note"]


def test_an_option_of_the_calendar_is_told() -> None:
    made = body("Category: Horrible\n\n- 10m 75%", "Ride")
    assert texts(made)[0] == "> Category: Horrible"
    assert "an option that a source has no field for" in remarks(made)[0]


@pytest.mark.parametrize(
    "text", ["- 20h Z2\n- 20h Z2", "Main 20000x\n- 10m 75%", "2000x\n- 10m\n- 1m\n" * 5]
)
def test_what_no_workout_may_be_is_kept_as_notes(text: str) -> None:
    made = body(text, "Ride")
    assert made.how is How.NOTES
    assert compiled(made).ok
    assert [f"> {line}" for line in text.split("\n") if line] == [
        line for line in texts(made) if line.startswith("> ")
    ]
    assert remarks(made)[0].startswith("the steps of this text can't be written")


def test_a_step_longer_than_a_day_is_a_note() -> None:
    made = body("- 10m 50%\n- 30h Z2", "Ride")
    assert texts(made) == ["- 10m 50%", "> - 30h Z2"]
    assert remarks(made) == ["`- 30h Z2` can't be written as a step: kept as a note"]


def test_characters_that_no_source_may_hold_are_left_out() -> None:
    made = body("Easy\u202e now\x00\x0b # really {yes}\n\n- A\u200e 10m 75%", "Ride")
    assert texts(made)[0] == "> Easy now  no. really [yes]"
    assert compiled(made).ok
    assert len(remarks(made)) == 2


class TestStepsOfTheCalendar:
    """Where the calendar's steps are not those of its text."""

    def test_they_win(self) -> None:
        held = served("Warmup\n- 10m 50%\n\nMain Set 3x\n- Hard 3m 115%\n- 1km 60% HR")
        made = body("Ride well.\n\nMain set 2x\n- 20m 75%", "Ride", held=held)
        assert made.how is How.STEPS
        assert alike(steps(made), held)
        assert texts(made)[0] == "> Ride well."
        assert "# “- 20m 75%”" in texts(made)
        assert remarks(made) == [
            "the steps on the calendar are not those that its text makes: they were taken, and the "
            "text is kept as a comment"
        ]

    def test_they_may_be_none(self) -> None:
        made = body("- 20m 75%", "Ride", held=[])
        assert (made.how, steps(made)) == (How.STEPS, [])

    def test_they_may_have_no_text(self) -> None:
        held = served("5x\n- Hard 3m 115-120%\n- 3m Z1")
        made = body("", "Ride", held=held)
        assert alike(steps(made), held)

    def test_what_can_not_be_said_of_them_is_told(self) -> None:
        odd = {"value": 75.0, "units": "moons"}
        held: list[Any] = [{"duration": 600, "power": odd}, {"text": "nothing"}]
        made = body("", "Ride", held=held)
        assert "- 10m" in texts(made)
        assert any("without its power" in told for told in remarks(made))
        assert any("can't be written as a step" in told for told in remarks(made))
        assert any('"units": "moons"' in text for text in texts(made))

    def test_repeats_in_repeats_are_not_guessed_at(self) -> None:
        inner = {"reps": 2, "steps": [{"duration": 60}], "duration": 120}
        made = body("Hello", "Ride", held=[{"reps": 3, "steps": [inner]}])
        assert made.how is How.NOTES

    def test_equal_ones_leave_the_words_alone(self) -> None:
        text = "Main Set 3x\n- Hard <3 3m 115%\n- 1km 60.5-66.6% HR"
        made = body(text, "Ride", held=served(text))
        assert (made.how, texts(made)) == (How.TEXT, text.split("\n"))


@pytest.mark.parametrize(
    ("metres", "written"),
    [(400, "400mtr"), (5000, "5km"), (1609.34, "1mi"), (91.44, "100yrd"), (33.3, "33.3mtr")],
)
def test_a_distance_is_written_in_the_unit_that_suits_it(metres: float, written: str) -> None:
    made = body("", "Run", held=[{"distance": metres}])
    assert f"- {written}" in texts(made)


def test_a_time_beside_a_distance_is_an_estimate() -> None:
    length = compiled(body("", "Run", held=[{"distance": 400, "duration": 96}]), "Run")
    (step,) = length.workouts[0].items
    assert getattr(step, "length", Time(0)) == Distance(400, LengthUnit.METRE)  # type: ignore[arg-type]


def test_words_alone_make_no_steps() -> None:
    made = notes("- 10m 75%\n\n# Plan\nrest 3x")
    assert texts(made) == ["> - 10m 75%", "", "> Plan", "> rest 3x"]
    assert compiled(made).workouts[0].items
    assert steps(made) == []


@THOROUGH
@given(TEXTS, SPORTS)
def test_any_text_says_the_same_or_tells_what_it_does_not(text: str, sport: str) -> None:
    made = body(text, sport)
    if made.how is not How.NOTES:
        check(made, steps(made, sport), read(text, sport)["steps"])


@THOROUGH
@given(TEXTS, TEXTS, SPORTS)
def test_any_steps_of_the_calendar_win(text: str, other: str, sport: str) -> None:
    held = served(other, sport)
    made = body(text, sport, held=held)
    if made.how is not How.NOTES:
        check(made, steps(made, sport), held)


def check(made: Body, found: list[Any], wanted: list[Any]) -> None:
    """The steps are those that were wanted, but for as many as the remarks tell."""
    told = " ".join(remarks(made))
    if "can't be written" in told or "0 times" in told:
        return
    assert [*map(shape, found)] == [*map(shape, wanted)]
    pairs = zip(flat(found), flat(wanted), strict=True)
    assert sum(not alike([one], [other]) for one, other in pairs) <= told.count("stands here")
    respelled = alike(untitled(found), untitled(wanted)) and not alike(found, wanted)
    assert not respelled or "is written as" in told


def shape(step: Any) -> Any:
    """A step or repeat without what is held meanwhile."""
    if "steps" in step:
        return step["reps"], [*map(shape, step["steps"])]
    return float(step["distance"] if "distance" in step else step["duration"])


def flat(steps: list[Any]) -> list[Any]:
    return [inner for step in steps for inner in step.get("steps", [step])]


def untitled(steps: list[Any]) -> list[Any]:
    return [step | {"text": ""} if "steps" in step else step for step in steps]
