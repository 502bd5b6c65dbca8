"""Numbers with units, each in the one way that the language reference writes them."""

import re

from workoutc.resolve.amounts import PLAIN_UNITS
from workoutc.signs import DASHES
from workoutc.units import LENGTH_UNITS, TIME_UNITS

_DASHES = re.compile(f"[{DASHES}]")
_PAIR = re.compile(r"([0-9]+(?:\.[0-9]+)?)([a-z]+|[%'\"′″’”])")
_TIME = re.compile(rf"(?:{_PAIR.pattern})+[0-9]*")
_RANGE = re.compile(r"([0-9.]+)([a-z]+|%)?-([0-9.]+)([a-z]+|%)")
_PACES = re.compile(r"([0-9]+:[0-9]+)(/[0-9]*[a-z]+)-([0-9]+:[0-9]+)\2")
_ZONE = re.compile(r"c?z[0-9]+(-c?z[0-9]+)?")

_LETTERS = {3600: "h", 60: "m", 1: "s"}
_BELOW = {"h": "m", "m": "s", "s": ""}
"""What a bare number behind a unit counts: `1m30` is a minute and a half."""


def amount_text(text: str) -> str:
    """A length, a target or a cadence: with hyphens, in small letters, each unit in its one way, a
    unit that both ends of a range have only at the second. What is none of them comes back with
    hyphens and in small letters."""
    plain = _DASHES.sub("-", text).lower()
    if _ZONE.fullmatch(plain):
        return plain.upper()
    if found := _RANGE.fullmatch(plain):
        return _range(plain, found)
    if found := _PACES.fullmatch(plain):
        return f"{found[1]}-{found[3]}{found[2]}"
    return _quantity(plain) if _TIME.fullmatch(plain) else plain


def _range(text: str, found: re.Match[str]) -> str:
    low, first, high, unit = found.groups()
    return f"{low}-{high}{_unit(unit)}" if first in (None, unit) else text


def _quantity(text: str) -> str:
    pairs = [(pair[1], pair[2]) for pair in _PAIR.finditer(text)]
    rest = text[sum(len(number + unit) for number, unit in pairs) :]
    if len(pairs) == 1 and not rest and _like_metres(*pairs[0]):
        return f"{pairs[0][0]}min"
    units = [_unit(unit) for _, unit in pairs]
    below = _BELOW.get(units[-1], "") if rest else ""
    if rest and not below:
        return text
    whole = "".join(f"{number}{unit}" for (number, _), unit in zip(pairs, units, strict=True))
    return f"{whole}{rest}{below}"


def _like_metres(number: str, unit: str) -> bool:
    """Whether minutes would be asked about if they were written with `m`: whole lengths of a pool,
    and a hundred and more."""
    minutes = TIME_UNITS.get(unit) == 60 and unit != "m"
    return minutes and number.isdigit() and (len(number) > 2 or int(number) % 25 == 0)


def _unit(unit: str) -> str:
    if unit in TIME_UNITS:
        return _LETTERS[TIME_UNITS[unit]]
    if unit in LENGTH_UNITS:
        return LENGTH_UNITS[unit].value
    return "w" if unit in PLAIN_UNITS and unit.startswith("w") else unit
