"""An athlete's thresholds and zones on Intervals.icu, sport by sport, as a profile has them."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pydantic import TypeAdapter

from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.reply import Reply
from workoutc.settings import SettingsError
from workoutc.settings.change import Found, Value
from workoutc.settings.entry import Place
from workoutc.settings.person import KINDS, USUAL_UNITS, VALUES, Pace, paces
from workoutc.sports import SPORTS, Kind

SOURCE = "Intervals.icu"


class SportSettings(Reply):
    """One group of sports. Anything may be null, and is judged value by value, so that one odd
    value doesn't hide the others.

    Zones are upper bounds of all zones, the last included: `power_zones` in % of FTP, the last 999;
    `hr_zones` in beats a minute, the last the maximum; `pace_zones` in % of threshold speed, the
    last 999. `threshold_pace`: metres a second, also where `pace_units` speaks of minutes.
    """

    types: Any = None
    other: Any = None
    ftp: Any = None
    indoor_ftp: Any = None
    w_prime: Any = None
    lthr: Any = None
    max_hr: Any = None
    threshold_pace: Any = None
    pace_units: Any = None
    power_zones: Any = None
    power_zone_names: Any = None
    hr_zones: Any = None
    hr_zone_names: Any = None
    pace_zones: Any = None
    pace_zone_names: Any = None
    workout_order: Any = None


SETTINGS = TypeAdapter(tuple[SportSettings, ...])

MAIN = {
    Kind.RIDE: "Ride",
    Kind.RUN: "Run",
    Kind.SWIM: "Swim",
    Kind.ROW: "Rowing",
    Kind.WALK: "Walk",
    Kind.SKI: "NordicSki",
    Kind.OTHER: "Other",
}
"""The sport whose settings stand for its kind, should an athlete have split the kind."""

PACE_UNITS = {
    "MINS_KM": "km", "MINS_MILE": "mi", "SECS_100M": "100m", "SECS_100Y": "100y",
    "SECS_250M": "250m", "SECS_400M": "400m", "SECS_500M": "500m",
}  # fmt: skip
FASTEST = 30
"""Metres a second; whether a pace suits its sport, the settings judge."""

LONGEST = 100
"""Characters of a name of a zone."""

HUNDREDTH = Decimal("0.01")

Clean = Callable[[str], str]


def sport_settings(calendar: Calendar) -> Found:
    """The sport settings of the calendar's athlete. Raises CalendarError."""
    path = f"/athlete/{calendar.account.athlete}/sport-settings"
    try:
        groups = calendar.wire.ask(SETTINGS, "GET", path)
    except CalendarError as error:
        if error.code != "E502":
            raise
        help = f"{error.help}; to read thresholds, a token needs the scope SETTINGS:READ"
        problem = CalendarError(error.code, error.message, help)
    else:
        return found(groups, calendar.clean)
    raise problem


def found(groups: Sequence[SportSettings], clean: Clean) -> Found:
    """What groups of sports come to by kind. `clean`: makes somebody else's words fit to show.

    What makes no sense is left out, and a remark says so.
    """
    values: dict[Kind, dict[str, Value]] = {}
    senseless: set[tuple[Kind, str]] = set()
    remarks: dict[tuple[int, str], str] = {}  # once a group, though it may be of several kinds
    split: list[str] = []
    for kind in KINDS:
        if group := _of(kind, groups):
            values[kind], wrong = _read(kind, group, clean)
            senseless |= {(kind, key) for key in wrong}
            remarks = {(id(group), key): remark for key, remark in wrong.items()} | remarks
            split += _split(kind, group, groups)
    return Found(values, frozenset(senseless), (*remarks.values(), *split))


def _of(kind: Kind, groups: Iterable[SportSettings]) -> SportSettings | None:
    """The group that stands for a kind of sport."""
    having = [group for group in groups if any(_kind(name) is kind for name in _types(group))]
    if kind is Kind.OTHER:
        having += [group for group in groups if group.other is True]
    main = [group for group in having if MAIN[kind] in _types(group)]
    return next(iter([*main, *having]), None)


