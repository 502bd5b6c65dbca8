"""Lines in their places: indentation, blank lines, comments."""

from collections.abc import Iterator
from typing import assert_never

from workoutc.fmt.definitions import definitions
from workoutc.fmt.item import cue_text, item_text
from workoutc.fmt.lines import field_text, heading_text, note_text
from workoutc.fmt.plans import plan_lines
from workoutc.fmt.readings import readings
from workoutc.layout import layout, without_comment
from workoutc.limits import MAX_LINE
from workoutc.records import dataclass, field
from workoutc.reuse.outline import outline
from workoutc.source import LINE_END, Source
from workoutc.syntax import Entry, Field, Item, Line, Notes, Section
from workoutc.tuples import NamedTuple

INDENT = 2
"""Blanks a level."""


def laid_out(source: Source) -> str:
    """The text in its canonical layout, as far as its lines can be read; a line that has no place
    in the file stays as it is, at the margin. Never raises for what the text says."""
    text, book = source.text, outline(source)
    known = {
        line.opening: _Place(line, words) for line, words in (*definitions(book), *plan_lines(book))
    }
    for reading in readings(book, known.copy()):
        for entry in layout(Source(source.name, reading))[0].entries:
            known.update((place.line.opening, place) for place in _places(entry, text))
    page, at = _Page(), 0
    for end in (*LINE_END.finditer(text), None):
        raw = text[at : end.start() if end else None]
        page.take(raw, known.get(at + len(raw) - len(raw.lstrip(_BLANKS))))
        at = end.end() if end else at
    return page.finished()


_BLANKS = " \t\f\v"
"""What may indent a line; whatever else is blank belongs to its text."""


class _Place(NamedTuple):
    """A line, its new indentation, and its new content without a comment behind it: `None` where it
    stays as written. `opens`: whether comments line up with it."""

    line: Line
    text: str | None
    indent: int = 0
    opens: bool = True


def _places(entry: Entry, text: str) -> Iterator[_Place]:
    """The lines of an entry, whose holes are hidden, with the words of the text."""
    match entry:
        case Field(line=line, value_span=value):
            yield _Place(line, field_text(entry, text[value.start : value.end]))
        case Notes():
            yield from _notes(entry, text, 0)
        case Section():
            if (heading := entry.heading) is not None:
                yield _Place(heading, heading_text(_words(heading, text), heading.text))
            yield from _list(entry.items, text, 0)
        case _:
            assert_never(entry)


def _list(items: list[Item | Notes], text: str, indent: int) -> Iterator[_Place]:
    for node in items:
        if isinstance(node, Notes):
            yield from _notes(node, text, indent)
            continue
        line = node.line
        yield _Place(line, _signed("-", item_text(_words(line, text), line.text)), indent)
        for cue in node.cues:
            said = cue_text(_words(cue.line, text), cue.line.text)
            yield _Place(cue.line, _signed("@", said), indent + INDENT)
        yield from _list(node.children, text, indent + INDENT)


def _notes(notes: Notes, text: str, indent: int) -> Iterator[_Place]:
    for line in notes.lines:
        if notes.bare:
            yield _Place(line, _words(line, text))
        else:
            yield _Place(line, note_text(_words(line, text)), indent, opens=False)


def _words(line: Line, text: str) -> str:
    return text[line.start : line.start + len(line.text)]


def _signed(sign: str, text: str | None) -> str | None:
    return None if text is None else f"{sign} {text}"


class _Level(NamedTuple):
    """The column of a list, as it was and as it will be."""

    old: int
    new: int


@dataclass(slots=True)
class _Page:
    rows: list[str] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    """The lists that are open."""
    comments: list[str] = field(default_factory=list)
    """Comments that wait for the line below them: it may open the list that they belong to."""

    def take(self, raw: str, place: _Place | None) -> None:
        body = raw.strip(_BLANKS).rstrip()
        if (body and not without_comment(body)) or body.startswith("#"):
            self.comments.append(raw)
            return
        below = _Level(place.line.indent, place.indent) if place else _Level(0, 0)
        self.settle(*([below] if body else []))
        if not body:
            self.blank()
        else:
            self.rows.append(" " * below.new + self.content(place, body))
            if place is None or place.opens:
                self.open(below)

    def settle(self, *below: _Level) -> None:
        """Comments line up with the list whose column they reach."""
        levels = (*self.levels, *below)
        for raw in self.comments:
            column = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip(" "))
            indent = max((level for level in levels if level.old <= column), default=_Level(0, 0))
            self.rows.append(" " * indent.new + raw.strip(_BLANKS).rstrip())
        self.comments = []

    def blank(self) -> None:
        self.levels = []
        if self.rows and self.rows[-1]:
            self.rows.append("")

    def open(self, level: _Level) -> None:
        self.levels = [*(other for other in self.levels if other.new < level.new), level]

    def content(self, place: _Place | None, body: str) -> str:
        """A line with two blanks in front of its comment."""
        line = place and place.line
        length = line.span.end - line.opening if line else len(without_comment(body))
        text = body[:length] if place is None or place.text is None else place.text
        comment = body[length:].lstrip()
        whole = f"{text}  {comment}" if comment else text
        return whole if len(whole) <= max(MAX_LINE, len(body)) else body

    def finished(self) -> str:
        self.settle()
        while self.rows and not self.rows[-1]:
            self.rows.pop()
        return "".join(f"{row}\n" for row in self.rows)
