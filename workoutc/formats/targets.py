"""Targets in the few units that trainers and devices know, by an athlete's thresholds."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from workoutc.athlete import Athlete
from workoutc.model import Corridor, Level, Ramp, Steady, Target, Unit, Workout, ends
from workoutc.records import dataclass, replace
from workoutc.sports import SPORTS, Kind
from workoutc.units import CLOCK_PACES, PACE_METRES, ZONES

Numbers: TypeAlias = Sequence[Decimal | int]

OPEN_ZONE = Decimal("1.2")
"""How far above its floor the last zone goes, which has no top: 150 % to 180 % of FTP."""

FIRST_ZONE = Decimal("0.8")
"""Where the first zone begins, as a share of its top: Intervals.icu's own rule."""


class Missing(StrEnum):
    """What has to be known of the athlete for a target, in the words of a setting."""

    FTP = "ftp"
    LTHR = "lthr"
    MAX_HR = "max_hr"
    THRESHOLD_PACE = "threshold_pace"
    NOTHING = ""
    """Nothing that a profile has would help."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """An athlete's numbers in the sport of one workout. `ftp`: indoors that of the trainer, where
    it is known. `pace`: metres a second."""

    athlete: Athlete
    kind: Kind
    ftp: Decimal | None
    pace: Decimal | None
    default_pace: Unit | None


def thresholds(workout: Workout, athlete: Athlete) -> Thresholds:
    """Those that count in the workout's sport, indoors or out."""
    person = athlete.in_sport(workout.sport)
    sport = SPORTS.get(workout.sport, SPORTS["Other"])
    indoor = sport.indoor if workout.indoor is None else workout.indoor
    ftp = person.indoor_ftp if indoor and person.indoor_ftp else person.ftp
    return Thresholds(person, sport.kind, ftp, person.threshold_pace.get(sport.kind), sport.pace)


def percent_ftp(target: Target, known: Thresholds) -> Level | Missing:
    """A power in % of FTP."""
    match target.unit:
        case Unit.PERCENT_FTP:
            return target.level
        case Unit.WATTS:
            return Missing.FTP if not known.ftp else scaled(target.level, 100 / known.ftp)
        case Unit.POWER_ZONE:
            return zoned(target.level, known.athlete.power_zones)
        case _:
            return Missing.NOTHING


def watts(target: Target, known: Thresholds) -> Level | Missing:
    """A power in watts."""
    if target.unit is Unit.WATTS:
        return target.level
    percent = percent_ftp(target, known)
    if isinstance(percent, Missing):
        return percent
    return scaled(percent, known.ftp / 100) if known.ftp else Missing.FTP


def bpm(target: Target, known: Thresholds) -> Level | Missing:
    """A heart rate in beats a minute. Zones need their bounds, which a profile may not have."""
    person = known.athlete
    match target.unit:
        case Unit.BPM:
            return target.level
        case Unit.PERCENT_LTHR:
            return scaled(target.level, person.lthr / 100) if person.lthr else Missing.LTHR
        case Unit.PERCENT_MAX_HR:
            return scaled(target.level, person.max_hr / 100) if person.max_hr else Missing.MAX_HR
        case Unit.HR_ZONE if person.hr_bounds:
            top = (person.max_hr,) if person.max_hr else ()
            return zoned(target.level, person.hr_bounds, top)
        case _:
            return Missing.NOTHING


def percent_pace(target: Target, known: Thresholds) -> Level | Missing:
    """A pace in % of threshold speed, the slower end first."""
    match target.unit:
        case Unit.PERCENT_PACE:
            return target.level
        case Unit.PACE_ZONE:
            return zoned(target.level, known.athlete.pace_zones)
        case _ if not known.pace:
            return Missing.THRESHOLD_PACE
        case _:
            speed = metres_a_second(target, known)
            return speed if isinstance(speed, Missing) else scaled(speed, 100 / known.pace)


def metres_a_second(target: Target, known: Thresholds) -> Level | Missing:
    """A pace as a speed, the slower end first."""
    unit = known.default_pace if target.unit is Unit.PACE_DEFAULT else target.unit
    if unit in PACE_METRES and unit in CLOCK_PACES:
        metres = PACE_METRES[unit]
        if not all(ends(target.level)):
            return Missing.NOTHING
        return mapped(target.level, lambda seconds: metres / seconds)
    if target.unit in CLOCK_PACES:
        return Missing.NOTHING
    percent = percent_pace(target, known)
    if isinstance(percent, Missing):
        return percent
    return scaled(percent, known.pace / 100) if known.pace else Missing.THRESHOLD_PACE


def middle(level: Level) -> Level:
    """The level as machines that hold one value have it: a band as its middle."""
    match level:
        case Corridor(low, high):
            return Steady((low + high) / 2)
        case Steady() | Ramp():
            return level


def is_relative(target: Target) -> bool:
    """Whether a target is a zone, whose bounds are the athlete's own."""
    return target.unit in ZONES


def scaled(level: Level, factor: Decimal) -> Level:
    """The level with its values times a factor."""
    return mapped(level, lambda value: value * factor)


def mapped(level: Level, function: Callable[[Decimal], Decimal]) -> Level:
    """The level with each of its values turned into another."""
    match level:
        case Steady(value):
            return Steady(function(value))
        case Corridor(low, high):
            return Corridor(function(low), function(high))
        case Ramp(start, end):
            return Ramp(function(start), function(end))


def zoned(level: Level, bounds: Numbers, top: Numbers = ()) -> Level | Missing:
    """Zones as the band between their bounds; a ramp goes from middle to middle.

    `bounds`: the tops of all zones but the last. `top`: that of the last, where it has one.
    """
    bands = _bands(bounds, top)
    if not all(1 <= zone <= len(bands) and zone == int(zone) for zone in ends(level)):
        return Missing.NOTHING
    first, last = bands[int(ends(level)[0])], bands[int(ends(level)[-1])]
    match level:
        case Ramp():
            return Ramp((first[0] + first[1]) / 2, (last[0] + last[1]) / 2)
        case Steady() | Corridor():
            return Corridor(first[0], last[1])


def _bands(bounds: Numbers, top: Numbers) -> Mapping[int, tuple[Decimal, Decimal]]:
    tops = [Decimal(bound) for bound in (*bounds, *top)]
    if not top:
        tops.append(tops[-1] * OPEN_ZONE)
    floors = [tops[0] * FIRST_ZONE, *tops[:-1]]
    return dict(enumerate(zip(floors, tops, strict=True), start=1))


def shown(target: Target, level: Level, unit: Unit) -> Target:
    """The same target in other numbers."""
    return replace(target, level=level, unit=unit, over=None)
