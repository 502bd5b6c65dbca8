"""What stands in a file that says things once: its workouts, and what is wrong with them."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.model import Workout
from workoutc.regex import regex
from workoutc.resolve.workouts import same_identity
from workoutc.reuse.book import Book
from workoutc.reuse.expand import drafts, expanded, idle_parameters, unused
from workoutc.reuse.faults import LINE
from workoutc.reuse.page import Page, Understood
from workoutc.reuse.relocate import relocated
from workoutc.reuse.sheet import Sheet, Told
from workoutc.source import Source, Span
from workoutc.tuples import NamedTuple

ECHOES = frozenset({"E206", "E207", "E221", "W334", "W341"})
"""What a use or a hole that is at fault leaves behind: no steps, no length, no name, no use."""

UNKNOWN = frozenset({("E230", "unknown name"), ("E253", "not defined"),
                     ("E270", "not an id that is known")})  # fmt: skip
"""Codes and labels of what may stand in a file that couldn't be included."""

_WATTS = regex(r"[0-9][^\S\n\r]*w", re.IGNORECASE)

Read: TypeAlias = Callable[[Source], tuple[tuple[Workout, ...], list[Diagnostic]]]
"""Reads a plain text: its workouts, and all that is wrong with them and advised."""


class Reader(NamedTuple):
    """How texts are read. `matters`: what of the setting the reading of a text depends on, given
    whether it speaks of watts."""

    read: Read
    matters: Callable[[bool], Hashable]


class Reused(NamedTuple):
    """The workouts of the file, and what was found: places are those of the file itself."""

    workouts: tuple[Workout, ...]
    found: list[Diagnostic]


def workouts_of(book: Book, reader: Reader) -> Reused:
    """The workouts of a file, each written out with its defaults and read."""
    workouts: list[Workout] = []
    found: list[Diagnostic] = []
    for page in expanded(book):
        made, told = understood(page, reader)
        workouts += made
        found += (each.fault for each in told)
    found += same_identity((w.identity, w.span) for w in workouts)
    return Reused(tuple(workouts), found)


def leftovers(book: Book, reader: Reader) -> list[Diagnostic]:
    """What is wrong with the rest of a file, once all that it builds has been written out: with
    blocks that nothing used, and with names."""
    sheets = drafts(book)
    found = [told.fault for sheet in sheets for told in read_sheet(sheet, reader).told]
    book.close()
    return [*found, *idle_parameters(book), *unused(book)]


def understood(page: Page, reader: Reader) -> Understood:
    """What is read of a page, once for all to whom it means the same."""
    key = reader.matters(speaks_of_watts(page.sheet.text))
    if key not in page.read:
        page.read[key] = read_sheet(page.sheet, reader)
    return page.read[key]


def speaks_of_watts(text: str) -> bool:
    """Whether there is power that is more or less to one athlete than to another."""
    return _WATTS.search(text) is not None


def read_sheet(sheet: Sheet, reader: Reader) -> Understood:
    """The workouts of a sheet, and what is wrong with them, both at their places in the source."""
    workouts, found = reader.read(Source(sheet.main.name, sheet.text))
    return Understood(
        tuple(relocated(workout, sheet.span) for workout in workouts),
        tuple(Told(sheet.placed(f), sheet.origin(f.span)) for f in found if sheet.tells(f)),
    )


def told_once(book: Book, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each: a line of a block may be written out many times. Where a definition, use
    or hole is at fault, what only follows from it is left out, and where an include is, all that
    isn't known, since it may stand there."""
    broken = book.broken
    missing = any(fault.code in ("E260", "E261") for fault in book.found)
    told: set[tuple[str, Span, str, str]] = set()
    for fault in (*book.found, *found):
        # Faults of an included file have the place of the include, and one of their own in words.
        elsewhere = next((n.message for n in fault.notes if n.message.startswith(LINE)), "")
        key = (fault.code, fault.span, fault.message, elsewhere)
        follows = broken and fault.code in ECHOES
        follows = follows or (missing and (fault.code, fault.label) in UNKNOWN)
        if key not in told and not follows:
            told.add(key)
            yield fault
