"""A workout as it is ridden: one step after the other, with all that is said on the way."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from workoutc.formats.intervals import spell
from workoutc.formats.targets import Missing, Thresholds, metres_a_second, middle
from workoutc.model import Cue, Item, Note, Ramp, Repeat, Section, Steady, Step, Time, ends
from workoutc.sports import Kind
from workoutc.units import flag_of

SPEEDS = {
    Kind.RIDE: "8.3333", Kind.RUN: "2.7778", Kind.SWIM: "0.8333", Kind.ROW: "3.7037",
    Kind.WALK: "1.3889", Kind.SKI: "2.7778", Kind.OTHER: "2.7778",
}  # fmt: skip
"""Metres a second where nothing better is known: 30 km/h on a bike (Intervals.icu's own), 10 km/h
on foot or on skis, 5 km/h walking, 2:00/100m in the water, 2:15/500m in a boat."""


class Ridden(NamedTuple):
    """One ridden step. `titles`: headings it stands under, the outermost first; `begins`: those of
    them that begin with it. `notes`: what stands above it. `passes`: (k, n) of each repeat around
    it."""

    step: Step
    titles: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    passes: tuple[tuple[int, int], ...] = ()


def ridden(items: tuple[Item, ...]) -> Iterator[Ridden]:
    """Every ridden step in order, lazily."""
    yield from _Road().steps(items, (), ())


class _Road:
    """What was passed and not yet told to a step."""

    def __init__(self) -> None:
        self.begins: list[str] = []
        self.notes: list[str] = []

    def steps(
        self, items: tuple[Item, ...], titles: tuple[str, ...], passes: tuple[tuple[int, int], ...]
    ) -> Iterator[Ridden]:
        for item in items:
            match item:
                case Step():
                    yield Ridden(item, titles, tuple(self.begins), tuple(self.notes), passes)
                    self.begins, self.notes = [], []
                case Note(text):
                    self.notes.append(text)
                case Section(title, inner):
                    yield from self.steps(inner, self._below(title, titles), passes)
                case Repeat(count, inner, label):
                    below = self._below(label, titles)
                    for k in range(count):
                        yield from self.steps(inner, below, (*passes, (k + 1, count)))

    def _below(self, title: str, titles: tuple[str, ...]) -> tuple[str, ...]:
        if not title:
            return titles
        self.begins.append(title)
        return (*titles, title)


def notes(items: tuple[Item, ...]) -> list[str]:
    """All paragraphs of a workout, each once."""
    found: list[str] = []
    for item in items:
        match item:
            case Note(text):
                found.append(text)
            case Section(items=inner) | Repeat(items=inner):
                found += notes(inner)
            case Step():
                pass
    return found


def words(step: Step, begins: tuple[str, ...] = ()) -> str:
    """What is said of a step at its start: the headings that begin with it, its label, its RPE."""
    titles = [" ".join(title.split()) for title in begins if flag_of(title) is None]
    label = [" ".join(step.label.split())] if step.label.strip() else []
    feel = ["RPE " + "-".join(map(spell.plain, ends(step.rpe)))] if step.rpe else []
    said = " ".join([*label, *feel])
    return ": ".join(filter(None, (" · ".join(filter(None, titles)), said)))


def cue_at(cue: Cue, seconds: int) -> int:
    """Seconds into a step of this length at which a cue comes."""
    return max(0, min(seconds, cue.at if cue.at >= 0 else seconds + cue.at))


def seconds_of(step: Step, known: Thresholds) -> int:
    """How long a step takes; a distance at its pace, else at threshold pace, else at a usual speed.

    At least one second.
    """
    if isinstance(step.length, Time):
        return step.length.seconds
    speed = _speed(step, known) or known.pace or Decimal(SPEEDS[known.kind])
    return max(1, int((step.length.metres / speed).quantize(Decimal(1), ROUND_HALF_UP)))


def _speed(step: Step, known: Thresholds) -> Decimal | None:
    level = metres_a_second(step.pace, known) if step.pace else Missing.NOTHING
    if isinstance(level, Missing):
        return None
    match middle(level):
        case Steady(value):
            return value or None
        case Ramp(start, end):
            return (start + end) / 2 or None
        case _:
            return None
