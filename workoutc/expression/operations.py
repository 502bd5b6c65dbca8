"""Which kinds of values go together under which sign, and what comes out: a table."""

from collections.abc import Callable
from fractions import Fraction

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults, misfits
from workoutc.expression.values import (
    COUNT,
    Kind,
    Measure,
    Quantity,
    Value,
    common,
    in_unit_of,
    within_bounds,
)
from workoutc.model import Family, Unit
from workoutc.source import Span
from workoutc.tuples import NamedTuple
from workoutc.units import FAMILY_OF


class Given(NamedTuple):
    """A value and where it was written."""

    value: Value
    span: Span


class Rule(NamedTuple):
    """What two kinds make, and how it is reckoned from one number of each."""

    gives: Kind
    reckon: Callable[[Fraction, Fraction], Fraction]


def _plus(left: Fraction, right: Fraction) -> Fraction:
    return left + right


def _minus(left: Fraction, right: Fraction) -> Fraction:
    return left - right


def _times(left: Fraction, right: Fraction) -> Fraction:
    return left * right


def _over(left: Fraction, right: Fraction) -> Fraction:
    return left / right


def _share(left: Fraction, right: Fraction) -> Fraction:
    return left * right / 100


def _at_speed(pace: Fraction, percent: Fraction) -> Fraction:
    """A percentage of a pace counts its speed, as `95% Pace` does: fewer percent, more seconds."""
    return pace * 100 / percent


def _pace_at_speed(percent: Fraction, pace: Fraction) -> Fraction:
    return _at_speed(pace, percent)


ADDED = (
    Kind.COUNT, Kind.TIME, Kind.DISTANCE, Kind.PERCENT, Kind.WATTS, Kind.BPM, Kind.RPM, Kind.PACE,
)  # fmt: skip
"""Kinds whose values are added to their own."""

SCALED = (Kind.TIME, Kind.DISTANCE, Kind.PERCENT, Kind.WATTS, Kind.BPM, Kind.RPM)
"""Kinds that a plain number makes larger or smaller. Not a pace: twice the seconds is half the
speed, and who writes `pace * 1.1` may mean either."""

RULES: dict[tuple[str, Kind, Kind], Rule] = {
    **{("+", kind, kind): Rule(kind, _plus) for kind in ADDED},
    **{("-", kind, kind): Rule(kind, _minus) for kind in ADDED},
    **{("*", kind, Kind.COUNT): Rule(kind, _times) for kind in SCALED},
    **{("*", Kind.COUNT, kind): Rule(kind, _times) for kind in SCALED},
    **{("/", kind, Kind.COUNT): Rule(kind, _over) for kind in SCALED},
    **{("/", kind, kind): Rule(Kind.COUNT, _over) for kind in ADDED},
    ("*", Kind.COUNT, Kind.COUNT): Rule(Kind.COUNT, _times),
    ("*", Kind.PERCENT, Kind.WATTS): Rule(Kind.WATTS, _share),
    ("*", Kind.WATTS, Kind.PERCENT): Rule(Kind.WATTS, _share),
    ("*", Kind.PERCENT, Kind.BPM): Rule(Kind.BPM, _share),
    ("*", Kind.BPM, Kind.PERCENT): Rule(Kind.BPM, _share),
    ("*", Kind.PERCENT, Kind.PACE): Rule(Kind.PACE, _pace_at_speed),
    ("*", Kind.PACE, Kind.PERCENT): Rule(Kind.PACE, _at_speed),
    ("+", Kind.PACE, Kind.TIME): Rule(Kind.PACE, _plus),
    ("-", Kind.PACE, Kind.TIME): Rule(Kind.PACE, _minus),
    ("+", Kind.ZONE, Kind.COUNT): Rule(Kind.ZONE, _plus),
    ("-", Kind.ZONE, Kind.COUNT): Rule(Kind.ZONE, _minus),
}
"""Whatever isn't in it can't be meant."""


def reckon(sign: str, left: Given, right: Given) -> Quantity | Diagnostic:
    """What two values make under a sign, exact."""
    one, other = left.value, right.value
    span = Span(left.span.start, right.span.end)
    rule = RULES.get((sign, one.kind, other.kind))
    if rule is None or not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return misfits.misfit(sign, one, other, span)
    measure = _result(rule, one, other)
    if measure is None:
        return misfits.misfit(sign, one, other, span)
    if one.kind is other.kind:
        shared = common(one.measure, other.measure) or measure
        one, other = in_unit_of(one, shared), in_unit_of(other, shared)
    try:
        ends = broadcast(rule.reckon, one.ends, other.ends)
    except ZeroDivisionError:
        return misfits.by_zero(left.span if rule.reckon is _pace_at_speed else right.span)
    if ends is None:
        return misfits.two_ranges(one, other, span)
    return bounded(Quantity(measure, ends), span)


def bounded(value: Quantity, span: Span) -> Quantity | Diagnostic:
    """The value, unless its numbers are beyond what is kept."""
    return value if within_bounds(value.ends) else faults.out_of_bounds(span)


def broadcast(
    reckon: Callable[[Fraction, Fraction], Fraction],
    left: tuple[Fraction, ...],
    right: tuple[Fraction, ...],
) -> tuple[Fraction, ...] | None:
    """Reckoned for each end, a single value with both ends of a range; `None` for two ranges."""
    if len(left) == len(right) == 1:
        return (reckon(left[0], right[0]),)
    if len(right) == 1:
        return tuple(reckon(end, right[0]) for end in left)
    return tuple(reckon(left[0], end) for end in right) if len(left) == 1 else None


def _result(rule: Rule, one: Quantity, other: Quantity) -> Measure | None:
    """What comes out counts; `None` where the two count different things."""
    if one.kind is other.kind:
        measure = common(one.measure, other.measure)
        return COUNT if measure and rule.gives is not one.kind else measure
    if not _of_one_family(one.measure, other.measure):
        return None
    return one.measure if rule.gives is one.kind else other.measure


def _of_one_family(left: Measure, right: Measure) -> bool:
    """Whether a percentage may be one of what it is multiplied with: `95% LTHR` isn't of watts."""
    for share, whole in ((left, right), (right, left)):
        if share.kind is Kind.PERCENT and not share.bare and whole.kind in _FAMILIES:
            assert isinstance(share.unit, Unit)
            return FAMILY_OF[share.unit] is _FAMILIES[whole.kind]
    return True


_FAMILIES = {Kind.WATTS: Family.POWER, Kind.BPM: Family.HR, Kind.PACE: Family.PACE}
