"""A request that was let in, and how its parameters are read."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any

from workoutc.sandbox.access import RefusedError
from workoutc.sandbox.athlete import Record
from workoutc.sandbox.event import full_date_time, unreadable
from workoutc.sandbox.faults import Fault
from workoutc.sandbox.store import Known, Store
from workoutc.tuples import NamedTuple

Clock = Callable[[], dt.datetime]
"""Gives the time in UTC, aware."""


class Call(NamedTuple):
    """One request, let in. `query`: a parameter given twice stands joined by a comma, as it counts
    for lists. `body`: parsed JSON. `client`: the OAuth application, `None` for a personal key.

    What reads a parameter raises `RefusedError` where the service would refuse it.
    """

    store: Store
    athlete: Known
    client: int | None
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    now: dt.datetime
    fault: Fault | None = None

    @property
    def settings(self) -> list[Record]:
        return self.store.settings(self.athlete.id)

    @property
    def today(self) -> dt.date:
        """The day it is where the athlete is."""
        return self.now.astimezone(zoneinfo.ZoneInfo(self.athlete.profile["timezone"])).date()

    @property
    def array(self) -> list[Any]:
        """The body, which must be a list."""
        if not isinstance(self.body, list):
            raise RefusedError(400, "JSON parse error: expected an array")
        return self.body

    def day(self, name: str) -> dt.date | None:
        """A day of the query, with or without a time behind it."""
        text = self.query.get(name)
        if not text:
            return None
        try:
            full = full_date_time(text if "T" in text else f"{text}T00:00")
        except RefusedError:
            raise unreadable(text, 0) from None
        return dt.date.fromisoformat(full[:10])

    def listed(self, name: str) -> set[str]:
        """The parts of a list in the query."""
        return {part.strip() for part in self.query.get(name, "").split(",")} - {""}

    def true(self, name: str) -> bool:
        """Whether the query says so."""
        return self.query.get(name, "").lower() == "true"

    def limit(self) -> int | None:
        """How many the query wants at most."""
        text = self.query.get("limit")
        return None if text is None else whole(text)


def whole(text: str) -> int:
    """A whole number of the address; the service answers 500, not 400, to anything else."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise no_number(text)
    return int(text)


def no_number(text: str) -> RefusedError:
    """What the service says of a number it cannot read."""
    return RefusedError(500, f'java.lang.NumberFormatException: For input string: "{text}"')


def missing(name: str) -> RefusedError:
    """What the service says when a parameter of the query must be there."""
    return RefusedError(422, f"Required request parameter '{name}' is not present")


def timestamp(now: dt.datetime) -> str:
    """A moment as the service writes it: UTC, to the millisecond."""
    return now.astimezone(dt.UTC).isoformat(timespec="milliseconds")
