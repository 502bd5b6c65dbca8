"""Repeats found again in what is ridden."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sessions import at, step
from tests.strategies import THOROUGH
from workoutc.formats.fold import folded, session
from workoutc.model import Intensity, Item, Note, Repeat, Section, Step, unroll

LETTERS = {letter: step(60 + n, power=at(str(50 + n))) for n, letter in enumerate("abcdef")}


def steps(word: str) -> list[Step]:
    return [LETTERS[letter] for letter in word]


def spelled(items: tuple[Item, ...]) -> str:
    names = {found: letter for letter, found in LETTERS.items()}
    return "".join(
        names[item]
        if isinstance(item, Step)
        else f"{item.count}({spelled(item.items)})"
        if isinstance(item, Repeat)
        else "?"
        for item in items
    )


@pytest.mark.parametrize(
    ("ridden", "written"),
    [
        ("", ""),
        ("a", "a"),
        ("aa", "aa"),
        ("aaa", "3(a)"),
        ("abab", "2(ab)"),
        ("abababc", "3(ab)c"),
        ("abababcabababc", "2(3(ab)c)"),
        ("aabaabaab", "3(aab)"),
        ("fababcababce", "f2(2(ab)c)e"),
        ("aaaabaaaabaaaab", "3(4(a)b)"),
        ("abcabd", "abcabd"),
    ],
)
def test_the_shortest_way_is_found(ridden: str, written: str) -> None:
    assert spelled(folded(steps(ridden))) == written


@THOROUGH
@given(st.text("abc", max_size=40))
def test_what_is_folded_is_ridden_as_it_was(word: str) -> None:
    items = folded(steps(word))
    assert list(unroll(items)) == steps(word)
    assert items == folded(steps(word))
    assert len(items) <= len(word)


def test_a_warmup_gets_its_heading_and_notes_stand_above() -> None:
    warm = step(60, intensity=Intensity.WARMUP)
    items = session(["Hello", " "], [warm, warm, LETTERS["a"]])
    assert items == (Note("Hello"), Section("Warmup", (warm, warm)), LETTERS["a"])


def test_thousands_of_steps_take_a_moment() -> None:
    began = time.process_time()
    items = folded(steps("ab" * 1500 + "cdef" * 1000))
    assert time.process_time() - began < 20
    assert spelled(items) == "1500(ab)1000(cdef)"
