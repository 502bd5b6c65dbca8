"""Marks below one line: the signs, and their words beside or below them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from workoutc.render.pen import Pen, Style
from workoutc.render.view import View
from workoutc.render.visible import cells, visible
from workoutc.source import Span
from workoutc.tuples import NamedTuple


class Mark(NamedTuple):
    """Signs under a span, and a few words about it."""

    span: Span
    label: str
    sign: str
    style: Style


class Piece(NamedTuple):
    """A text from a cell of a row on."""

    cell: int
    text: str
    style: Style


class Placed(NamedTuple):
    """A mark in the cells of its line; `label` can be shown as it is."""

    first: int
    end: int
    label: str
    mark: Mark

    def piece(self, cell: int, text: str) -> Piece:
        """A text in the mark's colour."""
        return Piece(cell, text, self.mark.style)


def mark_rows(marks: Sequence[Mark], seen: View, pen: Pen, room: int) -> Iterator[str]:
    """The rows below a line; marks that would cover one another get rows of their own."""
    places = [Placed(*seen.marked(mark.span), visible(mark.label), mark) for mark in marks]
    in_order = sorted(places, key=lambda place: place.first)
    if any(right.first < left.end for left, right in pairwise(in_order)):
        groups = [[place] for place in places]
    else:
        groups = [in_order] if in_order else []
    for group in groups:
        for row in labelled(group, room):
            yield composed(row, pen)


def labelled(places: list[Placed], room: int) -> Iterator[list[Piece]]:
    """Signs with the last label beside them, and the other labels hanging below."""
    signs = [
        place.piece(place.first, place.mark.sign * (place.end - place.first)) for place in places
    ]
    last = places[-1]
    if last.end + 1 + cells(last.label) <= room:
        yield [*signs, *([last.piece(last.end + 1, last.label)] if last.label else [])]
        places = places[:-1]
    else:
        yield signs
    hanging = [place for place in places if place.label]
    if hanging:
        yield connectors(hanging)
    while hanging:
        place = hanging.pop()
        cell = max(0, min(place.first, room - cells(place.label)))
        free = [other for other in hanging if other.first < cell]
        yield [*connectors(free), place.piece(cell, place.label)]


def connectors(places: Sequence[Placed]) -> list[Piece]:
    """The lines that lead from signs down to their labels."""
    return [place.piece(place.first, "|") for place in places]


def composed(row: Sequence[Piece], pen: Pen) -> str:
    """Pieces side by side, in the order of their cells."""
    text, used = "", 0
    for cell, words, style in row:
        text += " " * (cell - used) + pen.paint(style, words)
        used = cell + cells(words)
    return text
