"""Advice on what a body can do: power, cadence and heart rate against the clock."""

from decimal import Decimal

import pytest

from tests.advice import KNOWN, codes, only, percent, ramp, target
from workoutc.athlete import Athlete
from workoutc.lint import lint
from workoutc.lint.power import ALL_DAY, maximal_percent
from workoutc.model import (
    Distance,
    LengthUnit,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)
from workoutc.source import Span

# Power against time.


@pytest.mark.parametrize(
    ("seconds", "power"),
    [
        (10, percent(375)),  # a sprint from Coggan's table
        (30, percent(300)),
        (60, percent(256)),  # the best minute on a good amateur's FTP
        (300, percent(120)),
        (1200, percent(110)),  # an over-ambitious test
        (3600, percent(100)),
        (7200, percent(94)),
        (4 * 3600, percent(88)),
        (2400, percent(95, 130)),  # only the low end must be held
        (1200, ramp(50, 150)),
        (1200, target(Unit.POWER_ZONE, 5)),
        (3600, target(Unit.PERCENT_MMP, 130)),
        (3600, target(Unit.CUSTOM_ZONE, 7)),
    ],
)
def test_power_that_somebody_holds(seconds: int, power: Target) -> None:
    assert codes(Step(Time(seconds), power=power)) == []


@pytest.mark.parametrize(
    ("seconds", "power"),
    [
        (60, percent(300)),
        (300, percent(145)),
        (2400, percent(130)),
        (7200, percent(105)),
        (6 * 3600, percent(95)),
        (2400, percent(120, 130)),
        (1800, ramp(200, 60)),
        (1200, target(Unit.POWER_ZONE, 6)),
        (1200, target(Unit.POWER_ZONE, 7, 7)),
    ],
)
def test_power_that_nobody_holds(seconds: int, power: Target) -> None:
    assert codes(Step(Time(seconds), power=power)) == ["W320"]


def test_power_held_too_long_says_what_would_do() -> None:
    power = Target(Steady(Decimal(130)), Unit.PERCENT_FTP, span=Span(7, 11))
    said = only(Step(Time(2400), power=power))
    assert said.message == "130% of FTP for 40m is more than anyone holds"
    assert said.label == "the strongest manage about 109% that long"
    assert said.span == Span(7, 11)
    assert said.help is not None
    assert "shorten it to 6m at most" in said.help


def test_watts_are_judged_by_the_ftp_of_the_ride() -> None:
    step = Step(Time(1800), power=target(Unit.WATTS, 300))
    assert codes(step) == []
    assert codes(step, athlete=KNOWN) == ["W320"]
    assert codes(step, athlete=Athlete(ftp=Decimal(290))) == []
    both = Athlete(ftp=Decimal(290), indoor_ftp=Decimal(250))
    assert codes(step, athlete=both) == []
    assert codes(step, athlete=both, indoor=True) == ["W320"]
    assert codes(step, athlete=both, sport="VirtualRide") == ["W320"]
    assert codes(step, athlete=both, sport="Run") == []


def test_zones_are_the_athletes_own() -> None:
    step = Step(Time(3600), power=target(Unit.POWER_ZONE, 3))
    assert codes(step) == []
    assert codes(step, athlete=Athlete(power_zones=(80, 110, 150))) == ["W320"]


@pytest.mark.parametrize(
    "step",
    [
        Step(Time(3600), power=percent(200), freeride=True),
        Step(Time(3600), power=percent(200), maxeffort=True),
        Step(Time(1800), power=ramp(50, 250), press_lap=True),
        Step(Time(1800), "Ramp to failure", power=ramp(50, 250)),
        Step(Distance(Decimal(90), LengthUnit.KILOMETRE), power=percent(200)),
    ],
)
def test_what_ends_by_itself_is_not_too_long(step: Step) -> None:
    assert codes(step) == []


def test_a_session_named_test_may_ramp_beyond_anybody() -> None:
    step = Step(Time(1800), power=ramp(50, 250))
    assert codes(step) == ["W320"]
    assert lint(Workout("Ramp test", "ramp-test", items=(step,))) == ()
    assert codes(Step(Time(1800), power=ramp(250, 50)), tags=("test",)) == ["W320"]


