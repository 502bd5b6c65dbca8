"""The `workout_doc` that Intervals.icu makes of the emitted text, as JSON."""

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read
from workoutc.formats.intervals.write import write as write_intervals
from workoutc.model import Workout


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """The server's own keys (`steps`, `duration` in seconds, `distance` in metres …)."""
    native = write_intervals(workout, athlete)
    doc = read(native.content, workout.sport, athlete)
    return Emission(dumps(doc, indent=2) + "\n", native.lost)
