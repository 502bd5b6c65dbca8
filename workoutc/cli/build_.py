"""`workoutc build`: compile to a format."""

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from workoutc.cli import options
from workoutc.cli.output import counted, errors_of, report_of, tell, write_text
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import Text, compiled, texts
from workoutc.cli.stream import Built, stream
from workoutc.compiler import Compilation
from workoutc.diagnostic import by_place, has_errors
from workoutc.files import write_file
from workoutc.formats import FORMATS
from workoutc.formats.events import JOINED
from workoutc.model import Workout
from workoutc.render import Report

SUFFIXES = {
    "intervals": ".txt", "doc": ".json", "json": ".json", "events": ".json", "ics": ".ics",
}  # fmt: skip


@click.command("build")
@options.paths
@click.option("--to", "to", type=click.Choice(list(FORMATS)), default="intervals",
              show_default=True, help="intervals: native text; doc: the workout_doc that the "
              "server makes of it; json: what the compiler understood; events: dated workouts and "
              "plans as a list (JSON); ics: the same for any calendar program.")  # fmt: skip
@click.option("-o", "--output", "target", default="-", metavar="FILE|DIR/|-",
              help="Where to; a folder gets a file for each workout, named by its id, and folders "
              "for the weeks and days of a plan.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@options.profile
@options.look
def command(
    paths: tuple[str, ...], to: str, target: str, strict: bool, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Compile workouts to a format.

    PATH is a file, a folder (every *.workout below it) or - for standard input. One error
    anywhere, and nothing is built. Several workouts make one array or stream, in name order.

    \b
      workoutc build tempo.workout
      workoutc build training/ -o built/
    """
    _check_package(to)
    given = texts(paths)
    _keep_sources(given, target)
    contexts = options.Contexts(athlete, values)
    built, report = build(compiled(given, contexts, quiet=quiet), to)
    tell(errors_of(report) if quiet and not strict else report, color)
    if any(has_errors(found) for _, found in report):
        click.echo("nothing was built", err=True)
        sys.exit(1)
    if strict and any(found for _, found in report):
        click.echo("nothing was built: with --strict, warnings count as errors", err=True)
        sys.exit(1)
    if not built and not quiet:
        click.echo("there is no workout in it, so there is nothing to build", err=True)
    _put(built, to, target, quiet=quiet)


def build(compilations: Sequence[Compilation], to: str) -> tuple[list[Built], Report]:
    """Every workout in the format, and all that was found on the way, by source."""
    if not all(c.ok for c in compilations):
        return [], report_of(compilations)
    built, report = [], []
    for compilation in compilations:
        found = list(compilation.diagnostics)
        for workout in wanted(compilation, to):
            emission = FORMATS[to](workout, compilation.athlete)
            built.append(Built(workout, compilation.source, emission.content))
            found.extend(emission.lost)
        # A line of a block may be in several workouts, and is told once.
        report.append((compilation.source, by_place(dict.fromkeys(found))))
    return built, report


def wanted(compilation: Compilation, to: str) -> tuple[Workout, ...]:
    """What of a source is written to a format: the workouts and what its plans make of them, or of
    both what has a date."""
    return compilation.events if to in JOINED else compilation.sessions


def _check_package(to: str) -> None:
    """Raises Refusal where the package is missing that a format is written with."""
    if to == "ics" and find_spec("icalendar") is None:
        raise Refusal("the format ics needs the package `icalendar`", "pip install 'workoutc[ics]'")


def _keep_sources(given: Sequence[Text], target: str) -> None:
    """What people wrote is never overwritten by what we make of it."""
    place = Path(target).resolve()
    if any(text.file is not None and text.file.resolve() == place for text in given):
        raise Refusal(f"`{target}` is one of the sources", "name another file or a folder")


def _put(built: Sequence[Built], to: str, target: str, *, quiet: bool) -> None:
    if target != "-" and (target.endswith(("/", "\\")) or Path(target).is_dir()):
        folder = Path(target)
        folder.mkdir(parents=True, exist_ok=True)
        for b in built:
            place = folder / f"{b.workout.identity}{SUFFIXES[to]}"
            place.parent.mkdir(parents=True, exist_ok=True)
            write_file(place, b.content.encode())
    else:
        write_text(target, stream(built, to))
    if target != "-" and not quiet:
        click.echo(f"{counted(len(built), 'workout')} written to {target}", err=True)
