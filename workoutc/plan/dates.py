"""When a plan begins, and whether its weeks are in order."""

import datetime as dt
from collections.abc import Iterator, Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.plan import misfits
from workoutc.plan.written import Rest, Weeks, Written
from workoutc.resolve.fields import READERS
from workoutc.source import Span
from workoutc.syntax import Field
from workoutc.tuples import NamedTuple

MOST_ENTRIES = 1000


class Begun(NamedTuple):
    """The Monday of week 1 as an ordinal, and the field that says so."""

    monday: int
    span: Span


def begun(plan: Written, wrong: list[Diagnostic]) -> Begun | None:
    """When a plan begins: in the week of its start, or so many weeks before that of its end."""
    given = [field for name, field in plan.fields.items() if name in ("start", "end")]
    if len(given) == 2:
        first, second = sorted(given, key=lambda field: field.name_span)
        wrong.append(misfits.two_dates(second.name_span, first.name_span))
    if not given:
        if not plan.bad:
            wrong.append(misfits.no_date(plan.span))
        return None
    field = given[0]
    if (day := _day(field, wrong)) is None:
        return None
    monday = day.toordinal() - day.weekday()
    if field.name == "end":
        monday -= 7 * (max((weeks.last for weeks in plan.weeks), default=1) - 1)
    elif day.weekday():
        wrong.append(misfits.no_monday(field.value_span, day, dt.date.fromordinal(monday)))
    last = max((weeks.last for weeks in plan.weeks), default=1)
    if monday < 1 or monday + 7 * last - 1 > dt.date.max.toordinal():
        wrong.append(misfits.beyond_the_calendar(field.value_span))
        return None
    return Begun(monday, field.value_span)


def _day(field: Field, wrong: list[Diagnostic]) -> dt.date | None:
    value = READERS["date"](field)
    if isinstance(value, Diagnostic):
        wrong.append(misfits.no_day(field, value) if value.code == "E219" else value)
        return None
    day: dt.date = value[0]
    if value[1] is not None:
        wrong.append(misfits.timed(field.value_span, day.isoformat()))
    return day


def in_order(plan: Written, wrong: list[Diagnostic]) -> list[Weeks]:
    """The weeks that have a number and stand in their order."""
    found: list[Weeks] = []
    last, before = 0, plan.span
    for weeks in plan.weeks:
        if not weeks.first:
            continue
        if weeks.first <= last:
            wrong.append(misfits.out_of_order(weeks.span, weeks.first, before, last))
            continue
        if weeks.first > last + 1 and not plan.bad:
            wrong.append(misfits.gap(weeks.span, range(last + 1, weeks.first)))
        if not weeks.days and not weeks.bad:
            what = f"week {weeks.first}" if weeks.first == weeks.last else "each of these weeks"
            wrong.append(misfits.empty_week(weeks.span, what))
        found.append(weeks)
        last, before = weeks.last, weeks.span
    return found


def too_many(weeks: Sequence[Weeks]) -> Iterator[Diagnostic]:
    """The week in which there are more entries than a plan may have."""
    count = 0
    for each in weeks:
        count += entries(each)
        if count > MOST_ENTRIES:
            yield misfits.too_many(each.span, count, MOST_ENTRIES, "the plan has")
            return


def entries(weeks: Weeks) -> int:
    """How many entries come of a heading and its days, by arithmetic."""
    each = sum(not isinstance(day.entry, Rest) for day in weeks.days)
    return each * (weeks.last - weeks.first + 1)
