"""Formats that a workout can be written to or read from."""

from collections.abc import Callable
from typing import TypeAlias

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.doc import write as write_doc
from workoutc.formats.emission import Emission
from workoutc.formats.events import as_json, ics
from workoutc.formats.intervals.write import write as write_intervals
from workoutc.formats.model_json import write as write_json
from workoutc.model import Workout

Writer: TypeAlias = Callable[[Workout, Athlete], Emission]

FORMATS: dict[str, Writer] = {
    "intervals": write_intervals,
    "doc": write_doc,
    "json": write_json,
    "events": as_json.write,
    "ics": ics.write,
}
"""What a workout can be written to, by the name of `build --to`."""


def write(workout: Workout, to: str = "intervals", athlete: Athlete = UNKNOWN) -> Emission:
    """The workout in a format of `FORMATS`; raises `KeyError` for an unknown one.

    What the format can't hold is told in the emission's `lost`, at the step that lost it.
    """
    return FORMATS[to](workout, athlete)
