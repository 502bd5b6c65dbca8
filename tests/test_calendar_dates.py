"""Days as people name them."""

import datetime as dt

import pytest

from workoutc.calendar.dates import WEEKDAYS, day

MONDAY = dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-12-01", dt.date(2026, 12, 1)),
        ("2020-02-29", dt.date(2020, 2, 29)),
        ("today", MONDAY),
        ("Tomorrow", dt.date(2026, 12, 1)),
        ("tuesday", dt.date(2026, 12, 1)),
        ("SUNDAY", dt.date(2026, 12, 6)),
        ("monday", dt.date(2026, 12, 7)),
    ],
)
def test_days(text: str, date: dt.date) -> None:
    assert day(text, MONDAY) == date


@pytest.mark.parametrize("start", range(7))
def test_a_weekday_is_always_one_to_seven_days_ahead(start: int) -> None:
    today = MONDAY + dt.timedelta(start)
    ahead = [today + dt.timedelta(n) for n in range(1, 8)]
    assert [day(WEEKDAYS[date.weekday()], today) for date in ahead] == ahead


@pytest.mark.parametrize("text", ["", "mon", "yesterday", "1.12.2026", "20261201", "2026-W49-2"])
def test_what_is_no_day_is_told_what_is(text: str) -> None:
    with pytest.raises(ValueError, match="today, tomorrow, or a weekday"):
        day(text, MONDAY)


def test_a_day_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="not in the calendar"):
        day("2026-02-29", MONDAY)
