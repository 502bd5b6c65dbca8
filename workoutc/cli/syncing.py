"""From paths to a plan: what `diff` and `push` have in common."""

import datetime as dt
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workoutc.calendar.dates import day as day_of
from workoutc.calendar.event import Event, Session, dated
from workoutc.calendar.faults import CalendarError, other_owners
from workoutc.cli.compiling import Way, works
from workoutc.cli.contexts import Context, Contexts
from workoutc.cli.days import check
from workoutc.cli.options import Command
from workoutc.cli.outcome import both
from workoutc.cli.refusal import Refusal
from workoutc.cli.sources import Text, texts
from workoutc.cli.working import Work
from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.records import dataclass, replace
from workoutc.render import Report
from workoutc.render.visible import visible
from workoutc.settings import state_folder
from workoutc.tuples import NamedTuple

if TYPE_CHECKING:
    from workoutc.calendar.account import Account
    from workoutc.calendar.client import Calendar
    from workoutc.calendar.memory import Memory
    from workoutc.calendar.sync import Plan, Terms
    from workoutc.cli.holders import Holders
    from workoutc.settings import Settings


def terms(command: Command) -> Command:
    """`--date`, `--prune` and `--force`."""
    for option in (
        click.option("--force", is_flag=True, help="Also change events that are over, were ridden, "
                     "or were edited or deleted on the calendar; each is named."),
        click.option("--prune", is_flag=True, help="Delete events of ours, on the days of these "
                     "sources or left over from them, that no source of the project has any "
                     "more."),
        click.option("--date", "day", metavar="DAY", help="Date templates: 2026-12-01, today, "
                     "tomorrow, or monday … sunday (the next); each takes a day, in name order, "
                     "also those of one file."),
    ):  # fmt: skip
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. `athlete`: a name in the settings. `values`: those of `--set`. `shard`:
    which part of all athletes, `2/4`. `origin`: the foreign format of the paths."""

    paths: tuple[str, ...]
    day: str | None = None
    athlete: str | None = None
    values: tuple[str, ...] = ()
    prune: bool = False
    force: bool = False
    shard: str | None = None
    origin: str | None = None

    def each(self) -> list["Order"]:
        """An order for every athlete: `--athlete all` means each of `[athletes.NAME]`."""
        if self.athlete != "all":
            if self.shard is not None:
                raise Refusal(
                    "--shard is for all athletes: one calendar can't be pushed to in parts",
                    "its requests are counted together, and --prune has to know all its sources; "
                    "push with --athlete all",
                )
            return [self]
        first = self.paths[0]
        file = None if first == "-" else os.path.join(first, "…") if os.path.isdir(first) else first
        settings = Contexts(None, ()).of(file).settings
        names = share(everyone(settings), self.shard)
        return [replace(self, athlete=name, shard=None) for name in names]


def everyone(settings: "Settings") -> list[str]:
    """The athletes of the settings by name. Raises Refusal for none, and for one whose calendar
    isn't known."""
    people = settings.profiles
    if not people:
        raise Refusal(
            "there are no athletes to work through",
            "name them in workoutc.toml: [athletes.anna], with her `id` on the calendar",
        )
    nameless = [name for name, profile in people.items() if not profile.id]
    if nameless:
        raise Refusal(
            f"`[athletes.{nameless[0]}]` has no `id`, so their calendar is not known",
            'write id = "i12345", as in the address of their calendar page',
        )
    ids = [profile.id for profile in people.values()]
    twice = [name for name, profile in people.items() if ids.count(profile.id) > 1]
    if twice:
        raise Refusal(
            f"`[athletes.{twice[0]}]` and `[athletes.{twice[1]}]` have one `id`",
            "they would overwrite each other: correct one of them",
        )
    return list(people)


def share(names: Sequence[str], shard: str | None) -> list[str]:
    """The athletes of a shard. Each is in one shard only, with all their events, so that shards
    can run at once; whoever has the same settings comes to the same shards."""
    if shard is None:
        return list(names)
    words = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", shard, re.ASCII)
    at, count = map(int, words.groups()) if words else (0, 0)
    if not 1 <= at <= count:
        raise Refusal(f"`--shard {shard}` is no part of a whole", "for instance --shard 1/4")
    return sorted(names)[at - 1 :: count]


