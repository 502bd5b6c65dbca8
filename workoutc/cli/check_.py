"""`workoutc check`: say what is wrong."""

import sys

import click

from workoutc.cli import options
from workoutc.cli.checking import Manner, checked
from workoutc.cli.contexts import Contexts
from workoutc.render import FORMATS, Format


@click.command("check")
@options.paths
@click.option("--fix", is_flag=True,
              help="Apply the safe fixes; that of `-` goes to stdout, and what is left to say to "
              "stderr.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="What to print.")  # fmt: skip
@options.origin
@options.profile
@options.known
@options.look
def command(
    paths: tuple[str, ...], fix: bool, strict: bool, form: Format, origin: str | None,
    athlete: str | None, values: tuple[str, ...], known: bool, color: str, quiet: bool,
) -> None:  # fmt: skip
    """Say what is wrong, where, and what to write instead.

    PATH is a file, a folder (every *.workout below it) or - for standard input. Exits with 1 when
    there is an error.

    \b
      workoutc check training/
      workoutc check --fix tempo.workout
    """
    manner = Manner(fix, strict, form, color, quiet, known)
    sys.exit(checked(paths, Contexts(athlete, values), manner, origin))
