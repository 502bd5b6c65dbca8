"""`workoutc pull`: planned events of the calendar as source files."""

import datetime as dt
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from workoutc.cli import options
from workoutc.cli.contexts import Context, Contexts
from workoutc.cli.days import check, window
from workoutc.cli.output import emit, waiting
from workoutc.cli.pushed import one_or_all
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.syncing import everyone
from workoutc.resolve.fields import slug

if TYPE_CHECKING:
    from workoutc.calendar.pulled import Pulled, Skipped
    from workoutc.calendar.pulled_files import Place
    from workoutc.cli.pull_report import PullReport


@click.command("pull")
@click.option(
    "--oldest",
    required=True,
    metavar="DAY",
    help="The first day: 2026-12-01, today, tomorrow, or monday … sunday (the next).",
)
@click.option("--newest", required=True, metavar="DAY", help="The last day, which counts too.")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    help="The folder for the files; made if it isn't there.",
)
@click.option(
    "--athlete",
    metavar="NAME|all",
    help="The athlete of [athletes.NAME] in workoutc.toml; all: each into DIR/NAME.",
)
@click.option("--json", "as_json", is_flag=True, help="The outcome as JSON, and no other words.")
@options.look
def command(
    oldest: str, newest: str, folder: str, athlete: str | None, as_json: bool, color: str,
    quiet: bool,
) -> None:  # fmt: skip
    """Make source files of planned events.

    Of the events on these days, those that workoutc did not make become files, with the steps that
    the calendar has. What can't be source is kept in them as a note or a comment, and told with its
    line. A file that was changed since it was pulled is left alone, one whose event is gone is told
    of and kept, and the calendar stays as it is. Pushing a pulled file makes an event of ours
    beside the one it came from: delete that one then.

    \b
      workoutc pull --oldest today --newest 2026-12-31 -o training/
    """
    del color
    check(oldest=oldest, newest=newest)
    if Path(folder).exists() and not Path(folder).is_dir():
        raise Refusal(f"`{folder}` is a file", "name a folder for the pulled files")
    several = athlete == "all"
    people = everyone(_context(Path(folder), None).settings) if several else [athlete]
    done = []
    for name in people:
        below = Path(folder) / slug(name or "") if several else Path(folder)
        with waiting("asking the calendar", quiet=quiet or as_json):
            done.append(_pulled(below, name, (oldest, newest), quiet=quiet or as_json))
        if not as_json:
            _say(done[-1], quiet=quiet, several=several)
    _end(done, as_json=as_json, several=several)


def _end(done: "Sequence[PullReport]", *, as_json: bool, several: bool) -> NoReturn:
    if as_json:
        emit(one_or_all([each.as_object() for each in done], several=several))
    sys.exit(1 if any(each.failure for each in done) else 0)


def _pulled(path: Path, athlete: str | None, days: tuple[str, str], *, quiet: bool) -> "PullReport":
    """One athlete's events into a folder; what the calendar fails at is in the report."""
    from workoutc.calendar.client import today
    from workoutc.calendar.faults import CalendarError
    from workoutc.calendar.listed import planned
    from workoutc.calendar.pulled import foreign, pulled
    from workoutc.calendar.pulled_files import Folder
    from workoutc.cli import connection
    from workoutc.cli.pull_report import PullReport

    context = _context(path, athlete)
    try:
        with connection.connected(context, athlete, quiet=quiet) as calendar:
            first, last = window(*days, today(calendar.person(), connection.clock))
            found = planned(calendar, first, last)
    except CalendarError as error:
        return PullReport(athlete, path, failure=error)
    theirs = foreign(found, context.settings.calendar.namespace)
    folder = Folder(path)
    events = (pulled(event, context.athlete) for event in theirs)
    placed = [(event, folder.put(event)) for event in events]
    there = {int(f.raw["id"]) for f in found if type(f.raw.get("id")) is int}
    results = sorted([*placed, *folder.gone(there, first, last)], key=_by_day)
    return PullReport(athlete, path, results, len(found) - len(theirs))


def _by_day(result: "tuple[Pulled | Skipped, Place]") -> dt.date:
    return result[0].date or dt.date.min


def _context(folder: Path, athlete: str | None) -> Context:
    """That of the folder's project; without one, that of where the command is given."""
    contexts = Contexts(athlete, ())
    context = contexts.of(os.path.join(folder, "any"))
    return context if context.settings.project else contexts.of(None)


def _say(done: "PullReport", *, quiet: bool, several: bool) -> None:
    if several:
        click.echo(f"{done.athlete}:", err=True)
    if not quiet:
        emit("".join(f"{line}\n" for line in done.lines()))
        for remark in done.remarks():
            click.echo(remark, err=True)
    if done.failure is not None:
        complain(done.failure.message, done.failure.help, done.failure.code)
    for line in done.summary():
        click.echo(line, err=True)
