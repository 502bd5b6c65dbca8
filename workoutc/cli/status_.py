"""`workoutc status`: the week, planned beside done."""

import sys
from typing import TYPE_CHECKING

import click

from workoutc.cli import options
from workoutc.cli.contexts import Contexts
from workoutc.cli.days import check, week, window
from workoutc.cli.output import colored, emit, waiting, width
from workoutc.cli.pushed import one_or_all
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.syncing import everyone

if TYPE_CHECKING:
    import datetime as dt

    from workoutc.calendar.client import Calendar
    from workoutc.calendar.listed import Activity, Found
    from workoutc.cli.status_report import StatusReport


@click.command("status")
@click.option("--date", "day", metavar="DAY",
              help="The week of that day: 2026-12-01, today, tomorrow, or monday … sunday (the "
              "next); this week by default.")  # fmt: skip
@click.option("--oldest", metavar="DAY", help="The first day, instead of a week.")
@click.option("--newest", metavar="DAY", help="The last day, which counts too.")
@click.option(
    "--athlete",
    metavar="NAME|all",
    help="The athlete of [athletes.NAME] in workoutc.toml; all: each of them.",
)
@click.option("--json", "as_json", is_flag=True, help="The table as JSON, and no other words.")
@options.look
def command(
    day: str | None, oldest: str | None, newest: str | None, athlete: str | None, as_json: bool,
    color: str, quiet: bool,
) -> None:  # fmt: skip
    """Show a week: what was planned beside what was done.

    Monday to Sunday of the athlete's own week. Events that workoutc made bear a star. What was
    done stands beside its plan as the calendar paired the two; what was missed and what was done
    without a plan is named so.

    \b
      workoutc status
      workoutc status --date 2026-12-01 --json
    """
    days = _days(day, oldest, newest)
    several = athlete == "all"
    people = everyone(Contexts(None, ()).of(None).settings) if several else [athlete]
    done = []
    for name in people:
        with waiting("asking the calendar", quiet=quiet or as_json):
            done.append(_looked(name, days, quiet=quiet or as_json))
        if not as_json:
            _say(done[-1], color, quiet=quiet, several=several)
    if as_json:
        emit(one_or_all([each.as_object() for each in done], several=several))
    sys.exit(1 if any(each.failure for each in done) else 0)


def _days(day: str | None, oldest: str | None, newest: str | None) -> tuple[str, str] | str:
    """The days in words: a window, or one of a week."""
    check(date=day, oldest=oldest, newest=newest)
    if oldest is None and newest is None:
        return day or "today"
    if oldest is None or newest is None or day is not None:
        raise Refusal(
            "days that don't go together",
            "give --oldest and --newest, or --date alone for a week, or nothing for this week",
        )
    return oldest, newest


def _looked(athlete: str | None, days: tuple[str, str] | str, *, quiet: bool) -> "StatusReport":
    """One athlete's days; what the calendar fails at is in the report."""
    from workoutc.calendar.client import today
    from workoutc.calendar.dates import day as day_of
    from workoutc.calendar.faults import CalendarError
    from workoutc.calendar.listed import planned
    from workoutc.calendar.week import Days
    from workoutc.calendar.week import week as week_of
    from workoutc.cli import connection
    from workoutc.cli.status_report import StatusReport

    context = Contexts(athlete, ()).of(None)
    try:
        with connection.connected(context, athlete, quiet=quiet) as calendar:
            now = today(calendar.person(), connection.clock)
            first, last = week(day_of(days, now)) if isinstance(days, str) else window(*days, now)
            events = planned(calendar, first, last)
            done = _done(calendar, first, last)
    except CalendarError as error:
        return StatusReport(athlete, failure=error)
    terms = Days(first, last, now, context.settings.calendar.namespace, context.athlete)
    odd = [found.fault for found in (*events, *(done or ())) if found.entry is None]
    return StatusReport(athlete, week_of(events, done, terms), now, odd)


def _done(
    calendar: "Calendar", first: "dt.date", last: "dt.date"
) -> "list[Found[Activity]] | None":
    """What was done; `None` where the key or token may not see it, which spoils nothing else."""
    from workoutc.calendar.faults import CalendarError
    from workoutc.calendar.listed import activities

    try:
        return activities(calendar, first, last)
    except CalendarError as error:
        if error.code != "E502":
            raise
        return None


def _say(done: "StatusReport", color: str, *, quiet: bool, several: bool) -> None:
    if several:
        click.echo(f"{done.athlete}:", err=True)
    if done.failure is not None:
        complain(done.failure.message, done.failure.help, done.failure.code)
        return
    emit("".join(f"{line}\n" for line in done.lines(colored(color), width())))
    for line in () if quiet else done.remarks():
        click.echo(line, err=True)
