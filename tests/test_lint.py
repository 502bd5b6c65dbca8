"""Advice on the session as a whole, and above all silence on real ones."""

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.advice import EASY, KNOWN, codes, only, percent, target
from workoutc.athlete import Athlete
from workoutc.lint import lint
from workoutc.lint.session import device_steps
from workoutc.model import (
    Cue,
    Distance,
    LengthUnit,
    Note,
    Repeat,
    Section,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)
from workoutc.source import Span


def test_an_ordinary_session_is_silent() -> None:
    block = Repeat(5, (Step(Time(180), "Hard", percent(105, 115)), EASY))
    assert lint(Workout("VO2", "vo2", items=(EASY, Section("Main", (block,)), EASY)), KNOWN) == ()


def test_a_fault_in_a_repeat_is_said_once_and_all_in_the_order_of_the_text() -> None:
    first = Step(Time(60), cadence=Target(Steady(Decimal(90)), Unit.RPM, span=Span(5, 10)))
    power = Target(Steady(Decimal(150)), Unit.PERCENT_FTP, span=Span(20, 24))
    second = Step(Time(1200), power=power)
    assert codes(Repeat(9, (Repeat(9, (first,)), second))) == ["W328", "W320"]


def test_a_block_used_twice_is_advised_once() -> None:
    used = Step(Time(60), cadence=Target(Steady(Decimal(90)), Unit.RPM, span=Span(5, 10)))
    assert codes(Section("One", (used,)), Section("Two", (used,))) == ["W328"]


# The pool.


def pool(value: str, unit: LengthUnit = LengthUnit.METRE) -> Distance:
    return Distance(Decimal(value), unit)


def swum(value: str, unit: LengthUnit = LengthUnit.METRE) -> Step:
    return Step(Distance(Decimal(value), unit), pace=target(Unit.PACE_ZONE, 2))


@pytest.mark.parametrize(
    ("length", "step"),
    [
        (pool("25"), swum("100")),
        (pool("25"), swum("1.5", LengthUnit.KILOMETRE)),
        (pool("25", LengthUnit.YARD), swum("100", LengthUnit.YARD)),
        (pool("25", LengthUnit.YARD), swum("22.86")),
        (pool("33.3"), swum("100")),
        (pool("33.3"), swum("400")),
        (pool("33.33"), swum("1000")),
        (pool("25"), Step(Time(20))),
    ],
)
def test_distances_that_end_at_the_wall(length: Distance, step: Step) -> None:
    assert codes(step, sport="Swim", pool=length) == []


@pytest.mark.parametrize(
    ("length", "step", "instead"),
    [
        (pool("25"), swum("110"), "`100mtr` or `125mtr`"),
        (pool("25"), swum("10"), "`25mtr`"),
        (pool("50"), swum("0.225", LengthUnit.KILOMETRE), "`200mtr` or `250mtr`"),
        (pool("25"), swum("100", LengthUnit.YARD), "`75mtr` or `100mtr`"),
        (pool("25", LengthUnit.YARD), swum("100"), "`100yrd` or `125yrd`"),
        (pool("33.3"), swum("150"), "`133mtr` or `166.5mtr`"),
    ],
)
def test_distances_that_end_between_the_walls(length: Distance, step: Step, instead: str) -> None:
    said = only(step, sport="Swim", pool=length)
    assert said.code == "W324"
    assert said.help is not None
    assert instead in said.help


@pytest.mark.parametrize("sport", ["Ride", "OpenWaterSwim"])
def test_a_pool_is_for_swimming(sport: str) -> None:
    assert codes(swum("110"), sport=sport, pool=pool("25")) == ["W338"]


# The device.


def test_repeats_count_once_with_their_children() -> None:
    inner = Repeat(10, (EASY, EASY))
    assert device_steps((EASY, Note("hi"), inner)) == 4
    assert device_steps((Section("Main", (inner,)),)) == 3


@pytest.mark.parametrize(
    ("outer", "inner", "steps"),
    [
        (3, 10, 3 * 4),  # three blocks of ten, each with its easy step
        (10, 3, 1 + 7),  # one block, the inner repeat written out
        (1, 10, 4),  # once is no repeat
        (10**6, 10**6, 1 + 2 * 10**6 + 1),
    ],
)
def test_nested_repeats_count_as_the_shorter_way_to_write_them(
    outer: int, inner: int, steps: int
) -> None:
    nested = Repeat(outer, (Repeat(inner, (EASY, EASY)), EASY))
    assert device_steps((nested,)) == steps


def test_fifty_steps_fit_and_one_more_does_not() -> None:
    assert codes(*[EASY] * 50) == []
    assert codes(*[EASY] * 51) == ["W326"]
    said = only(Repeat(1, ()), *[EASY] * 60, span=Span(0, 5))
    assert "60 steps" in said.message
    assert said.span == Span(0, 5)


# Cues and the whole.


def test_a_cue_needs_a_time() -> None:
    cues = (Cue(60, "breathe", Span(30, 40)), Cue(-60, "go", Span(50, 60)))
    km = Distance(Decimal(2), LengthUnit.KILOMETRE)
    said = only(Step(km, power=percent(75), cues=cues))
    assert (said.code, said.span) == ("W333", Span(30, 40))
    assert codes(Step(Time(600), power=percent(75), cues=cues)) == []


def test_an_empty_workout_tells_nobody_anything() -> None:
    assert codes() == ["W334"]
    assert codes(Section("Main", (Repeat(2, ()),))) == ["W334"]
    assert codes(Note("Ride easy.")) == []
    assert codes(Section("Main", (Note("Ride easy."),))) == []
    assert codes(duration=3600) == []
    assert codes(load=0) == []
    assert codes(distance=Distance(Decimal(5), LengthUnit.KILOMETRE)) == []
    assert codes(category="RACE_A", date=dt.date(2027, 5, 2)) == []


def test_planned_totals_give_way_to_steps() -> None:
    said = only(EASY, duration=3600, load=50, span=Span(0, 9))
    assert (said.code, said.span) == ("W337", Span(0, 9))
    assert "`duration` and `load`" in said.message
    assert codes(Note("Ride easy."), duration=3600, load=50) == []


# Real sessions.

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"


def read_steps(steps: list[dict[str, Any]] | None) -> Iterator[Step]:
    """Timed steps with power in % of FTP or watts, and their labels; all else is left out."""
    for step in steps or ():
        yield from read_steps(step.get("steps"))
        power, seconds = step.get("power") or {}, step.get("duration")
        units = {"%ftp": Unit.PERCENT_FTP, "w": Unit.WATTS}
        if power.get("units") in units and seconds:
            ends = [power[end] for end in ("value", "start", "end") if end in power]
            yield Step(Time(seconds), step.get("text", ""), target(units[power["units"]], *ends))


@pytest.mark.skipif(not PAIRS.is_dir(), reason="needs ../shared/corpus/pairs")
def test_real_sessions_are_silent() -> None:
    said: dict[str, list[str]] = {}
    ridden = 0
    for path in sorted(PAIRS.glob("*.json")):
        pair = json.loads(path.read_text(encoding="utf-8"))
        document = pair.get("workout_doc") or {}
        athlete = Athlete(ftp=Decimal(pair.get("ftp_used") or 280))
        steps = tuple(read_steps(document.get("steps")))
        advised = [found.message for found in lint(Workout("", "", items=steps), athlete)]
        ridden += len(steps)
        said |= {path.name: advised} if steps and advised else {}
    assert said == {}
    assert ridden > 300
