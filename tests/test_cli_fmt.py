"""`workoutc fmt`: what it changes in files, what it tells, and what it leaves alone."""

import os
import shutil
import subprocess

import pytest

from tests.commands import CLEAN, Desk, sat_down  # noqa: F401
from workoutc.cli import fmt_
from workoutc.files import write_file
from workoutc.fmt import Formatted, MeaningChangedError, formatted
from workoutc.setting import Setting

ODD = "workout:Tempo\r\n-  10min 75%,   # held\r\n"
TIDY = "workout: Tempo\n- 10m 75%  # held\n"
UNREADABLE = "-10m  75%  foo\n"


def test_files_are_laid_out_and_counted(desk: Desk) -> None:
    desk.write(a=ODD, b=CLEAN)
    desk.put("below/c.workout", ODD)
    done = desk.run("fmt", ".")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "3 files: 2 changed\n"
    assert [desk.read(n).decode() for n in desk.names()] == [TIDY, CLEAN, TIDY]


def test_a_second_time_there_is_nothing_to_do(desk: Desk) -> None:
    desk.write(a=ODD)
    desk.run("fmt", "a.workout")
    before = (desk.folder / "a.workout").stat()
    done = desk.run("fmt", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 file: nothing to change\n")
    assert (desk.folder / "a.workout").stat().st_ino == before.st_ino


def test_check_names_what_would_change_and_changes_nothing(desk: Desk) -> None:
    desk.write(a=ODD, b=CLEAN)
    done = desk.run("fmt", "--check", ".")
    assert (done.exit_code, done.stdout) == (1, "a.workout\n")
    assert done.stderr == "2 files: 1 would change\n"
    assert desk.read("a.workout").decode() == ODD
    assert desk.run("fmt", "--check", "b.workout").exit_code == 0


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the program patch")
@pytest.mark.parametrize("odd", [ODD, "- 10m  75%", "\ufeff- 10m 75%\n", "- 10m 75%\n\n\n"])
def test_a_diff_is_one_that_patch_applies(desk: Desk, odd: str) -> None:
    desk.write(a=odd)
    done = desk.spawn("fmt", "--diff", "a.workout")
    assert done.code == 0
    assert desk.read("a.workout").decode() == odd
    subprocess.run(["patch", "-s", "--binary", "-p0"], input=done.out, check=True)
    patched = desk.read("a.workout")
    desk.write(a=odd)
    desk.run("fmt", "a.workout")
    assert patched == desk.read("a.workout") != odd.encode()


def test_check_and_diff_together_print_the_diff_and_exit_with_1(desk: Desk) -> None:
    desk.write(a=ODD)
    done = desk.run("fmt", "--check", "--diff", "a.workout")
    assert done.exit_code == 1
    assert done.stdout.startswith("--- a.workout\n+++ a.workout\n@@ -1,2 +1,2 @@\n-workout:Tempo")


def test_standard_input_comes_back_laid_out(desk: Desk) -> None:
    done = desk.run("fmt", "-", input=ODD.encode())
    assert (done.exit_code, done.stdout, done.stderr) == (0, TIDY, "")


def test_standard_input_comes_back_also_when_nothing_is_to_be_done(desk: Desk) -> None:
    assert desk.run("fmt", "-", input=CLEAN).stdout == CLEAN
    assert desk.run("fmt", "-", input="").stdout == ""


def test_standard_input_that_cannot_be_read_comes_back_as_it_was(desk: Desk) -> None:
    done = desk.run("fmt", "-", input=UNREADABLE)
    assert (done.exit_code, done.stdout) == (1, UNREADABLE)
    assert "error[E116]" in done.stderr


def test_standard_input_may_be_checked_too(desk: Desk) -> None:
    done = desk.run("fmt", "--check", "-", input=ODD.encode())
    assert (done.exit_code, done.stdout) == (1, "<stdin>\n")


def test_a_file_that_cannot_be_read_stays_and_the_others_go_on(desk: Desk) -> None:
    desk.write(a=UNREADABLE, b=ODD)
    done = desk.run("fmt", ".")
    assert done.exit_code == 1
    assert (desk.read("a.workout").decode(), desk.read("b.workout").decode()) == (UNREADABLE, TIDY)
    assert "error[E116]" in done.stderr
    assert done.stderr.endswith("2 files: 1 changed, 1 can't be read, left as it was\n")


def test_what_is_no_text_stays(desk: Desk) -> None:
    for name, data in (("a", b"\xff\xfe-\x00"), ("b", b"- 10m  75% \xff\n"), ("c", b"#" * 2**21)):
        desk.put(f"{name}.workout", data)
        assert desk.run("fmt", f"{name}.workout").exit_code == 1
        assert desk.read(f"{name}.workout") == data


def test_a_file_with_other_faults_is_laid_out(desk: Desk) -> None:
    desk.write(a="-10m  500rpm\n-  5m 60min\n-   5min 50%\n")
    assert desk.run("fmt", "a.workout").exit_code == 0
    assert desk.read("a.workout") == b"-10m  500rpm\n-  5m 60min\n- 5m 50%\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_file_that_may_not_be_written_is_told_and_the_others_go_on(desk: Desk) -> None:
    desk.write(a=ODD, b=ODD)
    (desk.folder / "a.workout").chmod(0o444)
    done = desk.run("fmt", ".")
    assert done.exit_code == 2
    assert (desk.read("a.workout").decode(), desk.read("b.workout").decode()) == (ODD, TIDY)
    assert "a.workout: may not be written" in done.stderr
    assert done.stderr.endswith("2 files: 1 changed, 1 failed\n")


def test_what_the_system_refuses_is_told_and_the_others_go_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, data: bytes) -> None:
        if path == "a.workout":
            raise OSError(28, "No space left on device", path)
        write_file(path, data)

    monkeypatch.setattr(fmt_, "write_file", full)
    desk.write(a=ODD, b=ODD)
    done = desk.run("fmt", ".")
    assert done.exit_code == 2
    assert "error: a.workout: No space left on device\n" in done.stderr
    assert desk.read("b.workout").decode() == TIDY


