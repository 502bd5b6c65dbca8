"""A profile as sources are compiled with it, for people and for programs."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from workoutc.athlete import Athlete
from workoutc.cli.profile_zones import as_pace, percents, whole, zones
from workoutc.model import Family
from workoutc.records import dataclass
from workoutc.render.as_json import VERSION
from workoutc.render.visible import cells, cut, visible
from workoutc.settings import Profile, Settings
from workoutc.settings.file import Layer, merged
from workoutc.settings.person import USUAL_UNITS, VALUES, Pace, stands, value_at
from workoutc.sports import Kind, usual_order
from workoutc.tuples import NamedTuple

LABELS = {
    "ftp": "FTP",
    "indoor_ftp": "indoor FTP",
    "w_prime": "W'",
    "lthr": "threshold HR",
    "max_hr": "maximum HR",
    "threshold_pace": "threshold pace",
    "power_zones": "power zones",
    "hr_zones": "HR zones",
    "pace_zones": "pace zones",
}
KEYS = {
    Family.POWER: ("ftp", "indoor_ftp", "w_prime", "power_zones"),
    Family.HR: ("lthr", "max_hr", "hr_zones"),
    Family.PACE: ("threshold_pace", "pace_zones"),
}
DEFAULT = "Intervals.icu's defaults"

SHORTEST = 8
"""Cells that a name of a zone is given at least."""


class Source(NamedTuple):
    """Where a value stands."""

    file: Path
    table: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A person's profile. `name`: in the settings. `layers`: the settings files; `table`: where in
    them the person stands, and what is `written` there."""

    name: str | None
    profile: Profile
    layers: Sequence[Layer]
    table: tuple[str, ...]
    written: Mapping[str, Any]

    def in_kind(self, kind: Kind) -> Athlete:
        """The athlete in a kind of sport."""
        return self.profile.athlete.sports.get(kind, self.profile.athlete)

    def pace(self, kind: Kind) -> Pace | None:
        """The threshold pace, in the unit that is usual in a kind of sport."""
        speed = self.profile.athlete.threshold_pace.get(kind)
        return None if speed is None else Pace(speed, USUAL_UNITS.get(kind, "km"))

    def source(self, kind: Kind, key: str) -> Source | None:
        """Where the value stands that counts in a kind of sport; `None` for a default."""
        path = stands(self.written, kind, key)
        if path is None:
            return None
        place = (*self.table, *path)
        files = [layer.path for layer in self.layers if value_at(layer.written, place) is not None]
        return Source(files[-1], self.table if key == "threshold_pace" else place[:-1])

    @property
    def files(self) -> list[Path]:
        """Those that say something of the person."""
        return [layer.path for layer in self.layers if value_at(layer.written, self.table)]

    def is_told(self, family: Family, kind: Kind) -> bool:
        """Whether people care about a family of values in a kind of sport."""
        if family is Family.HR:
            return True
        own = any(
            source.table != self.table for key in KEYS[family] if (source := self.source(kind, key))
        )
        if family is Family.PACE:
            return own or kind in self.profile.athlete.threshold_pace
        return own or kind is Kind.RIDE  # what stands for all sports is a rider's FTP


def shown(settings: Settings, layers: Sequence[Layer], name: str | None) -> Shown:
    """The profile of that name. Raises SettingsError for a name that isn't there."""
    table = settings.table(name)
    written = value_at(merged(layers), table) or {}
    return Shown(table[1] if table[1:] else None, settings.profile(name), layers, table, written)


def as_text(shown: Shown, width: int) -> str:
    """Thresholds and zones, sports that have all in common told once; `width` in cells."""
    person = f"{shown.name or 'you'}{f' ({shown.profile.id})' if shown.profile.id else ''}"
    lines = [visible(person)]
    for title, kind in _groups(shown):
        lines += ["", title, *_rows(shown, kind, width)]
    lines += ["", *(visible(f"from {file}") for file in shown.files)] if shown.files else []
    return "".join(f"{line}\n" for line in lines)


def _groups(shown: Shown) -> Iterator[tuple[str, Kind]]:
    """Kinds of sport that have all in common, by a title and one of them; the rest come last."""
    groups: list[list[Kind]] = []
    for kind in Kind:
        alike = [group for group in groups if _alike(shown, kind, group[0])]
        if alike:
            alike[0].append(kind)
        else:
            groups.append([kind])
    for group in sorted(groups, key=lambda group: Kind.OTHER in group):
        rest = "every other sport" if len(groups) > 1 else "every sport"
        named = Kind.OTHER not in group or len(group) == 1
        yield ", ".join(group) if named else rest, group[0]


def _alike(shown: Shown, one: Kind, other: Kind) -> bool:
    told = [[shown.is_told(family, kind) for family in Family] for kind in (one, other)]
    paces = shown.pace(one), shown.pace(other)
    return (
        told[0] == told[1]
        and paces == (None, None)
        and (shown.in_kind(one) == shown.in_kind(other))
    )


