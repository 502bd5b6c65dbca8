"""Intervals.icu's text as it is written."""

from decimal import Decimal
from typing import Any

import pytest

from tests.sessions import ON_OFF, at, codes, ramp, step, text, workout
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.intervals.read import read
from workoutc.formats.intervals.write import write
from workoutc.model import (
    Corridor,
    Cue,
    Distance,
    Intensity,
    LengthUnit,
    Note,
    Repeat,
    Section,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    unroll,
)
from workoutc.source import Span


def mmp(over: int | None) -> Target:
    return at("60", unit=Unit.PERCENT_MMP, over=over)


@pytest.mark.parametrize(
    ("target", "spelled"),
    [
        (at("75"), "75%"),
        (at("1E+2"), "100%"),
        (at("62.50"), "62.5%"),
        (at("95", "105"), "95-105%"),
        (at("220", unit=Unit.WATTS), "220w"),
        (at("3", "4", Unit.POWER_ZONE), "Z3-Z4"),
        (mmp(300), "60% MMP 5m"),
        (mmp(None), "60% MMP"),
        (at("90", "95", Unit.PERCENT_LTHR), "90-95% LTHR"),
        (at("80", unit=Unit.PERCENT_MAX_HR), "80% HR"),
        (at("2", unit=Unit.HR_ZONE), "Z2 HR"),
        (at("85", unit=Unit.PERCENT_PACE), "85% Pace"),
        (at("2", "3", Unit.PACE_ZONE), "Z2-Z3 Pace"),
        (at("255", "235", Unit.PACE_KM), "4:15-3:55/km Pace"),
        (at("105", unit=Unit.PACE_100M), "1:45/100m Pace"),
        (at("320", unit=Unit.PACE_DEFAULT), "5:20 Pace"),
        (at("254.5", unit=Unit.PACE_MILE), "4:15/mi Pace"),
        (ramp("50", "75"), "ramp 50-75%"),
        (ramp("75", "50"), "ramp 75-50%"),
    ],
)
def test_a_target_has_its_unit_and_its_family(target: Target, spelled: str) -> None:
    families = {"%h": "hr", "%l": "hr", "hr": "hr", "%p": "pace", "pa": "pace", "se": "pace"}
    family = families.get(target.unit[:2], "power")
    held: dict[str, Any] = {family: target}
    assert text(step(600, **held), sport="Run") == f"- 10m {spelled}\n"


@pytest.mark.parametrize(
    ("seconds", "spelled"),
    [(45, "45s"), (60, "1m"), (90, "1m30s"), (3600, "1h"), (5400, "1h30m"), (3605, "1h5s")],
)
def test_a_time_is_never_a_bare_number(seconds: int, spelled: str) -> None:
    assert text(step(seconds)) == f"- {spelled}\n"


@pytest.mark.parametrize(
    ("value", "unit", "spelled"),
    [
        ("400", LengthUnit.METRE, "400mtr"),
        ("0.4", LengthUnit.KILOMETRE, "0.4km"),
        ("1", LengthUnit.MILE, "1mi"),
        ("100", LengthUnit.YARD, "100yrd"),
    ],
)
def test_a_distance_keeps_its_unit(value: str, unit: LengthUnit, spelled: str) -> None:
    assert text(Step(Distance(Decimal(value), unit))) == f"- {spelled}\n"


def test_the_order_of_a_line() -> None:
    everything = step(
        600,
        "Hard",
        power=Target(Corridor(Decimal(95), Decimal(100)), Unit.PERCENT_FTP, average="3s"),
        hr=at("80", unit=Unit.PERCENT_LTHR, average="lap"),
        cadence=at("85", "95", Unit.RPM),
        rpe=Corridor(Decimal(6), Decimal(7)),
        maxeffort=True,
        hide_power=True,
        press_lap=True,
        intensity=Intensity.INTERVAL,
    )
    assert text(everything) == (
        "- Hard RPE 6-7 10m maxeffort 95-100% 80% LTHR 85-95rpm hidepower intensity=interval"
        " power=3s hr=lap press lap\n"
    )


