"""Formats of events: a workout on its day, and several of them as one document."""

from collections.abc import Callable, Sequence

from workoutc.formats.later import later

JOINED: dict[str, Callable[[Sequence[str]], str]] = {
    "events": later("events.as_json", "joined"),
    "ics": later("events.ics", "joined"),
}
"""Several documents of a format as one, its events by date, time and identity."""
