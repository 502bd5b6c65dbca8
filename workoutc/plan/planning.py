"""Plans as written to plans as they are meant: each entry an event on its day."""

import datetime as dt
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic, Note, has_errors
from workoutc.expression import filled
from workoutc.model import Entry, Plan, Week
from workoutc.plan import misfits
from workoutc.plan.dates import MOST_ENTRIES, Begun, begun, entries, in_order, too_many
from workoutc.plan.head import Head, fields_of
from workoutc.plan.reading import read_plan
from workoutc.plan.sessions import Scope, Sessions
from workoutc.plan.written import DAYS, Day, Occasion, Rest, Session, Weeks, Words, Written
from workoutc.quoting import unquoted
from workoutc.records import dataclass, field, replace
from workoutc.resolve.fields import READERS, slug
from workoutc.reuse.book import Book
from workoutc.reuse.compiling import Reader, read_sheet
from workoutc.reuse.expand import heading
from workoutc.reuse.faults import nameless as hole_in_name
from workoutc.source import Span
from workoutc.tuples import NamedTuple

MOST_OF_A_FILE = 10 * MOST_ENTRIES
"""Entries and weeks of all plans of a file."""


SOMEWHEN = Begun(dt.date(2001, 1, 1).toordinal(), Span(0, 0))
"""The Monday of a plan that has none, so that the faults of its entries are seen."""


class Planned(NamedTuple):
    """The plans of a file, and what is wrong with them."""

    plans: tuple[Plan, ...]
    found: list[Diagnostic]


def plans_of(book: Book, reader: Reader, told: Sequence[Diagnostic]) -> Planned:
    """The plans of a file. `told`: what is known already to be wrong with its workouts."""
    first = book.main.plans[0].lines[0]
    (made, *_), told_of_head = read_sheet(heading(book, first.text, first.span.start), reader)
    # What is said of the plan's own line is said of the workout that stands in for it.
    found = [each.fault for each in told_of_head if each.fault.span.start < first.span.start]
    head = Head(made, fields_of(book.main.head))
    if (let := book.lets.get("week")) is not None and let.source is book.source:
        found.append(misfits.week_hidden(let.name_span))
    sessions = Sessions.of(book, reader, [*book.found, *told])
    plans: list[Plan] = []
    room = MOST_OF_A_FILE
    seen: dict[str, Span] = {}
    for lines in book.main.plans:
        planning = _Planning(book, sessions, head, seen, room)
        plan = planning.plan(read_plan(lines.lines, planning.wrong))
        room = planning.room
        plans += [plan] if plan else []
        found += planning.wrong
    found += sessions.found
    if not (book.main.templates or has_errors(found)):
        found += head.idle([e for plan in plans for week in plan.weeks for e in week.entries])
    return Planned(tuple(plans), found)


