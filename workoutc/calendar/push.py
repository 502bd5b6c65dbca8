"""Bringing events to the calendar: plan without a network, do it, read it back."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from workoutc.athlete import Athlete
from workoutc.calendar.event import BATCH, Event, payload
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.reply import Listed
from workoutc.calendar.verify import FIELDS, differing, verify
from workoutc.diagnostic import Diagnostic, Note, has_errors

if TYPE_CHECKING:
    from workoutc.calendar.client import Calendar

AROUND = 366
"""Days searched before and after those of the push, so that an event whose date was changed in the
source is found where it was, rather than made a second time."""


class Action(StrEnum):
    """What is to happen to an event."""

    CREATE = "create"
    UPDATE = "update"
    KEEP = "keep"
    SKIP = "skip"


class State(StrEnum):
    """What has happened to it. `UNKNOWN`: sent, perhaps, and the calendar could not be asked."""

    PLANNED = "planned"
    DONE = "done"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Change:
    """One event and what is to happen to it. `diagnostics`: what forbids it, at its place in
    `event.session.source`. `known`: the event as the calendar has it."""

    action: Action
    event: Event
    reason: str
    known: Listed | None = None
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a push is going to do, by date."""

    changes: tuple[Change, ...]

    @property
    def ok(self) -> bool:
        """Whether it may be done: one fault, and nothing of it is."""
        return not any(has_errors(change.diagnostics) for change in self.changes)

    def of(self, action: Action) -> list[Change]:
        """The changes of one kind."""
        return [change for change in self.changes if change.action is action]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an event. `diagnostics` belong to `event.session.source`; `remarks`: devices
    that did not take the event over, in the calendar's words."""

    action: Action
    state: State
    event: Event
    reason: str
    event_id: int | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a push did, by date. `failure`: what stopped it midway, with `results` up to there."""

    results: tuple[Result, ...]
    failure: CalendarError | None = None

    @property
    def ok(self) -> bool:
        """Whether everything is on the calendar as it was meant."""
        return self.failure is None and not any(has_errors(r.diagnostics) for r in self.results)


def push(
    events: Sequence[Event],
    calendar: "Calendar",
    *,
    athlete: Athlete,
    today: dt.date,
    dry_run: bool = False,
) -> Outcome:
    """Make the calendar hold these events; a second push finds nothing to do.

    `today`: the athlete's day. `athlete`: the thresholds the texts were written with. Raises
    CalendarError when the calendar can't be listed at first; later failures are in the outcome.
    """
    if not events:
        return Outcome(())
    days = [today, *(event.when.date() for event in events)]
    listing = calendar.list_events(_shift(min(days), -AROUND), _shift(max(days), AROUND))
    planned = plan(events, listing, today)
    if dry_run or not planned.ok:
        state = State.PLANNED if planned.ok else State.NOT_SENT
        return Outcome(tuple(_untouched(change, state) for change in planned.changes))
    failure = apply(planned, calendar)
    return _read_back(planned, calendar, athlete, today, failure)


def plan(events: Iterable[Event], existing: Iterable[Listed], today: dt.date) -> Plan:
    """What to do so that the calendar holds `events`; pure. Events of others, of other namespaces
    and of ours that aren't among `events` are left alone."""
    known: dict[str, list[Listed]] = defaultdict(list)
    for listed in existing:
        if listed.external_id:
            known[listed.external_id].append(listed)
    first: dict[str, Event] = {}
    changes = []
    for event in events:
        other = first.setdefault(event.external_id, event)
        if other is event:
            changes.append(_change(event, known[event.external_id], today))
        else:
            changes.append(_refused(event, _same_identity(event, other)))
    return Plan(tuple(sorted(changes, key=lambda c: (c.event.when, c.event.identity))))


def apply(planned: Plan, calendar: "Calendar") -> CalendarError | None:
    """Send what is to be created, in batches, then each update; the first failure ends it."""
    try:
        for batch in _batches(planned.of(Action.CREATE)):
            calendar.send([payload(change.event) for change in batch])
        for change in planned.of(Action.UPDATE):
            if change.known is not None:
                calendar.update(change.known.id, payload(change.event))
    except CalendarError as error:
        return error
    return None


def _change(event: Event, found: Sequence[Listed], today: dt.date) -> Change:
    if len(found) > 1:
        return _refused(event, _ambiguous(event, found))
    over = event.when.date() < today
    if not found:
        if over:
            return Change(Action.SKIP, event, "its day is over; give it a date from today on")
        return Change(Action.CREATE, event, "new")
    known = found[0]
    fields = differing(payload(event), known)
    if not fields:
        return Change(Action.KEEP, event, "unchanged", known)
    protected = _protected(known, today) or ("its new date is over" if over else "")
    if protected:
        return Change(Action.SKIP, event, protected, known)
    words = ", ".join(FIELDS.get(field, field) for field in fields)
    return Change(Action.UPDATE, event, f"changed: {words}", known)


def _protected(known: Listed, today: dt.date) -> str:
    """Why an event of the calendar is not ours to change any more, or nothing."""
    if known.paired_activity_id:
        return "done: an activity is paired with it; give the workout a new id to plan it again"
    if known.start is None:
        return "the calendar shows no date for it"
    if known.start.date() < today:
        return f"its day, {known.start.date()}, is over; give the workout a new id to plan it again"
    return ""


