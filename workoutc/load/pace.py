"""How fast a step goes, and how long its distance takes: as Intervals.icu estimates it."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from workoutc.athlete import Athlete
from workoutc.model import Target, Unit, ends
from workoutc.sports import Kind, Sport
from workoutc.units import CLOCK_PACES, PACE_METRES

RIDE_SPEED = Fraction(25, 3)
"""Metres a second, 30 km/h, that the server takes a ride of unknown threshold pace to go at, even
where the step has a % of that pace (a captured document: 400 m in 48 s, 1 km in 120 s)."""

NEARLY = Fraction(1, 1000)
"""Of a second: that near the next whole one it is reached. 1:45/100m is no round speed."""

LAST_BOUND = 999
"""Percent at which Intervals.icu ends the last zone of power and of pace."""


def seconds_for(
    metres: Fraction, speed: Fraction | None, kind: Kind, athlete: Athlete
) -> int | None:
    """The whole seconds a distance takes: at its speed, else at threshold pace.

    `None` where neither is known and the sport has no speed to fall back on.
    """
    speed = speed or threshold_speed(kind, athlete) or (RIDE_SPEED if kind is Kind.RIDE else None)
    return math.floor(metres / speed + NEARLY) if speed else None


def speed(
    unit: Unit, first: Fraction, last: Fraction, kind: Kind, athlete: Athlete
) -> Fraction | None:
    """Metres a second in the middle of what was written, so for a clock pace the middle of the
    paces, not of the speeds (800 m at 4:15-3:55/km: 196 s)."""
    if unit in PACE_METRES:
        middle = (first + last) / 2
        return Fraction(PACE_METRES[unit]) / middle if middle else None
    threshold = threshold_speed(kind, athlete)
    share = (
        zone_share(int(first), int(last), athlete.pace_zones)
        if unit is Unit.PACE_ZONE
        else (first + last) / 200
    )
    return None if threshold is None or share is None else threshold * share


def speed_of(target: Target, sport: Sport, athlete: Athlete) -> Fraction | None:
    """Metres a second in the middle of a pace target, `None` where that isn't known."""
    numbers = paces(target)
    return speed(unit_of(target, sport), numbers[0], numbers[-1], sport.kind, athlete)


def paces(target: Target) -> list[Fraction]:
    """The ends of a target; those on the clock in whole seconds, as the text holds them."""
    numbers = ends(target.level)
    if target.unit in CLOCK_PACES:
        return [Fraction(n.quantize(Decimal(1), ROUND_HALF_UP)) for n in numbers]
    return [Fraction(n) for n in numbers]


def unit_of(target: Target, sport: Sport) -> Unit:
    """The unit of a target; a bare `5:20 Pace` has that of its sport."""
    if target.unit is not Unit.PACE_DEFAULT:
        return target.unit
    return sport.pace or Unit.PACE_KM


def threshold_speed(kind: Kind, athlete: Athlete) -> Fraction | None:
    """Metres a second, `None` where it isn't known."""
    known = athlete.threshold_pace.get(kind)
    return Fraction(known) if known and known > 0 else None


def zone_share(first: int, last: int, bounds: Sequence[Decimal | int]) -> Fraction | None:
    """The middle of zones as a share of threshold speed, `None` if there are no such zones.

    A zone begins one point above the bound before it. The first begins at 0.8 of its bound and the
    last has the server's bound of 999 %, by analogy with its power zones: absurd, but its own.
    """
    tops = (*bounds, LAST_BOUND)
    if not (bounds and 1 <= first <= len(tops) and 1 <= last <= len(tops)):
        return None
    low = Fraction(tops[first - 2]) + 1 if first > 1 else Fraction(tops[0]) * Fraction(4, 5)
    return (low + Fraction(tops[last - 1])) / 200
