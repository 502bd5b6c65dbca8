"""`workoutc build`: compile to a format."""

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from workoutc.cli import options
from workoutc.cli.checking import report_of
from workoutc.cli.compiling import Way, outcomes
from workoutc.cli.contexts import Contexts
from workoutc.cli.outcome import Made
from workoutc.cli.output import counted, errors_of, tell, write_data
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import Text, texts
from workoutc.cli.stream import stream
from workoutc.diagnostic import has_errors
from workoutc.files import write_file
from workoutc.formats import FORMATS, SUFFIXES
from workoutc.render import Report

PACKAGES = {
    "ics": {"icalendar": "icalendar"},
    "png": {"resvg_py": "resvg-py", "fontpkg_noto_sans": "fontpkg-noto-sans"},
}
"""What is imported for a format, and the name under which it is installed, by its extra."""


@click.command("build")
@options.paths
@click.option("--to", "to", type=click.Choice(list(FORMATS)), default="intervals",
              show_default=True, help="intervals: native text; doc: the workout_doc that the "
              "server makes of it; json: what the compiler understood; zwo, erg, mrc, fit: files "
              "for trainers and devices; csv: a row for each ridden step; svg, png: a picture; "
              "events: dated workouts and plans as a list (JSON); ics: the same for any calendar "
              "program.")  # fmt: skip
@click.option("-o", "--output", "target", default="-", metavar="FILE|DIR/|-",
              help="Where to; a folder gets a file for each workout, named by its id, and folders "
              "for the weeks and days of a plan.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@options.origin
@options.profile
@options.known
@options.look
def command(
    paths: tuple[str, ...], to: str, target: str, strict: bool, origin: str | None,
    athlete: str | None, values: tuple[str, ...], known: bool, color: str, quiet: bool,
) -> None:  # fmt: skip
    """Compile workouts to a format.

    PATH is a file, a folder (every *.workout below it) or - for standard input; .zwo, .erg, .mrc,
    .fit and .txt (native text) are read as such. One error anywhere, and nothing is built. Several
    workouts make one array or stream, in name order. What the format can't hold is told.

    \b
      workoutc build tempo.workout
      workoutc build training/ --to zwo -o built/
      workoutc build zwift/ --from zwo --to fit -o device/
    """
    _check_package(to)
    given = texts(paths, origin)
    _keep_sources(given, target)
    done = outcomes(given, Contexts(athlete, values), Way(to, known, quiet))
    ok = all(outcome.ok for outcome in done)
    report = report_of(given, done, [outcome.told if ok else outcome.said for outcome in done])
    tell(errors_of(report) if quiet and not strict else report, color)
    if why := _forbidden(report, strict=strict):
        click.echo(why, err=True)
        sys.exit(1)
    built = [made for outcome in done for made in outcome.made]
    if not built and not quiet:
        click.echo("there is no workout in it, so there is nothing to build", err=True)
    _put(built, to, target, quiet=quiet)


def _forbidden(report: Report, *, strict: bool) -> str:
    """Why nothing may be built, or nothing."""
    if any(has_errors(found) for _, found in report):
        return "nothing was built"
    if strict and any(found for _, found in report):
        return "nothing was built: with --strict, warnings count as errors"
    return ""


def _check_package(to: str) -> None:
    """Raises Refusal where the package is missing that a format is written with."""
    for package, spelled in PACKAGES.get(to, {}).items():
        if find_spec(package) is None:
            raise Refusal(
                f"the format {to} needs the package `{spelled}`", f"pip install 'workoutc[{to}]'"
            )


def _keep_sources(given: Sequence[Text], target: str) -> None:
    """What people wrote is never overwritten by what we make of it."""
    place = os.path.realpath(target)
    if any(text.file is not None and os.path.realpath(text.file) == place for text in given):
        raise Refusal(f"`{target}` is one of the sources", "name another file or a folder")


def _put(built: Sequence[Made], to: str, target: str, *, quiet: bool) -> None:
    if target != "-" and (target.endswith(("/", "\\")) or Path(target).is_dir()):
        folder = Path(target)
        folder.mkdir(parents=True, exist_ok=True)
        for b in built:
            place = folder / f"{b.identity}{SUFFIXES[to]}"
            place.parent.mkdir(parents=True, exist_ok=True)
            write_file(place, b.data)
    elif (data := stream(built, to)) or target == "-":
        write_data(target, data)
    else:
        return  # no file of nothing, and none over what is there
    if target != "-" and not quiet:
        click.echo(f"{counted(len(built), 'workout')} written to {target}", err=True)
