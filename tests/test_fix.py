"""Fixes put into a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workoutc.diagnostic import Edit, Fix
from workoutc.fix import apply_fixes
from workoutc.source import Span


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix("mend it", tuple(Edit(Span(start, end), text) for start, end, text in edits), safe)


@pytest.mark.parametrize(
    ("fixes", "mended"),
    [
        ([fix((0, 1, "A"))], "Abcdef"),
        ([fix((4, 5, "E")), fix((0, 1, "A"))], "AbcdEf"),
        ([fix((2, 2, "--"))], "ab--cdef"),
        ([fix((1, 3, ""))], "adef"),
        ([fix((6, 6, "."))], "abcdef."),
        ([fix((4, 6, ""), (0, 0, "ef"))], "efabcd"),
        ([fix((0, 2, "AB")), fix((2, 4, "CD"))], "ABCDef"),
        ([fix((0, 2, "AB")), fix((2, 2, "|"))], "AB|cdef"),
        ([fix((1, 1, "("), (3, 3, ")")), fix((2, 3, "C"))], "a(bC)def"),
    ],
)
def test_fixes_that_keep_apart_are_all_applied(fixes: list[Fix], mended: str) -> None:
    assert apply_fixes("abcdef", fixes) == (mended, len(fixes))


@pytest.mark.parametrize(
    ("fixes", "mended"),
    [
        ([fix((0, 3, "x")), fix((2, 4, "y"))], "xdef"),
        ([fix((2, 4, "y")), fix((0, 3, "x"))], "xdef"),
        ([fix((0, 6, "x")), fix((3, 3, "y"))], "x"),
        ([fix((2, 2, "x")), fix((2, 2, "y"))], "abxcdef"),
        ([fix((2, 2, "x")), fix((2, 4, "y"))], "abxcdef"),
        ([fix((0, 1, "x")), fix((0, 1, "x"))], "xbcdef"),
    ],
)
def test_of_two_that_overlap_the_first_by_place_wins(fixes: list[Fix], mended: str) -> None:
    assert apply_fixes("abcdef", fixes) == (mended, 1)


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    assert apply_fixes("abcdef", [fix((0, 2, "x")), fix((1, 2, ""), (5, 6, ""))]) == ("xcdef", 1)


def test_a_long_edit_stays_in_the_way_of_a_later_one() -> None:
    fixes = [fix((0, 5, "x"), (5, 5, "|")), fix((1, 1, "y")), fix((4, 6, "z"))]
    assert apply_fixes("abcdef", fixes) == ("x|f", 1)


@pytest.mark.parametrize("idle", [fix((0, 1, "x"), safe=False), fix()])
def test_a_fix_that_is_unsafe_or_empty_changes_nothing(idle: Fix) -> None:
    assert apply_fixes("abcdef", [idle]) == ("abcdef", 0)


def test_a_fix_that_overlaps_itself_is_a_bug() -> None:
    with pytest.raises(ValueError, match="mend it"):
        apply_fixes("abcdef", [fix((0, 3, ""), (2, 4, ""))])


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(*sorted(ends)))


@given(st.lists(spans, max_size=12))
def test_only_what_a_fix_names_is_changed(places: list[Span]) -> None:
    text = "abcdefghijklmnopqrst"
    mended, applied = apply_fixes(text, [fix((*place, "#")) for place in places])
    kept = [letter for letter in mended if letter != "#"]
    removed = set(text) - set(kept)
    named = {text[i] for place in places for i in range(*place)}
    assert kept == sorted(kept)
    assert removed <= named
    assert mended.count("#") == applied >= min(1, len(places))
