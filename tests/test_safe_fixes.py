"""What `--fix` may do by itself: mend the spelling, never the session."""

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import compiled
from tests.strategies import THOROUGH
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic
from workoutc.fix import apply_fixes
from workoutc.model import walk

WORDS = (
    "Hard", "10m", "10 min", "90%", "75 %", "@", "@FTP", "at", "110", "3×10m", "3x", "3 x", "-10m",
    "**10m**", "1/2h", "10mn", "250wat", "90rmp", "85%HR", "HRmax", "max HR", "RPE7", "RPE", "7/10",
    "easy", "rest", "free ride", "Z2", "Z2-3", "(", ")", "2,5km", "1.500mtr", "intensty=rest",
    "400 m", "95 - 105%", "ramp", '"go', "300rpm", "rmap", "4.15/km", "10k", "pace",
)  # fmt: skip
"""What is written rightly and wrongly."""


def errors(said: Iterable[Diagnostic]) -> Counter[str]:
    """By code; a count whose steps are to follow on the next lines is none."""
    return Counter(d.code for d in said if d.code[0] == "E" and d.code != "E206")


def mended(line: str, words: str = "") -> Compilation:
    """The line after all safe fixes, as often as there are any."""
    compilation = compiled(f"{line}\n", words)
    for _ in range(8):
        fixes = [said.fix for said in compilation.diagnostics if said.fix]
        text, applied = apply_fixes(compilation.source.text, fixes)
        if not applied:
            return compilation
        compilation = compiled(text, words)
    raise AssertionError(f"the fixes of {line!r} come to no end")


@pytest.mark.parametrize(
    "line",
    [
        "- 10m 95 - 105%",
        "- 10m 95%-105",
        "- 10m 85 – 95% ",
        "- 10m 50→75%",
        "- 10m 50% to 75%",
        "- 10m Z2-3",
        "- 10m Z2 - Z3",
        "- 10m @250w",
        "- 10m <150w",
        "- 10m 65 percent",
        "- 10m 65%.",
        "- 10m 65%/90rpm",
        "- 10m RPE7",
        "- 10m 7 RPE",
        "- ~5m 60%",
        "- 10-12m 60%",
        "- 1:30h 65%",
        "- 2m 145 HR",
        "- 10m 250 watt power",
        "- (30s 120%, 30s 50%)",
        "- 3 × (1m 60%)",
        "- 2 x 10m 90%",
    ],
)
def test_no_amount_ends_in_a_label(line: str) -> None:
    """Where it isn't certain what an amount meant, an error is left to its author."""
    after = mended(line)
    labels = [step.label for workout in after.workouts for step in walk(workout.items)]
    assert not after.ok or not any(letter.isdigit() for label in labels for letter in label)


@pytest.mark.parametrize("line", ["- 20m free ride", "- 1m max effort", "- 10m 65% lap press"])
def test_no_keyword_ends_in_a_label(line: str) -> None:
    after = mended(line)
    assert not after.ok or not [s for w in after.workouts for s in walk(w.items) if s.label]


@pytest.mark.parametrize(
    ("line", "becomes"),
    [
        ("- 10m 75% easy", "- easy 10m 75%"),
        ("- 10 min 75%", "- 10min 75%"),
        ("- 10m rmap 50-75%", "- 10m ramp 50-75%"),
        ("- 10m 315w - 330w", "- 10m 315w-330w"),
        ("- 8mn 75%", "- 8min 75%"),
        ("- Z2 Steady 1h", "- Steady 1h Z2"),
        ("- intensity=rest 2m 40%", "- 2m intensity=rest 40%"),
        ("- 400m 75%", "- 400m 75%"),
        ("- 10m 75-60%", "- 10m 75-60%"),
        ("- **10m 90%**", "- 10m 90%"),
        ("- *10 min 90%*", "- 10min 90%"),
        ("- 1/2h Z2", "- 30m Z2"),
        ("- 10m @FTP", "- 10m 100%"),
        ("- 10m RPE 7/10", "- 10m RPE 7"),
        ("- 10m 85% HRmax", "- 10m 85% HR"),
        ("- 3x:", "- 3x"),
    ],
)
def test_what_is_certain_is_mended(line: str, becomes: str) -> None:
    assert mended(line).source.text == f"{becomes}\n"


@pytest.mark.parametrize(
    "line",
    [
        "- 3×10m 90%",
        "- -10m 90%",
        "- **10m** 90%",
        "- 1/0h Z2",
        "- 5km @ 10k pace",
        "- 400 m 90%",
        "- 10m RPE 11/10",
        "- 10m @ 110",
        "- 10m easy",
        "- 10m sweet spot",
        "- 10m race pace",
        "- 10m 85% HRR",
        "- 10m rest",
        "- foo10m 90%",
    ],
)
def test_what_is_not_certain_is_left(line: str) -> None:
    assert mended(line).source.text == f"{line}\n"


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
@THOROUGH
def test_a_safe_fix_cures_its_fault_and_brings_no_other(line: str) -> None:
    before = compiled(f"- {line}\n")
    for said in before.diagnostics:
        if said.fix is None or not said.fix.safe:
            continue
        after = compiled(apply_fixes(before.source.text, [said.fix])[0])
        rest = errors(before.diagnostics) - errors([said])
        assert errors(after.diagnostics) <= rest, (said, after.diagnostics)


@pytest.mark.parametrize("sport", ["bike", "cycling", "Bike"])
def test_a_bike_is_no_hike(sport: str) -> None:
    (workout,) = mended(f"sport: {sport}\n\n- 10m 75%").workouts
    assert workout.sport == "Ride"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("- 8m @ 95-100 FTP\n", "95-100% FTP"),
        ("- 8m 60 pace\n", "60% pace"),
        ("Main set x4\n- 3m 110%\n", "Main set 4x"),
        ("3x: Sprints\n- 30s 150%\n", "Sprints 3x"),
        ("Main set (3x)\n- 3m 110%\n", "Main set 3x"),
        ("2 x Hills\n- 3m 110%\n", "Hills 2x"),
    ],
)
def test_what_was_probably_meant_is_offered_in_the_authors_words(text: str, meant: str) -> None:
    fixes = [said.fix for said in compiled(text).diagnostics if said.fix]
    assert [(fix.title, fix.safe) for fix in fixes] == [(f"write `{meant}`", False)]
