"""What but a step itself decides what there is to say of it."""

from decimal import Decimal
from functools import lru_cache

from workoutc.athlete import Athlete
from workoutc.model import Distance, Workout
from workoutc.records import dataclass
from workoutc.sports import SPORTS, Kind, Sport


@dataclass(frozen=True, eq=False)
class Frame:
    """Of the workout around a step, and of the athlete. There are few, and equal ones are one: to
    look up what is known of a step in one is to look at the step alone.

    `athlete`: in the workout's sport. `pool`: where the sport is swum in one. `ftp`: what watts are
    held against; the profile's is a rider's, and running or rowing watts are another matter.
    """

    sport: Sport
    target: str
    pool: Distance | None
    athlete: Athlete
    ftp: Decimal | None


def frame_of(workout: Workout, athlete: Athlete) -> Frame:
    """The frame of a workout's steps."""
    athlete = athlete.in_sport(workout.sport)
    sport, indoor = workout.sport, workout.indoor
    # Of two athletes alike each is told of the own table, which is outside equality.
    return _frame(sport, indoor, workout.target, workout.pool, athlete, athlete.table)


@lru_cache(maxsize=256)
def _frame(
    name: str, indoor: bool | None, target: str, pool: Distance | None, athlete: Athlete,
    table: str,  # noqa: ARG001
) -> Frame:  # fmt: skip
    sport = SPORTS.get(name, SPORTS["Other"])
    inside = sport.indoor if indoor is None else indoor
    ftp = (inside and athlete.indoor_ftp) or athlete.ftp
    swum = sport.kind is Kind.SWIM and sport.name != "OpenWaterSwim"
    ridden = sport.kind is Kind.RIDE
    return Frame(sport, target, pool if swum else None, athlete, ftp if ridden else None)
