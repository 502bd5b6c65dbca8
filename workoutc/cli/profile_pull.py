"""One athlete's profile brought up to what Intervals.icu says."""

import os
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from workoutc.calendar.faults import CalendarError
from workoutc.cli import connection
from workoutc.cli.contexts import Context, Contexts
from workoutc.cli.output import counted, emit, waiting, width
from workoutc.cli.refusal import Refusal, complain
from workoutc.render.visible import cells, visible
from workoutc.settings import PROJECT_FILE, Settings, own_file
from workoutc.settings.change import Change, Comparison, Found, compared
from workoutc.settings.draft import Draft, drafts
from workoutc.settings.file import layers, merged
from workoutc.settings.person import USUAL_UNITS, Pace, value_at
from workoutc.settings.write import LayoutError
from workoutc.sports import Kind
from workoutc.tuples import NamedTuple


class Way(NamedTuple):
    """How a pull is made. `asks`: somebody is there to be asked. `several`: athletes."""

    dry_run: bool = False
    yes: bool = False
    asks: bool = False
    quiet: bool = False
    several: bool = False


def pulled(name: str | None, way: Way) -> bool:
    """Pull the thresholds and zones of the athlete of that name. Whether that went well; what stops
    one athlete is told. Raises Refusal where a yes is missing, and SettingsError."""
    context = Contexts(name, ()).of(None)
    if way.several:
        click.echo(f"{name}:", err=True)
    try:
        found = _asked(context, name, quiet=way.quiet)
        _put(context.settings, name, found, way)
    except CalendarError as error:
        complain(error.message, error.help, error.code)
        return False
    except LayoutError as error:
        complain(f"{error}", "write the values above into it yourself")
        return False
    return True


def _asked(context: Context, name: str | None, *, quiet: bool) -> Found:
    from workoutc.calendar.sport_settings import sport_settings

    with (
        connection.connected(context, name, quiet=quiet) as calendar,
        waiting("asking the calendar", quiet=quiet),
    ):
        return sport_settings(calendar)


def _put(settings: Settings, name: str | None, found: Found, way: Way) -> None:
    table = settings.table(name)
    there = layers(settings.project, own_file(os.environ))
    written = value_at(merged(there), table) or {}
    comparison = compared(written, found)
    _tell(comparison, written, table, way)
    if comparison.changes:
        _write(drafts(there, Path(PROJECT_FILE).absolute(), table, comparison.changes), way)
    elif not way.quiet:
        click.echo("nothing to change", err=True)


def _tell(
    comparison: Comparison, written: Mapping[str, Any], table: tuple[str, ...], way: Way
) -> None:
    emit("".join(f"{line}\n" for line in _lines(comparison.changes, table)))
    for remark in comparison.remarks:
        click.echo(visible(remark), err=True)
    for path in () if way.quiet else comparison.kept:
        value = shown(value_at(written, path), path)
        words = f"{'.'.join((*table, *path))}: not set on Intervals.icu, kept ({value})"
        click.echo(visible(words), err=True)


def _lines(changes: Sequence[Change], table: tuple[str, ...]) -> Iterator[str]:
    """Under the header of each table its values, old and new; on two lines where one is short."""
    above = None
    for path, old, new in changes:
        dotted = path[0] == "threshold_pace"
        header = table if dotted else (*table, *path[:-1])
        if header != above:
            yield f"[{'.'.join(header)}]"
        above = header
        key = f"  {'.'.join(path) if dotted else path[-1]:<20} "
        before, after = visible(shown(old, path)), visible(shown(new, path))
        if cells(f"{key}{before} → {after}") <= width():
            yield f"{key}{before} → {after}"
        else:
            yield f"{key}{before}"
            yield f"{'→':>{len(key) - 1}} {after}"


def shown(value: object, path: Sequence[str]) -> str:
    """A value of a profile as a line tells it."""
    match value:
        case None:
            return "not set"
        case Decimal() if path[0] == "threshold_pace":
            return str(Pace(value, USUAL_UNITS.get(Kind(path[1]), "km")))
        case Decimal():
            return f"{value.normalize():f}"
        case tuple() if not isinstance(value, Pace):
            return ", ".join(shown(entry, path) for entry in value)
        case _:
            return str(value)


def _write(made: Sequence[Draft], way: Way) -> None:
    if not way.dry_run:
        _agree(made, way)
        for draft in made:
            draft.write()
    for draft in made:
        verb = "would be written" if way.dry_run else "written"
        words = f"{counted(len(draft.changes), 'value')} {verb} to {_named(draft.path)}"
        click.echo(visible(words), err=True)


def _agree(made: Sequence[Draft], way: Way) -> None:
    """Somebody has to say yes. Raises Refusal where nobody can, or Abort where they don't."""
    if way.yes:
        return
    if not way.asks:
        raise Refusal(
            "there is no terminal to ask on, so nothing was written",
            "look at it, then pull with --yes",
        )
    files = " and ".join(_named(draft.path) for draft in made)
    click.confirm(f"Write this to {visible(files)}?", err=True, abort=True)


def _named(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
