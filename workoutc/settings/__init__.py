"""Settings: the project's file, one's own file, the environment, each over the one before."""

import os
from collections.abc import Mapping
from pathlib import Path

from workoutc.athlete import Athlete
from workoutc.places import (
    PROJECT_FILE,
    SettingsError,
    config_folder,
    own_file,
    project_of,
    state_folder,
)
from workoutc.records import dataclass, field

__all__ = [
    "EVERYONE",
    "PROJECT_FILE",
    "SERVICE",
    "CalendarSettings",
    "Profile",
    "Settings",
    "SettingsError",
    "config_folder",
    "load",
    "own_file",
    "project_of",
    "state_folder",
]

EVERYONE = "all"
"""The name that means each athlete, where a command works through all of them."""

SERVICE = "https://intervals.icu"


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
        if name == EVERYONE:
            raise SettingsError(
                "this works for one athlete at a time, not for `all`",
                f"name one of them: {', '.join(self.profiles)}"
                if self.profiles
                else "leave --athlete out: there are none in the settings",
            )
        if name not in self.profiles:
            known = ", ".join(self.profiles) or "none so far"
            raise SettingsError(
                f"there is no athlete `{name}`",
                _near(name, self.profiles)
                or f"add a table [athletes.{name}] to {PROJECT_FILE}; known: {known}",
            )
        return ("athletes", name)


def load(start: str | os.PathLike[str], environ: Mapping[str, str]) -> Settings:
    """The settings for work in the folder (or on the file) `start`.

    `workoutc.toml` of the nearest folder upwards, then `$XDG_CONFIG_HOME/workoutc/config.toml`,
    then `INTERVALS_ATHLETE` and `INTERVALS_URL`: a later one wins, key by key. Reads no secret.
    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    project = project_of(start)
    set_ = _environment(environ)
    own = own_file(environ)
    if project is None and not Path(own).is_file():
        return Settings(calendar=CalendarSettings(**set_))
    from workoutc.settings.file import read_settings  # only where there is a file to read

    return read_settings(project, own, set_)


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What the environment sets; an empty variable counts as none, as shells leave them behind."""
    names = {"athlete": "INTERVALS_ATHLETE", "url": "INTERVALS_URL"}
    return {key: environ[name] for key, name in names.items() if environ.get(name)}


def _near(name: str, known: Mapping[str, Profile]) -> str:
    from workoutc.suggest import nearest

    near = nearest(name, list(known))
    return f"did you mean `{near[0]}`?" if near else ""
