"""Sets as swimmers and runners write them: `8x100 @ 1:45`, `4x50m drill, 15s rest`."""

import re
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.regex import regex
from workoutc.resolve.draft import Draft
from workoutc.source import Span
from workoutc.sports import Kind, Sport
from workoutc.syntax import Shape, Word

_SET = regex(r"([0-9]+x)([0-9].*)", re.IGNORECASE)
_LENGTHS = (Shape.QUANTITY, Shape.NUMBER)
_COUNTED = regex(
    r"[0-9]+(?:[.,][0-9]+)?(?:k|[hms]|km|mtr|met(?:er|re)s?|min(?:ute)?s?|sec(?:ond)?s?"
    r"|mi|miles?|y|yr?ds?|yards?)?|(?:[0-9]+[hms])+",
    re.IGNORECASE,
)
_IN_METRES = regex(r"[0-9]+m", re.IGNORECASE)


def counted_set(word: Word, sport: Sport) -> Diagnostic | None:
    """`3x10m`: a count glued to a length; in a swim `8x100` and `4x50m` are of metres."""
    if (found := _SET.fullmatch(word.text)) is None:
        return None
    count, length = found.groups()
    if length.isdigit() or (sport.kind is Kind.SWIM and _IN_METRES.fullmatch(length)):
        length = f"{length.rstrip('mM')}mtr"
    return Diagnostic("E119", f"`{word.text}` is neither a count nor a length", word.span,
                      "a repeat?", f"write `{count} ({length} …)` with its target and what "
                      "follows it")  # fmt: skip


def is_set(word: Word, behind: Sequence[Word]) -> bool:
    """Whether a word is a count glued to what it counts, and words stand `behind` that belong into
    its parentheses, and mean something else there: `@ 1:45`, `drill, 15s rest`. Without a unit it
    may be a label, if a length follows."""
    found = _SET.fullmatch(word.text)
    if found is None or not _COUNTED.fullmatch(found[2]):
        return False
    if found[2].isdigit() and any(w.shape in _LENGTHS for w in behind):
        return False
    return any(w.shape in (Shape.CLOCK, Shape.COMMA) or w.text.isalpha() for w in behind)


def send_off(draft: Draft, clock: Word) -> Diagnostic | None:
    """`100mtr @ 1:45`, in a swim: when the next one starts."""
    before = draft.bare_words[-1] if draft.bare_words else clock.span
    words = draft.text[before.start : before.end].lower()
    if draft.rules.sport.kind is not Kind.SWIM or words not in ("@", "on"):
        return None
    return Diagnostic("E119", "a start on the clock is no length or target",
                      Span(before.start, clock.span.end), "how long is the rest?",
                      "no device holds a send-off: write the swim and its rest as two steps: "
                      "`8x (100mtr, 15s intensity=rest)`")  # fmt: skip
