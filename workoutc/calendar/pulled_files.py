"""A folder of pulled files: which event each is of, and whether it is still as it was written."""

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from pathlib import Path

from workoutc.calendar.pulled import Pulled, Skipped
from workoutc.files import write_file
from workoutc.tuples import NamedTuple

SUFFIX = ".workout"

FIRST = re.compile(r"\ufeff?# pulled from event ([0-9]{1,19}) \(([0-9a-f]{12})\)")
"""The first line: the event, and a digest of all lines below as they were written."""


DATE = re.compile(r"^date: *([0-9]{4}-[0-9]{2}-[0-9]{2})", re.MULTILINE)


class State(StrEnum):
    """What became of the file of an event."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """It was changed since it was written, so it is left alone."""
    SKIPPED = "skipped"
    """There is no file, and the event says why."""
    GONE = "gone"
    """There is a file, and its event is not on these days any more."""


class Place(NamedTuple):
    """A file, where there is one, and what became of it."""

    path: Path | None
    state: State


class Folder:
    """The files of a folder and of those in it, as they are when it is opened; raises OSError.

    An event keeps its file, whatever the file is called meanwhile and wherever the event moves.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files: dict[int, list[Path]] = {}
        for event_id, file in _pulled_before(path):
            self._files.setdefault(event_id, []).append(file)
        # Two names that differ in letter case only are one file on many machines.
        self._taken = {p.name.casefold() for p in path.iterdir()} if path.is_dir() else set()

    def put(self, event: Pulled | Skipped) -> Place:
        """Write the file of an event, unless somebody changed it. Raises OSError."""
        if isinstance(event, Skipped):
            return Place(None, State.SKIPPED)
        place = self._place(event)
        if place.path is not None and place.state in (State.WRITTEN, State.UPDATED):
            write_file(place.path, sealed(event).encode())
        return place

    def gone(
        self, there: Collection[int], oldest: dt.date, newest: dt.date
    ) -> Iterator[tuple[Skipped, Place]]:
        """The files of these days whose event is not there any more, by their dates. None is
        touched: what to do with it is for its owner to say. Raises OSError."""
        left = ((id_, path) for id_, paths in self._files.items() if id_ not in there
                for path in paths)  # fmt: skip
        found = ((_day(path), id_, path) for id_, path in left)
        for day, id_, path in sorted(each for each in found if oldest <= each[0] <= newest):
            yield Skipped(id_, day, path.stem, GONE), Place(path, State.GONE)

    def _place(self, event: Pulled) -> Place:
        there = [Place(path, _state(path, event)) for path in self._files.get(event.event_id, ())]
        place = min(there, key=lambda place: _BEST.index(place.state), default=None)
        if place is not None:
            return place
        self.path.mkdir(parents=True, exist_ok=True)
        path = self._free(event)
        self._files[event.event_id] = [path]
        return Place(path, State.WRITTEN)

    def _free(self, event: Pulled) -> Path:
        """The name of the event; with its id where that name is somebody else's."""
        names = (event.stem, f"{event.stem}-{event.event_id}")
        more = (f"{names[1]}-{number}" for number in range(2, len(self._taken) + 3))
        free = (name for name in (*names, *more) if f"{name}{SUFFIX}" not in self._taken)
        name = f"{next(free)}{SUFFIX}"
        self._taken.add(name)
        return self.path / name


GONE = "its event was deleted or moved to another day on the calendar; the file is kept"


def sealed(event: Pulled) -> str:
    """The whole file. Its first line lets the next pull see whether anything below was changed."""
    return (
        f"# pulled from event {event.event_id} ({_digest(event.text)}): edit it, and no pull "
        f"touches it again\n{event.text}"
    )


def _state(path: Path, event: Pulled) -> State:
    there = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    first, _, below = there.partition("\n")
    seal = FIRST.match(first)
    if below == event.text:
        return State.UNCHANGED
    return State.UPDATED if seal and seal[2] == _digest(below) else State.KEPT


def _day(path: Path) -> dt.date:
    """The day that a file says, long ago for one that says none."""
    found = DATE.search(path.read_text("utf-8", "replace"))
    try:
        return dt.date.fromisoformat(found[1]) if found else dt.date.min
    except ValueError:
        return dt.date.min


_BEST = (State.UNCHANGED, State.UPDATED, State.KEPT)
"""Of several files of one event, copies most likely, the one to go by: the first of these."""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _pulled_before(folder: Path) -> Iterator[tuple[int, Path]]:
    """The events that have a file, by the names of the files."""
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                if found := FIRST.match(file.readline(200)):
                    yield int(found[1]), path
