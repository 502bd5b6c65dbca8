"""Text without anything that Intervals.icu, or our own language, would read as more than words.

Its texts in several languages (`en/Hello fr/Bonjour`) and timed prompts (`First 60^30 Second`) are
left alone: who writes them in a label means just that.

Digits beside the unit of a length are written out (`ten minutes`): both readers allow a gap
between a number and its unit.
"""

import re

from workoutc.formats.intervals.numerals import in_words
from workoutc.regex import regex
from workoutc.units import PACE_UNITS, TIME_UNITS


def one_line(text: str) -> str:
    """Single ASCII blanks only, nothing invisible, no dash in front and no comma left alone."""
    return _LONE_COMMA.sub("", visible(text).lstrip("-,; "))


def visible(text: str) -> str:
    """The same line without the characters that no file of ours may hold."""
    seen = text if text.isprintable() else _INVISIBLE.sub("", text)
    return " ".join(seen.split())


def without_tokens(text: str, *, lap: bool = False, rpe: bool = False) -> str:
    """A label in which no word has an effect. `lap` leaves `press lap` alone. `RPE 7` may stand
    at the end, unless the step has an `rpe` of its own."""
    before = None
    # What a rule leaves behind may be a token again: `1 km1 km`. Each pass takes digits or signs
    # away, so it ends.
    while text != before and _SUSPECT.search(text):
        before = text
        text = quantities_in_words(text)
        for pattern, plain in _RULES:
            text = pattern.sub(plain, text)
        text = _laps(text, lap)
        text = one_line(_feels(text, rpe))
    return text


def _laps(text: str, lap: bool) -> str:
    """`press lap` as advice to the athlete, unless it is meant to have its effect."""
    if lap:
        return text
    return _LAP.sub(r"\1-\2", _LAP_ALONE.sub(r"\1 the lap button", text))


def _feels(text: str, rpe: bool) -> str:
    """`RPE 7` without its name, unless it is the step's only one and stands where it belongs."""
    feels = [found.end() for found in _FEEL.finditer(text)]
    if feels == [len(text)] and not rpe and _FEEL_BEHIND.search(text):
        return text
    return _FEEL.sub(r"effort \1", text)


def quantities_in_words(text: str) -> str:
    """Every number with a unit spelled so that it is none: `250 watts`, `Zone 2`, `ten minutes`."""
    text = _CLOCK.sub(_clock, _ZONE.sub(_zone, text))
    return _APART.sub(_quantity, _GLUED.sub(_quantity, text))


def _quantity(found: re.Match[str]) -> str:
    about, first, second, unit = found["about"], found["first"], found["second"], found["unit"]
    word, spoken = _UNIT_WORDS[unit.lower()]
    if "." in first and word in ("minutes", "seconds"):
        return found[0]  # `0.33s` is a word to both readers: only hours may have decimals
    if unit == "m" and not second and METRES.fullmatch(first):
        word = "metres"
    numbers = [number for number in (first, second) if number]
    said = " to ".join(map(in_words, numbers) if spoken else numbers)
    word = word[:-1] if numbers == ["1"] and word.endswith("s") else word
    before = " " if found.start() and found.string[found.start() - 1].isalnum() else ""
    return f"{before}{'about ' if about else ''}{said} {word}{_gap(found)}"


def _gap(found: re.Match[str]) -> str:
    """A blank if a letter or digit stands right behind."""
    return " " if found.string[found.end() : found.end() + 1].isalnum() else ""


def _clock(found: re.Match[str]) -> str:
    """`4:15/km` as `4.15 per kilometre`; a clock without a unit or the word is only a number."""
    per = found["per"] or found["end_per"]
    if not per and not found["pace"]:
        return found[0]
    times = [time.replace(":", ".") for time in (found["first"], found["second"]) if time]
    unit = f" per {_PER_WORDS[per.lower()]}" if per else ""
    return " to ".join(times) + unit + (found["pace"] or "")


def _zone(found: re.Match[str]) -> str:
    name = "Custom zone" if found["custom"] else "Zone"
    return f"{name} {found['first']}" + (f" to {found['second']}" if found["second"] else "")


def _pattern(text: str) -> re.Pattern[str]:
    return regex(text, re.IGNORECASE | re.ASCII)


METRES = regex("[1-9][0-9]{2,}")
"""From 100 on the `m` of a label certainly means metres, whatever it does as a length."""

