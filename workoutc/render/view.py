"""The part of a line that fits: cut to a window around a fault."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from workoutc.diagnostic import Edit
from workoutc.render.visible import glyphs
from workoutc.source import Source, Span
from workoutc.tuples import NamedTuple

CUT = "…"


class Excerpt(NamedTuple):
    """A stretch of one line from the offset `start` on, and whether the line goes on at its ends.

    It bounds the work: a fault in a line of a million letters costs no more than one in a short
    line.
    """

    text: str
    start: int
    more_before: bool = False
    more_after: bool = False


class View(NamedTuple):
    """A shown line; what stands at `offsets[i]` of the text is seen from `columns[i]` on.

    The last pair is the end of what is shown.
    """

    shown: str
    offsets: tuple[int, ...]
    columns: tuple[int, ...]

    def marked(self, span: Span) -> tuple[int, int]:
        """The first and the last cell (exclusive) of a span: whole letters, one cell at least."""
        last = len(self.columns) - 1
        first = self.columns[max(0, bisect_right(self.offsets, span.start) - 1)]
        end = self.columns[min(last, bisect_left(self.offsets, span.end))]
        return first, max(first + 1, end)


def line_span(source: Source, number: int) -> Span:
    """Where a line (counted from 1) begins and ends, without its line end."""
    starts, text = source.line_starts, source.text
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(text)
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return Span(start, end)


def excerpt(source: Source, line: Span, keep: Span, room: int) -> Excerpt:
    """Enough of a line to fill `room` cells whichever way the window around `keep` falls."""
    start = max(line.start, keep.start - room)
    end = min(line.end, min(keep.end, keep.start + room) + room)
    return Excerpt(source.text[start:end], start, start > line.start, end < line.end)


def mended(part: Excerpt, edits: Sequence[Edit]) -> tuple[Excerpt, list[Span]]:
    """An excerpt after edits that lie in it, in order, and where their new texts came to stand."""
    pieces: list[str] = []
    places: list[Span] = []
    done, shift = part.start, 0
    for edit in edits:
        pieces += [part.text[done - part.start : edit.span.start - part.start], edit.text]
        at = edit.span.start + shift
        places.append(Span(at, at + len(edit.text)))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
        done = edit.span.end
    return part._replace(text="".join((*pieces, part.text[done - part.start :]))), places


def view(part: Excerpt, keep: Span, room: int) -> View:
    """As much of an excerpt as `room` cells show; the span `keep` begins inside it."""
    seen = glyphs(part.text)
    columns = tuple(accumulate((glyph.width for glyph in seen), initial=0))
    ends = (*(part.start + glyph.at for glyph in seen), part.start + len(part.text))
    start = window_start(part, View("", ends, columns).marked(keep), columns[-1], room)
    first = bisect_left(columns, start)
    before = first > 0 or part.more_before
    reach = columns[first] + room - before
    last = bisect_right(columns, reach) - 1
    after = last < len(seen) or part.more_after
    if after:
        last = bisect_right(columns, reach - 1) - 1
    shown = "".join(glyph.shown for glyph in seen[first:last])
    kept = tuple(column - columns[first] + before for column in columns[first : last + 1])
    return with_cuts(View(shown, ends[first : last + 1], kept), before, after)


def window_start(part: Excerpt, keep: tuple[int, int], total: int, room: int) -> int:
    """The cell of an excerpt where a window of `room` cells begins that has `keep` in it."""
    first, end = keep
    inner = room - 2 * len(CUT)
    if not part.more_before and (end < room or total <= room):
        return 0
    middle = first - max(0, inner - (end - first)) // 2
    latest = middle if part.more_after else total - inner - 1
    return max(0, min(middle, latest))


def with_cuts(part: View, before: bool, after: bool) -> View:
    """A view with a sign at each end where the line goes on; places beyond are seen at the sign."""
    shown, offsets, columns = part
    if before:
        shown, offsets, columns = CUT + shown, (-1, *offsets), (0, *columns)
    if after:
        shown, offsets = shown + CUT, (*offsets, sys.maxsize)
        columns = (*columns, columns[-1] + 1)
    return View(shown, offsets, columns)
