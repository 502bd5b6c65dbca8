"""What was planned beside what was done, day by day."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.calendar.event import prefix, sporting
from workoutc.calendar.listed import Activity, Found, Planned
from workoutc.formats.intervals.read import read
from workoutc.records import dataclass
from workoutc.tuples import NamedTuple


class State(StrEnum):
    """What became of a plan."""

    DONE = "done"
    PLANNED = "planned"
    """Its day isn't over."""
    MISSED = "missed"
    UNPLANNED = "unplanned"
    """It was done without one."""
    NOTE = "note"
    """There is nothing to be done: a note, a holiday, an illness."""
    UNKNOWN = "unknown"
    """Its day is over, and what was done can't be seen."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was planned. `seconds`, `load`: as they were planned, `None` where that isn't known any
    more. `days`: how many it lasts."""

    event_id: int
    start: dt.datetime
    name: str
    category: str
    sport: str | None
    ours: bool
    seconds: int | None = None
    load: int | None = None
    days: int = 1


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, as far as the calendar tells it. `seconds`: without pauses."""

    activity_id: str
    start: dt.datetime | None = None
    name: str = ""
    sport: str | None = None
    seconds: int | None = None
    load: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A plan, what was done, or the two together, on the day of the plan."""

    day: dt.date
    state: State
    plan: Plan | None = None
    done: Done | None = None


class Sum(NamedTuple):
    """Seconds and load together, and whether each part of them is known."""

    seconds: int
    load: int
    all_seconds: bool = True
    all_load: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """Days of a calendar, both included; `rows` by day and hour. `seen`: whether it could be seen
    what was done."""

    oldest: dt.date
    newest: dt.date
    rows: tuple[Row, ...]
    seen: bool = True

    @property
    def planned(self) -> Sum:
        """All that was to be done."""
        return _sum(row.plan for row in self.rows if row.plan and row.state is not State.NOTE)

    @property
    def done(self) -> Sum:
        """All that was done."""
        return _sum(row.done for row in self.rows if row.done)


class Days(NamedTuple):
    """Which days, and what counts as over and as ours there. `athlete`: whose thresholds."""

    oldest: dt.date
    newest: dt.date
    today: dt.date
    namespace: str
    athlete: Athlete = UNKNOWN


def week(
    planned: Iterable[Found[Planned]], activities: Iterable[Found[Activity]] | None, days: Days
) -> Week:
    """The two lists side by side, by what the calendar says belongs together. `activities`: `None`
    where they may not be seen."""
    events = [found.entry for found in planned if found.entry and found.entry.start]
    done = [found.entry for found in activities or () if found.entry]
    partners = dict(_partners(events, done))
    taken = {activity.id for activity in partners.values()}
    rows = [_row(event, partners.get(event.id), days, activities is not None) for event in events]
    rows += [_alone(activity, days) for activity in done if activity.id not in taken]
    return Week(days.oldest, days.newest, tuple(sorted(rows, key=_order)), activities is not None)


def _partners(
    events: Iterable[Planned], done: Sequence[Activity]
) -> Iterator[tuple[int, Activity]]:
    """The activity of each event that has one: the first that is free, where several say so."""
    free = {activity.id: activity for activity in done}
    for event in events:
        ids = (a.id for a in free.values() if a.paired_event_id == event.id)
        id_ = next(ids, event.paired_activity_id)
        if id_ in free:
            yield event.id, free.pop(id_)


def _row(event: Planned, activity: Activity | None, days: Days, seen: bool) -> Row:
    start = event.start or dt.datetime.min
    day = max(start.date(), days.oldest)
    plan = Plan(
        event.id,
        start,
        (event.name or "").strip(),
        event.category or "",
        event.type,
        str(event.external_id or "").startswith(prefix(days.namespace)),
        _seconds(event, days.athlete),
        _load(event),
        event.days,
    )
    if activity:
        return Row(day, State.DONE, plan, _done(activity))
    if event.paired_activity_id is not None:
        return Row(day, State.DONE, plan, Done(event.paired_activity_id))
    return Row(day, _alone_state(plan, day, days.today, seen), plan)


def _alone_state(plan: Plan, day: dt.date, today: dt.date, seen: bool) -> State:
    if not sporting(plan.category):
        return State.NOTE
    if day >= today:
        return State.PLANNED
    return State.MISSED if seen else State.UNKNOWN


def _alone(activity: Activity, days: Days) -> Row:
    """An activity without an event on these days; it may have one on another day."""
    day = activity.start.date() if activity.start else days.oldest
    state = State.UNPLANNED if activity.paired_event_id is None else State.DONE
    return Row(day, state, None, _done(activity))


def _done(activity: Activity) -> Done:
    return Done(
        activity.id,
        activity.start,
        (activity.name or "").strip(),
        activity.type,
        _whole(activity.moving_time),
        _whole(activity.icu_training_load),
        activity.source,
    )


def _seconds(event: Planned, athlete: Athlete) -> int | None:
    """As planned. Once there is an activity the event has its time, and only the steps still tell
    what was planned (facts on the service: pairing)."""
    if event.paired_activity_id is None and event.moving_time is not None:
        return _whole(event.moving_time)
    doc = event.workout_doc or {}
    by_text = read(event.description or "", event.type or "", athlete)["duration"]
    known = (_whole(event.time_target), _whole(_decimal(doc.get("duration"))), by_text)
    return next((seconds for seconds in known if seconds), None)


def _load(event: Planned) -> int | None:
    """As planned; likewise."""
    if event.paired_activity_id is None and event.icu_training_load is not None:
        return _whole(event.icu_training_load)
    return _whole(event.load_target) or _load_of(event.workout_doc or {})


def _load_of(doc: dict[str, Any]) -> int | None:
    """The load of a ride by power, as the server reckons it: the square of normalized power over
    FTP, times hours, times 100, half up (114 stored replies, to the point)."""
    power, ftp, seconds = (_decimal(doc.get(k)) for k in ("normalized_power", "ftp", "duration"))
    if not (power and ftp and seconds) or doc.get("target") in ("HR", "PACE"):
        return None
    return floor((Fraction(power) / Fraction(ftp)) ** 2 * Fraction(seconds) / 36 + Fraction(1, 2))


def _decimal(value: object) -> Decimal | None:
    """A number of a document, which holds anything at all."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 10**9:
        return None
    return Decimal(str(value))


def _whole(number: Decimal | None) -> int | None:
    return None if number is None or not 0 <= number < 10**9 else round(number)


def _sum(parts: Iterable[Plan | Done | None]) -> Sum:
    there = [part for part in parts if part]
    seconds, load = [part.seconds for part in there], [part.load for part in there]
    known = (None not in seconds, None not in load)
    return Sum(sum(filter(None, seconds)), sum(filter(None, load)), *known)


def _order(row: Row) -> tuple[dt.date, dt.time]:
    """By day and hour; what has no hour comes first."""
    starts = (part.start.time() for part in (row.plan, row.done) if part and part.start)
    return row.day, next((time for time in starts if time != dt.time()), dt.time())
