"""The options that several verbs share."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from workoutc.cli.refusal import Refusal

if TYPE_CHECKING:
    from workoutc.athlete import Athlete
    from workoutc.setting import Setting
    from workoutc.settings import Settings

Command = TypeVar("Command", bound=Callable[..., object])

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


class Context(NamedTuple):
    """What a source is compiled with."""

    athlete: "Athlete"
    sport: str
    settings: "Settings"
    names: Mapping[str, str] = {}
    given: Mapping[str, str] = {}

    def setting(self, file: Path | None) -> "Setting":
        """What a source is compiled with; it may include files of its project, which without a
        `workoutc.toml` is its own folder."""
        from workoutc.cli.including import including
        from workoutc.setting import Setting

        folder = file.absolute().parent if file is not None else Path.cwd()
        project = self.settings.project or folder
        return Setting(self.athlete, self.sport, self.names, self.given, including(project))


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


class Contexts:
    """The context of each file: its own project's settings, and the athlete they and `--set` name.

    A project is the nearest folder upwards from the file that has a `workoutc.toml`; what comes
    from standard input belongs to the current folder.
    """

    def __init__(self, athlete: str | None, values: tuple[str, ...]) -> None:
        self.athlete = athlete
        self.values = _pairs(values)
        self._known: dict[Path | None, Context] = {}

    def of(self, file: Path | None) -> Context:
        """The context of a file, or of standard input. Raises SettingsError."""
        from workoutc.settings import load, project_of

        start = file.absolute().parent if file is not None else Path.cwd()
        project = project_of(start)
        if project not in self._known:
            settings = load(project or start, os.environ)
            self._known[project] = self._context(settings)
        return self._known[project]

    def _context(self, settings: "Settings") -> Context:
        names = settings.profile(self.athlete).names
        return Context(self._person(settings), settings.sport, settings, names, self.given)

    @property
    def given(self) -> Mapping[str, str]:
        """Values of `--set` for names in the sources."""
        from workoutc.settings.set import is_threshold

        return {name: text for name, text in self.values.items() if not is_threshold(name)}

    def one(self, files: Iterable[Path | None]) -> Context:
        """The context of all the files, which share a calendar; raises Refusal if they don't."""
        found = list(dict.fromkeys(self.of(file).settings.project for file in files))
        contexts = [self._known[project] for project in found] or [self.of(None)]
        first = contexts[0]
        alike = all(self._whose(context) == self._whose(first) for context in contexts)
        if not alike:
            raise Refusal(
                "the files belong to projects with different athletes or calendars",
                "push them one project at a time: " + ", ".join(str(p or ".") for p in found),
            )
        return first

    def _whose(self, context: Context) -> object:
        """Whose calendar it is, and whose thresholds."""
        settings = context.settings
        return context.athlete, settings.calendar, settings.profile(self.athlete).id

    def _person(self, settings: "Settings") -> "Athlete":
        person = settings.profile(self.athlete).athlete
        if not self.values:
            return person
        from workoutc.settings.set import is_threshold, with_values

        return with_values(person, {n: v for n, v in self.values.items() if is_threshold(n)})


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise Refusal(f"--set takes NAME=VALUE, not `{value}`", "for instance --set ftp=280")
        pairs[name.strip()] = text.strip()
    return pairs


def colored(choice: str, *, err: bool = False) -> bool:
    """Whether to colour what goes to stdout, or to stderr."""
    if choice != "auto":
        return choice == "always"
    stream = sys.stderr if err else sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def width(most: int = 160) -> int:
    """Cells across the terminal, within what can be read."""
    from shutil import get_terminal_size

    return min(max(get_terminal_size((100, 24)).columns, 40), most)
