"""Headings and notes that are nothing but text, to Intervals.icu and to our own language."""

import re
from collections.abc import Sequence
from functools import lru_cache

from workoutc.formats.intervals.plain_words import quantities_in_words, visible
from workoutc.regex import regex
from workoutc.units import LENGTH_WORD, STEP_OPENING, flag_of


@lru_cache(maxsize=1024)
def safe_title(title: str) -> str:
    """A heading that neither repeats nor marks its steps, nor is anything but a heading."""
    line = _counted(_opened(visible(title)))
    return f"{line} part" if flag_of(line) else _no_step(line)


@lru_cache(maxsize=1024)
def safe_paragraph(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A note as prose, and each line that had to be respelled, old and new."""
    lines = [(line.strip(), safe_line(line)) for line in text.splitlines()]
    changed = [(old, new) for old, new in lines if old != new and " ".join(old.split()) != new]
    prose = "\n".join([new for _, new in lines])
    return re.sub("\n{2,}", "\n\n", prose).strip("\n"), tuple(changed)


def safe_line(line: str) -> str:
    """A line of prose that is no step, heading, field, comment or note mark."""
    line = _counted(_opened(visible(line)))
    if flag_of(line) or line.lower() == "main":
        # Garmin drops a note whose first line is a bare `Main`.
        return f"{line} part"
    return _no_step(line)


def reads_like_a_step(line: str) -> bool:
    """Whether a line is a step without its dash: a length in front, or only tokens behind it."""
    if STEP_OPENING.match(line):
        return True
    words = _APART.sub(" ", line).split()
    at = _first_length(words)
    if at is None or 0 < at == len(words) - 1:
        return False  # `Warm up for 10m` is a sentence.
    return all(_TOKEN.fullmatch(word) for word in words[at + 1 :])


def _first_length(words: Sequence[str]) -> int | None:
    for at, word in enumerate(words):
        if word[0] in ".0123456789" and LENGTH_WORD.fullmatch(word):
            return at
    return None


def _no_step(line: str) -> str:
    if not reads_like_a_step(line):
        return line
    words = visible(quantities_in_words(line))
    # `0MS` looks like a length and is none, so that it has no other words.
    return f"({words})" if reads_like_a_step(words) else words


def _opened(line: str) -> str:
    """The line with nothing at its start that makes it another kind of line."""
    if _SPECIAL.search(line):
        for pattern, plain in _OPENINGS:
            line = pattern.sub(plain, line)
    return line.strip()


def _counted(line: str) -> str:
    """The line without an `Nx` at its end: `Sets 3x` as `Sets 3 times`."""
    return _COUNT.sub(r"\1 times", line) if line[-1:] in _TIMES else line


def _pattern(text: str) -> re.Pattern[str]:
    return regex(text, re.IGNORECASE | re.ASCII)


_TIMES = ("x", "X", "×")
_COUNT = _pattern(r"([0-9]+) ?[x×]$")
_OPENINGS = [
    (regex(r"^[>#\s]+"), ""),
    (_pattern(r"^-[-\s]*"), "* "),
    (_pattern(r"^@\s*"), "At "),
    (_pattern(r"^([a-z_]+://)"), r"See \1"),
    # `word:` is a field of ours, and an option line to the server.
    (_pattern(r"^([a-z_]+|pool +length)\s*:\s*"), r"\1 - "),
    # Which `word:#` has become, too.
    (_pattern(r"(?<!\S)#(?!\S)"), "no."),
    (regex(r"^let(?= \S+$)"), "Now let"),
    (regex(r"^(block|week)(?= )"), r"The \1"),
    (_pattern(r"^(block(?= \w+\s*(?:\(|$))|week(?= [0-9]))"), r"The \1"),
    (_pattern(r"^let(?= [^\s=:]+\s*(?:[=:]|[0-9{(]\S*$))"), "Now let"),
    (regex("{"), "["),
    (regex("}"), "]"),
]
# Without any of these, none of those applies.
_SPECIAL = re.compile(r"^[->@\s]|[#:{}]|^(?:let|block|week) ", re.IGNORECASE)
# A quote right behind a digit is seconds.
_APART = regex('[,]|(?<![0-9])"')
_TOKEN = _pattern(
    r"[0-9].*|c?z[0-9].*|ramp|freeride|maxeffort|hidepower|hr|lthr|pace|power|ftp|rpm|mmp|press|lap"
    r"|(?:intensity|power|hr)=.*"
)
