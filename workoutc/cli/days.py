"""Days given as options."""

import datetime as dt

from workoutc.calendar.dates import day as day_of
from workoutc.cli.refusal import Refusal

ANY_DAY = dt.date(2000, 1, 3)


def check(**given: str | None) -> None:
    """Raises Refusal for what is no day, before anything is asked for; by the names of options."""
    for option, text in given.items():
        try:
            day_of(text or "today", ANY_DAY)
        except ValueError as wrong:
            what, _, how = str(wrong).partition(": ")
            raise Refusal(f"--{option}: {what}", how) from None


def window(oldest: str, newest: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day. Raises Refusal where the last comes before the first."""
    first, last = day_of(oldest, today), day_of(newest, today)
    if last < first:
        raise Refusal(
            f"--newest: {last} comes before {first}",
            "--oldest is the first day and --newest the last; both count",
        )
    return first, last


def week(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of a day's week, as far as Python's calendar goes."""
    monday = day.toordinal() - day.weekday()
    last = min(monday + 6, dt.date.max.toordinal())
    return dt.date.fromordinal(monday), dt.date.fromordinal(last)
