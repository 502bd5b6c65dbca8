"""The fields of an event that is not ours, as those of a source."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from workoutc.calendar.event import sporting
from workoutc.calendar.listed import Planned
from workoutc.compiler import compile
from workoutc.formats.heading import fields
from workoutc.formats.source import plain
from workoutc.model import Distance, LengthUnit, Workout
from workoutc.native import Line
from workoutc.reading import allowed
from workoutc.records import replace
from workoutc.resolve.fields import TARGETS
from workoutc.sports import SPORTS

LONGEST_NAME = 500
"""Characters of a name."""


def head(
    event: Planned, raw: Mapping[str, Any], peak: Decimal | None = None, *, structured: bool
) -> Iterator[Line]:
    """A line for each field that says something, a comment for what no field can say.

    `raw`: the event as it came. `peak`: what its steps need. `structured`: it has steps, so that
    its totals are theirs.
    """
    workout = replace(_workout(event), peak=peak)
    workout = workout if structured else replace(workout, **_totals(event))
    told = dict(_told(event, workout))
    for text in fields(workout):
        field = text.partition(":")[0]
        if fault := _fault(text):
            yield _comment(text, f"`{field}:` is left out: {fault}")
        elif field != "sport" or sporting(workout.category):
            yield Line(text, told.get(field, ""))
    yield from _further(event, raw)


def sport_of(event: Planned) -> str:
    """Its sport, `Other` for one that this language doesn't know."""
    return event.type if event.type in SPORTS else "Other"


def name_of(event: Planned) -> str:
    """What people call it; what it is, where it has no name."""
    category = str(event.category)
    known = sporting(category) and event.type in SPORTS
    kind = str(event.type) if known else category.replace("_", " ").title()
    return _one_line(event.name)[:LONGEST_NAME].strip() or kind


def _workout(event: Planned) -> Workout:
    start = event.start or dt.datetime.min
    minute = start.time().replace(second=0, microsecond=0)
    return Workout(
        name_of(event),
        f"event-{event.id}",
        sport_of(event),
        date=start.date(),
        time=minute if minute != dt.time() else None,
        tags=tuple(filter(None, (_tag(tag) for tag in event.tags or ()))),
        indoor=_indoor(event),
        target=event.target if event.target in TARGETS else "AUTO",
        color=_one_line(event.color) or None,
        category=str(event.category),
    )


def _indoor(event: Planned) -> bool | None:
    """Only what the sport doesn't say by itself."""
    by_sport = SPORTS[sport_of(event)].indoor
    return event.indoor if event.indoor is not None and event.indoor != by_sport else None


def _totals(event: Planned) -> dict[str, Any]:
    """What was planned. Beside a paired activity the numbers of the event are those of what was
    done."""
    ridden = event.paired_activity_id is not None
    seconds = _some(event.time_target) or (None if ridden else _some(event.moving_time))
    metres = _some(event.distance_target) or (None if ridden else _some(event.distance))
    load = _some(event.load_target) or (None if ridden else _some(event.icu_training_load))
    return {
        "duration": seconds and round(seconds),
        "distance": metres and _distance(metres),
        "load": load and round(load),
    }


def _some(number: Decimal | None) -> Decimal | None:
    """A number that says something."""
    return number if number is not None and Decimal("0.5") < number < MOST else None


def _distance(metres: Decimal) -> Distance:
    metres = metres.quantize(Decimal("0.1"), ROUND_HALF_UP)
    if metres % 100 == 0:
        return Distance(metres / 1000, LengthUnit.KILOMETRE)
    return Distance(metres)


def _told(event: Planned, workout: Workout) -> Iterator[tuple[str, str]]:
    """What is not as on the calendar, by field."""
    if not (event.name or "").strip():
        yield "workout", f"it has no name on the calendar: it is called `{workout.name}` here"
    elif workout.name != (event.name or "").strip():
        yield "workout", "its name is respelled, or cut"
    if not event.type:
        yield "sport", f"it has no sport on the calendar: `{workout.sport}` stands for that"
    elif event.type != workout.sport:
        yield "sport", f"`{event.type}` is no sport here: `{workout.sport}` stands for it"
    if event.start and (event.start.second or event.start.microsecond):
        yield "date", "the seconds of its start are left out"
    if set(workout.tags) != set(event.tags or ()):
        yield "tags", "a tag is respelled: it has a comma or a sign that no source may have"


def _fault(line: str) -> str:
    """Why a line can't stand among the fields."""
    named = line.startswith("workout:")
    found = compile(f"{line}\nid: trial" if named else f"workout: Trial\n{line}").diagnostics
    return next((d.message for d in found if d.code.startswith("E")), "")


def _further(event: Planned, raw: Mapping[str, Any]) -> Iterator[Line]:
    """What a source has no field for."""
    if event.days > 1:
        told = f"it lasts {event.days} days, and a source has one: the first"
        yield _comment(f"{event.days} days", told)
    if event.target and event.target not in TARGETS:
        yield _comment(f"target {event.target}", f"`{event.target}` is nothing to steer by")
    for field in TOTALS:
        if (number := getattr(event, field)) is not None and not 0 <= number < MOST:
            yield _comment(f"{field} {number}", f"nobody can plan a `{field}` of that size")
    for field in UNHELD:
        if (value := raw.get(field)) not in (None, False, "", 0, "NONE", "NORMAL", [], {}):
            yield _comment(f"{field} {value}", f"a source has no field for `{field}`")


MOST = 10**9
"""Seconds or metres of a plan; more are a mistake of some program."""

TOTALS = (
    "moving_time", "distance", "icu_training_load", "time_target", "distance_target", "load_target"
)  # fmt: skip

UNHELD = (
    "sub_type", "for_week", "carbs_per_hour", "attachments", "hide_from_athlete",
    "athlete_cannot_edit", "not_on_fitness_chart", "show_as_note", "show_on_ctl_line",
    "training_availability", "max_training_time", "can_train_sports",
)  # fmt: skip
"""What else can be said of an event on the calendar."""


def _comment(text: str, remark: str) -> Line:
    return Line(f"# on the calendar: {' '.join(allowed(text).split())}", remark)


def _tag(tag: str) -> str:
    return " ".join(_one_line(tag).replace(",", " ").split())


def _one_line(text: str | None) -> str:
    return plain(" ".join(re.split(r"[\s\x1c-\x1f\x85]+", text or ""))).strip()
