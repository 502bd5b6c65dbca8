"""How long a distance takes and how far a time goes, as Intervals.icu estimates it."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from workoutc.athlete import Athlete
from workoutc.model import Unit
from workoutc.sports import Kind
from workoutc.units import PACE_METRES

RIDE_SPEED = Fraction(25, 3)
"""Metres a second, 30 km/h, that the server takes a ride of unknown threshold pace to go at, even
where the step has a % of that pace (a captured document: 400 m in 48 s, 1 km in 120 s)."""


def seconds_of(step: dict[str, Any], kind: Kind, athlete: Athlete) -> int | None:
    """The seconds a distance step takes: at its pace, else at threshold pace; half rounds up.

    `None` where neither is known and the sport has no speed to fall back on.
    """
    speed = _speed(step, kind, athlete) or _threshold(kind, athlete)
    if speed is None and kind is Kind.RIDE:
        speed = RIDE_SPEED
    if not speed:
        return None
    return math.floor(Fraction(step["distance"]) / speed + Fraction(1, 2))


def metres_of(step: dict[str, Any], kind: Kind, athlete: Athlete) -> Decimal:
    """The metres a timed step goes at its pace; 0 where it has none or its speed isn't known."""
    speed = _speed(step, kind, athlete)
    if not speed:
        return Decimal(0)
    metres: Fraction = step["duration"] * speed
    return Decimal(metres.numerator) / metres.denominator


def _speed(step: dict[str, Any], kind: Kind, athlete: Athlete) -> Fraction | None:
    """Metres a second of the step's pace target: the middle of what was written, so for a clock
    pace the middle of the paces, not of the speeds (800 m at 4:15-3:55/km: 196 s)."""
    pace = step.get("pace")
    if pace is None:
        return None
    first = pace.get("value", pace.get("start"))
    second = pace.get("end", first)
    unit = Unit(pace["units"])
    if unit in PACE_METRES:
        middle = (Fraction(first) + Fraction(second)) / 2
        return Fraction(PACE_METRES[unit]) / middle if middle else None
    threshold = _threshold(kind, athlete)
    share = (
        _zone_share(first, second, athlete.pace_zones)
        if unit is Unit.PACE_ZONE
        else (Fraction(first) + Fraction(second)) / 200
    )
    return None if threshold is None or share is None else threshold * share


def _threshold(kind: Kind, athlete: Athlete) -> Fraction | None:
    speed = athlete.threshold_pace.get(kind)
    return Fraction(speed) if speed and speed > 0 else None


def _zone_share(first: int, last: int, bounds: Sequence[Decimal | int]) -> Fraction | None:
    """The middle of the zones as a share of threshold speed, `None` if there are no such zones.

    A zone begins one point above the bound before it. The first begins at 0.8 of its bound and the
    last has the server's bound of 999 %, by analogy with its power zones: absurd, but its own.
    """
    tops = (*bounds, 999)
    if not (bounds and 1 <= first <= len(tops) and 1 <= last <= len(tops)):
        return None
    low = Fraction(tops[first - 2]) + 1 if first > 1 else Fraction(tops[0]) * Fraction(4, 5)
    return (low + Fraction(tops[last - 1])) / 200
