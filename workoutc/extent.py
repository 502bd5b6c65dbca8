"""How long a workout takes."""

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.model import Distance, Item, Note, Repeat, Step, Target, Time, Unit, Workout, ends
from workoutc.sports import SPORTS
from workoutc.units import PACE_METRES

Number: TypeAlias = int | Fraction
"""Whole seconds are reckoned with far faster than fractions of them."""


def seconds(workout: Workout, athlete: Athlete = UNKNOWN) -> int | None:
    """The time of its steps, else the one that is planned for it; `None` where that isn't known.

    A distance takes as long as its pace says, else as at the athlete's threshold pace.
    """
    speed = threshold_speed(workout, athlete)
    total = total_of(workout.items, lambda step: step_seconds(step, speed))
    if total is None:
        return None
    return int(total + Fraction(1, 2)) or workout.duration


def threshold_speed(workout: Workout, athlete: Athlete) -> Fraction | None:
    """Metres a second at the threshold of the workout's sport, as far as it is known."""
    sport = SPORTS.get(workout.sport)
    found = athlete.in_sport(workout.sport).threshold_pace.get(sport.kind) if sport else None
    return Fraction(found) if found else None


def total_of(
    items: tuple[Item, ...], of: Callable[[Step], Number | None]
) -> Number | None:  # fmt: skip
    """The sum of a number of each ridden step, by arithmetic; `None` where one isn't known."""
    total: Number = 0
    for item in items:
        match item:
            case Step():
                found = of(item)
            case Note():
                continue
            case _:
                found = total_of(item.items, of)
        if found is None:
            return None
        total += found * (item.count if isinstance(item, Repeat) else 1)
    return total


def step_seconds(step: Step, threshold: Fraction | None) -> Number | None:
    """How long a step takes. `threshold`: metres a second at threshold pace."""
    match step.length:
        case Time(time):
            return time
        case Distance() as distance:
            speed = threshold if step.pace is None else speed_of(step.pace, threshold)
            return Fraction(distance.metres) / speed if speed else None


def speed_of(pace: Target, threshold: Fraction | None) -> Fraction | None:
    """Metres a second in the middle of a pace; that of a zone isn't known here, but threshold is
    near enough."""
    numbers = [Fraction(end) for end in ends(pace.level)]
    middle = sum(numbers, Fraction(0)) / len(numbers)
    if pace.unit in PACE_METRES:
        return Fraction(PACE_METRES[pace.unit]) / middle if middle else None
    if pace.unit is Unit.PERCENT_PACE and threshold is not None:
        return threshold * middle / 100
    return threshold
