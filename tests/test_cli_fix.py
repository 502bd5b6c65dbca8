"""`workoutc check --fix`: what it changes in a file, and what it must not."""

import json
import os
from pathlib import Path

import pytest

from tests.commands import BROKEN, CLEAN, SLIP, Desk, sat_down  # noqa: F401


def test_safe_fixes_are_written_and_counted(desk: Desk) -> None:
    desk.write(a=SLIP)
    done = desk.run("check", "--fix", "a.workout")
    assert desk.read("a.workout") == b"workout: Slip\n- 10min 75%\n"
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "a.workout: 1 fix applied\n1 file: nothing to complain about\n"


def test_every_other_byte_stays(desk: Desk) -> None:
    desk.put("a.workout", b"\xef\xbb\xbf# \xc3\xbcber  \r\n- 10 min 75%\t\r\n\r\n- 5m 50%")
    desk.run("check", "--fix", "a.workout")
    assert desk.read("a.workout") == (
        b"\xef\xbb\xbf# \xc3\xbcber  \r\n- 10min 75%\t\r\n\r\n- 5m 50%"
    )


def test_a_line_that_a_fix_adds_ends_like_the_others(desk: Desk) -> None:
    desk.put("a.workout", b"- 5m 50%\r\nMain set 3x\r\n- 1m 110%\r\n- 1m 50%\r\n")
    desk.run("check", "--fix", "a.workout")
    assert desk.read("a.workout") == (b"- 5m 50%\r\n\r\nMain set 3x\r\n- 1m 110%\r\n- 1m 50%\r\n")


def test_a_fix_that_another_brings_to_light_is_applied_too(desk: Desk) -> None:
    desk.write(a="- 10 min 75% hard\n")
    done = desk.run("check", "--fix", "a.workout")
    assert done.exit_code == 0
    assert desk.read("a.workout") == b"- hard 10min 75%\n"
    assert "2 fixes applied" in done.stderr


def test_what_can_not_be_fixed_is_left_and_told(desk: Desk) -> None:
    text = SLIP + "- Easy\n"
    desk.write(a=text)
    done = desk.run("check", "--fix", "a.workout")
    assert done.exit_code == 1
    assert desk.read("a.workout") == text.replace("10 min", "10min").encode()
    assert "E201" in done.stdout
    assert "E118" not in done.stdout


def test_an_unsafe_fix_is_only_offered(desk: Desk) -> None:
    desk.write(a="10m 75%\n- 5m 50%\n")
    before = desk.read("a.workout")
    done = desk.run("check", "--fix", "a.workout")
    assert desk.read("a.workout") == before
    assert "fix, if you meant it" in done.stdout


def test_a_file_without_a_fault_is_not_touched(desk: Desk) -> None:
    path = desk.put("a.workout", CLEAN)
    before = path.stat()
    desk.run("check", "--fix", "a.workout")
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_and_link_stay(desk: Desk) -> None:
    path = desk.put("real/a.workout", SLIP)
    path.chmod(0o640)
    (desk.folder / "a.workout").symlink_to(path)
    desk.run("check", "--fix", "a.workout")
    assert (desk.folder / "a.workout").is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert b"10min" in path.read_bytes()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=SLIP)

    def full(_: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    done = desk.run("check", "--fix", "a.workout")
    assert (done.exit_code, done.stderr) == (2, "error: a.workout: No space left on device\n")
    assert desk.read("a.workout") == SLIP.encode()
    assert desk.names() == ["a.workout"]


def test_a_file_that_may_not_be_written_is_not_replaced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=SLIP)
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = desk.run("check", "--fix", "a.workout")
    assert (done.exit_code, done.stderr) == (2, "error: a.workout: may not be written\n")
    assert desk.read("a.workout") == SLIP.encode()


def test_standard_input_is_fixed_to_standard_output(desk: Desk) -> None:
    text = "\ufeff" + (SLIP + "- Easy\n").replace("\n", "\r\n")
    done = desk.run("check", "--fix", "-", input=text.encode())
    assert done.exit_code == 1
    assert done.stdout_bytes == text.replace("10 min", "10min").encode()
    assert done.stderr.startswith("<stdin>: 1 fix applied\nerror[E201]")


def test_what_is_left_of_standard_input_can_be_json(desk: Desk) -> None:
    done = desk.run("check", "--fix", "--format", "json", "-", input=BROKEN)
    assert (done.exit_code, done.stdout) == (1, BROKEN)
    assert [d["code"] for d in json.loads(done.stderr)["diagnostics"]] == ["E201"]


@pytest.mark.parametrize("text", [CLEAN.encode(), b"- 10 min \xff\n", b""])
def test_a_filter_lets_through_what_it_can_not_mend(desk: Desk, text: bytes) -> None:
    assert desk.run("check", "--fix", "-", input=text).stdout_bytes == text


def test_half_of_a_text_that_is_too_large_is_not_given_back(desk: Desk) -> None:
    done = desk.run("check", "--fix", "-", input=b"# 1234567\n" * 110_000)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "E103" in done.stderr
