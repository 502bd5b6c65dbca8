"""Holes in a line: where they stand, and the expressions in them."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults
from workoutc.expression.nodes import Expression, Faults, Name
from workoutc.expression.places import shifted
from workoutc.expression.reading import read
from workoutc.quoting import MARK, goes_on, hole_end
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.signs import DASHES, alike
from workoutc.source import Span
from workoutc.tuples import NamedTuple

_LITERAL_END = regex(
    rf"[-{DASHES}]((?:[0-9]|C?Z[0-9])[^-{DASHES}\s,;(){{}}\"]*(?:\s+(?:LTHR|HR|Pace|Power|FTP)\b)?)",
    re.IGNORECASE,
)
"""The second end of `{lo}-85% LTHR`."""

_AFTER = regex(r"$|[\s,;)\"]|[xX×](?=[\s,;()]|$)|[.:!?](?=\s|$)")
"""What may stand right behind a value that counts."""

_WORD = regex(r"[^\s(,;=\"@]+")
_LED = regex(rf"[-{DASHES}]?|(?:[0-9]|C?Z[0-9])[^-{DASHES}]*[-{DASHES}]", re.IGNORECASE)
"""What may stand right in front of one: nothing, a dash that opens a line or a cue's time, or the
first end of a range."""

_GLUED = regex(r"(?:\{[^{}]*\}|[^\s,;()\"{}])*")


class Part(NamedTuple):
    """An expression, and where its text begins in the line."""

    expression: Expression
    at: int


class Hole(NamedTuple):
    """A stretch of a line that a value takes the place of.

    `parts`: one expression, or the two ends of a range: of `{lo}-{hi}` and of `{lo}-85%`, which is
    one hole from the first sign to the last. None where they can't be read. `prose`: in a quoted
    text, a heading, a name or a note, where the value is only to be read. `quoted`: in a quoted
    text of a line that isn't all prose.
    """

    span: Span
    parts: tuple[Part, ...]
    prose: bool = False
    quoted: bool = False


class Found(NamedTuple):
    """The holes of a line in order, and what is wrong with them; spans are relative to the line.

    `names`: those in them, in order, also where a hole can't stand where it does.
    """

    holes: tuple[Hole, ...]
    diagnostics: Faults = ()
    names: tuple[Name, ...] = ()


@lru_cache(maxsize=4096)
def holes(text: str, *, prose: bool = False) -> Found:
    """The holes of a line; equal lines are searched once.

    `prose`: nothing in the line is a length or a target; quoted texts are prose in any line.
    """
    search = _Search(text, prose)
    search.run()
    found = tuple(search.free(hole) for hole in search.paired())
    return Found(found, tuple(search.faults), tuple(search.names))


@dataclass(slots=True)
class _Search:
    text: str
    prose: bool
    found: list[Hole] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    quoted: bool = False
    words: list[tuple[int, int]] = field(default_factory=list)
    glued: int = 0
    """Up to where what is glued together has been told."""

    def run(self) -> None:
        at = 0
        while (mark := MARK.search(self.text, at)) is not None:
            at = mark.end()
            if mark[0][-1] == '"':
                self.quoted = goes_on(self.text, mark, quoted=self.quoted)
            elif mark[0] == "{":
                at = self.hole(mark.start())

    def hole(self, start: int) -> int:
        """Take the hole that opens here; where the search goes on."""
        end, deepest = hole_end(self.text, start)
        if end is None:
            self.faults.append(faults.never_closed(Span(start, start + 1)))
            return len(self.text)
        span = Span(start, end)
        parts: tuple[Part, ...] = ()
        if deepest > 1:
            self.faults.append(faults.nested(span, self.text[start:end]))
        else:
            parts = self.read(span)
        quoted = self.quoted and not self.prose
        self.found.append(Hole(span, parts, self.prose or quoted, quoted))
        return end

    def read(self, span: Span) -> tuple[Part, ...]:
        inner = self.text[span.start + 1 : span.end - 1]
        if not inner.strip():
            self.faults.append(faults.empty(span))
            return ()
        return self.part(inner, span.start + 1)

    def part(self, text: str, at: int) -> tuple[Part, ...]:
        expression = read(text)
        if isinstance(expression, Expression):
            self.faults += shifted(expression.warnings, at)
            self.names += (Name(name, span.shifted(at)) for name, span in expression.names)
            return (Part(expression, at),)
        self.faults += shifted(expression, at)
        return ()

    def paired(self) -> Iterator[Hole]:
        """The holes, those of one range put together."""
        at = 0
        while at < len(self.found):
            hole, after = self.found[at], self.found[at + 1 : at + 2]
            second = next(iter(after), None)
            if not hole.prose and second is not None and self.dash_between(hole, second):
                parts = hole.parts + second.parts if hole.parts and second.parts else ()
                yield Hole(Span(hole.span.start, second.span.end), parts)
                at += 2
                continue
            yield hole if hole.prose else self.with_literal_end(hole)
            at += 1

    def dash_between(self, hole: Hole, second: Hole) -> bool:
        between = self.text[hole.span.end : second.span.start]
        return alike(between) == "-"

    def with_literal_end(self, hole: Hole) -> Hole:
        end = _LITERAL_END.match(self.text, hole.span.end)
        if end is None or not hole.parts:
            return hole
        second = self.part(end[1], end.start(1))
        return Hole(Span(hole.span.start, end.end()), hole.parts + second if second else ())

    def free(self, hole: Hole) -> Hole:
        """The hole, without its expressions where it doesn't stand by itself."""
        start, end = hole.span
        word = self.word_at(start)
        led = _LED.fullmatch(self.text, word, start) is not None
        if hole.prose or not hole.parts or (led and _AFTER.match(self.text, end)):
            return hole
        if start >= self.glued:
            behind = _GLUED.match(self.text, end)
            self.glued = behind.end() if behind else end
            word = start if led else word
            self.faults.append(faults.glued(self.text, hole.span, Span(word, self.glued)))
        return hole._replace(parts=())

    def word_at(self, at: int) -> int:
        """Where the word begins that goes on up to a place in the line."""
        if not self.words:
            self.words = [word.span() for word in _WORD.finditer(self.text)]
        number = bisect_left(self.words, (at, at)) - 1
        return self.words[number][0] if number >= 0 and self.words[number][1] >= at else at
