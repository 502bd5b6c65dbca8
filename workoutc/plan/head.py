"""The fields above a plan: which of its events have them, and which have nobody."""

from collections.abc import Iterable, Iterator, Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.model import Entry, Workout
from workoutc.plan import misfits
from workoutc.records import dataclass, replace
from workoutc.regex import regex
from workoutc.resolve.fields import READERS
from workoutc.reuse.outline import Line
from workoutc.source import Span

OF_EVENTS = frozenset({"tags", "color"})
"""What any event of the calendar has."""

OF_RACES = OF_EVENTS | {"sport", "indoor", "target", "duration", "distance", "load"}
"""What else an event has that is ridden, run or swum, and has no steps."""

_FIELD = regex(r"[ \t]*([A-Za-z]+)(?:[ ]+length)?[ \t]*:")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first workout or plan, as the workout that it would make by itself;
    `fields`: the names of it, and where they stand."""

    workout: Workout
    fields: tuple[tuple[str, Span], ...] = ()

    def occasion(self, text: str, name: str, category: str, sport: str | None) -> Workout:
        """A note, a race or a holiday; `sport`: of a race that says its own."""
        head = self.workout
        made = Workout(text, name, sport or head.sport, category=category)
        made = replace(made, tags=head.tags, color=head.color)
        if not made.is_race:
            return made
        return replace(
            made,
            indoor=head.indoor,
            target=head.target,
            duration=head.duration,
            distance=head.distance,
            load=head.load,
        )

    def marked(self, workout: Workout) -> Workout:
        """A workout of another file, with the marks of this one where it has none."""
        tags, color = workout.tags or self.workout.tags, workout.color or self.workout.color
        return replace(workout, tags=tags, color=color)

    def idle(self, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
        """The fields that no event of the plans has, of a file without workouts of its own."""
        races = any(entry.workout.is_race for entry in entries if not entry.template)
        reached = OF_RACES if races else OF_EVENTS if entries else frozenset()
        for name, span in self.fields:
            if name not in reached:
                yield misfits.idle_field(span, name, race=name in OF_RACES)


def fields_of(lines: Iterable[Line]) -> tuple[tuple[str, Span], ...]:
    """The names of the fields that lines hold, and where they stand."""
    found = ((line, _FIELD.match(line.text)) for line in lines)
    named = ((m[1].lower(), line.at(*m.span(1))) for line, m in found if m)
    # An `id:` is nobody's above the first workout, which is told already.
    return tuple((name, span) for name, span in named if name in READERS and name != "id")
