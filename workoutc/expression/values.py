"""Values of expressions: exact numbers, and what they count."""

from enum import Enum, auto
from fractions import Fraction
from typing import TypeAlias

from workoutc.model import LengthUnit, Unit
from workoutc.records import dataclass
from workoutc.tuples import NamedTuple
from workoutc.units import PACE_METRES

MOST = 10**7
"""Numbers stay below it: seven digits before the decimal point (language reference, Limits)."""

FINEST = 2**200
"""The largest denominator that is kept exactly: room for every sum that a plan may need, and an end
for numbers that grow with each line they go through."""


class Kind(Enum):
    """What can be reckoned with: which kinds go together says the table of operations."""

    COUNT = auto()
    TIME = auto()
    DISTANCE = auto()
    PERCENT = auto()
    WATTS = auto()
    BPM = auto()
    RPM = auto()
    PACE = auto()
    ZONE = auto()
    TEXT = auto()


class Measure(NamedTuple):
    """What a number counts.

    `unit`: of a target, or that in which a distance was written; `None` for counts and times.
    `bare`: a percentage or zone that doesn't say of what. `over`: as in `model.Target`.
    """

    kind: Kind
    unit: Unit | LengthUnit | None = None
    bare: bool = False
    over: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, or the two ends of a range in the order they were written.

    In seconds for a time and a clock pace, in metres for a distance, else in the unit itself.
    """

    measure: Measure
    ends: tuple[Fraction, ...]

    @property
    def kind(self) -> Kind:
        """What it can be reckoned with."""
        return self.measure.kind

    @property
    def single(self) -> bool:
        """Whether it is one number and no range."""
        return len(self.ends) == 1


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text, without its quotes."""

    text: str

    @property
    def kind(self) -> Kind:
        """What it can be reckoned with: nothing."""
        return Kind.TEXT


Value: TypeAlias = Quantity | Text

COUNT = Measure(Kind.COUNT)
TIME = Measure(Kind.TIME)


def name_of(value: Value) -> str:
    """What a value is, in a coach's words: `a time`, `a percentage of FTP`, `a range of watts`."""
    if isinstance(value, Text):
        return "a text"
    one, many = _name(value.measure)
    return one if value.single else f"a range of {many}"


def alike(one: Value, other: Value) -> bool:
    """Whether one may stand where the other does: as an argument for a parameter's default."""
    if isinstance(one, Text) or isinstance(other, Text):
        return one.kind is other.kind
    return common(one.measure, other.measure) is not None


def common(one: Measure, other: Measure) -> Measure | None:
    """What two values of one kind count together; `None` where they count different things.

    A percentage or zone that doesn't say of what is of the other's; distances and paces keep the
    unit of the first.
    """
    if one == other:
        return one
    match one.kind:
        case kind if kind is not other.kind:
            return None
        case Kind.PERCENT | Kind.ZONE:
            return other if one.bare else one if other.bare else None
        case Kind.PACE:
            return one if {one.unit, other.unit} <= PACE_METRES.keys() else None
        case _:
            return one


def in_unit_of(value: Quantity, measure: Measure) -> Quantity:
    """A value, counted as another of its kind: only the numbers of clock paces change."""
    before, after = value.measure.unit, measure.unit
    if value.kind is not Kind.PACE or before == after:
        return Quantity(measure, value.ends)
    assert isinstance(before, Unit)
    assert isinstance(after, Unit)
    longer = Fraction(PACE_METRES[after]) / Fraction(PACE_METRES[before])
    return Quantity(measure, tuple(end * longer for end in value.ends))


def within_bounds(ends: tuple[Fraction, ...]) -> bool:
    """Whether every number is small and coarse enough to be kept."""
    return all(abs(end) < MOST and end.denominator < FINEST for end in ends)


def _name(measure: Measure) -> tuple[str, str]:
    if measure.bare:
        return _BARE[measure.kind]
    named = _OF_UNIT.get(measure.unit) if isinstance(measure.unit, Unit) else None
    return named or _OF_KIND[measure.kind]


_OF_KIND = {
    Kind.COUNT: ("a plain number", "plain numbers"),
    Kind.TIME: ("a time", "times"),
    Kind.DISTANCE: ("a distance", "distances"),
    Kind.WATTS: ("a power in watts", "watts"),
    Kind.BPM: ("a heart rate in bpm", "heart rates in bpm"),
    Kind.RPM: ("a cadence", "cadences"),
    Kind.PACE: ("a pace", "paces"),
}
_BARE = {
    Kind.PERCENT: ("a percentage", "percentages"),
    Kind.ZONE: ("a zone", "zones"),
}
_OF_UNIT = {
    Unit.PERCENT_FTP: ("a percentage of FTP", "percentages of FTP"),
    Unit.PERCENT_LTHR: ("a percentage of LTHR", "percentages of LTHR"),
    Unit.PERCENT_MAX_HR: (
        "a percentage of maximum heart rate",
        "percentages of maximum heart rate",
    ),
    Unit.PERCENT_PACE: ("a percentage of threshold pace", "percentages of threshold pace"),
    Unit.PERCENT_MMP: ("a percentage of mean maximal power", "percentages of mean maximal power"),
    Unit.POWER_ZONE: ("a power zone", "power zones"),
    Unit.HR_ZONE: ("a heart rate zone", "heart rate zones"),
    Unit.PACE_ZONE: ("a pace zone", "pace zones"),
    Unit.CUSTOM_ZONE: ("a custom zone", "custom zones"),
}
