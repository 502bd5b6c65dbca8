"""A file's entries to its workouts."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.diagnostic import Note as Remark
from workoutc.limits import PEAK
from workoutc.model import Family, Item, Workout
from workoutc.records import dataclass, field
from workoutc.resolve.draft import Rules
from workoutc.resolve.fields import read_fields, slug
from workoutc.resolve.items import note, section
from workoutc.source import Span
from workoutc.sports import SPORTS
from workoutc.syntax import Entry, Field, File, Notes
from workoutc.syntax import Section as SectionLines

MAX_STEPS = 10_000
"""Ridden steps a workout, repeats unrolled."""
MAX_SECONDS = 24 * 3600


@dataclass(slots=True)
class _Part:
    """The entries of one workout, or of the head of the file."""

    opening: Field | None
    fields: list[Field] = field(default_factory=list)
    body: list[SectionLines | Notes] = field(default_factory=list)


def resolve(
    file: File, name: str, athlete: Athlete = UNKNOWN, sport: str = "Ride"
) -> tuple[tuple[Workout, ...], list[Diagnostic]]:
    """The workouts of a file. `name`: the file's, for a workout that has none of its own;
    `sport`: the project's, where a workout names none."""
    faults: list[Diagnostic] = []
    head, *parts = _parts(file.entries)
    if not parts:
        parts = [head] if head.body or head.fields else []
        defaults: dict[str, Any] = {}
    else:
        defaults = read_fields(head.fields, faults)
        if defaults.pop("id", None) is not None:
            faults.append(_id_of_nobody(head))
        if head.body:
            faults.append(_orphans(head))
    workouts = tuple(_workout(part, defaults, name, athlete, sport, faults) for part in parts)
    faults.extend(same_identity((w.identity, w.span) for w in workouts))
    return workouts, faults


def _parts(entries: Iterable[Entry]) -> list[_Part]:
    parts = [_Part(None)]
    for entry in entries:
        if not isinstance(entry, Field):
            parts[-1].body.append(entry)
        elif entry.name == "workout":
            parts.append(_Part(entry, [entry]))
        else:
            parts[-1].fields.append(entry)
    return parts


_MISREAD = frozenset({"E117", "E118", "E119", "E120", "E125"})
"""Faults of amounts, after which nobody knows how long it is: `1500 m` may be metres."""


def same_identity(named: Iterable[tuple[str, Span]]) -> list[Diagnostic]:
    """One fault for every workout whose identity an earlier one has already."""
    first: dict[str, Span] = {}
    faults = []
    for identity, span in named:
        if identity and identity in first:
            faults.append(
                shared_identity(identity, span, Remark("the first is here", first[identity]))
            )
        first.setdefault(identity, span)
    return faults


def shared_identity(identity: str, span: Span, remark: Remark) -> Diagnostic:
    """A second workout of one id, in one file or in two. `remark`: where the first is."""
    return Diagnostic("E220", f"two workouts have the id `{identity}`", span, "the second",
                      "give one an `id:` of its own; the id names the event on the calendar",
                      notes=(remark,))  # fmt: skip


def _workout(
    part: _Part, defaults: dict[str, Any], name: str, athlete: Athlete, sport: str,
    faults: list[Diagnostic],
) -> Workout:  # fmt: skip
    values = defaults | read_fields(part.fields, faults)
    sport = values.get("sport", sport)
    rules = rules_for(sport, athlete, values.get("peak", Decimal(PEAK)))
    title = values.get("workout", name)
    span = part.opening.line.span if part.opening else _whole(part)
    own: list[Diagnostic] = []
    items = _body(part.body, rules, span, own)
    identity = values.get("id") or slug(title)
    if not identity and not has_errors(faults):
        own.append(no_identity(title, span))
    faults.extend(own)
    date, time = values.get("date", (None, None))
    return Workout(
        title, identity, sport, items, date, time,
        values.get("tags", ()), values.get("indoor"), values.get("target", "AUTO"),
        values.get("peak"), values.get("pool"), values.get("duration"), values.get("distance"),
        values.get("load"), values.get("color"), values.get("category", "WORKOUT"), span,
    )  # fmt: skip


@lru_cache(maxsize=64)
def rules_for(sport: str, athlete: Athlete, peak: Decimal) -> Rules:
    """What lines are read by, for a sport, an athlete in it and the most % of FTP that is meant."""
    athlete = athlete.in_sport(sport)
    power, hr, pace = (athlete.zones(f) for f in (Family.POWER, Family.HR, Family.PACE))
    return Rules(SPORTS[sport], power, hr, pace, peak)


def _whole(part: _Part) -> Span:
    entries = [*part.fields, *part.body]
    first = entries[0]
    match first:
        case Field(line=line):
            return line.span
        case Notes(lines=lines):
            return lines[0].span
        case SectionLines(heading=heading, items=items):
            line = heading or _first_line(items[0])
            return line.span


def _first_line(node: Any) -> Any:
    return node.lines[0] if isinstance(node, Notes) else node.line


def _body(
    body: list[SectionLines | Notes], rules: Rules, span: Span, faults: list[Diagnostic]
) -> tuple[Item, ...]:
    items: list[Item] = []
    steps = seconds = 0
    for entry in body:
        if isinstance(entry, Notes):
            items.append(note(entry))
        else:
            passage = section(entry, rules)
            items += passage.items
            faults += passage.diagnostics
            steps += passage.steps
            seconds += passage.seconds
    if steps > MAX_STEPS:
        faults.append(_too_many_steps(steps, span))
    elif seconds > MAX_SECONDS and _MISREAD.isdisjoint(fault.code for fault in faults):
        faults.append(_too_long(seconds, span))
    return tuple(items)


def _too_many_steps(steps: int, span: Span) -> Diagnostic:
    return Diagnostic("E223", f"the workout has {steps:,} steps when its repeats are written out",
                      span, f"at most {MAX_STEPS:,}", "nobody rides that; check the repeats"
                      )  # fmt: skip


def _too_long(seconds: int, span: Span) -> Diagnostic:
    return Diagnostic("E224", f"the workout lasts {seconds / 3600:.1f} hours", span,
                      "more than a day", "check the lengths; `m` is minutes, metres are `mtr`"
                      )  # fmt: skip


def no_identity(title: str, span: Span) -> Diagnostic:
    """A name without a letter or digit that an id may have."""
    return Diagnostic("E221", f"no id can be made of the name `{title}`", span,
                      "no letter or digit that an id may have", "add a line such as `id: tempo-2`"
                      )  # fmt: skip


def _id_of_nobody(head: _Part) -> Diagnostic:
    field = next(field for field in head.fields if field.name == "id")
    return Diagnostic("W356", "`id:` counts for nothing above the first workout or plan",
                      field.name_span, "each has an id of its own",
                      "write it below the line `workout:` or `plan:` that it belongs to"
                      )  # fmt: skip


def _orphans(head: _Part) -> Diagnostic:
    entry = head.body[0]
    line = (
        entry.lines[0] if isinstance(entry, Notes) else entry.heading or _first_line(entry.items[0])
    )
    return Diagnostic("E124", "there is text before the first `workout:`", line.span,
                      "belongs to no workout", "put a line `workout: NAME` above it")  # fmt: skip
