"""`--set`: thresholds for one run."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from workoutc.athlete import Athlete
from workoutc.records import replace
from workoutc.settings.entry import Place, unknown
from workoutc.settings.person import SETTABLE, check_heart, paces
from workoutc.sports import Kind


def is_threshold(name: str) -> bool:
    """Whether `--set NAME=…` means the athlete rather than a name in the source."""
    return name in SETTABLE or name.partition(".")[0] == "threshold_pace"


def thresholds() -> list[str]:
    """What `--set` may mean of the athlete."""
    return [*SETTABLE, *(f"threshold_pace.{kind}" for kind in Kind)]


def with_values(athlete: Athlete, values: Mapping[str, str]) -> Athlete:
    """The athlete with thresholds replaced, in all sports: `{"ftp": "280", "threshold_pace.run":
    "4:10/km"}`.

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
            raise unknown(place, name, thresholds())
    given["threshold_pace"] = {**athlete.threshold_pace, **given.get("threshold_pace", {})}
    sports = {kind: replace(own, **given) for kind, own in athlete.sports.items()}
    changed = replace(athlete, sports=sports, **given)
    for each in (changed, *sports.values()):
        check_heart("--set", each)
    return changed


def _number_in(text: str) -> object:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return text
