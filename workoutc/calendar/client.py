"""One athlete's calendar, asked and told: an address, its answer and its shape for each need."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workoutc.calendar.account import Account
from workoutc.calendar.event import BATCH, Payload
from workoutc.calendar.faults import CalendarError, incomplete
from workoutc.calendar.reply import DELETED, LISTED, LISTING, PERSON, Listed, Person
from workoutc.calendar.wire import Manner, Transport, Wire

PAGE = 3 * 366
"""Days of one listing, so that no season needs two and no answer grows without end."""

LAST_DAY = dt.date.max.toordinal()


class Calendar:
    """One athlete's calendar, open until closed. Every method raises CalendarError and nothing
    else."""

    def __init__(
        self,
        account: Account,
        manner: Manner | None = None,
        *,
        transport: Transport | None = None,
    ) -> None:
        self.account = account
        self.wire = Wire(account, manner or Manner(), transport)
        self._path = f"/athlete/{account.athlete}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def list_events(
        self, oldest: dt.date, newest: dt.date, *, resolve: bool = False
    ) -> tuple[Listed, ...]:
        """All events of these days, both included, each once. `resolve` adds what targets come
        to."""
        found: dict[int, Listed] = {}
        for first, last in pages(oldest, newest):
            query = {"oldest": first.isoformat(), "newest": last.isoformat()}
            query |= {"resolve": "true"} if resolve else {}
            page = self.wire.ask(LISTING, "GET", f"{self._path}/events", query=query)
            found |= {event.id: event for event in page}  # one of several days is on both pages
        return tuple(found.values())

    def list_days(
        self, days: Iterable[dt.date], *, around: int = 0, resolve: bool = False
    ) -> tuple[Listed, ...]:
        """All events of these days, of so many `around` each, and of those in between; but of no
        long time without any, as a wrong year makes."""
        found: dict[int, Listed] = {}
        for oldest, newest in windows(days, around):
            found |= {e.id: e for e in self.list_events(oldest, newest, resolve=resolve)}
        return tuple(found.values())

    def send(self, events: Sequence[Payload]) -> tuple[Listed, ...]:
        """Create events, or replace those of ours that have the same `external_id`.

        At most `BATCH` at once; each has an `external_id` of its own. What may have been carried
        out is not tried again: that needs a look at the calendar first.
        """
        if len(events) > BATCH:
            raise ValueError(f"at most {BATCH} events at once")
        answer = self.wire.ask(
            LISTING,
            "POST",
            f"{self._path}/events/bulk",
            query={"upsert": "true"},
            content=list(events),
            repeatable=False,
        )
        wanted = {event["external_id"] for event in events}
        echoed = wanted & {listed.external_id for listed in answer}
        if len(echoed) < len(events):
            raise incomplete(len(events), len(echoed))
        return answer

    def update(self, event_id: int, event: Payload, *, patient: bool = True) -> Listed:
        """Write an event that is known by its id; nothing can be created by this. `patient`: tried
        again after a pause, in which somebody may have edited it; else it is one request."""
        ask = self.wire.ask if patient else self.wire.once
        return ask(LISTED, "PUT", f"{self._path}/events/{event_id}", content=event)

    def delete(self, event_ids: Sequence[int], *, patient: bool = True) -> None:
        """Delete events by their ids, `BATCH` at most; what is gone already counts as gone.
        `patient`: as of updates."""
        if len(event_ids) > BATCH:
            raise ValueError(f"at most {BATCH} events at once")
        doomed = [{"id": event_id} for event_id in event_ids]
        ask = self.wire.ask if patient else self.wire.once
        ask(DELETED, "PUT", f"{self._path}/events/bulk-delete", content=doomed)

    def person(self) -> Person:
        """Who the athlete is. Where a token may not see that, the training plan tells the id and
        the time zone, to one that may see the calendar only."""
        try:
            return self.wire.ask(PERSON, "GET", self._path)
        except CalendarError as error:
            if error.code != "E502":
                raise
        try:
            return self.wire.ask(PERSON, "GET", f"{self._path}/training-plan")
        except CalendarError as error:
            if error.code not in ("E502", "E504", "E512"):
                raise
        return Person()

    def clean(self, text: str) -> str:
        """Words of the calendar, fit to be shown: short, visible, without the secret."""
        return self.wire.clean(text)


def today(person: Person, now: Callable[[], dt.datetime]) -> dt.date:
    """The athlete's day, which need not be this machine's; that where the zone is not known.
    `now`: the time with a zone, any."""
    return now().astimezone(_zone(person)).date()


def _zone(person: Person) -> ZoneInfo | None:
    try:
        return ZoneInfo(person.timezone) if person.timezone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is no zone
        return None


def pages(oldest: dt.date, newest: dt.date) -> Iterator[tuple[dt.date, dt.date]]:
    """A window of days, both included, as windows of `PAGE` days at most."""
    first = oldest.toordinal()
    while first <= newest.toordinal():
        last = min(first + PAGE - 1, newest.toordinal())
        yield dt.date.fromordinal(first), dt.date.fromordinal(last)
        first = last + 1


def windows(days: Iterable[dt.date], around: int) -> Iterator[tuple[dt.date, dt.date]]:
    """Windows of days, both included, that hold these and so many around each, as far as Python's
    calendar goes; what lies further apart than a page is in two of them."""
    ordered = sorted({day.toordinal() for day in days})
    starts = [at for at in range(len(ordered)) if not at or ordered[at] - ordered[at - 1] > PAGE]
    for start, end in zip(starts, [*starts[1:], len(ordered)], strict=True):
        first, last = ordered[start] - around, ordered[end - 1] + around
        yield dt.date.fromordinal(max(first, 1)), dt.date.fromordinal(min(last, LAST_DAY))
