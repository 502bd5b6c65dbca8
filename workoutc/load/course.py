"""A session step by step: how often each is ridden, how long it takes, how far it goes."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from workoutc.athlete import Athlete
from workoutc.load.pace import seconds_for, speed_of, threshold_speed
from workoutc.load.stream import Held, Stream, stream
from workoutc.model import Distance, Item, Note, Repeat, Section, Step, Time, Workout
from workoutc.records import dataclass
from workoutc.sports import SPORTS, Sport


@dataclass(frozen=True, slots=True)
class Course:
    """A workout as it is ridden by an athlete, who is the one of its sport.

    `steps`: the written ones. `order`: their numbers, as they are ridden; `counts`: how often each
    is. `times`: seconds of each, `None` where nobody can say.
    """

    workout: Workout
    athlete: Athlete
    sport: Sport
    steps: Sequence[Step]
    times: Sequence[int | None]
    order: Sequence[int]
    counts: Sequence[int]

    @property
    def duration(self) -> int | None:
        """Seconds of all of it, `None` where a step's aren't known."""
        known = [time for time in self.times if time is not None]
        if len(known) < len(self.times):
            return None
        return sum(time * count for time, count in zip(known, self.counts, strict=True))

    @property
    def distance(self) -> Fraction:
        """Metres of all of it, as far as they are known: of distances, and of times at a pace."""
        total = Fraction(0)
        for step, count in zip(self.steps, self.counts, strict=True):
            if isinstance(step.length, Distance):
                total += Fraction(step.length.metres) * count
            elif step.pace and (speed := speed_of(step.pace, self.sport, self.athlete)):
                total += speed * step.length.seconds * count
        return total

    @property
    def ftp(self) -> Decimal | None:
        """Watts: indoors the athlete's own for that, where there is one."""
        indoor = self.workout.indoor
        indoors = self.sport.indoor if indoor is None else indoor
        return (self.athlete.indoor_ftp if indoors else None) or self.athlete.ftp

    @property
    def guess(self) -> str:
        """At what the service takes a distance to go that has no pace, empty where all have one."""
        for step in self.steps:
            if isinstance(step.length, Distance) and step.pace is None:
                known = threshold_speed(self.sport.kind, self.athlete)
                return "threshold pace" if known else "30 km/h"
        return ""

    def stream(self, held: Sequence[Held]) -> Stream:
        """What is held in each written step, second by second."""
        return stream(held, self.order, self.counts)


def course(workout: Workout, athlete: Athlete) -> Course:
    """The course of a workout for an athlete, whose values in its sport count."""
    athlete = athlete.in_sport(workout.sport)
    sport = SPORTS.get(workout.sport) or Sport(workout.sport)
    steps: list[Step] = []
    order = _order(workout.items, steps)
    counts = [0] * len(steps)
    for number in order:
        counts[number] += 1
    times = [seconds_of(step, sport, athlete) for step in steps]
    return Course(workout, athlete, sport, steps, times, order, counts)


def seconds_of(step: Step, sport: Sport, athlete: Athlete) -> int | None:
    """How long a step takes, `athlete` being the one of that sport."""
    match step.length:
        case Time(seconds):
            return seconds
        case Distance():
            speed = speed_of(step.pace, sport, athlete) if step.pace else None
            return seconds_for(Fraction(step.length.metres), speed, sport.kind, athlete)
        case _:
            assert_never(step.length)


def _order(items: Sequence[Item], steps: list[Step]) -> list[int]:
    """The numbers of the steps as they are ridden; each written one is added to `steps`."""
    order: list[int] = []
    for item in items:
        match item:
            case Step():
                order.append(len(steps))
                steps.append(item)
            case Repeat():
                order += _order(item.items, steps) * item.count
            case Section():
                order += _order(item.items, steps)
            case Note():
                pass
            case _:
                assert_never(item)
    return order
