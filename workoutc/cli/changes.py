"""What would change in an event: the lines below its own, and the same as JSON."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from workoutc.calendar.changed import Difference, Line, differences, lines, value
from workoutc.calendar.sync import Action, Change
from workoutc.render.pen import Pen, Style
from workoutc.render.visible import cut

MOST_LINES = 20
"""Lines of one text that are shown."""

WIDEST = 200
"""Cells of a line: prose in one long line may take a few rows of the terminal."""

INDENT = "    "
STYLES = {"-": Style.ERROR, "+": Style.FIX}


def details(change: Change, pen: Pen) -> Iterator[str]:
    """What is to change, or would be but for a conflict: `name: old → new` for each field, and the
    lines of the text that differ."""
    for difference in _shown(change):
        if difference.is_text:
            yield f"{INDENT}{difference.name}:"
            yield from (f"{INDENT}  {line}" for line in _lines(difference, pen))
        else:
            yield f"{INDENT}{_field(difference, pen)}"


def as_objects(change: Change) -> list[dict[str, Any]]:
    """Every field that differs, by its name on the calendar, with both values whole."""
    return [
        {
            "field": difference.field,
            "old": _plain(difference.field, difference.there),
            "new": _plain(difference.field, difference.here),
        }
        for difference in _found(change)
    ]


def _shown(change: Change) -> Iterator[Difference]:
    conflict = any(diagnostic.code == "E518" for diagnostic in change.diagnostics)
    if change.action in (Action.UPDATE, Action.MOVE) or conflict:
        # That a move is to another day is said already.
        yield from (d for d in _found(change) if not _mere_move(change, d))


def _found(change: Change) -> tuple[Difference, ...]:
    if change.event is None or change.known is None or change.action is Action.KEEP:
        return ()
    return differences(change.event, change.known)


def _mere_move(change: Change, difference: Difference) -> bool:
    start = change.known.start if change.known else None
    return (
        change.action is Action.MOVE
        and difference.field == "start_date_local"
        and start is not None
        and start.time() == change.when.time()
    )


def _field(difference: Difference, pen: Pen) -> str:
    old, new = (
        cut(value(difference.field, plain), WIDEST) for plain in (difference.there, difference.here)
    )
    old, new = pen.paint(STYLES["-"], old), pen.paint(STYLES["+"], new)
    return f"{difference.name}: {old} → {new}"


def _lines(difference: Difference, pen: Pen) -> Iterator[str]:
    found = lines(difference)
    yield from (_line(line, pen) for line in islice(found, MOST_LINES))
    if left := sum(1 for _ in found):
        yield f"… and {left} more"


def _line(line: Line, pen: Pen) -> str:
    return pen.paint(STYLES[line.sign], f"{line.sign} {cut(line.text, WIDEST)}".rstrip())


def _plain(field: str, plain: Any) -> Any:
    return bool(plain) if field == "indoor" else plain
