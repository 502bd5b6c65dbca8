"""`workoutc import`: what a foreign file means."""

import sys

import click

from workoutc.cli import options
from workoutc.cli.contexts import Contexts
from workoutc.cli.output import tell, write_text
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import read_files
from workoutc.diagnostic import has_errors
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.reading import decode
from workoutc.sports import SPORTS
from workoutc.suggest import nearest


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--from", "origin", type=click.Choice(["intervals"]), default="intervals",
              show_default=True, help="The format of the files.")  # fmt: skip
@click.option("--to", "to", type=click.Choice(["doc"]), default="doc", show_default=True,
              help="doc: the workout_doc that the server makes of it.")  # fmt: skip
@click.option("--sport", default="Ride", metavar="NAME", show_default=True,
              help="The activity type of the event.")  # fmt: skip
@click.option("-o", "--output", "target", default="-", metavar="FILE|-", help="Where to.")
@options.profile
@options.look
def command(
    files: tuple[str, ...], origin: str, to: str, sport: str, target: str,
    athlete: str | None, values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Read native Intervals.icu text as the server would.

    However broken the text is: what the server would drop is not there. FILE is a file, or - for
    standard input; several make an array.

    \b
      workoutc import description.txt --sport Run
    """
    del origin, to, quiet
    check_sport(sport)
    contexts = Contexts(athlete, values)
    given = read_files(files)
    decoded = [decode(text.name, text.data) for text in given]
    tell(decoded, color)
    if any(has_errors(faults) for _, faults in decoded):
        click.echo("nothing was read", err=True)
        sys.exit(1)
    docs = [
        read(source.text, sport, contexts.of(text.file).athlete)
        for text, (source, _) in zip(given, decoded, strict=True)
    ]
    write_text(target, dumps(docs[0] if len(docs) == 1 else docs, indent=2) + "\n")


def check_sport(sport: str) -> None:
    """Raises Refusal for what is no sport of Intervals.icu."""
    if sport not in SPORTS:
        meant = nearest(sport, list(SPORTS))
        known = "for instance Ride, VirtualRide, Run, Swim, Rowing or WeightTraining"
        raise Refusal(
            f"`{sport}` is not a sport of Intervals.icu",
            f"did you mean `{meant[0]}`?" if meant else known,
        )
