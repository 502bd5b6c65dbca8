"""Values written out, read as they are read in a step."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults
from workoutc.expression.nodes import Faults
from workoutc.expression.values import (
    COUNT,
    TIME,
    Kind,
    Measure,
    Quantity,
    Value,
    within_bounds,
)
from workoutc.model import Distance, Length, Target, Time, Unit, ends
from workoutc.parse import words
from workoutc.resolve.amounts import Value as Amount
from workoutc.resolve.amounts import amount, numbers
from workoutc.resolve.draft import Draft, Rules
from workoutc.resolve.faults import odd_amount
from workoutc.resolve.lengths import doubtful_minutes
from workoutc.resolve.step import read_words
from workoutc.resolve.thousands import thousands_point
from workoutc.source import Span
from workoutc.sports import SPORTS
from workoutc.syntax import Element, Shape, Unreadable, Word
from workoutc.tuples import NamedTuple

_RULES = Rules(SPORTS["Ride"], 7, 7, 7)
"""A sport in which nothing is doubtful: what a workout makes of a value is told there."""

_TOLD = frozenset({"E106", "E117", "E118", "E119", "E120"})
"""Faults of an amount that mean the same wherever it stands."""

_KINDS = {
    Unit.WATTS: Kind.WATTS, Unit.BPM: Kind.BPM, Unit.RPM: Kind.RPM,
    Unit.POWER_ZONE: Kind.ZONE, Unit.CUSTOM_ZONE: Kind.ZONE, Unit.HR_ZONE: Kind.ZONE,
    Unit.PACE_ZONE: Kind.ZONE,
    Unit.PERCENT_FTP: Kind.PERCENT, Unit.PERCENT_MMP: Kind.PERCENT, Unit.PERCENT_LTHR: Kind.PERCENT,
    Unit.PERCENT_MAX_HR: Kind.PERCENT, Unit.PERCENT_PACE: Kind.PERCENT,
}  # fmt: skip
"""All other units are clock paces."""


class Reading(NamedTuple):
    """A value, or why there is none; and what is doubtful about it."""

    value: Value | None
    faults: Faults = ()
    doubts: Faults = ()


@lru_cache(maxsize=2048)
def literal(text: str) -> Reading:
    """The value of `10m`, `80-85% LTHR`, `Z2 HR`, `3` …; spans are relative to the text."""
    row = words("item", text)
    assert not isinstance(row, Unreadable)  # a literal has no parentheses
    reading = _plain_number(row) or _amount(text, row)
    if isinstance(reading.value, Quantity) and not within_bounds(reading.value.ends):
        return Reading(None, (faults.out_of_bounds(Span(0, len(text))),))
    return reading


def _plain_number(row: Sequence[Element]) -> Reading | None:
    word = row[0]
    if len(row) != 1 or not isinstance(word, Word) or word.shape is not Shape.NUMBER:
        return None
    level = numbers(word.text)
    if level is None:
        return Reading(None, (odd_amount(word, "digits", ""),))
    found = tuple(map(Fraction, ends(level)))
    if found[0] > found[-1]:
        return Reading(None, (_no_value(word.text),))
    return Reading(Quantity(COUNT, found))


def _amount(text: str, row: Sequence[Element]) -> Reading:
    draft = Draft(text, _RULES)
    read_words(draft, row)
    for fault in (*draft.diagnostics, *draft.odd):
        return Reading(None, (_fault(text, fault),))
    if (point := thousands_point(text, Span(0, len(text)))) is not None:
        return Reading(None, (point,))
    if draft.length is not None:
        span = draft.length_span
        doubt = doubtful_minutes(text[span.start : span.end], span, _RULES.sport)
        return Reading(_length(draft.length), doubts=(doubt,) if doubt else ())
    for placed in draft.targets.values():
        return Reading(_target(placed.target, bare=len(row) == 1 and _is_bare(row[0])))
    return Reading(None, (_no_value(text),))


def _fault(text: str, fault: Diagnostic) -> Diagnostic:
    of_lengths = fault.code == "E119" and faults.TIGHT_MINUS.search(text)
    return fault if fault.code in _TOLD and not of_lengths else _no_value(text)


def _no_value(text: str) -> Diagnostic:
    whole = Span(0, len(text))
    if dash := faults.TIGHT_MINUS.search(text):
        return faults.tight_minus(text, whole, dash.start())
    return faults.no_value(text, whole)


def _length(length: Length) -> Value:
    match length:
        case Time(seconds):
            return Quantity(TIME, (Fraction(seconds),))
        case Distance(unit=unit):
            return Quantity(Measure(Kind.DISTANCE, unit), (Fraction(length.metres),))


def _target(target: Target, *, bare: bool) -> Value:
    kind = _KINDS.get(target.unit, Kind.PACE)
    measure = Measure(kind, target.unit, bare, target.over)
    return Quantity(measure, tuple(map(Fraction, ends(target.level))))


def _is_bare(element: Element) -> bool:
    assert isinstance(element, Word)
    match amount(element):
        case Amount(bare=bare):
            return bare
        case _:
            return False
