"""`workoutc import`: what a foreign file means."""

import click

from workoutc.cli import options
from workoutc.cli.output import write_text
from workoutc.cli.sources import contents
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.reading import decode
from workoutc.sports import SPORTS


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--from", "origin", type=click.Choice(["intervals"]), default="intervals",
              show_default=True, help="The format of the files.")  # fmt: skip
@click.option("--to", "to", type=click.Choice(["doc"]), default="doc", show_default=True,
              help="doc: the workout_doc that Intervals.icu makes of it.")  # fmt: skip
@click.option("--sport", type=click.Choice(list(SPORTS)), default="Ride", metavar="NAME",
              show_default=True, help="The activity type of the event.")  # fmt: skip
@click.option("-o", "--output", "target", default="-", metavar="FILE|-", help="Where to.")
@options.profile
def command(
    files: tuple[str, ...], origin: str, to: str, sport: str, target: str,
    athlete: str | None, values: tuple[str, ...],
) -> None:  # fmt: skip
    """Read native Intervals.icu text as the server would, however broken it is."""
    del origin, to
    person = options.context(athlete, values).athlete
    docs = [read(decode(name, data)[0].text, sport, person) for name, data in contents(files)]
    write_text(target, dumps(docs[0] if len(docs) == 1 else docs, indent=2) + "\n")