@dataclass(slots=True)
class _Planning:
    """One plan. `head`: what stands above it. `seen`: the ids of the plans before it.
    `room`: for how many entries and weeks there is."""

    book: Book
    sessions: Sessions
    head: Head
    seen: dict[str, Span]
    room: int
    wrong: list[Diagnostic] = field(default_factory=list)
    identity: str = ""

    def plan(self, written: Written) -> Plan | None:
        """The plan as it is meant."""
        if not written.weeks:
            if not (written.fields and written.bad):
                dated = bool(written.fields.keys() & {"start", "end"})
                self.wrong[:] = [misfits.no_weeks(written.span, dated=dated)]
            return None
        name = self.text(written.name, self.sessions.scope())
        self.identity = self.named(written, name)
        start = begun(written, self.wrong)
        weeks = in_order(written, self.wrong)
        over = [*too_many(weeks)]
        self.wrong += over
        if over or not self.has_room(weeks):
            return None
        self.judge(written.weeks, weeks)
        made = tuple(
            self.week(each, number, start or SOMEWHEN)
            for each in weeks
            for number in range(each.first, each.last + 1)
        )
        self.wrong[:] = _once(self.wrong)
        return Plan(name, self.identity, made, written.span) if start else None

    def judge(self, weeks: Sequence[Weeks], built: Sequence[Weeks]) -> None:
        """What is wrong with entries of which nothing comes, since their week or day is at
        fault."""
        known = {id(each) for each in built}
        for each in weeks:
            lost = each.astray if id(each) in known else [*each.days, *each.astray]
            number = max(each.first, 1)
            for day in lost:
                self.entry(day, number, self.sessions.scope(number))

    def has_room(self, weeks: Sequence[Weeks]) -> bool:
        """Whether the file has room for these; told once, where it ends."""
        before = self.room
        for each in weeks:
            self.room -= entries(each) + each.last - each.first + 1
            if before >= 0 > self.room:
                count = MOST_OF_A_FILE - self.room
                where = "the plans of the file have"
                self.wrong.append(misfits.too_many(each.span, count, MOST_OF_A_FILE, where))
            before = self.room
        return self.room >= 0

    def named(self, written: Written, name: str) -> str:
        """The id of the plan, its own or made from its name."""
        if (own := written.fields.get("id")) is not None:
            value = READERS["id"](own)
            if isinstance(value, Diagnostic):
                self.wrong.append(value)
                return ""
            identity, span = str(value), own.value_span
        else:
            identity, span = slug(name), written.span
            if "{" in written.name.text:
                self.wrong.append(hole_in_name(written.span, "plan"))
            elif not identity:
                self.wrong.append(
                    misfits.nameless(written.span, name, "add a line such as `id: winter`")
                )
        if identity in self.seen:
            remark = Note("the first is here", self.seen[identity])
            self.wrong.append(misfits.same_plan(span, identity, remark))
        self.seen.setdefault(identity, span)
        return identity

    def week(self, weeks: Weeks, number: int, start: Begun) -> Week:
        monday = dt.date.fromordinal(start.monday + 7 * (number - 1))
        scope = self.sessions.scope(number)
        made: list[Entry] = []
        rests: list[dt.date] = []
        seen: dict[tuple[int, str], Span] = {}
        for day in weeks.days:
            date = monday + dt.timedelta(day.number)
            if isinstance(day.entry, Rest):
                rests.append(date)
            elif (entry := self.entry(day, number, scope)) is not None:
                name, made_of = entry
                self.check_twice(day, name, seen)
                identity = f"{self.identity}/w{number:02d}/{DAYS[day.number][:3]}/{name}"
                made.append(_on_its_day(made_of, day, date, identity))
        made.sort(key=lambda entry: (entry.workout.date, entry.workout.time or dt.time()))
        title = self.quoted(weeks.title, scope)
        return Week(number, monday, title, tuple(made), tuple(rests), weeks.span)

    def check_twice(self, day: Day, name: str, seen: dict[tuple[int, str], Span]) -> None:
        first = seen.setdefault((day.number, name), day.span)
        if first != day.span:
            self.wrong.append(misfits.twice(day.span, name, first))

    def entry(self, day: Day, number: int, scope: Scope) -> tuple[str, Entry] | None:
        """The name of an entry within its day, and what is done."""
        match day.entry:
            case Session(workout, _, alias) as session:
                made = self.sessions.workout(session, number)
                name = alias.text if alias else workout.text
                if made is None:
                    return None
                if self.book.workouts[workout.text].source is not self.book.source:
                    made = self.head.marked(made)
                return name, Entry(made, workout.text)
            case Occasion() as occasion:
                return self.occasion(occasion, scope)
            case Rest():
                return None

    def occasion(self, occasion: Occasion, scope: Scope) -> tuple[str, Entry] | None:
        text = self.quoted(occasion.text, scope)
        name = occasion.alias.text if occasion.alias else slug(text)
        if not name:
            help_ = "give it a name behind it, by which the calendar knows it: `as travel`"
            self.wrong.append(misfits.nameless(occasion.text.span, text, help_))
            return None
        return name, Entry(self.head.occasion(text, name, occasion.category, occasion.sport))

    def text(self, words: Words, scope: Scope, *, prose: bool = True) -> str:
        """A text with values in its holes."""
        if "{" not in words.text and "}" not in words.text:
            return words.text.strip()
        done = filled(words.text, words.span.start, scope, prose=prose)
        self.wrong += done.diagnostics
        return done.text.strip()

    def quoted(self, words: Words, scope: Scope) -> str:
        """A text that stands in quotes, with values in its holes."""
        whole = Words(f'"{words.text}"', Span(words.span.start - 1, words.span.end + 1))
        return unquoted(self.text(whole, scope, prose=False)).strip()


def _on_its_day(entry: Entry, day: Day, date: dt.date, identity: str) -> Entry:
    workout = replace(
        entry.workout, identity=identity, date=date, time=day.time, span=day.span
    )  # fmt: skip
    return replace(entry, workout=workout)


def _once(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The first of each fault at a place: a line of several weeks is at fault in each of them."""
    first: dict[tuple[str, Span], Diagnostic] = {}
    for fault in found:
        first.setdefault((fault.code, fault.span), fault)
    return list(first.values())
