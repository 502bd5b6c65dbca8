"""A session as columns of characters: height by intensity, width by time."""

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from workoutc.picture.axes import times
from workoutc.picture.bars import Bar, Bracket, Drawing
from workoutc.picture.canvas import FAINT, Canvas
from workoutc.tuples import NamedTuple

MOST_ROWS = 14
HEIGHTS = (10, 20, 25, 50, 100)
"""Percent of threshold that a row may stand for."""

EIGHTHS = " ▁▂▃▄▅▆▇█"

MARGIN = 6
"""Cells of the scale at the left, `100% │`."""


ALL_OUT, FREE, UNTOLD = "*", "~", "."
"""What stands for a maximal effort, a free ride, and a step without a target."""


class Column(NamedTuple):
    """What is seen of a slice of time. `height`: share of threshold, 0 where none is known. `zone`:
    from 1, 0 for none. `mark`: what it is filled with, where it has no zone."""

    height: float
    zone: int = 0
    mark: str = UNTOLD

    @property
    def hardness(self) -> float:
        """How hard beside others; a maximal effort is harder than all."""
        return math.inf if self.mark == ALL_OUT else self.height


def chart(drawn: Drawing, canvas: Canvas, *, timed: bool = True) -> Iterator[str]:
    """The picture line by line. `timed`: whether the times are known, which then stand below."""
    room = canvas.width - MARGIN
    columns = columns_of(drawn, room)
    top = max((column.height for column in columns), default=0.0) or 1.0
    percent = next((h for h in HEIGHTS if top * 100 <= h * MOST_ROWS + 1e-9), HEIGHTS[-1])
    rows = max(math.ceil(top * 100 / percent - 1e-9), 1)
    for row in range(rows, 0, -1):
        label = "" if drawn.stick.assumed else _label(row, rows, percent)
        cells = _row(columns, row, percent / 100, canvas)
        yield f"{label:>{MARGIN - 2}} {'│' if canvas.blocks else '|'}{cells}".rstrip()
    yield from _below(drawn, room, canvas, timed=timed)


def columns_of(drawn: Drawing, count: int) -> list[Column]:
    """The session in so many slices of time, each as its most telling bar."""
    found: list[Column] = []
    first = 0
    width = drawn.seconds / count
    for number in range(count):
        start, end = number * width, (number + 1) * width
        while first < len(drawn.bars) - 1 and drawn.bars[first].end <= start:
            first += 1
        last = first + 1
        while last < len(drawn.bars) and drawn.bars[last].start < end:
            last += 1
        parts = [_part(bar, start, end, drawn) for bar in drawn.bars[first:last]]
        found.append(_telling(parts, width))
    return found


class _Part(NamedTuple):
    """What a slice has of a bar. `central`: its middle is here, it is shorter."""

    column: Column
    seconds: float
    central: bool


def _part(bar: Bar, start: float, end: float, drawn: Drawing) -> _Part:
    begin, stop = max(bar.start, start), min(bar.end, end)
    at = ((begin + stop) / 2 - bar.start) / bar.seconds if bar.seconds else 0.0
    column = _column(bar, min(max(at, 0.0), 1.0), drawn)
    central = bar.seconds < end - start and start <= (bar.start + bar.end) / 2 < end
    return _Part(column, stop - begin, central)


def _column(bar: Bar, at: float, drawn: Drawing) -> Column:
    if bar.share is None or bar.family is None:
        mark = ALL_OUT if bar.step.maxeffort else FREE if bar.step.freeride else UNTOLD
        return Column(0.0, mark=mark)
    middle = sum(bar.share.at(at)) / 2
    return Column(middle, drawn.stick.zone(middle, bar.family))


def _telling(parts: Sequence[_Part], width: float) -> Column:
    """The hardest of what fills half the slice, or is shorter and has its middle there, so that a
    sprint is seen among hours; else what fills most of it."""
    seen = [part for part in parts if part.central or part.seconds * 2 >= width * (1 - 1e-9)]
    if seen:
        return max(seen, key=lambda part: (part.column.hardness, part.seconds)).column
    return max(parts, key=lambda part: part.seconds).column


def _label(row: int, rows: int, percent: int) -> str:
    value = row * percent
    every = 1 if rows <= 7 else 2
    return f"{value}%" if (value // percent - 100 // percent) % every == 0 else ""


def _row(columns: Sequence[Column], row: int, height: float, canvas: Canvas) -> str:
    """The cells of one row, from the bottom counted; runs of one zone in one colour."""
    threshold = (row - 1) * height < 1 - 1e-9 <= row * height
    cells = [_cell(column, row, height, canvas, threshold=threshold) for column in columns]
    runs = (
        (zone, "".join(text for _, text in run)) for zone, run in groupby(cells, lambda c: c[0])
    )
    return "".join(text if text.isspace() else canvas.zone(zone, text) for zone, text in runs)


def _cell(
    column: Column, row: int, height: float, canvas: Canvas, *, threshold: bool
) -> tuple[int, str]:
    full = (column.height - (row - 1) * height) / height
    empty = ("┄" if canvas.blocks else "-") if threshold else " "
    if column.mark == ALL_OUT:
        return 0, "░" if canvas.blocks else ALL_OUT
    if not column.zone:
        return 0, column.mark if row == 1 else empty
    if canvas.blocks:
        eighths = min(max(round(full * 8), int(row == 1)), 8)
        return (column.zone, EIGHTHS[eighths]) if eighths > 0 else (0, empty)
    shown = full >= 0.5 - 1e-9 or row == 1
    return (column.zone, str(min(column.zone, 9))) if shown else (0, empty)


def _below(drawn: Drawing, room: int, canvas: Canvas, *, timed: bool) -> Iterator[str]:
    """The scale of time, and the repeats below it."""
    ticks = times(drawn.seconds, max(room // 9, 1)) if timed else []
    places = {min(int(tick.at / drawn.seconds * room), room - 1): tick.text for tick in ticks}
    line = "".join(_stroke("┴" if at in places else "─", canvas) for at in range(room))
    yield " " * (MARGIN - 1) + _stroke("└", canvas) + line
    words = ""
    for at, text in places.items():
        if MARGIN + at + len(text) <= canvas.width:
            words = words.ljust(at) + text
    if words:
        yield " " * MARGIN + words
    outer = [bracket for bracket in drawn.brackets if bracket.depth == 0]
    if repeats := _repeats(outer, drawn.seconds, room, canvas):
        yield " " * MARGIN + canvas.styled(FAINT, repeats)


def _repeats(brackets: Sequence[Bracket], seconds: float, room: int, canvas: Canvas) -> str:
    line = ""
    for bracket in brackets:
        start = max(round(bracket.start / seconds * room), len(line))
        words = f" {bracket.count}x "
        width = round(bracket.end / seconds * room) - start
        if width >= len(words) + 2:
            strokes = words.center(width - 2, "─")
            line = line.ljust(start) + "╰" + strokes + "╯"
        elif width >= len(words) - 2:
            line = line.ljust(start) + words.strip()
    return line if canvas.blocks else line.translate(_PLAIN)


def _stroke(stroke: str, canvas: Canvas) -> str:
    return stroke if canvas.blocks else stroke.translate(_PLAIN)


_PLAIN = str.maketrans("─┴└╰╯", "-++||")
