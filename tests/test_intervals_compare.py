"""The check that what Intervals.icu holds is what was meant."""

from collections.abc import Callable
from decimal import Decimal
from itertools import repeat
from typing import Any

import pytest

from tests.sessions import at, step, workout
from workoutc.formats.intervals.compare import (
    Difference,
    check,
    differences,
    expected,
    reads_back,
)
from workoutc.formats.intervals.write import write
from workoutc.model import Distance, Intensity, LengthUnit, Repeat, Step, Unit
from workoutc.records import replace
from workoutc.source import Span

HARD = step(720, "Hard", power=at("95", "105"), intensity=Intensity.INTERVAL, span=Span(10, 20))
EASY = step(240, "Easy", power=at("55"), span=Span(30, 40))


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("- Hard 12m 95-104% intensity=interval\n- Easy 4m 55%", "power is"),
        ("- Hard 12m 95-105% LTHR intensity=interval\n- Easy 4m 55%", "hr is nothing"),
        ("- Hard 12m ramp 95-105% intensity=interval\n- Easy 4m 55%", "ramp is"),
        ("- Hard 11m 95-105% intensity=interval\n- Easy 4m 55%", "duration is"),
        ("- hard 12m 95-105% intensity=interval\n- Easy 4m 55%", "text is"),
        ("- Hard 12m 95-105% intensity=rest\n- Easy 4m 55%", "intensity is"),
        ("- Hard 12m 95-105% intensity=interval press lap\n- Easy 4m 55%", "until_lap_press is"),
        ("- Easy 4m 55%", "step is a step of"),
        ("- Hard 12m 95-105% intensity=interval\n- 1m\n- Easy 4m 55%", "step is nothing"),
        ("", "step is"),
    ],
)
def test_a_wrong_translation_is_an_error_that_shows_both(wrong: str, what: str) -> None:
    found = check(workout(HARD, EASY), wrong)
    assert found[0].code == "E402"
    assert any(what in fault.message for fault in found)


@pytest.mark.parametrize(
    ("line", "same"),
    [
        ("- Hard 12m 95-105% intensity=interval", True),
        ("- Hard 12m 95-104% intensity=interval", False),
        ("- Hard 12m 95-105%", False),
        ("- Hard 12m 95-105% intensity=interval press lap", False),
        ("Hard 12m 95-105% intensity=interval", False),
    ],
)
def test_a_line_reads_back_as_its_step_or_not(line: str, same: bool) -> None:
    assert reads_back(HARD, line, "Ride", None) is same


def test_below_its_heading_a_line_leaves_the_intensity_to_it() -> None:
    warm = step(600, "Roll", intensity=Intensity.WARMUP)
    assert reads_back(warm, "- Roll 10m", "Ride", Intensity.WARMUP)
    assert not reads_back(warm, "- Roll 10m", "Ride", None)
    assert not reads_back(warm, "- Roll 10m", "Ride", Intensity.COOLDOWN)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("lines._aims_of", lambda *_: ["88%"]),
        ("write._header", lambda *_: "2x"),
        ("write._header", lambda *_: "3"),
    ],
)
def test_a_writer_at_fault_is_found_out(
    name: str, wrong: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Steps that no other test has: what is made of them here may be kept.
    steps = (replace(HARD, label=f"Hard {name}"), replace(EASY, label=f"Easy {name}"))
    session = workout(Repeat(3, steps))
    monkeypatch.setattr(f"workoutc.formats.intervals.{name}", wrong)
    assert {fault.code for fault in write(session).lost} == {"E402"}


def test_a_wrong_translation_is_shown_once_and_at_its_step() -> None:
    session = workout(Repeat(50, (HARD, EASY)))
    wrong = "50x\n- Hard 12m 95-105% intensity=interval\n- Easy 5m 56%"
    assert [fault.span for fault in check(session, wrong)] == [Span(30, 40), Span(30, 40)]


def test_lost_repeats_are_found() -> None:
    line = "- Hard 12m 95-105% intensity=interval"
    assert check(workout(Repeat(3, (HARD,))), line) != ()
    assert check(workout(Repeat(3, (HARD,))), f"2x\n{line}") != ()
    assert check(workout(Repeat(3, (HARD,))), f"3x\n{line}") == ()


def server(**more: Any) -> dict[str, Any]:
    return {
        "text": "Hard",
        "duration": 720,
        "power": {"start": 95, "end": 105, "units": "%ftp"},
    } | more


@pytest.mark.parametrize(
    "held",
    [
        server(intensity="interval"),
        server(intensity="interval", ramp=False, _power={"value": 250}, new_key=1, hr=None),
        server(intensity="interval", power={"start": 95.0, "end": 105.00001, "units": "%ftp"}),
        server(intensity="interval", power={"start": Decimal("95.0"), "end": 105, "units": "%ftp"}),
    ],
)
def test_the_server_may_say_it_otherwise(held: dict[str, Any]) -> None:
    assert list(differences(expected(workout(HARD)), [held])) == []


def test_a_flag_and_an_intensity_are_one_fact() -> None:
    warm = workout(step(60, "a < b", intensity=Intensity.WARMUP))
    for held in ({"warmup": True}, {"intensity": "warmup"}, {"warmup": True, "intensity": None}):
        assert (
            list(differences(expected(warm), [{"text": "a &lt; b", "duration": 60} | held])) == []
        )


def test_the_duration_of_a_distance_is_the_servers_own_affair() -> None:
    mile = workout(Step(Distance(Decimal("1.1"), LengthUnit.MILE)))
    held = {"distance": 1770.2740478515625, "duration": 213}
    assert list(differences(expected(mile), [held])) == []


def test_no_one_can_say_how_a_custom_zone_is_stored_but_it_must_be() -> None:
    custom = workout(step(60, power=at("1", unit=Unit.CUSTOM_ZONE)))
    held = {"duration": 60, "power": {"value": 88, "units": "whatever"}}
    assert list(differences(expected(custom), [held])) == []
    assert [found.what for found in differences(expected(custom), [{"duration": 60}])] == ["power"]


def test_a_pace_in_the_default_unit_may_come_back_in_any() -> None:
    pace = workout(step(60, pace=at("320", unit=Unit.PACE_DEFAULT)))
    held = {"duration": 60, "pace": {"value": 320.0, "units": "secs/mi"}}
    assert list(differences(expected(pace), [held])) == []


def test_a_missing_step_does_not_drag_the_rest_along() -> None:
    session = workout(HARD, EASY, HARD)
    held = [server(intensity="interval"), server(intensity="interval")]
    assert [(found.step, found.what) for found in differences(expected(session), held)] == [
        (EASY, "step")
    ]


def test_repeats_are_only_expanded_as_far_as_needed() -> None:
    endless = [{"reps": 10**9, "steps": [server(intensity="interval")]}]
    found = list(differences(expected(workout(HARD)), endless))
    assert found == [Difference(None, "step", None, server(intensity="interval"))]
    first = next(differences(repeat(next(expected(workout(EASY)))), endless))
    assert first.what == "text"
