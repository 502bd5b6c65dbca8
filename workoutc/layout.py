"""Lines to sections, notes and fields, by blank lines and indentation."""

import re
from collections.abc import Iterator

from workoutc.bare import (
    bare_lines,
    counts,
    doubtful_heading,
    hidden_heading,
    odd_blanks,
    read_count,
)
from workoutc.diagnostic import Diagnostic
from workoutc.limits import MAX_LINE, MAX_LINES
from workoutc.misplaced import (
    bad_dedent,
    blank_missing,
    heading_in_list,
    mixed_indent,
    stray_cue,
    too_long,
    too_many_lines,
)
from workoutc.quoting import blanked_around_holes
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.repeated import repeated
from workoutc.source import LINE_END, Source, Span
from workoutc.syntax import Cue, Entry, Field, File, Item, Line, Notes, Section
from workoutc.tuples import NamedTuple

MAX_DEPTH = 8
KEPT = 1000
"""Passages of more code points aren't kept, lest they fill the memory."""

_FIELD = regex(r"([A-Za-z_]+|pool[ ]+length)[ \t]*:\s*(.*)", re.IGNORECASE)
_INDENT = " \t\f\v"
_MARKS = frozenset("->@")
_BLANK_LINES = regex(r"(?:\r\n|\n|\r(?!\n))\s*[\n\r]")
"""From the end of a line over all blank ones below it."""
_HEAD = regex(
    r"(?:(?:[a-zA-Z_]++[ \t]*+:|>)[^\n\r]*+(?>\r\n?|\n))++(?!\s*+[>#])",
)
"""Fields and notes on top of a passage, unless a paragraph goes on below, indented or behind a
comment."""


def layout(source: Source) -> tuple[File, list[Diagnostic]]:
    """The entries of a file in order, and what is wrong with its lines as lines."""
    text, diagnostics = _few_enough(source.text)
    entries: list[Entry] = []
    for start, passage in _passages(text):
        found = _known(passage, start) if len(passage) <= KEPT else _laid_out(passage, start)
        entries += found.entries
        diagnostics += found.diagnostics
    return File(tuple(entries)), diagnostics


class _Passage(NamedTuple):
    """What stands between two blank lines: nothing in it hangs on what stands elsewhere. What a
    workout begins with is a passage of its own, for it is rarely the same in two of them."""

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


def _passages(text: str) -> Iterator[tuple[int, str]]:
    """Where each passage begins, and its text with the blank lines below it."""
    start = 0
    for blank in _BLANK_LINES.finditer(text):
        end = blank.end()
        if text.startswith("workout", start) and (head := _HEAD.match(text, start, end)):
            yield start, text[start : head.end()]
            start = head.end()
        yield start, text[start:end]
        start = end
    yield start, text[start:]


@repeated(4096)
def _known(text: str, start: int) -> _Passage:
    """The same passage at the same place, as the files of a season have them: the very same
    entries, by which what they mean is found again too."""
    return _laid_out(text, start, known=True)


def _laid_out(text: str, start: int, *, known: bool = False) -> _Passage:
    builder = _Builder(known)
    at = 0
    for end in LINE_END.finditer(text):
        first, last = end.span()
        builder.take(text[at:first], start + at)
        at = last
    builder.take(text[at:], start + at)
    builder.finish()
    return _Passage(tuple(builder.entries), tuple(builder.diagnostics))


def _few_enough(text: str) -> tuple[str, list[Diagnostic]]:
    """The text as far as it is read."""
    if text.count("\n") + text.count("\r") < MAX_LINES:
        return text, []
    ends = [end.span() for end in LINE_END.finditer(text)]
    if len(ends) < MAX_LINES:
        return text, []
    ends.append((len(text), len(text)))
    last, next_end = ends[MAX_LINES - 1], ends[MAX_LINES]
    return text[: last[0]], [too_many_lines(Span(last[1], next_end[0]))]


