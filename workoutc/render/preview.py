"""The line as it would read after a fix."""

from collections.abc import Iterator

from workoutc.diagnostic import Edit, Fix
from workoutc.render.frame import Gutter
from workoutc.render.marks import Mark, mark_rows
from workoutc.render.pen import Style
from workoutc.render.view import excerpt, line_span, mended, view
from workoutc.source import LINE_END, Source, Span


def preview(source: Source, fix: Fix, gutter: Gutter) -> Iterator[str]:
    """The mended line with its new parts marked; nothing when a fix is not within one line.

    Nor when its edits stand too far apart in a very long line.
    """
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    if not edits or any(LINE_END.search(edit.text) for edit in edits):
        return
    whole = Span(edits[0].span.start, edits[-1].span.end)
    number = source.position(whole.start).line
    line = line_span(source, number)
    if whole.end > line.end or whole.end - whole.start > 2 * gutter.room:
        return
    part, places = mended(excerpt(source, line, whole, gutter.room), edits)
    seen = view(part, Span(places[0].start, places[-1].end), gutter.room)
    yield gutter.row(seen.shown, number)
    marks = [
        Mark(place, "", sign(edit), Style.FIX) for place, edit in zip(places, edits, strict=True)
    ]
    written = [mark for mark in marks if mark.span.end > mark.span.start]
    for row in mark_rows(written, seen, gutter.pen, gutter.room):
        yield gutter.row(row)


def sign(edit: Edit) -> str:
    """A plus under what is new, a wave under what stands for something else."""
    return "~" if edit.span.end > edit.span.start else "+"
