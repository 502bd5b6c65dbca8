"""What a format writes, its reader reads as the same session, second by second, within what the
format can say; and what it can't say was told, at the step."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.profiles import Second, profile
from tests.strategies import workouts
from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.fmt import formatted
from workoutc.foreign import compile_foreign
from workoutc.formats import write
from workoutc.formats.emission import Binary, Text
from workoutc.formats.ridden import seconds_of
from workoutc.formats.source import write as write_source
from workoutc.formats.targets import (
    Missing,
    Thresholds,
    middle,
    percent_ftp,
    percent_pace,
    thresholds,
)
from workoutc.model import (
    Corridor,
    Distance,
    Item,
    Level,
    Note,
    Ramp,
    Step,
    Target,
    Time,
    Unit,
    Workout,
    ends,
    unroll,
    walk,
)
from workoutc.source import Span
from workoutc.sports import Kind

OFTEN = settings(
    max_examples=100,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ATHLETE = Athlete(
    ftp=Decimal(250),
    lthr=Decimal(172),
    max_hr=Decimal(190),
    threshold_pace={kind: Decimal("3.7") for kind in Kind},
)
DAY = 24 * 3600
BEYOND = {"E433"}
"""More steps or hours than a workout may have."""


def placed(workout: Workout) -> Workout:
    """The same with a place of its own for each written step."""
    places = iter(range(1, 100_000))

    def put(item: Item) -> Item:
        match item:
            case Step():
                at = next(places)
                return replace(item, span=Span(at, at + 1), label_span=Span(at, at + 1))
            case Note():
                return item
            case _:
                return replace(item, items=tuple(map(put, item.items)))

    return replace(workout, items=tuple(map(put, workout.items)))


def told(emission: Text | Binary, step: Step) -> set[str]:
    return {lost.code for lost in emission.lost if lost.span == step.span}


def again(emission: Text | Binary, to: str) -> Workout | None:
    """The workout as it is read; `None` where it is too much for anybody."""
    content = emission.content
    data = content if isinstance(content, bytes) else content.encode()
    compilation = compile_foreign(data, name=f"again.{to}", origin=to)
    errors = {d.code for d in compilation.diagnostics if d.code.startswith("E")}
    assert errors <= BEYOND, compilation.diagnostics
    return None if errors else compilation.workouts[0]


def near(found: float, meant: Decimal, slack: float) -> bool:
    return abs(found - float(meant)) <= slack


def value_at(level: Level, share: float) -> Decimal:
    first, last = ends(level)[0], ends(level)[-1]
    if not isinstance(level, Ramp):
        return first
    return first + (last - first) * Decimal(share)


def check_power(
    seconds: list[Second], level: Level | Missing, slack: float, codes: set[str], which: str
) -> None:
    if isinstance(level, Missing):
        assert codes & {"W410", "E410"}
        return
    single = middle(level)
    if isinstance(level, Corridor):
        assert codes & {"W411", "W414"}
    for number, second in enumerate(seconds):
        held = getattr(second, which)
        assert held is not None
        here = value_at(single, (number + 0.5) / len(seconds))
        assert near(held[0], here, slack), (held, here)


@OFTEN
@given(workouts("Ride", "Run"))
def test_zwo(workout: Workout) -> None:
    workout = placed(workout)
    emission = write(workout, "zwo", ATHLETE)
    steps, known = list(unroll(workout.items)), thresholds(workout, ATHLETE)
    if not steps or all(isinstance(step.length, Distance) for step in steps):
        return
    back = again(emission, "zwo")
    if back is None:
        return
    seconds, at = profile(back), 0
    for step in steps:
        codes, lasts = told(emission, step), seconds_of(step, known)
        part, at = seconds[at : at + lasts], at + lasts
        check_zwo_step(step, part, codes, known)
    assert at == len(seconds)


def check_zwo_step(step: Step, part: list[Second], codes: set[str], known: Thresholds) -> None:
    runs = known.kind is Kind.RUN
    target = step.pace if runs else step.power
    others = [t for t in step.targets if t is not target]
    assert isinstance(step.length, Time) or "W415" in codes
    assert not others or "W410" in codes
    assert all((s.cadence is None) == (step.cadence is None) for s in part)
    if step.cadence is not None:
        low, high = ends(step.cadence.level)[0], ends(step.cadence.level)[-1]
        assert {s.cadence for s in part} == {(float(low), float(high))}
    if step.press_lap or step.hide_power:
        assert "W416" in codes
    if target is None:
        assert all(s.free for s in part)
    elif step.freeride:
        assert "W410" in codes
    else:
        level = (percent_pace if runs else percent_ftp)(target, known)
        check_power(part, level, 0.11, codes, "pace" if runs else "power")


@pytest.mark.parametrize(("to", "slack"), [("erg", 0.5), ("mrc", 0.11)])
def test_courses(to: str, slack: float) -> None:
    @OFTEN
    @given(workouts("Ride"))
    def course(workout: Workout) -> None:
        workout = placed(workout)
        emission = write(workout, to, ATHLETE)
        steps, known = list(unroll(workout.items)), thresholds(workout, ATHLETE)
        back = again(emission, to) if steps else None
        if back is None:
            return
        seconds, at = profile(back), 0
        for step in steps:
            codes, lasts = told(emission, step), seconds_of(step, known)
            part, at = seconds[at : at + lasts], at + lasts
            assert not (step.hr or step.pace) or "W410" in codes
            assert not step.cadence or "W412" in codes
            assert step.power or codes & {"W410", "W417"}
            if step.power:
                check_power(part, percent_ftp(step.power, known), slack, codes, "power")
        assert at == len(seconds)

    course()


@OFTEN
@given(workouts())
def test_fit(workout: Workout) -> None:
    workout = placed(workout)
    emission = write(workout, "fit", ATHLETE)
    steps = list(unroll(workout.items))
    back = again(emission, "fit") if steps else None
    if back is None:
        return
    read = list(unroll(back.items))
    for step in steps:
        codes = told(emission, step)
        if step.ramp and not step.press_lap:
            assert "W413" in codes
            rungs = rung_count(step, workout)
            assert (
                isinstance(step.length, Distance)
                or sum(r.length.seconds for r in read[:rungs] if isinstance(r.length, Time))
                == step.length.seconds
            )
            del read[:rungs]
            continue
        check_fit_step(step, read.pop(0), codes)
    assert not read


def rung_count(step: Step, workout: Workout) -> int:
    seconds = seconds_of(step, thresholds(workout, ATHLETE))
    return max(2 if seconds >= 20 else 1, min(10, seconds // 60))


def check_fit_step(step: Step, read: Step, codes: set[str]) -> None:
    if step.press_lap:
        assert read.press_lap
        assert "W416" in codes
    elif isinstance(step.length, Time):
        assert read.length == step.length
    else:
        assert isinstance(read.length, Distance)
        assert abs(read.length.metres - step.length.metres) <= Decimal("0.01")
    if step.ramp:
        return
    pairs = ((step.power, read.power), (step.hr, read.hr), (step.pace, read.pace))
    for meant, found in (*pairs, (step.cadence, read.cadence)):
        if meant is not None and found is None:
            assert codes & {"W410", "W412", "W414"}, (meant, codes)
        elif meant is not None and found is not None and "W414" not in codes:
            check_numbers(meant, found, codes)


EXACT = {Unit.PERCENT_FTP: 0.5, Unit.WATTS: 0.5, Unit.BPM: 0, Unit.RPM: 0, Unit.PERCENT_MAX_HR: 0.5}


def check_numbers(meant: Target, found: Target, codes: set[str]) -> None:
    if meant.unit not in EXACT:
        return
    assert found.unit is meant.unit
    for one, two in zip((ends(meant.level)[0], ends(meant.level)[-1]),
                        (ends(found.level)[0], ends(found.level)[-1]), strict=True):  # fmt: skip
        slack = EXACT[meant.unit]
        assert near(float(two), one, slack) or "W419" in codes


SAID = ("length", "power", "hr", "pace", "cadence", "rpe", "freeride", "maxeffort", "hide_power",
        "press_lap", "intensity")  # fmt: skip


@OFTEN
@given(workouts())
def test_source(workout: Workout) -> None:
    """Whatever can be meant is written, and compiles to the same ridden steps."""
    emission = write_source(workout)
    compilation = compile(emission.content, name="again.workout", athlete=ATHLETE)
    errors = {d.code for d in compilation.diagnostics if d.code.startswith("E")}
    # Numbers out of reach, cues outside their step, averages of nothing: nobody can mean those.
    assert errors <= {"E210", "E211", "E213", "E215", "E217", "E224", "E225"}
    if errors or emission.lost:
        return
    meant = [said(step) for step in unroll(workout.items)]
    assert [said(step) for step in unroll(compilation.workouts[0].items)] == meant
    assert len(walk(compilation.workouts[0].items)) == len(walk(workout.items))
    assert formatted(emission.content.encode(), "again.workout").text == emission.content


def said(step: Step) -> list[Any]:
    """All that is meant, and the words; their blanks and line ends are the format's."""
    told = [" ".join(cue.text.split()) for cue in step.cues]
    words = [" ".join(step.label.split()), *filter(None, told)]
    return [*(getattr(step, name) for name in SAID), words]
