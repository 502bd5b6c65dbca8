"""`workoutc import`: a foreign file as source."""

import sys
from pathlib import Path

import click

from workoutc.cli import options
from workoutc.cli.contexts import Contexts
from workoutc.cli.imported import FORMS, Wanted, imported, told
from workoutc.cli.kept import put_each, put_one
from workoutc.cli.processes import followed
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import FOREIGN, read_files
from workoutc.sports import SPORTS
from workoutc.suggest import nearest


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--from",
    "origin",
    type=click.Choice([*FOREIGN.values()]),
    help="The format of the files; by suffix when left out, else native text.",
)
@click.option(
    "--to",
    "to",
    type=click.Choice(FORMS),
    default="source",
    show_default=True,
    help="source: this language; doc: the workout_doc that the server makes of it; json: "
    "what was understood.",
)
@click.option(
    "--sport",
    default="Ride",
    metavar="NAME",
    show_default=True,
    help="The sport of a file that doesn't say.",
)
@click.option(
    "--percent",
    is_flag=True,
    help="Take powers above 5 in a .zwo for percent of FTP, not for a mistake.",
)
@click.option(
    "-o",
    "--output",
    "target",
    default="-",
    metavar="FILE|DIR/|-",
    help="Where to; a folder gets a file for each.",
)
@options.profile
@options.look
def command(
    files: tuple[str, ...], origin: str | None, to: str, sport: str, percent: bool,
    target: str, athlete: str | None, values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Turn foreign files into source.

    Repeats are found again, texts become cues, the description notes; whatever had to be repaired
    or left out is told, and a file is refused where a time or a number in it can't be meant. FILE
    is a file, a folder (with --from) or - for standard input; several make one source or an array.
    A file that is there and says something else is left alone.

    \b
      workoutc import sweet-spot.zwo -o sweet-spot.workout
      workoutc import zwift/ --from zwo -o training/
      workoutc import description.txt --to doc --sport Run
    """
    check_sport(sport)
    contexts, wanted = Contexts(athlete, values), Wanted(to, sport, percent)
    given = read_files(files, origin)
    each = [
        imported(text, contexts, wanted)
        for text in followed(given, len(given), "reading", quiet=quiet)
    ]
    told(each, color, quiet=quiet)
    into_folder = target != "-" and (target.endswith(("/", "\\")) or Path(target).is_dir())
    done = put_each(each, Path(target), quiet=quiet) if into_folder else put_one(each, target)
    sys.exit(0 if done else 1)


def check_sport(sport: str) -> None:
    """Raises Refusal for what is no sport of Intervals.icu."""
    if sport not in SPORTS:
        meant = nearest(sport, list(SPORTS))
        known = "for instance Ride, VirtualRide, Run, Swim, Rowing or WeightTraining"
        raise Refusal(
            f"`{sport}` is not a sport of Intervals.icu",
            f"did you mean `{meant[0]}`?" if meant else known,
        )
