"""The canary: a suite that lets a key out fails, wherever and in whatever form it does."""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.canary import CANARY, KEY, sings
from tests.commands import ROOT

LEAKS = """
import base64, logging, os, subprocess, sys
import pytest
from click.testing import CliRunner
from tests.canary import CANARY, KEY
from tests.commands import Desk, sat_down
from workoutc.calendar.secret import Secret

BASIC = base64.b64encode(f"API_KEY:{KEY}".encode()).decode()

def test_printed(): print(KEY)
def test_printed_by_another(): os.write(2, BASIC.encode())
def test_logged(): logging.getLogger("some.library").debug("sent %s", BASIC)
def test_logged_with_a_trace():
    try: raise ValueError(KEY)
    except ValueError: logging.exception("no")
def test_captured(capsys):
    print(KEY)
    capsys.readouterr()
def test_cut_short(): print(KEY[:-3])
def test_left_in_a_file(tmp_path): (tmp_path / "journal").write_text(BASIC)
def test_said_by_a_process():
    subprocess.run([sys.executable, "-c", f"print('{KEY}')"], capture_output=True)
def test_said_by_a_command(desk): desk.run("check", KEY)
def test_spawned(desk): desk.spawn("check", KEY)
def test_unseen_key(): Secret("anything")
def test_unseen_key_of_a_process(desk): desk.spawn("check", env={"INTERVALS_API_KEY": "anything"})
@pytest.fixture
def talking(): print(KEY); yield
def test_set_up(talking): pass
@pytest.fixture
def parting(): yield; print(KEY)
def test_torn_down(parting): pass

def test_kept(tmp_path):
    (tmp_path / "credentials.toml").write_text(KEY)
    Secret(KEY)
    print("canary")
"""


def test_every_leak_fails_its_test_and_no_other(tmp_path: Path) -> None:
    names = [line.split("(")[0][4:] for line in LEAKS.splitlines() if line.startswith("def test_")]
    (tmp_path / "test_leaks.py").write_text(LEAKS)
    quiet = ("--tb=no", "--show-capture=no", "-q", "-rfE", "-p", "no:cacheprovider")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *quiet, "-p", "tests.canary", "test_leaks.py"],
        cwd=tmp_path,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(FAILED|ERROR) test_leaks\.py::(\w+)", done.stdout, re.MULTILINE)
    around = {"test_set_up", "test_torn_down", "test_left_in_a_file"}
    assert sorted(found) == sorted(
        ("ERROR" if name in around else "FAILED", name) for name in names if name != "test_kept"
    )


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("cut", [CANARY, CANARY[:8], CANARY[8:], f"{KEY}&x=1"])
def test_no_form_hides_it(before: int, cut: str) -> None:
    text = f"{'=' * before}{cut}!"
    assert sings(text)
    assert sings(base64.b64encode(text.encode()))
    assert sings(base64.urlsafe_b64encode(text.encode()).decode())
    assert sings(text.encode().hex())


@pytest.mark.parametrize("text", ["", "canary", b"\xff\x00", "sandbox-key", CANARY[:7], "\ud800"])
def test_nothing_else_is_taken_for_it(text: str | bytes) -> None:
    assert not sings(text)
