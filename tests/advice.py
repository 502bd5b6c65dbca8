"""Steps and targets in few words, and what the lint says of them."""

from decimal import Decimal

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.lint import lint
from workoutc.model import (
    Corridor,
    Item,
    Ramp,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)

EASY = Step(Time(600), power=Target(Steady(Decimal(60)), Unit.PERCENT_FTP))
KNOWN = Athlete(ftp=Decimal(250), lthr=Decimal(170))


def target(unit: Unit, *ends: float | str) -> Target:
    numbers = [Decimal(end) for end in ends]
    level = Steady(*numbers) if len(numbers) == 1 else Corridor(*numbers)
    return Target(level, unit)


def percent(*ends: float | str) -> Target:
    return target(Unit.PERCENT_FTP, *ends)


def ramp(start: int, end: int, unit: Unit = Unit.PERCENT_FTP) -> Target:
    return Target(Ramp(Decimal(start), Decimal(end)), unit)


def advice(*items: Item, athlete: Athlete = UNKNOWN, **fields: object) -> tuple[Diagnostic, ...]:
    workout = Workout("Session", "session", items=items, **fields)  # type: ignore[arg-type]
    return lint(workout, athlete)


def codes(*items: Item, athlete: Athlete = UNKNOWN, **fields: object) -> list[str]:
    return [said.code for said in advice(*items, athlete=athlete, **fields)]


def only(*items: Item, athlete: Athlete = UNKNOWN, **fields: object) -> Diagnostic:
    (said,) = advice(*items, athlete=athlete, **fields)
    return said
