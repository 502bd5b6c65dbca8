"""The fields of a workout: one reader for each, in a table."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.limits import HIGHEST_PEAK, PEAK
from workoutc.model import Distance, LengthUnit
from workoutc.regex import regex
from workoutc.resolve.amounts import MAX_DIGITS, distance_of, time_of
from workoutc.source import Span
from workoutc.sports import SPORTS
from workoutc.suggest import nearest
from workoutc.syntax import Field
from workoutc.units import flag_of

CATEGORIES = (
    "WORKOUT", "RACE_A", "RACE_B", "RACE_C", "NOTE", "HOLIDAY", "SICK", "INJURED", "PLAN", "TARGET",
    "SET_EFTP", "FITNESS_DAYS", "SEASON_START", "SET_FITNESS",
)  # fmt: skip
"""What an event on the calendar can be (OpenAPI document of Intervals.icu, `EventEx.category`)."""

TARGETS = ("AUTO", "POWER", "HR", "PACE")
OF_A_PLAN = regex(r"start|end|mon|tue|wed|thu|fri|sat|sun|(mon|tues|wednes|thurs|fri|satur|sun)day")
"""What only a plan has: its dates and its days."""

ELSEWHERE = ("include", "with")
"""Fields that are read before workouts are."""

Value: TypeAlias = "Any | Diagnostic"

_POOL = regex(r"([0-9]+(?:\.[0-9]+)?)\s*(m|mtr|meters|metres|y|yd|yrd|yards)", re.IGNORECASE)
_PEAK = regex(r"([0-9]+(?:\.[0-9]+)?)\s*%(?:\s*(?:FTP|Power))?", re.IGNORECASE)
_DATE = regex(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]+([0-9]{1,2}):([0-9]{2}))?")
_ID = regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
"""Slashes are for the identities that a plan gives: `winter/w01/tue/tempo`."""
_NO_SLUG = regex(r"[^a-z0-9]+")
_COUNT = regex(r"[0-9]+ ?[xX]")
_COLOR = regex(r"#?[A-Za-z0-9]+")


def read_fields(fields: list[Field], faults: list[Diagnostic]) -> dict[str, Any]:
    """The values of the fields of one workout by name; what is wrong is added to `faults`."""
    values: dict[str, Any] = {}
    first: dict[str, Field] = {}
    for field in fields:
        name = "pool" if field.name == "pool length" else field.name
        reader = READERS.get(name)
        if reader is None:
            faults.append(_unknown(field))
        elif name in first:
            faults.append(given_twice(field, first[name]))
        else:
            first[name] = field
            value = reader(field)
            if isinstance(value, Diagnostic):
                faults.append(value)
                values |= _INSTEAD.get(name, {})
            else:
                values[name] = value
    return values


_INSTEAD = {"peak": {"peak": Decimal(HIGHEST_PEAK)}}
"""What stands for a value at fault, where without one the steps would seem to be at fault too."""


def slug(name: str) -> str:
    """A name as an identity: NFKD to ASCII, lower case, all else one hyphen."""
    if not name.isascii():
        import unicodedata  # a library of its own, which few names need

        name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return _NO_SLUG.sub("-", name.lower()).strip("-")


_FIELD_WORDS = {
    "name": "workout", "title": "workout", "type": "sport", "activity": "sport", "datum": "date",
    "day": "date", "colour": "color", "time": "duration", "tss": "load",
}  # fmt: skip


def _unknown(field: Field) -> Diagnostic:
    written = field.line.text.partition(":")[0].strip()
    if OF_A_PLAN.fullmatch(field.name):
        return Diagnostic("E159", f"`{field.name}:` belongs to a plan, and stands in none",
                          field.name_span, "no `plan:` above it",
                          "write `plan: NAME` above it; a workout has its `date:`, and "
                          "a `workout:` ends a plan")  # fmt: skip
    meant = nearest(field.name, (*READERS, *ELSEWHERE), most=2)
    if flag_of(field.name) is not None and not field.value:
        end = field.line.span.end
        fix = Fix("take the colon out", (Edit(Span(field.name_span.end, end), ""),), safe=True)
        help_ = f"a heading has no colon: write `{written}`"
    elif _COUNT.fullmatch(field.value):
        count = field.value.replace(" ", "").lower()
        edit = Edit(Span(field.name_span.end, field.line.span.end), f" {count}")
        fix = Fix("make it a heading", (edit,))
        help_ = f"for a heading that repeats the steps below write `{written} {count}`"
    elif (word := _FIELD_WORDS.get(field.name)) is not None:
        fix = Fix(f"write `{word}`", (Edit(field.name_span, word),))
        help_ = f"did you mean `{word}:`?"
    elif len(meant) == 1:
        fix = Fix(f"write `{meant[0]}`", (Edit(field.name_span, meant[0]),), safe=True)
        help_ = f"did you mean `{meant[0]}:`?"
    else:
        start = field.line.opening
        fix = Fix(
            "mark it as a note", (Edit(field.line.span._replace(end=start), "> "),), safe=False
        )
        help_ = f"if it is a note, begin it with `> `; fields are {', '.join(READERS)}"
    return Diagnostic("E110", f"`{written}:` is not a field", field.name_span, "unknown field",
                      help_, fix)  # fmt: skip


def given_twice(field: Field, first: Field) -> Diagnostic:
    """A second field of one name."""
    return Diagnostic("E123", f"`{field.name}:` is given twice", field.name_span, "the second",
                      "keep one of them", notes=(Note("the first is here", first.name_span),)
                      )  # fmt: skip


def _bad(field: Field, message: str, help_: str, meant: list[str] | None = None) -> Diagnostic:
    fix = None
    if meant:
        help_ = f"did you mean {' or '.join(f'`{m}`' for m in meant)}? {help_}"
    if meant and len(meant) == 1:
        fix = Fix(f"write `{meant[0]}`", (Edit(field.value_span, meant[0]),), safe=True)
    span = field.value_span if field.value else field.name_span
    return Diagnostic("E219", message, span, "not a value of this field", help_, fix)


def _text(field: Field) -> Value:
    if not field.value:
        return _bad(field, f"`{field.name}:` is empty", "write something behind the colon")
    return field.value


def _sport(field: Field) -> Value:
    if (sport := _SPORTS.get(field.value.lower())) is not None:
        return sport
    meant = _SPORT_WORDS.get(field.value.lower()) or nearest(field.value, SPORTS, most=2)
    return _bad(field, f"`{field.value}` is not a sport of Intervals.icu",
                "for instance Ride, VirtualRide, Run, Swim, Rowing, WeightTraining or Other", meant
                )  # fmt: skip


_SPORTS = {name.lower(): name for name in SPORTS}
_SPORT_WORDS = {
    "bike": ["Ride"], "cycling": ["Ride"], "running": ["Run"], "swimming": ["Swim"],
    "strength": ["WeightTraining"], "gym": ["WeightTraining"], "row": ["Rowing"],
}  # fmt: skip


def _date(field: Field) -> Value:
    found = _DATE.fullmatch(field.value)
    if not field.value:
        return _bad(field, f"`{field.name}:` is empty", "write year-month-day: `2026-12-01`")
    if found is None:
        return _bad(field, f"`{field.value}` is not a date",
                    "write year-month-day, with a time if you like: `2026-12-01 06:30`"
                    )  # fmt: skip
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    try:
        date = dt.date(year or 0, month or 0, day or 0)
        time = None if hour is None else dt.time(hour, minute or 0)
    except ValueError:
        return Diagnostic("E218", f"`{field.value}` does not exist", field.value_span,
                          "no such day or time", "look at the calendar: which day did you mean?"
                          )  # fmt: skip
    return date, time


def _identity(field: Field) -> Value:
    if _ID.fullmatch(field.value):
        return field.value
    if "{" in field.value:
        return _bad(field, f"`{field.value}` is not an id", "an id has no holes: by it the calendar"
                    " knows the event, whatever the values")  # fmt: skip
    fixed = slug(field.value)
    meant = [fixed] if fixed else []
    return _bad(field, f"`{field.value}` is not an id",
                "an id has letters, digits, hyphens and underscores only", meant)  # fmt: skip


def _tags(field: Field) -> Value:
    return tuple(dict.fromkeys(tag for part in field.value.split(",") if (tag := part.strip())))


def _indoor(field: Field) -> Value:
    answers = {"yes": True, "no": False, "true": True, "false": False}
    answer = answers.get(field.value.lower())
    if answer is not None:
        return answer
    meant = nearest(field.value, ("yes", "no"), most=2)
    return _bad(field, f"`{field.value}` is neither yes nor no", "write `yes` or `no`", meant)


def _target(field: Field) -> Value:
    if field.value.upper() in TARGETS:
        return field.value.upper()
    meant = nearest(field.value, tuple(target.lower() for target in TARGETS), most=2)
    wrong = f"`{field.value}` is nothing a device steers by"
    return _bad(field, wrong, "it may be auto, power, hr or pace", meant)


def _pool(field: Field) -> Value:
    found = _POOL.fullmatch(field.value)
    if found is None or len(found[1]) > MAX_DIGITS or Decimal(found[1]) == 0:
        return _bad(field, f"`{field.value}` is not the length of a pool",
                    "for instance 25m, 50m, 33.3m or 25yd")  # fmt: skip
    yards = found[2].lower().startswith("y")
    return Distance(Decimal(found[1]), LengthUnit.YARD if yards else LengthUnit.METRE)


def _peak(field: Field) -> Value:
    example = f"write the highest % of FTP that is meant, up to {HIGHEST_PEAK}%: `peak: 640%`"
    found = _PEAK.fullmatch(field.value)
    if found is None:
        message = (
            f"`{field.value}` is not a percentage of FTP" if field.value else "`peak:` is empty"
        )
        return _bad(field, message, example)
    peak = Decimal(found[1])
    if peak <= PEAK:
        return _bad(field, f"up to {PEAK}% of FTP needs no `peak:`", "take the line out")
    if peak > HIGHEST_PEAK:
        return _bad(field, f"nobody reaches more than {HIGHEST_PEAK}% of FTP", example)
    return peak


def _duration(field: Field) -> Value:
    time = None if re.search(r"[0-9]{8}", field.value) else time_of(field.value)
    if time is None:
        return _bad(field, f"`{field.value}` is not a duration", "write `1h30m` or `45m`")
    return time.seconds


def _distance(field: Field) -> Value:
    joined = "".join(field.value.split())
    distance = None if re.search(r"[0-9]{8}", joined) else distance_of(joined)
    if distance is None:
        return _bad(field, f"`{field.value}` is not a distance", "write `40km` or `1500mtr`")
    return distance


def _load(field: Field) -> Value:
    if re.fullmatch(r"[0-9]{1,4}", field.value):
        return int(field.value)
    return _bad(
        field, f"`{field.value}` is not a training load", "write a whole number: `load: 60`"
    )


def _color(field: Field) -> Value:
    if _COLOR.fullmatch(field.value):
        return field.value
    return _bad(field, f"`{field.value}` is not a colour", "write a name such as `green`")


def _category(field: Field) -> Value:
    category = field.value.upper().replace(" ", "_")
    if category in CATEGORIES:
        return category
    return Diagnostic(
        "W314",
        f"`{field.value}` is not a category of the calendar",
        field.value_span,
        "left out",
        "Intervals.icu reads a line `Category: …` in a workout's text as an option of its own; the "
        f"calendar has {', '.join(CATEGORIES[:6])}; begin the line with `> ` to keep it as a note",
    )


READERS: dict[str, Callable[[Field], Value]] = {
    "workout": _text,
    "sport": _sport,
    "date": _date,
    "id": _identity,
    "tags": _tags,
    "indoor": _indoor,
    "target": _target,
    "peak": _peak,
    "pool": _pool,
    "duration": _duration,
    "distance": _distance,
    "load": _load,
    "color": _color,
    "category": _category,
}
"""Every field, in the order in which they are named to people."""
