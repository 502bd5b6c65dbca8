"""Several workouts as one text."""

from collections.abc import Sequence
from typing import NamedTuple

from workoutc.formats.events import JOINED
from workoutc.formats.source import fields
from workoutc.model import Workout
from workoutc.source import Source


class Built(NamedTuple):
    """A workout, the source it stands in, and what a format made of it."""

    workout: Workout
    source: Source
    content: str


def stream(built: Sequence[Built], to: str) -> str:
    """One workout as it is; several as an array, as one document of events, or as a source that
    compiles to all of them."""
    if to in JOINED:
        return JOINED[to]([b.content for b in built])
    if len(built) == 1:
        return built[0].content
    if to == "intervals":
        return "\n".join("\n".join([*fields(b.workout), "", b.content]) for b in built)
    inner = ",\n".join(b.content.rstrip("\n") for b in built)
    return f"[\n{inner}\n]\n" if built else "[]\n"
