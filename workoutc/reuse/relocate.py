"""A workout whose places are moved to another text."""

from collections.abc import Callable
from typing import TypeAlias

from workoutc.model import Item, Note, Repeat, Section, Step, Target, Workout
from workoutc.records import replace
from workoutc.source import Span

Move: TypeAlias = Callable[[Span], Span]


def relocated(workout: Workout, to: Move) -> Workout:
    """The same workout; every span in it goes through `to`."""
    items = tuple(_item(item, to) for item in workout.items)
    return replace(workout, items=items, span=to(workout.span))


def _item(item: Item, to: Move) -> Item:
    match item:
        case Step():
            return _step(item, to)
        case Repeat() | Section():
            inner = tuple(_item(one, to) for one in item.items)
            return replace(item, items=inner, span=to(item.span))
        case Note():
            return replace(item, span=to(item.span))


def _step(step: Step, to: Move) -> Step:
    return replace(
        step,
        power=_target(step.power, to),
        hr=_target(step.hr, to),
        pace=_target(step.pace, to),
        cadence=_target(step.cadence, to),
        cues=tuple(replace(cue, span=to(cue.span)) for cue in step.cues),
        span=to(step.span),
        label_span=to(step.label_span),
    )


def _target(target: Target | None, to: Move) -> Target | None:
    return target and replace(target, span=to(target.span))
