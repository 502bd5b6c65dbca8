"""A week as a table that fits its terminal."""

import datetime as dt
from collections.abc import Iterator, Sequence

from workoutc.calendar.event import sporting
from workoutc.calendar.week import Done, Plan, Row, State, Sum, Week
from workoutc.render.pen import Pen, Style
from workoutc.render.visible import cells, cut, visible
from workoutc.tuples import NamedTuple

ROOMY = 90
"""Cells from which there is room for the sport and the month."""

LEAST = 6
"""Cells of the shortest column of names."""

OURS = "*"


class Cells(NamedTuple):
    """What a line of the table has to show, before it is cut to size."""

    day: str
    ours: str = ""
    planned: str = ""
    sport: str = ""
    planned_time: str = ""
    planned_load: str = ""
    done: str = ""
    done_time: str = ""
    done_load: str = ""


HEAD = Cells(
    "",
    planned="Planned",
    planned_time="time",
    planned_load="load",
    done="Done",
    done_time="time",
    done_load="load",
)


def table(week: Week, pen: Pen) -> Iterator[str]:
    """The days in order, each with what was planned and done, and the sums below."""
    roomy = pen.width >= ROOMY
    rows = list(_rows(week, roomy=roomy))
    sums = _sums(week)
    widths = _widths([HEAD, *(cells for cells, _ in rows), sums], pen.width)
    # A number of a size that nobody foresaw may still be too wide.
    yield pen.paint(Style.STRONG, cut(_line(HEAD, widths), pen.width))
    for cells_, state in rows:
        yield _painted(cut(_line(cells_, widths), pen.width), state, pen)
    yield pen.paint(Style.STRONG, cut(_line(sums, widths), pen.width))
    if legend := ", ".join(_legend(week)):
        yield legend


def _rows(week: Week, *, roomy: bool) -> Iterator[tuple[Cells, State | None]]:
    for ordinal in range(week.oldest.toordinal(), week.newest.toordinal() + 1):
        day = dt.date.fromordinal(ordinal)
        name = f"{day:%a} {day.day:2} {day:%b}" if roomy else f"{day:%a} {day.day:2}"
        found = [row for row in week.rows if row.day == day]
        if not found:
            yield Cells(name, planned="–"), None
        for at, row in enumerate(found):
            yield _cells(row, "" if at else name, roomy=roomy), row.state


def _cells(row: Row, day: str, *, roomy: bool) -> Cells:
    plan, done = row.plan, row.done
    words = {State.MISSED: "missed", State.UNKNOWN: "?"}
    left = Cells(day, planned="" if plan else "unplanned")
    if plan:
        lasting = f" ({plan.days} days)" if plan.days > 1 else ""
        left = left._replace(
            ours=OURS if plan.ours else "",
            planned=(plan.name or _kind(plan)) + lasting,
            sport=_kind(plan) if roomy else "",
            planned_time=_time(plan.seconds) if row.state is not State.NOTE else "",
            planned_load=_load(plan.load) if row.state is not State.NOTE else "",
        )
    elif done and roomy:
        left = left._replace(sport=done.sport or "")
    if not done:
        return left._replace(done=words.get(row.state, ""))
    return left._replace(
        done=_name(done), done_time=_time(done.seconds), done_load=_load(done.load)
    )


def _kind(plan: Plan) -> str:
    category = plan.category.replace("_", " ").capitalize()
    return plan.sport or category if sporting(plan.category) else category


def _name(done: Done) -> str:
    if done.source == "STRAVA" and not done.name:
        return "hidden by Strava"
    return done.name or done.sport or "done"


def _time(seconds: int | None) -> str:
    if seconds is None:
        return "?"
    minutes = (seconds + 30) // 60
    return f"{minutes // 60}:{minutes % 60:02d}"


def _load(load: int | None) -> str:
    return "?" if load is None else str(load)


def _sums(week: Week) -> Cells:
    time, load = _summed(week.planned)
    sums = Cells("Sum", planned_time=time, planned_load=load, done="not to be seen")
    if not week.seen:
        return sums
    time, load = _summed(week.done)
    return sums._replace(done="", done_time=time, done_load=load)


def _summed(sum_: Sum) -> tuple[str, str]:
    return (
        _at_least(sum_.seconds, _time(sum_.seconds), whole=sum_.all_seconds),
        _at_least(sum_.load, str(sum_.load), whole=sum_.all_load),
    )


def _at_least(number: int, text: str, *, whole: bool) -> str:
    return text if whole else f"{text}+" if number else "?"


def _legend(week: Week) -> Iterator[str]:
    if any(row.plan and row.plan.ours for row in week.rows):
        yield f"{OURS} made by workoutc"
    planned, done = week.planned, week.done
    if not (planned.all_seconds and planned.all_load and done.all_seconds and done.all_load):
        yield "? not known, + and more that isn't known"


def _widths(rows: Sequence[Cells], width: int) -> list[int]:
    """Of each column as much as it needs; the two of names share what is left."""
    needed = [max(cells(visible(text)) for text in column) for column in zip(*rows, strict=True)]
    names = [Cells._fields.index("planned"), Cells._fields.index("done")]
    used = sum(n + len(GAP) for at, n in enumerate(needed) if n and at not in names)
    room = max(width - used - 2 * len(GAP) + len(GAP), 2 * LEAST)
    left, right = (needed[at] for at in names)
    if left + right > room:
        left = min(left, max(room // 2, room - right))
        needed[names[0]], needed[names[1]] = left, room - left
    return needed


GAP = "  "


def _line(row: Cells, widths: Sequence[int]) -> str:
    parts = []
    for name, text, width in zip(Cells._fields, row, widths, strict=True):
        if not width:
            continue
        shown = cut(text, width)
        blanks = " " * (width - cells(shown))
        numeric = name.endswith(("_time", "_load"))
        parts.append(blanks + shown if numeric else shown + blanks)
    return GAP.join(parts).rstrip()


def _painted(line: str, state: State | None, pen: Pen) -> str:
    style = STYLES.get(state) if state else None
    return pen.paint(style, line) if style else line


STYLES = {State.MISSED: Style.ERROR, State.UNPLANNED: Style.NOTE, State.DONE: Style.FIX}
