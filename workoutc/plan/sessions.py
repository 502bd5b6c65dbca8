"""The workouts that a plan names, each written out and read once for what it is given."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic, Note
from workoutc.expression import Quantity, Value
from workoutc.expression.values import COUNT
from workoutc.model import Workout
from workoutc.plan import misfits
from workoutc.plan.faults import stray_words
from workoutc.plan.written import Session, Words
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.resolve.fields import slug
from workoutc.reuse.book import Book, Shelved
from workoutc.reuse.compiling import Reader, understood
from workoutc.reuse.expand import page_of
from workoutc.reuse.scope import Inner, Names
from workoutc.reuse.sheet import Told, Use
from workoutc.reuse.writing import arguments
from workoutc.source import Span
from workoutc.suggest import nearest
from workoutc.units import STEP_OPENING

Scope: TypeAlias = Mapping[str, Value | None]
_WEEK = regex(r"\bweek\b")


@dataclass(slots=True)
class Sessions:
    """What was made so far. `told`: where faults come from that are told already. `known`: what
    came of a call as it is written; `made`: of a workout and its values."""

    book: Book
    reader: Reader
    told: set[tuple[str, str, int]]
    found: list[Diagnostic] = field(default_factory=list)
    known: dict[tuple[str, str, int], Workout] = field(default_factory=dict)
    made: dict[tuple[str, frozenset[tuple[str, Value]]], Workout | None] = field(
        default_factory=dict
    )
    defaults: dict[str, tuple[Names, dict[str, Value | None]]] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    """Workouts of included files that have a default without a value, which is told."""

    @classmethod
    def of(cls, book: Book, reader: Reader, found: Sequence[Diagnostic]) -> "Sessions":
        """None yet. `found`: what is known to be wrong with the workouts as they stand."""
        return cls(book, reader, {(d.code, book.source.name, d.span.start) for d in found})

    def scope(self, week: int | None = None, names: Names | None = None) -> Scope:
        """The names that may stand in a hole of a plan: those of the file, and below the heading of
        a week its number. `names`: those of a workout's sport."""
        names = self.book.names_of(self.book.setting.sport) if names is None else names
        if week is None:
            return names
        return Inner({"week": Quantity(COUNT, (Fraction(week),))}, names)

    def workout(self, session: Session, week: int) -> Workout | None:
        """The workout of an entry in a week; `None` where there is none, which is told."""
        name, rest = session.workout.text, session.arguments.text
        key = name, rest, week if _WEEK.search(rest) else 0
        if (known := self.known.get(key)) is not None:
            return known
        shelf = self.book.workouts.get(name) if name else None
        if shelf is None:
            self.found.append(self.missing(session.workout.span, name))
            return None
        made = self.written(session, shelf, week)
        if made is not None and made.date is not None:
            self.found.append(misfits.dated(session.workout.span, name, self.where(shelf)))
            return None
        if made is not None:
            self.known[key] = made
        return made

    def written(self, session: Session, shelf: Shelved, week: int) -> Workout | None:
        name, rest = session.workout.text, session.arguments
        if name not in self.defaults:
            names = self.book.names_of(self.book.sport_of(shelf.template))
            self.defaults[name] = names, self.book.defaults(shelf.template, names)
        names, defaults = self.defaults[name]
        scope, unread = self.scope(week, names), shelf.template.unread
        given, wrong = arguments(rest.text, rest.span.start, defaults, scope, unread=unread)
        # A line of several weeks is at fault in each of them, and told once.
        known = {(fault.code, fault.span) for fault in self.found} if wrong else set()
        self.found += (fault for fault in wrong if (fault.code, fault.span) not in known)
        values = frozenset((n, value) for n, value in given.items() if value is not None)
        faulty = {n for n, value in given.items() if value is None}
        # One that was given for this run is told where that can't be used.
        if faulty - set(self.book.setting.given) and not wrong:
            self.tell_faulty(session.workout, shelf)
        if wrong or len(values) < len(given):
            return None
        if (name, values) not in self.made:
            trail = (Use(self.book.source, session.workout.span, name, planned=True),)
            self.made[name, values] = self.compiled(shelf, given, trail)
        return self.made[name, values]

    def compiled(self, shelf: Shelved, given: Scope, trail: tuple[Use, ...]) -> Workout | None:
        page = page_of(self.book, shelf.template, given, trail)
        workouts, found = understood(page, self.reader)
        for each in (*page.told, *found):
            self.tell(each)
        return workouts[0] if len(workouts) == 1 else None

    def tell_faulty(self, workout: Words, shelf: Shelved) -> None:
        """A default without a value is told where it stands, but not if that is another file: then
        here, lest the entry be gone without a word."""
        if shelf.source is not self.book.source and workout.text not in self.faulty:
            self.faulty.add(workout.text)
            self.found.append(misfits.faulty_defaults(workout.span, workout.text, shelf.source))

    def tell(self, told: Told) -> None:
        """A fault, unless it is told already: of the workout as it stands, or at another entry."""
        key = (told.fault.code, *told.origin)
        if key not in self.told:
            self.told.add(key)
            self.found.append(told.fault)

    def where(self, shelf: Shelved) -> Note:
        if shelf.source is self.book.source:
            return Note("the workout is here", shelf.named_at)
        return Note(f"the workout is in {shelf.source.name}")

    def missing(self, span: Span, words: str) -> Diagnostic:
        known = self.book.workouts
        first = words.split(" ")[0].rstrip(",;+&/")
        if first in known and (more := words[len(first) :].strip()):
            return stray_words(Span(span.end - len(more), span.end), more)
        if slug(words) in known:
            return misfits.no_workout(span, words, [slug(words)], named=True, step=False)
        step = STEP_OPENING.match(words) is not None
        near = [] if step else nearest(words, known, most=2)
        return misfits.no_workout(span, words, near, named=False, step=step)
