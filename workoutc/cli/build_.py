"""`workoutc build`: compile to a format."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from workoutc.cli import options
from workoutc.cli.output import report_of, tell, write_file, write_text
from workoutc.cli.sources import compiled
from workoutc.compiler import Compilation
from workoutc.diagnostic import by_place, has_errors
from workoutc.formats import FORMATS
from workoutc.model import Workout
from workoutc.render import Report
from workoutc.source import Source

SUFFIXES = {"intervals": ".txt", "doc": ".json", "json": ".json"}


class Built(NamedTuple):
    """A workout, the source it stands in, and what a format made of it."""

    workout: Workout
    source: Source
    content: str


@click.command("build")
@options.paths
@click.option("--to", "to", type=click.Choice(list(FORMATS)), default="intervals",
              show_default=True, help="The format.")  # fmt: skip
@click.option("-o", "--output", "target", default="-", metavar="FILE|DIR|-",
              help="Where to; a folder gets a file for each workout, named by its id.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@options.profile
@options.look
def command(
    paths: tuple[str, ...], to: str, target: str, strict: bool, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Compile workouts to a format; one error anywhere, and nothing is built."""
    context = options.context(athlete, values)
    compilations = compiled(paths, context)
    built, report = build(compilations, to, context)
    tell(report, color, quiet=quiet)
    if any(has_errors(found) or (strict and found) for _, found in report):
        click.echo("nothing was built", err=True)
        sys.exit(1)
    if target != "-" and (target.endswith(("/", "\\")) or Path(target).is_dir()):
        _into_folder(built, Path(target), SUFFIXES[to])
    else:
        write_text(target, stream(built, to))


def build(
    compilations: Sequence[Compilation], to: str, context: options.Context
) -> tuple[list[Built], Report]:
    """Every workout in the format, and all that was found on the way, by source."""
    if not all(c.ok for c in compilations):
        return [], report_of(compilations)
    built, report = [], []
    for compilation in compilations:
        found = list(compilation.diagnostics)
        for workout in compilation.workouts:
            emission = FORMATS[to](workout, context.athlete)
            built.append(Built(workout, compilation.source, emission.content))
            found.extend(emission.lost)
        report.append((compilation.source, by_place(found)))
    return built, report


def stream(built: Sequence[Built], to: str) -> str:
    """All workouts in one text: one alone as it is, several as an array or under their names."""
    if len(built) == 1:
        return built[0].content
    if to == "intervals":
        return "\n".join(f"workout: {b.workout.name}\nid: {b.workout.identity}\n"
                         f"sport: {b.workout.sport}\n\n{b.content}" for b in built)  # fmt: skip
    inner = ",\n".join(b.content.rstrip("\n") for b in built)
    return f"[\n{inner}\n]\n"


def _into_folder(built: Sequence[Built], folder: Path, suffix: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for b in built:
        write_file(folder / f"{b.workout.identity}{suffix}", b.content.encode())
