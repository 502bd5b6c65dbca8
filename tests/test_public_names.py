"""The names that others rely on."""

import subprocess
import sys

import pytest

import workoutc

PUBLIC = [
    "FORMATS",
    "Athlete",
    "Compilation",
    "CompileError",
    "Diagnostic",
    "Emission",
    "Severity",
    "Workout",
    "compile",
    "compile_many",
    "write",
]


def test_the_public_names_are_these() -> None:
    assert workoutc.__all__ == PUBLIC


def test_they_are_listed_before_they_are_loaded() -> None:
    code = "import workoutc; print(*dir(workoutc))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(PUBLIC) <= set(done.stdout.split())


@pytest.mark.parametrize("name", PUBLIC)
def test_each_can_be_imported(name: str) -> None:
    assert getattr(workoutc, name).__doc__


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'parse_everything'"):
        _ = workoutc.parse_everything


def test_the_version_is_a_number() -> None:
    assert all(part.isdigit() for part in workoutc.__version__.split("."))


def test_a_star_import_brings_just_them() -> None:
    program = "before = set(dir()); from workoutc import *; print(*sorted(set(dir()) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) - {"before"} == set(PUBLIC)
