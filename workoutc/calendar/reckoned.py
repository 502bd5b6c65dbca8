"""The load and the time that the calendar shows for an event, against our own."""

from collections.abc import Iterator

from workoutc.athlete import Athlete
from workoutc.calendar.event import Event
from workoutc.calendar.reply import Listed
from workoutc.diagnostic import Diagnostic
from workoutc.load import load_of
from workoutc.model import Distance, walk

POINT = 1
"""Points of load that may differ: the service's own rounding isn't known to the last digit."""

THRESHOLDS = (
    "compare the thresholds and zones of the profile with those on the calendar (`workoutc athlete "
    "pull`)"
)
BY_HAND = (
    "no threshold has a part in it: somebody set the duration there, and the calendar keeps that; "
    "set it on the event to what it is here"
)


def reckoned(event: Event, shown: Listed, athlete: Athlete) -> Iterator[Diagnostic]:
    """What the calendar reckons otherwise than we do. Nothing once an activity is paired, which
    writes over both, and nothing of what either side doesn't know or only estimates."""
    if shown.paired_activity_id or not event.structured:
        return
    ours, load, time = load_of(event.workout, athlete), shown.icu_training_load, shown.moving_time
    known = ours.load is not None and not ours.estimate
    if known and load is not None and abs(load - (ours.load or 0)) > POINT:
        yield _differing(event, f"a load of {load:.0f}", f"here it is {ours.load}", THRESHOLDS)
    timed = not any(isinstance(step.length, Distance) for step in walk(event.workout.items))
    if timed and time is not None and ours.duration_s is not None and time != ours.duration_s:
        yield _differing(event, f"{time:.0f} s", f"here it is {ours.duration_s} s", BY_HAND)


def _differing(event: Event, theirs: str, ours: str, help: str) -> Diagnostic:
    return Diagnostic(
        "W520",
        f"the calendar reckons {theirs} for this workout",
        event.workout.span,
        ours,
        help,
    )
