"""The fields of a workout as lines of source."""

from collections.abc import Iterator

from workoutc.formats.intervals.spell import duration, length, plain
from workoutc.model import Workout


def fields(workout: Workout) -> Iterator[str]:
    """The lines of the fields that a workout doesn't leave at their defaults. The pool length isn't
    among them, as it stands in the text."""
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
        "peak": f"{plain(workout.peak)}%" if workout.peak is not None else "",
        "duration": duration(workout.duration) if workout.duration is not None else "",
        "distance": length(workout.distance) if workout.distance else "",
        "load": "" if workout.load is None else str(workout.load),
        "color": workout.color or "",
        "category": workout.category if workout.category != "WORKOUT" else "",
    }
