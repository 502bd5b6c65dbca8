"""A workout on a day: what is sent to the calendar for it."""

import datetime as dt
import os.path
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from workoutc.model import Workout, walk
from workoutc.records import dataclass
from workoutc.source import Source
from workoutc.sports import SPORTS
from workoutc.tuples import NamedTuple

BATCH = 50
"""Events in one request; no limit is documented, so we stay small."""

Payload: TypeAlias = dict[str, str | int | float | bool | list[str]]
"""An event as JSON, documented fields only."""


@dataclass(frozen=True, slots=True)
class Session:
    """A workout, the native text it was written to, and the source that diagnostics point into."""

    workout: Workout
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Event:
    """A session on a day. `identity` names it on the calendar for good; `when`: local wall time,
    midnight where no time was set."""

    identity: str
    when: dt.datetime
    session: Session
    namespace: str = "workoutc"

    @property
    def workout(self) -> Workout:
        """The workout of the session."""
        return self.session.workout

    @property
    def external_id(self) -> str:
        """The identity with our prefix, since all programs of one key share a space of ids."""
        return f"{prefix(self.namespace)}{self.identity}"

    @property
    def file(self) -> str:
        """The whole path of its source, empty where that is no file."""
        name = self.session.source.name
        return "" if name.startswith("<") else os.path.abspath(name)

    @property
    def structured(self) -> bool:
        """Whether there is any step for the calendar to understand."""
        return any(walk(self.workout.items))


class Dated(NamedTuple):
    """`events` to send, and the `templates` among the sessions that got no day."""

    events: tuple[Event, ...]
    templates: tuple[Session, ...]


def dated(
    sessions: Iterable[Session], day: dt.date | None = None, namespace: str = "workoutc"
) -> Dated:
    """Sessions on their days. With `day`, templates go one a day from it on, in the order of their
    files' names and then of the text, as `ID@DATE`: another day is another event."""
    ordered = sorted(sessions, key=lambda s: (s.source.name, s.workout.span))
    events: list[Event] = []
    templates: list[Session] = []
    for session in ordered:
        workout = session.workout
        if workout.date is not None:
            when = dt.datetime.combine(workout.date, workout.time or dt.time())
            events.append(Event(workout.identity, when, session, namespace))
        elif day is not None:
            when = dt.datetime.combine(day + dt.timedelta(len(templates)), dt.time())
            templates.append(session)
            events.append(Event(f"{workout.identity}@{when.date()}", when, session, namespace))
        else:
            templates.append(session)
    events.sort(key=lambda event: (event.when, event.identity))
    return Dated(tuple(events), () if day else tuple(templates))


def prefix(namespace: str) -> str:
    """What the `external_id` of each of our events begins with."""
    return f"{namespace}:"


def payload(event: Event) -> Payload:
    """What is to stand on the calendar: always whole, so that an update leaves nothing of the old
    text behind.

    Never `workout_doc` (the server makes it of the text) and never `uid` (the server ignores it).
    """
    workout = event.workout
    return {
        "category": workout.category,
        "start_date_local": event.when.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0"),
        "name": workout.name,
        "description": event.session.text,
        "external_id": event.external_id,
        "tags": list(workout.tags),
        **({"color": workout.color} if workout.color else {}),
        **(_sporting(workout) if sporting(workout.category) else {}),
        **({} if event.structured else _totals(workout)),
    }


def sporting(category: str) -> bool:
    """Whether events of the category are ridden, run or swum: those need a sport."""
    return category == "WORKOUT" or category.startswith("RACE_")


def _sporting(workout: Workout) -> Payload:
    sport = SPORTS.get(workout.sport)
    by_sport = sport is not None and sport.indoor
    indoor = workout.indoor if workout.indoor is not None else by_sport
    return {"type": workout.sport, "target": workout.target.upper(), "indoor": indoor}


def _totals(workout: Workout) -> Payload:
    """Planned totals: the server reckons those of a workout with steps by itself, and sets the
    `distance` of one without steps to 0, so that a planned distance is a target of its own."""
    totals: Payload = {}
    if workout.duration is not None:
        totals["moving_time"] = workout.duration
    if workout.distance is not None:
        totals["distance_target"] = _number(workout.distance.metres)
    if workout.load is not None:
        totals["icu_training_load"] = workout.load
    return totals


def _number(value: Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)
