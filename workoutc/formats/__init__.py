"""Formats that a workout can be written to or read from."""

from importlib import import_module
from typing import Any, Literal, TypeAlias, overload

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.doc import write as write_doc
from workoutc.formats.emission import Binary, Emission, Reader, Text, Writer
from workoutc.formats.events import as_json, ics
from workoutc.formats.intervals.write import write as write_intervals
from workoutc.formats.model_json import write as write_json
from workoutc.model import Workout

TextFormat: TypeAlias = Literal[
    "intervals", "doc", "json", "zwo", "erg", "mrc", "csv", "svg", "events", "ics"
]


def _later(module: str, name: str) -> Any:
    """What a module of this folder offers; it is loaded when it is used for the first time."""

    def used(*given: Any) -> Any:
        return getattr(import_module(f"workoutc.formats.{module}"), name)(*given)

    return used


FORMATS: dict[str, Writer] = {
    "intervals": write_intervals,
    "doc": write_doc,
    "json": write_json,
    "zwo": _later("zwo.write", "write"),
    "erg": _later("erg.write", "write_erg"),
    "mrc": _later("erg.write", "write_mrc"),
    "fit": _later("fit.write", "write"),
    "csv": _later("rows", "write"),
    "svg": _later("drawn", "write_svg"),
    "png": _later("drawn", "write_png"),
    "events": as_json.write,
    "ics": ics.write,
}
"""What a workout can be written to, by the name of `build --to`."""

READERS: dict[str, Reader] = {
    "intervals": _later("intervals.session", "read"),
    "zwo": _later("zwo.read", "read"),
    "erg": _later("erg.read", "read"),
    "mrc": _later("erg.read", "read"),
    "fit": _later("fit.read", "read"),
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
