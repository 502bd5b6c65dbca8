"""What a push was about to do and what it heard of it, on disk before the next step.

The calendar is the truth. The journal only lets the next push say what the last one left open.
"""

import datetime as dt
import errno
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from workoutc.calendar.account import Account
from workoutc.calendar.faults import busy, no_journal
from workoutc.files import write_file
from workoutc.tuples import NamedTuple


class Intent(NamedTuple):
    """What a request was to do to an event. `mark`: of what was sent, empty where it was to be
    deleted. `day`: on which it was to stand, as a date. `file`: the source, empty without one."""

    identity: str
    mark: str
    day: str
    file: str


class Unfinished(NamedTuple):
    """A push that did not come to its end. `begun`: when. `planned`: how many events it was to
    change. `answered`: how many the calendar said yes to. `open`: what was under way when it
    stopped."""

    begun: str
    planned: int
    answered: int
    open: tuple[Intent, ...]


class Journal:
    """The journal of one push, written line by line. `folder`: where, in words. Every method raises
    CalendarError where it can't be kept, so that nothing is sent that would not be known of."""

    def __init__(self, file: IO[bytes], folder: str = "the folder for state") -> None:
        self._file = file
        self._folder = folder

    def plan(self, now: dt.datetime, changes: int, left: Sequence[Unfinished] = ()) -> None:
        """The push begins: so many events are to change. `left`: what others before it left open,
        and it will not settle either."""
        self._write(step="plan", at=now.isoformat(timespec="seconds"), changes=changes, left=left)

    def intend(self, action: str, intents: Sequence[Intent]) -> None:
        """The next request changes these."""
        self._write(step="intend", action=action, events=intents)

    def answered(self, identities: Sequence[str], fault: str = "") -> None:
        """The calendar said yes to these, or the code of what went wrong."""
        self._write(step="answered", identities=list(identities), fault=fault)

    def read_back(self, faults: int) -> None:
        """The calendar was read back, and so many events are not as they were meant."""
        self._write(step="read back", faults=faults)

    def done(self) -> None:
        """The push has come to its end."""
        self._write(step="done")

    def _write(self, **entry: Any) -> None:
        try:
            self._file.write(json.dumps(entry).encode() + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            problem = no_journal(self._folder, error.strerror or "unknown")
        else:
            return
        raise problem


class Desk(NamedTuple):
    """Where a push keeps its papers. `unfinished`: what those before left."""

    journal: Journal
    unfinished: tuple[Unfinished, ...]


@contextmanager
def opened(folder: Path, account: Account) -> Iterator[Desk]:
    """The journal of a calendar, for one push at a time.

    `account`: with the athlete's own id, so that two names of one calendar share a lock. The old
    journal is kept beside the new one until the next push. Raises CalendarError while another push
    is under way, and where nothing can be written.
    """
    with ExitStack() as held:
        yield _desk(paper(folder, account, "jsonl"), held)


def paper(folder: Path, account: Account, suffix: str) -> Path:
    """Where something about the pushes to a calendar is kept."""
    return folder / "pushes" / f"{_name(account)}.{suffix}"


def _desk(path: Path, held: ExitStack) -> Desk:
    old = path.with_suffix(".old.jsonl")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        held.enter_context(FileLock(path.with_suffix(".lock"), timeout=0))
        before = _read(path)
        if _entries(before):
            write_file(old, before, mode=0o600)
        write_file(path, b"", mode=0o600)
        file = path.open("ab")
        held.callback(_close, file)
        # An empty one is of a push that got nowhere: what the one before it left is still open.
        left = unfinished(before if _entries(before) else _read(old))
        return Desk(Journal(file, str(path.parent)), left)
    except Timeout:
        problem = busy()
    except OSError as error:
        why = error.strerror or errno.errorcode.get(error.errno or 0, "unknown")
        problem = no_journal(str(path.parent), why)
    raise problem


def _close(file: IO[bytes]) -> None:
    """What couldn't be written was told when it was tried."""
    with suppress(OSError):
        file.close()


def unfinished(journal: bytes) -> tuple[Unfinished, ...]:
    """The pushes that a journal knows to have been stopped: its own, unless that ended, after those
    that were still open when it began.

    A last line that was cut off counts as not written; a journal of another version says nothing.
    """
    try:
        return tuple(_unfinished(_entries(journal)))
    except (TypeError, ValueError, KeyError):
        return ()


def _unfinished(entries: Sequence[dict[str, Any]]) -> Iterator[Unfinished]:
    steps = [entry["step"] for entry in entries]
    began = next((e for e in entries if e["step"] == "plan"), {})
    for begun, planned, answered, still in began.get("left", ()):
        yield Unfinished(str(begun), int(planned), int(answered), _intents(still))
    if "intend" in steps and steps[-1] != "done":
        yes = [e for e in entries if e["step"] == "answered" and not e.get("fault")]
        told = {identity for entry in yes for identity in entry["identities"]}
        begun, changes = str(began.get("at", "")), int(began.get("changes", 0))
        intended = _intents(i for e in entries if e["step"] == "intend" for i in e["events"])
        still = tuple(intent for intent in intended if intent.identity not in told)
        yield Unfinished(begun, changes, len(told), still)


def _intents(kept: Iterable[Sequence[Any]]) -> tuple[Intent, ...]:
    return tuple(dict.fromkeys(Intent(*map(str, intent)) for intent in kept))


def _entries(journal: bytes) -> list[dict[str, Any]]:
    return [entry for line in journal.splitlines() if (entry := _entry(line))]


def _entry(line: bytes) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) and "step" in entry else {}


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _name(account: Account) -> str:
    """A file name that tells the calendar; it holds no secret."""
    place = urlsplit(account.url).netloc
    return re.sub(r"[^A-Za-z0-9.]+", "_", f"{place}-{account.athlete}")
