"""Events as an iCalendar file (RFC 5545), for any calendar program."""

import datetime as dt
import re
from collections.abc import Sequence

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.formats.events.as_json import sporting
from workoutc.formats.intervals.write import write as write_intervals
from workoutc.load import load_of
from workoutc.model import Workout

STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When each event is said to have been written (DTSTAMP, which has to be there): always the same,
so that the same plan is the same file on any day."""

_EVENT = re.compile(r"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", re.DOTALL)
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//workoutc//workoutc//EN\r\n"
_END = "END:VCALENDAR\r\n"
_STARTS = re.compile(r"DTSTART[^:]*:([0-9T]+)")
_UID = re.compile(r"UID:((?:.|\r\n )*)")


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """A calendar of one event; of none where the workout has no date.

    Timed in local time without a zone, as the athlete's clock shows it, and all day where there is
    no time. Its description is the text for Intervals.icu. Raises ModuleNotFoundError without the
    package `icalendar` (extra `ics`).
    """
    if workout.date is None:
        return Emission(_HEAD + _END)
    native = write_intervals(workout, athlete)
    return Emission(_HEAD + _event(workout, native.content, athlete) + _END, native.lost)


def joined(documents: Sequence[str]) -> str:
    """Several calendars as one."""
    events = [event for text in documents for event in _EVENT.findall(text)]
    return _HEAD + "".join(sorted(events, key=_order)) + _END


def _event(workout: Workout, text: str, athlete: Athlete) -> str:
    from icalendar import Event

    assert workout.date is not None
    event = Event()
    event.add("uid", f"workoutc:{workout.identity}")
    event.add("dtstamp", STAMP)
    event.add("summary", workout.name)
    length = load_of(workout, athlete).duration_s
    if workout.time is None:
        event.add("dtstart", workout.date)
        event.add("transp", "TRANSPARENT")
    else:
        event.add("dtstart", dt.datetime.combine(workout.date, workout.time))
        if length:
            event.add("duration", dt.timedelta(seconds=length))
    if text:
        event.add("description", text)
    sport = [workout.sport] if sporting(workout) else []
    event.add("categories", [workout.category, *sport, *workout.tags])
    return bytes(event.to_ical()).decode()


def _order(event: str) -> tuple[str, str]:
    starts, uid = _STARTS.search(event), _UID.search(event)
    assert starts is not None
    assert uid is not None
    return starts[1], uid[1].replace("\r\n ", "")
