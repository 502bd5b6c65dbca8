"""How many requests a key has made of those it is allowed."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from workoutc.files import write_file
from workoutc.records import dataclass, field
from workoutc.tuples import NamedTuple


class Limit(NamedTuple):
    """So many requests in so many minutes."""

    requests: int
    minutes: int
    words: str


LIMITS = (Limit(2500, 15, "15 minutes"), Limit(5000, 24 * 60, "24 hours"))
"""Of a personal key, as eight projects repeat it; the first source was not seen ([C])."""

NEAR = 0.8
"""The part of a limit from which on it is told."""


@dataclass(slots=True)
class Quota:
    """Requests by the minute in which they were made, over all commands of this machine.

    A report, not a gate: the server alone decides. A file that can't be read or written is as good
    as none.
    """

    path: Path | None = None
    minutes: dict[int, int] = field(default_factory=dict)
    told: set[Limit] = field(default_factory=set)

    @classmethod
    def of(cls, path: Path) -> "Quota":
        """What the file says was asked before."""
        return cls(path, _read(path))

    def count(self, now: dt.datetime) -> Iterator[str]:
        """Count a request; a warning for each limit that comes near by it, once."""
        minute = int(now.timestamp() // 60)
        self.minutes[minute] = self.minutes.get(minute, 0) + 1
        for limit in LIMITS:
            made = sum(n for at, n in self.minutes.items() if minute - limit.minutes < at <= minute)
            if made >= NEAR * limit.requests and limit not in self.told:
                self.told.add(limit)
                yield (
                    f"{made} requests were made in {limit.words}; the calendar is said to allow "
                    f"{limit.requests} and may then refuse for a while"
                )

    def save(self, now: dt.datetime) -> None:
        """Keep the last day's."""
        first = int(now.timestamp() // 60) - max(limit.minutes for limit in LIMITS)
        if self.path is not None:
            kept = {str(at): n for at, n in sorted(self.minutes.items()) if at > first}
            with suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_file(self.path, json.dumps(kept).encode(), mode=0o600)


def _read(path: Path) -> dict[int, int]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    entries = found.items() if isinstance(found, Mapping) else ()
    return {int(at): n for at, n in entries if at.isdecimal() and isinstance(n, int)}