def _refused(event: Event, diagnostic: Diagnostic) -> Change:
    return Change(Action.SKIP, event, diagnostic.message, diagnostics=(diagnostic,))


def _ambiguous(event: Event, found: Sequence[Listed]) -> Diagnostic:
    where = " and ".join(
        f"{e.start.date() if e.start else 'no date'} (event {e.id})" for e in found
    )
    return Diagnostic(
        "E513",
        f"the calendar has {len(found)} events of the identity `{event.identity}`",
        event.workout.span,
        "which of them is meant?",
        f"delete all but one on the calendar: they stand on {where}",
    )


def _same_identity(event: Event, first: Event) -> Diagnostic:
    source, other = event.session.source, first.session.source
    line = other.position(first.workout.span.start).line
    same = other == source
    return Diagnostic(
        "E514",
        f"two workouts have the identity `{event.identity}`",
        event.workout.span,
        "the second",
        "on the calendar one would replace the other: give one of them an `id:` of its own",
        notes=(
            Note("the first is here", first.workout.span)
            if same
            else Note(f"the first is at {other.name}:{line}"),
        ),
    )


def _read_back(
    planned: Plan,
    calendar: "Calendar",
    athlete: Athlete,
    today: dt.date,
    failure: CalendarError | None,
) -> Outcome:
    """What the calendar has to say now. It alone decides what arrived, whatever was answered."""
    sent = [c for c in planned.changes if c.action in (Action.CREATE, Action.UPDATE)]
    shown: Mapping[str, list[Listed]] = {}
    state = State.NOT_SENT
    if sent:
        try:
            shown = _shown(sent, calendar)
        except CalendarError as error:
            failure, state = failure or error, State.UNKNOWN
    results = []
    for change in planned.changes:
        if change.action not in (Action.CREATE, Action.UPDATE):
            results.append(_left(change, calendar, athlete, today))
        elif failure is None or _arrived(change.event, shown):
            found = shown.get(change.event.external_id, [])
            results.append(_checked(change, found, calendar, athlete))
        else:
            results.append(_untouched(change, state))
    return Outcome(tuple(results), failure)


def _shown(sent: Sequence[Change], calendar: "Calendar") -> Mapping[str, list[Listed]]:
    days = [change.event.when.date() for change in sent]
    days += [c.known.start.date() for c in sent if c.known and c.known.start]
    shown: dict[str, list[Listed]] = defaultdict(list)
    for listed in calendar.list_events(min(days), max(days), resolve=True):
        shown[listed.external_id or ""].append(listed)
    return shown


def _arrived(event: Event, shown: Mapping[str, list[Listed]]) -> bool:
    found = shown.get(event.external_id, [])
    return len(found) == 1 and not differing(payload(event), found[0])


def _checked(
    change: Change, found: Sequence[Listed], calendar: "Calendar", athlete: Athlete
) -> Result:
    """An event that was sent, held against what the calendar shows."""
    result = Result(change.action, State.DONE, change.event, change.reason)
    match found:
        case [listed]:
            faults = tuple(verify(change.event, listed, athlete, calendar.clean))
            remarks = tuple(_remarks(listed, calendar))
            return replace(result, event_id=listed.id, diagnostics=faults, remarks=remarks)
        case []:
            return replace(result, state=State.UNKNOWN, diagnostics=(_vanished(change.event),))
        case _:
            return replace(result, diagnostics=(_ambiguous(change.event, found),))


def _vanished(event: Event) -> Diagnostic:
    return Diagnostic(
        "E517",
        "the calendar took this workout and does not show it",
        event.workout.span,
        f"was sent for {event.when.date()}",
        "look on the calendar whether that day is hidden or full; then push again, which is safe",
    )


def _left(change: Change, calendar: "Calendar", athlete: Athlete, today: dt.date) -> Result:
    """An event that was not touched. One that is still to come is verified all the same: that it
    was misunderstood at the last push is no less true today."""
    result = _untouched(change, State.DONE)
    known = change.known
    if change.action is not Action.KEEP or known is None or _protected(known, today):
        return result
    faults = tuple(verify(change.event, known, athlete, calendar.clean))
    return replace(result, diagnostics=faults, remarks=tuple(_remarks(known, calendar)))


def _untouched(change: Change, state: State) -> Result:
    if change.action in (Action.KEEP, Action.SKIP):
        state = State.DONE
    known = change.known
    return Result(
        change.action,
        state,
        change.event,
        change.reason,
        known.id if known else None,
        change.diagnostics,
    )


def _remarks(listed: Listed, calendar: "Calendar") -> Iterator[str]:
    for error in listed.push_errors or ():
        service = calendar.clean(error.service or "a device")
        yield f"{service} did not take it over: {calendar.clean(error.message or 'no reason')}"


Thing = TypeVar("Thing")


def _batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]


def _shift(day: dt.date, by: int) -> dt.date:
    """So many days on, stopping at the ends of the calendar that Python knows."""
    ordinal = min(max(day.toordinal() + by, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)
