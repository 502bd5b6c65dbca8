"""Text to workouts: the whole way, in one reading."""

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.layout import layout
from workoutc.limits import MAX_BYTES
from workoutc.lint import lint, outlook
from workoutc.model import Plan, Workout
from workoutc.reading import decode, forbidden, too_large
from workoutc.records import dataclass
from workoutc.regex import regex
from workoutc.resolve import resolve
from workoutc.setting import PLAIN, Setting
from workoutc.source import Source, Span

if TYPE_CHECKING:
    from workoutc.reuse.book import Book
    from workoutc.reuse.compiling import Reader
    from workoutc.reuse.whole import Whole

_OF_THE_WHOLE = frozenset({"W334", "W336"})
"""Advice on a workout as a whole, which a step that can't be read would bring up wrongly."""


class CompileError(ValueError):
    """A source with errors was to be used; `diagnostics` says which."""

    def __init__(self, compilation: "Compilation") -> None:
        errors = [d for d in compilation.diagnostics if d.code.startswith("E")]
        first = errors[0]
        line = compilation.source.position(first.span.start).line
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(f"{compilation.source.name}:{line}: {first.code} {first.message}{more}")
        self.diagnostics = compilation.diagnostics


@dataclass(frozen=True)
class Compilation:
    """What became of a source.

    `workouts`, `plans`: as far as they could be understood; whole only when `ok`. `diagnostics`: in
    the order of the text. `athlete`: whose thresholds and zones it was compiled with.
    """

    source: Source
    workouts: tuple[Workout, ...]
    diagnostics: tuple[Diagnostic, ...]
    athlete: Athlete = UNKNOWN
    plans: tuple[Plan, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it may be built: no errors."""
        return not has_errors(self.diagnostics)

    @property
    def events(self) -> tuple[Workout, ...]:
        """The workouts that have a date, and what the plans put on theirs; the other workouts are
        templates."""
        dated = (workout for workout in self.workouts if workout.date is not None)
        return (*dated, *self.planned)

    @property
    def sessions(self) -> tuple[Workout, ...]:
        """The workouts, and the events of all plans."""
        return (*self.workouts, *self.planned)

    @property
    def planned(self) -> tuple[Workout, ...]:
        """The events of all plans."""
        return tuple(event for plan in self.plans for event in plan.events)

    def unwrap(self) -> tuple[Workout, ...]:
        """The workouts; raises `CompileError` when the source has errors."""
        if not self.ok:
            raise CompileError(self)
        return self.workouts


_SAYS_ONCE = regex(
    r"[\n\r{](?:(?<=\{)|[ \t]*((let|block)[ \t:]|(include|with|plan)[ \t]*:|plan[ \t]"
    r"|-[ \t]*use[ \t]))",
    re.IGNORECASE,
)
"""What a file has that says anything once; one without is read as it stands. For a
text with a line end in front."""


_DAY = regex(r"[a-z]{3,9}[ \t]+[0-9]{1,2}:[0-9]{2}[ \t]*:", re.IGNORECASE)
"""`tue 18:00: easy`."""


def compile(
    text: str, *, name: str = "workout", athlete: Athlete = UNKNOWN, sport: str = "Ride"
) -> Compilation:
    """Compile a text; never raises for what the text says.

    `name`: the file's, and the workout's where it has none of its own. `sport`: what a workout is
    that doesn't say.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
        return Compilation(Source(name, ""), (), (too_large(),))
    return _compiled(Source(name, text), [], Setting(athlete, sport))


def compile_bytes(data: bytes, *, name: str, setting: Setting = PLAIN) -> Compilation:
    """Compile a file's bytes; broken UTF-8 is a diagnostic like any other."""
    source, faults = decode(name, data)
    return _compiled(source, faults, setting)


def _compiled(source: Source, faults: list[Diagnostic], setting: Setting) -> Compilation:
    if faults and not source.text:
        return Compilation(source, (), tuple(faults))
    unreadable = [*faults, *forbidden(source)]
    if _SAYS_ONCE.search("\n" + source.text):
        return _written_out(source, unreadable, setting)
    workouts, found = _read(source, unreadable, setting)
    return Compilation(source, workouts, by_place(found), setting.athlete)


def _read(
    source: Source, unreadable: list[Diagnostic], setting: Setting
) -> tuple[tuple[Workout, ...], list[Diagnostic]]:
    """A text as it stands: its workouts, and all that is wrong with it and advised."""
    file, by_layout = layout(source)
    workouts, by_meaning = resolve(file, source.stem, setting.athlete, setting.sport)
    told = _one_plan_missing([*by_layout, *by_meaning], source)
    found = [*unreadable, *_apart_from(told, unreadable)]
    broken = has_errors(found)
    advice = [said for workout in workouts for said in lint(workout, setting.athlete)]
    found.extend(_worth_saying(advice, found, source) if broken else advice)
    return workouts, found


def _written_out(source: Source, unreadable: list[Diagnostic], setting: Setting) -> Compilation:
    # A file that needs none of it loads none of it.
    from workoutc.reuse.book import opened
    from workoutc.reuse.compiling import Reader, told_once
    from workoutc.reuse.whole import whole_of

    reader = Reader(
        lambda text: _read(text, [], setting),
        lambda watts: (setting.sport, outlook(setting.athlete, watts=watts)),
    )
    book = opened(source, setting)
    workouts, plans, by_meaning = whole_of(book, reader, lambda: _whole(book, reader))
    if plans and not has_errors([*book.found, *by_meaning]):
        from workoutc.lint.plans import lint_plan

        advice = [said for plan in plans for said in lint_plan(plan, setting.athlete)]
        by_meaning = (*by_meaning, *advice)
    found = [*unreadable, *_apart_from(list(told_once(book, by_meaning)), unreadable)]
    return Compilation(source, workouts, by_place(found), setting.athlete, plans)


def _whole(book: "Book", reader: "Reader") -> "Whole":
    from workoutc.reuse.compiling import leftovers, workouts_of
    from workoutc.reuse.whole import Whole

    workouts, found = workouts_of(book, reader)
    plans: tuple[Plan, ...] = ()
    if book.main.plans:
        from workoutc.plan.planning import plans_of

        plans, of_plans = plans_of(book, reader, found)
        found += of_plans
    return Whole(workouts, plans, (*found, *leftovers(book, reader)))


def _one_plan_missing(found: list[Diagnostic], source: Source) -> list[Diagnostic]:
    """Weeks, days and dates that belong to a plan, and stand in none, are one fault: the first.
    Beside it a line `tue 18:00: easy` is a day too, and no prose."""
    stray = [d for d in found if d.code == "E159"]
    if not stray:
        return found
    first = min(stray, key=lambda d: d.span)
    return [d for d in found if d is first or not (d.code == "E159" or _is_a_day(d, source))]


def _is_a_day(said: Diagnostic, source: Source) -> bool:
    return said.code == "W301" and _DAY.match(source.text, said.span.start) is not None


def _apart_from(found: list[Diagnostic], unreadable: list[Diagnostic]) -> list[Diagnostic]:
    """What is not just the echo of a character that can't be read."""
    if not unreadable:
        return found
    places = sorted(d.span for d in unreadable)
    return [d for d in found if not _touches(d.span, places)]


def _touches(span: Span, places: list[Span]) -> bool:
    at = bisect_left(places, (span.start, span.start))
    return at < len(places) and places[at].start < span.end


def _worth_saying(
    advice: list[Diagnostic], found: list[Diagnostic], source: Source
) -> list[Diagnostic]:
    """Advice that still counts beside errors: not on a line that has one, nor on the whole."""
    broken = {source.position(d.span.start).line for d in found if d.code.startswith("E")}
    return [
        said
        for said in advice
        if said.code not in _OF_THE_WHOLE and source.position(said.span.start).line not in broken
    ]
