"""Single words to amounts: lengths, percentages, watts, zones, clock paces."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import TypeAlias

from workoutc.model import Corridor, Distance, Length, Level, Steady, Time, Unit
from workoutc.regex import regex
from workoutc.signs import alike
from workoutc.syntax import Shape, Word
from workoutc.tuples import NamedTuple
from workoutc.units import LENGTH_UNITS, PACE_UNITS, TIME_UNITS

MAX_DIGITS = 7
"""Digits before a decimal point."""

_PAIR = regex(r"([0-9]+(?:\.[0-9]+)?)([a-zA-Z]+|[%'\"])")
_PLAIN_TIME = regex("(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?")
_RANGE = regex(r"([0-9]+(?:\.[0-9]+)?)([a-zA-Z]+|%)?-([0-9]+(?:\.[0-9]+)?)([a-zA-Z]+|%)")
_NUMBERS = regex(r"([0-9]+(?:\.[0-9]+)?)(?:-([0-9]+(?:\.[0-9]+)?))?")
_ZONES = regex(r"([cC]?)[zZ]([0-9]+)(?:-([cC]?)[zZ]([0-9]+))?")
_CLOCK = regex(r"([0-9]+):([0-9]{2})(?:/(\w+))?(?:-([0-9]+):([0-9]{2})(?:/(\w+))?)?")
_LONG = regex(rf"[0-9]{{{MAX_DIGITS + 1},}}")

PLAIN_UNITS = {"w": Unit.WATTS, "watt": Unit.WATTS, "watts": Unit.WATTS, "bpm": Unit.BPM,
               "rpm": Unit.RPM, "%": Unit.PERCENT_FTP}  # fmt: skip
"""Units that stand right behind a number. A bare `%` means FTP unless a family word follows."""


class Value(NamedTuple):
    """A level of some unit; `bare`: a percentage or zone whose family is not settled yet."""

    level: Level
    unit: Unit
    bare: bool = False


class Odd(NamedTuple):
    """A word that looks like an amount and is none. `why` picks the diagnostic."""

    why: str
    unit: str = ""


Amount: TypeAlias = Length | Value | Odd


def amount(word: Word) -> Amount:
    """What a word of an amount's shape stands for."""
    return _read(word.shape, word.text)


def quantity(text: str) -> Amount:
    """What a number with units behind it stands for."""
    return _read(Shape.QUANTITY, text)


@lru_cache(maxsize=4096)
def _read(shape: Shape, text: str) -> Amount:
    if _LONG.search(text):
        return Odd("digits")
    match shape:
        case Shape.QUANTITY:
            return _quantity(text)
        case Shape.RANGE:
            return _range(text)
        case Shape.ZONE:
            return _zone(text)
        case Shape.CLOCK:
            return _clock(text)
        case _:
            return Odd("word")


def numbers(text: str) -> Level | None:
    """`7` or `6-7`, without a unit; `None` for anything else or more digits than may be."""
    found = _NUMBERS.fullmatch(alike(text))
    if found is None or _LONG.search(text):
        return None
    low = Decimal(found[1])
    return Steady(low) if found[2] is None else Corridor(low, Decimal(found[2]))


def time_of(text: str) -> Time | None:
    """A time as it may be written: `1h30m`, `1m30`, `1'30"`, `1.5h`, `45sec`."""
    if text and (plain := _PLAIN_TIME.fullmatch(text)):
        hours, minutes, seconds = plain.groups("0")
        return Time(int(hours) * 3600 + int(minutes) * 60 + int(seconds))
    pairs, at, shape = [], 0, alike(text)
    while found := _PAIR.match(shape, at):
        at = found.end()
        pairs.append((found[1], text[found.start(2) : at].lower()))
    rest = text[at:]
    if not pairs or any(unit not in TIME_UNITS for _, unit in pairs):
        return None
    sizes = [TIME_UNITS[unit] for _, unit in pairs]
    if rest:
        if not rest.isascii() or not rest.isdigit() or sizes[-1] == 1:
            return None
        pairs.append((rest, ""))
        sizes.append(sizes[-1] // 60)
    if sizes != sorted(set(sizes), reverse=True):
        return None
    return _summed([number for number, _ in pairs], sizes)


def _summed(numbers: list[str], sizes: list[int]) -> Time | None:
    if "." in "".join(numbers) and (len(numbers) > 1 or sizes[0] != 3600):
        return None
    seconds = sum(Decimal(number) * size for number, size in zip(numbers, sizes, strict=True))
    return Time(int(Decimal(seconds).to_integral_value(ROUND_HALF_UP)))


def distance_of(text: str) -> Distance | None:
    """A distance as it may be written: `400mtr`, `0.4km`, `1mi`, `100yrd`."""
    found = _PAIR.fullmatch(alike(text))
    unit = LENGTH_UNITS.get(found[2].lower()) if found else None
    return Distance(Decimal(found[1]), unit) if found and unit else None


def _quantity(text: str) -> Amount:
    found = _PAIR.fullmatch(alike(text))
    unit = PLAIN_UNITS.get(found[2].lower()) if found else None
    if found and unit is not None:
        return Value(Steady(Decimal(found[1])), unit, bare=unit is Unit.PERCENT_FTP)
    if (time := time_of(text)) is not None:
        return time
    if (distance := distance_of(text)) is not None:
        return distance
    if found is None:
        return Odd("unit", text.lstrip("0123456789."))
    written = text[found.start(2) :]
    return Odd("decimal" if written.lower() in TIME_UNITS else "unit", written)


def _range(text: str) -> Amount:
    found = _RANGE.fullmatch(alike(text))
    if found is None:
        return Odd("unit")
    first, second = found[2], found[4].lower()
    if first is not None and first.lower() != second:
        return Odd("units differ", second)
    unit = PLAIN_UNITS.get(second)
    if unit is None:
        is_length = second in TIME_UNITS or second in LENGTH_UNITS
        return Odd("range of lengths" if is_length else "unit", found[4])
    level = Corridor(Decimal(found[1]), Decimal(found[3]))
    return Value(level, unit, bare=unit is Unit.PERCENT_FTP)


def _zone(text: str) -> Amount:
    found = _ZONES.fullmatch(alike(text))
    if found is None or (found[4] is not None and bool(found[1]) != bool(found[3])):
        return Odd("unit")
    low = Decimal(found[2])
    level = Steady(low) if found[4] is None else Corridor(low, Decimal(found[4]))
    custom = bool(found[1])
    return Value(level, Unit.CUSTOM_ZONE if custom else Unit.POWER_ZONE, bare=not custom)


def _clock(text: str) -> Amount:
    found = _CLOCK.fullmatch(alike(text))
    if found is None:
        return Odd("clock")
    units = {unit.lower() for unit in (found[3], found[6]) if unit}
    unit = PACE_UNITS.get(units.pop(), None) if len(units) == 1 else None
    if unit is None and (found[3] or found[6]):
        return Odd("pace unit", (found[6] or found[3]).lower())
    if int(found[2]) > 59 or int(found[5] or 0) > 59:
        return Odd("clock")
    level: Level = Steady(_seconds(found[1], found[2]))
    if found[4] is not None:
        level = Corridor(_seconds(found[1], found[2]), _seconds(found[4], found[5]))
    return Value(level, unit or Unit.PACE_DEFAULT, bare=unit is None)


def _seconds(minutes: str, seconds: str) -> Decimal:
    return Decimal(int(minutes) * 60 + int(seconds))
