"""Advice on labels: keywords lost to a typo, and words that are just words."""

import pytest

from tests.advice import codes, only, percent, ramp, target
from workoutc.diagnostic import Edit
from workoutc.model import (
    Step,
    Target,
    Time,
    Unit,
)
from workoutc.source import Span

# Labels.


def labelled(label: str, power: Target | None = None) -> Step:
    span = Span(2, 2 + len(label))
    return Step(Time(600), label, power or percent(50, 75), span=Span(0, 40), label_span=span)


@pytest.mark.parametrize(
    ("label", "word", "token"),
    [
        ("Rmap", "Rmap", "ramp"),
        ("Easy rapm", "rapm", "ramp"),
        ("Ramp:", "Ramp:", "ramp"),
        ("Warm (ramp)", "(ramp)", "ramp"),
        ("freride", "freride", "freeride"),
        ("Freeridde", "Freeridde", "freeride"),
        ("freeirde easy", "freeirde", "freeride"),
        ("Maxefort", "Maxefort", "maxeffort"),
        ("hidepowre", "hidepowre", "hidepower"),
        ("intesity=rest", "intesity=rest", "intensity=rest"),
        ("Easy intensity:recovery", "intensity:recovery", "intensity=recovery"),
        ("intensity = rest", "intensity = rest", "intensity=rest"),
        ("90rmp", "90rmp", "90rpm"),
        ("Spin 90 prm", "90 prm", "90rpm"),
        ("Easy 10mn", "10mn", "10m"),
    ],
)
def test_a_near_keyword_in_a_label(label: str, word: str, token: str) -> None:
    said = only(labelled(label))
    start = 2 + label.index(word)
    assert (said.code, said.span) == ("W331", Span(start, start + len(word)))
    assert said.label == f"was `{token}` meant?"


@pytest.mark.parametrize(
    "label",
    [
        "Ramps",
        "Cramp watch",
        "Camp opener, no ramp into it",
        "Tramp",
        "Ramp-up legs",
        "Easy",
        "Max effort",
        "Max-effort",
        "Free ride",
        "Freerider style",
        "High intensity",
        "Intensify",
        "Low intesity",
        "Intensity: high",
        "Squat 1RM",
        "2nd of 3rd",
        "10k pace",
        "20min effort",
        "NP cap 266w",
        "cap 90pct",
        "60-80g carbs",
        "Main 4×3",
    ],
)
def test_ordinary_labels(label: str) -> None:
    assert codes(labelled(label)) == []


def test_a_typo_of_a_target_matters_where_there_is_none() -> None:
    def alone(label: str) -> Step:
        return Step(Time(600), label, label_span=Span(2, 2 + len(label)))

    assert only(alone("75prc")).label == "was `75%` meant?"
    assert only(alone("200wat")).label == "was `200w` meant?"
    assert only(alone("freeride!")).label == "was `freeride` meant?"
    assert codes(labelled("All out, no freeride!")) == []


def test_what_the_step_has_already_is_not_suspected() -> None:
    ramped = labelled("Rmap", ramp(50, 75))
    free = Step(Time(600), "Freride", freeride=True, label_span=Span(2, 9))
    spun = Step(
        Time(600), "90rmp", percent(60), cadence=target(Unit.RPM, 90), label_span=Span(2, 7)
    )
    assert codes(ramped, free, spun) == []


def test_a_quoted_label_is_text() -> None:
    assert codes(Step(Time(600), "Rmap", percent(50, 75), label_span=Span(2, 8))) == []


def test_a_label_without_a_place_is_advised_at_its_step() -> None:
    said = only(Step(Time(600), "Rmap", percent(50, 75), span=Span(3, 9)))
    assert (said.span, said.fix) == (Span(3, 9), None)


def test_a_slip_can_be_mended_behind_the_length() -> None:
    fix = only(labelled("Rmap")).fix
    assert fix is not None
    assert fix.edits == (Edit(Span(2, 7), ""), Edit(Span(40, 40), " ramp"))
    assert fix.safe


def test_a_slip_among_other_words_is_offered_to_be_mended() -> None:
    fix = only(labelled("Easy rmap")).fix
    assert fix is not None
    assert fix.edits[0] == Edit(Span(7, 12), "")
    assert not fix.safe


def test_a_slip_that_would_not_fit_is_not_mended() -> None:
    assert only(labelled("10mn")).fix is None  # there is a length already
    assert only(labelled("Rmap", percent(60))).fix is None  # nothing to ramp between
