"""A workout as it is ridden: one step after the other, with all that is said on the way."""

from collections.abc import Iterator
from fractions import Fraction

from workoutc.formats.intervals import spell
from workoutc.formats.targets import Thresholds
from workoutc.load.pace import seconds_for, speed_of
from workoutc.model import Cue, Item, Note, Repeat, Section, Step, Time, ends
from workoutc.sports import Kind, Sport
from workoutc.tuples import NamedTuple
from workoutc.units import flag_of

SPEEDS = {
    Kind.RUN: Fraction(25, 9), Kind.SWIM: Fraction(5, 6), Kind.ROW: Fraction(100, 27),
    Kind.WALK: Fraction(25, 18), Kind.SKI: Fraction(25, 9), Kind.OTHER: Fraction(25, 9),
}  # fmt: skip
"""Metres a second where the load knows none, as it does on a bike: 10 km/h on foot or on skis, 5
km/h walking, 2:00/100m in the water, 2:15/500m in a boat."""


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
    """How long a step takes; a distance as the load has it, else at a usual speed.

    At least one second.
    """
    if isinstance(step.length, Time):
        return step.length.seconds
    metres, kind, athlete = Fraction(step.length.metres), known.kind, known.athlete
    sport = Sport("", kind, known.default_pace)
    fast = speed_of(step.pace, sport, athlete) if step.pace else None
    seconds = seconds_for(metres, fast, kind, athlete)
    return max(1, int(metres / SPEEDS[kind]) if seconds is None else seconds)