def _split(kind: Kind, chosen: SportSettings, groups: Iterable[SportSettings]) -> Iterator[str]:
    """A remark on each group that says something else of sports of the same kind."""
    for group in groups:
        names = [name for name in _types(group) if _kind(name) is kind]
        alike = group.model_copy(update={"types": chosen.types, "other": chosen.other}) == chosen
        if names and group is not chosen and not alike:
            yield (
                f"{', '.join(names)}: settings of their own on {SOURCE}, left out, since a profile "
                f"has one set for each kind of sport"
            )


def _kind(name: str) -> Kind | None:
    return SPORTS[name].kind if name in SPORTS else None


def _types(group: SportSettings) -> list[str]:
    names = group.types if isinstance(group.types, list) else []
    return [name for name in names if isinstance(name, str)]


def _read(
    kind: Kind, group: SportSettings, clean: Clean
) -> tuple[dict[str, Value], dict[str, str]]:
    """The values that a group sets, by key, and what is wrong with others."""
    values: dict[str, Value] = {}
    wrong = {}
    for key in ("threshold_pace", *VALUES):
        sent = getattr(group, key)
        nameless = key.endswith("_names") and key.replace("_names", "s") not in values
        if sent is None or sent == [] or nameless:
            continue
        try:
            values[key] = _value(Place(SOURCE, f"{kind}.{key}"), kind, key, group, clean)
        except SettingsError as error:
            shown = clean(json.dumps(sent, ensure_ascii=False))
            wrong[key] = f"{error.message}, so it is left out: {shown}"
    return values, wrong


def _value(place: Place, kind: Kind, key: str, group: SportSettings, clean: Clean) -> Value:
    """A value as a profile has it. Raises SettingsError for one that makes no sense."""
    sent = getattr(group, key)
    if key == "threshold_pace":
        return _pace(place, kind, group)
    if key.endswith("_zones"):
        sent = _all_but_the_last(place, sent)
    elif key.endswith("_names"):
        sent = _names(place, sent, getattr(group, key.replace("_names", "s")), clean)
    else:
        sent = _rounded(sent)
    value: Value = VALUES[key](place, sent)
    return value


def _all_but_the_last(place: Place, sent: object) -> list[object]:
    if not isinstance(sent, list):
        raise place.wrong("is no list", "")
    return [_rounded(bound) for bound in sent[:-1]]


def _names(place: Place, sent: object, zones: Sequence[object], clean: Clean) -> object:
    if not isinstance(sent, list) or not all(isinstance(name, str) for name in sent):
        return sent
    if len(sent) != len(zones):
        raise place.wrong(f"has {len(sent)} names for {len(zones)} zones", "")
    return [clean(name)[:LONGEST] for name in sent]


def _pace(place: Place, kind: Kind, group: SportSettings) -> Pace:
    speed = _exact(group.threshold_pace)
    if not isinstance(speed, Decimal) or not HUNDREDTH <= speed <= FASTEST:
        raise place.wrong("makes no sense", "")
    unit = PACE_UNITS.get(group.pace_units) if isinstance(group.pace_units, str) else None
    pace = Pace(speed, unit or USUAL_UNITS.get(kind, "km"))
    paces(Place(SOURCE, "threshold_pace"), {str(kind): str(pace)})
    return pace


def _exact(sent: object) -> object:
    """A JSON number as it was written; all else as it is."""
    number = isinstance(sent, int | float) and not isinstance(sent, bool)
    exact = Decimal(str(sent)) if number else None
    return exact if exact is not None and exact.is_finite() else sent


def _rounded(sent: object) -> object:
    """To hundredths, which is more than anybody sets: the service counts in floats."""
    number = _exact(sent)
    if isinstance(number, Decimal) and abs(number) < 10_000:
        return number.quantize(HUNDREDTH, ROUND_HALF_UP).normalize()
    return number
