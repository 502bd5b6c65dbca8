"""How long a distance takes and how far a time goes, of a step as `workout_doc` holds it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from workoutc.athlete import Athlete
from workoutc.load.pace import seconds_for, speed
from workoutc.model import Unit
from workoutc.sports import Kind


def seconds_of(step: dict[str, Any], kind: Kind, athlete: Athlete) -> int | None:
    """The seconds a distance step takes: at its pace, else at threshold pace.

    `None` where neither is known and the sport has no speed to fall back on.
    """
    return seconds_for(Fraction(step["distance"]), _speed(step, kind, athlete), kind, athlete)


def metres_of(step: dict[str, Any], kind: Kind, athlete: Athlete) -> Decimal:
    """The metres a timed step goes at its pace; 0 where it has none or its speed isn't known."""
    fast = _speed(step, kind, athlete)
    if not fast:
        return Decimal(0)
    metres: Fraction = step["duration"] * fast
    return Decimal(metres.numerator) / metres.denominator


def _speed(step: dict[str, Any], kind: Kind, athlete: Athlete) -> Fraction | None:
    """Metres a second of the step's pace target."""
    pace = step.get("pace")
    if pace is None:
        return None
    first = pace.get("value", pace.get("start"))
    last = pace.get("end", first)
    return speed(Unit(pace["units"]), Fraction(first), Fraction(last), kind, athlete)
