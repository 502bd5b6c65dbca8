"""Intervals.icu's own reading of a step, rule by rule, on texts written for the purpose."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.native import WORDS, power
from workoutc.formats.intervals.step import label_breaks, read_step


def step(body: str) -> dict[str, Any]:
    found = read_step(body)
    assert found is not None, body
    return found


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("45s", 45),
        ("12m", 720),
        ("2h", 7200),
        ("1h5m10s", 3910),
        ("1h20s", 3620),
        ("2m15", 135),
        ("4'", 240),
        ('50"', 50),
        ("2'10\"", 130),
        ("3M", 180),
        ("6m,", 360),
        ("200m", 12000),
        ("2m 30 75%", 150),
        ("2m 150 bpm", 270),
        ("2m 150-160 bpm", 120),
        ("2m 95 rpm", 120),
        ("9m 1m", 60),
    ],
)
def test_a_duration_is_read(written: str, seconds: int) -> None:
    assert step(written)["duration"] == seconds


@pytest.mark.parametrize(
    ("written", "metres"),
    [
        ("3km", 3000),
        ("0.6km", 600),
        ("250mtr", 250),
        ("250meters", 250),
        ("2mi", Decimal("3218.68")),
        ("1 mile", Decimal("1609.34")),
        ("50yrd", Decimal("45.72")),
        ("50y", Decimal("45.72")),
        ("2 KM", 2000),
    ],
)
def test_a_distance_is_read_in_metres(written: str, metres: int | Decimal) -> None:
    assert step(written) == {"distance": metres}


@pytest.mark.parametrize(
    "body",
    [
        "Sprint all out",
        "Spin 0s",
        "Spin 0km 50%",
        "10min 75%",
        "5:00 75%",
        "~5m 75%",
        "100yd 75%",
        "1.5h 75%",
        "Press lap Z1 HR",
        "٣m 75%",
        "9999999999m 75%",
        "",
    ],
)
def test_a_step_without_a_length_is_dropped(body: str) -> None:
    assert read_step(body) is None


@pytest.mark.parametrize(
    ("written", "key", "value"),
    [
        ("80%", "power", power(80)),
        ("90-95%", "power", power(90, 95)),
        ("50%–75%", "power", power(50, 75)),
        ("72.50% Power", "power", power(Decimal("72.5"))),
        ("70-45%", "power", power(70, 45)),
        ("210W", "power", power(210, units="w")),
        ("180w-220w", "power", power(180, 220, "w")),
        ("200w - 240w", "power", power(240, units="w")),
        ("z3", "power", power(3, units="power_zone")),
        ("Z2-Z4", "power", power(2, 4, "power_zone")),
        ("CZ2", "power", power(2, units="custom_zone")),
        ("60% MMP", "power", power(60, units="%mmp")),
        ("60-70% MMP 5m", "power", power(60, 70, "%mmp") | {"mmp_duration": 300}),
        ("85% hr,", "hr", power(85, units="%hr")),
        ("88-92% LTHR", "hr", power(88, 92, "%lthr")),
        ("Z2-Z3 HR", "hr", power(2, 3, "hr_zone")),
        ("Z2 Pace", "pace", power(2, units="pace_zone")),
        ("90-95% Pace.", "pace", power(90, 95, "%pace")),
        ("4:20-4:05/km Pace", "pace", power(260, 245, "secs/km")),
        ("7:00/mi Pace", "pace", power(420, units="secs/mi")),
        ("95rpm", "cadence", power(95, units="rpm")),
        ("80-90 rpm,", "cadence", power(80, 90, "rpm")),
        ("80–90rpm", "cadence", power(80, units="rpm")),
    ],
)
def test_a_target_is_read(written: str, key: str, value: dict[str, object]) -> None:
    assert step(f"20m {written}") == {"duration": 1200, key: value}


@pytest.mark.parametrize("target", ["150bpm", "145-155 bpm", "4:20/km", "RPE 7", "80 %", "85-95"])
def test_what_is_no_target_is_ignored(target: str) -> None:
    assert step(f"Steady 20s {target}") == {"text": "Steady", "duration": 20}


@pytest.mark.parametrize(
    ("sport", "unit"), [("Run", "secs/km"), ("Swim", "secs/100m"), ("Rowing", "secs/500m")]
)
def test_a_pace_without_a_unit_has_that_of_the_sport(sport: str, unit: str) -> None:
    found = read_step("5m 2:00-1:50 Pace", sport)
    assert found is not None
    assert found["pace"] == power(120, 110, unit)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Round 2 done 4m 90%", "Round 2 done"),
        ("4m 90% keep it smooth", None),
        ("90% hold 4m", None),
        ("Cap 260w here 4m 90%", "Cap"),
        ("Over <95% or so 4m 90%", "Over &lt;"),
        ("Last 8min 4m 90%", "Last"),
        ("Lap in 21.4s then 4m 90%", "Lap in 21.4s then"),
        ("Go 2 m out 4m 90%", "Go 2 m out"),
        ("R&D <b> 4m 90%", "R&amp;D &lt;b&gt;"),
        ("Z2 cruise 4m 90%", None),
        ("Cruise in Z2 4m 90%", None),
        ("Cruise 4m Z2", "Cruise"),
        ("Cap 260w Z2 4m", "Cap"),
        ("Two  blanks \t4m 90%", "Two  blanks"),
    ],
)
def test_a_label_ends_where_the_server_cuts_it(body: str, text: str | None) -> None:
    assert step(body).get("text") == text


def test_ramp_is_a_word_until_the_label_is_closed() -> None:
    assert step("Ramp to the top 2m 50-90%") == {
        "text": "Ramp to the top",
        "duration": 120,
        "power": power(50, 90),
    }
    assert step("Build 2m RAMP 50-90%")["ramp"] is True


def test_flags_are_read_behind_the_length() -> None:
    assert step("Out 5m 70% power=3S intensity=Rest freeride maxeffort hidepower press lap") == {
        "text": "Out",
        "duration": 300,
        "power": power(70) | {"target": "3s"},
        "intensity": "rest",
        "freeride": True,
        "maxeffort": True,
        "hidepower": True,
        "until_lap_press": True,
    }


def test_unknown_flags_are_words() -> None:
    assert step("5m 70% power=5s intensity=brutal") == {"duration": 300, "power": power(70)}


def test_averaging_without_its_target_is_nothing() -> None:
    assert step("5m Z2 HR power=3s") == {"duration": 300, "hr": power(2, units="hr_zone")}


def test_press_lap_in_front_stays_in_the_label() -> None:
    assert step("Press Lap when ready 5m 70%")["text"] == "Press Lap when ready"
    assert step("Press Lap when ready 5m 70%")["until_lap_press"] is True


def test_the_last_of_a_kind_wins_and_kinds_stand_side_by_side() -> None:
    assert step("5m 70% 80% Z2 HR 90rpm 100rpm") == {
        "duration": 300,
        "power": power(80),
        "hr": power(2, units="hr_zone"),
        "cadence": power(100, units="rpm"),
    }


def test_label_breaks_are_the_stretches_to_respell() -> None:
    label = "Ramp over 250w then Z3 press lap, 10min or 5 km"
    assert [label[slice(*span)] for span in label_breaks(label)] == [
        "250w",
        "Z3",
        "press lap",
        "10min",
        "5 km",
    ]
    assert label_breaks("Second of 3, free of traps; ramp") == ()


@given(st.text(alphabet="Ab 250w%Zkm.-") | st.lists(WORDS).map(" ".join))
def test_a_label_without_breaks_survives(label: str) -> None:
    label = " ".join(label.split())
    if not label_breaks(label) and label:
        survived = step(f"{label} 10m 75%")
        assert survived["text"] == label.replace("&", "&amp;").replace("<", "&lt;")
        assert survived["duration"] == 600
        assert survived["power"] == power(75)
