"""Items and cues as they are written.

What stands behind the sign comes as two texts of one length: `text`, the author's, and `hidden`,
the same with a number in place of every hole, for the grammar to read.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from workoutc.diagnostic import Severity
from workoutc.fmt.definitions import use_text
from workoutc.fmt.spelling import spelled, with_holes
from workoutc.fmt.units import amount_text
from workoutc.limits import HIGHEST_PEAK
from workoutc.parse import words
from workoutc.resolve.amounts import Odd, amount
from workoutc.resolve.cue import cue_meaning
from workoutc.resolve.draft import NAMES, Draft, Rules
from workoutc.resolve.line import Head, Meaning
from workoutc.resolve.pieces import item_meaning
from workoutc.resolve.row import AMOUNT_SHAPES
from workoutc.resolve.step import read_words
from workoutc.source import Span
from workoutc.sports import SPORTS
from workoutc.syntax import Element, Group, Shape, Unreadable, Word
from workoutc.tuples import NamedTuple

_RULES = Rules(SPORTS["Run"], *(10**9,) * 3, Decimal(HIGHEST_PEAK))
"""A line is read in the sport that has everything, and no zone or peak is beyond it."""

_TOO_DEEP = "E222"
_HIDDEN = re.compile("0{3,}")
_SHAPES = ("ramp", "freeride", "maxeffort")
_FLAGS = ("press lap", "hidepower")


def item_text(text: str, hidden: str) -> str | None:
    """A step, a repeat or a use; `None` where it is best left as written, for it has an error, or
    the words of its label make it read otherwise in any other order."""
    if (use := use_text(text)) is not None:
        return use
    line = _Line(text, hidden)
    before = item_meaning(hidden, _RULES)
    faults = {d.code for d in before.diagnostics if d.severity is Severity.ERROR}
    if faults and (not line.has_holes or _TOO_DEEP in faults):
        return None
    row = words("item", hidden)
    tidy = None if isinstance(row, Unreadable) else line.row(row)
    if tidy is None or line.has_holes:
        return tidy
    return tidy if _alike(before, item_meaning(tidy, _RULES)) else None


def cue_text(text: str, hidden: str) -> str | None:
    """When, and the words in quotes; `None` for what can't be read."""
    elements = words("cue", hidden)
    row = [] if isinstance(elements, Unreadable) else [e for e in elements if isinstance(e, Word)]
    early = bool(row) and row[0].shape is Shape.MINUS
    line = _Line(text, hidden)
    if len(row) != 2 + early or (cue_meaning(hidden).cue is None and not line.has_holes):
        return None
    time, said = row[early:]
    return f"{'-' * early}{line.word(time)} {line.word(said)}"


def _alike(before: Meaning, after: Meaning) -> bool:
    codes = [sorted(d.code for d in meaning.diagnostics) for meaning in (before, after)]
    return _bare(before) == _bare(after) and codes[0] == codes[1]


def _bare(meaning: Meaning) -> object:
    """The meaning without places."""
    what = meaning.what
    return (what.times, what.label) if isinstance(what, Head) else what


