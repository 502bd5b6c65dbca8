"""Ranges with a blank in them: `90 - 95%`, `4:15 - 4:00/km`."""

import re
from decimal import Decimal

from workoutc.regex import regex
from workoutc.signs import DASHES
from workoutc.source import Span
from workoutc.tuples import NamedTuple
from workoutc.units import LENGTH_UNITS, TIME_UNITS

_BETWEEN = rf"(?:\s*[-{DASHES}]\s*|\s+to\s+)"
_NUMBERS = regex(
    rf"([0-9]+(?:\.[0-9]+)?){_BETWEEN}([0-9]+(?:\.[0-9]+)?)\s?(%|[a-z]+)(?![\w/=-])", re.IGNORECASE
)
_CLOCKS = regex(
    rf"[0-9]{{1,2}}:[0-5][0-9](?:/[0-9]*[a-z]+)?{_BETWEEN}"
    r"[0-9]{1,2}:[0-5][0-9](?:/[0-9]*[a-z]+)?(?![\w:/])",
    re.IGNORECASE,
)
_LEVELS = frozenset({"%", "w", "watt", "watts", "bpm", "rpm"})
_SPOKEN = frozenset({"watt", "watts"})
"""In a label these are only said, as the writer for Intervals.icu does: `200 to 240 watts`."""

_LENGTHS = frozenset({*TIME_UNITS, *LENGTH_UNITS})

NO_COUNT = 20
"""A number too large for one that counts sets."""


class SpacedRange(NamedTuple):
    """Where it stands, and whether it is one of lengths."""

    span: Span
    of_lengths: bool


def spaced_range(text: str, start: int, *, label: str | None) -> SpacedRange | None:
    """The range that begins at `start`, if a blank stands in it. `label`: the words in front where
    those may go on: `Set 2 - 95% 10m` is no range, and `90 - 95% 10m` is one."""
    if (found := _CLOCKS.match(text, start)) is not None:
        return _spaced(found)
    if (found := _NUMBERS.match(text, start)) is None:
        return None
    unit = found[3].lower()
    if unit in _LENGTHS:
        return _spaced(found, of_lengths=True) if label == "" and _alike(found) else None
    if unit not in _LEVELS or (label is not None and (unit in _SPOKEN or not _alike(found))):
        return None
    return _spaced(found)


def _spaced(found: re.Match[str], *, of_lengths: bool = False) -> SpacedRange | None:
    ends = len(found[0].split()) > 1
    return SpacedRange(Span(*found.span()), of_lengths) if ends else None


def _alike(found: re.Match[str]) -> bool:
    low, high = Decimal(found[1]), Decimal(found[2])
    return low >= NO_COUNT or low < high <= low * 2