def test_headings_blocks_and_blank_lines() -> None:
    session = (
        Section("Warm-up", (step(600, "Easy", power=at("50"), intensity=Intensity.WARMUP),)),
        Section("Main set", (Repeat(3, (step(60), step(120))), step(300))),
        Repeat(2, (step(30),), "Openers"),
        step(60),
        step(90),
    )
    assert text(*session) == (
        "Warmup\n- Easy 10m 50%\n\n"
        "Main set 3x\n- 1m\n- 2m\n\n"
        "- 5m\n\n"
        "Openers 2x\n- 30s\n\n"
        "- 1m\n- 1m30s\n"
    )


WARM = Intensity.WARMUP
REST = Intensity.REST


def test_the_heading_speaks_for_its_steps_and_an_explicit_intensity_for_itself() -> None:
    steps = (step(60, intensity=WARM), step(90, intensity=REST))
    assert text(Section("warm up", steps)) == "Warmup\n- 1m\n- 1m30s intensity=rest\n"
    assert text(*steps) == "- 1m intensity=warmup\n- 1m30s intensity=rest\n"


def test_a_block_or_a_second_chunk_of_a_warmup_carries_the_flag_itself() -> None:
    steps = (step(60, intensity=WARM),)
    assert text(Section("Warmup", (Repeat(2, steps), *steps))) == (
        "Warmup 2x\n- 1m intensity=warmup\n\n- 1m intensity=warmup\n"
    )


def test_a_heading_never_gives_an_intensity_that_was_not_meant() -> None:
    plain = Section("Warmup", (step(60),))
    assert text(plain) == "Warmup part\n- 1m\n"
    assert codes(plain) == ["W402"]


def test_an_outer_repeat_is_unrolled_where_that_is_shorter() -> None:
    sets = Repeat(2, (Repeat(12, ON_OFF), step(180)), "Sets")
    assert text(sets) == (
        "Sets (1 of 2) 12x\n- 30s 120%\n- 30s 50%\n\n- 3m\n\n"
        "Sets (2 of 2) 12x\n- 30s 120%\n- 30s 50%\n\n- 3m\n"
    )
    assert codes(sets) == []


def test_an_inner_repeat_is_written_out_where_that_is_shorter() -> None:
    sets = Repeat(9, (Repeat(2, (step(60), step(30))), step(180)))
    assert text(sets) == "9x\n- 1m\n- 30s\n- 1m\n- 30s\n- 3m\n"


def test_plain_steps_meet_across_the_passes_of_an_unrolled_repeat() -> None:
    sets = Repeat(2, (step(60), Repeat(20, ON_OFF), step(90)))
    block = "20x\n- 30s 120%\n- 30s 50%"
    assert text(sets) == f"- 1m\n\n{block}\n\n- 1m30s\n- 1m\n\n{block}\n\n- 1m30s\n"


def test_the_section_and_the_inner_label_share_the_header_of_an_unrolled_pass() -> None:
    sets = Section("Main set", (Repeat(2, (Repeat(9, ON_OFF, "30/30"), step(60))),))
    headers = [line for line in text(sets).splitlines() if line.endswith("x")]
    assert headers == ["Main set (1 of 2), 30/30 9x", "Main set (2 of 2), 30/30 9x"]


def test_a_label_inside_a_block_goes_to_the_first_step_of_each_pass() -> None:
    inner = Repeat(2, (step(10, "Sprint"), step(50)), "Fast", span=Span(7, 9))
    emission = write(workout(Repeat(9, (inner, step(60)), "All")))
    assert emission.content == (
        "All 9x\n- Fast Sprint 10s\n- 50s\n- Fast Sprint 10s\n- 50s\n- 1m\n"
    )
    assert [(lost.code, lost.span) for lost in emission.lost] == [("W403", Span(7, 9))]


def test_an_outer_label_goes_only_where_its_repeat_begins() -> None:
    fast = Repeat(2, (Repeat(2, (step(10),), "Go"),), "Fast")
    assert text(Repeat(9, (fast, step(60)))) == (
        "9x\n- Fast Go 10s\n- Go 10s\n- Fast Go 10s\n- Go 10s\n- 1m\n"
    )


def test_a_repeat_of_nothing_but_a_repeat_is_one() -> None:
    assert text(Repeat(3, (Repeat(4, ON_OFF),))) == "12x\n- 30s 120%\n- 30s 50%\n"


