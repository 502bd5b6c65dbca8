"""Fixes put into a text."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from workoutc.diagnostic import Edit, Fix
from workoutc.source import Span


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with every safe fix in it that overlaps no other, and how many that were.

    Of two that overlap, or that insert at one place, the first by place wins; a fix is applied
    whole or not at all. What was left out may apply to the new text. Raises ValueError when the
    edits of one fix overlap each other.
    """
    taken: list[Span] = []
    edits: list[Edit] = []
    applied = 0
    for wanted in sorted(map(in_order, filter(offered, fixes)), key=places):
        if not any(is_taken(edit.span, taken) for edit in wanted):
            edits += wanted
            applied += 1
            for edit in wanted:
                insort(taken, edit.span)
    return edited(text, sorted(edits, key=lambda edit: edit.span)), applied


def offered(fix: Fix) -> bool:
    """Whether a fix is certain, and changes anything."""
    return fix.safe and bool(fix.edits)


def in_order(fix: Fix) -> Sequence[Edit]:
    """The edits of a fix by place."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    if any(left.span.end > right.span.start for left, right in pairwise(edits)):
        raise ValueError(f"the edits of {fix.title!r} overlap")
    return edits


def places(edits: Sequence[Edit]) -> list[Span]:
    """Where a fix changes the text."""
    return [edit.span for edit in edits]


def is_taken(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps, or begins where, one of some sorted spans that don't overlap."""
    at = bisect_left(taken, span)
    return any(
        other.start == span.start or (other.start < span.end and span.start < other.end)
        for other in taken[max(0, at - 2) : at + 1]
    )


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text after edits that are sorted and don't overlap."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += [text[done : edit.span.start], edit.text]
        done = edit.span.end
    return "".join((*pieces, text[done:]))