def _rows(shown: Shown, kind: Kind, width: int) -> Iterator[str]:
    for family in Family:
        if shown.is_told(family, kind):
            *thresholds, of_zones = KEYS[family]
            for key in thresholds:
                if key == "w_prime" and shown.in_kind(kind).w_prime is None:
                    continue  # few know theirs
                yield _row(shown, kind, key, _threshold(shown, kind, key), width)
            yield _row(shown, kind, of_zones, str(shown.in_kind(kind).zones(family)), width)
            yield from _unused(shown.in_kind(kind), family)
            yield from _table(list(_zone_rows(shown, kind, family)), width)


def _row(shown: Shown, kind: Kind, key: str, value: str, width: int) -> str:
    """A value and the table it stands in, and the file where there are two."""
    source = shown.source(kind, key)
    where = DEFAULT if key.endswith("_zones") else ""
    if source is not None:
        file = f" {source.file.name}" if len(shown.files) > 1 else ""
        where = f"[{'.'.join(source.table)}]{file}"
    start = f"  {LABELS[key]:<16}{value:<12}"
    return f"{start}{cut(where, width - len(start))}".rstrip()


def _unused(athlete: Athlete, family: Family) -> Iterator[str]:
    names: tuple[str, ...] = getattr(athlete, f"{family.value}_zone_names")
    if names and not athlete.zone_names(family):
        yield f"    not used: {len(names)} names for {athlete.zones(family)} zones"


def _threshold(shown: Shown, kind: Kind, key: str) -> str:
    if key == "threshold_pace":
        return str(shown.pace(kind) or "not set")
    value: Decimal | None = getattr(shown.in_kind(kind), key)
    unit = "W" if key.endswith("ftp") else "J" if key == "w_prime" else "bpm"
    return "not set" if value is None else f"{value.normalize():f} {unit}"


def _zone_rows(shown: Shown, kind: Kind, family: Family) -> Iterator[tuple[str, str, str]]:
    """Of each zone its name, what it is set in, and what that comes to."""
    athlete, pace = shown.in_kind(kind), shown.pace(kind)
    for zone in zones(athlete, family):
        match family:
            case Family.POWER:
                watts = whole(zone, athlete.ftp, "W") if athlete.ftp else ""
                yield zone.name, percents(zone), watts
            case Family.HR:
                yield zone.name, whole(zone, Decimal(100), "bpm"), ""
            case Family.PACE:
                yield zone.name, percents(zone), as_pace(zone, pace) if pace else ""


def _table(rows: Sequence[tuple[str, str, str]], width: int) -> Iterator[str]:
    if not any(map(any, rows)):
        return
    names, middle, right = (
        max(map(cells, map(visible, column))) for column in zip(*rows, strict=True)
    )
    room = max(SHORTEST, width - (4 + 4 + 2 + middle + 2 + right))
    for number, (name, set_in, held) in enumerate(rows, 1):
        shown = cut(name, min(names, room))
        padded = shown + " " * (min(names, room) - cells(shown))
        yield f"    {number:<3} {padded}  {set_in:<{middle}}  {held}".rstrip()


def as_object(shown: Shown) -> dict[str, Any]:
    """The object of `athlete show --json`: every kind of sport by itself."""
    return {
        "version": VERSION,
        "athlete": shown.name,
        "id": shown.profile.id,
        "sports": [_sport(shown, kind) for kind in Kind],
    }


def _sport(shown: Shown, kind: Kind) -> dict[str, Any]:
    athlete = shown.in_kind(kind)
    pace = shown.profile.athlete.threshold_pace.get(kind)
    return {
        "sport": str(kind),
        "ftp_w": _number(athlete.ftp),
        "indoor_ftp_w": _number(athlete.indoor_ftp),
        "w_prime_j": _number(athlete.w_prime),
        "lthr_bpm": _number(athlete.lthr),
        "max_hr_bpm": _number(athlete.max_hr),
        "threshold_pace_mps": _number(pace),
        "power_zones": _zones(athlete, Family.POWER, athlete.ftp),
        "hr_zones": _zones(athlete, Family.HR, Decimal(100)),
        "pace_zones": _zones(athlete, Family.PACE, pace),
        "workout_order": [str(family) for family in athlete.workout_order or usual_order(kind)],
        "sources": [
            {"key": key, "file": str(source.file), "table": ".".join(source.table)}
            for key in ("threshold_pace", *VALUES)
            if (source := shown.source(kind, key))
        ],
    }


def _zones(athlete: Athlete, family: Family, threshold: Decimal | None) -> list[dict[str, Any]]:
    unit = {Family.POWER: "w", Family.HR: "bpm", Family.PACE: "mps"}[family]
    return [
        {"name": zone.name or None}
        | ({} if family is Family.HR else
           {"above_percent": _number(zone.low), "to_percent": _number(zone.high)})
        | {f"above_{unit}": _share(zone.low, threshold), f"to_{unit}": _share(zone.high, threshold)}
        for zone in zones(athlete, family)
    ]  # fmt: skip


def _share(bound: Decimal | None, threshold: Decimal | None) -> float | int | None:
    return None if bound is None or threshold is None else _number(bound * threshold / 100)


def _number(value: Decimal | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
