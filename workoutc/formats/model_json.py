"""The model as JSON: every object with its kind, decimals as exact strings."""

import datetime as dt
import json
from decimal import Decimal
from enum import Enum
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.model import Workout
from workoutc.source import Span


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:  # noqa: ARG001
    """A workout as the compiler understands it; loses nothing but the places in the source."""
    return Emission(json.dumps(plain(workout), indent=2, ensure_ascii=False) + "\n")


def plain(value: Any) -> Any:
    """A value of the model as JSON has it; what is left at its default is left out."""
    from dataclasses import is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    match value:
        case Enum():
            return value.value
        case Decimal():
            return format(value.normalize(), "f")
        case dt.date() | dt.time():
            return value.isoformat()
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


def _object(value: Any) -> dict[str, Any]:
    from dataclasses import fields

    out: dict[str, Any] = {"kind": type(value).__name__.lower()}
    for field in fields(value):
        inner = getattr(value, field.name)
        if isinstance(inner, Span) or inner == field.default or inner == ():
            continue
        out[field.name] = plain(inner)
    return out
