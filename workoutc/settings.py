"""Settings: the project's file, one's own file, the environment, each over the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from workoutc.athlete import Athlete
from workoutc.settings_file import (
    OWN,
    PROJECT,
    SERVICE,
    SETTABLE,
    Place,
    SettingsError,
    did_you_mean,
    paces,
    read_file,
    unknown,
)
from workoutc.sports import Kind

PROJECT_FILE = "workoutc.toml"


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
        if name is None:
            only = next(iter(self.profiles.values())) if len(self.profiles) == 1 else Profile()
            return self.own or only
        if name not in self.profiles:
            known = ", ".join(self.profiles) or "none so far"
            raise SettingsError(
                f"there is no athlete `{name}`",
                did_you_mean(name, self.profiles)
                or f"add a table [athletes.{name}] to {PROJECT_FILE}; known: {known}",
            )
        return self.profiles[name]


def load(start: Path, environ: Mapping[str, str]) -> Settings:
    """The settings for work in the folder (or on the file) `start`.

    `workoutc.toml` of the nearest folder upwards, then `$XDG_CONFIG_HOME/workoutc/config.toml`,
    then `INTERVALS_ATHLETE` and `INTERVALS_URL`: a later one wins, key by key. Reads no secret.
    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    project = project_of(start)
    written: dict[str, Any] = {}
    if project is not None:
        written = read_file(project / PROJECT_FILE, PROJECT)
    own = own_file(environ)
    if own.is_file():
        written = _merged(written, read_file(own, OWN))
    calendar = written.get("calendar", {}) | _environment(environ)
    return Settings(
        project=project,
        sport=written.get("project", {}).get("sport", "Ride"),
        calendar=CalendarSettings(**calendar),
        own=_profile(written["athlete"], "athlete") if "athlete" in written else None,
        profiles={
            name: _profile(table, f"athletes.{name}")
            for name, table in written.get("athletes", {}).items()
        },
    )


def project_of(start: Path) -> Path | None:
    """The nearest folder upwards from a file or folder that has a `workoutc.toml`."""
    start = start.absolute()
    return next((d for d in (start, *start.parents) if (d / PROJECT_FILE).is_file()), None)


def own_file(environ: Mapping[str, str]) -> Path:
    """One's own settings file; a relative `XDG_CONFIG_HOME` is ignored, as its standard asks."""
    base = Path(environ.get("XDG_CONFIG_HOME", ""))
    if not base.is_absolute():
        base = Path(environ.get("HOME") or Path.home()) / ".config"
    return base / "workoutc" / "config.toml"


def is_threshold(name: str) -> bool:
    """Whether `--set NAME=…` means the athlete rather than a name in the source."""
    return name in SETTABLE or name.partition(".")[0] == "threshold_pace"


def with_values(athlete: Athlete, values: Mapping[str, str]) -> Athlete:
    """The athlete with thresholds replaced: `{"ftp": "280", "threshold_pace.run": "4:10/km"}`.

    Raises SettingsError for other names and for values that make no sense.
    """
    given: dict[str, Any] = {}
    for name, text in values.items():
        place = Place("--set", name)
        first, _, kind = name.partition(".")
        if first == "threshold_pace" and kind:
            pace = paces(Place("--set", first), {kind: text})
            given["threshold_pace"] = given.get("threshold_pace", {}) | pace
        elif name in SETTABLE:
            given[name] = SETTABLE[name](place, _number_in(text))
        elif first == "threshold_pace":
            raise place.wrong("needs its sport", "write threshold_pace.run=4:10/km")
        else:
            raise unknown(place, name, [*SETTABLE, *(f"threshold_pace.{k}" for k in Kind)])
    pace = dict(athlete.threshold_pace) | given.pop("threshold_pace", {})
    changed = replace(athlete, threshold_pace=pace, **given)
    _check_heart("--set", changed)
    return changed


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) else value
    return both


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What the environment sets; an empty variable counts as none, as shells leave them behind."""
    names = {"athlete": "INTERVALS_ATHLETE", "url": "INTERVALS_URL"}
    return {key: environ[name] for key, name in names.items() if environ.get(name)}


def _profile(table: Mapping[str, Any], where: str) -> Profile:
    thresholds = {key: value for key, value in table.items() if key not in ("names", "id")}
    athlete = Athlete(**thresholds)
    _check_heart(where, athlete)
    return Profile(athlete, table.get("names", {}), table.get("id"))


def _check_heart(where: str, athlete: Athlete) -> None:
    if athlete.lthr and athlete.max_hr and athlete.lthr > athlete.max_hr:
        raise SettingsError(
            f"{where}: `lthr` lies above `max_hr`",
            "the threshold is a rate you hold for an hour, the maximum one you touch: "
            "check which is which",
        )


def _number_in(text: str) -> object:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return text