@dataclass(frozen=True, slots=True)
class Prepared:
    """The sessions of an order, and what was found on the way, by source. `files`: those that were
    read, `None` for standard input."""

    order: Order
    report: Report
    sessions: Sequence[Session]
    context: Context
    contexts: Contexts
    files: Sequence[str | None]

    @property
    def refused(self) -> bool:
        """Whether a source has an error: then nothing is asked or sent."""
        return any(has_errors(found) for _, found in self.report)

    @property
    def templates(self) -> Sequence[Session]:
        """Those that get no day."""
        return () if self.order.day else dated(self.sessions).templates

    @property
    def parted(self) -> Sequence[str]:
        """The files whose several templates `--date` puts on several days."""
        names = Counter(s.source.name for s in self.sessions if s.workout.date is None)
        return [name for name, count in names.items() if self.order.day and count > 1]

    @property
    def empty(self) -> bool:
        """Whether there is nothing that could stand on a calendar; it needs no key then."""
        return not self.sessions or len(self.templates) == len(self.sessions)


def prepared(order: Order, *, quiet: bool) -> Prepared:
    """Compile everything. Raises Refusal and SettingsError."""
    check(date=order.day)
    contexts = Contexts(order.athlete, order.values)
    given = texts(order.paths, order.origin)
    _check_plans(given)
    context = contexts.one(text.file for text in given)
    _check_whose(order, context.settings)
    done = works(given, contexts, Way(quiet=quiet))
    report, sessions = _written(done)
    plans = [plan for work in done for plan in work.compilation.plans]
    kept = _without(sessions, frozenset(name for plan in plans for name in plan.templates))
    files = [text.file for text in given]
    made = Prepared(order, report, kept, context, contexts, files)
    if made.parted and not (made.refused or quiet):
        click.echo(_parted(made.parted), err=True)
    return made


def _check_whose(order: Order, settings: "Settings") -> None:
    """Raises Refusal where several athletes are set and none is meant: what is for one of them must
    not end up on the calendar of whoever has the key."""
    nobody = order.athlete is None and settings.table() == ("athlete",) and settings.own is None
    if nobody and settings.profiles and settings.calendar.athlete == "0":
        if os.environ.get("INTERVALS_ATHLETE"):
            return
        first = [f"`--athlete {visible(name)}`" for name in list(settings.profiles)[:5]]
        names = ", ".join(first) + (" …" if len(settings.profiles) > 5 else "")
        raise Refusal(
            "there are several athletes, and nothing says whose calendar is meant",
            f"write {names} or `--athlete all`; for your own calendar set INTERVALS_ATHLETE=0",
        )


def _check_plans(given: Sequence[Text]) -> None:
    """Raises Refusal for a plan among the sources, which would be read as one of them."""
    for text in given:
        if text.data.startswith(b"{"):
            from workoutc.calendar.plan_file import is_plan

            if is_plan(text.data):
                raise Refusal(
                    f"`{text.name}` is a plan, not a source",
                    f"push a plan by itself: workoutc push {text.name}",
                )


def _without(sessions: Sequence[Session], planned: frozenset[str]) -> Sequence[Session]:
    """The sessions without the templates that a plan puts on its days: they are no events of their
    own, and none that were forgotten."""
    return [s for s in sessions if s.workout.date or s.workout.identity not in planned]


def _written(done: Sequence[Work]) -> tuple[Report, list[Session]]:
    """What was found, by source, and the sessions, none when a source has an error."""
    compilations = [work.compilation for work in done]
    if not all(c.ok for c in compilations):
        return [(c.source, c.diagnostics) for c in compilations], []
    report = []
    sessions = []
    for work in done:
        compilation = work.compilation
        # A line of a block may be in several workouts, and is told once.
        lost = (fault for emission in work.emissions for fault in emission.lost)
        report.append((compilation.source, both(compilation.diagnostics, lost)))
        for workout, emission in zip(work.sessions, work.emissions, strict=True):
            assert isinstance(emission.content, str)  # Intervals.icu's is text
            sessions.append(Session(workout, emission.content, compilation.source))
    return report, sessions


