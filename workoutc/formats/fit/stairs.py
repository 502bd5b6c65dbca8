"""A ramp as the staircase of steps that devices know."""

from collections.abc import Iterator
from decimal import Decimal

from workoutc.formats.ridden import seconds_of
from workoutc.formats.targets import Thresholds
from workoutc.model import Distance, Length, LengthUnit, Ramp, Steady, Step, Target, Time
from workoutc.records import replace

RUNG = 60
"""Seconds of a rung: shorter ones keep a device beeping."""

MOST = 10
"""Rungs of one ramp: devices take few steps, some of them fifty."""

TWO = 20
"""Seconds from which even a short ramp has two."""


def rungs(step: Step, known: Thresholds) -> Iterator[Step]:
    """The step itself, or its rungs, each at the middle of what the ramp goes through meanwhile.

    A ramp in an open-ended step has one rung, its middle.
    """
    if not step.ramp:
        yield step
        return
    seconds = 0 if step.press_lap else seconds_of(step, known)
    count = max(2 if seconds >= TWO else 1, min(MOST, seconds // RUNG))
    for number in range(count):
        yield replace(
            step,
            length=_share(step.length, number, count),
            power=_rung(step.power, number, count),
            hr=_rung(step.hr, number, count),
            pace=_rung(step.pace, number, count),
        )


def _share(length: Length, number: int, count: int) -> Length:
    match length:
        case Time(seconds):
            return Time(seconds * (number + 1) // count - seconds * number // count)
        case Distance():
            return Distance(length.metres / count, LengthUnit.METRE)


def _rung(target: Target | None, number: int, count: int) -> Target | None:
    if target is None or not isinstance(target.level, Ramp):
        return target
    start, end = target.level.start, target.level.end
    value = start + (end - start) * Decimal(2 * number + 1) / (2 * count)
    return replace(target, level=Steady(value))