def test_the_curve_falls_with_time_and_stays_above_an_easy_day() -> None:
    curve = [maximal_percent(seconds) for seconds in range(1, 86_401, 7)]
    assert curve == sorted(curve, reverse=True)
    assert curve[-1] > ALL_DAY


# Cadence.


@pytest.mark.parametrize(
    ("sport", "seconds", "rpm"),
    [
        ("Ride", 30, (25,)),
        ("Ride", 31, (30,)),
        ("Ride", 300, (38,)),
        ("Ride", 20, (180,)),
        ("Ride", 300, (150,)),
        ("Ride", 1200, (30, 90)),
        ("Ride", 1200, (125, 140)),
        ("Run", 3600, (85, 92)),
        ("Run", 20, (130,)),
        ("Rowing", 1200, (24,)),
        ("Swim", 600, (30,)),
        ("Jousting", 600, (30,)),
    ],
)
def test_cadences_that_people_turn(sport: str, seconds: int, rpm: tuple[int, ...]) -> None:
    cadence = target(Unit.RPM, *rpm)
    assert codes(Step(Time(seconds), power=percent(60), cadence=cadence), sport=sport) == []


@pytest.mark.parametrize(
    ("sport", "seconds", "rpm"),
    [
        ("Ride", 31, (29,)),
        ("Ride", 31, (151, 160)),
        ("Ride", 301, (39,)),
        ("VirtualRide", 301, (131, 140)),
        ("Run", 60, (50,)),
        ("Run", 60, (120,)),
        ("TrailRun", 10, (180,)),
    ],
)
def test_cadences_that_hardly_anyone_turns(sport: str, seconds: int, rpm: tuple[int, ...]) -> None:
    cadence = target(Unit.RPM, *rpm)
    assert codes(Step(Time(seconds), power=percent(60), cadence=cadence), sport=sport) == ["W321"]


def test_a_cadence_ramp_counts_by_its_mean() -> None:
    def spin(start: int, end: int) -> list[str]:
        return codes(Step(Time(600), power=percent(60), cadence=ramp(start, end, Unit.RPM)))

    assert spin(80, 150) == []
    assert spin(120, 150) == ["W321"]


@pytest.mark.parametrize(
    ("rpm", "half"), [((180,), "`90rpm`"), ((170, 184), "`85-92rpm`"), ((175,), "`88rpm`")]
)
def test_steps_a_minute_are_halved(rpm: tuple[int, ...], half: str) -> None:
    length = Distance(Decimal(5), LengthUnit.KILOMETRE)
    said = only(Step(length, rpe=Steady(Decimal(3)), cadence=target(Unit.RPM, *rpm)), sport="Run")
    assert said.code == "W321"
    assert said.help is not None
    assert half in said.help


# Heart rate.


def lthr(seconds: int, value: int = 95) -> Step:
    return Step(Time(seconds), hr=target(Unit.PERCENT_LTHR, value))


def test_heart_rate_needs_time_to_follow() -> None:
    assert codes(lthr(600), lthr(89, 100)) == ["W323"]
    assert codes(lthr(600), lthr(90, 100)) == []
    assert only(lthr(30)).message == "30s are too short to steer by heart rate"


def test_a_short_step_may_go_on_with_the_heart_rate_it_has() -> None:
    assert codes(lthr(600, 80), lthr(30, 80), lthr(30, 80)) == []


@pytest.mark.parametrize(
    "step",
    [
        Step(Time(30), hr=target(Unit.HR_ZONE, 4), freeride=True),
        Step(Time(30), hr=target(Unit.HR_ZONE, 4), maxeffort=True),
        Step(Distance(Decimal(200)), hr=target(Unit.HR_ZONE, 4)),
    ],
)
def test_heart_rate_that_does_not_steer_a_short_time(step: Step) -> None:
    assert codes(step) == []


def test_heart_rate_beside_power_steers_only_when_chosen() -> None:
    both = Step(Time(30), power=percent(120), hr=target(Unit.HR_ZONE, 4))
    assert codes(both) == ["W327"]
    assert codes(both, target="POWER") == []
    assert codes(both, target="HR") == ["W323"]
