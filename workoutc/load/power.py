"""Load from power: normalized power, work, and time in the zones of FTP."""

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from workoutc.athlete import Athlete
from workoutc.load.course import Course
from workoutc.load.figures import Load, Zones, half_up, zone_ids
from workoutc.load.pace import LAST_BOUND
from workoutc.load.stream import (
    Held,
    Stream,
    normalized,
    seconds_within,
    total_above,
)
from workoutc.model import Ramp, Target, Unit, ends
from workoutc.records import replace
from workoutc.tuples import NamedTuple

SWEET_SPOT = (84, 97)
"""Percent of FTP, Intervals.icu's default; both ends floored to watts, both in it."""

NOMINAL_FTP = Decimal(10_000)
"""An FTP of which every percentage is whole watts: for the time in the zones of a session in
percent, where the athlete's own isn't known."""

NO_FTP = "no FTP is known: set `ftp` in the profile, or try `--set ftp=250`"
NO_CURVE = "a percentage of the best power (MMP) needs the power curve that only Intervals.icu has"
CUSTOM = "what a custom zone stands for, only Intervals.icu knows"

HALF, HUNDREDTH, ZERO = Decimal("0.5"), Decimal("0.01"), Decimal(0)

Watts: TypeAlias = tuple[Decimal, Decimal]
"""At the beginning and at the end of a step."""


def power_load(course: Course, known: Load, *, zones: bool) -> Load:
    """The figures of a course by its power targets. `known`: its time and distance; `zones`:
    whether with those and the work above FTP."""
    ftp = course.ftp
    asked = _asked(course, ftp)
    reasons = [found for found in asked if isinstance(found, str)]
    if reasons or not known.duration_s:
        nominal = _nominal_zones(course, known) if zones else ()
        return replace(known, zones=nominal).because(*reasons)
    watts = _stream(course, asked)
    known = replace(
        known,
        normalized_power_w=normalized(watts),
        average_power_w=half_up(watts.total / known.duration_s),
        joules=half_up(watts.total),
    )
    if ftp is None:
        return known.because(NO_FTP)
    weighed = _weighed(course, known, ftp)
    return _divided(weighed, watts, ftp, course.athlete) if zones else weighed


def _weighed(course: Course, known: Load, ftp: Decimal) -> Load:
    """With the load, which is that of the *rounded* normalized power."""
    share = Fraction(known.normalized_power_w or 0) / Fraction(ftp)
    points = half_up(share**2 * (known.duration_s or 0) / 36)
    return known.weighing(points).because(*_odd(course, ftp))


def _divided(known: Load, watts: Stream, ftp: Decimal, athlete: Athlete) -> Load:
    """With the times in zones, and the work above FTP."""
    above, times = half_up(total_above(watts, ftp)), _zone_times(watts, ftp, athlete)
    return replace(known, joules_above_ftp=above, zones=times)


def watts_of(target: Target, ftp: Decimal | None, athlete: Athlete) -> Watts | str:
    """What a target asks for at the beginning and at the end of its step, in watts; or why that
    isn't known. Anything between two values is the middle of them, all the time."""
    unit, numbers = target.unit, ends(target.level)
    if unit is Unit.PERCENT_MMP:
        return NO_CURVE
    if unit is Unit.CUSTOM_ZONE:
        return CUSTOM
    if unit is not Unit.WATTS and ftp is None:
        return NO_FTP
    if unit is Unit.POWER_ZONE:
        return _zone_watts(target, ftp or ZERO, athlete)
    one = Decimal(1) if unit is Unit.WATTS else (ftp or ZERO) * HUNDREDTH
    if isinstance(target.level, Ramp):
        return numbers[0] * one, numbers[-1] * one
    middle = (numbers[0] + numbers[-1]) * HALF * one
    return middle, middle


class Zone(NamedTuple):
    """A power zone in whole watts, both ends in it."""

    low: int
    high: int


def zones_in_watts(ftp: Decimal, athlete: Athlete) -> list[Zone]:
    """The zones as Intervals.icu has them: the upper bound floored, the lower one a watt above the
    bound before it. The first begins at 0.8 of its bound."""
    highs = [int(ftp * bound * HUNDREDTH) for bound in (*athlete.power_zones, LAST_BOUND)]
    lows = [highs[0] * 4 // 5, *(high + 1 for high in highs[:-1])]
    return [Zone(*zone) for zone in zip(lows, highs, strict=True)]


def _zone_watts(target: Target, ftp: Decimal, athlete: Athlete) -> Watts | str:
    zones = zones_in_watts(ftp, athlete)
    numbers = [int(number) for number in ends(target.level)]
    if not all(1 <= number <= len(zones) for number in numbers):
        return f"there is no power zone {max(numbers)}: the profile has {len(zones)}"
    first, last = zones[numbers[0] - 1], zones[numbers[-1] - 1]
    if isinstance(target.level, Ramp):
        rising = last >= first
        return (Decimal(first.low if rising else first.high),
                Decimal(last.high if rising else last.low))  # fmt: skip
    middle = Decimal((first.low + last.high + 1) // 2)
    return middle, middle


def _asked(course: Course, ftp: Decimal | None) -> list[Watts | str]:
    """Of each written step; 0 W where it has no target of power."""
    return [
        watts_of(step.power, ftp, course.athlete) if step.power else (ZERO, ZERO)
        for step in course.steps
    ]


def _stream(course: Course, asked: list[Watts | str]) -> Stream:
    pairs = [(ZERO, ZERO) if isinstance(found, str) else found for found in asked]
    times = (time or 0 for time in course.times)
    return course.stream([Held(time, *pair) for time, pair in zip(times, pairs, strict=True)])


def _zone_times(watts: Stream, ftp: Decimal, athlete: Athlete) -> Zones:
    """Seconds in each power zone and in the sweet spot, which overlaps."""
    zones = zones_in_watts(ftp, athlete)
    times = seconds_within(watts, [zone.high for zone in zones[:-1]])
    low, high = (int(ftp * percent * HUNDREDTH) for percent in SWEET_SPOT)
    below = Fraction(low * watts.scale - 1, watts.scale)  # just beneath: the end itself is in it
    sweet = seconds_within(watts, [below, high])[1]
    return (*zip(zone_ids(len(times)), times, strict=True), ("SS", sweet))


def _nominal_zones(course: Course, known: Load) -> Zones:
    """Zones where nothing is missing but the FTP."""
    measured = any(step.power and step.power.unit is Unit.WATTS for step in course.steps)
    asked = _asked(course, NOMINAL_FTP)
    if measured or not known.duration_s or any(isinstance(found, str) for found in asked):
        return ()
    return _zone_times(_stream(course, asked), NOMINAL_FTP, course.athlete)


def _odd(course: Course, ftp: Decimal) -> list[str]:
    """What people should know of the service's own way."""
    last = len(course.athlete.power_zones) + 1
    for step in course.steps:
        power = step.power
        if power and power.unit is Unit.POWER_ZONE and last in ends(power.level):
            asked = watts_of(power, ftp, course.athlete)
            middle = int(sum(asked) / 2) if isinstance(asked, tuple) else 0
            return [f"Z{last} has no upper end, and Intervals.icu reckons it at {middle} W"]
    return []
