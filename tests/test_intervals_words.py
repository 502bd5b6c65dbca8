"""Labels, headings and notes that would be more than text to Intervals.icu."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sessions import ON_OFF, codes, step, text, workout
from workoutc.compiler import compile
from workoutc.formats.intervals.write import write
from workoutc.model import Note, Repeat
from workoutc.source import Span


@pytest.mark.parametrize(
    ("note", "prose"),
    [
        ("- keep low", "* keep low"),
        ("Do it 3x", "Do it 3 times"),
        ("Main", "Main part"),
        ("Cool down", "Cool down part"),
        ("Category: hard", "Category - hard"),
        ("https://example.org/a", "See https://example.org/a"),
        ("# Why", "Why"),
        ("note:# twice", "note - no. twice"),
        ("> Why", "Why"),
        ("@ noon", "At noon"),
        ("let go", "Now let go"),
        ("Let go = 3", "Now let go = 3"),
        ("Let go 55%", "Now let go 55%"),
        ("let go: now", "Now let go: now"),
        ("week 3 is hard", "The week 3 is hard"),
        ("say {this}", "say [this]"),
        ("10m 75%", "ten minutes 75 percent"),
        ("0MS", "(0MS)"),
        ("a # b", "a no. b"),
    ],
)
def test_prose_that_would_be_more_is_respelled_and_said(note: str, prose: str) -> None:
    emission = write(workout(Note(note, Span(2, 5)), step(60)))
    assert emission.content == f"{prose}\n\n- 1m\n"
    assert [(lost.code, lost.span) for lost in emission.lost] == [("W402", Span(2, 5))]
    assert f"`{note}`" in emission.lost[0].message
    assert f"`{prose}`" in emission.lost[0].message


@pytest.mark.parametrize(
    "note",
    [
        "Let it be",
        "let it roll",
        "Let the heart set the pace.",
        "Hold 250w for 10m, then 3x easy.",
        "Warm up for 10m",
        "First this: then that",
        "5 × 3 m",
    ],
)
def test_ordinary_prose_stays_as_it_is(note: str) -> None:
    assert codes(Note(note), step(60)) == []


@given(
    st.sampled_from(["let", "Let", "LET"]),
    st.lists(
        st.sampled_from(["x", "it", "=", "= 3", ":", "x:", "3", "{x}", "(1)", "be", "#"]),
        max_size=4,
    ),
)
def test_no_line_of_prose_is_read_back_as_a_definition(let: str, words: list[str]) -> None:
    line = " ".join([let, *words])
    content = write(workout(Note(line), step(60))).content
    found = compile(content)
    assert found.ok, (content, found.diagnostics)


def test_a_respelled_title_is_said_once_for_all_passes() -> None:
    sets = Repeat(3, (Repeat(9, ON_OFF), step(60)), "Block 1")
    assert "The Block 1 (3 of 3) 9x" in text(sets)
    assert codes(sets) == ["W402"]


@pytest.mark.parametrize(
    ("label", "respelled"),
    [
        ("Hold 250w", "Hold 250 watts"),
        ("200-240w", "200 to 240 watts"),
        ("85%", "85 percent"),
        ("Z2 Steady", "Zone 2 Steady"),
        ("Z2-Z3", "Zone 2 to 3"),
        ("CZ1", "Custom zone 1"),
        ("first 10min", "first ten minutes"),
        ("first 10 min", "first ten minutes"),
        ("1h30m in", "one hour thirty minutes in"),
        ("400m fast", "four hundred metres fast"),
        ("2 miles", "two miles"),
        ("0.5km", "zero point five kilometres"),
        ("spin 90rpm", "spin 90 revs"),
        ("150bpm", "150 beats"),
        ("150HR", "150 HR"),
        ("2hrs out", "2 hrs out"),
        ("4:15/km pace", "4.15 per kilometre pace"),
        ("3x10m", "3 times ten minutes"),
        ("~5m", "about five minutes"),
        ("rep1h", "rep one hour"),
        ("Press lap", "Press the lap button"),
        ("express lap", "express-lap"),
        ("freeride", "free ride"),
        ("intensity=rest", "intensity rest"),
        ("Long ramp", "Long ramping"),
        ('say "go"', "say 'go'"),
        ("- low", "low"),
        ("use it", "using it"),
        ("RPE 8 strides", "effort 8 strides"),
        ("RPE 80", "effort 80"),
    ],
)
def test_a_label_that_would_be_more_is_respelled_and_said(label: str, respelled: str) -> None:
    emission = write(workout(step(60, label, label_span=Span(2, 5))))
    assert emission.content == f"- {respelled} 1m\n"
    assert [(lost.code, lost.span) for lost in emission.lost] == [("W401", Span(2, 5))]
    assert f"`{label}`" in emission.lost[0].message


@pytest.mark.parametrize(
    "label",
    ["Hard", "Opener 1", "Ramp to failure", "Strides RPE 8", "a < b & c", "Hügel", "16.35", "5:00",
     "(seated)", "Zone 2", "on/off", "60^30 First", "S3 of 4", "free", "4x4"],
)  # fmt: skip
def test_an_ordinary_label_stays_as_it_is(label: str) -> None:
    assert text(step(60, label)) == f"- {label} 1m\n"
    assert codes(step(60, label)) == []


def test_press_lap_may_stay_in_the_label_of_a_step_that_ends_with_it() -> None:
    emission = write(workout(step(60, "Press lap when ready", press_lap=True)))
    assert emission.content == "- Press lap when ready 1m press lap\n"
    assert emission.lost == ()


def test_an_endless_number_is_no_trouble() -> None:
    assert text(step(60, "9" * 5000 + "m")).startswith("- nine nine")
