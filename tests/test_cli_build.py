"""`workoutc build`, as people and programs call it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import BROKEN, CLEAN, WARNED, Desk, sat_down  # noqa: F401
from workoutc.compiler import compile
from workoutc.model import NOWHERE, Workout

TWO = "workout: One\n- 10m 75%\n\nworkout: Two\nsport: Run\n- 5m Z2 Pace\n"
RESPELLED = 'workout: Cap\n- 5m 95% "hold 250w"\n'


def test_one_workout_is_its_native_text_and_nothing_else(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("build", "a.workout")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "- 10m 75%\n", "")


def test_standard_input_is_built_too(desk: Desk) -> None:
    assert desk.run("build", "-", input="- 10m 75%\n").stdout == "- 10m 75%\n"


def test_words_of_all_scripts_leave_as_utf8(desk: Desk) -> None:
    done = desk.run("build", "-", input="- Über 漢 10m 75%\n")
    assert done.stdout_bytes == "- Über 漢 10m 75%\n".encode()


@pytest.mark.parametrize("to", ["doc", "json"])
def test_one_workout_is_an_object_and_several_are_an_array(desk: Desk, to: str) -> None:
    desk.write(a=CLEAN, b=TWO)
    one = json.loads(desk.run("build", "--to", to, "a.workout").stdout)
    several = json.loads(desk.run("build", "--to", to, ".").stdout)
    assert isinstance(one, dict)
    assert len(several) == 3
    assert several[0] == one


def test_a_doc_is_what_the_server_would_make_of_it(desk: Desk) -> None:
    desk.write(a=CLEAN)
    assert json.loads(desk.run("build", "--to", "doc", "a.workout").stdout) == {
        "steps": [{"duration": 600, "power": {"value": 75, "units": "%ftp"}}],
        "duration": 600,
        "distance": 0,
    }


FULL = """\
workout: Morning — 3x
id: early_3
sport: VirtualRide
date: 2026-12-01 06:30
tags: build, Übung
indoor: yes
target: power
color: green
category: RACE_B

> Read me first.

Warmup
- 10m ramp 50-75%

Main set 3x
- Hard 2m 95-100% 85-95rpm
- 1m 50%

workout: Lanes
sport: Swim
pool: 25yd
- 400yrd Z2 Pace

workout: Weights
sport: WeightTraining
indoor: no
duration: 45m
load: 30

