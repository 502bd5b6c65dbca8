"""What Intervals.icu recognises in the words of a step line, one token after the other."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from workoutc.model import Intensity, LengthUnit, Unit
from workoutc.regex import regex
from workoutc.tuples import NamedTuple

BLANKS = " \t\v\f"
"""White space to the server: ASCII only, so that a no-break space is a letter like any other."""

Number: TypeAlias = int | Decimal


class Token(NamedTuple):
    """One thing the server reads, at `start` to `end` of the body; a label ends at its `start`.

    `key`: the key of the step that it sets, `power.target` or `hr.target` for how the device
    averages, or `CUT` for a word that sets nothing and yet ends the label.
    """

    key: str
    value: Any
    start: int
    end: int

    @property
    def is_zone(self) -> bool:
        """Whether it is a zone of any family."""
        return isinstance(self.value, dict) and self.value["units"] in ZONE_UNITS


AVERAGES = ("1s", "3s", "10s", "30s", "lap")
"""Over what a device may average the value that it shows."""

CUT = "cut"
ZONE_UNITS = frozenset({Unit.POWER_ZONE, Unit.HR_ZONE, Unit.PACE_ZONE, Unit.CUSTOM_ZONE})

Found: TypeAlias = tuple[str, Any, int] | None
"""The key it sets, the value, and how many words it takes."""


def tokens(body: str, default_pace: str) -> Iterator[Token]:
    """The tokens of a step's body, in order; `default_pace` is the unit of a bare `5:20 Pace`.

    `ramp` is a token everywhere; that it is only a word as long as the label is open, the reader
    of the step knows. Takes time linear in the length of the body. What a word stands for is looked
    up once: whoever changes a value changes a copy.
    """
    places = [word.span() for word in _WORD.finditer(body)]
    words = tuple([body[start:end] for start, end in places])
    at = 0
    while at < len(words):
        word, start = words[at], places[at][0]
        found = _found(words, at, default_pace)
        if found is None:
            if not word.isalpha() and (cut := _UNIT_AT_END.search(word)):
                yield Token(CUT, None, start + cut.start(), start + len(word))
            at += 1
            continue
        key, value, count = found
        at += count
        yield Token(key, value, start, places[at - 1][1])


def number(written: str | Decimal) -> Number:
    """The number as `workout_doc` has it: `int` when whole, else `Decimal` without idle zeros."""
    exact = Decimal(written)
    whole = int(exact)
    return whole if whole == exact else exact.normalize()


def _found(words: tuple[str, ...], at: int, default_pace: str) -> Found:
    word = words[at]
    if word[0] in _DIGITS:
        rest = words[at + 1 : at + 3]
        # Behind an amount another one, with a unit of its own, adds nothing to it.
        apart = rest and rest[0][0] in _DIGITS and not rest[0].isdigit()
        return _amount(word, () if apart else rest, default_pace)
    if word[0] in "cCzZ" and (zone := _zone(word, words[at + 1 : at + 2])):
        return zone
    return _KEYWORDS.get(word.lower())


@lru_cache(maxsize=4096)
def _amount(word: str, rest: tuple[str, ...], default_pace: str) -> Found:
    for form in _FORMS.get(word[-1], ()):
        if found := form(word, rest):
            return found
    return _clock(word, rest, default_pace) if ":" in word else None


def _duration(word: str, rest: Sequence[str]) -> Found:
    seconds = _seconds(word)
    if seconds is None:
        return None
    if word[-1] in "mM" and _is_bare_count(rest):
        return "duration", seconds + int(rest[0]), 2
    return "duration", seconds, 1


def _seconds(word: str) -> int | None:
    if timed := _TIME.fullmatch(word):
        hours, minutes, rest, seconds = (int(part or 0) for part in timed.groups())
        return hours * 3600 + minutes * 60 + rest + seconds
    if primes := _PRIMES.fullmatch(word):
        minutes, seconds = (int(part or 0) for part in primes.groups())
        return minutes * 60 + seconds
    return None


def _is_bare_count(rest: Sequence[str]) -> bool:
    """Whether a whole number without a unit of its own follows: the server counts it as seconds."""
    if not rest or not _WHOLE.fullmatch(rest[0]):
        return False
    return len(rest) < 2 or rest[1].lower().rstrip(",") not in _UNITS_APART


def _distance(word: str, rest: Sequence[str]) -> Found:
    apart = bool(rest) and rest[0].lower() in _METRES
    measured = _LENGTH.fullmatch(word + rest[0] if apart else word)
    if measured is None:
        return None
    metres = Decimal(measured[1]) * _METRES[measured[2].lower()]
    return "distance", number(metres), 1 + apart


def _cadence(word: str, rest: Sequence[str]) -> Found:
    apart = bool(rest) and rest[0].lower() in _RPM
    turns = _CADENCE.fullmatch(word + rest[0] if apart else word)
    return turns and ("cadence", _level(turns[1], turns[2], Unit.RPM), 1 + apart)


def _watts(word: str, rest: Sequence[str]) -> Found:  # noqa: ARG001  (one shape for every form)
    power = _WATTS.fullmatch(word)
    return power and ("power", _level(power[1], power[2], Unit.WATTS), 1)


def _percent(word: str, rest: Sequence[str]) -> Found:
    share = _PERCENT.fullmatch(word)
    if share is None:
        return None
    family = _family(rest)
    key, unit = _PERCENT_OF.get(family, ("power", Unit.PERCENT_FTP))
    target = _level(share[1], share[2], unit)
    if family == "mmp" and len(rest) > 1 and (seconds := _seconds(rest[1])):
        target["mmp_duration"] = seconds
        return key, target, 3
    return key, target, 1 + (family in _PERCENT_OF)


def _zone(word: str, rest: Sequence[str]) -> Found:
    zone = _ZONE.fullmatch(word)
    if zone is None:
        return None
    if zone[1]:
        return "power", _level(zone[2], zone[3], Unit.CUSTOM_ZONE), 1
    family = _family(rest)
    key, unit = _ZONE_OF.get(family, ("power", Unit.POWER_ZONE))
    return key, _level(zone[2], zone[3], unit), 1 + (family in _ZONE_OF)


def _clock(word: str, rest: Sequence[str], default_pace: str) -> Found:
    pace = _CLOCK.fullmatch(word)
    if pace is None or _family(rest) != "pace":
        return None
    minutes, seconds, unit, end_minutes, end_seconds, end_unit = pace.groups()
    first = str(int(minutes) * 60 + int(seconds))
    second = end_minutes and str(int(end_minutes) * 60 + int(end_seconds))
    per = end_unit or unit
    return "pace", _level(first, second, f"secs/{per.lower()}" if per else default_pace), 2


def _family(rest: Sequence[str]) -> str:
    if not rest:
        return ""
    word = rest[0].lower()
    return word[:-1] if word[-1] in ",." else word


def _level(first: str, second: str | None, units: str) -> dict[str, Any]:
    # str(): an enum member would leak into what other people compare and print.
    if second is None:
        return {"value": number(first), "units": str(units)}
    return {"start": number(first), "end": number(second), "units": str(units)}


_Form: TypeAlias = Callable[[str, Sequence[str]], Found]
_FORMS: dict[str, tuple[_Form, ...]] = {
    **dict.fromkeys("0123456789", (_duration, _cadence, _distance)),
    **dict.fromkeys("mM", (_duration, _cadence, _distance)),
    **dict.fromkeys("sS", (_duration, _distance)),
    **dict.fromkeys("hH'\".;", (_duration,)),
    ",": (_duration, _cadence),
    **dict.fromkeys("wW", (_watts,)),
    "%": (_percent,),
    **dict.fromkeys("rRiIeEyYdD", (_distance,)),
}
"""What a word that begins with a digit may be, by its last character; the first that fits
counts."""

_DIGITS = frozenset("0123456789")

# Nine digits at most: what is longer the server cannot hold, and Python would not convert.
_INT = "[0-9]{1,9}"
_NUM = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
# As the server reads: its own set, whatever we take for a dash elsewhere.
_DASH = "[-\u2010-\u2015]"
_PER = "km|mi|100m|100y|250m|400m|500m"


def _pattern(text: str) -> re.Pattern[str]:
    # ASCII: otherwise the Kelvin sign is a `k`, and a long s a second.
    return regex(text, re.IGNORECASE | re.ASCII)


_WORD = regex(f"[^{BLANKS}]+")
_WHOLE = regex(_INT)
_TIME = _pattern(f"(?:({_INT})h)?(?:({_INT})m(?:({_INT})s?)?|({_INT})s)?[,.;]?")
_PRIMES = _pattern(f"(?:({_INT})')?(?:({_INT})\")?[,.;]?")
_WATTS = _pattern(f"({_NUM})(?:w?{_DASH}({_NUM}))?w")
_PERCENT = _pattern(f"({_NUM})(?:%?{_DASH}({_NUM}))?%")
_ZONE = _pattern(rf"(c?)z([0-9])(?:{_DASH}\1z([0-9]))?")
# Only the hyphen makes a range of cadences: of 85–95rpm the server keeps 85.
_CADENCE = _pattern(f"({_INT})(?:-({_INT})|[\u2010-\u2015]{_INT})?rpm,?")
_CLOCK = _pattern(
    f"({_INT}):([0-9][0-9])(?:/({_PER}))?(?:{_DASH}({_INT}):([0-9][0-9])(?:/({_PER}))?)?"
)
_UNIT_AT_END = _pattern(r"(?<![0-9.])[0-9]+(?:%|w|h|s|min|mtr|mi|km|rpm|m)\Z")

_METRES = {
    "km": LengthUnit.KILOMETRE.metres,
    "mtr": LengthUnit.METRE.metres, "meters": LengthUnit.METRE.metres,
    "mi": LengthUnit.MILE.metres, "mile": LengthUnit.MILE.metres, "miles": LengthUnit.MILE.metres,
    "y": LengthUnit.YARD.metres, "yrd": LengthUnit.YARD.metres, "yards": LengthUnit.YARD.metres,
}  # fmt: skip
_LENGTH = _pattern(f"({_NUM})({'|'.join(_METRES)})")
_RPM = frozenset({"rpm", "rpm,"})
_UNITS_APART = frozenset({"rpm", *_METRES})

_PERCENT_OF = {
    "hr": ("hr", Unit.PERCENT_MAX_HR),
    "lthr": ("hr", Unit.PERCENT_LTHR),
    "pace": ("pace", Unit.PERCENT_PACE),
    "mmp": ("power", Unit.PERCENT_MMP),
    "power": ("power", Unit.PERCENT_FTP),
}
_ZONE_OF = {
    "hr": ("hr", Unit.HR_ZONE),
    "pace": ("pace", Unit.PACE_ZONE),
    "power": ("power", Unit.POWER_ZONE),
}
_KEYWORDS: dict[str, tuple[str, Any, int]] = {
    **{word: (word, True, 1) for word in ("ramp", "freeride", "maxeffort", "hidepower")},
    **{f"intensity={kind}": ("intensity", str(kind), 1) for kind in Intensity},
    **{f"power={span}": ("power.target", span, 1) for span in AVERAGES},
    **{f"hr={span}": ("hr.target", span, 1) for span in AVERAGES},
}
