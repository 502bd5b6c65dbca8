"""Short ways to build workouts, and to see what becomes of them on Intervals.icu."""

from decimal import Decimal
from typing import Any

from workoutc.athlete import Athlete
from workoutc.formats.intervals.write import write
from workoutc.model import Corridor, Item, Ramp, Steady, Step, Target, Time, Unit, Workout

ATHLETE = Athlete(lthr=Decimal(172), max_hr=Decimal(190))


def at(low: str, high: str = "", unit: Unit = Unit.PERCENT_FTP, **more: Any) -> Target:
    level = Corridor(Decimal(low), Decimal(high)) if high else Steady(Decimal(low))
    return Target(level, unit, **more)


def ramp(start: str, end: str, unit: Unit = Unit.PERCENT_FTP) -> Target:
    return Target(Ramp(Decimal(start), Decimal(end)), unit)


def step(seconds: int, label: str = "", **more: Any) -> Step:
    return Step(Time(seconds), label, **more)


def workout(*items: Item, sport: str = "Ride", **more: Any) -> Workout:
    return Workout("Session", "session", sport, items, **more)


def text(*items: Item, athlete: Athlete = ATHLETE, sport: str = "Ride") -> str:
    emission = write(workout(*items, sport=sport), athlete)
    assert emission.ok, emission.lost
    return emission.content


def codes(*items: Item, athlete: Athlete = ATHLETE) -> list[str]:
    return [lost.code for lost in write(workout(*items), athlete).lost]


ON_OFF = (step(30, power=at("120")), step(30, power=at("50")))
