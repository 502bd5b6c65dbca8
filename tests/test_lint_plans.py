"""Advice on plans: what a coach would ask, and what a coach would not."""

from decimal import Decimal

import pytest

from tests.given import compiled
from workoutc.athlete import Athlete
from workoutc.compiler import compile

EASY = "workout: Easy\nid: easy\nwith: time = 1h\n- {time} 60%\n\n"
HARD = "workout: Hard\nid: hard\nwith: at = 95%\n- 3x (12m {at}, 4m 55%)\n\n"
PLAN = EASY + HARD + "plan: P\nstart: 2027-01-04\n"


def codes(plan: str, words: str = "") -> list[str]:
    return [d.code for d in compiled(PLAN + plan, words).diagnostics]


def test_two_hard_days_in_a_row_also_across_a_weekend() -> None:
    assert codes("week 1\ntue: hard\nwed: hard\nfri: easy\n") == ["W353"]
    assert codes("week 1-3\nmon: hard\nsun: hard\n") == ["W353"]
    assert codes("week 1\ntue: hard\nwed: easy\nthu: hard\n") == []
    assert codes('week 1\nsat: hard\nsun: race C "R"\n') == ["W353"]
    assert codes('week 1\nsat: race C "R"\nsun: race C "S"\n') == []


@pytest.mark.parametrize(
    ("at", "words", "hard"),
    [
        ("88%", "", False),
        ("88-95%", "", False),
        ("91%", "", True),
        ("Z3", "", False),
        ("Z4", "", True),
        ("240w", "ftp=250", True),
        ("200w", "ftp=250", False),
        ("240w", "", False),
        ("96% LTHR", "", True),
        ("90% LTHR", "", False),
        ("165bpm", "lthr=170", True),
        ("140bpm", "lthr=170", False),
    ],
)
def test_a_day_is_hard_from_threshold_on(at: str, words: str, hard: bool) -> None:
    days = f"week 1\ntue: hard(at = {at})\nwed: hard(at = {at})\n"
    text = (PLAN + days).replace("at = 95%", f"at = {at}", 1)
    found = [d.code for d in compiled(text, words).diagnostics if d.code == "W353"]
    assert found == (["W353"] if hard else [])


def test_a_few_hard_minutes_make_no_hard_day() -> None:
    text = PLAN.replace("12m", "3m") + "week 1\ntue: hard\nwed: hard\n"
    assert compiled(text).diagnostics == ()


def weeks(*hours: str) -> str:
    each = (f"week {n}\nthu: easy(time = {time})\n" for n, time in enumerate(hours, 1))
    return "".join(each)


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (("4h", "5h"), []),
        (("4h", "5h30m"), ["W354"]),
        (("1h", "1h50m"), []),
        (("5h", "2h30m", "5h30m"), []),
        (("2h", "4h", "7h"), ["W354", "W354"]),
        (("8h", "2h", "2h", "2h", "2h", "8h"), ["W354"]),
    ],
)
def test_a_week_grows_beside_the_largest_of_the_last_four(
    hours: tuple[str, ...], told: list[str]
) -> None:
    assert codes(weeks(*hours)) == told


def test_a_session_of_unknown_length_makes_its_week_unknown() -> None:
    run = "workout: R\nsport: Run\n- 9km Z2 Pace\n\n"
    plan = "plan: P\nstart: 2027-01-04\n" + weeks("2h", "8h") + "sat: r\n"
    assert "W354" not in [d.code for d in compiled(EASY + run + plan).diagnostics]


def test_a_week_with_an_a_race_is_a_light_one() -> None:
    race = 'sun: race A "R"\n'
    assert codes(weeks("5h", "5h", "4h") + race) == ["W355"]
    assert codes(weeks("5h", "5h", "2h") + race) == []
    assert codes(weeks("5h", "5h", "5h") + race.replace(" A", " B")) == []
    assert codes(weeks("5h", "5h", "4h") + race.replace("sun", "wed")) == []
    assert codes(weeks("4h") + race) == []


def test_nothing_is_advised_of_a_plan_with_an_error() -> None:
    assert codes("week 1\ntue: hard\nwed: hard\nthu: gone\n") == ["E270"]


def test_weeks_are_weighed_by_their_load_where_it_is_known() -> None:
    sessions = EASY + "workout: Steady\n- 4h 75%\n\n"
    plan = "plan: P\nstart: 2027-01-04\nweek 1\nthu: easy(time = 4h)\nweek 2\nthu: steady\n"
    assert "W354" not in [d.code for d in compile(sessions + plan).diagnostics]
    found = compile(sessions + plan, athlete=Athlete(ftp=Decimal(250))).diagnostics
    assert [d.label for d in found if d.code == "W354"] == [
        "a load of 226 after at most a load of 144"
    ]
