"""The mark in an event's text: nobody takes it for training, and it survives what servers do."""

import pytest
from hypothesis import given

from tests.commands import ROOT
from tests.strategies import THOROUGH, workouts
from workoutc.calendar.mark import digest, found_in, unmarked, with_mark
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.formats.intervals.read import read
from workoutc.model import Workout

EXAMPLES = sorted((ROOT / "examples").glob("*.workout"))
MARK = digest({"name": "Tempo"}, 12)
MARKS = [MARK, f"{MARK}-3a1b2c3"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("mark", MARKS)
def test_the_calendar_reads_an_example_as_without_it(path: object, mark: str) -> None:
    source = (ROOT / "examples" / str(path)).read_text("utf-8")
    for workout in compile(source).unwrap():
        text = write(workout).content
        marked = with_mark(text, mark)
        assert ridden(marked, workout) == ridden(text, workout)
        assert (found_in(marked), unmarked(marked)) == (mark, unmarked(text))


@THOROUGH
@given(workouts())
def test_the_calendar_reads_any_workout_as_without_it(workout: Workout) -> None:
    text = write(workout).content
    assert ridden(with_mark(text, MARK), workout) == ridden(text, workout)


def ridden(text: str, workout: Workout) -> dict[str, object]:
    """What the calendar makes of a text, but for the prose, which is shown and not ridden."""
    return {k: v for k, v in read(text, workout.sport).items() if k != "description"}


@pytest.mark.parametrize("text", ["", "\n", "- 10m 75%", "Main set 3x\n- 10m\n\n\n", "> a  \n b"])
def test_the_ends_of_lines_do_not_matter(text: str) -> None:
    marked = with_mark(text, MARK)
    for sent in (marked, marked.rstrip(), marked.replace("\n", "\r\n"), f"\n{marked}  \n"):
        assert (found_in(sent), unmarked(sent)) == (MARK, unmarked(text))


def test_a_second_mark_counts_and_none_is_left() -> None:
    twice = with_mark(with_mark("- 10m", MARK), "0" * 12)
    assert (found_in(twice), unmarked(twice)) == ("0" * 12, "- 10m")


@pytest.mark.parametrize("text", ["(workoutc)", "(workoutc abc)", "workoutc 3f9a1c2e5b70", ""])
def test_what_is_no_mark(text: str) -> None:
    assert (found_in(text), unmarked(text)) == ("", text)
