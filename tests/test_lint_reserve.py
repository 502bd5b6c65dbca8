"""Advice on W': in which repeat it is used up."""

import re
from decimal import Decimal

import pytest

from tests.given import compiled
from workoutc.lint.reserve import _after


def advice(text: str, words: str = "ftp=300 w_prime=20000") -> list[str]:
    return [d.message for d in compiled(text, words).diagnostics if d.code == "W342"]


def test_it_names_the_repeat_and_its_parents() -> None:
    [nested] = advice("Main 4x\n- 3x\n  - 3m 120%\n  - 1m 50%\n- 1m 50%\n")
    assert re.fullmatch(r"W' \(20 kJ\) is used up in repeat 3 of 3, repeat 1 of 4 of Main", nested)
    assert advice("- 10m 140%\n") == ["W' (20 kJ) is used up in this step"]


def test_the_second_it_happens_in_is_told() -> None:
    [found] = [d for d in compiled("- 5m 400w\n", "ftp=300 w_prime=20000").diagnostics
               if d.code == "W342"]  # fmt: skip
    assert found.label == "nothing is left after 3m21s"  # 20 kJ at 100 W above
    assert compiled("- 3m20s 400w\n", "ftp=300 w_prime=20000").diagnostics == ()


@pytest.mark.parametrize("words", ["ftp=300", "w_prime=20000", ""])
def test_without_the_numbers_there_is_no_advice(words: str) -> None:
    assert advice("- 10m 140%\n", words) == []


@pytest.mark.parametrize("step", ["- 10m", "- 10m Z2 HR", "- 10m 80% MMP 5m", "- 10m freeride"])
def test_behind_a_step_of_unknown_power_there_is_none(step: str) -> None:
    assert advice(f"{step}\n- 10m 140%\n") == []


def test_a_test_may_end_in_exhaustion() -> None:
    assert advice("- Ramp until failure 20m ramp 100-200%\n") == []
    assert advice("- 20m ramp 100-200%\n") != []


def test_below_ftp_it_comes_back_in_one_step_as_in_many() -> None:
    watts = (Decimal(150), Decimal(150))
    whole, _ = _after(5000.0, 20000.0, watts, 300.0, 120)
    halves = 5000.0
    for _ in range(2):
        halves, _ = _after(halves, 20000.0, watts, 300.0, 60)
    assert abs(whole - halves) < 1e-6
    assert 5000 < whole < 20000
