"""The options that several verbs share."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from workoutc.cli.refusal import Refusal

if TYPE_CHECKING:
    from workoutc.athlete import Athlete
    from workoutc.settings import Settings

Command = TypeVar("Command", bound=Callable[..., object])

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


class Context(NamedTuple):
    """What a source is compiled with."""

    athlete: "Athlete"
    sport: str
    settings: "Settings"


def profile(command: Command) -> Command:
    """`--athlete` and `--set`."""
    command = click.option(
        "--set", "values", multiple=True, metavar="NAME=VALUE",
        help="A threshold for this run, such as ftp=280 or threshold_pace.run=4:10/km.",
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


def context(athlete: str | None, values: tuple[str, ...]) -> Context:
    """The settings found from the current folder, and the athlete they and `--set` name."""
    from workoutc.settings import load

    settings = load(Path.cwd(), os.environ)
    pairs = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise Refusal(f"--set takes NAME=VALUE, not `{value}`", "for instance --set ftp=280")
        pairs[name.strip()] = text.strip()
    person = settings.profile(athlete).athlete
    if pairs:
        from workoutc.settings_set import with_values

        person = with_values(person, pairs)
    return Context(person, settings.sport, settings)


def colored(choice: str, *, err: bool = False) -> bool:
    """Whether to colour what goes to stdout, or to stderr."""
    if choice != "auto":
        return choice == "always"
    stream = sys.stderr if err else sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def width() -> int:
    """Cells across the terminal, within what can be read."""
    from shutil import get_terminal_size

    return min(max(get_terminal_size((100, 24)).columns, 40), 160)
