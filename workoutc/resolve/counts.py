"""The count of a repeat, and what was meant as one."""

import re

from workoutc.counting import counted
from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.regex import regex
from workoutc.resolve.amounts import MAX_DIGITS
from workoutc.source import Span
from workoutc.syntax import Word

MAX_COUNT = 10_000
"""More passes than a workout may have steps."""

_SIGNED = regex(r"((?:.*\s)?[0-9]+)\s*[xX×]\s*[:.;=]+")
_COLON = regex(r"([0-9]+)[xX×][:=]+")


def read_count(word: Word) -> tuple[int, list[Diagnostic]]:
    """The number of passes of `3x`; 0 with the reason where it can't be meant."""
    digits, sign = word.text[:-1].rstrip(), word.text[-1]
    wrong: list[Diagnostic] = []
    if sign == "×":
        at = Span(word.span.end - 1, word.span.end)
        wrong.append(
            Diagnostic(
                "E228",
                "the sign `×` is not the letter `x`",
                at,
                "write `x`",
                "Intervals.icu counts only with the letter `x`",
                Fix("write `x`", (Edit(at, "x"),), safe=True),
            )
        )
    if digits != word.text[:-1]:
        wrong.append(spaced_count(word.text, word.span))
    if len(digits) > MAX_DIGITS or int(digits) > MAX_COUNT:
        return 0, [*wrong, _absurd(word, f"at most {MAX_COUNT:,} times")]
    if int(digits) == 0:
        return 0, [*wrong, _absurd(word, "at least once")]
    return int(digits), wrong


def _absurd(word: Word, limit: str) -> Diagnostic:
    shown = word.text if len(word.text) < 20 else word.text[:12] + "…x"
    return Diagnostic("E205", f"`{shown}` is no number of repeats", word.span, limit,
                      "say how often it is done: `3x`")  # fmt: skip


def spaced_count(text: str, span: Span) -> Diagnostic:
    """A count with blanks in it, `3 x`; or with another sign or a capital for the letter."""
    mended = re.sub(r"\s+", "", text.strip()).replace("×", "x").replace("X", "x")
    return Diagnostic("E119", f"`{text.strip()}` is not a count", span, "a blank too much",
                      f"write `{mended}`",
                      Fix(f"write `{mended}`", (Edit(span, mended),), safe=True))  # fmt: skip


def meant_count(text: str, span: Span) -> Diagnostic | None:
    """`3x:` or `3 times`, where a step would have its length. `span`: of all that stands there."""
    written = text[span.start : span.end]
    if signed := _SIGNED.fullmatch(written):
        return _no_count(written, span, f"{signed[1]}x", safe=True)
    said = counted(written)
    if said is None or not written.startswith(said.title):
        return None
    return _no_count(written, span, f"{said.title} {said.times}x".lstrip(), safe=False)


def _no_count(written: str, span: Span, mended: str, *, safe: bool) -> Diagnostic:
    fix = Fix(f"write `{mended}`", (Edit(span, mended),), safe)
    return Diagnostic("E119", f"`{written}` is not a count", span,
                      "a number and the letter `x`, and nothing behind",
                      f"write `{mended}`, and the steps to repeat indented below", fix)  # fmt: skip


def count_in_front(word: Word, text: str) -> Diagnostic | None:
    """`3x: 10m 90%`, where the count would be a word of the label."""
    if (found := _COLON.fullmatch(word.text)) is None:
        return None
    count, rest = f"{found[1]}x", text[word.span.end :].strip()
    fix = None
    if rest and not {"(", ")", ","} & set(rest):
        fix = Fix("put parentheses around it",
                  (Edit(Span(word.span.start, len(text)), f"{count} ({rest})"),))  # fmt: skip
    return Diagnostic("E208", f"`{word.text}` repeats nothing that can be told apart", word.span,
                      "repeat what?", f"write `{count} (30s 120%, 30s 50%)`, or indent the steps "
                      f"below `{count}`", fix)  # fmt: skip
