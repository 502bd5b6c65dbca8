"""`workoutc push`: make the calendar hold the workouts."""

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workoutc.calendar.event import Event, Session, dated
from workoutc.cli import options
from workoutc.cli.build_ import build
from workoutc.cli.main import complain
from workoutc.cli.output import tell
from workoutc.cli.sources import compiled
from workoutc.diagnostic import has_errors

if TYPE_CHECKING:
    from workoutc.calendar.push import Outcome, Result
    from workoutc.render import Report


@click.command("push")
@options.paths
@click.option("--date", "day", metavar="DAY",
              help="Date templates: 2026-12-01, today, tomorrow, or monday … sunday (the next); "
              "several go one a day, in name order.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON on stdout.")
@options.profile
@options.look
def command(
    paths: tuple[str, ...], day: str | None, dry_run: bool, as_json: bool, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Upload dated workouts as planned events, then read them back and compare.

    Only events that workoutc made are ever changed. Pushing again changes nothing.
    """
    context = options.context(athlete, values)
    built, report = build(compiled(paths, context), "intervals", context)
    tell(report, color, quiet=quiet or as_json)
    if any(has_errors(found) for _, found in report):
        click.echo("nothing was pushed", err=True)
        sys.exit(1)
    sessions = [Session(b.workout, b.content, b.source) for b in built]
    outcome = _pushed(sessions, day, context, athlete, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(_json(outcome), indent=2, ensure_ascii=False))
    else:
        _print(outcome, quiet=quiet)
    tell(_found(outcome), color)
    if outcome.failure is not None:
        complain(str(outcome.failure), outcome.failure.help)
    sys.exit(0 if outcome.ok else 1)


def _pushed(
    sessions: Sequence[Session], day: str | None, context: options.Context, athlete: str | None,
    *, dry_run: bool,
) -> "Outcome":  # fmt: skip
    from workoutc.calendar.account import account
    from workoutc.calendar.client import Calendar, today
    from workoutc.calendar.faults import CalendarError
    from workoutc.calendar.push import push

    settings = context.settings.calendar
    person = context.settings.profile(athlete).id or settings.athlete
    try:
        with Calendar(account(os.environ, person, settings.url)) as calendar:
            now = today(calendar, lambda: dt.datetime.now(dt.UTC))
            events = _dated(sessions, day, now, settings.namespace)
            return push(events, calendar, athlete=context.athlete, today=now, dry_run=dry_run)
    except CalendarError as error:
        complain(str(error), error.help)
        sys.exit(1)


def _dated(
    sessions: Sequence[Session], day: str | None, today: dt.date, namespace: str
) -> tuple[Event, ...]:
    from workoutc.calendar.dates import day as day_of

    try:
        first = None if day is None else day_of(day, today)
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from None
    found = dated(sessions, first, namespace)
    if found.templates:
        names = ", ".join(f"`{session.workout.name}`" for session in found.templates[:3])
        more = f" and {len(found.templates) - 3} more" if len(found.templates) > 3 else ""
        click.echo(f"without a date, so not pushed: {names}{more}", err=True)
        click.echo("help: give them a `date:`, or push them with --date DAY", err=True)
    return found.events


def _found(outcome: "Outcome") -> "Report":
    return [(r.event.session.source, r.diagnostics) for r in outcome.results if r.diagnostics]


def _print(outcome: "Outcome", *, quiet: bool) -> None:
    done: dict[str, int] = {}
    for result in outcome.results:
        words = _words(result)
        done[words] = done.get(words, 0) + 1
        if not quiet:
            click.echo(_line(result, words))
    if outcome.results:
        click.echo(", ".join(f"{count} {words}" for words, count in done.items()), err=True)


_DONE = {"create": "created", "update": "updated", "keep": "unchanged", "skip": "skipped"}


def _words(result: "Result") -> str:
    match result.state.value:
        case "done":
            return _DONE[result.action.value]
        case "planned":
            return f"to {result.action.value}"
        case other:
            return str(other)


def _line(result: "Result", words: str) -> str:
    when = result.event.when
    time = f"{when:%H:%M}" if (when.hour or when.minute) else "     "
    reason = f"  ({result.reason})" if result.action.value == "skip" else ""
    lines = [f"{when:%a %Y-%m-%d} {time}  {words:<10}  {result.event.workout.name}{reason}"]
    lines += [f"    the calendar says: {remark}" for remark in result.remarks]
    return "\n".join(lines)


def _json(outcome: "Outcome") -> dict[str, Any]:
    failure = outcome.failure
    return {
        "version": 1,
        "ok": outcome.ok,
        "events": [_entry(result) for result in outcome.results],
        "failure": None
        if failure is None
        else {"code": failure.code, "message": failure.message, "help": failure.help},
    }


def _entry(result: "Result") -> dict[str, Any]:
    event = result.event
    return {
        "action": result.action.value,
        "state": result.state.value,
        "external_id": event.external_id,
        "event_id": result.event_id,
        "date": event.when.date().isoformat(),
        "name": event.workout.name,
        "reason": result.reason,
        "diagnostics": [d.code for d in result.diagnostics],
    }
