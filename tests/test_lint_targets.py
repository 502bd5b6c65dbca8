"""Advice on targets: what steers, and what has to be known for it."""

from decimal import Decimal

import pytest

from tests.advice import EASY, KNOWN, codes, only, percent, ramp, target
from workoutc.athlete import Athlete
from workoutc.model import (
    Steady,
    Step,
    Target,
    Time,
    Unit,
)
from workoutc.source import Span
from workoutc.sports import Kind

# Thresholds.


def test_beats_need_a_threshold_even_of_a_stranger() -> None:
    steps = [Step(Time(600), hr=Target(Steady(Decimal(150)), Unit.BPM, span=Span(9, 15)))] * 2
    said = only(*steps)
    assert (said.code, said.span) == ("W322", Span(9, 15))
    assert codes(*steps, athlete=Athlete(ftp=Decimal(250))) == ["W322"]
    assert codes(*steps, athlete=Athlete(max_hr=Decimal(188))) == []
    assert codes(*steps, athlete=Athlete(lthr=Decimal(170))) == []


@pytest.mark.parametrize(
    ("family", "unit", "athlete"),
    [
        ("power", Unit.PERCENT_FTP, Athlete(lthr=Decimal(170))),
        ("power", Unit.WATTS, Athlete(threshold_pace={Kind.RUN: Decimal(4)})),
        ("power", Unit.POWER_ZONE, Athlete(max_hr=Decimal(188))),
        ("hr", Unit.PERCENT_LTHR, Athlete(max_hr=Decimal(188))),
        ("hr", Unit.PERCENT_MAX_HR, Athlete(lthr=Decimal(170))),
        ("pace", Unit.PERCENT_PACE, Athlete(threshold_pace={Kind.SWIM: Decimal(1)})),
        ("pace", Unit.PACE_ZONE, KNOWN),
    ],
)
def test_a_known_athlete_lacks_a_threshold(family: str, unit: Unit, athlete: Athlete) -> None:
    step = Step(Time(600), **{family: target(unit, 2)})  # type: ignore[arg-type]
    assert codes(step, step, athlete=athlete, sport="Run") == ["W322"]
    assert codes(step, step, sport="Run") == []


def test_what_needs_no_threshold_of_ours() -> None:
    zone = Step(Time(600), hr=target(Unit.HR_ZONE, 2))
    clock = Step(Time(600), pace=target(Unit.PACE_KM, 300))
    run = Athlete(ftp=Decimal(250), threshold_pace={Kind.RUN: Decimal(4)})
    assert codes(zone, clock, athlete=Athlete(ftp=Decimal(250)), sport="Run") == []
    assert codes(Step(Time(600), pace=target(Unit.PACE_ZONE, 2)), athlete=run, sport="Run") == []


def test_one_missing_threshold_is_one_fault_however_it_is_used() -> None:
    steps = [
        Step(Time(600), power=target(unit, 2))
        for unit in (Unit.WATTS, Unit.PERCENT_FTP, Unit.POWER_ZONE)
    ]
    assert codes(*steps, athlete=Athlete(lthr=Decimal(170))) == ["W322"]


def test_the_pace_to_add_is_that_of_the_sport() -> None:
    step = Step(Time(600), pace=target(Unit.PERCENT_PACE, 80))
    said = only(step, athlete=KNOWN, sport="Swim")
    assert said.help is not None
    assert 'threshold_pace.swim = "1:45/100m"' in said.help


# Families of targets.


def test_two_families_are_said_once_a_workout() -> None:
    hr = Target(Steady(Decimal(2)), Unit.HR_ZONE, span=Span(12, 17))
    both = Step(Time(600), power=percent(75), hr=hr)
    said = only(both, both)
    assert (said.code, said.span) == ("W327", Span(12, 17))
    assert said.message.startswith("power and heart rate in one step")
    assert codes(both, target="HR") == []


def test_three_families_are_all_named() -> None:
    step = Step(
        Time(600), power=percent(75), hr=target(Unit.HR_ZONE, 2), pace=target(Unit.PACE_ZONE, 2)
    )
    assert "power, heart rate and pace" in only(step).message


def test_families_may_change_from_step_to_step() -> None:
    assert codes(EASY, Step(Time(600), hr=target(Unit.HR_ZONE, 2))) == []


def test_the_chosen_family_must_occur() -> None:
    hr = Step(Time(600), hr=target(Unit.HR_ZONE, 2))
    assert codes(EASY, target="HR") == ["W336"]
    assert codes(EASY, target="PACE") == ["W336"]
    assert codes(EASY, hr, target="HR") == []
    assert codes(EASY, target="POWER") == []
    assert codes(Step(Time(600)), target="HR") == []
    assert codes(duration=3600, target="HR") == []


def test_a_cadence_alone_is_no_target() -> None:
    rpm = target(Unit.RPM, 90)
    assert codes(Step(Time(600), cadence=rpm)) == ["W328"]
    assert codes(Step(Time(600), cadence=rpm, rpe=Steady(Decimal(3)))) == []
    assert codes(Step(Time(600), cadence=rpm, freeride=True)) == []
    assert codes(Step(Time(600), cadence=rpm, maxeffort=True)) == []
    assert codes(Step(Time(600), cadence=rpm, hr=target(Unit.HR_ZONE, 2))) == []


@pytest.mark.parametrize(
    ("pace", "slow_first"),
    [
        (target(Unit.PACE_KM, 235, 255), "`4:15-3:55/km`"),
        (target(Unit.PACE_100M, 95, 105), "`1:45-1:35/100m`"),
        (target(Unit.PACE_DEFAULT, 310, 330), "`5:30-5:10 Pace`"),
    ],
)
def test_pace_is_written_slow_first(pace: Target, slow_first: str) -> None:
    said = only(Step(Time(600), pace=pace), sport="Run")
    assert said.code == "W329"
    assert said.help == f"write {slow_first}"


@pytest.mark.parametrize(
    "pace",
    [
        target(Unit.PACE_KM, 255, 235),
        target(Unit.PACE_KM, 240),
        target(Unit.PACE_KM, 240, 240),
        target(Unit.PERCENT_PACE, 80, 90),
        ramp(235, 300, Unit.PACE_KM),
    ],
)
def test_paces_in_order(pace: Target) -> None:
    assert codes(Step(Time(600), pace=pace), sport="Run") == []
