"""Advice on the session as a whole: does it reach the athlete and the device."""

from typing import assert_never

from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.model import (
    Distance,
    Item,
    Note,
    Repeat,
    Section,
    Step,
    Workout,
    ridden_steps,
    walk,
)

DEVICE_STEPS = 50
"""How many steps a workout on a Garmin device may have; a repeat counts as one more."""


def too_many_steps(workout: Workout, _frame: Frame) -> Diagnostic | None:
    """More steps than a Garmin device takes, counted as they are sent."""
    steps = device_steps(workout.items)
    if steps <= DEVICE_STEPS:
        return None
    return Diagnostic(
        code="W326",
        message=f"{steps} steps are more than the {DEVICE_STEPS} that a Garmin device takes",
        span=workout.span,
        label="too long for the device",
        help="write equal stretches as a repeat, nest repeats less (only the innermost stay "
        "repeats), or split the session in two",
    )


def device_steps(items: tuple[Item, ...]) -> int:
    """Lines on the device, by arithmetic: a repeat is one and its children, and can't be nested.

    Of nested repeats either the outer one is written out or the inner ones, whichever is shorter.
    """
    total = 0
    for item in items:
        match item:
            case Step():
                total += 1
            case Repeat():
                inner_written_out = 1 + ridden_steps(item.items)
                total += min(inner_written_out, item.count * device_steps(item.items))
            case Section():
                total += device_steps(item.items)
            case Note():
                pass
            case _:
                assert_never(item)
    return total


def nothing_at_all(workout: Workout, _frame: Frame) -> Diagnostic | None:
    """A workout that leaves the athlete an empty day; a race or a holiday speaks by its name."""
    if _anything(workout.items) or workout.category != "WORKOUT" or _planned(workout):
        return None
    return Diagnostic(
        code="W334",
        message="nothing of this workout reaches the athlete",
        span=workout.span,
        label="no steps, no notes, no planned totals",
        help="add steps (`- 1h Z2`), a note (`> Ride easy.`) or a planned total (`duration: 1h`)",
    )


def _anything(items: tuple[Item, ...]) -> bool:
    return any(isinstance(item, Step | Note) or _anything(item.items) for item in items)


def totals_beside_steps(workout: Workout, _frame: Frame) -> Diagnostic | None:
    """Planned totals that Intervals.icu replaces by those of the steps."""
    planned = _planned(workout)
    if not planned or not walk(workout.items):
        return None
    named = " and ".join(planned)
    return Diagnostic(
        code="W337",
        message=f"{named} beside steps: Intervals.icu counts the totals from the steps",
        span=workout.span,
        label="the planned total is lost",
        help=f"delete {named}, or leave the steps out and describe the session in a note",
    )


def _planned(workout: Workout) -> list[str]:
    """The planned totals that a workout has, by their names."""
    totals = {
        "duration": workout.duration, "distance": workout.distance, "load": workout.load
    }  # fmt: skip
    return [f"`{name}`" for name, total in totals.items() if total is not None]


def cue_on_distance(step: Step, _frame: Frame) -> Diagnostic | None:
    """A timed text on a step whose time isn't known; once a step, at its first cue."""
    if not step.cues or not isinstance(step.length, Distance):
        return None
    return Diagnostic(
        code="W333",
        message="a cue needs a time, and this step is measured in distance",
        span=step.cues[0].span,
        label="when this comes up can't be known",
        help='write the step by time (`- 5m …`), or say it in the step\'s text (`"breathe"`)',
    )
