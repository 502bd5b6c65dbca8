"""What the weeks of a plan come to."""

from collections.abc import Hashable, Iterator

from workoutc.athlete import Athlete
from workoutc.load import load_of
from workoutc.load.figures import Load
from workoutc.model import Plan, Week, Workout
from workoutc.records import dataclass


@dataclass(frozen=True, slots=True)
class Total:
    """A week in numbers. `sessions`: how many, without races. `duration_s`, `load`: of those that
    are known, and of races as far as they are planned; `None` where there are sessions of which
    none is known. `timed`, `loaded`: whether those of every session are known. `why`: pairs of a
    reason in words for people and the name of the session of which something isn't known."""

    sessions: int
    duration_s: int | None
    load: int | None
    timed: bool
    loaded: bool
    why: tuple[tuple[str, str], ...] = ()


def totals(plan: Plan, athlete: Athlete) -> Iterator[Total]:
    """The weeks of a plan in numbers, each session reckoned once however often it is done."""
    known: dict[Hashable, Load] = {}
    for week in plan.weeks:
        yield _total(week, athlete, known)


def reckoned_from(workout: Workout) -> Hashable:
    """What the figures of the events of one plan hang on: those for which it is equal have the
    same."""
    return (
        id(workout.items), workout.sport, workout.indoor, workout.target, workout.duration,
        workout.distance, workout.load,
    )  # fmt: skip


def _total(week: Week, athlete: Athlete, known: dict[Hashable, Load]) -> Total:
    sessions: list[tuple[Workout, Load]] = []
    races: list[Load] = []
    for event in (entry.workout for entry in week.entries):
        if event.category != "WORKOUT" and not event.is_race:
            continue
        key = reckoned_from(event)
        load = known[key] if key in known else known.setdefault(key, load_of(event, athlete))
        if event.category == "WORKOUT":
            sessions.append((event, load))
        else:
            races.append(load)
    times = [load.duration_s for _, load in sessions]
    points = [load.load for _, load in sessions]
    return Total(
        len(sessions),
        _sum(times, [load.duration_s for load in races]),
        _sum(points, [load.load for load in races]),
        None not in times,
        None not in points,
        tuple(
            (reason, event.name)
            for event, load in sessions
            if load.load is None or load.duration_s is None
            for reason in load.reasons
        ),
    )


def _sum(due: list[int | None], more: list[int | None]) -> int | None:
    """What is known; `None` where all that is due is missing."""
    found = [value for value in (*due, *more) if value is not None]
    return None if due and not found else sum(found)
