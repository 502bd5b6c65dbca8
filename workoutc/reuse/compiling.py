"""What stands in a file that says things once: its workouts, and what is wrong with them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.model import Workout
from workoutc.resolve.workouts import same_identity
from workoutc.reuse.expand import expanded
from workoutc.reuse.relocate import relocated
from workoutc.reuse.sheet import Sheet
from workoutc.setting import Setting
from workoutc.source import Source, Span

ECHOES = frozenset({"E201", "E206", "E207", "E221", "W334", "W341"})
"""What a use or a hole that is at fault leaves behind: no steps, no length, no name, no use."""

Read: TypeAlias = Callable[[Source], tuple[tuple[Workout, ...], list[Diagnostic]]]
"""Reads a plain text: its workouts, and all that is wrong with them and advised."""


class Reused(NamedTuple):
    """The workouts of the file, and what was found: places are those of the file itself."""

    workouts: tuple[Workout, ...]
    found: tuple[Diagnostic, ...]


def reused(source: Source, setting: Setting, read: Read) -> Reused:
    """A file written out and read, each fault told once however often its line is used."""
    book = expanded(source, setting)
    workouts: list[Workout] = []
    found = list(book.found)
    broken = has_errors(found)
    for sheet in book.sheets:
        made, faults = _read(sheet, source, read)
        workouts += made
        found += faults
    for sheet in book.drafts:
        found += _read(sheet, source, read)[1]
    found += same_identity((w.identity, w.span) for w in workouts)
    return Reused(tuple(workouts), tuple(_once(found, broken=broken)))


def _read(sheet: Sheet, source: Source, read: Read) -> tuple[list[Workout], list[Diagnostic]]:
    workouts, found = read(Source(source.name, sheet.text))
    return (
        [relocated(workout, sheet.span) for workout in workouts],
        [sheet.placed(fault) for fault in found if sheet.whole(fault.span)],
    )


def _once(found: Iterable[Diagnostic], *, broken: bool) -> Iterator[Diagnostic]:
    """The first of each: a line of a block may be written out many times. Where a definition, use
    or hole is at fault, what only follows from it is left out."""
    told: set[tuple[str, Span, str]] = set()
    for fault in found:
        key = (fault.code, fault.span, fault.message)
        if key not in told and not (broken and fault.code in ECHOES):
            told.add(key)
            yield fault
