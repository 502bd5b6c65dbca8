"""A workout second by second: what the athlete has to hold, by whichever spelling."""

from collections.abc import Iterator
from typing import NamedTuple

from workoutc.model import (
    Corridor,
    Distance,
    Level,
    Ramp,
    Steady,
    Step,
    Target,
    Time,
    Workout,
    unroll,
)


class Second(NamedTuple):
    """The ends of each target during one second (or one metre), `None` where there is none."""

    power: tuple[float, float, str] | None
    hr: tuple[float, float, str] | None
    pace: tuple[float, float, str] | None
    cadence: tuple[float, float] | None
    free: bool


class Stretch(NamedTuple):
    """A ridden step: its length, and each target at a share of it."""

    length: float
    metres: bool
    step: Step

    def at(self, share: float) -> Second:
        step = self.step
        rpm = _held(step.cadence, share)
        return Second(
            _held(step.power, share),
            _held(step.hr, share),
            _held(step.pace, share),
            rpm and rpm[:2],
            step.freeride or step.maxeffort or not step.targets,
        )


def stretches(workout: Workout) -> list[Stretch]:
    found = []
    for step in unroll(workout.items):
        match step.length:
            case Time(seconds):
                found.append(Stretch(seconds, False, step))
            case Distance() as distance:
                found.append(Stretch(float(distance.metres), True, step))
    return found


def profile(workout: Workout) -> list[Second]:
    """One for each second, in its middle, of a workout without distances."""
    seconds = []
    for stretch in stretches(workout):
        assert not stretch.metres
        steady = not stretch.step.ramp
        first = stretch.at(0.5)
        n = int(stretch.length)
        seconds += [first if steady else stretch.at((i + 0.5) / n) for i in range(n)]
    return seconds


def cues(workout: Workout) -> list[tuple[int, str]]:
    """Every text with the second of the workout at which it comes."""
    found, start = [], 0
    for step in unroll(workout.items):
        assert isinstance(step.length, Time)
        for cue in step.cues:
            at = cue.at if cue.at >= 0 else step.length.seconds + cue.at
            found.append((start + at, " ".join(cue.text.split())))
        start += step.length.seconds
    return sorted(found)


def middles(workout: Workout) -> Iterator[tuple[int, float | None]]:
    """Seconds and power in the middle of each, where a format holds one value."""
    for number, second in enumerate(profile(workout)):
        yield number, second.power and (second.power[0] + second.power[1]) / 2


def _held(target: Target | None, share: float) -> tuple[float, float, str] | None:
    if target is None:
        return None
    low, high = _ends(target.level, share)
    return low, high, str(target.unit)


def _ends(level: Level, share: float) -> tuple[float, float]:
    match level:
        case Steady(value):
            return float(value), float(value)
        case Corridor(low, high):
            return float(low), float(high)
        case Ramp(start, end):
            here = float(start) + (float(end) - float(start)) * share
            return here, here
