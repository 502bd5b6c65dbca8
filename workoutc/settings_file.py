"""A settings file, read and checked key by key: every fault names the file, the key, the cure."""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from workoutc.athlete import Athlete
from workoutc.settings import (
    PROJECT_FILE,
    SERVICE,
    CalendarSettings,
    Profile,
    Settings,
    SettingsError,
)
from workoutc.sports import SPORTS, Kind
from workoutc.suggest import nearest
from workoutc.units import PACE_METRES, PACE_UNITS


class Place(NamedTuple):
    """Where a value stands: the file as shown to people, and the dotted key."""

    file: str
    key: str

    def wrong(self, what: str, help: str) -> SettingsError:
        """The value here is wrong. Never repeat the value: it may be a secret gone astray."""
        return SettingsError(f"{self.file}: `{self.key}` {what}", help)

    def under(self, key: str) -> "Place":
        """The place of a key in the table here."""
        return Place(self.file, f"{self.key}.{key}" if self.key else key)


Reader: TypeAlias = Callable[[Place, object], Any]


def read_settings(project: Path | None, own: Path, environment: Mapping[str, str]) -> Settings:
    """What the project's file and one's own say, the environment over both.

    Raises SettingsError for a file that can't be read and for anything in it that makes no sense.
    """
    written: dict[str, Any] = {}
    if project is not None:
        written = read_file(project / PROJECT_FILE, PROJECT)
    if own.is_file():
        written = _merged(written, read_file(own, OWN))
    people = written.get("athletes", {})
    return Settings(
        project=project,
        sport=written.get("project", {}).get("sport", "Ride"),
        calendar=CalendarSettings(**(written.get("calendar", {}) | environment)),
        own=_profile(written["athlete"], "athlete") if "athlete" in written else None,
        profiles={name: _profile(table, f"athletes.{name}") for name, table in people.items()},
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


def _table(**readers: Reader) -> Reader:
    """Reads a table that has these keys only."""

    def read(place: Place, value: object) -> dict[str, Any]:
        found = {}
        for key, entry in _entries(place, value):
            if key not in readers:
                raise unknown(place.under(key), key, readers)
            found[key] = readers[key](place.under(key), entry)
        return found

    return read


def _named(reader: Reader, example: str) -> Reader:
    """Reads a table whose keys are names of the author's choice."""

    def read(place: Place, value: object) -> dict[str, Any]:
        entries = _entries(place, value, example)
        return {key: reader(place.under(key), entry) for key, entry in entries}

    return read


def _entries(place: Place, value: object, example: str = "") -> Iterable[tuple[str, object]]:
    if not isinstance(value, dict):
        raise place.wrong("must be a table", example or f"write [{place.key}], its keys below")
    return value.items()


def _number(low: int, high: int, unit: str) -> Reader:
    def read(place: Place, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise place.wrong("must be a number", f"write {unit} without quotes or unit")
        number = Decimal(value)
        if not (number.is_finite() and low <= number <= high):
            raise place.wrong("makes no sense", f"write {unit}, {low} to {high}")
        return number

    return read


def _bounds(most: int, of: str) -> Reader:
    """Upper bounds of all zones but the last, in percent."""
    number = _number(1, most, f"percent of {of}")

    def read(place: Place, value: object) -> tuple[Decimal, ...]:
        example = "write [55, 75, 90]: the upper bound of every zone but the last, rising"
        if not isinstance(value, list) or not value:
            raise place.wrong("must be a list of numbers", example)
        bounds = tuple(number(place, bound) for bound in value)
        if any(a >= b for a, b in pairwise(bounds)):
            raise place.wrong("must rise", example)
        return bounds

    return read


def _count(place: Place, value: object) -> int:
    number = _number(1, 20, "how many zones there are")(place, value)
    if number != int(number):
        raise place.wrong("must be a whole number", "write how many zones there are")
    return int(number)


def _text(what: str, pattern: str, *, numbers: bool = False) -> Reader:
    def read(place: Place, value: object) -> str:
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise place.wrong("is not right", f"write {what}")
        return value

    return read


def _sport(place: Place, value: object) -> str:
    if not isinstance(value, str) or value not in SPORTS:
        near = did_you_mean(str(value), SPORTS) if isinstance(value, str) else ""
        raise place.wrong("is no sport", near or "write a sport of Intervals.icu, such as Ride")
    return value


PACE_EXAMPLES = {Kind.SWIM: '"1:45/100m"', Kind.ROW: '"2:00/500m"'}
PACE = re.compile(r"(\d{1,2}):([0-5]\d)\s*/\s*(\w+)")

SPEEDS = {
    Kind.RIDE: (Decimal(2), Decimal(25)),
    Kind.RUN: (Decimal(1), Decimal(8)),
    Kind.SWIM: (Decimal("0.25"), Decimal("2.5")),
    Kind.ROW: (Decimal(1), Decimal(8)),
    Kind.WALK: (Decimal("0.5"), Decimal(5)),
    Kind.SKI: (Decimal("0.5"), Decimal(15)),
}
"""Metres a second that a threshold can lie in, wide enough for anyone: they catch a wrong unit."""


def paces(place: Place, value: object) -> dict[Kind, Decimal]:
    """A table of `run = "4:10/km"`, in metres a second. Raises SettingsError."""
    found = {}
    for key, pace in _entries(place, value, 'write threshold_pace.run = "4:10/km"'):
        if key not in SPEEDS:
            raise unknown(place.under(key), key, SPEEDS)
        found[Kind(key)] = _pace(place.under(key), pace, Kind(key))
    return found


def _pace(place: Place, value: object, kind: Kind) -> Decimal:
    """Metres a second of `4:10/km`."""
    example = PACE_EXAMPLES.get(kind, '"4:10/km"')
    match = PACE.fullmatch(value.strip()) if isinstance(value, str) else None
    if not match or match[3] not in PACE_UNITS:
        units = ", ".join(f"/{unit}" for unit in PACE_UNITS)
        raise place.wrong("is no pace", f"write it like {example}; units: {units}")
    seconds = int(match[1]) * 60 + int(match[2])
    slow, fast = SPEEDS[kind]
    metres = PACE_METRES[PACE_UNITS[match[3]]]
    if not slow * seconds <= metres <= fast * seconds:
        raise place.wrong(
            f"is no threshold of a {kind}", f"check its unit: write it like {example}"
        )
    return metres / seconds


SETTABLE: dict[str, Reader] = {
    "ftp": _number(30, 700, "watts"),
    "indoor_ftp": _number(30, 700, "watts"),
    "lthr": _number(60, 240, "beats a minute"),
    "max_hr": _number(60, 250, "beats a minute"),
}

PERSON = {
    **SETTABLE,
    "threshold_pace": paces,
    "power_zones": _bounds(500, "FTP"),
    "pace_zones": _bounds(300, "threshold speed"),
    "hr_zones": _count,
    "names": _named(
        _text('a value with its unit, such as "3:45/km" or "394w"', r"\S.{0,99}", numbers=True),
        'write names = { race5k = "3:45/km" }',
    ),
    "id": _text('the athlete\'s id on the calendar, such as "i12345"', r".+", numbers=True),
}


def _address_in_project(place: Place, _: object) -> Any:
    raise place.wrong(
        "may not stand in a project's file",
        "a project that came from somebody else could send your key anywhere: "
        "set INTERVALS_URL, or write it in your own config.toml",
    )


def _file_table(address: Reader) -> Reader:
    return _table(
        project=_table(sport=_sport),
        calendar=_table(
            athlete=_text(
                'the athlete\'s id, such as "i12345", or "0" for yourself', r".+", numbers=True
            ),
            namespace=_text("letters, digits, `-` and `_`, at most 40", r"[A-Za-z0-9_-]{1,40}"),
            url=address,
        ),
        athlete=_table(**PERSON),
        athletes=_named(_table(**PERSON), "write [athletes.anna], her thresholds below"),
    )


PROJECT = _file_table(_address_in_project)
OWN = _file_table(_text(f'the address of the service, such as "{SERVICE}"', r".+"))


SECRET = re.compile(r"key|token|secret|passw", re.IGNORECASE)


def unknown(place: Place, key: str, known: Iterable[str]) -> SettingsError:
    """What to say of a key that isn't known; one that looks like a secret gets a warning."""
    if SECRET.search(key):
        return place.wrong(
            "looks like a secret, and a settings file gets shared",
            "take it out, make a new key if anybody saw it, and set INTERVALS_API_KEY "
            "in the environment",
        )
    known = list(known)
    near = did_you_mean(key, known)
    return place.wrong("is unknown", near or f"known here: {', '.join(known)}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, empty when none is near."""
    near = nearest(word, list(known))
    return f"did you mean `{near[0]}`?" if near else ""


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = _merged(old, value) if isinstance(old, dict) else value
    return both


def _profile(table: Mapping[str, Any], where: str) -> Profile:
    thresholds = {key: value for key, value in table.items() if key not in ("names", "id")}
    athlete = Athlete(**thresholds)
    check_heart(where, athlete)
    return Profile(athlete, table.get("names", {}), table.get("id"))


def check_heart(where: str, athlete: Athlete) -> None:
    """A threshold above the maximum is a mix-up. Raises SettingsError."""
    if athlete.lthr and athlete.max_hr and athlete.lthr > athlete.max_hr:
        raise SettingsError(
            f"{where}: `lthr` lies above `max_hr`",
            "the threshold is a rate you hold for an hour, the maximum one you touch: "
            "check which is which",
        )
