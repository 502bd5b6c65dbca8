"""What was planned and what was done, each entry judged by itself: one odd one spoils no list."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError, field_validator

from workoutc.calendar.client import Calendar, pages
from workoutc.calendar.reply import Listed, Reply

ENTRIES = TypeAdapter(list[dict[str, Any]])
"""A list of anything at all."""

Shape = TypeVar("Shape", bound=Reply)


class Planned(Listed):
    """An event with all that a plan says. `end`: the midnight after its last day. Distances in
    metres, times in seconds."""

    end: dt.datetime | None = Field(default=None, validation_alias=AliasChoices("end_date_local"))
    distance: Decimal | None = None
    time_target: Decimal | None = None
    load_target: Decimal | None = None

    @property
    def days(self) -> int:
        """How many days it lasts, 1 where nothing is said of it."""
        if self.start is None or self.end is None:
            return 1
        last = (self.end - dt.timedelta(microseconds=1)) if self.end > self.start else self.start
        return (last.date() - self.start.date()).days + 1


class Activity(Reply):
    """What was done. `start`: local wall time. `moving_time`: seconds.

    An activity that Strava holds has nothing but its `id`, `start` and `source`.
    """

    id: str
    name: str | None = None
    type: str | None = None
    start: dt.datetime | None = Field(
        default=None, validation_alias=AliasChoices("start_date_local", "start")
    )
    moving_time: Decimal | None = None
    icu_training_load: Decimal | None = None
    paired_event_id: int | None = None
    source: str | None = None

    @field_validator("start", mode="after")
    @classmethod
    def local(cls, value: dt.datetime | None) -> dt.datetime | None:
        """Wall time, as of events."""
        return value.replace(tzinfo=None) if value else None


class Found(NamedTuple, Generic[Shape]):
    """An entry of a list: as it came, and what it is, or in a few words why it is nothing."""

    raw: dict[str, Any]
    entry: Shape | None
    fault: str = ""


def planned(calendar: Calendar, oldest: dt.date, newest: dt.date) -> list[Found[Planned]]:
    """All events of these days, both included, by start and id. Raises CalendarError."""
    entries: list[dict[str, Any]] = []
    for first, last in pages(oldest, newest):
        query = {"oldest": first.isoformat(), "newest": last.isoformat()}
        page = calendar.wire.ask(ENTRIES, "GET", _path(calendar, "events"), query=query)
        entries += page
    once = {str(entry.get("id")): entry for entry in entries}  # one of several days is on two pages
    return _by_start(judged(entry, Planned) for entry in once.values())


def activities(calendar: Calendar, oldest: dt.date, newest: dt.date) -> list[Found[Activity]]:
    """All that was done on these days, both included, by start. Raises CalendarError."""
    # A day alone might end at its first minute.
    query = {"oldest": f"{oldest}T00:00:00", "newest": f"{newest}T23:59:59"}
    entries = calendar.wire.ask(ENTRIES, "GET", _path(calendar, "activities"), query=query)
    return _by_start(judged(entry, Activity) for entry in entries)


def judged(entry: dict[str, Any], shape: type[Shape]) -> Found[Shape]:
    """An entry of a list as what it should be."""
    try:
        return Found(entry, shape.model_validate(entry))
    except ValidationError as error:
        places = error.errors(include_input=False, include_context=False, include_url=False)
    return Found(entry, None, f"an unexpected `{places[0]['loc'][0]}`")


def _path(calendar: Calendar, what: str) -> str:
    return f"/athlete/{calendar.account.athlete}/{what}"


def _by_start(found: Iterable[Found[Any]]) -> list[Found[Any]]:
    return sorted(found, key=lambda one: (_start(one.entry), str(one.raw.get("id"))))


def _start(entry: Any) -> dt.datetime:
    return (entry and entry.start) or dt.datetime.min
