"""Values as they are written in the language."""

from decimal import Decimal
from fractions import Fraction

from workoutc.expression.values import Kind, Measure, Quantity, Text, Value
from workoutc.model import LengthUnit, Unit
from workoutc.quoting import quoted
from workoutc.tuples import NamedTuple
from workoutc.units import PACE_UNITS


def text_of(value: Value) -> str:
    """The value in the language's own words: `12m30s`, `80-85% LTHR`, `4:15/km`, a text in quotes.

    What can't be written exactly is rounded half up: times, watts, beats, turns and paces to whole
    ones, percentages to one decimal, distances to the centimetre (language reference, Names and
    holes).
    """
    if isinstance(value, Text):
        return quoted(value.text)
    measure = value.measure
    ends = [_number(end, measure) for end in settled(value).ends]
    if value.kind is Kind.ZONE:
        letter = "CZ" if measure.unit is Unit.CUSTOM_ZONE else "Z"
        ends = [letter + end for end in ends]
    return "-".join(ends) + _unit(measure)


def settled(value: Quantity) -> Quantity:
    """The value that its text stands for: rounded to what the language can write."""
    unit = value.measure.unit
    if isinstance(unit, LengthUnit):
        each, grid = _SIZES[unit], _OF_LENGTHS[unit]
        ends = tuple(_rounded(end / each, grid) * each for end in value.ends)
    else:
        grid = _GRIDS.get(value.kind, _WHOLE)
        ends = tuple(_rounded(end, grid) for end in value.ends)
    return Quantity(value.measure, ends)


class _Grid(NamedTuple):
    """How many decimals are written: `exact` where they suffice, else rounded to `places`."""

    exact: int
    places: int


_WHOLE = _Grid(0, 0)
_GRIDS = {
    Kind.COUNT: _Grid(3, 2),
    Kind.ZONE: _Grid(3, 2),
    Kind.PERCENT: _Grid(3, 1),
}
_OF_LENGTHS = {
    LengthUnit.METRE: _Grid(2, 2),
    LengthUnit.YARD: _Grid(2, 2),
    LengthUnit.KILOMETRE: _Grid(5, 5),
    LengthUnit.MILE: _Grid(5, 5),
}
"""A hundredth of a yard, a hundred thousandth of a kilometre or mile: all a centimetre or so."""

_SIZES = {unit: Fraction(unit.metres) for unit in LengthUnit}


def _rounded(number: Fraction, grid: _Grid) -> Fraction:
    if 10**grid.exact % number.denominator == 0:
        return number
    scale = 10**grid.places
    return Fraction((number * scale + Fraction(1, 2)).__floor__(), scale)


def _number(number: Fraction, measure: Measure) -> str:
    sign, size = ("-", -number) if number < 0 else ("", number)
    if isinstance(measure.unit, LengthUnit):
        size /= _SIZES[measure.unit]
    match measure.kind:
        case Kind.TIME:
            return sign + _time(int(size))
        case Kind.PACE:
            return f"{sign}{int(size) // 60}:{int(size) % 60:02d}"
        case _ if size.denominator == 1:
            return f"{sign}{size.numerator}"
        case _:
            return sign + _plain(Decimal(size.numerator) / size.denominator)


def _plain(number: Decimal) -> str:
    """Without an exponent and without trailing zeros."""
    return f"{number.normalize():f}"


def _time(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = f"{hours}h" * bool(hours) + f"{minutes}m" * bool(minutes) + f"{rest}s" * bool(rest)
    return parts or "0s"


def _unit(measure: Measure) -> str:
    unit = measure.unit
    if unit is None:
        return ""
    if isinstance(unit, LengthUnit):
        return unit.value
    suffix = _SUFFIXES[unit][measure.bare]
    return f"{suffix} {_time(measure.over)}" if measure.over is not None else suffix


_SUFFIXES = {
    Unit.PERCENT_FTP: ("% FTP", "%"),
    Unit.WATTS: ("w", "w"),
    Unit.POWER_ZONE: (" Power", ""),
    Unit.PERCENT_MMP: ("% MMP", "%"),
    Unit.CUSTOM_ZONE: ("", ""),
    Unit.PERCENT_MAX_HR: ("% HR", "%"),
    Unit.PERCENT_LTHR: ("% LTHR", "%"),
    Unit.BPM: ("bpm", "bpm"),
    Unit.HR_ZONE: (" HR", ""),
    Unit.PERCENT_PACE: ("% Pace", "%"),
    Unit.PACE_ZONE: (" Pace", ""),
    Unit.PACE_DEFAULT: (" Pace", " Pace"),
    Unit.RPM: ("rpm", "rpm"),
    **{unit: (f"/{word}", f"/{word}") for word, unit in PACE_UNITS.items()},
}
"""What stands behind the number: where it is said of what it counts, and where it isn't."""
