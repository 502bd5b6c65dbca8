"""A step of the model as Intervals.icu's `workout_doc` holds it."""

from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from workoutc.formats.intervals import spell
from workoutc.formats.intervals.labels import label_of
from workoutc.model import Distance, Intensity, Step, Target, Time, Unit, ends
from workoutc.units import CLOCK_PACES

StepDoc: TypeAlias = dict[str, Any]
"""A step or a repeat with the server's own keys."""


def step(value: Step) -> StepDoc:
    """The server's object for a step that it can hold (bpm lowered): absent means false.

    Numbers are int, or Decimal where they aren't whole. A distance has no `duration`, which the
    server estimates. Warmup and cooldown stand under `intensity`; the server may hold them as
    `warmup` and `cooldown` instead (see `marked`).
    """
    doc: StepDoc = {}
    if label := label_of(value):
        doc["text"] = label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    match value.length:
        case Time(seconds):
            doc["duration"] = seconds
        case Distance():
            doc["distance"] = _number(value.length.metres)
    for flag, is_set in _flags(value):
        if is_set:
            doc[flag] = True
    if value.intensity is not None:
        doc["intensity"] = str(value.intensity)
    for name, held in _held(value):
        if held is not None:
            doc[name] = target(held)
    return doc


def marked(doc: StepDoc) -> StepDoc:
    """The same step as it is below a `Warmup` or `Cooldown` heading."""
    kind = doc.get("intensity")
    if kind not in (Intensity.WARMUP, Intensity.COOLDOWN):
        return doc
    return {key: held for key, held in doc.items() if key != "intensity"} | {kind: True}


def target(value: Target) -> StepDoc:
    """`value`, or `start` and `end` as written, with their `units`."""
    return _target(value).copy()


@lru_cache(maxsize=4096)
def _target(value: Target) -> StepDoc:
    first, *second = [_whole_or_exact(number, value.unit) for number in ends(value.level)]
    doc: StepDoc = {"start": first, "end": second[0]} if second else {"value": first}
    doc["units"] = str(value.unit)
    if value.average is not None:
        doc["target"] = value.average
    if value.over is not None:
        doc["mmp_duration"] = value.over
    return doc


def _flags(value: Step) -> tuple[tuple[str, bool], ...]:
    return (
        ("until_lap_press", value.press_lap),
        ("ramp", value.ramp),
        ("freeride", value.freeride),
        ("maxeffort", value.maxeffort),
        ("hidepower", value.hide_power),
    )


def _held(value: Step) -> tuple[tuple[str, Target | None], ...]:
    return (
        ("power", value.power),
        ("hr", value.hr),
        ("pace", value.pace),
        ("cadence", value.cadence),
    )


def _whole_or_exact(number: Decimal, unit: Unit) -> int | Decimal:
    return spell.whole(number) if unit in ROUNDED else _number(spell.fine(number))


def _number(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number


ROUNDED = CLOCK_PACES | {Unit.RPM}
"""Units that the text holds in whole numbers only."""
