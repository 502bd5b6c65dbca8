"""The table of one person in a settings file: `[athlete]`, `[athletes.anna]`, and sports in it."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workoutc.athlete import Athlete
from workoutc.records import replace
from workoutc.settings import Profile, SettingsError
from workoutc.settings.entry import (
    Place,
    Reader,
    bounds,
    count,
    entries,
    labels,
    named,
    number,
    order,
    table,
    text,
    unknown,
)
from workoutc.sports import Kind
from workoutc.tuples import NamedTuple
from workoutc.units import PACE_METRES, PACE_UNITS

BESIDE_OTHER = (Kind.ROW, Kind.WALK, Kind.SKI)
"""Kinds of sport for which `other` stands too, where they say nothing of their own: Intervals.icu
keeps them in one group until an athlete takes one out."""

KINDS = (*(kind for kind in Kind if kind not in BESIDE_OTHER), *BESIDE_OTHER)
"""`other` before those it stands for."""

PACE_EXAMPLES = {Kind.SWIM: '"1:45/100m"', Kind.ROW: '"2:00/500m"'}
USUAL_UNITS = {Kind.SWIM: "100m", Kind.ROW: "500m"}
"""What a pace is told in; else in kilometres."""

PACE = re.compile(r"(\d{1,2}):([0-5]\d(?:\.\d{1,2})?)\s*/\s*(\w+)")

TENTH = Decimal("0.1")

SPEEDS = {
    Kind.RIDE: (Decimal(2), Decimal(25)),
    Kind.RUN: (Decimal(1), Decimal(8)),
    Kind.SWIM: (Decimal("0.25"), Decimal("2.5")),
    Kind.ROW: (Decimal(1), Decimal(8)),
    Kind.WALK: (Decimal("0.5"), Decimal(5)),
    Kind.SKI: (Decimal("0.5"), Decimal(15)),
}
"""Metres a second that a threshold can lie in, wide enough for anyone: they catch a wrong unit."""


class Pace(NamedTuple):
    """A speed in metres a second, and the unit its pace is told in: `km`, `100m` …"""

    speed: Decimal
    unit: str

    @property
    def seconds(self) -> Decimal:
        """How long one unit takes."""
        return PACE_METRES[PACE_UNITS[self.unit]] / self.speed

    def __str__(self) -> str:
        """As it is written in a file, to a tenth of a second: `4:10/km`, `4:08.5/km`."""
        minutes, seconds = divmod(self.seconds.quantize(TENTH, ROUND_HALF_UP), 60)
        told = f"{seconds:04.1f}".removesuffix(".0")
        return f"{minutes}:{told}/{self.unit}"


def paces(place: Place, value: object) -> dict[Kind, Decimal]:
    """A table of `run = "4:10/km"`, in metres a second. Raises SettingsError."""
    found = {}
    for key, pace in entries(place, value, 'write threshold_pace.run = "4:10/km"'):
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
    seconds = int(match[1]) * 60 + Decimal(match[2])
    slow, fast = SPEEDS[kind]
    metres = PACE_METRES[PACE_UNITS[match[3]]]
    if not slow * seconds <= metres <= fast * seconds:
        raise place.wrong(
            f"is no threshold of a {kind}", f"check its unit: write it like {example}"
        )
    return metres / seconds


def _heart_zones(place: Place, value: object) -> tuple[Decimal, ...] | int:
    read = HEART_BOUNDS if isinstance(value, list) else count
    found: tuple[Decimal, ...] | int = read(place, value)
    return found


def _pace_elsewhere(place: Place, _: object) -> Any:
    above, kind, _key = place.key.rsplit(".", 2)
    raise place.wrong("stands in the wrong table", f"write threshold_pace.{kind} under [{above}]")


HEART_BOUNDS = bounds(250, "beats a minute", "[140, 155, 165]")

SETTABLE: dict[str, Reader] = {
    "ftp": number(30, 700, "watts"),
    "indoor_ftp": number(30, 700, "watts"),
    "lthr": number(60, 240, "beats a minute"),
    "max_hr": number(60, 250, "beats a minute"),
    "w_prime": number(2000, 60000, "joules"),
}

VALUES: dict[str, Reader] = {
    **SETTABLE,
    "power_zones": bounds(500, "percent of FTP", "[55, 75, 90]"),
    "power_zone_names": labels,
    "hr_zones": _heart_zones,
    "hr_zone_names": labels,
    "pace_zones": bounds(300, "percent of threshold speed", "[78, 88, 95]"),
    "pace_zone_names": labels,
    "workout_order": order,
}
"""What may differ from sport to sport; what stands beside the sports is for all of them."""

PERSON: dict[str, Reader] = {
    **VALUES,
    "threshold_pace": paces,
    "names": named(
        text('a value with its unit, such as "3:45/km" or "394w"', r"\S.{0,99}", numbers=True),
        'write names = { race5k = "3:45/km" }',
    ),
    "id": text('the athlete\'s id on the calendar, such as "i12345"', r".+", numbers=True),
    **{str(kind): table(**VALUES, threshold_pace=_pace_elsewhere) for kind in Kind},
}


def profile(written: Mapping[str, Any], where: str) -> Profile:
    """The person of a table as `PERSON` reads it. Raises SettingsError for values that are sound by
    themselves and contradict each other."""
    paces_ = written.get("threshold_pace", {})
    athlete = Athlete(threshold_pace=paces_, table=where, **_values(written))
    check_heart(where, athlete)
    sports = {}
    for kind in Kind:
        if own := _own(written, kind):
            sports[kind] = replace(athlete, **_values(own))
            check_heart(f"{where}.{kind}", sports[kind])
    return Profile(replace(athlete, sports=sports), written.get("names", {}), written.get("id"))


def stands(written: Mapping[str, Any], kind: Kind, key: str) -> tuple[str, ...] | None:
    """Where in the table of a person the value is that counts in a kind of sport: `("run",
    "lthr")`, `("lthr",)`, or nowhere."""
    if key == "threshold_pace":
        return (key, str(kind)) if kind in written.get(key, {}) else None
    for sport in (kind, Kind.OTHER) if kind in BESIDE_OTHER else (kind,):
        if key in written.get(sport, {}):
            return (str(sport), key)
    return (key,) if key in written else None


def value_at(written: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands in the table of a person at a place, `None` for nothing."""
    found: Any = written
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def check_heart(where: str, athlete: Athlete) -> None:
    """A threshold above the maximum is a mix-up. Raises SettingsError."""
    if athlete.lthr and athlete.max_hr and athlete.lthr > athlete.max_hr:
        raise SettingsError(
            f"{where}: `lthr` lies above `max_hr`",
            "the threshold is a rate you hold for an hour, the maximum one you touch: "
            "check which is which",
        )


def _own(written: Mapping[str, Any], kind: Kind) -> dict[str, Any]:
    below = written.get("other", {}) if kind in BESIDE_OTHER else {}
    return {**below, **written.get(kind, {})}


def _values(written: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an athlete that a table sets."""
    fields = {key: written[key] for key in VALUES if key in written}
    match fields.get("hr_zones"):
        case tuple(uppers):
            fields |= {"hr_bounds": uppers, "hr_zones": len(uppers) + 1}
        case int():
            fields["hr_bounds"] = ()
    return fields
