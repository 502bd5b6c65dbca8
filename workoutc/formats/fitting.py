"""Which of a file's sessions a format is for: those of steps have none of a plan's notes."""

from collections.abc import Iterable, Iterator, Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.formats import lost
from workoutc.model import Plan, Workout, walk
from workoutc.tuples import NamedTuple

NAMES = {
    "zwo": "Zwift", "erg": "an ERG file", "mrc": "an MRC file", "fit": "FIT", "csv": "a table",
    "svg": "a picture", "png": "a picture",
}  # fmt: skip
"""Formats that are nothing but steps, and what people call them."""


class Fitting(NamedTuple):
    """The sessions to be written, and what is told of the others."""

    sessions: tuple[Workout, ...]
    skipped: tuple[Diagnostic, ...] = ()


def fitting(workouts: Sequence[Workout], plans: Sequence[Plan], to: str) -> Fitting:
    """The workouts and the events of the plans, as far as a format is for them: one of steps leaves
    out what a plan has without any, for which nobody would want the others to be refused."""
    sessions = (*workouts, *(event for plan in plans for event in plan.events))
    if to not in NAMES or not plans:
        return Fitting(sessions)
    idle = {id(session) for session in _idle(workouts, plans)}
    told = (lost.no_session(NAMES[to], s.name, s.span) for s in sessions if id(s) in idle)
    return Fitting(tuple(s for s in sessions if id(s) not in idle), tuple(dict.fromkeys(told)))


def _idle(workouts: Iterable[Workout], plans: Iterable[Plan]) -> Iterator[Workout]:
    """Notes, races and holidays, and the workouts of plans that are only words."""
    named: set[str] = set()
    for plan in plans:
        named |= plan.templates
        entries = (entry for week in plan.weeks for entry in week.entries)
        yield from (e.workout for e in entries if not e.template or _only_words(e.workout))
    yield from (w for w in workouts if w.identity in named and _only_words(w))


def _only_words(workout: Workout) -> bool:
    return workout.duration is None and not any(walk(workout.items))
