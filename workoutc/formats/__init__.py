"""Formats that a workout can be written to or read from."""

from typing import Literal, TypeAlias, overload

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Binary, Emission, Reader, Text, Writer
from workoutc.formats.intervals.write import write as write_intervals
from workoutc.formats.later import later
from workoutc.model import Workout

TextFormat: TypeAlias = Literal[
    "intervals", "doc", "json", "zwo", "erg", "mrc", "csv", "svg", "events", "ics"
]


FORMATS: dict[str, Writer] = {
    "intervals": write_intervals,
    "doc": later("doc", "write"),
    "json": later("model_json", "write"),
    "zwo": later("zwo.write", "write"),
    "erg": later("erg.write", "write_erg"),
    "mrc": later("erg.write", "write_mrc"),
    "fit": later("fit.write", "write"),
    "csv": later("rows", "write"),
    "svg": later("drawn", "write_svg"),
    "png": later("drawn", "write_png"),
    "events": later("events.as_json", "write"),
    "ics": later("events.ics", "write"),
}
"""What a workout can be written to, by the name of `build --to`."""

READERS: dict[str, Reader] = {
    "intervals": later("intervals.session", "read"),
    "zwo": later("zwo.read", "read"),
    "erg": later("erg.read", "read"),
    "mrc": later("erg.read", "read"),
    "fit": later("fit.read", "read"),
}
"""What a workout can be read from, by the name of `--from`."""

SUFFIXES = {
    "intervals": ".txt", "doc": ".json", "json": ".json", "zwo": ".zwo", "erg": ".erg",
    "mrc": ".mrc", "fit": ".fit", "csv": ".csv", "svg": ".svg", "png": ".png", "events": ".json",
    "ics": ".ics",
}  # fmt: skip
"""What the files of each format are called."""


@overload
def write(workout: Workout, to: TextFormat = "intervals", athlete: Athlete = UNKNOWN) -> Text: ...
@overload
def write(workout: Workout, to: Literal["fit", "png"], athlete: Athlete = UNKNOWN) -> Binary: ...
@overload
def write(workout: Workout, to: str, athlete: Athlete = UNKNOWN) -> Text | Binary: ...
def write(workout: Workout, to: str = "intervals", athlete: Athlete = UNKNOWN) -> Text | Binary:
    """The workout in a format of `FORMATS`; raises `KeyError` for an unknown one.

    What the format can't hold is told in the emission's `lost`, at the step that lost it.
    """
    return FORMATS[to](workout, athlete)


__all__ = ["FORMATS", "READERS", "SUFFIXES", "Emission", "write"]