@dataclass(slots=True)
class _Builder:
    known: bool
    """Whether the sections will be given again, for the same text."""
    entries: list[Entry] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    section: Section | None = None
    stack: list[tuple[int, list[Item | Notes]]] = field(default_factory=list)
    last: Item | None = None
    bare: list[Line] = field(default_factory=list)
    """Lines of text not yet known to be a heading or prose."""
    waiting: list[Notes] = field(default_factory=list)
    """Notes between such a line and what follows it."""
    outer: tuple[int, ...] = ()
    """Columns of the list that a heading broke into."""
    notes: Notes | None = None
    """The paragraph that a note right below would continue."""
    comment: tuple[Span, str] | None = None
    """The comment on the line before."""
    indents: str = ""
    mixed: bool = False

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def take(self, raw: str, start: int) -> None:
        before, self.comment = self.comment, None
        written = raw.rstrip()
        body = written.lstrip(_INDENT)
        if not body:
            self.blank()
            return
        indent = written[: len(written) - len(body)]
        if body[0].isspace() and (behind := body.lstrip())[0] in _MARKS:
            # Blanks of another kind: what follows is read as what it looks like. A note is prose
            # on the calendar too; of the rest it is told.
            blanks = body[: len(body) - len(behind)]
            if behind[0] != ">":
                self.report(odd_blanks(blanks, start + len(indent), behind[0]))
            indent += " " * len(blanks)
            body = behind
        opening = start + len(indent)
        if body[0] == "#":
            self.comment = (Span(opening, opening + len(body)), body.strip("# "))
            return
        if len(body) > MAX_LINE and body[0] != ">":
            self.report(too_long(Span(opening, opening + len(body))))
            return
        if "#" in body and not (body := without_comment(body)):
            return  # a comment behind a blank that indents nothing, such as a no-break space
        # Where tabs and blanks meet, which is told, four columns a tab keep the rest in its place.
        column = len(indent.expandtabs(4)) if "\t" in indent else len(indent)
        self.content(body, opening, column, indent, before)

    def content(
        self, body: str, opening: int, column: int, indent: str, before: tuple[Span, str] | None
    ) -> None:
        """A line that says something; `before`: the comment above it."""
        mark = body[0]
        if mark not in _MARKS:
            self.notes = None
            self.text(Line(opening, body, column, opening))
            return
        text = body[1:].lstrip()
        line = Line(opening + len(body) - len(text), text, column, opening)
        if mark == ">":
            self.note(line)
            return
        self.notes = None
        if mark == "-":
            self.item(line, indent, before)
        else:
            self.cue(line)

    def blank(self) -> None:
        self.settle(blank=True)
        self.close()

    def finish(self) -> None:
        self.settle(blank=False)
        self.close()

    def close(self) -> None:
        self.notes = None
        if self.section is not None:
            self.section, self.stack, self.last, self.outer = None, [], None, ()
            self.indents, self.mixed = "", False

    def settle(self, *, blank: bool) -> None:
        """Bare lines that turned out not to head a list are prose."""
        if self.bare:
            paragraph, faults = bare_lines(self.bare, before_blank=blank)
            self.entries.extend([paragraph] if paragraph else [])
            self.diagnostics.extend(faults)
            self.bare = []
        if self.waiting:
            self.entries.extend(self.waiting)
            self.waiting = []

    def text(self, line: Line) -> None:
        if ":" in line.text and (named := _FIELD.match(line.text)):
            self.settle(blank=False)
            self.close()
            self.entries.append(_field(line, named))
        else:
            if self.stack and not self.bare:
                self.outer = tuple(column for column, _ in self.stack)
            self.bare.append(line)
            self.last = None

    def item(self, line: Line, indent: str, comment: tuple[Span, str] | None) -> None:
        if comment is not None:
            self.diagnostics += hidden_heading(*comment, line.text)
        if self.bare or self.section is None:
            self.open_section(line)
        if indent and not self.mixed:
            self.check_indent(indent, line)
        if self.mixed and self.stack:
            # Told once; where it belongs can't be known, so it goes on with the list above.
            line = line._replace(indent=self.stack[-1][0])
        node = Item(line)
        if (items := self.list_for(line)) is not None:
            items.append(node)
        self.last = node

    def open_section(self, first: Line) -> None:
        heading = self.bare.pop() if self.bare else None
        if heading is not None and read_count(heading.text) is None:
            self.diagnostics.extend(doubtful_heading(heading))
        waiting, self.waiting = self.waiting, []
        self.settle(blank=False)
        if heading is not None and first.indent in self.outer[1:]:
            self.report(heading_in_list(heading))
        elif heading is not None and self.outer and counts(heading.text):
            self.report(blank_missing(heading))
        self.section = Section(heading, list(waiting), self.known)
        self.entries.append(self.section)
        self.stack, self.indents, self.mixed = [], "", False

    def list_for(self, line: Line) -> list[Item | Notes] | None:
        """The list an item of this column belongs to; `None` beyond the deepest level."""
        assert self.section is not None
        if not self.stack:
            self.stack.append((line.indent, self.section.items))
            return self.section.items
        left = None
        while len(self.stack) > 1 and line.indent < self.stack[-1][0]:
            left = self.stack.pop()
        column, items = self.stack[-1]
        if line.indent < column or (left is not None and line.indent > column):
            self.dedent(line)
            return items
        if line.indent == column:
            return items
        return self.deeper(line)

    def deeper(self, line: Line) -> list[Item | Notes] | None:
        parent = next(i for i in reversed(self.stack[-1][1]) if isinstance(i, Item))
        if len(self.stack) > MAX_DEPTH:
            # Some repeat above it is deeper than may be, or a step has items: said when resolved.
            return None
        self.stack.append((line.indent, parent.children))
        return parent.children

    def dedent(self, line: Line) -> None:
        assert self.section is not None
        heading = self.section.heading
        if heading is not None and line.indent in self.outer:
            self.diagnostics = [d for d in self.diagnostics if d.span != heading.span]
            self.report(heading_in_list(heading))
            self.stack = [(line.indent, self.stack[0][1])]
            self.outer = ()
            return
        columns = [column for column, _ in self.stack]
        self.report(bad_dedent(line, columns))

    def check_indent(self, indent: str, line: Line) -> None:
        style = "".join(sorted(set(indent)))
        self.mixed = len(style) > 1 or style != (self.indents or style)
        self.indents = style
        if self.mixed:
            self.report(mixed_indent(Span(line.opening - len(indent), line.opening)))

    def note(self, line: Line) -> None:
        if self.notes is not None:
            self.notes.lines.append(line)
            return
        self.notes = Notes([line])
        if self.bare:
            self.waiting.append(self.notes)
        elif self.section is None:
            self.entries.append(self.notes)
        elif self.last is not None and self.opens(self.last, line):
            self.last.children.append(self.notes)
        else:
            lists = [items for column, items in self.stack if column <= line.indent]
            (lists or [self.section.items])[-1].append(self.notes)

    def opens(self, item: Item, line: Line) -> bool:
        """Whether a note stands first under the head of a repeat."""
        return line.indent > item.line.indent and read_count(item.line.text) is not None

    def cue(self, line: Line) -> None:
        if self.last is None or line.indent <= self.last.line.indent:
            self.report(stray_cue(line))
        else:
            self.last.cues.append(Cue(line))


def _field(line: Line, named: re.Match[str]) -> Field:
    name, at = named[1].lower(), line.start
    first, last = named.span(1)
    begin, end = named.span(2)
    name = " ".join(name.split()) if " " in name else name
    return Field(line, name, Span(at + first, at + last), named[2], Span(at + begin, at + end))


def without_comment(body: str) -> str:
    """The line up to a ` # ` outside quotes; a quote right after a digit is seconds."""
    plain, at = blanked_around_holes(body), 0
    while (at := plain.find("#", at + 1)) > 0:
        if body[at - 1].isspace() and not body[at + 1 : at + 2].strip():
            return body[:at].rstrip()
    return body
