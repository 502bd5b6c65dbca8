"""Lines of a source with marks below them, the way compilers have drawn them since Rust."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workoutc.records import dataclass
from workoutc.render.marks import Mark, mark_rows
from workoutc.render.pen import Pen, Style
from workoutc.render.view import View, excerpt, line_span, view
from workoutc.render.visible import visible
from workoutc.source import Source, Span

# The cells left of a line in which the bar of a fault over several lines runs.
MARGIN = 2
# Of a fault over many lines, so many of its first lines are shown before the dots.
LINES_SHOWN = 3
# However narrow the terminal is, so much of a line is shown that a fault can be seen in it.
LEAST_ROOM = 20


@dataclass(frozen=True, slots=True)
class Gutter:
    """The line numbers at the left, `digits` wide, and the pen for all that is right of them."""

    pen: Pen
    digits: int

    @property
    def room(self) -> int:
        """The cells left for a line's text, and one behind it for a caret at the line's end."""
        return max(LEAST_ROOM, self.pen.width - self.digits - len(" | ^"))

    def row(self, text: str = "", number: int | None = None) -> str:
        """A row of the frame; with a number it is a line of the source."""
        name = "" if number is None else str(number)
        edge = self.pen.paint(Style.NOTE, f"{name:>{self.digits}} |")
        return f"{edge} {text}" if text.strip() else edge

    def dots(self) -> str:
        """The row that stands for lines left out."""
        return self.pen.paint(Style.NOTE, "...")


@dataclass(frozen=True, slots=True)
class Frame:
    """A fault about to be drawn, and the first and the last of its lines."""

    source: Source
    main: Mark
    first: int
    last: int
    gutter: Gutter

    @property
    def margin(self) -> int:
        """How far lines stand in."""
        return MARGIN if self.last > self.first else 0


def frame(source: Source, main: Mark, others: Sequence[Mark], gutter: Gutter) -> Iterator[str]:
    """The rows that show a fault and the notes near it, without an empty row at either end.

    Of another mark over several lines only the part in its first line is shown.
    """
    drawn = Frame(source, main, *line_range(source, main.span), gutter)
    marks: dict[int, list[Mark]] = {}
    for mark in (main, *others) if drawn.first == drawn.last else others:
        marks.setdefault(source.position(mark.span.start).line, []).append(mark)
    shown = sorted({*marks, *lines_shown(drawn.first, drawn.last)})
    for before, number in pairwise([shown[0] - 1, *shown]):
        if number == before + 2:
            yield from line_rows(drawn, number - 1, ())
        elif number > before + 1:
            yield gutter.dots()
        yield from line_rows(drawn, number, marks.get(number, ()))


def line_range(source: Source, span: Span) -> tuple[int, int]:
    """The first and the last line of a span; a line end at its end opens no further line."""
    first, last = source.position(span.start).line, source.position(span.end).line
    if last > first and span.end <= source.line_starts[last - 1]:
        last -= 1
    return first, last


def lines_shown(first: int, last: int) -> set[int]:
    """The lines to show of a fault: all of a few, else the first ones and the last."""
    return {*range(first, min(last, first + LINES_SHOWN)), last}


def line_rows(drawn: Frame, number: int, marks: Sequence[Mark]) -> Iterator[str]:
    """A line and what stands below it."""
    line = line_span(drawn.source, number)
    marks = [mark._replace(span=clipped(mark.span, line)) for mark in marks]
    room = drawn.gutter.room - drawn.margin
    keep = marks[0].span if marks else edge(drawn, number, line)
    seen = view(excerpt(drawn.source, line, keep, room), keep, room)
    if not drawn.margin:
        yield drawn.gutter.row(seen.shown, number)
        side = ""
    else:
        yield from barred(drawn, number, line, seen)
        side = "| " if drawn.first <= number <= drawn.last else "  "
    for row in mark_rows(marks, seen, drawn.gutter.pen, room + 1):
        yield drawn.gutter.row(painted(drawn, side) + row)
    if drawn.margin and number == drawn.last:
        yield drawn.gutter.row(closing(drawn, seen.marked(edge(drawn, number, line))[1]))


def barred(drawn: Frame, number: int, line: Span, seen: View) -> Iterator[str]:
    """A line at the bar of a fault over several lines, and where the bar comes from."""
    start = drawn.main.span.start
    if number != drawn.first:
        side = "| " if drawn.first < number <= drawn.last else "  "
        yield drawn.gutter.row(painted(drawn, side) + seen.shown, number)
    elif drawn.source.text[line.start : start].isspace() or start == line.start:
        yield drawn.gutter.row(painted(drawn, "/ ") + seen.shown, number)
    else:
        yield drawn.gutter.row(f"  {seen.shown}", number)
        cell = seen.marked(edge(drawn, number, line))[0]
        yield drawn.gutter.row(painted(drawn, " _" + "_" * cell + "^"))


def closing(drawn: Frame, end: int) -> str:
    """The row below the last line of a fault: the end of its bar, and the label."""
    label = visible(drawn.main.label)
    return painted(drawn, "|_" + "_" * (end - 1) + "^" + (f" {label}" if label else ""))


def painted(drawn: Frame, text: str) -> str:
    """A text in the fault's colour, unless it is blank."""
    return drawn.gutter.pen.paint(drawn.main.style, text) if text.strip() else text


def clipped(span: Span, line: Span) -> Span:
    """The part of a span that lies in a line, empty at one of its ends when none does."""
    start = min(max(span.start, line.start), line.end)
    return Span(start, min(max(span.end, start), line.end))


def edge(drawn: Frame, number: int, line: Span) -> Span:
    """What must be seen of a line of a fault over several lines: on the last one, its end."""
    fault = clipped(drawn.main.span, line)
    return Span(max(fault.start, fault.end - 1), fault.end) if number == drawn.last else fault
