"""Lengths, numbers and paces as an author would write them, for advice that names them."""

from decimal import Decimal

from workoutc.model import Corridor, Level, Ramp, Steady, Unit
from workoutc.units import PACE_UNITS

_PER = {unit: f"/{word}" for word, unit in PACE_UNITS.items()} | {Unit.PACE_DEFAULT: " Pace"}


def time_text(seconds: int) -> str:
    """Seconds as `1h30m`, `5m30s` or `45s`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"


def number_text(value: Decimal) -> str:
    """A number without exponent or idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def level_text(level: Level) -> str:
    """A level's numbers: `90` or `85-95`."""
    match level:
        case Steady(value):
            return number_text(value)
        case Corridor(first, second) | Ramp(first, second):
            return f"{number_text(first)}-{number_text(second)}"


def pace_text(slow: Decimal, fast: Decimal, unit: Unit) -> str:
    """A corridor of clock paces, its ends in seconds, as `4:15-3:55/km`."""
    return f"{_clock(slow)}-{_clock(fast)}{_PER[unit]}"


def _clock(seconds: Decimal) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
