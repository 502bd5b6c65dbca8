"""Which sessions a format is for."""

from workoutc.formats import FORMATS
from workoutc.formats.fitting import NAMES

WHOLE = {"intervals", "doc", "json", "events", "ics"}
"""Formats that hold what has no steps as well."""


def test_each_format_is_of_steps_or_holds_all() -> None:
    """A new one must be one or the other: else the notes of a plan forbid to write its workouts."""
    assert set(FORMATS) == NAMES.keys() | WHOLE
    assert not NAMES.keys() & WHOLE
