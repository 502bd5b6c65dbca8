"""Sources that were not named, and which of them has an event that no named one has."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from workoutc.calendar.elsewhere import Elsewhere, Holder
from workoutc.calendar.event import prefix
from workoutc.cli.contexts import Contexts
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import SUFFIX, texts
from workoutc.cli.working import Job, compiled
from workoutc.diagnostic import has_errors
from workoutc.model import Workout
from workoutc.records import dataclass, field
from workoutc.settings import SettingsError, project_of
from workoutc.tuples import NamedTuple


class Held(NamedTuple):
    """The identities that a file has: of `dated` workouts and of `templates`, whose events have
    them with any date behind. `broken`: it has errors, so that more may be meant to be in it."""

    dated: frozenset[str] = frozenset()
    templates: frozenset[str] = frozenset()
    broken: bool = False

    def has(self, identity: str) -> bool:
        """Whether an event of this identity is of this file."""
        return identity in self.dated or _without_date(identity) in self.templates


@dataclass()
class Holders:
    """All that is known of sources which are not pushed: those of the projects of the named ones,
    and the files from which this machine pushed before.

    Nothing is read before the first question, since it takes all of a project. `named`: the files
    that are pushed, `None` for standard input; `workouts`: those in them. `folders`: those of which
    all is pushed. `pushed`: by `external_id` the file that it was last pushed from.
    """

    contexts: Contexts
    named: Sequence[Path | None]
    folders: Sequence[Path]
    workouts: Iterable[Workout]
    namespace: str
    pushed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _read: dict[Path, Held] = field(default_factory=dict)

    def holder(self, external_id: str, file: str = "") -> Holder | None:
        """Which source has an event that is not pushed, or may have it. `file`: where else to look,
        if it isn't known from an earlier push."""
        identity = external_id.removeprefix(prefix(self.namespace))
        if self._own.has(identity):
            return Holder("")
        files = [Path(known) for known in (file, *self.pushed.get(external_id, ())) if known]
        found = {**self._project, **{known: self._in(known) for known in files}}
        for path, held in found.items():
            if held.has(identity):
                return Holder(str(path))
        broken = [path for path, held in found.items() if held.broken]
        return Holder(str(broken[0]), broken=True) if broken else None

    def reached(self, external_id: str) -> bool:
        """Whether an event was last pushed from one of these files, or from one that is gone from a
        folder of which all is pushed."""
        if not (files := self.pushed.get(external_id)):
            return False
        file = Path(files[0]).resolve()
        return file in self._named or any(map(file.is_relative_to, self._all_of))

    def rival(self, external_id: str) -> str:
        """Which file that isn't pushed has an event that is, and it was pushed from there before;
        empty for none."""
        identity = external_id.removeprefix(prefix(self.namespace))
        for file in self.pushed.get(external_id, ()):
            path = Path(file)
            if path.resolve() not in self._named and self._in(path).has(identity):
                return file
        return ""

    @property
    def elsewhere(self) -> Elsewhere:
        """All of that, to be asked."""
        return Elsewhere(self.holder, self.reached, self.rival)

    @cached_property
    def _named(self) -> set[Path]:
        return {file.resolve() for file in self.named if file is not None}

    @cached_property
    def _all_of(self) -> Sequence[Path]:
        return [folder.resolve() for folder in self.folders]

    @cached_property
    def _own(self) -> Held:
        return _held(self.workouts)

    @cached_property
    def _project(self) -> Mapping[Path, Held]:
        starts = {file.absolute().parent if file else Path.cwd() for file in self.named}
        files = dict.fromkeys(file for start in sorted(starts) for file in _beside(start))
        return {file: self._in(file) for file in files if file.resolve() not in self._named}

    def _in(self, file: Path) -> Held:
        if file not in self._read:
            self._read[file] = self._compiled(file) if file.is_file() else Held()
        return self._read[file]

    def _compiled(self, file: Path) -> Held:
        try:
            (text,) = texts([str(file)])
            setting = self.contexts.of(text.file).setting(text.file)
        except (OSError, Refusal, SettingsError):
            return Held(broken=True)
        job = Job(text.name, text.data, setting, "intervals", text.origin)
        compilation = compiled(job)
        # What was pushed with `--from` may be in a format that its name doesn't tell, and is prose
        # to us.
        unread = not text.origin and file.suffix != SUFFIX and bool(compilation.diagnostics)
        broken = unread or has_errors(compilation.diagnostics)
        return _held(compilation.sessions)._replace(broken=broken)


def _held(workouts: Iterable[Workout]) -> Held:
    kinds: tuple[set[str], set[str]] = (set(), set())
    for workout in workouts:
        kinds[workout.date is None].add(workout.identity)
    return Held(frozenset(kinds[0]), frozenset(kinds[1]))


def _beside(folder: Path) -> Iterator[Path]:
    """The sources of the project of a folder: all below the nearest `workoutc.toml`, but those of
    projects within; without one, those in the folder itself."""
    project = project_of(folder)
    if project is None:
        yield from sorted(folder.glob(f"*{SUFFIX}"))
        return
    for file in sorted(Path(project).rglob(f"*{SUFFIX}")):
        if project_of(file.parent) == project:
            yield file


def _without_date(identity: str) -> str:
    """The identity of the template of an event, itself where it is from none."""
    template, _, day = identity.rpartition("@")
    try:
        dt.date.fromisoformat(day)
    except ValueError:
        return ""
    return template