class Meeting(NamedTuple):
    """The events and the calendar they belong on. `account`: with the athlete's own id.
    `holders`: of what is not among the events."""

    events: tuple[Event, ...]
    calendar: "Calendar"
    account: "Account"
    terms: "Terms"
    holders: "Holders"

    def survey(self) -> "Plan":
        """What would have to be done, by a fresh look. Raises CalendarError."""
        from workoutc.calendar.push import survey

        elsewhere = self.holders.elsewhere
        plan = survey(self.events, self.calendar, self.terms, elsewhere)
        if plan.seen or not self.terms.remembered or self.account.url.startswith("https:"):
            return plan
        # A sandbox that was started anew has lost everything, and nobody has deleted anything.
        fresh = replace(self.terms, remembered={})
        return survey(self.events, self.calendar, fresh, elsewhere)

    @property
    def clashes(self) -> Report:
        """Identities that two of the events share, by source."""
        from workoutc.calendar.sync import clashes

        found: dict[int, list[Diagnostic]] = {}
        sources = {id(e.session.source): e.session.source for e in self.events}
        for event, diagnostic in clashes(self.events):
            found.setdefault(id(event.session.source), []).append(diagnostic)
        return [(sources[key], by_place(faults)) for key, faults in found.items()]

    def advice(self, plan: "Plan") -> list[CalendarError]:
        """What is worth knowing of the calendar, and stops nothing."""
        from workoutc.calendar.secret import Scheme
        from workoutc.calendar.sync import other_owners as count

        token = self.account.credentials.scheme is Scheme.TOKEN
        others = count(plan, token=token)
        return [other_owners(others)] if others else []

    def first_day(self, day: str | None) -> str | None:
        """A day in words as the date it is for the athlete."""
        return day and day_of(day, self.terms.today).isoformat()

    @property
    def place(self) -> str:
        """Which calendar it is."""
        return f"{self.account.url} {self.account.athlete}"


@contextmanager
def met(prepared: Prepared, *, quiet: bool) -> Iterator[Meeting]:
    """The events on their days, by the athlete's own day. Raises CalendarError."""
    from workoutc.calendar.client import today
    from workoutc.calendar.memory import read
    from workoutc.calendar.sync import Terms
    from workoutc.cli import connection

    order, namespace = prepared.order, prepared.context.settings.calendar.namespace
    with connection.connected(prepared.context, order.athlete, quiet=quiet) as calendar:
        person = calendar.person()
        now = today(person, lambda: connection.time(calendar, quiet=quiet))
        events = _dated(prepared.sessions, order.day, now, namespace)
        account = replace(calendar.account, athlete=person.id or calendar.account.athlete)
        known = read(Path(state_folder(os.environ)), account, now)
        terms = Terms(
            now, namespace, order.prune, order.force, prepared.context.athlete, remembered=known
        )
        yield Meeting(events, calendar, account, terms, _holders(prepared, known, namespace))


def _holders(prepared: Prepared, known: "Memory", namespace: str) -> "Holders":
    from workoutc.cli.holders import Holders

    workouts = [session.workout for session in prepared.sessions]
    pushed = {identity: remembered.files for identity, remembered in known.items()}
    folders = [Path(path) for path in prepared.order.paths if path != "-" and Path(path).is_dir()]
    files = [None if file is None else Path(file) for file in prepared.files]
    return Holders(prepared.contexts, files, folders, workouts, namespace, pushed)


def _parted(names: Sequence[str]) -> str:
    """`brick.workout` was to be one morning, perhaps."""
    files = ", ".join(f"`{visible(name)}`" for name in names[:3])
    more = f" and {len(names) - 3} more files" if len(names) > 3 else ""
    have = "has" if len(names) == 1 else "have"
    return (
        f"note: {files}{more} {have} several workouts, and --date gives each a day of its own; a "
        "`date:` above the first one puts all of a file on one day"
    )


def _dated(
    sessions: Sequence[Session], day: str | None, today: dt.date, namespace: str
) -> tuple[Event, ...]:
    try:
        return dated(sessions, None if day is None else day_of(day, today), namespace).events
    except OverflowError:
        problem = Refusal(f"`{day}` is too late: no calendar goes that far")
    raise problem
