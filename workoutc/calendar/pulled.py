"""A planned event of the calendar as a source."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workoutc.athlete import Athlete
from workoutc.calendar.event import prefix, sporting
from workoutc.calendar.foreign import head, name_of, sport_of
from workoutc.calendar.listed import Found, Planned
from workoutc.calendar.mark import found_in, unmarked
from workoutc.calendar.reply import held_steps
from workoutc.compiler import compile
from workoutc.limits import MAX_BYTES
from workoutc.model import walk
from workoutc.native import Body, Line, body, notes
from workoutc.records import dataclass
from workoutc.resolve.fields import slug
from workoutc.tuples import NamedTuple

CATEGORIES = ("WORKOUT", "RACE_A", "RACE_B", "RACE_C", "NOTE", "HOLIDAY", "SICK", "INJURED")
"""What a source can say; the others are numbers of the calendar for which it has no words."""

MOST_LINES = 4_000
"""Of a description: each may take two lines of a source, which has ten thousand at most."""

SECOND = "# it is an event of its own: pushing this file makes a second one beside it"
"""The second line of every file; the first tells which event it is of."""


class Remark(NamedTuple):
    """Something that is not as on the calendar. `line`: of the file, from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Pulled:
    """An event as a source. `stem`: what its file is to be called. `text`: the file from its second
    line on."""

    event_id: int
    date: dt.date
    name: str
    stem: str
    text: str
    remarks: tuple[Remark, ...] = ()


class Skipped(NamedTuple):
    """An event that is not to be had as a source. `event_id`, `date`: as far as they are known."""

    event_id: int | None
    date: dt.date | None
    name: str
    reason: str


def foreign(found: Iterable[Found[Planned]], namespace: str) -> list[Found[Planned]]:
    """The events that are not ours."""
    ours = prefix(namespace)
    return [f for f in found if not str(f.raw.get("external_id") or "").startswith(ours)]


def pulled(found: Found[Planned], athlete: Athlete) -> Pulled | Skipped:
    """An event as a source that compiles for this athlete; or why it can't be one.

    Its steps are those of the calendar. What it can't say is in a note or a comment, and a remark
    tells where.
    """
    event = found.entry
    if event is None or event.start is None:
        id_, name = found.raw.get("id"), str(found.raw.get("name") or "")
        reason = found.fault or "it has no day"
        return Skipped(id_ if type(id_) is int else None, None, name, reason)
    day = event.start.date()
    if reason := _unfit(event):
        return Skipped(event.id, day, event.name or "", reason)
    lines = (Line(SECOND), *_lines(event, found.raw, athlete))
    text = "".join(f"{line.text}\n" for line in lines)
    if reason := _unreadable(text, athlete):
        return Skipped(event.id, day, event.name or "", reason)
    stem = slug(name_of(event))[:60].strip("-") or slug(str(event.category))
    remarks = tuple(Remark(at, line.remark) for at, line in enumerate(lines, 2) if line.remark)
    return Pulled(event.id, day, name_of(event), f"{day}-{stem}", text, remarks)


def _unfit(event: Planned) -> str:
    if event.category not in CATEGORIES:
        return f"a source has no words for what a {event.category or 'nameless category'} says"
    text = event.description or ""
    too_long = len(text) > MAX_BYTES // 8 or text.count("\n") > MOST_LINES
    return "its text is too long for a source" if too_long else ""


def _unreadable(text: str, athlete: Athlete) -> str:
    found = compile(text, name="pulled", athlete=athlete).diagnostics
    fault = next((d for d in found if d.code.startswith("E")), None)
    return f"its text can't be source: {fault.message}" if fault else ""


def _lines(event: Planned, raw: Mapping[str, Any], athlete: Athlete) -> Iterator[Line]:
    below = _body(event, athlete)
    structured = _structured(below, sport_of(event), athlete)
    yield from head(event, raw, below.peak, structured=structured)
    if below.lines:
        yield Line("")
    yield from below.lines


def _body(event: Planned, athlete: Athlete) -> Body:
    text, sport = event.description or "", sport_of(event)
    text = unmarked(text) if found_in(text) else text  # a copy of an event of ours
    if not sporting(str(event.category)):
        return notes(text)
    held = held_steps(event.workout_doc) if event.workout_doc else None
    if held is None and event.workout_doc:
        told = Line("# its steps are read from its text", "the calendar has steps of an odd shape")
        read = body(text, sport, athlete)
        return read._replace(lines=(told, *read.lines))
    return body(text, sport, athlete, held)


def _structured(body: Body, sport: str, athlete: Athlete) -> bool:
    text = "\n".join(("workout: Trial", f"sport: {sport}", *(line.text for line in body.lines)))
    return any(walk(workout.items) for workout in compile(text, athlete=athlete).workouts)
