"""`workoutc athlete`: thresholds and zones, those of the profile and those on Intervals.icu."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workoutc.cli.output import emit, width
from workoutc.cli.refusal import Refusal

if TYPE_CHECKING:
    from workoutc.settings import Settings


@click.group("athlete", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show or pull thresholds and zones."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


someone = click.option(
    "--athlete", metavar="NAME|all", help="The athlete of [athletes.NAME] in workoutc.toml, or all."
)


@command.command("show")
@someone
@click.option("--json", "as_json", is_flag=True, help="The profile as JSON, and no other words.")
def show(athlete: str | None, as_json: bool) -> None:
    """Print the profile that sources are compiled with.

    Thresholds and zones of each kind of sport, what they come to in watts, beats and paces, and
    where they stand. A value for all sports stands under [athlete], one of a sport under
    [athlete.ride], run, swim, row, walk, ski or other.
    """
    from workoutc.cli.profile_show import as_object, as_text, shown
    from workoutc.settings import own_file
    from workoutc.settings.file import layers

    settings = _settings()
    found = layers(settings.project, own_file(os.environ))
    profiles = [shown(settings, found, name) for name in _names(settings, athlete)]
    if as_json:
        objects = [as_object(each) for each in profiles]
        emit(json.dumps(objects if athlete == "all" else objects[0], indent=2) + "\n")
    else:
        emit("\n".join(as_text(each, width()) for each in profiles))


@command.command("pull")
@someone
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Don't ask; needed where there is no terminal.")
@click.option("--quiet", "-q", is_flag=True, help="Leave out progress, and what is kept.")
def pull(athlete: str | None, dry_run: bool, yes: bool, quiet: bool) -> None:
    """Take thresholds and zones over from Intervals.icu.

    FTP, threshold and maximum heart rate, threshold paces, zones and their names go into the
    settings file that has the profile: workoutc.toml, else your own config.toml, else a new
    workoutc.toml here. Shows each value that changes, and asks; --yes doesn't ask. What isn't set
    there is kept here, and what makes no sense is left out and told.

    \b
      workoutc athlete pull --dry-run
      workoutc athlete pull --athlete all --yes
    """
    from workoutc.cli.profile_pull import Way, pulled

    settings = _settings()
    names = _names(settings, athlete)
    _check_calendars(settings, [name for name in names if name])
    asks = sys.stdin.isatty() and sys.stderr.isatty()
    way = Way(dry_run, yes, asks, quiet, several=athlete == "all")
    done = [pulled(name, way) for name in names]
    sys.exit(0 if all(done) else 1)


def _settings() -> "Settings":
    from workoutc.settings import load

    return load(Path.cwd(), os.environ)


def _names(settings: "Settings", athlete: str | None) -> list[str | None]:
    """The athletes who are meant, `None` for oneself."""
    if athlete != "all":
        return [athlete]
    if not settings.profiles:
        raise Refusal(
            "there are no athletes to work through",
            "name them in workoutc.toml: [athletes.anna], with her `id` on the calendar",
        )
    return list(settings.profiles)


def _check_calendars(settings: "Settings", names: Sequence[str]) -> None:
    """Without an id one would be asked of somebody else's calendar: the key's owner's."""
    for name in names:
        if not settings.profile(name).id:
            raise Refusal(
                f"`[athletes.{name}]` has no `id`, so their calendar is not known",
                'write id = "i12345", as in the address of their calendar page',
            )