_LENGTH_WORDS = {
    "km": "kilometres", "kms": "kilometres",
    **dict.fromkeys(("mtr", "mtrs", "meter", "meters", "metre", "metres"), "metres"),
    **dict.fromkeys(("mi", "mile", "miles"), "miles"),
    **dict.fromkeys(("y", "yd", "yds", "yrd", "yard", "yards"), "yards"),
}  # fmt: skip
_TIME_WORDS = {3600: "hours", 60: "minutes", 1: "seconds"}
_UNIT_WORDS = {
    **{unit: (word, True) for unit, word in _LENGTH_WORDS.items()},
    **{
        unit: (_TIME_WORDS[seconds], True)
        for unit, seconds in TIME_UNITS.items()
        if unit[:2] != "hr"
    },
    "mn": ("minutes", True),
    "%": ("percent", False),
    **dict.fromkeys(("w", "watt", "watts"), ("watts", False)),
    "rpm": ("revs", False),
    "bpm": ("beats", False),
}
"""What a unit is called, and whether the number in front of it must be written out too."""

_PER_WORDS = {
    unit: f"{in_words(unit[:3])} {'metres' if unit.endswith('m') else 'yards'}"
    for unit in PACE_UNITS
    if unit[0].isdigit()
} | {"km": "kilometre", "mi": "mile"}

# Bidirectional controls, zero-width marks, NUL and lone surrogates.
_INVISIBLE = regex(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ufeff\ud800-\udfff]"
)
_LONE_COMMA = regex("(?: [,;]+)+$")
# Without any of these there is nothing to respell.
_SUSPECT = _pattern('[0-9"{}=#~]|ramp|ride|effort|power|lap|^use ')

_NUM = r"[0-9]+(?:\.[0-9]+)?"
# As the server reads: its own set, whatever we take for a dash elsewhere.
_DASH = "[-\u2010-\u2015]"
_LETTERS = "|".join(sorted((u for u in _UNIT_WORDS if u.isalpha()), key=lambda u: (-len(u), u)))
_SIGNS = "[%'\"\u2032\u2033\u2019\u201d]"
_NUMBERS = rf"(?P<about>~?)(?P<first>{_NUM})(?:(?:{_LETTERS}|%)?{_DASH}(?P<second>{_NUM}))?"
_GLUED = _pattern(rf"(?<![0-9.]){_NUMBERS}(?P<unit>(?:{_LETTERS})(?![a-z)\]])|{_SIGNS})")
_APART = _pattern(rf"(?<![0-9.:^a-z]){_NUMBERS} (?P<unit>(?:{_LETTERS}|%)(?![a-z)\].;/]))")
_TIME = "[0-9]+:[0-9]{2}"
_PER = "|".join(PACE_UNITS)
_CLOCK = _pattern(
    rf"(?<!\S)(?P<first>{_TIME})(?:/(?P<per>{_PER}))?"
    rf"(?:{_DASH}(?P<second>{_TIME})(?:/(?P<end_per>{_PER}))?)?"
    r"(?![\w:/])(?P<pace>,? pace\b)?"
)
_ZONE = _pattern(
    rf"(?<!\S)(?P<custom>c?)z(?P<first>[0-9]+)(?:{_DASH}c?z(?P<second>[0-9]+))?(?=[\s,;.]|$)"
)
_KEYWORD = r"(?<!\S){}(?=[\s,;.]|$)"
_RULES = [
    (_pattern(r"(?<!\S)([0-9]+) ?[x×](?![\w])"), r"\1 times "),
    # Hours to us, if they are glued, and nothing to the server; beats more often than not.
    (_pattern(rf"(?<![0-9.])({_NUM})(hrs?)(?![a-z])"), r"\1 \2"),
    (_pattern(_KEYWORD.format("freeride")), "free ride"),
    (_pattern(_KEYWORD.format("maxeffort")), "max effort"),
    (_pattern(_KEYWORD.format("hidepower")), "hide power"),
    (_pattern(r"(?<!\S)(intensity|power|hr)="), r"\1 "),
    # In front of another word of the label it is only a word; a time is none.
    (_pattern(r"(?<!\S)(ramp)(?=[,;.]|$| (?!(?!(?:rpe|press|ramp)\b|[0-9]+:)[a-z0-9]))"), r"\1ing"),
    (_pattern(r"^use (?=\w)"), "using "),
    (_pattern(r"(?<!\S)#(?!\S)"), "no."),
    (regex('"'), "'"),
    # A lone sign is read together with the number in front of it.
    (regex(rf"(?<=[0-9]) (?={_SIGNS}(?:[\s,;.]|$))"), ""),
    (regex("{"), "["),
    (regex("}"), "]"),
]
_LAP_ALONE = _pattern(r"\b(press) lap\b")
_LAP = _pattern("(press) (lap)")
_FEEL = _pattern(r"(?<!\S)rpe ([0-9]\S*)")
_FEEL_BEHIND = _pattern("rpe (?:10|[1-9])$")
