"""`workoutc push`: make the calendar hold the workouts."""

import datetime as dt
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from workoutc.calendar.event import Dated, Session, dated
from workoutc.cli import options
from workoutc.cli.build_ import build
from workoutc.cli.output import emit, errors_of, tell, waiting
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.sources import compiled, texts
from workoutc.diagnostic import has_errors

if TYPE_CHECKING:
    from workoutc.calendar.push import Outcome
    from workoutc.cli.pushed import Pushed
    from workoutc.render import Report

ANY_DAY = dt.date(2000, 1, 3)


@click.command("push")
@options.paths
@click.option("--date", "day", metavar="DAY",
              help="Date templates: 2026-12-01, today, tomorrow, or monday … sunday (the next); "
              "several go one a day, in name order.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON, and no other words.")
@options.profile
@options.look
def command(
    paths: tuple[str, ...], day: str | None, dry_run: bool, as_json: bool, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Put dated workouts on the calendar.

    PATH is a file, a folder (every *.workout below it) or - for standard input. What was sent is
    read back and compared. Only events that workoutc made are ever changed, and never one that is
    over; pushing again changes nothing. The key comes from INTERVALS_API_KEY.

    \b
      workoutc push training/ --dry-run
      workoutc push tempo.workout --date tuesday
    """
    contexts = options.Contexts(athlete, values)
    _check_day(day)
    given = texts(paths)
    context = contexts.one(text.file for text in given)
    built, report = build(compiled(given, contexts, quiet=quiet), "intervals")
    if not as_json:
        tell(errors_of(report) if quiet else report, color)
    sessions = [Session(b.workout, b.content, b.source) for b in built]
    done = _pushed(report, sessions, day, context, athlete, dry_run=dry_run, quiet=quiet or as_json)
    if as_json:
        emit(done.as_json())
    else:
        _say(done, color, quiet=quiet)
    sys.exit(0 if done.ok else 1)


def clock() -> dt.datetime:
    """The time, whatever the zone."""
    return dt.datetime.now(dt.UTC)


def _pushed(
    report: "Report", sessions: Sequence[Session], day: str | None, context: options.Context,
    athlete: str | None, *, dry_run: bool, quiet: bool,
) -> "Pushed":  # fmt: skip
    """All that is to be said in the end; what needs no calendar asks for no key and no network."""
    from workoutc.cli.pushed import Pushed

    namespace = context.settings.calendar.namespace
    if any(has_errors(found) for _, found in report):
        return Pushed(report, dry_run=dry_run)
    without = dated(sessions, None, namespace)
    if not (without.events or (day and sessions)):
        return Pushed(report, templates=without.templates, dry_run=dry_run)
    with waiting("asking the calendar", quiet=quiet):
        outcome = _on_calendar(sessions, day, context, athlete, dry_run=dry_run)
    templates = () if day else without.templates
    return Pushed(report, outcome.results, templates, outcome.failure, dry_run)


def _on_calendar(
    sessions: Sequence[Session], day: str | None, context: options.Context, athlete: str | None,
    *, dry_run: bool,
) -> "Outcome":  # fmt: skip
    from workoutc.calendar.account import account
    from workoutc.calendar.client import Calendar, today
    from workoutc.calendar.faults import AGAIN, CalendarError
    from workoutc.calendar.push import Outcome, push

    settings = context.settings.calendar
    person = context.settings.profile(athlete).id or settings.athlete
    try:
        with Calendar(account(os.environ, person, settings.url)) as calendar:
            now = today(calendar, clock)
            events = _dated(sessions, day, now, settings.namespace).events
            return push(events, calendar, athlete=context.athlete, today=now, dry_run=dry_run)
    except CalendarError as error:
        return Outcome((), error)
    except KeyboardInterrupt:
        click.echo(f"\n{AGAIN}", err=True)
        raise


def _dated(sessions: Sequence[Session], day: str | None, today: dt.date, namespace: str) -> Dated:
    from workoutc.calendar.dates import day as day_of

    try:
        return dated(sessions, None if day is None else day_of(day, today), namespace)
    except OverflowError:
        problem = Refusal(f"`{day}` is too late: no calendar goes that far")
    raise problem


def _check_day(day: str | None) -> None:
    """Raises Refusal for what is no day, before anything is asked for."""
    from workoutc.calendar.dates import day as day_of

    try:
        day_of(day or "today", ANY_DAY)
    except ValueError as wrong:
        what, _, how = str(wrong).partition(": ")
        raise Refusal(f"--date: {what}", how) from None


def _say(done: "Pushed", color: str, *, quiet: bool) -> None:
    if done.results and not quiet:
        emit("".join(f"{line}\n" for line in done.lines()))
    tell(done.found, color)
    if done.failure is not None:
        complain(done.failure.message, done.failure.help, done.failure.code)
    for line in done.summary():
        click.echo(line, err=True)
