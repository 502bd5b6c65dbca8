"""Ways to break the sandbox on purpose: each spoils one request, then it is spent."""

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from workoutc.records import dataclass, field

How: TypeAlias = Literal["cut", "reset", "stall", "drip"]
"""In which way an answer fails to come: the line is closed after the headers; it is reset at once;
nothing comes, for ever; the headers come and then a blank now and then, for ever."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer this instead. A body that isn't text is sent as JSON; without one the service's usual
    error object is. Nothing is done, unless `committed`: then all is done, and not told.

    `on`, here and below: the requests it waits for, as a method and a piece of the path
    (`POST events/bulk`, `GET`); any request when empty.
    """

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    on: str = ""
    committed: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Let no answer arrive; the work is done when `committed`."""

    committed: bool
    on: str = ""
    how: How = "cut"


@dataclass(frozen=True, slots=True)
class Partial:
    """Keep the first `count` events of a bulk request, then fail with `status`."""

    count: int
    status: int = 500
    on: str = "POST events/bulk"


@dataclass(frozen=True, slots=True)
class Fewer:
    """Do all that was asked, but leave the last `count` entries out of the list that answers it."""

    count: int = 1
    on: str = "POST events/bulk"


@dataclass(frozen=True, slots=True)
class Truncated:
    """Do all that was asked, and send the first half of the answer as if it were the whole."""

    on: str = ""


@dataclass(frozen=True, slots=True)
class UpsertIgnored:
    """Take a bulk upsert for a plain insert: every event of it is a new one."""

    on: str = "POST events/bulk"


@dataclass(frozen=True, slots=True)
class TargetDropped:
    """Read the text, but miss a target of one step.

    `step` counts the written steps from 0, those inside repeats included; `family` is `power`,
    `hr`, `pace` or `cadence`. In a bulk request it befalls every event.
    """

    step: int
    family: str = "power"
    on: str = ""


@dataclass(frozen=True, slots=True)
class Spared:
    """Spoil nothing: a request that goes well before the next fault has its turn."""

    on: str = ""


Fault: TypeAlias = (
    Answer | Lost | Partial | Fewer | Truncated | UpsertIgnored | TargetDropped | Spared
)


def take(faults: list[Fault], method: str, path: str) -> Fault | None:
    """Remove and give the first fault that waits for this request."""
    for index, fault in enumerate(faults):
        if _waits_for(fault.on, method, path):
            return faults.pop(index)
    return None


def _waits_for(on: str, method: str, path: str) -> bool:
    verb, _, piece = on.partition(" ")
    return verb in ("", method) and piece in path
