"""A line whose holes are filled, and the way back to its places in the source."""

from bisect import bisect_left, bisect_right

from workoutc.diagnostic import Diagnostic
from workoutc.expression.nodes import Faults
from workoutc.expression.places import moved
from workoutc.records import dataclass, replace
from workoutc.source import Span
from workoutc.tuples import NamedTuple


class Place(NamedTuple):
    """A value in a filled text, and the stretch of the source that it stands for."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Filled:
    """A line with its values in place of its holes.

    `start`: where the line begins in the source. `places`: in order. `whole`: whether every hole
    has its value; a hole that has none stays as it is, or becomes `1` in front of an `x`, so that
    the line can be told for what it is. `diagnostics`: placed in the source, warnings too.
    """

    text: str
    start: int
    places: tuple[Place, ...] = ()
    diagnostics: Faults = ()
    whole: bool = True

    def at(self, span: Span) -> Span:
        """Where a stretch of the filled text stands in the source: what touches a value takes in
        its whole hole."""
        return Span(self._start(span.start), self._end(span.end))

    def placed(self, diagnostic: Diagnostic) -> Diagnostic:
        """A fault of the filled text, told of the source; without a fix that would change a value,
        for that is written elsewhere."""
        fix = diagnostic.fix
        if fix is not None and any(self._touches(edit.span) for edit in fix.edits):
            diagnostic = replace(diagnostic, fix=None)
        return moved(diagnostic, self.at)

    def _start(self, offset: int) -> int:
        number = bisect_right(self.places, offset, key=_start_of)
        if not number:
            return self.start + offset
        place = self.places[number - 1]
        return place.span.start if offset < place.end else place.span.end + offset - place.end

    def _end(self, offset: int) -> int:
        number = bisect_left(self.places, offset, key=_start_of)
        if not number:
            return self.start + offset
        place = self.places[number - 1]
        return place.span.end + max(0, offset - place.end)

    def _touches(self, span: Span) -> bool:
        return any(place.start < span.end and span.start < place.end for place in self.places)


def _start_of(place: Place) -> int:
    return place.start
