"""What differs between a workout and its event."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.test_calendar_sync import GYM, TERMS, TEXT, days, event, gym, listed, only
from workoutc.calendar.changed import (
    AT_ONCE,
    Difference,
    Line,
    differences,
    edits,
    lines,
    standing,
    value,
)
from workoutc.calendar.event import Event, payload
from workoutc.calendar.fields import differing
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import Action

LONG = "\n".join(f"- {number}m 85%" for number in range(1, 31))


def text(there: str, here: str) -> list[Line]:
    return list(lines(Difference("description", there, here)))


def edited(of: Event, shown: Listed) -> tuple[str, ...]:
    sent = payload(of)
    return edits(sent, shown, differing(sent, shown))


def test_a_difference_has_both_values_in_plain_form() -> None:
    shown = listed(gym(), name="Mine", tags=["x"], color=None)
    assert differences(gym(), shown) == (
        Difference("name", "Mine", "Gym"),
        Difference("tags", ["x"], ["core", "legs"]),
        Difference("color", "", "red"),
    )
    assert differences(gym(), listed(gym())) == ()


def test_the_mark_of_the_last_push_is_no_part_of_a_text() -> None:
    (difference,) = differences(event(text="- 9m 85%\n"), listed(event()))
    assert (difference.name, difference.is_text) == ("text", True)
    assert list(lines(difference)) == [
        Line("-", "Warmup"), Line("-", "- 10m 85%"), Line("+", "- 9m 85%"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("there", "here", "signs"),
    [
        ("a\nb\nc", "a\nB\nc", "-b +B"),
        ("a\nb", "a\nb\nc", "+c"),
        ("a\nb\nc", "a\nc", "-b"),
        ("", "a", "- +a"),
        ("a\na", "a", "-a"),
        ("x\nb\ny", "X\nb\nY", "-x +X -y +Y"),
    ],
)
def test_only_changed_lines_are_told(there: str, here: str, signs: str) -> None:
    assert " ".join("".join(line) for line in text(there, here)) == signs


def test_a_huge_text_is_compared_in_no_time_and_wholly_told() -> None:
    there = "\n".join(f"a{n}" for n in range(AT_ONCE * 10))
    here = "\n".join(f"b{n}" for n in range(AT_ONCE * 10))
    assert len(text(f"same\n{there}\nsame", f"same\n{here}\nsame")) == AT_ONCE * 20


@pytest.mark.parametrize(
    ("field", "plain", "words"),
    [
        ("indoor", 1, "yes"),
        ("indoor", 0, "no"),
        ("color", "", "none"),
        ("moving_time", None, "none"),
        ("tags", [], "none"),
        ("tags", ["a", "b"], "a, b"),
        ("start_date_local", "2026-12-01T06:30:00", "Tue 2026-12-01 06:30"),
        ("start_date_local", "2026-12-01T00:00:00", "Tue 2026-12-01"),
        ("moving_time", 3723, "1:02:03"),
        ("distance_target", 20000, "20000m"),
        ("icu_training_load", 40, "40"),
    ],
)
def test_a_value_is_told_in_words(field: str, plain: Any, words: str) -> None:
    assert value(field, plain) == words


class TestEdits:
    """Which of the differences the athlete made, by the mark."""

    def test_of_an_unchanged_source_all_of_them(self) -> None:
        shown = listed(gym(), name="Mine", color="blue", moving_time=1800)
        assert edited(gym(), shown) == ("name", "color", "moving_time")

    def test_beside_a_change_of_the_source_those_alone(self) -> None:
        shown = listed(event(), name="Mine", start_date_local="2026-12-02T07:00:00")
        assert edited(event(text="- 9m 85%\n"), shown) == ("start_date_local", "name")
        shown = listed(event(), description=listed(event()).description + "more")  # type: ignore[operator]
        later = replace(event(), when=dt.datetime(2026, 12, 5))
        assert edited(later, shown) == ("description",)

    def test_of_one_that_changed_on_both_sides_nothing_is_claimed(self) -> None:
        shown = listed(event(), name="Mine")
        assert edited(event(workout=replace(GYM, name="Ours")), shown) == ()

    @pytest.mark.parametrize("by", [-200, 7, 28])
    def test_a_day_that_was_edited_is_told_after_a_plan_has_moved(self, by: int) -> None:
        moved = replace(event(), when=event().when + dt.timedelta(by))
        shown = listed(event(), start_date_local="2026-12-02T18:00:00")
        assert edited(event(), shown) == edited(moved, shown) == ("start_date_local",)
        shown = listed(event(), start_date_local="2026-12-02T06:30:00", name="Mine")
        assert edited(event(), shown) == edited(moved, shown) == ("start_date_local", "name")

    def test_without_a_mark_nothing_is_claimed(self) -> None:
        shown = Listed.model_validate(payload(event()) | {"id": 7})
        assert edited(event(text="- 9m 85%\n"), shown) == ()


class TestConflict:
    """What E518 says, and what `--force` overrides."""

    def test_it_names_what_was_edited_and_what_stands_there(self) -> None:
        shown = listed(event(), name="Mine", description=f"{TEXT}- 5m 50%\n{mark(event())}")
        (conflict,) = only(event(), shown).diagnostics
        assert conflict.message == "edited on the calendar since the last push: name, text"
        assert conflict.label == "there: name `Mine`; `- 5m 50%`"

    def test_what_stands_there_is_told_briefly(self) -> None:
        shown = listed(event(), description=f"{LONG}\n{mark(event())}", name="x" * 500)
        (conflict,) = only(event(), shown).diagnostics
        assert conflict.label
        assert "`Warmup`" not in conflict.label
        assert "`- 1m 85%`, `- 2m 85%` and 27 more lines" in conflict.label
        assert len(conflict.label) < 200

    def test_a_line_that_is_gone_there_is_named(self) -> None:
        shown = listed(event(), description=f"Warmup\n{mark(event())}")
        assert standing(differences(event(), shown)) == "there: a text without `- 10m 85%`"

    @pytest.mark.parametrize(
        ("shown", "words"),
        [
            ({"paired_activity_id": "i9", "name": "x"}, ["an activity is paired with it"]),
            ({"start_date_local": "2026-11-20T06:30:00"}, ["2026-11-20, is over", "day or time"]),
            ({"name": "Mine"}, ["edited on the calendar since the last push: name"]),
            ({"start_date_local": None}, ["shows no date"]),
        ],
    )
    def test_force_names_each_protection_that_it_overrides(
        self, shown: dict[str, Any], words: list[str]
    ) -> None:
        change = only(event(day=days(3)), listed(event(day=days(3)), **shown), terms=FORCED)
        assert change.action in (Action.UPDATE, Action.MOVE)
        assert "; forced although " in change.reason
        assert [word for word in words if word not in change.reason] == []

    def test_force_into_the_past_says_so(self) -> None:
        change = only(event(day=days(-3)), terms=FORCED)
        assert change.reason == "new; forced although its day is over"
        change = only(event(day=days(-3)), listed(event()), terms=FORCED)
        assert change.reason.endswith("; forced although its new date is over")

    def test_force_without_need_says_nothing(self) -> None:
        change = only(event(text="- 9m 85%\n"), listed(event()), terms=FORCED)
        assert change.reason == "changed: text"


FORCED = replace(TERMS, force=True)


def mark(of: Event) -> str:
    """The line that an event carries since it was pushed."""
    return str(listed(of).description).rstrip().rpartition("\n")[2]
