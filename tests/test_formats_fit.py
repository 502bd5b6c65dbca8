"""FIT files, seen by two readers that are not ours."""

import struct
from decimal import Decimal
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream

from tests.sessions import at, ramp, step, workout
from workoutc.athlete import Athlete
from workoutc.compiler import compile_bytes
from workoutc.foreign import compile_foreign
from workoutc.formats.fit.wire import checksum
from workoutc.formats.fit.write import write
from workoutc.model import (
    Cue,
    Distance,
    Intensity,
    Item,
    LengthUnit,
    Note,
    Repeat,
    Section,
    Step,
    Unit,
    unroll,
)
from workoutc.sports import Kind

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.workout"))
ATHLETE = Athlete(
    ftp=Decimal(250),
    lthr=Decimal(172),
    max_hr=Decimal(190),
    threshold_pace={Kind.RUN: Decimal(4), Kind.SWIM: Decimal(1), Kind.ROW: Decimal(4)},
)


def by_sdk(data: bytes) -> dict[str, list[dict[str, Any]]]:
    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    messages: Any
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert not errors
    return dict(messages)


def by_fitdecode(data: bytes) -> list[dict[int, Any]]:
    """The raw values of each step by the number of their field."""
    with fitdecode.FitReader(data, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        frames = [f for f in reader if isinstance(f, fitdecode.FitDataMessage)]
    return [
        {field.def_num: field.raw_value for field in frame.fields}
        for frame in frames
        if frame.name == "workout_step"
    ]


def made(*items: Item, sport: str = "Ride", **more: Any) -> bytes:
    emission = write(workout(*items, sport=sport, **more), ATHLETE)
    assert emission.ok, emission.lost
    return emission.content


def lost(*items: Item, athlete: Athlete = ATHLETE, sport: str = "Ride") -> list[str]:
    return [d.code for d in write(workout(*items, sport=sport), athlete).lost]


def steps(*items: Item, sport: str = "Ride") -> list[dict[str, Any]]:
    return by_sdk(made(*items, sport=sport))["workout_step_mesgs"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_read_alike_by_everybody(path: Path) -> None:
    for session in compile_bytes(path.read_bytes(), name=path.name).unwrap():
        emission = write(session, ATHLETE)
        if not emission.ok:
            assert {d.code for d in emission.lost if d.code.startswith("E")} <= {"E411"}
            continue
        messages = by_sdk(emission.content)
        sdk = messages["workout_step_mesgs"]
        other = by_fitdecode(emission.content)
        assert messages["workout_mesgs"][0]["wkt_name"] == session.name
        assert messages["workout_mesgs"][0]["num_valid_steps"] == len(sdk) == len(other)
        assert [s["message_index"] for s in sdk] == list(range(len(sdk)))
        for one, two in zip(sdk, other, strict=True):
            assert one["duration_value"] == two[2]
            assert one.get("wkt_step_name") == two.get(0)
            assert one.get("custom_target_value_low") == two.get(5)


def test_a_workout_tells_what_it_is() -> None:
    messages = by_sdk(made(step(60, "Grün"), sport="GravelRide"))
    assert messages["file_id_mesgs"][0]["type"] == "workout"
    head = messages["workout_mesgs"][0]
    assert (head["sport"], head["sub_sport"]) == ("cycling", "gravel_cycling")
    assert messages["workout_step_mesgs"][0]["wkt_step_name"] == "Grün"


def test_percent_stays_percent_and_watts_are_offset() -> None:
    percent, watts = steps(
        step(60, power=at("95", "105")), step(60, power=at("220", unit=Unit.WATTS))
    )
    assert (percent["custom_target_value_low"], percent["custom_target_value_high"]) == (95, 105)
    assert (watts["custom_target_value_low"], watts["custom_target_value_high"]) == (1220, 1220)
    assert percent["target_type"] == watts["target_type"] == "power"
    assert percent["target_value"] == watts["target_value"] == 0


def test_beats_are_offset_and_threshold_becomes_beats() -> None:
    beats, of_max = steps(
        step(60, hr=at("150", unit=Unit.BPM)), step(60, hr=at("80", "85", Unit.PERCENT_MAX_HR))
    )
    assert beats["custom_target_value_low"] == 250
    assert (of_max["custom_target_value_low"], of_max["custom_target_value_high"]) == (80, 85)
    by_threshold = step(60, hr=at("90", unit=Unit.PERCENT_LTHR))
    assert steps(by_threshold)[0]["custom_target_value_low"] == 255
    assert lost(by_threshold) == ["W414"]
    assert lost(by_threshold, athlete=Athlete()) == ["E410"]


def test_less_than_a_beat_is_no_percentage() -> None:
    """Up to 100 a number is a percentage."""
    wide = step(60, hr=at("0.1", "130", Unit.PERCENT_MAX_HR))
    (held,) = steps(wide)
    assert (held["custom_target_value_low"], held["custom_target_value_high"]) == (101, 347)
    assert lost(wide) == ["W414"]


def test_a_pace_is_a_speed_the_slower_end_first() -> None:
    (held,) = steps(step(60, pace=at("255", "235", Unit.PACE_KM)), sport="Run")
    assert held["target_type"] == "speed"
    assert held["custom_target_value_low"] == 3922  # 4:15/km, in mm/s
    assert held["custom_target_value_high"] == 4255


def test_repeats_stand_behind_what_they_repeat_also_inside_one_another() -> None:
    inner = Repeat(3, (step(30, power=at("120")), step(30, power=at("50"))))
    found = steps(step(600), Repeat(2, (inner, step(300))), step(60))
    kinds = [s["duration_type"] for s in found]
    assert kinds == ["time", "time", "time", "repeat_until_steps_cmplt", "time",
                     "repeat_until_steps_cmplt", "time"]  # fmt: skip
    assert (found[3]["duration_value"], found[3]["target_value"]) == (1, 3)
    assert (found[5]["duration_value"], found[5]["target_value"]) == (1, 2)


def test_a_swim_has_its_pool_and_its_distances() -> None:
    pool = Distance(Decimal(25))
    data = made(Step(Distance(Decimal(100))), sport="Swim", pool=pool)
    messages = by_sdk(data)
    head = messages["workout_mesgs"][0]
    assert (head["sport"], head["sub_sport"], head["pool_length"]) == (
        "swimming",
        "lap_swimming",
        25,
    )
    assert messages["workout_step_mesgs"][0]["duration_distance"] == 100
    (again,) = compile_foreign(data, name="swim.fit", origin="fit").unwrap()
    assert (again.sport, again.pool) == ("Swim", pool)


def test_a_pool_in_yards_comes_back_in_yards() -> None:
    pool = Distance(Decimal(25), LengthUnit.YARD)
    data = made(step(60), sport="Swim", pool=pool)
    assert compile_foreign(data, name="s.fit", origin="fit").unwrap()[0].pool == pool


def test_what_only_words_can_say_goes_into_the_notes() -> None:
    one = step(
        600, "Hard", cues=(Cue(0, "go"), Cue(60, "breathe"), Cue(-60, "last")), press_lap=True
    )
    (held,) = steps(Section("Main set", (one,)))
    assert held["notes"].split("\n") == [
        "Main set", "Press lap after about 10m", "go", "1m: breathe", "1m to go: last",
    ]  # fmt: skip
    assert held["duration_type"] == "open"
    assert lost(one) == ["W416", "W418"]


def test_a_ramp_is_a_staircase_that_goes_through_its_middle() -> None:
    found = steps(step(240, power=ramp("50", "90")))
    assert [s["custom_target_value_low"] for s in found] == [55, 65, 75, 85]
    assert sum(s["duration_value"] for s in found) == 240_000
    assert lost(step(240, power=ramp("50", "90"))) == ["W413"]


def test_a_long_text_is_cut_between_letters_and_told() -> None:
    note = Note("ü" * 200)
    (head,) = by_sdk(made(note, step(60)))["workout_mesgs"]
    assert head["wkt_description"] == "ü" * 127
    assert lost(note, step(60)) == ["W418"]


def test_intensities_are_kept() -> None:
    kinds = [step(60, intensity=kind) for kind in Intensity]
    (again,) = compile_foreign(made(*kinds), name="a.fit", origin="fit").unwrap()
    read = [s.intensity for s in unroll(again.items)]
    assert read == [None if k is Intensity.ACTIVE else k for k in Intensity]


def test_equal_workouts_are_equal_bytes_and_others_have_another_number() -> None:
    one, two = made(step(60)), made(step(61))
    assert one == made(step(60))
    serial = "serial_number"
    assert by_sdk(one)["file_id_mesgs"][0][serial] != by_sdk(two)["file_id_mesgs"][0][serial]


def test_a_broken_file_is_read_as_far_as_it_is_whole_and_told() -> None:
    data = made(step(60), step(90))
    cut = compile_foreign(data[:-10], name="a.fit", origin="fit")
    assert [d.code for d in cut.diagnostics] == ["W430"]
    assert len(cut.workouts[0].items) == 1
    damaged = compile_foreign(data[:-1] + b"\0", name="a.fit", origin="fit")
    assert [d.code for d in damaged.diagnostics] == ["W430"]


@pytest.mark.parametrize("data", [b"", b"FIT", b"{}" * 20, b"\x0e" * 100, bytes(300)])
def test_what_is_no_fit_file_is_an_error(data: bytes) -> None:
    found = compile_foreign(data, name="a.fit", origin="fit").diagnostics
    assert [d.code for d in found] == ["E430"]


def test_a_recording_is_no_workout() -> None:
    data = bytearray(made(step(60)))
    at_type = data.index(b"\x00\x05\xff\x00") + 1
    data[at_type] = 4
    data[-2:] = struct.pack("<H", checksum(bytes(data[:-2])))
    found = compile_foreign(bytes(data), name="a.fit", origin="fit").diagnostics
    assert [(d.code, d.message) for d in found] == [
        ("E430", "this FIT file is a recording or a setting, not a workout")
    ]
