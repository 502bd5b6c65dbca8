"""Several workouts as one text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workoutc.formats.intervals.spell import duration, length
from workoutc.model import Workout
from workoutc.source import Source


class Built(NamedTuple):
    """A workout, the source it stands in, and what a format made of it."""

    workout: Workout
    source: Source
    content: str


def stream(built: Sequence[Built], to: str) -> str:
    """One workout as it is; several as an array, or as a source that compiles to all of them."""
    if len(built) == 1:
        return built[0].content
    if to == "intervals":
        return "\n".join("\n".join([*fields(b.workout), "", b.content]) for b in built)
    inner = ",\n".join(b.content.rstrip("\n") for b in built)
    return f"[\n{inner}\n]\n" if built else "[]\n"


def fields(workout: Workout) -> Iterator[str]:
    """What native text has no place for: the fields of a workout, those it doesn't leave at their
    defaults. The pool length is not among them, as it stands in the text."""
    yield f"workout: {workout.name}"
    yield f"id: {workout.identity}"
    yield f"sport: {workout.sport}"
    for name, value in _further(workout).items():
        if value:
            yield f"{name}: {value}"


def _further(workout: Workout) -> dict[str, str]:
    """Further fields by name, empty where nothing was said."""
    time = f" {workout.time:%H:%M}" if workout.time else ""
    indoor = {None: "", True: "yes", False: "no"}[workout.indoor]
    return {
        "date": f"{workout.date}{time}" if workout.date else "",
        "tags": ", ".join(workout.tags),
        "indoor": indoor,
        "target": workout.target.lower() if workout.target != "AUTO" else "",
        "duration": duration(workout.duration) if workout.duration is not None else "",
        "distance": length(workout.distance) if workout.distance else "",
        "load": "" if workout.load is None else str(workout.load),
        "color": workout.color or "",
        "category": workout.category if workout.category != "WORKOUT" else "",
    }
