"""Where each operation is found: its address and method, and what a token needs for it."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from workoutc.sandbox import account, operations
from workoutc.sandbox.call import Call
from workoutc.tuples import NamedTuple

API = "/api/v1"


class Operation(NamedTuple):
    """What answers a method at an address, and the scope area that a token needs for it; with
    `personal` no token is enough."""

    answer: Callable[[Call], Any]
    area: str = "CALENDAR"
    personal: bool = False


OPERATIONS: Mapping[str, Mapping[str, Operation]] = {
    "/athletes": {"GET": Operation(account.list_athletes, personal=True)},
    "/athlete/{athlete}": {"GET": Operation(account.show_athlete, "SETTINGS")},
    "/athlete/{athlete}/training-plan": {"GET": Operation(account.show_training_plan)},
    "/athlete/{athlete}/sport-settings": {"GET": Operation(account.list_settings, "SETTINGS")},
    "/athlete/{athlete}/sport-settings/{id}": {"GET": Operation(account.show_settings, "SETTINGS")},
    "/athlete/{athlete}/activities": {"GET": Operation(account.list_activities, "ACTIVITY")},
    "/athlete/{athlete}/wellness": {"GET": Operation(account.list_wellness, "WELLNESS")},
    "/athlete/{athlete}/folders": {"GET": Operation(account.list_folders, "LIBRARY")},
    "/athlete/{athlete}/workouts": {"GET": Operation(account.list_workouts, "LIBRARY")},
    "/athlete/{athlete}/events": {
        "GET": Operation(operations.list_events),
        "POST": Operation(operations.create_event),
        "DELETE": Operation(operations.delete_range),
    },
    "/athlete/{athlete}/events/bulk": {"POST": Operation(operations.create_events)},
    "/athlete/{athlete}/events/bulk-delete": {"PUT": Operation(operations.delete_events)},
    "/athlete/{athlete}/events/{event}": {
        "GET": Operation(operations.show_event),
        "PUT": Operation(operations.update_event),
        "DELETE": Operation(operations.delete_event),
    },
}
"""Every operation of the sandbox by address (below `API`) and method."""

_PATTERNS = tuple(
    (re.compile(API + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)), by_method)
    for path, by_method in OPERATIONS.items()
)


class Found(NamedTuple):
    """An operation, and what stands at the open places of its address."""

    operation: Operation
    path: Mapping[str, str]


def find(method: str, path: str) -> Found | frozenset[str]:
    """The operation at a path, or the methods it would bear instead: none at an unknown path."""
    borne: set[str] = set()
    for pattern, by_method in _PATTERNS:
        match = pattern.fullmatch(path)
        if match and method in by_method:
            return Found(by_method[method], match.groupdict())
        if match:
            borne |= by_method.keys()
    return frozenset(borne)