def test_permissions_and_links_stay(desk: Desk) -> None:
    real = desk.put("real/a.txt", ODD)
    real.chmod(0o640)
    link = desk.folder / "a.workout"
    link.symlink_to(real)
    assert desk.run("fmt", ".").exit_code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == TIDY
    assert real.stat().st_mode & 0o777 == 0o640
    assert desk.names() == ["a.workout", "real/a.txt"]


def test_a_file_named_twice_is_laid_out_once(desk: Desk) -> None:
    desk.write(a=ODD)
    assert desk.run("fmt", "a.workout", "./a.workout", ".").stderr == "1 file: 1 changed\n"


def test_includes_and_thresholds_are_those_of_the_project(desk: Desk) -> None:
    desk.put("workoutc.toml", "[athlete]\nftp = 280\n")
    desk.put("common/zones.workout", "let sweet = 88-93%\n")
    desk.write(a="include:common/zones.workout\nworkout: A\n- 10min {sweet}\n- 5m {ftp*50%}\n")
    assert desk.run("fmt", "a.workout").exit_code == 0
    told = "include: common/zones.workout\nworkout: A\n- 10m {sweet}\n- 5m {ftp * 50%}\n"
    assert desk.read("a.workout").decode() == told


def test_what_is_not_there_is_wrong_use(desk: Desk) -> None:
    done = desk.run("fmt", "nowhere.workout")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no file or folder" in done.stderr


def test_quietly(desk: Desk) -> None:
    desk.write(a=ODD)
    done = desk.run("fmt", "--quiet", "a.workout")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")


def test_a_bug_of_the_formatter_costs_nobody_a_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_fault(data: bytes, name: str, setting: Setting) -> Formatted:
        if name != "b.workout":
            raise MeaningChangedError(name)
        return formatted(data, name, setting)

    monkeypatch.setattr(fmt_, "formatted", at_fault)
    desk.write(a=ODD, b=ODD)
    done = desk.run("fmt", ".")
    assert done.exit_code == 2
    assert (desk.read("a.workout").decode(), desk.read("b.workout").decode()) == (ODD, TIDY)
    assert "a bug: in its new layout a.workout would mean something else" in done.stderr
    assert desk.run("fmt", "-", input=ODD).stdout_bytes == ODD.encode()
