"""The `workout_doc`: how the service understands a text, and how it shows that to a client."""

import copy
import functools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from workoutc.athlete import HR_ZONES, PACE_ZONES, POWER_ZONES, Athlete
from workoutc.formats.intervals.read import read
from workoutc.sandbox.athlete import Record
from workoutc.sandbox.event import Sent
from workoutc.sandbox.faults import TargetDropped
from workoutc.sandbox.targets import FAMILIES, NONE, Widening, resolved
from workoutc.sandbox.text import Json, from_text, remembered, to_text
from workoutc.sports import SPORTS, Kind
from workoutc.tuples import NamedTuple

_SPORTING = ("WORKOUT", "RACE_A", "RACE_B", "RACE_C")
_TEXT_FIELDS = {"description", "type", "category", "indoor", "workout_doc"}


def reread(event: Record, sent: Sent, settings: Sequence[Record], fault: object = None) -> Record:
    """The event with a fresh `workout_doc` and totals, when what was sent touches its text.

    Steps beat the numbers a client sends. A `workout_doc` of the client's counts only beside an
    empty text, and then as it is. Only workouts and races have one, those that
    need a sport; the text of a note stays a text. (Of races this is inferred, not documented.)
    """
    if event["category"] not in _SPORTING:
        return event | {"workout_doc": None}
    if not _TEXT_FIELDS & sent.said.keys():
        return event
    if not _text(event) and sent.workout_doc is not None:
        return event
    limits = limits_of(settings, event)
    doc = _understood(event["description"] or "", event["type"], _thresholds(limits))
    if isinstance(fault, TargetDropped):
        doc = copy.deepcopy(doc)
        _drop(doc, fault)
    return event | {"workout_doc": doc} | _totals(doc)


@functools.lru_cache(maxsize=5000)
def shown(text: Json, settings: Json, widening: Widening) -> Json:
    """The event as `resolve=true` gives it out."""
    event = from_text(text)
    doc = event["workout_doc"]
    if not doc or not _text(event):
        return text
    limits = limits_of(remembered(settings), event)
    steps = resolved(doc["steps"], limits, NONE if _stays(event) else widening)
    thresholds = ("ftp", "lthr", "max_hr", "threshold_pace", "pace_units")
    known = {name: limits[name] for name in thresholds if limits.get(name) is not None}
    fresh = {"steps": steps, "target": _target(event, limits, steps)}
    return to_text(event | {"workout_doc": doc | known | fresh})


def limits_of(settings: Sequence[Record], event: Record) -> Record:
    """The sport settings that hold for an event: those that list its type, else those for all
    other sports. Indoors the FTP is the indoor one where there is one."""
    of_type = [entry for entry in settings if event["type"] in (entry["types"] or ())]
    entry = next(iter(of_type + [entry for entry in settings if entry["other"]]), {})
    if _indoor(event) and entry.get("indoor_ftp"):
        return entry | {"ftp": entry["indoor_ftp"]}
    return entry


def _text(event: Record) -> str:
    return str(event["description"] or "").strip()


class _Thresholds(NamedTuple):
    """The part of the sport settings that a reading may depend on."""

    ftp: float | None
    indoor_ftp: float | None
    lthr: float | None
    max_hr: float | None
    threshold_pace: float | None
    power_zones: tuple[int, ...]
    pace_zones: tuple[float, ...]
    hr_zones: tuple[int, ...]


def _thresholds(limits: Record) -> _Thresholds:
    return _Thresholds(
        ftp=limits.get("ftp"),
        indoor_ftp=limits.get("indoor_ftp"),
        lthr=limits.get("lthr"),
        max_hr=limits.get("max_hr"),
        threshold_pace=limits.get("threshold_pace"),
        power_zones=tuple(limits.get("power_zones") or ()),
        pace_zones=tuple(limits.get("pace_zones") or ()),
        hr_zones=tuple(limits.get("hr_zones") or ()),
    )


@functools.lru_cache(maxsize=10_000)
def _understood(text: str, sport: str, limits: _Thresholds) -> Record:
    """What is read in a text; remembered, so that nobody may write to it."""
    doc = _plain(read(text, sport, _athlete(sport, limits)))
    return {"options": {}, "locales": []} | dict(doc)


def _athlete(sport: str, limits: _Thresholds) -> Athlete:
    """The same thresholds as the compiler's own record of an athlete."""
    kind = SPORTS[sport].kind if sport in SPORTS else Kind.OTHER
    pace = _exact(limits.threshold_pace)
    return Athlete(
        ftp=_exact(limits.ftp),
        indoor_ftp=_exact(limits.indoor_ftp),
        lthr=_exact(limits.lthr),
        max_hr=_exact(limits.max_hr),
        threshold_pace={} if pace is None else {kind: pace},
        power_zones=limits.power_zones[:-1] or POWER_ZONES,
        pace_zones=tuple(Decimal(str(bound)) for bound in limits.pace_zones)[:-1] or PACE_ZONES,
        hr_zones=len(limits.hr_zones) or HR_ZONES,
    )


def _totals(doc: Record) -> Record:
    if not doc["steps"]:
        return {"distance": 0}
    return {
        "moving_time": doc["duration"],
        "distance": doc["distance"],
        "icu_training_load": None,
    }


def _drop(doc: Record, fault: TargetDropped) -> None:
    written = list(_written(doc["steps"]))
    if fault.step < len(written):
        written[fault.step].pop(fault.family, None)


def _written(steps: Sequence[Record]) -> list[Record]:
    return [
        inner
        for step in steps
        for inner in (_written(step["steps"]) if "steps" in step else [step])
    ]


def _target(event: Record, limits: Record, steps: Sequence[Record]) -> str:
    if event["target"] != "AUTO":
        return str(event["target"])
    used = {family.upper() for step in _written(steps) for family in FAMILIES if family in step}
    order = str(limits.get("workout_order") or "POWER_HR_PACE").split("_")
    return next((family for family in order if family in used), order[0])


def _indoor(event: Record) -> bool:
    sport = SPORTS.get(event["type"] or "")
    return bool(event["indoor"] or (sport and sport.indoor))


def _stays(event: Record) -> bool:
    sport = SPORTS.get(event["type"] or "")
    return _indoor(event) or bool(sport and sport.kind is Kind.SWIM)


def _exact(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _plain(value: Any) -> Any:
    """The same for JSON: numbers whole where they are."""
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case Mapping():
            return {name: _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value