workout: Long way
distance: 0.5km
"""


def bare(workouts: tuple[Workout, ...]) -> list[Workout]:
    """The workouts without their places, as they are compared."""
    return [replace(workout, span=NOWHERE) for workout in workouts]


def test_the_stream_of_several_workouts_compiles_to_them_again(desk: Desk) -> None:
    desk.write(a=FULL, b=CLEAN)
    done = desk.run("build", ".")
    again = compile(done.stdout)
    meant = [*compile(FULL).unwrap(), *compile(CLEAN).unwrap()]
    assert bare(again.unwrap()) == bare(tuple(meant))
    assert desk.run("build", "-", input=done.stdout).stdout == done.stdout


def test_a_file_is_written_whole_and_announced(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("build", "a.workout", "-o", "a.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "1 workout written to a.txt\n"
    assert desk.read("a.txt") == b"- 10m 75%\n"
    assert desk.run("build", "-q", "a.workout", "-o", "a.txt").output == ""


@pytest.mark.parametrize("target", ["out/", "deep/er/out/"])
def test_a_folder_gets_a_file_for_each_workout(desk: Desk, target: str) -> None:
    desk.write(a=TWO)
    done = desk.run("build", "a.workout", "-o", target)
    assert done.stderr == f"2 workouts written to {target}\n"
    assert desk.names() == ["a.workout", f"{target}one.txt", f"{target}two.txt"]
    assert desk.read(f"{target}two.txt") == b"- 5m Z2 Pace\n"


def test_a_folder_that_is_there_needs_no_slash(desk: Desk) -> None:
    desk.write(a=TWO)
    (desk.folder / "out").mkdir()
    desk.run("build", "--to", "json", "a.workout", "-o", "out")
    assert json.loads(desk.read("out/one.json"))["name"] == "One"


@pytest.mark.parametrize(
    ("target", "message"),
    [("gone/a.txt", "gone/a.txt: No such file or directory"), ("a.workout/x", "a.workout/x: ")],
)
def test_a_place_that_can_not_be_written_is_named(desk: Desk, target: str, message: str) -> None:
    desk.write(a=CLEAN)
    done = desk.run("build", "a.workout", "-o", target)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: {message}")
    assert desk.names() == ["a.workout"]


def test_what_is_no_file_is_written_to_and_not_replaced(desk: Desk) -> None:
    desk.write(a=CLEAN)
    null = Path("/dev/null")
    if not null.is_char_device():
        pytest.skip("there is no /dev/null")
    (desk.folder / "null").symlink_to(null)
    assert desk.run("build", "a.workout", "-o", "null").exit_code == 0
    assert null.is_char_device()


def test_one_error_anywhere_and_nothing_is_built(desk: Desk) -> None:
    desk.write(a=CLEAN, b=BROKEN)
    desk.put("out.txt", "from yesterday")
    done = desk.run("build", ".", "-o", "out.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "E201" in done.stderr
    assert done.stderr.endswith("nothing was built\n")
    assert desk.read("out.txt") == b"from yesterday"


@pytest.mark.parametrize("to", ["zwo", "erg", "mrc", "fit", "csv", "svg", "png"])
def test_what_has_no_steps_in_a_plan_is_skipped_and_told(desk: Desk, to: str) -> None:
    days = 'mon: easy\ntue: note "Rest"\nwed: yoga\nsun: race C "Loop"\n'
    yoga = "workout: Yoga\n> On the mat.\n\n"
    desk.write(a=f"workout: Easy\n- 1h 60%\n\n{yoga}plan: P\nstart: 2027-01-04\nweek 1-2\n{days}")
    build = ("build", "--to", to, "--set", "ftp=280", "a.workout", "-o", "out/")
    done = desk.run(*build)
    assert done.exit_code == 0
    told = [line for line in done.stderr.splitlines() if line.strip().startswith("-->")]
    assert [line.split(":")[1] for line in told] == ["4", "11", "12", "13"]
    assert done.stderr.count("warning[W421]") == 4
    names = ("easy", "p/w01/mon/easy", "p/w02/mon/easy")
    assert desk.names() == ["a.workout", *(f"out/{name}.{to}" for name in names)]
    assert desk.run(*build, "--strict").exit_code == 1
    assert desk.run("build", "a.workout").stderr == ""


def test_a_respelled_label_is_told_and_still_built(desk: Desk) -> None:
    desk.write(a=RESPELLED)
    done = desk.run("build", "a.workout")
    assert (done.exit_code, done.stdout) == (0, "- hold 250 watts 5m 95%\n")
    assert "warning[W401]" in done.stderr
    assert desk.run("build", "-q", "a.workout").stderr == ""


def test_strict_says_why_nothing_was_built(desk: Desk) -> None:
    desk.write(a=RESPELLED)
    done = desk.run("build", "-q", "--strict", "a.workout")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "warning[W401]" in done.stderr
    assert "with --strict, warnings count as errors" in done.stderr


def test_beats_without_a_threshold_are_an_error_with_the_cure(desk: Desk) -> None:
    desk.write(a=WARNED)
    done = desk.run("build", "a.workout")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[E401]" in done.stderr
    assert "W322" not in done.stderr
    assert "--set lthr=172" in done.stderr
    assert "W322" in desk.run("build", "--to", "json", "a.workout").stderr
    done = desk.run("build", "--set", "lthr=172", "a.workout")
    assert (done.exit_code, done.stdout) == (0, "- 10m 87.2% LTHR\n")


@pytest.mark.parametrize(("to", "data"), [("intervals", ""), ("doc", "[]\n"), ("json", "[]\n")])
def test_nothing_to_build_is_said_and_no_fault(desk: Desk, to: str, data: str) -> None:
    desk.write(a="# later\n")
    done = desk.run("build", "--to", to, "a.workout")
    assert (done.exit_code, done.stdout) == (0, data)
    assert "nothing to build" in done.stderr


@pytest.mark.parametrize("to", ["intervals", "zwo", "fit", "png"])
def test_nothing_to_build_replaces_no_file(desk: Desk, to: str) -> None:
    desk.put("a.workout", "# later\n")
    desk.put("kept", "from before")
    done = desk.run("build", "a.workout", "--to", to, "-o", "kept")
    assert (done.exit_code, "written" in done.stderr) == (0, False)
    assert desk.read("kept") == b"from before"


def test_an_unknown_format_lists_the_known(desk: Desk) -> None:
    done = desk.run("build", "--to", "gpx", "-")
    assert done.exit_code == 2
    assert "'intervals', 'doc', 'json'" in done.stderr


@pytest.mark.parametrize("target", ["a.workout", "./a.workout", "b.workout"])
def test_a_source_is_never_overwritten(desk: Desk, target: str) -> None:
    desk.write(a=CLEAN, b=CLEAN + "# another\n")
    before = {path: path.read_bytes() for path in desk.folder.glob("*.workout")}
    done = desk.run("build", "a.workout", "b.workout", "-o", target)
    assert done.exit_code == 2
    assert "is one of the sources" in done.stderr
    assert before == {path: path.read_bytes() for path in desk.folder.glob("*.workout")}


def test_each_file_is_compiled_with_its_own_project(desk: Desk) -> None:
    for name, lthr in (("anna", 200), ("ben", 170)):
        folder = desk.folder / name
        folder.mkdir()
        (folder / "workoutc.toml").write_text(f"[athlete]\nlthr = {lthr}\n")
        (folder / f"{name}.workout").write_text("- 10m 150bpm\n")
    built = desk.run("build", "anna", "ben").stdout
    assert "- 10m 75% LTHR" in built
    assert "- 10m 88.2% LTHR" in built
