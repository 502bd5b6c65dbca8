"""A workout written out, and where each of its lines comes from."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic, Fix, Note
from workoutc.expression.filled import Filled, Place
from workoutc.records import dataclass, field, replace
from workoutc.regex import regex
from workoutc.resolve.line import OF_A_WORD
from workoutc.reuse.faults import line_of
from workoutc.source import Source, Span
from workoutc.tuples import NamedTuple

_HOLE = regex(r"\{[^}]*\}?")


class Use(NamedTuple):
    """A place that uses a block, or plans a workout."""

    source: Source
    span: Span
    name: str
    planned: bool = False


Origin: TypeAlias = tuple[str, int]
"""A source by its name, and a place in it."""


class Told(NamedTuple):
    """A fault at its place in the main source, and where it comes from: that of a block or of an
    included file has one origin and many places."""

    fault: Diagnostic
    origin: Origin


class Row(NamedTuple):
    """A line of the sheet. `start`: where it begins there; `shift`: by how much further right its
    text stands there than in its own source. `trail`: the uses that led to it, the outermost
    first."""

    start: int
    filled: Filled
    shift: int
    source: Source
    trail: tuple[Use, ...] = ()


@dataclass(slots=True)
class Sheet:
    """Lines in the order in which they are ridden. `main`: the source that diagnostics point into;
    what comes from another is told at the use that led there."""

    main: Source
    rows: list[Row] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    length: int = 0

    def add(
        self, filled: Filled, source: Source, trail: tuple[Use, ...] = (), indent: str | None = None
    ) -> None:
        """Add a line, at another indentation where one is given."""
        body = filled.text.lstrip(" \t\f\v")
        text = filled.text if indent is None else indent + body
        self.rows.append(Row(self.length, filled, len(text) - len(filled.text), source, trail))
        self.texts.append(text)
        self.length += len(text) + 1

    def add_title(self, name: str, at: int) -> None:
        """A line that makes a workout of a block, so that it can be looked at by itself."""
        text = f"workout: {name}"
        places = (Place(0, len(text), Span(at, at + len(name))),)
        self.add(Filled(text, at, places), self.main)
        self.add(Filled("", at), self.main)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.texts)

    def span(self, span: Span) -> Span:
        """A stretch of the sheet as a place in the main source."""
        first, last = self._row(span.start), self._row(max(span.end - 1, span.start))
        if first.source is not self.main:
            return first.trail[0].span
        start = first.filled.at(_within(span, first)).start
        if last.source is not self.main or last.trail != first.trail:
            return first.filled.at(_within(Span(span.start, first.start + _width(first)), first))
        end = last.filled.at(_within(span, last)).end
        return Span(start, max(end, start))

    def origin(self, span: Span) -> Origin:
        """The source and the place in it from which a stretch of the sheet comes."""
        row = self._row(span.start)
        return row.source.name, row.filled.at(_within(span, row)).start

    def tells(self, fault: Diagnostic) -> bool:
        """Whether a fault is the line's own: every hole of the line has its value or, where one is
        at fault, which is told already, the fault is that of a word apart from it."""
        row = self._row(fault.span.start)
        if row.filled.whole:
            return True
        text, span = row.filled.text, _within(fault.span, row)
        spoilt = _HOLE.sub(lambda found: "{" * len(found[0]), text)
        beside = spoilt[max(span.start - 1, 0) : span.end + 1]
        return fault.code in OF_A_WORD and "{" not in beside

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """A fault of the sheet as one of the main source, with the use that led to it."""
        row = self._row(diagnostic.span.start)
        notes = [Note(n.message, n.span and self.span(n.span)) for n in diagnostic.notes]
        notes += _led(row, self.main, self.origin(diagnostic.span))
        return replace(
            diagnostic,
            span=self.span(diagnostic.span),
            fix=self._fix(diagnostic.fix),
            notes=tuple(notes),
        )

    def _fix(self, fix: Fix | None) -> Fix | None:
        """A fix holds where it changes only what is written in the main source itself."""
        if fix is None:
            return None
        edits = []
        for edit in fix.edits:
            row = self._row(edit.span.start)
            span = _within(edit.span, row)
            touched = any(p.start < span.end and span.start < p.end for p in row.filled.places)
            if row.source is not self.main or touched:
                return None
            edits.append(replace(edit, span=self.span(edit.span)))
        return replace(fix, edits=tuple(edits))

    def _row(self, offset: int) -> Row:
        return self.rows[max(bisect_right(self.rows, offset, key=_start_of) - 1, 0)]


def _within(span: Span, row: Row) -> Span:
    """A stretch of the sheet, counted in the filled text of a row."""
    by = row.start + row.shift
    most = len(row.filled.text)
    return Span(min(max(span.start - by, 0), most), min(max(span.end - by, 0), most))


def _width(row: Row) -> int:
    return len(row.filled.text) + row.shift


def _start_of(row: Row) -> int:
    return row.start


def _led(row: Row, main: Source, origin: Origin) -> Iterator[Note]:
    if row.source is not main:
        yield line_of(row.source, origin[1])
    for use in reversed(row.trail):
        if use.source is main and (row.source is main or use is not row.trail[0]):
            yield Note(f"`{use.name}` is {'planned' if use.planned else 'used'} here", use.span)
