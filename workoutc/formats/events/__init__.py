"""Formats of events: a workout on its day, and several of them as one document."""

from collections.abc import Callable, Sequence

from workoutc.formats.events import as_json, ics

JOINED: dict[str, Callable[[Sequence[str]], str]] = {
    "events": as_json.joined,
    "ics": ics.joined,
}
"""Several documents of a format as one, its events by date, time and identity."""
