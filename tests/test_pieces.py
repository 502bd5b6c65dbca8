"""A line read by its pieces means what it means as a whole, to the last place."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.strategies import AWKWARD, THOROUGH
from workoutc.athlete import UNKNOWN
from workoutc.model import Step
from workoutc.resolve.line import line_meaning
from workoutc.resolve.pieces import item_meaning
from workoutc.resolve.workouts import rules_for

SPORTS = ("Ride", "Run", "Swim", "Rowing", "WeightTraining")
LABELS = (
    "", "Hard", "Easy 3", "Zone 2", "hr", "hr 150", "pace 20", "to", "x", "Z", "mmp", "km", "min",
    "per", "and 12", "press", "Lap", "RPE", "use it", "free", "ramp", "power", "Over  under", "at",
)  # fmt: skip
LENGTHS = (
    "10m", "5m7s", "1h30m", "1h30", "30s", "400mtr", "2km", "400m", "25m", "0m", "0km", "1.5h",
    "90", "1.5m", "1.500mtr", "1.609km", "3x", "45sec", "5.km", "1.2.3km", "99999999m", "1:30",
    "10M", "5KM", "1h 30m", "10 m",
)  # fmt: skip
AIMS = (
    "95%", "50-75%", "ramp 50-75%", "75-50%", "85-95rpm", "300rpm", "Z2", "Z9", "Z2 HR",
    "5:00 Pace", "4:30/km", "60% MMP", "60% MMP 5m", "30s", "20", "30 s", "freeride", "press lap",
    "RPE 7", "250w", "intensity=rest", "power=3s", "150bpm", '"go"', "easy", "1h", "to 90%",
    "- 90%", "ramp", "(", "@", ",", "rpm", "HR", "%", "500%", "CZ1", "x",
    "8x (", "(30s", ")", '"', "8 x", "1,5km", "3 x (",
)  # fmt: skip
lines = st.builds(
    lambda label, length, aims, gap: gap.join(filter(None, (label, length, *aims))),
    st.sampled_from(LABELS),
    st.sampled_from(LENGTHS),
    st.lists(st.sampled_from(AIMS), max_size=3),
    st.sampled_from((" ", " ", "  ")),
)


@THOROUGH
@example('8x (30s "')
@example('Hard 4x (30s 120%, "go')
@given(lines | st.lists(st.sampled_from((*AWKWARD, " ")), max_size=8).map("".join))
def test_a_line_means_by_its_pieces_what_it_means_as_a_whole(line: str) -> None:
    for sport in SPORTS:
        rules = rules_for(sport, UNKNOWN, Decimal(400))
        # Places count too, which are outside equality.
        assert repr(item_meaning(line, rules)) == repr(line_meaning(line, rules))


@pytest.mark.parametrize(
    ("line", "label", "targets"),
    [
        ("Hard 12 12m 95-100% 85-95rpm", (0, 7), [(12, 19), (20, 28)]),
        ("1h30m Z2 HR", (0, 11), [(6, 11)]),
        ("Roll  10m ramp 50-75%", (0, 4), [(15, 21)]),
    ],
)
def test_each_piece_stands_where_it_was_written(
    line: str, label: tuple[int, int], targets: list[tuple[int, int]]
) -> None:
    step = item_meaning(line, rules_for("Ride", UNKNOWN, Decimal(400))).what
    assert isinstance(step, Step)
    assert (step.span, step.label_span) == ((0, len(line)), label)
    assert [target.span for target in (*step.targets, step.cadence) if target] == targets
