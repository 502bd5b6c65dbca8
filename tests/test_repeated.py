"""What is kept is what would be made anew: at any place, for anybody, and not too much of it."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import AWKWARD, THOROUGH, workouts
from tests.test_properties import texts
from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.formats.intervals.labels import safe_label, survives
from workoutc.model import Workout
from workoutc.parse import by_tables, words
from workoutc.repeated import repeated

PARTS = (
    "Warmup\n- 10m ramp 50-75%",
    "Warmup\n- 10m ramp 50-75%\n- Quick 30s 150%",
    "- 5m 150bpm",
    '- "rmap" 20m 50-70%',
    "- rmap 20m 50-70%",
    "3x\n- Hard 5 5m 110%\n- 2m 50% 300rpm",
    "> Hold it.",
    "Main 2x\n> Easy\n- 8x (30s 120%, 30s 50%)\n  - 1m 40%",
    "- 1h 130%\n  @ 2h \"late\"",
    "prose of some kind",
    "Cooldown\n- 400mtr Z2 HR\n  - 5m 50%",
    "- Ride 30 1h freeride\n- 10m 250w press lap",
)  # fmt: skip
ATHLETES = (Athlete(), Athlete(ftp=Decimal(250)), Athlete(lthr=Decimal(170)))


@THOROUGH
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5), st.sampled_from(ATHLETES))
def test_known_parts_mean_at_any_place_what_they_mean_at_first(
    parts: list[str], athlete: Athlete
) -> None:
    """Behind a comment that no other text has, every passage stands at a place of its own."""
    text = "\n\n".join(parts)
    again, moved = compile(text, athlete=athlete), compile(f"# x\n\n{text}", athlete=athlete)
    assert [d.span.shifted(5) for d in again.diagnostics] == [d.span for d in moved.diagnostics]
    assert again.workouts == moved.workouts
    for one, other in zip(again.workouts, moved.workouts, strict=True):
        first, second = write(one, athlete=athlete), write(other, athlete=athlete)
        assert first.content == second.content
        assert [d.span.shifted(5) for d in first.lost] == [d.span for d in second.lost]


@THOROUGH
@given(texts)
def test_a_text_is_compiled_the_same_a_second_and_a_third_time(text: str) -> None:
    first, second, third = compile(text), compile(text), compile(text)
    assert first == second == third
    assert repr(first.workouts) == repr(second.workouts) == repr(third.workouts)


@THOROUGH
@given(workouts())
def test_a_workout_is_written_the_same_a_second_and_a_third_time(workout: Workout) -> None:
    first, second, third = write(workout), write(workout), write(workout)
    assert first == second == third


labels = st.lists(
    st.sampled_from((*AWKWARD, "Use", "use", "Power", "hour", "m", "km", "x", "zone", "7")),
    min_size=1,
    max_size=4,
).map(" ".join)


@THOROUGH
@given(labels)
def test_a_label_of_plain_words_survives(label: str) -> None:
    safe = safe_label(label)
    assert survives(safe)
    assert safe_label(safe) == safe


@THOROUGH
@given(st.lists(st.sampled_from((*AWKWARD, ",", ";", '"x"', '"', " ")), max_size=10).map("".join))
def test_a_row_of_words_is_what_the_tables_make_of_it(text: str) -> None:
    assert words("item", text) == by_tables("item", text)


@THOROUGH
@given(
    st.lists(st.sampled_from((*AWKWARD, "3x", "3 x", "x", "×", "(", " ")), max_size=8).map("".join)
)
def test_a_row_of_a_heading_is_what_the_tables_make_of_it(text: str) -> None:
    assert words("heading", text) == by_tables("heading", text)


CUES = (*AWKWARD, "-", "–", "−", " ", "7", "1m", '"go"', '"', ",", "(", ")", "1:00", "-1", "@", "x")


@THOROUGH
@given(st.lists(st.sampled_from(CUES), max_size=8).map("".join))
def test_a_row_of_a_cue_is_what_the_tables_make_of_it(text: str) -> None:
    assert words("cue", text) == by_tables("cue", text)


def test_a_result_is_kept_from_the_second_time_on() -> None:
    calls: list[str] = []

    @repeated(10)
    def upper(text: str) -> str:
        calls.append(text)
        return text.upper()

    assert [upper("a"), upper("a"), upper("a"), upper("a")] == ["A"] * 4
    assert calls == ["a", "a"]


def test_what_may_not_be_kept_is_made_anew() -> None:
    calls: list[str] = []

    @repeated(10, only=str.isalpha)
    def same(text: str) -> str:
        calls.append(text)
        return text

    assert [same("1") for _ in range(4)] == ["1"] * 4
    assert calls == ["1"] * 4


def test_equal_hashes_are_no_equal_arguments() -> None:
    @repeated(10)
    def number(value: int) -> int:
        return value

    assert hash((-1,)) == hash((-2,))
    assert [number(value) for value in (-1, -1, -2, -2, -1)] == [-1, -1, -2, -2, -1]


def test_no_more_is_kept_than_may_be() -> None:
    calls: list[int] = []

    @repeated(3)
    def same(value: int) -> int:
        calls.append(value)
        return value

    for value in (0, 0, 1, 2, 3, 0):
        same(value)
    assert calls == [0, 0, 1, 2, 3, 0]
