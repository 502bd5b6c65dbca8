"""Days as people name them on the command line."""

import datetime as dt
import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALLOWED = "write a date (2026-12-01), today, tomorrow, or a weekday (monday … sunday: the next one)"


def day(text: str, today: dt.date) -> dt.date:
    """The date of `2026-12-01`, `today`, `tomorrow` or a weekday, in any case.

    A weekday is the next one, strictly after today: `monday` said on a Monday is in a week, since
    for the same day there is `today`. Raises ValueError, whose text is meant for people.
    """
    word = text.strip().lower()
    if word in ("today", "tomorrow"):
        return today + dt.timedelta(days=("today", "tomorrow").index(word))
    if word in WEEKDAYS:
        ahead = (WEEKDAYS.index(word) - today.weekday() - 1) % 7 + 1
        return today + dt.timedelta(days=ahead)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        raise ValueError(f"`{text}` is no day: {ALLOWED}")
    try:
        return dt.date.fromisoformat(word)
    except ValueError:
        message = f"`{text}` is not in the calendar: {ALLOWED}"
    raise ValueError(message)
