"""Hypothesis strategies for workouts: every kind of target, nested repeats, awkward words."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.dice import Dice, thrown
from workoutc.limits import HIGHEST_PEAK, PEAK
from workoutc.model import (
    Corridor,
    Cue,
    Distance,
    Intensity,
    Item,
    Length,
    LengthUnit,
    Level,
    Note,
    Ramp,
    Repeat,
    Section,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)
from workoutc.sports import SPORTS
from workoutc.units import CLOCK_PACES

THOROUGH = settings(
    max_examples=1000,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""A thousand examples, the same ones on every machine."""

AWKWARD = (
    "Hard", "easy", "Strides", "250w", "200-240w", "85%", "95-105%", "50%-75%", "Z2", "Z3-Z4",
    "CZ1", "Z2 HR", "10m", "400m", "10min", "10 min", "1h30m", "1m30", "5'", '30"', "1'30\"",
    "2km", "1 km", "2 miles", "400 meters", "100yrd", "5 y", "0.33s", "S10m", "(10m)", "3x10m",
    "3x", "3 x", "4x4", "5:00", "4:15/km", "4:15-3:55/km Pace", "5:20 Pace", "90rpm", "90 rpm",
    "85–95rpm", "150bpm", "~5m", "press lap", "Press lap", "express lap", "press", "lap", "ramp",
    "Ramp", "ramping", "freeride", "maxeffort", "hidepower", "intensity=rest", "power=3s", "hr=lap",
    "RPE 8", "RPE", "use it", "en/Hello", "on/off", "60^30", "20^", "<!>", "<b>", "&", "&amp;",
    '"quoted"', '"', "\\", '\\"', "a\\", "C:\\x", '5" ',
    "{on}", "{", "#", "# 3", "#3", "-", "--", "- x", "1", "2", "12", "Zone 2", "HR",
    "Pace", "Power", "LTHR", "MMP", "é", "×", "3×", "🚴", "\u200bz2", "\u202e10m", "\xa0", "\t",
    "Warmup", "Cool down", "Main", "note:", "pool length: 25m", "@ 1m", "> quoted", "let a = 1",
    "block a", "Block 1", "week 3", "https://example.org/x", "10m 75%", "\n", "\n\n", "\r", "\x85",
    "x",
)  # fmt: skip
"""Words that Intervals.icu or the language reads as more than words, and their neighbours."""

TENTHS = {
    Unit.PERCENT_FTP: (1, 4000), Unit.WATTS: (10, 20000), Unit.PERCENT_MMP: (1, 2000),
    Unit.PERCENT_MAX_HR: (1, 1300), Unit.PERCENT_LTHR: (1, 1300), Unit.PERCENT_PACE: (1, 2000),
}  # fmt: skip
WHOLE = {
    Unit.POWER_ZONE: (1, 7), Unit.CUSTOM_ZONE: (1, 9), Unit.HR_ZONE: (1, 7), Unit.PACE_ZONE: (1, 7),
    Unit.BPM: (30, 220), Unit.RPM: (20, 220), Unit.PACE_DEFAULT: (150, 900),
    Unit.PACE_KM: (400, 900), Unit.PACE_MILE: (650, 1400), Unit.PACE_100M: (45, 300),
    Unit.PACE_100Y: (45, 300), Unit.PACE_250M: (100, 300), Unit.PACE_400M: (160, 400),
    Unit.PACE_500M: (200, 500),
}  # fmt: skip
"""Paces are such that a swimmer can hold them, too."""

