"""Ways to break the sandbox on purpose: each spoils one request, then it is spent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer this instead, and do nothing. A body that isn't text is sent as JSON; without one
    the service's usual error object is.

    `on`, here and below: the requests it waits for, as a method and a piece of the path
    (`POST events/bulk`, `GET`); any request when empty.
    """

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    on: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """Close the connection in the middle of the answer; the work is done when `committed`."""

    committed: bool
    on: str = ""


@dataclass(frozen=True, slots=True)
class Partial:
    """Keep the first `count` events of a bulk request, then fail with `status`."""

    count: int
    status: int = 500
    on: str = "POST events/bulk"


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


Fault: TypeAlias = Answer | Lost | Partial | UpsertIgnored | TargetDropped


def take(faults: list[Fault], method: str, path: str) -> Fault | None:
    """Remove and give the first fault that waits for this request."""
    for index, fault in enumerate(faults):
        if _waits_for(fault.on, method, path):
            return faults.pop(index)
    return None


def _waits_for(on: str, method: str, path: str) -> bool:
    verb, _, piece = on.partition(" ")
    return verb in ("", method) and piece in path
