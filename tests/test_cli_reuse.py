"""Included files, names of the profile and values for one run, from the command line."""

import pytest

from tests.commands import Desk, sat_down  # noqa: F401

COMMON = "let sweet = 88-93%\n\nblock openers(n = 3)\n- {n}x\n  - 1m {sweet}\n  - 1m 55%\n"
PROJECT = "include: lib/common.workout\n\nworkout: A\n- 5m {sweet}\n- use openers\n"


def test_a_file_of_the_project_is_included_from_any_folder(desk: Desk) -> None:
    desk.put("workoutc.toml", "")
    desk.put("lib/common.workout", COMMON)
    desk.put("a.workout", PROJECT)
    desk.put("deep/er/b.workout", PROJECT.replace("lib/", "../../lib/").replace(": A", ": B"))
    done = desk.run("check", "a.workout", "deep")
    assert (done.exit_code, done.stderr) == (0, "2 files: nothing to complain about\n"), done.stdout


@pytest.mark.parametrize("path", ["../out.workout", "/etc/passwd", "link.workout", "gone.workout"])
def test_nothing_beyond_the_project_is_included(desk: Desk, path: str) -> None:
    desk.put("out.workout", COMMON)
    desk.put("in/workoutc.toml", "")
    desk.put("in/a.workout", PROJECT.replace("lib/common.workout", path))
    (desk.folder / "in/link.workout").symlink_to(desk.folder / "out.workout")
    done = desk.run("check", "in/a.workout")
    assert done.exit_code == 1
    assert "error[E260]" in done.stdout + done.stderr


def test_the_command_line_gives_values_and_refuses_names_that_nobody_has(desk: Desk) -> None:
    desk.write(a="let t = 1m\n\n- {t} 75%\n")
    assert "- 7m 75%" in desk.run("build", "a.workout", "--set", "t=7m").stdout
    done = desk.run("build", "a.workout", "--set", "tt=7m")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "`tt`" in done.stderr


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ("sweet=80%", "- 10m 80%"),
        ("reps=2", "2x\n- 1m 88-93%"),
        ("race=70%", "- 5m 70%"),
    ],
)
def test_a_name_of_an_included_file_or_of_the_profile_is_given_a_value(
    desk: Desk, given_: str, said: str
) -> None:
    desk.put("workoutc.toml", '[athlete]\nnames = { race = "95%" }\n')
    theirs = "workout: Theirs\nid: theirs\nwith: reps = 3\n- {reps}x (1m {sweet}, 1m 50%)\n"
    plan = "plan: P\nstart: 2027-01-04\nweek 1\nmon: theirs\n"
    mine = "workout: Mine\n- 10m {sweet}\n- 5m {race}\n\n"
    desk.write(
        common=f"let sweet = 88-93%\n\n{theirs}", a="include: common.workout\n\n" + mine + plan
    )
    done = desk.run("build", "a.workout", "--set", given_)
    assert (done.exit_code, done.stderr) == (0, "")
    assert said in done.stdout


@pytest.mark.parametrize("name", ["m", "steps", "Mine", "n"])
def test_a_word_that_is_no_name_is_given_no_value(desk: Desk, name: str) -> None:
    block = "block x(n = 2)\n- {n}x\n  - 1m {sweet}\n\n"
    desk.write(a=f"let sweet = 90%\n\n{block}workout: Mine\n> steps\n- use x\n")
    done = desk.run("build", "a.workout", "--set", f"{name}=3")
    assert done.exit_code == 2
    assert f"`{name}` is unknown" in done.stderr
    assert "sweet" in done.stderr or "did you mean" in done.stderr


@pytest.mark.parametrize("value", ["2%", "nobody"])
def test_a_value_of_the_wrong_kind_for_an_included_workout_is_one_fault(
    desk: Desk, value: str
) -> None:
    theirs = "workout: Theirs\nid: theirs\nwith: reps = 3\n- {reps}x (1m 90%, 1m 50%)\n"
    plan = "plan: P\nstart: 2027-01-04\nweek 1\nmon: theirs\n"
    desk.write(common=theirs, a="include: common.workout\n\n" + plan)
    done = desk.run("check", "a.workout", "--set", f"reps={value}")
    assert done.stdout.count("error[") == done.stdout.count("error[E264]") == 1
    assert "a plain number" in done.stdout


def test_names_of_the_profile_are_names_in_its_files(desk: Desk) -> None:
    desk.put("workoutc.toml", '[athlete]\nftp = 280\nnames = { race5k = "3:45/km" }\n')
    desk.write(a="workout: R\nsport: Run\n- 1km {race5k}\n\nworkout: B\n- 5m {50% * ftp}\n")
    built = desk.run("build", "a.workout", "-q").stdout
    assert "- 1km 3:45/km Pace" in built
    assert "- 5m 140w" in built
