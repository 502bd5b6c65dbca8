"""A cue line to what it means."""

from functools import lru_cache

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.model import Cue
from workoutc.parse import words
from workoutc.quoting import requoted, unquoted
from workoutc.resolve import faults
from workoutc.resolve.amounts import time_of
from workoutc.source import Span
from workoutc.syntax import Shape, Unreadable, Word
from workoutc.tuples import NamedTuple


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
    if len(row) != 2 or row[1].shape not in (Shape.STRING, Shape.UNCLOSED):
        said = requoted(text[row[0].span.end :].strip()) if row else None
        return CueMeaning(None, (_bad_cue(whole, said and f"{text[: row[0].span.end]} {said}"),))
    seconds = _seconds(row[0].text)
    wrong = [] if seconds is not None else [_bad_cue(row[0].span)]
    if row[1].shape is Shape.UNCLOSED:
        wrong.append(faults.unclosed_quote(row[1]))
    if seconds is None or wrong:
        return CueMeaning(None, tuple(wrong))
    return CueMeaning(Cue(sign * seconds, unquoted(row[1].text).strip(), whole))


def _seconds(text: str) -> int | None:
    time = None if len(text) > 12 else time_of(text)
    return 0 if text == "0" else time.seconds if time else None


def _bad_cue(span: Span, mended: str | None = None) -> Diagnostic:
    """`mended`: what it is with straight quotes, where those it has are others."""
    help_ = 'write `@ 1m "text"`, or `@ -1m "text"` to count from the step\'s end'
    fix = None
    if mended is not None:
        help_ = f"a text has straight quotes: write `@ {mended.strip()}`"
        fix = Fix("write straight quotes", (Edit(span, mended),), safe=True)
    return Diagnostic("E113", "a cue needs a time and a text in quotes", span, "not a cue",
                      help_, fix)  # fmt: skip
