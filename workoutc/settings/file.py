"""A settings file, read and checked key by key: every fault names the file, the key, the cure."""

import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from workoutc.settings import (
    EVERYONE,
    PROJECT_FILE,
    SERVICE,
    CalendarSettings,
    Settings,
    SettingsError,
)
from workoutc.settings.entry import Place, Reader, did_you_mean, named, table, text
from workoutc.settings.person import PERSON, profile
from workoutc.sports import SPORTS
from workoutc.tuples import NamedTuple

Where: TypeAlias = str | os.PathLike[str]


class Layer(NamedTuple):
    """A file and what it says."""

    path: Path
    written: Mapping[str, Any]


def layers(project: Where | None, own: Where) -> tuple[Layer, ...]:
    """The file of a project's folder and one's own, as far as they are there; the later one wins.

    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    found = []
    if project is not None:
        path = Path(project, PROJECT_FILE)
        found.append(Layer(path, read_file(path, PROJECT)))
    mine = Path(own)
    if mine.is_file():
        found.append(Layer(mine, read_file(mine, OWN)))
    return tuple(found)


def merged(found: Sequence[Layer]) -> dict[str, Any]:
    """What all of them say together, key by key."""
    both: dict[str, Any] = {}
    for layer in found:
        both = _over(both, layer.written)
    return both


def read_settings(project: Where | None, own: Where, environment: Mapping[str, str]) -> Settings:
    """What the project's file and one's own say, the environment over both.

    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    written = merged(layers(project, own))
    people = written.get("athletes", {})
    return Settings(
        project=None if project is None else Path(project),
        sport=written.get("project", {}).get("sport", "Ride"),
        calendar=CalendarSettings(**(written.get("calendar", {}) | environment)),
        own=profile(written["athlete"], "athlete") if "athlete" in written else None,
        profiles={name: profile(person, f"athletes.{name}") for name, person in people.items()},
    )


def read_file(path: Path, reader: Reader) -> dict[str, Any]:
    """The file's tables as `PROJECT` or `OWN` reads them. Raises SettingsError for any fault."""
    import tomllib  # only where there is a file: a plain check starts faster without it

    name = str(path)
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        problem = SettingsError(f"{name} can't be read: {error.strerror}", "check its permissions")
    except UnicodeDecodeError:
        problem = SettingsError(f"{name} is not UTF-8", "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        problem = SettingsError(f"{name} is not TOML: {error}", "mend that line; see toml.io")
    else:
        found: dict[str, Any] = reader(Place(name, ""), tables)
        return found
    raise problem


def _sport(place: Place, value: object) -> str:
    if not isinstance(value, str) or value not in SPORTS:
        near = did_you_mean(str(value), SPORTS) if isinstance(value, str) else ""
        raise place.wrong("is no sport", near or "write a sport of Intervals.icu, such as Ride")
    return value


def _address_in_project(place: Place, _: object) -> Any:
    raise place.wrong(
        "may not stand in a project's file",
        "a project that came from somebody else could send your key anywhere: "
        "set INTERVALS_URL, or write it in your own config.toml",
    )


def _athletes(place: Place, value: object) -> dict[str, Any]:
    if isinstance(value, dict) and EVERYONE in value:
        raise place.under(EVERYONE).wrong(
            "can't be the name of one",
            f"--athlete {EVERYONE} means each of them: take another name",
        )
    found: dict[str, Any] = ATHLETES(place, value)
    return found


ATHLETES = named(table(**PERSON), "write [athletes.anna], her thresholds below")


def _file_table(address: Reader) -> Reader:
    return table(
        project=table(sport=_sport),
        calendar=table(
            athlete=text(
                'the athlete\'s id, such as "i12345", or "0" for yourself', r".+", numbers=True
            ),
            namespace=text("letters, digits, `-` and `_`, at most 40", r"[A-Za-z0-9_-]{1,40}"),
            url=address,
        ),
        athlete=table(**PERSON),
        athletes=_athletes,
    )


PROJECT = _file_table(_address_in_project)
OWN = _file_table(text(f'the address of the service, such as "{SERVICE}"', r".+"))


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = _over(old, value) if isinstance(old, dict) else value
    return both
