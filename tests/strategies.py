"""Hypothesis strategies for workouts: every kind of target, nested repeats, awkward words."""

from decimal import Decimal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

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
    '"quoted"', "{on}", "{", "#", "# 3", "#3", "-", "--", "- x", "1", "2", "12", "Zone 2", "HR",
    "Pace", "Power", "LTHR", "MMP", "é", "×", "3×", "🚴", "\u200bz2", "\u202e10m", "\xa0", "\t", "x",
    "Warmup", "Cool down", "Main", "note:", "pool length: 25m", "@ 1m", "> quoted", "let a = 1",
    "block a", "Block 1", "week 3", "https://example.org/x", "10m 75%", "\n", "\n\n", "\r", "\x85",
)  # fmt: skip
"""Words that Intervals.icu or the language reads as more than words, and their neighbours."""

TENTHS = {
    Unit.PERCENT_FTP: (1, 4000), Unit.WATTS: (10, 20000), Unit.PERCENT_MMP: (1, 2000),
    Unit.PERCENT_MAX_HR: (1, 1300), Unit.PERCENT_LTHR: (1, 1300), Unit.PERCENT_PACE: (1, 2000),
}  # fmt: skip
WHOLE = {
    Unit.POWER_ZONE: (1, 9), Unit.CUSTOM_ZONE: (1, 9), Unit.HR_ZONE: (1, 7), Unit.PACE_ZONE: (1, 7),
    Unit.BPM: (30, 220), Unit.RPM: (20, 220), Unit.PACE_DEFAULT: (60, 900), Unit.PACE_KM: (60, 900),
    Unit.PACE_MILE: (60, 900), Unit.PACE_100M: (30, 300), Unit.PACE_100Y: (30, 300),
    Unit.PACE_250M: (30, 300), Unit.PACE_400M: (30, 300), Unit.PACE_500M: (60, 900),
}  # fmt: skip

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
    awkward = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=4).map(" ".join)
    glued = st.lists(st.sampled_from(AWKWARD), min_size=1, max_size=3).map("".join)
    return st.one_of(st.just(""), st.just("Hard"), awkward, glued, st.text(max_size=12))


def lengths() -> st.SearchStrategy[Length]:
    """Times to three hours, distances in every unit."""
    times = st.builds(Time, st.integers(1, 10_800))
    tenths = st.integers(1, 20_000).map(lambda n: Decimal(n) / 10)
    return st.one_of(times, st.builds(Distance, tenths, st.sampled_from(LengthUnit)))


@st.composite
def targets(draw: st.DrawFn, units: tuple[Unit, ...], averages: bool = False) -> Target:
    """Held, between two values or ramped, in one of the units."""
    unit = draw(st.sampled_from(units))
    numbers = (
        st.integers(*WHOLE[unit]).map(Decimal)
        if unit in WHOLE
        else st.integers(*TENTHS[unit]).map(lambda n: Decimal(n) / 10)
    )
    ranges: list[st.SearchStrategy[Level]] = [
        st.builds(Steady, numbers),
        st.builds(Corridor, numbers, numbers),
    ]
    level = draw(
        st.one_of(*ranges, *([] if unit is Unit.RPM else [st.builds(Ramp, numbers, numbers)]))
    )
    over = draw(st.none() | st.integers(1, 3600)) if unit is Unit.PERCENT_MMP else None
    average = draw(st.sampled_from((None, "1s", "30s", "lap"))) if averages else None
    return Target(level, unit, over, average)


def feels() -> st.SearchStrategy[Level]:
    """An RPE or a range of two."""
    numbers = st.integers(1, 10).map(Decimal)
    return st.one_of(st.builds(Steady, numbers), st.builds(Corridor, numbers, numbers))


def steps() -> st.SearchStrategy[Step]:
    """Any step, sensible or not, that the model can hold."""
    cues = st.builds(Cue, st.integers(-60, 60), texts())
    rarely = st.sampled_from((False, False, False, True))
    return st.builds(
        Step,
        lengths(),
        texts(),
        power=st.none() | targets(POWER, averages=True),
        hr=st.none() | targets(HR, averages=True),
        pace=st.none() | targets(PACE),
        cadence=st.none() | targets((Unit.RPM,)),
        rpe=st.none() | feels(),
        freeride=rarely,
        maxeffort=rarely,
        hide_power=rarely,
        press_lap=rarely,
        intensity=st.none() | st.sampled_from(Intensity),
        cues=st.just(()) | st.lists(cues, max_size=2).map(tuple),
    )


def items() -> st.SearchStrategy[Item]:
    """Steps and notes, repeats and sections of them, a few levels deep."""

    def around(inner: st.SearchStrategy[Item]) -> st.SearchStrategy[Item]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        titles = st.one_of(st.sampled_from(("Warmup", "cool down", "Main set")), texts())
        repeats = st.builds(Repeat, st.integers(1, 4), children, st.just("") | texts())
        return st.one_of(repeats, st.builds(Section, titles, children))

    return st.recursive(st.one_of(steps(), steps(), st.builds(Note, texts())), around, max_leaves=8)


def workouts() -> st.SearchStrategy[Workout]:
    """Any session at all."""
    return st.builds(
        Workout,
        st.just("Property"),
        st.just("property"),
        sport=st.sampled_from(("Ride", "Run", "Swim", "WeightTraining")),
        items=st.lists(items(), max_size=5).map(tuple),
        pool=st.none() | st.builds(Distance, st.just(Decimal(25)), st.sampled_from(LengthUnit)),
    )
