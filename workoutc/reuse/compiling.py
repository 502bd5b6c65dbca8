"""What stands in a file that says things once: its workouts, and what is wrong with them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.model import Workout
from workoutc.resolve.workouts import same_identity
from workoutc.reuse.book import Book
from workoutc.reuse.expand import drafts, expanded, unused
from workoutc.reuse.relocate import relocated
from workoutc.reuse.sheet import Sheet, Told
from workoutc.source import Source, Span

ECHOES = frozenset({"E201", "E206", "E207", "E221", "W334", "W341"})
"""What a use or a hole that is at fault leaves behind: no steps, no length, no name, no use."""

Read: TypeAlias = Callable[[Source], tuple[tuple[Workout, ...], list[Diagnostic]]]
"""Reads a plain text: its workouts, and all that is wrong with them and advised."""


class Reused(NamedTuple):
    """The workouts of the file, and what was found: places are those of the file itself."""

    workouts: tuple[Workout, ...]
    found: list[Diagnostic]


def workouts_of(book: Book, read: Read) -> Reused:
    """The workouts of a file, each written out with its defaults and read."""
    workouts: list[Workout] = []
    found: list[Diagnostic] = []
    for sheet in expanded(book):
        made, faults = read_sheet(sheet, read)
        workouts += made
        found += faults
    found += same_identity((w.identity, w.span) for w in workouts)
    return Reused(tuple(workouts), found)


def leftovers(book: Book, read: Read) -> list[Diagnostic]:
    """What is wrong with the rest of a file, once all that it builds has been written out: with
    blocks that nothing used, and with names."""
    found = [fault for sheet in drafts(book) for fault in read_sheet(sheet, read)[1]]
    return [*found, *unused(book)]


def read_sheet(sheet: Sheet, read: Read) -> tuple[list[Workout], list[Diagnostic]]:
    """The workouts of a sheet, and what is wrong with them, both at their places in the source."""
    workouts, told = read_told(sheet, read)
    return workouts, [each.fault for each in told]


def read_told(sheet: Sheet, read: Read) -> tuple[list[Workout], list[Told]]:
    """The same, with where each fault comes from."""
    workouts, found = read(Source(sheet.main.name, sheet.text))
    return (
        [relocated(workout, sheet.span) for workout in workouts],
        [Told(sheet.placed(f), sheet.origin(f.span)) for f in found if sheet.whole(f.span)],
    )


def told_once(book: Book, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each: a line of a block may be written out many times. Where a definition, use
    or hole is at fault, what only follows from it is left out."""
    broken = book.broken
    told: set[tuple[str, Span, str]] = set()
    for fault in (*book.found, *found):
        key = (fault.code, fault.span, fault.message)
        if key not in told and not (broken and fault.code in ECHOES):
            told.add(key)
            yield fault
