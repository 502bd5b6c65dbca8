"""How often, in words: `Repeat 3 times`, `Three rounds of:`, `3 sets`."""

import re

from workoutc.regex import regex
from workoutc.tuples import NamedTuple

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

COUNTED = (
    "times", "sets", "rounds", "reps", "repeats", "repetitions", "passes",
    "mal", "runden", "sätze", "serien", "durchgänge", "wiederholungen",
    "fois", "séries", "veces", "series", "volte", "serie", "keer",
)  # fmt: skip
"""What is counted when a session is repeated: English, German, French, Spanish, Italian, Dutch."""

_COUNT = regex(
    rf"(?:\b(?P<number>[0-9]{{1,3}}|{'|'.join(NUMBERS)}) ?(?P<what>{'|'.join(COUNTED)})"
    r"|\b(?P<adverb>twice|thrice))\b",
    re.IGNORECASE,
)
_ONLY_COUNTS = frozenset({"times", "mal", "fois", "veces", "volte", "keer"})
"""Words that never say which: `Main set 3 times` is no third set."""

_ADVERBS = {"twice": 2, "thrice": 3}
_WORDS = frozenset({*COUNTED, *_ADVERBS})
_NUMBERED = regex(
    r"\b(?:day|week|block|part|set|round|phase|level|stage|session|tag|woche|jour|semaine)\s*$",
    re.IGNORECASE,
)
_BEFORE = regex(
    r"(?:^|\s+)(?:repeat(?: all)?(?: this| these)?|do(?: this)?|wiederhole|répéter|répète|repite)$",
    re.IGNORECASE,
)
_BEHIND = regex(r"^(?:through|over|of|the following|von|de|di)\b", re.IGNORECASE)


class Counted(NamedTuple):
    """How often, and the heading without that."""

    times: int
    title: str


def counted(heading: str) -> Counted | None:
    """The count in a heading's words; one that only numbers it (`Set 2`, `Day 3 reps`) is none."""
    if _WORDS.isdisjoint([word.strip(_SIGNS) for word in heading.lower().split()]):
        return None  # as nearly all are
    found = _COUNT.search(heading)
    if found is None:
        return None
    counts = found["adverb"] or found["what"].lower() in _ONLY_COUNTS
    if not counts and _NUMBERED.search(heading[: found.start()]):
        return None
    times = _ADVERBS[found["adverb"].lower()] if found["adverb"] else _number(found["number"])
    if times < 2:
        return None
    before = _BEFORE.sub("", heading[: found.start()].rstrip(_SIGNS)).rstrip(_SIGNS)
    behind = _BEHIND.sub("", heading[found.end() :].strip(_SIGNS)).strip(_SIGNS)
    return Counted(times, f"{before} {behind}".strip())


_SIGNS = " \t:,;.-–([)]"


def _number(written: str) -> int:
    return int(written) if written.isdigit() else NUMBERS[written.lower()]
