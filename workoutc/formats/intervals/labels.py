"""Labels that Intervals.icu gives back as they were, respelled where it would not.

The server takes the first number with a unit for the end of the label, and obeys flags wherever
they stand; our own language reads a few words more.
"""

import re
from functools import lru_cache

from workoutc.formats.intervals import spell
from workoutc.formats.intervals.numerals import in_words
from workoutc.formats.intervals.plain_words import one_line, without_tokens
from workoutc.formats.intervals.step import escaped, read_step
from workoutc.model import Step, ends
from workoutc.regex import regex


def label_of(step: Step, head: str = "") -> str:
    """The label as it is written: below a `head` of its own, respelled, with the RPE behind it."""
    label = _words_of(step, head)
    if step.rpe is None:
        return label
    feel = "RPE " + "-".join(map(spell.plain, ends(step.rpe)))
    return f"{label} {feel}" if label else feel


def respelled(step: Step, head: str = "") -> tuple[str, str] | None:
    """The author's words and what they became, where that is something else."""
    old, new = headed(step, head), _words_of(step, head)
    return None if old == new else (old, new)


def headed(step: Step, head: str) -> str:
    """The author's words, below the label of a repeat that has no line of its own."""
    return f"{head} {step.label}".rstrip() if head else step.label


@lru_cache(maxsize=4096)
def safe_label(label: str, *, lap: bool = False, rpe: bool = False) -> str:
    """The nearest label that survives in front of a length, proved by reading it back.

    `lap`: the step ends at the lap button anyway, so `press lap` may stay. `rpe`: the step has one,
    which another in the label must not be taken for.
    """
    if has_no_effect(label):
        return label
    words = without_tokens(one_line(label), lap=lap, rpe=rpe)
    for plainer in (words, _without_digits(words), _letters(words)):
        if survives(plainer, lap=lap):
            return plainer
    return ""


@lru_cache(maxsize=4096)
def has_no_effect(label: str) -> bool:
    """Whether it is nothing but words with perhaps a number behind, as most labels are."""
    return not label or _PLAIN.fullmatch(label) is not None


_PLAIN = regex(
    "(?!use |.*(?:ramp|ride|effort|power|lap|rpe))[a-z]+(?: [a-z]+)*(?: [0-9]{1,9})?",
    re.IGNORECASE | re.ASCII,
)


def survives(label: str, *, lap: bool = False) -> bool:
    """Whether the server gives the label back, and does nothing else because of it."""
    read = read_step(f"{label} 10m") or {}
    flag = {"until_lap_press": True} if lap and "until_lap_press" in read else {}
    return read == {"text": escaped(label), "duration": 600} | flag or not label


def _words_of(step: Step, head: str) -> str:
    words = headed(step, head)
    return words and safe_label(words, lap=step.press_lap, rpe=step.rpe is not None)


def _without_digits(label: str) -> str:
    return one_line(re.sub("[0-9]+", lambda number: f" {in_words(number[0])} ", label))


def _letters(label: str) -> str:
    return one_line(re.sub(r"[^\w]|[\d_]", " ", label))
