"""What a workout means: the session itself, free of spelling and of any format.

Percentages stay percentages and repeats stay repeats. Spans ride along outside equality, so that a
format can say where it lost something and a test can build a workout without places.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from workoutc.records import dataclass, field
from workoutc.source import Span

NOWHERE = Span(0, 0)
"""The place of things that were not written by an author."""


class Family(StrEnum):
    """What a target steers by."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    POWER = "power"
    HR = "hr"
    PACE = "pace"


class Unit(StrEnum):
    """What a target's numbers count; the values are the server's own `units` where it has one."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    PERCENT_FTP = "%ftp"
    WATTS = "w"
    POWER_ZONE = "power_zone"
    PERCENT_MMP = "%mmp"
    CUSTOM_ZONE = "custom_zone"
    PERCENT_MAX_HR = "%hr"
    PERCENT_LTHR = "%lthr"
    BPM = "bpm"
    HR_ZONE = "hr_zone"
    PERCENT_PACE = "%pace"
    PACE_ZONE = "pace_zone"
    PACE_DEFAULT = "pace"
    PACE_KM = "secs/km"
    PACE_MILE = "secs/mi"
    PACE_100M = "secs/100m"
    PACE_100Y = "secs/100y"
    PACE_250M = "secs/250m"
    PACE_400M = "secs/400m"
    PACE_500M = "secs/500m"
    RPM = "rpm"


class LengthUnit(StrEnum):
    """The units in which a distance may be written on Intervals.icu."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    METRE = "mtr"
    KILOMETRE = "km"
    MILE = "mi"
    YARD = "yrd"

    @property
    def metres(self) -> Decimal:
        """Metres in one. The mile is Intervals.icu's 1609.34 m, not the exact 1609.344 m."""
        return METRES[self]


METRES = {
    LengthUnit.METRE: Decimal(1),
    LengthUnit.KILOMETRE: Decimal(1000),
    LengthUnit.MILE: Decimal("1609.34"),
    LengthUnit.YARD: Decimal("0.9144"),
}