POWER = (
    Unit.PERCENT_FTP, Unit.WATTS, Unit.POWER_ZONE, Unit.PERCENT_MMP, Unit.CUSTOM_ZONE,
)  # fmt: skip
HR = (Unit.PERCENT_MAX_HR, Unit.PERCENT_LTHR, Unit.BPM, Unit.HR_ZONE)
PACE = (
    Unit.PERCENT_PACE, Unit.PACE_ZONE, Unit.PACE_DEFAULT, Unit.PACE_KM, Unit.PACE_MILE,
    Unit.PACE_100M, Unit.PACE_100Y, Unit.PACE_250M, Unit.PACE_400M, Unit.PACE_500M,
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Nothing, ordinary words, and words that are asking for trouble."""
    return st.one_of(st.just(""), st.just("Hard"), thrown(_words))


def _text(dice: Dice) -> str:
    match dice.below(5):
        case 0:
            return ""
        case 1:
            return "Hard"
        case _:
            return _words(dice)


def _words(dice: Dice) -> str:
    match dice.below(3):
        case 0:
            return " ".join(dice.some(AWKWARD, 4))
        case 1:
            return "".join(dice.some(AWKWARD, 3))
        case _:
            return dice.strange()


def _length(dice: Dice) -> Length:
    """Times to twenty minutes, distances to about two kilometres in every unit."""
    match dice.below(3):
        case 0:
            return Time(dice.between(1, 1200))
        case 1:
            units = (LengthUnit.METRE, LengthUnit.YARD)
            return Distance(Decimal(dice.between(25, 2000)), dice.one_of(units))
        case _:
            units = (LengthUnit.KILOMETRE, LengthUnit.MILE)
            return Distance(Decimal(dice.between(1, 20)) / 10, dice.one_of(units))


def _target(dice: Dice, units: tuple[Unit, ...], *, averages: bool = False) -> Target | None:
    """None, or one that is held, between two values or ramped, in one of the units."""
    if not dice.chance(2):
        return None
    unit = dice.one_of(units)
    over = dice.between(1, 3600) if unit is Unit.PERCENT_MMP and dice.chance(2) else None
    average = dice.one_of((None, "1s", "30s", "lap")) if averages else None
    return Target(_level(dice, unit), unit, over, average)


def _level(dice: Dice, unit: Unit) -> Level:
    """Any level of a unit, in the numbers that it counts in; a corridor's easier end comes first:
    of a clock pace the larger."""
    first, kind = _number(dice, unit), dice.below(2 if unit is Unit.RPM else 3)
    if kind == 0:
        return Steady(first)
    second = _number(dice, unit)
    if kind == 2:
        return Ramp(first, second)
    if first == second:
        return Steady(first)
    return Corridor(*sorted((first, second), reverse=unit in CLOCK_PACES))


def _number(dice: Dice, unit: Unit) -> Decimal:
    if unit in WHOLE:
        return Decimal(dice.between(*WHOLE[unit]))
    if unit is Unit.PERCENT_FTP and dice.chance(5):
        return Decimal(dice.between(PEAK + 1, HIGHEST_PEAK))
    return Decimal(dice.between(*TENTHS[unit])) / 10


def _feel(dice: Dice) -> Level | None:
    """None, an RPE or a range of two."""
    low, high = sorted((dice.between(1, 10), dice.between(1, 10)))
    if not dice.chance(2):
        return None
    return Steady(Decimal(low)) if low == high else Corridor(Decimal(low), Decimal(high))


def steps(sport: str = "Run") -> st.SearchStrategy[Step]:
    """Any step, sensible or not, that the model can hold."""
    return thrown(lambda dice: _step(dice, sport))


def _step(dice: Dice, sport: str) -> Step:
    return Step(
        _length(dice),
        _text(dice),
        power=_target(dice, POWER, averages=True),
        hr=_target(dice, HR, averages=True),
        pace=_target(dice, PACE if SPORTS[sport].pace else (Unit.PERCENT_PACE,)),
        cadence=_target(dice, (Unit.RPM,)),
        rpe=_feel(dice),
        freeride=dice.chance(4),
        maxeffort=dice.chance(4),
        hide_power=dice.chance(4),
        press_lap=dice.chance(4),
        intensity=dice.one_of(tuple(Intensity)) if dice.chance(2) else None,
        cues=tuple(_cue(dice) for _ in range(dice.below(5) - 2)),
    )


def _cue(dice: Dice) -> Cue:
    return Cue(dice.between(-60, 60), _text(dice))


def _items(dice: Dice, sport: str, least: int, most: int, depth: int = 0) -> tuple[Item, ...]:
    """Steps and notes, repeats and sections of them, a few levels deep; now and then the same once
    more, since what is known already goes other ways."""
    items: list[Item] = []
    for _ in range(dice.between(least, most)):
        again = items and dice.chance(8)
        items.append(dice.one_of(items) if again else _item(dice, sport, depth))
    return tuple(items)


def _item(dice: Dice, sport: str, depth: int) -> Item:
    match dice.below(7 if depth < 3 else 5):
        case 0 | 1 | 2 | 3:
            return _step(dice, sport)
        case 4:
            return Note(_text(dice))
        case 5:
            label = _text(dice)
            return Repeat(dice.between(1, 4), _items(dice, sport, 1, 3, depth + 1), label)
        case _:
            title = _title(dice)
            return Section(title, _items(dice, sport, 1, 3, depth + 1))


def _title(dice: Dice) -> str:
    return dice.one_of(("Warmup", "cool down", "Main set")) if dice.chance(2) else _text(dice)


def workouts(*sports: str) -> st.SearchStrategy[Workout]:
    """Any session at all, of these sports or of a few that differ."""
    among = sports or ("Ride", "Run", "Swim", "WeightTraining")
    return thrown(lambda dice: _workout(dice, among))


def _workout(dice: Dice, sports: Sequence[str]) -> Workout:
    sport = dice.one_of(sports)
    return Workout(
        "Property",
        "property",
        sport=sport,
        peak=Decimal(dice.between(PEAK + 1, HIGHEST_PEAK)) if dice.chance(2) else None,
        pool=_pool(dice) if dice.chance(2) else None,
        items=() if dice.chance(50) else _items(dice, sport, 1, 6),
    )


def _pool(dice: Dice) -> Distance:
    """As they are built: in metres or yards."""
    length = dice.one_of((Decimal(25), Decimal("33.3"), Decimal(50)))
    return Distance(length, dice.one_of((LengthUnit.METRE, LengthUnit.YARD)))
