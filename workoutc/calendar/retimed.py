"""A planned duration that somebody wrote over the one that the steps make."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from workoutc.calendar.event import Event
from workoutc.calendar.reply import Listed, held_steps
from workoutc.load import load_of


def retimed(event: Event, known: Listed) -> bool:
    """Whether the event has a duration of its athlete's, and not that of the workout either."""
    return bool(event.structured and written_over(known) and known.moving_time != seconds(event))


def written_over(shown: Listed) -> bool:
    """Whether an event has another duration than its own steps make.

    The server reckons it when it reads the text, and keeps what is written over it until it reads
    the text again. Nothing is said once an activity is paired, whose time it is then, nor where a
    step is as long as a distance: the thresholds of which day its time is from, nobody knows.
    """
    doc = shown.workout_doc or {}
    steps, made = held_steps(doc), doc.get("duration")
    if shown.paired_activity_id or shown.moving_time is None or not steps:
        return False
    whole = isinstance(made, int | float) and not any(_far(steps))
    return whole and shown.moving_time != Decimal(str(made))


def seconds(event: Event) -> int | None:
    """How long the steps of a workout last, `None` where a distance is among them."""
    return load_of(event.workout).duration_s


def _far(steps: Sequence[Mapping[str, Any]]) -> Iterator[bool]:
    for step in steps:
        yield bool(step.get("distance"))
        yield from _far(step.get("steps") or ())
