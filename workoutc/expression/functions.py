"""The functions of expressions: `min`, `max`, `round` and `pick`."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.expression import misfits
from workoutc.expression.operations import Given, broadcast
from workoutc.expression.values import COUNT, Kind, Measure, Quantity, Value, common, in_unit_of
from workoutc.source import Span
from workoutc.tuples import NamedTuple

Applied: TypeAlias = Value | Diagnostic


class Function(NamedTuple):
    """What it takes, in words and in numbers, and what it does with that."""

    wanted: str
    least: int
    most: int
    apply: Callable[[tuple[Given, ...]], Applied]

    def takes(self, count: int) -> bool:
        """Whether it can do with so many values."""
        return self.least <= count <= self.most


def _smallest(given: tuple[Given, ...]) -> Applied:
    return _extreme(given, min)


def _largest(given: tuple[Given, ...]) -> Applied:
    return _extreme(given, max)


def _extreme(given: tuple[Given, ...], choose: Callable[[Fraction, Fraction], Fraction]) -> Applied:
    best, *others = given
    for other in others:
        pair = comparable(best.value, other.value)
        span = Span(best.span.start, other.span.end)
        if pair is None:
            return misfits.unlike("compared", best.value, other.value, span)
        measure, left, right = pair
        ends = broadcast(choose, left, right)
        if ends is None:
            return misfits.two_ranges(best.value, other.value, span)
        best = Given(Quantity(measure, ends), span)
    return best.value


def _to_the_nearest(given: tuple[Given, ...]) -> Applied:
    value, step = given
    pair = comparable(value.value, step.value) or _seconds_of_a_pace(value.value, step.value)
    if pair is None:
        span = Span(value.span.start, step.span.end)
        return misfits.unlike("rounded to", value.value, step.value, span)
    measure, ends, steps = pair
    if len(steps) > 1:
        return misfits.no_single(step.value, step.span)
    if steps[0] <= 0:
        return misfits.no_step(step.value, step.span)
    half = Fraction(1, 2)
    return Quantity(measure, tuple((end / steps[0] + half).__floor__() * steps[0] for end in ends))


def _picked(given: tuple[Given, ...]) -> Applied:
    number, *choices = given
    place = number.value
    if not isinstance(place, Quantity) or place.measure != COUNT or not place.single:
        return misfits.no_count(place, number.span, "`pick` counts with its first value")
    if place.ends[0].denominator != 1:
        return misfits.no_whole(place, number.span)
    if not 1 <= place.ends[0] <= len(choices):
        return misfits.past_the_end(place, len(choices), number.span)
    return choices[int(place.ends[0]) - 1].value


MANY = 10_000
"""More than fit on a line."""

FUNCTIONS = {
    "min": Function("two values or more", 2, MANY, _smallest),
    "max": Function("two values or more", 2, MANY, _largest),
    "round": Function("two values, the second the step to round to", 2, 2, _to_the_nearest),
    "pick": Function("a number and the values to pick from", 2, MANY, _picked),
}


Pair: TypeAlias = tuple[Measure, tuple[Fraction, ...], tuple[Fraction, ...]]


def comparable(left: Value, right: Value) -> Pair | None:
    """What two values count together, and their numbers; `None` where they have no order."""
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return None
    measure = common(left.measure, right.measure)
    if measure is None:
        return None
    return measure, in_unit_of(left, measure).ends, in_unit_of(right, measure).ends


def _seconds_of_a_pace(value: Value, step: Value) -> Pair | None:
    """`round(race, 5s)`."""
    if not isinstance(value, Quantity) or not isinstance(step, Quantity):
        return None
    if (value.kind, step.kind) != (Kind.PACE, Kind.TIME):
        return None
    return value.measure, value.ends, step.ends
