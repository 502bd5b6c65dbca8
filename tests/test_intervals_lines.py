"""A line put together of its pieces is the line that the step has as a whole, and proved alike."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import THOROUGH, steps, texts
from workoutc.athlete import Athlete
from workoutc.formats.intervals.lines import as_a_whole, line_of
from workoutc.formats.intervals.lower import lowered
from workoutc.formats.intervals.step import read_step
from workoutc.model import Intensity, Step, Time
from workoutc.records import replace

ATHLETE = Athlete(lthr=Decimal(172), max_hr=Decimal(190))
LABELS = (
    "Hard", "Easy 3", "hr 150", "Zone 2", "z", "pace 20", "MMP", "mmp 5", "km", "rpm 3", "min",
    "per", "x", "Warmup", "Hz", "intensity", "press", "and 123456789", "W 1", "m",
)  # fmt: skip
labels = st.sampled_from(LABELS) | texts()


@THOROUGH
@given(steps(), labels, st.just("") | labels, st.sampled_from((None, *Intensity)))
def test_a_line_of_pieces_is_the_line_of_the_whole(
    step: Step, label: str, head: str, marked: Intensity | None
) -> None:
    step = replace(lowered(step, ATHLETE), label=label)
    marked = marked if marked is step.intensity else None
    for sport in ("Ride", "Run", "Swim"):
        assert line_of(step, head, marked, sport) == as_a_whole(step, head, marked, sport)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("behind", ["45s", "1h", "400mtr", "5km", "2mi", "100yrd"])
def test_a_plain_label_takes_nothing_from_the_length_behind_it(label: str, behind: str) -> None:
    alone = read_step(behind)
    assert alone is not None
    assert read_step(f"{label} {behind}") == alone | {"text": label}


def test_a_label_that_says_more_is_written_as_a_whole() -> None:
    step = Step(Time(90), "Ride 20m easy")
    assert line_of(step, "", None, "Ride").doubtful
    assert line_of(step, "", None, "Ride") == as_a_whole(step, "", None, "Ride")
