"""What each source is compiled with: its project's settings, and what the options say."""

import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from workoutc.cli.refusal import Refusal
from workoutc.places import PROJECT_FILE, own_file, project_of
from workoutc.records import dataclass

if TYPE_CHECKING:
    from workoutc.athlete import Athlete
    from workoutc.setting import Setting
    from workoutc.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """What a source is compiled with."""

    athlete: "Athlete"
    sport: str
    settings: "Settings"
    names: Mapping[str, str]
    given: Mapping[str, str]

    def setting(self, file: str | None) -> "Setting":
        """What a source is compiled with; it may include files of its project, which without a
        `workoutc.toml` is its own folder."""
        from workoutc.including import including
        from workoutc.setting import Setting

        project = self.settings.project or _folder(file)
        return Setting(self.athlete, self.sport, self.names, self.given, including(project))


class Contexts:
    """The context of each file: its own project's settings, and the athlete they and `--set` name.

    A project is the nearest folder upwards from the file that has a `workoutc.toml`; what comes
    from standard input belongs to the current folder.
    """

    def __init__(self, athlete: str | None, values: tuple[str, ...]) -> None:
        self.athlete = athlete
        self.values = _pairs(values)
        self._known: dict[str | None, Context] = {}
        self._projects: dict[str, str | None] = {}
        self._stamps: dict[str | None, bytes] = {}

    def of(self, file: str | None) -> Context:
        """The context of a file, or of standard input. Raises SettingsError."""
        from workoutc.settings import load

        project = self._project(file)
        if project not in self._known:
            settings = load(project or _folder(file), os.environ)
            self._known[project] = self._context(settings)
        return self._known[project]

    def project(self, file: str | None) -> str:
        """The folder that a file may include others of."""
        return self._project(file) or _folder(file)

    def setting(self, file: str | None) -> "Setting":
        """What a source is compiled with. Raises SettingsError."""
        if (
            self.athlete
            or self.values
            or self._project(file)
            or os.path.isfile(own_file(os.environ))
        ):
            return self.of(file).setting(file)
        from workoutc.including import including
        from workoutc.setting import Setting

        return Setting(include=including(_folder(file)))  # nothing is set, so nothing to load

    def stamp(self, file: str | None) -> bytes:
        """Another one whenever the context may be another one: of what the settings files hold and
        the options say, so that they needn't be understood."""
        project = self._project(file)
        if project not in self._stamps:
            files = [own_file(os.environ)]
            if project is not None:
                files.append(os.path.join(project, PROJECT_FILE))
            held = [_held(path) for path in files]
            self._stamps[project] = repr((held, self.athlete, self.values)).encode()
        return self._stamps[project]

    def _project(self, file: str | None) -> str | None:
        folder = _folder(file)
        if folder not in self._projects:
            self._projects[folder] = project_of(folder)
        return self._projects[folder]

    def _context(self, settings: "Settings") -> Context:
        names = settings.profile(self.athlete).names
        names = {**names, **{n: text for n, text in self.given.items() if n in names}}
        return Context(self._person(settings), settings.sport, settings, names, self.given)

    @property
    def given(self) -> Mapping[str, str]:
        """Values of `--set` for names in the sources."""
        if not self.values:
            return {}
        from workoutc.settings.set import is_threshold

        return {name: text for name, text in self.values.items() if not is_threshold(name)}

    def check_own(self, name: str, value: str) -> None:
        """Raises Refusal for a value of a name of the profile that can't be read: it stands in no
        source where that could be told."""
        if not any(name in context.names for context in self._known.values()):
            return
        from workoutc.reuse.given import of_profile

        if isinstance(why := of_profile(value), str):
            raise Refusal(f"--set: `{name}` can't be `{value}`: {why}", f"write --set {name}=95%")

    def one(self, files: Iterable[str | None]) -> Context:
        """The context of all the files, which share a calendar; raises Refusal if they don't."""
        own = {self._project(file): self.of(file) for file in files}
        contexts = list(own.values()) or [self.of(None)]
        first = contexts[0]
        alike = all(self._whose(context) == self._whose(first) for context in contexts)
        if not alike:
            raise Refusal(
                "the files belong to projects with different athletes or calendars",
                "push them one project at a time: " + ", ".join(project or "." for project in own),
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


def _folder(file: str | None) -> str:
    """The folder of a file; that of standard input is the current one."""
    return os.getcwd() if file is None else os.path.dirname(os.path.abspath(file))


def _held(path: str) -> bytes | None:
    """What a file holds, if it is one."""
    if not os.path.isfile(path):
        return None
    with open(path, "rb") as file:
        return file.read()


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise Refusal(f"--set takes NAME=VALUE, not `{value}`", "for instance --set ftp=280")
        pairs[name.strip()] = text.strip()
    return pairs
