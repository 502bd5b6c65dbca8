"""A cue line to what it means."""

from functools import lru_cache
from typing import NamedTuple

from workoutc.diagnostic import Diagnostic
from workoutc.model import Cue
from workoutc.parse import words
from workoutc.quoting import unquoted
from workoutc.resolve import faults
from workoutc.resolve.amounts import time_of
from workoutc.source import Span
from workoutc.syntax import Shape, Unreadable, Word


class CueMeaning(NamedTuple):
    """What a cue line means; spans relative to its text."""

    cue: Cue | None
    diagnostics: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=1024)
def cue_meaning(text: str) -> CueMeaning:
    """What stands behind an `@`."""
    whole = Span(0, len(text))
    elements = words("cue", text)
    row = [] if isinstance(elements, Unreadable) else [e for e in elements if isinstance(e, Word)]
    sign = 1
    if row and row[0].shape is Shape.MINUS:
        sign, row = -1, row[1:]
    if len(row) == 2 and row[1].shape is Shape.UNCLOSED:
        return CueMeaning(None, (faults.unclosed_quote(row[1]),))
    if len(row) != 2 or row[1].shape is not Shape.STRING:
        return CueMeaning(None, (_bad_cue(whole),))
    zero = row[0].text == "0"
    time = time_of(row[0].text)
    seconds = 0 if zero else time.seconds if time else None
    if seconds is None or len(row[0].text) > 12:
        return CueMeaning(None, (_bad_cue(row[0].span),))
    return CueMeaning(Cue(sign * seconds, unquoted(row[1].text).strip(), whole))


def _bad_cue(span: Span) -> Diagnostic:
    return Diagnostic("E113", "a cue needs a time and a text in quotes", span, "not a cue",
                      'write `@ 1m "text"`, or `@ -1m "text"` to count from the step\'s end'
                      )  # fmt: skip
