"""Settings: the project's file, one's own file, the environment, each over the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workoutc.athlete import Athlete

PROJECT_FILE = "workoutc.toml"
SERVICE = "https://intervals.icu"


class SettingsError(Exception):
    """The surroundings are not fit to work in; `message` says what is wrong, `help` the cure."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@dataclass(frozen=True, slots=True)
class Profile:
    """One person: thresholds, own `names` with their values as written (`race5k`: `3:45/km`), and
    the `id` on the calendar, where it isn't the account's own."""

    athlete: Athlete = field(default_factory=Athlete)
    names: Mapping[str, str] = field(default_factory=dict)
    id: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """Where events go. `athlete` and `url` are as written: the account checks them before use."""

    athlete: str = "0"
    namespace: str = "workoutc"
    url: str = SERVICE


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was set. `project`: the nearest folder upwards that has a `workoutc.toml`,
    `None` without one. `sport`: that of workouts which name none. `own`: the `[athlete]` table."""

    project: Path | None = None
    sport: str = "Ride"
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    own: Profile | None = None
    profiles: Mapping[str, Profile] = field(default_factory=dict)

    def profile(self, name: str | None = None) -> Profile:
        """The person of `[athletes.NAME]`; without a name that of `[athlete]`, else the only one
        there is, else nobody in particular. Raises SettingsError for a name that isn't there."""
        match self.table(name):
            case (_, only):
                return self.profiles[only]
            case _:
                return self.own or Profile()

    def table(self, name: str | None = None) -> tuple[str, ...]:
        """Where in a file that person stands, or would: `("athlete",)`, `("athletes", "anna")`.
        Raises SettingsError for a name that isn't there."""
        if name is None:
            only = () if self.own or len(self.profiles) != 1 else tuple(self.profiles)
            return ("athletes", *only) if only else ("athlete",)
        if name not in self.profiles:
            known = ", ".join(self.profiles) or "none so far"
            raise SettingsError(
                f"there is no athlete `{name}`",
                _near(name, self.profiles)
                or f"add a table [athletes.{name}] to {PROJECT_FILE}; known: {known}",
            )
        return ("athletes", name)


def load(start: Path, environ: Mapping[str, str]) -> Settings:
    """The settings for work in the folder (or on the file) `start`.

    `workoutc.toml` of the nearest folder upwards, then `$XDG_CONFIG_HOME/workoutc/config.toml`,
    then `INTERVALS_ATHLETE` and `INTERVALS_URL`: a later one wins, key by key. Reads no secret.
    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    project = project_of(start)
    set_ = _environment(environ)
    if project is None and not own_file(environ).is_file():
        return Settings(calendar=CalendarSettings(**set_))
    from workoutc.settings.file import read_settings  # only where there is a file to read

    return read_settings(project, own_file(environ), set_)


def project_of(start: Path) -> Path | None:
    """The nearest folder upwards from a file or folder that has a `workoutc.toml`."""
    start = start.absolute()
    return next((d for d in (start, *start.parents) if (d / PROJECT_FILE).is_file()), None)


def own_file(environ: Mapping[str, str]) -> Path:
    """One's own settings file."""
    return config_folder(environ) / "config.toml"


def config_folder(environ: Mapping[str, str]) -> Path:
    """Where one's own settings are kept."""
    return _base(environ, "XDG_CONFIG_HOME", ".config")


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where it is noted what was done, such as the journals of pushes."""
    return _base(environ, "XDG_STATE_HOME", ".local/state")


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Our folder below a base folder; a relative one is ignored, as the standard asks
    (specifications.freedesktop.org/basedir-spec)."""
    base = Path(environ.get(variable, ""))
    if not base.is_absolute():
        base = Path(environ.get("HOME") or Path.home()) / usual
    return base / "workoutc"


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What the environment sets; an empty variable counts as none, as shells leave them behind."""
    names = {"athlete": "INTERVALS_ATHLETE", "url": "INTERVALS_URL"}
    return {key: environ[name] for key, name in names.items() if environ.get(name)}


def _near(name: str, known: Mapping[str, Profile]) -> str:
    from workoutc.suggest import nearest

    near = nearest(name, list(known))
    return f"did you mean `{near[0]}`?" if near else ""
