"""Did you mean."""

import pytest

from workoutc.suggest import nearest

FIELDS = ("workout", "sport", "date", "id", "tags", "target", "duration", "distance")


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("sprot", "sport"),
        ("sprt", "sport"),
        ("Sports", "sport"),
        ("dtae", "date"),
        ("TAGS", "tags"),
        ("duratoin", "duration"),
        ("distnace", "distance"),
        ("wrkotu", "workout"),
    ],
)
def test_a_slip_leads_to_the_word(slip: str, meant: str) -> None:
    assert nearest(slip, FIELDS) == [meant]


@pytest.mark.parametrize("word", ["", "xx", "colour", "repetitions", "tr", "x" * 100_000])
def test_another_word_leads_nowhere(word: str) -> None:
    assert nearest(word, FIELDS) == []


def test_a_swap_is_one_slip() -> None:
    assert nearest("hte", ["the"]) == ["the"]
    assert nearest("hxe", ["the"]) == []


def test_a_short_word_allows_no_slip_but_case() -> None:
    assert nearest("hx", ["hr"]) == []
    assert nearest("HR", ["hr"]) == ["hr"]


def test_longer_words_allow_more_slips() -> None:
    assert nearest("thresold_pcae", ["threshold_pace"]) == ["threshold_pace"]
    assert nearest("tresold_pcaexx", ["threshold_pace"]) == []


def test_the_nearest_come_first_then_the_alphabet() -> None:
    assert nearest("easu", ["east", "ease", "easy", "eas"], most=9) == [
        "eas",
        "ease",
        "east",
        "easy",
    ]
    assert nearest("warmups", ["warmdown", "warmups2", "warmup"], most=2) == ["warmup", "warmups2"]


def test_the_order_of_the_candidates_makes_no_difference() -> None:
    names = ["easy", "east", "ease"]
    assert nearest("eas", names, most=3) == nearest("eas", reversed(names), most=3)


def test_two_asked_for_tell_whether_one_is_alone() -> None:
    assert nearest("tags_", FIELDS, most=2) == ["tags"]
    assert nearest("fix", ["fit", "fin"], most=2) == ["fin", "fit"]


def test_equal_candidates_are_one() -> None:
    assert nearest("sprt", ["sport", "sport"], most=2) == ["sport"]
