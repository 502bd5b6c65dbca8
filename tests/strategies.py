"""Hypothesis strategies for workouts: every kind of target, nested repeats, awkward words."""

from decimal import Decimal
from functools import cache

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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


@cache
def texts() -> st.SearchStrategy[str]:
    """Nothing, ordinary words, and words that are asking for trouble."""
    awkward = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=4).map(" ".join)
    glued = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3).map("".join)
    return st.one_of(st.just(""), st.just("Hard"), awkward, glued, st.text(max_size=12))


def lengths() -> st.SearchStrategy[Length]:
    """Times to twenty minutes, distances to about two kilometres in every unit."""
    times = st.builds(Time, st.integers(1, 1200))
    small = st.sampled_from((LengthUnit.METRE, LengthUnit.YARD))
    large = st.sampled_from((LengthUnit.KILOMETRE, LengthUnit.MILE))
    tenths = st.integers(1, 20).map(lambda n: Decimal(n) / 10)
    distances = st.builds(Distance, st.integers(25, 2000).map(Decimal), small)
    return st.one_of(times, distances, st.builds(Distance, tenths, large))


@st.composite
def targets(draw: st.DrawFn, units: tuple[Unit, ...], averages: bool = False) -> Target:
    """Held, between two values or ramped, in one of the units."""
    unit = draw(_one_of(units))
    over = draw(_OVER) if unit is Unit.PERCENT_MMP else None
    return Target(draw(levels(unit)), unit, over, draw(_AVERAGES) if averages else None)


_OVER = st.none() | st.integers(1, 3600)
_AVERAGES = st.sampled_from((None, "1s", "30s", "lap"))


@cache  # as below
def _one_of(units: tuple[Unit, ...]) -> st.SearchStrategy[Unit]:
    return st.sampled_from(units)


@cache  # made anew for each example, strategies are checked anew, which takes longer than to draw
def levels(unit: Unit) -> st.SearchStrategy[Level]:
    """Any level of a unit, in the numbers that it counts in."""
    numbers = (
        st.integers(*WHOLE[unit]).map(Decimal)
        if unit in WHOLE
        else st.integers(*TENTHS[unit]).map(lambda n: Decimal(n) / 10)
    )
    if unit is Unit.PERCENT_FTP:
        least, most = TENTHS[unit]
        # In one draw, since nearly all that is generated has many of them.
        numbers = st.integers(least, most + HIGHEST_PEAK - PEAK).map(
            lambda n: Decimal(n) / 10 if n <= most else Decimal(PEAK + n - most)
        )
    ramps = st.builds(Ramp, numbers, numbers)
    kinds: list[st.SearchStrategy[Level]] = [st.builds(Steady, numbers), corridors(unit, numbers)]
    return st.one_of(*kinds, *([] if unit is Unit.RPM else [ramps]))


def corridors(unit: Unit, numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Level]:
    """Two different values, the easier one first: of a clock pace the larger."""
    pairs = st.lists(numbers, min_size=2, max_size=2, unique=True)
    is_clock = unit in CLOCK_PACES
    return pairs.map(lambda pair: Corridor(*sorted(pair, reverse=is_clock)))


def feels() -> st.SearchStrategy[Level]:
    """An RPE or a range of two."""
    numbers = st.integers(1, 10).map(Decimal)
    return st.one_of(st.builds(Steady, numbers), corridors(Unit.RPM, numbers))


@cache
def steps(sport: str = "Run") -> st.SearchStrategy[Step]:
    """Any step, sensible or not, that the model can hold."""
    paces = PACE if SPORTS[sport].pace else (Unit.PERCENT_PACE,)
    cues = st.builds(Cue, st.integers(-60, 60), texts())
    rarely = st.sampled_from((False, False, False, True))
    return st.builds(
        Step,
        lengths(),
        texts(),
        power=st.none() | targets(POWER, averages=True),
        hr=st.none() | targets(HR, averages=True),
        pace=st.none() | targets(paces),
        cadence=st.none() | targets((Unit.RPM,)),
        rpe=st.none() | feels(),
        freeride=rarely,
        maxeffort=rarely,
        hide_power=rarely,
        press_lap=rarely,
        intensity=st.none() | st.sampled_from(Intensity),
        cues=st.just(()) | st.lists(cues, max_size=2).map(tuple),
    )


@cache
def items(sport: str = "Run") -> st.SearchStrategy[Item]:
    """Steps and notes, repeats and sections of them, a few levels deep."""

    def around(inner: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        titles = st.one_of(st.sampled_from(("Warmup", "cool down", "Main set")), texts())
        repeats = st.builds(Repeat, st.integers(1, 4), children, st.just("") | texts())
        return st.one_of(repeats, st.builds(Section, titles, children))

    step = steps(sport)
    return st.recursive(st.one_of(step, step, st.builds(Note, texts())), around, max_leaves=8)


def workouts(*sports: str) -> st.SearchStrategy[Workout]:
    """Any session at all, of these sports or of a few that differ."""
    return st.sampled_from(sports or ("Ride", "Run", "Swim", "WeightTraining")).flatmap(_of)


@cache
def _of(sport: str) -> st.SearchStrategy[Workout]:
    return st.builds(
        Workout,
        st.just("Property"),
        st.just("property"),
        sport=st.just(sport),
        items=st.lists(items(sport), max_size=5).map(tuple),
        peak=st.none() | st.integers(PEAK + 1, HIGHEST_PEAK).map(Decimal),
        pool=st.none() | pools(),
    )


def pools() -> st.SearchStrategy[Distance]:
    """Pools as they are built: in metres or yards."""
    units = st.sampled_from((LengthUnit.METRE, LengthUnit.YARD))
    return st.builds(Distance, st.sampled_from((Decimal(25), Decimal("33.3"), Decimal(50))), units)
