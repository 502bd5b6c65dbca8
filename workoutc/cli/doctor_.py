"""`workoutc doctor`: what is wrong between here and the calendar."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workoutc.cli import options
from workoutc.cli.output import colored, emit, waiting, width

if TYPE_CHECKING:
    from workoutc.calendar.doctor.examination import Folders
    from workoutc.calendar.doctor.finding import Examination


@click.command("doctor")
@click.option("--athlete", metavar="NAME", help="The athlete of [athletes.NAME] in workoutc.toml.")
@click.option("--write-probe", "write", is_flag=True,
              help="Also make, change, move and delete a note on 1 January 2099.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON, and no other words.")
@options.look
def command(athlete: str | None, write: bool, as_json: bool, color: str, quiet: bool) -> None:
    """Find out why the calendar can't be used, and what helps.

    Looks at the settings, the key and the network, asks the calendar a few harmless questions, and
    shows what the key reaches. Where a key was copied with something around it, or stands in the
    wrong place, it is tried as it was meant. Ends with 1 where something is at fault.

    What it prints can be shown in a forum: it has no key, no name and no whole id in it.

    \b
      workoutc doctor
      workoutc doctor --athlete anna --write-probe
    """
    with waiting("examining", quiet=quiet or as_json):
        found = _examined(athlete, write=write, quiet=quiet)
    from workoutc.cli.doctor_report import as_json as in_json
    from workoutc.cli.doctor_report import lines
    from workoutc.render.pen import Pen

    if as_json:
        emit(in_json(found))
    else:
        pen = Pen(colored(color), width())
        emit("".join(f"{line}\n" for line in lines(found, pen, brief=quiet, written=write)))
    sys.exit(0 if found.ok else 1)


def _examined(athlete: str | None, *, write: bool, quiet: bool) -> "Examination":
    from workoutc.calendar.doctor.examination import examine
    from workoutc.calendar.doctor.surroundings import surroundings
    from workoutc.cli import connection
    from workoutc.settings import state_folder

    here = surroundings(os.environ, Path.cwd(), Path(state_folder(os.environ)), athlete)
    manner = connection.manner(quiet=quiet)
    return examine(here, manner, connection.clock, write=write, folders=_folders())


def _folders() -> "Folders":
    """What tells of a person, and what to say instead: the inner folders before the outer ones."""
    from workoutc.settings import config_folder, project_of

    home = Path(os.environ.get("HOME") or Path.home())
    here = Path.cwd()
    return [
        (Path(project_of(here) or here), "."),
        (Path(config_folder(os.environ)), "[settings folder]"),
        (here, "."),
        (home, "~"),
    ]
