"""A plan in the terminal: a line a week, with hours, load and a bar."""

from collections.abc import Iterator, Sequence

from workoutc.athlete import Athlete
from workoutc.load.season import Total, totals
from workoutc.model import Plan, Week
from workoutc.picture.canvas import FAINT, STRONG, Canvas
from workoutc.picture.outline import fitted
from workoutc.picture.session import clock
from workoutc.render.visible import wrapped

MOST_OF_A_LINE = 40
"""Cells of the longest bar."""


MOST_NAMED = 3
"""Workouts that are named beside a reason."""


def season(plan: Plan, athlete: Athlete, canvas: Canvas, *, quiet: bool = False) -> Iterator[str]:
    """The weeks of a plan. A `+` behind a number says that a session is missing in it, since its
    time or load isn't known, and `?` that none is known; the bars are of the load, or of the hours
    where any load is missing. `quiet`: without remarks on what isn't known."""
    weeks = list(totals(plan, athlete))
    by_load = all(total.loaded for total in weeks) and any(total.load for total in weeks)
    sizes = [(total.load if by_load else total.duration_s) or 0 for total in weeks]
    yield canvas.styled(STRONG, fitted(_title(plan), canvas.width))
    yield canvas.styled(FAINT, "week  monday      sessions    time   load")
    room = min(max(canvas.width - 70, 10), MOST_OF_A_LINE)
    for week, total, size in zip(plan.weeks, weeks, sizes, strict=True):
        bar = _bar(size, max(sizes), room, canvas)
        line = f"{week.number:>4}  {week.monday}  {total.sessions:>8}  {_numbers(total)}  {bar}"
        yield f"{line}  {fitted(_words(week), max(canvas.width - len(line) - 2, 10))}".rstrip()
    for remark in () if quiet else _remarks(weeks):
        for line in wrapped(f"({remark})", 0, canvas.width):
            yield canvas.styled(FAINT, fitted(line, canvas.width))


def _title(plan: Plan) -> str:
    days = [event.date for event in plan.events if event.date]
    many = f"{_counted(len(plan.weeks), 'week')}, {_counted(len(days), 'event')}"
    return f"{plan.name}: {many}, {min(days)} to {max(days)}" if days else f"{plan.name}: {many}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _numbers(total: Total) -> str:
    time = "?" if total.duration_s is None else clock(total.duration_s) if total.duration_s else "-"
    load = "?" if total.load is None else str(total.load or "-")
    more = [("" if whole or text in "?-" else "+") for whole, text in
            ((total.timed, time), (total.loaded, load))]  # fmt: skip
    return f"{time + more[0]:>6} {load + more[1]:>6}"


def _remarks(weeks: Sequence[Total]) -> Iterator[str]:
    """What the signs behind the numbers mean, and why something isn't known: each reason once."""
    if all(total.timed and total.loaded for total in weeks):
        return
    yield "? not known, + and more that isn't known"
    why: dict[str, dict[str, None]] = {}
    for total in weeks:
        for reason, name in total.why:
            why.setdefault(reason, {})[name] = None
    for reason, names in why.items():
        first = ", ".join(list(names)[:MOST_NAMED])
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        yield f"{first}{more}: {reason}"


def _bar(size: int, most: int, room: int, canvas: Canvas) -> str:
    length = round(room * size / most) if most else 0
    return ("█" if canvas.blocks else "#") * length + " " * (room - length)


def _words(week: Week) -> str:
    races = [entry.workout for entry in week.entries if entry.workout.category.startswith("RACE_")]
    words = [week.title, *(f"{race.name} ({race.category[-1]})" for race in races)]
    return ", ".join(word for word in words if word)
