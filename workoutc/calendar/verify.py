"""Whether the calendar shows what was sent, and understood what was meant."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from workoutc.athlete import Athlete
from workoutc.calendar.event import Event, payload
from workoutc.calendar.fields import FIELDS, differing
from workoutc.calendar.reply import Listed, held_steps
from workoutc.diagnostic import Diagnostic
from workoutc.formats.intervals.compare import differences, expected
from workoutc.model import Unit, Workout, walk
from workoutc.source import Span
from workoutc.tuples import NamedTuple


def verify(
    event: Event, shown: Listed, athlete: Athlete, clean: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """Every way in which the calendar's reading is not what was meant, at its place in the source.

    `clean` makes the server's words fit to be shown.
    """
    for field in differing(payload(event), shown):
        yield Diagnostic(
            "E515",
            f"the calendar shows another {FIELDS.get(field, field)} than was sent",
            event.workout.span,
            "was sent as written here",
            "look at the event on the calendar: somebody may have changed it in this moment; push "
            "again, and if it stays, the calendar does not keep this value",
        )
    for fault in misread(event, shown, athlete):
        yield Diagnostic(
            "E516",
            f"the calendar understood another {fault.what}",
            fault.span,
            f"meant {fault.ours}, understood {clean(fault.theirs)}",
            fault.help,
        )


REWRITE = (
    "check that the athlete has the threshold which this target goes by on the calendar, then "
    "write the step another way; do not ride it from the device as it is"
)
NO_STEPS = (
    "look at the event on the calendar: the text arrived, no step was made of it, and no device "
    "will show any; if the category is a race or a note, give the steps a workout of their own"
)


class Misread(NamedTuple):
    """One thing that the server took for another."""

    span: Span
    what: str
    ours: str
    theirs: str
    help: str = REWRITE


def misread(event: Event, shown: Listed, athlete: Athlete) -> Iterator[Misread]:
    """Each thing that was taken for another, once for each written step, however often the step is
    ridden. `athlete`: the thresholds that the text was written with; nothing is said of a workout
    that needs one which isn't known."""
    workout, held = event.workout, held_steps(shown.workout_doc or {})
    own = athlete.in_sport(workout.sport)
    if _beats(workout) and not (own.lthr or own.max_hr):
        return
    if held is None:
        yield Misread(workout.span, "workout", "steps", "no list of steps", NO_STEPS)
    elif not held and event.structured:
        yield Misread(workout.span, "workout", "steps", "a text without any", NO_STEPS)
    else:
        told = set()
        for fault in differences(expected(workout, athlete), held):
            span = fault.step.span if fault.step else workout.span
            if (span, fault.what) not in told:
                told.add((span, fault.what))
                what = WORDS.get(fault.what, fault.what)
                yield Misread(span, what, _words(fault.ours), _words(fault.theirs))


def _beats(workout: Workout) -> bool:
    """Whether a target is in beats a minute, which the calendar holds as percentages."""
    return any(step.hr is not None and step.hr.unit is Unit.BPM for step in walk(workout.items))


WORDS = {
    "text": "label",
    "hr": "heart rate",
    "hidepower": "hiding of power",
    "until_lap_press": "end of a step (press lap)",
}
"""Keys of a `workout_doc` by the words of the source, where those differ."""


def _words(value: object) -> str:
    match value:
        case None | "" | False:
            return "nothing"
        case True:
            return "yes"
        case {"units": units, "start": start, "end": end}:
            return f"{_words(start)}-{_words(end)} {units}"
        case {"units": units, "value": number}:
            return f"{_words(number)} {units}"
        case {"duration": seconds}:
            return f"a step of {_words(seconds)} s"
        case {"distance": metres}:
            return f"a step of {_words(metres)} m"
        case Mapping():
            return "a step"
        case int() | float() | Decimal():
            return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
        case _:
            return f"`{value}`"
