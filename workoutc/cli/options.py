"""The options that several verbs share."""

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


origin = click.option(
    "--from", "origin", type=click.Choice(["intervals", "zwo", "erg", "mrc", "fit"]),
    help="Read foreign files; by suffix when left out, folders then hold *.workout only.",
)  # fmt: skip


def profile(command: Command) -> Command:
    """`--athlete` and `--set`."""
    command = click.option(
        "--set", "values", multiple=True, metavar="NAME=VALUE",
        help="For this run: a threshold (ftp=280, threshold_pace.run=4:10/km), or a `let` or "
        "parameter of the source.",
    )(command)  # fmt: skip
    return click.option(
        "--athlete", metavar="NAME", help="The athlete of [athletes.NAME] in workoutc.toml."
    )(command)


def look(command: Command) -> Command:
    """`--color` and `--quiet`."""
    command = click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), default="auto",
        help="Colours; auto: on a terminal, unless NO_COLOR is set.",
    )(command)  # fmt: skip
    return click.option("--quiet", "-q", is_flag=True, help="Leave out warnings and progress.")(
        command
    )


def known(command: Command) -> Command:
    """`--no-cache`."""
    return click.option(
        "--no-cache", "known", is_flag=True, flag_value=False, default=True,
        help="Compile every file, also one that was compiled before and has not changed.",
    )(command)  # fmt: skip
