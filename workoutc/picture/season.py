"""A plan in the terminal: a line a week, with hours, load and a bar."""

from collections.abc import Iterator
from typing import NamedTuple

from workoutc.athlete import Athlete
from workoutc.load import load_of
from workoutc.model import Plan, Week, Workout
from workoutc.picture.canvas import FAINT, STRONG, Canvas
from workoutc.picture.outline import fitted
from workoutc.picture.session import clock

MOST_OF_A_LINE = 40
"""Cells of the longest bar."""


class Total(NamedTuple):
    """What a week comes to, of what is known. `whole`: whether all of it is."""

    sessions: int
    seconds: int
    load: int
    whole: bool
    loaded: bool


def season(plan: Plan, athlete: Athlete, canvas: Canvas) -> Iterator[str]:
    """The weeks of a plan. A `+` behind a number says that a session is missing in it, since its
    time or load isn't known; the bars are of the load, or of the hours where any load is missing.
    """
    totals = [_total(week, athlete) for week in plan.weeks]
    by_load = all(total.loaded for total in totals) and any(total.load for total in totals)
    sizes = [total.load if by_load else total.seconds for total in totals]
    yield canvas.styled(STRONG, fitted(_title(plan), canvas.width))
    yield canvas.styled(FAINT, "week  monday      sessions    time   load")
    room = min(max(canvas.width - 70, 10), MOST_OF_A_LINE)
    for week, total, size in zip(plan.weeks, totals, sizes, strict=True):
        bar = _bar(size, max(sizes), room, canvas)
        line = f"{week.number:>4}  {week.monday}  {total.sessions:>8}  {_numbers(total)}  {bar}"
        yield f"{line}  {fitted(_words(week), max(canvas.width - len(line) - 2, 10))}".rstrip()


def _title(plan: Plan) -> str:
    days = [event.date for event in plan.events if event.date]
    many = f"{len(plan.weeks)} weeks, {len(days)} events"
    return f"{plan.name}: {many}, {min(days)} to {max(days)}" if days else f"{plan.name}: {many}"


def _total(week: Week, athlete: Athlete) -> Total:
    loads = [load_of(event, athlete) for event in _sessions(week)]
    return Total(
        len(loads),
        sum(load.duration_s or 0 for load in loads),
        sum(load.load or 0 for load in loads),
        all(load.duration_s is not None for load in loads),
        all(load.load is not None for load in loads),
    )


def _sessions(week: Week) -> list[Workout]:
    return [entry.workout for entry in week.entries if entry.workout.category == "WORKOUT"]


def _numbers(total: Total) -> str:
    time = clock(total.seconds) + ("" if total.whole else "+") if total.seconds else "-"
    load = f"{total.load}{'' if total.loaded else '+'}" if total.load else "-"
    return f"{time:>6} {load:>6}"


def _bar(size: int, most: int, room: int, canvas: Canvas) -> str:
    length = round(room * size / most) if most else 0
    return ("█" if canvas.blocks else "#") * length + " " * (room - length)


def _words(week: Week) -> str:
    races = [entry.workout for entry in week.entries if entry.workout.category.startswith("RACE_")]
    words = [week.title, *(f"{race.name} ({race.category[-1]})" for race in races)]
    return ", ".join(word for word in words if word)
