"""A step of a `workout_doc` as the model has it: what the server understood, to be written anew."""

from collections.abc import Mapping
from decimal import Decimal
from html import unescape
from typing import Any

from workoutc.formats.intervals.tokens import AVERAGES
from workoutc.model import (
    Corridor,
    Distance,
    Family,
    Intensity,
    Length,
    LengthUnit,
    Level,
    Ramp,
    Steady,
    Step,
    Target,
    Time,
    Unit,
)
from workoutc.units import CLOCK_PACES, FAMILY_OF


def step_of(held: Mapping[str, Any]) -> Step | None:
    """The step that a step of a `workout_doc` is, `None` for one without a length.

    As far as the model can hold it: a range that falls without a ramp is turned round, and a target
    of an unknown unit, or a ramp from nowhere to nowhere, is left out.
    """
    length = _length(held)
    if length is None:
        return None
    return Step(
        length,
        " ".join(unescape(str(held.get("text") or "")).split()),
        power=_target(held, "power"),
        hr=_target(held, "hr"),
        pace=_target(held, "pace"),
        cadence=_target(held, "cadence"),
        freeride=bool(held.get("freeride")),
        maxeffort=bool(held.get("maxeffort")),
        hide_power=bool(held.get("hidepower")),
        press_lap=bool(held.get("until_lap_press")),
        intensity=_intensity(held),
    )


def _length(held: Mapping[str, Any]) -> Length | None:
    """A distance wins: its time is an estimate."""
    if metres := _number(held.get("distance")):
        return _distance(metres)
    seconds = _number(held.get("duration"))
    return Time(int(seconds)) if seconds else None


def _distance(metres: Decimal) -> Distance:
    """In the unit in which the number is shortest; of equal ones metres, then kilometres."""
    spelled = [Distance((metres / unit.metres).normalize(), unit) for unit in _UNITS]
    exact = [d for d in spelled if d.metres == metres]
    return min(exact, key=lambda d: len(f"{d.value:f}"), default=Distance(metres))


def _target(step: Mapping[str, Any], kind: str) -> Target | None:
    held = step.get(kind)
    if not isinstance(held, Mapping) or held.get("units") not in _UNITS_OF[kind]:
        return None
    unit = Unit(held["units"])
    level = _level(held, unit, ramp=bool(step.get("ramp")) and unit is not Unit.RPM)
    if level is None:
        return None
    over, average = _number(held.get("mmp_duration")), held.get("target")
    return Target(
        level,
        unit,
        int(over) if over and unit is Unit.PERCENT_MMP else None,
        average if average in AVERAGES and kind in ("power", "hr") else None,
    )


def _level(held: Mapping[str, Any], unit: Unit, *, ramp: bool) -> Level | None:
    start, end = _number(held.get("start")), _number(held.get("end"))
    if start is None or end is None:
        value = _number(held.get("value"))
        return None if value is None else Steady(value)
    if ramp:
        return Ramp(start, end)
    if start == end:
        return Steady(start)
    return Corridor(*sorted((start, end), reverse=unit in CLOCK_PACES))


def _intensity(held: Mapping[str, Any]) -> Intensity | None:
    """The step's own, else that of the heading it stands under."""
    own = next((kind for kind in Intensity if kind == held.get("intensity")), None)
    marks = (kind for kind in (Intensity.WARMUP, Intensity.COOLDOWN) if held.get(kind))
    return own or next(marks, None)


def _number(value: Any) -> Decimal | None:
    """By way of its shortest spelling: 66.6 is meant, not the nearest binary fraction."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or value < 0:
        return None
    return Decimal(str(value))


_UNITS = (LengthUnit.METRE, LengthUnit.KILOMETRE, LengthUnit.MILE, LengthUnit.YARD)
_UNITS_OF: dict[str, set[str]] = {
    **{str(f): {str(unit) for unit, family in FAMILY_OF.items() if family is f} for f in Family},
    "cadence": {str(Unit.RPM)},
}
"""The units of the document that a target of each kind may have."""