@dataclass(frozen=True, slots=True)
class Time:
    """A length in whole seconds."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Distance:
    """A length on the ground, in the unit it was written in."""

    value: Decimal
    unit: LengthUnit = LengthUnit.METRE

    @property
    def metres(self) -> Decimal:
        """The same in metres, exact."""
        return self.value * METRES[self.unit]


Length: TypeAlias = Time | Distance


@dataclass(frozen=True, slots=True)
class Steady:
    """One value, held."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Corridor:
    """Anywhere between two values: a band, never a ramp. `low` is the easier end: for a clock pace
    the slower one, hence the larger number."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Ramp:
    """From the first value evenly to the second, up or down."""

    start: Decimal
    end: Decimal


Level: TypeAlias = Steady | Corridor | Ramp


@dataclass(frozen=True, slots=True)
class Target:
    """What to hold: a level of some unit.

    `over`: seconds of the mean maximal power that a `PERCENT_MMP` refers to, `None` for the step's
    own length. `average`: how the device averages what it shows (`1s`, `3s`, `10s`, `30s`, `lap`).
    """

    level: Level
    unit: Unit
    over: int | None = None
    average: str | None = None
    span: Span = field(default=NOWHERE, compare=False)


class Intensity(StrEnum):
    """The kind of a step, as devices name it."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    ACTIVE = "active"
    REST = "rest"
    WARMUP = "warmup"
    COOLDOWN = "cooldown"
    RECOVERY = "recovery"
    INTERVAL = "interval"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cue:
    """A text shown during a step. `at`: seconds from its start, or from its end when negative."""

    at: int
    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work: a length, and what to hold meanwhile."""

    length: Length
    label: str = ""
    power: Target | None = None
    hr: Target | None = None
    pace: Target | None = None
    cadence: Target | None = None
    rpe: Level | None = None
    freeride: bool = False
    maxeffort: bool = False
    hide_power: bool = False
    press_lap: bool = False
    intensity: Intensity | None = None
    cues: tuple[Cue, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    label_span: Span = field(default=NOWHERE, compare=False)

    def __hash__(self) -> int:
        # Steps are keys of every cache on the way; these three tell nearly all of them apart, and
        # equality the rest.
        return hash((self.label, self.length, self.power and self.power.level))

    @property
    def targets(self) -> tuple[Target, ...]:
        """Power, heart rate and pace, those that are set, in this order."""
        return tuple([t for t in (self.power, self.hr, self.pace) if t is not None])

    @property
    def ramp(self) -> bool:
        """Whether any target moves evenly from one value to another."""
        for target in (self.power, self.hr, self.pace):
            if target is not None and isinstance(target.level, Ramp):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph for the athlete; its lines as the author broke them."""

    text: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`count` times the items in their order. `label` is the heading without its `Nx`."""

    count: int
    items: tuple["Item", ...]
    label: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    items: tuple["Item", ...]
    span: Span = field(default=NOWHERE, compare=False)


Item: TypeAlias = Step | Repeat | Section | Note


@dataclass(frozen=True, slots=True)
class Workout:
    """One session.

    `identity`: what names it on the calendar. `time`: local wall time. `target`: what the device
    steers by (`AUTO`, `POWER`, `HR`, `PACE`). `peak`: the highest % of FTP that is meant, where
    that is beyond 400. `duration` (seconds), `distance` and `load` are the planned totals of a
    workout without steps.
    """

    name: str
    identity: str
    sport: str = "Ride"
    items: tuple[Item, ...] = ()
    date: dt.date | None = None
    time: dt.time | None = None
    tags: tuple[str, ...] = ()
    indoor: bool | None = None
    target: str = "AUTO"
    peak: Decimal | None = None
    pool: Distance | None = None
    duration: int | None = None
    distance: Distance | None = None
    load: int | None = None
    color: str | None = None
    category: str = "WORKOUT"
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def is_race(self) -> bool:
        """Whether the calendar has it as a race, of whatever priority."""
        return self.category.startswith("RACE_")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a plan. `template`: the id of the workout that it was made from, empty for a
    note, a race or a holiday."""

    workout: Workout
    template: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a plan. `rests`: the days that are said to be free."""

    number: int
    monday: dt.date
    title: str = ""
    entries: tuple[Entry, ...] = ()
    rests: tuple[dt.date, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """Sessions by the week. `identity`: what those of its events begin with."""

    name: str
    identity: str
    weeks: tuple[Week, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def events(self) -> tuple[Workout, ...]:
        """The sessions, races, notes and holidays on their days, in this order."""
        return tuple(entry.workout for week in self.weeks for entry in week.entries)

    @property
    def templates(self) -> frozenset[str]:
        """The ids of the workouts that it is made of."""
        named = (entry.template for week in self.weeks for entry in week.entries)
        return frozenset(filter(None, named))


def ends(level: Level) -> tuple[Decimal, ...]:
    """The one value of a steady level, else both in the order they are written."""
    match level:
        case Steady(value):
            return (value,)
        case Corridor(low, high):
            return (low, high)
        case Ramp(start, end):
            return (start, end)


def walk(items: tuple[Item, ...]) -> list[Step]:
    """Every *written* step once, in order."""
    found: list[Step] = []
    for item in items:
        if isinstance(item, Step):
            found.append(item)
        elif not isinstance(item, Note):
            found += walk(item.items)
    return found


def unroll(items: tuple[Item, ...]) -> Iterator[Step]:
    """Every *ridden* step, repeats expanded, in order. Lazy: a huge count costs nothing unread."""
    for item in items:
        if isinstance(item, Step):
            yield item
        elif isinstance(item, Repeat):
            for _ in range(item.count):
                yield from unroll(item.items)
        elif isinstance(item, Section):
            yield from unroll(item.items)


def ridden_steps(items: tuple[Item, ...]) -> int:
    """How many steps `unroll` gives, by arithmetic."""
    total = 0
    for item in items:
        if isinstance(item, Step):
            total += 1
        elif isinstance(item, Repeat):
            total += item.count * ridden_steps(item.items)
        elif isinstance(item, Section):
            total += ridden_steps(item.items)
    return total