class _Line(NamedTuple):
    text: str
    hidden: str

    @property
    def has_holes(self) -> bool:
        return self.text != self.hidden

    def row(self, row: Sequence[Element]) -> str | None:
        """A whole line, or a part of an inline repeat."""
        group = next((e for e in row if isinstance(e, Group)), None)
        plain = [e for e in row if isinstance(e, Word)]
        if group is not None:
            if row[-1] is not group:
                return None
            return self.repeat([e for e in plain if e.span.end <= group.span.start], group)
        if plain and plain[-1].shape is Shape.TIMES:
            return f"{with_holes(self.stretch(plain[:-1]))} {self.word(plain[-1])}".lstrip()
        return self.in_order(plain) if self.has_holes else self.step(plain)

    def repeat(self, label: Sequence[Word], group: Group) -> str | None:
        parts = [self.row(part) for part in group.parts]
        told = [part for part in parts if part]
        if len(told) < len(parts):
            return None
        before = with_holes(self.stretch(label))
        return f"{before} {self.word(group.times)} ({', '.join(told)})".lstrip()

    def step(self, row: Sequence[Word]) -> str | None:
        """Label, length, targets, flags, and what is said in quotes; `None` where a word is none of
        them."""
        draft = Draft(self.hidden, _RULES)
        read_words(draft, row)
        label, rest = _apart([word for word in row if word.shape is not Shape.COMMA], draft)
        tokens = [[word for word in rest if _within(word, span)] for span in _tokens(draft)]
        said = [[word] for word in rest if word.shape is Shape.STRING]
        if sum(map(len, tokens + said)) != len(rest):
            return None
        pieces = [self.stretch(label), *map(self.token, tokens + said)]
        return " ".join(piece for piece in pieces if piece)

    def in_order(self, row: Sequence[Word]) -> str | None:
        """A step with holes, of which nobody knows what they hold: a number may be a word of the
        label. `None` where words touch."""
        if any(map(self.hangs_together, row, row[1:])):
            return None
        first = next((at for at, word in enumerate(row) if _is_amount(word)), len(row))
        # Without its comma, `60% MMP, 5m` is the best of five minutes.
        kept = [
            word
            for before, word in pairwise(row[first:])
            if word.shape is not Shape.COMMA or before.shape is Shape.WORD
        ]
        behind = [*row[first : first + 1], *kept]
        pieces = [with_holes(self.stretch(row[:first])), *map(self.sure, behind)]
        return " ".join(piece for piece in pieces if piece)

    def hangs_together(self, word: Word, after: Word) -> bool:
        """Whether two words may be read as one, or with a comma as a number."""
        if word.span.end < after.span.start or word.shape is Shape.COMMA:
            return False
        return after.shape is not Shape.COMMA or (
            word.shape is Shape.NUMBER and not self.holds(word)
        )

    def holds(self, word: Word) -> bool:
        """Whether a hole stands in a word."""
        return self.written(word.span) != word.text

    def sure(self, word: Word) -> str:
        """A word behind the label, as written where it is none of the language's."""
        known = word.shape is Shape.WORD or _is_amount(word) or self.holds(word)
        return self.word(word) if known else word.text

    def token(self, row: Sequence[Word]) -> str:
        """The words of one length, target or flag; `1 km` is written as one word."""
        if len(row) == 2 and row[0].shape is Shape.NUMBER:
            return amount_text(self.written(row[0].span) + row[1].text.rstrip(","))
        return " ".join(map(self.word, row))

    def word(self, word: Word) -> str:
        return spelled(word, self.written(word.span))

    def stretch(self, row: Sequence[Word]) -> str:
        """Words as the author wrote them, with what stands between them."""
        return self.written(Span(row[0].span.start, row[-1].span.end)) if row else ""

    def written(self, span: Span) -> str:
        return self.text[span.start : span.end]


def _apart(row: list[Word], draft: Draft) -> tuple[list[Word], list[Word]]:
    """The words of the label in front, and all others; an RPE beside the label is none of it."""
    end = draft.label_end or 0
    front = [word for word in row if word.span.start < end]
    feel = [word for word in front if _within(word, draft.rpe_span)]
    if feel and feel in (front[: len(feel)], front[-len(feel) :]):
        front = [word for word in front if word not in feel]
    return front, [word for word in row if word not in front]


def _is_amount(word: Word) -> bool:
    """Whether a label ends here for certain, however long its hidden holes are."""
    plain = word._replace(text=_HIDDEN.sub("0", word.text))
    return word.shape in AMOUNT_SHAPES and not isinstance(amount(plain), Odd)


def _within(word: Word, span: Span) -> bool:
    return span.start <= word.span.start and word.span.end <= span.end


def _tokens(draft: Draft) -> Iterator[Span]:
    """Where the parts of a step stand, in the order in which they are to be written; without a
    length where there is none."""
    yield draft.length_span
    yield from (draft.flags[flag] for flag in _SHAPES if flag in draft.flags)
    yield from (draft.targets[kind].span for kind in NAMES if kind in draft.targets)
    yield draft.rpe_span
    yield from (draft.flags[flag] for flag in _FLAGS if flag in draft.flags)
    yield draft.intensity_span
    yield from (draft.averages[kind][1] for kind in NAMES if kind in draft.averages)
