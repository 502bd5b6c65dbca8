"""A session and its figures, as any picture shows them."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from workoutc.athlete import Athlete
from workoutc.load import load_of
from workoutc.load.course import seconds_of
from workoutc.load.figures import Load
from workoutc.model import Distance, Step, Workout
from workoutc.picture.bars import Drawing, drawing
from workoutc.records import dataclass
from workoutc.sports import SPORTS, Kind, Sport

ASSUMED = {Kind.SWIM: Fraction(4, 5), Kind.RIDE: Fraction(25, 3)}
ON_FOOT = Fraction(3)
"""Metres a second at which a distance of unknown speed is drawn."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as an athlete rides it, the athlete being the one of its sport."""

    workout: Workout
    athlete: Athlete
    load: Load


def shown_of(workout: Workout, athlete: Athlete) -> Shown:
    """The session with its figures."""
    return Shown(workout, athlete.in_sport(workout.sport), load_of(workout, athlete))


def drawn_of(shown: Shown) -> Drawing:
    """Its bars, each as long as Intervals.icu takes it to be, or about so."""
    sport = SPORTS.get(shown.workout.sport) or Sport(shown.workout.sport)

    def seconds(step: Step) -> float:
        known = seconds_of(step, sport, shown.athlete)
        if known is None and isinstance(step.length, Distance):
            return float(Fraction(step.length.metres) / ASSUMED.get(sport.kind, ON_FOOT))
        return float(known or 0)

    return drawing(shown.workout, shown.athlete, seconds)


def totals(load: Load) -> Iterator[str]:
    """Time, distance, load and what else is known, each in a few words."""
    yield clock(load.duration_s) if load.duration_s is not None else "time ?"
    if load.distance_m:
        yield distance(load.distance_m)
    about = "~" if load.estimate else ""
    yield f"load {about}{load.load}" if load.load is not None else "load ?"
    yield f"IF {about}{load.intensity / 100:.2f}" if load.intensity is not None else "IF ?"
    if load.normalized_power_w is not None:
        yield f"NP {load.normalized_power_w} W"
    if load.average_power_w is not None:
        yield f"avg {load.average_power_w} W"
    if load.joules:
        yield f"{load.joules / 1000:.0f} kJ"


def clock(seconds: int) -> str:
    """`1:17:00`, `42:30`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def distance(metres: Decimal) -> str:
    """`1700 m`, `13.4 km`."""
    return f"{metres:.0f} m" if metres < 5000 else f"{metres / 1000:.1f} km"
