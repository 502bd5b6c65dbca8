"""The names that an athlete's thresholds have in expressions."""

from fractions import Fraction

from workoutc.athlete import Athlete
from workoutc.expression.values import Kind, Measure, Quantity
from workoutc.model import Unit
from workoutc.sports import SPORTS
from workoutc.units import PACE_METRES

_FINE = 1000
"""Speeds are kept in metres a second, of which a pace of whole seconds need not be a round number:
to the thousandth of a second it is that pace again."""


def thresholds(athlete: Athlete, sport: str) -> dict[str, Quantity]:
    """`ftp`, `indoor_ftp`, `lthr`, `max_hr` and `threshold_pace`, as far as they are known.

    `sport`: a sport of Intervals.icu, whose thresholds they are and by whose unit the pace goes.
    """
    athlete = athlete.in_sport(sport)
    watts, bpm = Measure(Kind.WATTS, Unit.WATTS), Measure(Kind.BPM, Unit.BPM)
    known = {
        "ftp": (athlete.ftp, watts),
        "indoor_ftp": (athlete.indoor_ftp, watts),
        "lthr": (athlete.lthr, bpm),
        "max_hr": (athlete.max_hr, bpm),
    }
    found = {
        name: Quantity(measure, (Fraction(number),))
        for name, (number, measure) in known.items()
        if number is not None
    }
    pace = _threshold_pace(athlete, sport)
    return found | {"threshold_pace": pace} if pace else found


def _threshold_pace(athlete: Athlete, sport: str) -> Quantity | None:
    kind, unit = SPORTS[sport].kind, SPORTS[sport].pace
    speed = athlete.threshold_pace.get(kind)
    if not speed or unit is None:
        return None
    seconds = Fraction(PACE_METRES[unit]) / Fraction(speed)
    return Quantity(Measure(Kind.PACE, unit), (Fraction(round(seconds * _FINE), _FINE),))