def ridden_docs(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [ridden for s in steps for ridden in s.get("steps", [s]) * s.get("reps", 1)]


def test_every_choice_of_unrolling_rides_the_same() -> None:
    deep = Repeat(3, (step(10), Repeat(5, (step(20), Repeat(4, ON_OFF, "c")), "b"), step(40)), "a")
    ridden = [item["duration"] for item in ridden_docs(read(text(deep))["steps"])]
    assert [Time(seconds) for seconds in ridden] == [held.length for held in unroll((deep,))]
    assert len(ridden) == 3 * (1 + 5 * (1 + 4 * 2) + 1)


def test_notes_are_paragraphs_at_their_place() -> None:
    session = (
        Note("Settle in.\nThen hold."),
        Section("Main", (step(60), Note("Halfway."), step(90))),
        Repeat(2, (Note("Inside."), step(30))),
    )
    assert text(*session) == (
        "Settle in.\nThen hold.\n\nMain\n- 1m\n\nHalfway.\n\n- 1m30s\n\nInside.\n\n2x\n- 30s\n"
    )


def test_a_title_is_kept_where_there_is_nothing_to_head() -> None:
    assert text(Section("Later", (Note("Rest."),)), step(60)) == "Rest.\n\nLater\n\n- 1m\n"
    assert text(Repeat(3, (Note("Rest."),), "Idle")) == "Rest.\n\nIdle\n"


def test_cues_become_prose_that_names_the_step() -> None:
    cues = (Cue(0, "go"), Cue(60, "breathe"), Cue(-60, "one to go"))
    assert text(Repeat(2, (step(720, "Hard", cues=cues),))) == (
        "Cue at the start of Hard 12m, go\n"
        "Cue 1m into Hard 12m, breathe\n"
        "Cue 1m before the end of Hard 12m, one to go\n\n"
        "2x\n- Hard 12m\n"
    )


@pytest.mark.parametrize(
    ("value", "unit", "spelled"),
    [
        ("25", LengthUnit.METRE, "25m"),
        ("25", LengthUnit.YARD, "25y"),
        ("33.3", LengthUnit.METRE, "33.3m"),
    ],
)
def test_the_pool_has_a_line_of_its_own(value: str, unit: LengthUnit, spelled: str) -> None:
    pool = Distance(Decimal(value), unit)
    swim = write(workout(step(60), sport="Swim", pool=pool)).content
    assert swim == f"Pool length: {spelled}\n\n- 1m\n"


BEATS = Target(Corridor(Decimal(140), Decimal(150)), Unit.BPM, span=Span(4, 9))


@pytest.mark.parametrize(
    ("athlete", "spelled"),
    [
        (Athlete(lthr=Decimal(172), max_hr=Decimal(190)), "81.4-87.2% LTHR"),
        (Athlete(max_hr=Decimal(200)), "70-75% HR"),
    ],
)
def test_beats_a_minute_are_lowered(athlete: Athlete, spelled: str) -> None:
    assert text(step(60, hr=BEATS), athlete=athlete) == f"- 1m {spelled}\n"


def test_a_half_is_rounded_up() -> None:
    athlete = Athlete(lthr=Decimal(160))  # 121 of 160 are 75.625 %, 122.8 of 160 are 76.75 %.
    beats = at("121", "122.8", Unit.BPM)
    assert text(step(60, hr=beats), athlete=athlete) == "- 1m 75.6-76.8% LTHR\n"


def test_beats_without_a_threshold_are_one_error_at_the_target() -> None:
    emission = write(workout(step(60, hr=BEATS)), UNKNOWN)
    assert [(lost.code, lost.span) for lost in emission.lost] == [("E401", Span(4, 9))]
    help_ = emission.lost[0].help or ""
    assert all(name in help_ for name in ("lthr", "max_hr", "workoutc.toml", "--set lthr=172"))
    assert not emission.ok


def test_what_nobody_has_seen_stored_is_said() -> None:
    custom = Target(Steady(Decimal(1)), Unit.CUSTOM_ZONE)
    assert codes(step(60, power=custom)) == ["W404"]
    assert codes(step(60, power=ramp("50", "60"), hr=at("70", "80", Unit.PERCENT_LTHR))) == ["W404"]
    assert codes(step(60, power=ramp("50", "60"), hr=at("70", unit=Unit.PERCENT_LTHR))) == []


def test_nothing_gives_nothing() -> None:
    assert write(workout()).content == ""


def test_the_same_workout_gives_the_same_text() -> None:
    session = Repeat(3, (Repeat(9, ON_OFF, "Hold 250w"), step(60, "Z2")))
    assert write(workout(session)) == write(workout(session))
