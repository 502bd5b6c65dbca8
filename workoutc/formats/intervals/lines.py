"""A step as a line of Intervals.icu's text, proved by reading it back.

Lines differ more than their pieces do. A plain label in front of a length in front of what to hold
mean the same to the server in any combination, so each is spelled and proved once.
"""

from collections.abc import Iterator

from workoutc.formats.intervals import lost, spell
from workoutc.formats.intervals.compare import reads_back
from workoutc.formats.intervals.labels import has_no_effect, label_of, respelled
from workoutc.model import Intensity, Length, Step, Target, Time
from workoutc.repeated import repeated
from workoutc.tuples import NamedTuple


class Line(NamedTuple):
    """A step's line. `doubtful`: there is something to say about it. `proved`: it reads back as
    the step."""

    text: str
    doubtful: bool
    proved: bool


SOME = Time(600)
"""A length for what to hold when it is read without its own."""

_BARE, _BEFORE_AIMS = len("- "), len("- 10m")


@repeated(8192)
def line_of(step: Step, head: str, marked: Intensity | None, sport: str) -> Line:
    """`head`: the label of a repeat without a line of its own, which the step begins. `marked`: the
    intensity that the heading above gives the step already."""
    label = step.label
    if not head and step.rpe is None and has_no_effect(label):
        length, aims = _length(step.length), _aims(_with(step, SOME), marked, sport)
        if length.proved and aims.proved:
            words = f"- {label} {length.text}" if label else f"- {length.text}"
            return Line(words + aims.text, aims.doubtful, True)
    return as_a_whole(step, head, marked, sport)


def as_a_whole(step: Step, head: str, marked: Intensity | None, sport: str) -> Line:
    """The line of a step whose pieces may mean something else together."""
    words = ["-", label_of(step, head), spell.length(step.length), *_aims_of(step, marked)]
    text = " ".join([word for word in words if word])
    doubtful = respelled(step, head) is not None or any(True for _ in lost.doubts(step))
    return Line(text, doubtful, reads_back(step, text, sport, marked))


@repeated(8192)
def _length(length: Length) -> Line:
    line = as_a_whole(Step(length), "", None, "Ride")
    return line._replace(text=line.text[_BARE:])


@repeated(8192)
def _aims(step: Step, marked: Intensity | None, sport: str) -> Line:
    line = as_a_whole(step, "", marked, sport)
    return line._replace(text=line.text[_BEFORE_AIMS:])


def _with(step: Step, length: Length) -> Step:
    """The step at another length, without a label or cues."""
    return Step(
        length, "", step.power, step.hr, step.pace, step.cadence, None, step.freeride,
        step.maxeffort, step.hide_power, step.press_lap, step.intensity,
    )  # fmt: skip


def _aims_of(step: Step, marked: Intensity | None) -> Iterator[str]:
    """The shape, what to hold, the flags: in the order that never cuts a label."""
    yield "ramp" if step.ramp else ""
    yield "freeride" if step.freeride else ""
    yield "maxeffort" if step.maxeffort else ""
    for target in (step.power, step.hr, step.pace, step.cadence):
        yield spell.target(target) if target else ""
    yield "hidepower" if step.hide_power else ""
    if step.intensity is not None and step.intensity is not marked:
        yield f"intensity={step.intensity}"
    yield _average("power", step.power)
    yield _average("hr", step.hr)
    # At the very end it is not part of the label.
    yield "press lap" if step.press_lap else ""


def _average(name: str, target: Target | None) -> str:
    return f"{name}={target.average}" if target and target.average else ""
