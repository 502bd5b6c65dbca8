"""What became of a push: the calendar is asked, and it alone decides what arrived."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from workoutc.calendar.apply import Applying, days_of
from workoutc.calendar.conflicts import ambiguous
from workoutc.calendar.event import Event, payload
from workoutc.calendar.faults import CalendarError, still_there
from workoutc.calendar.fields import differing
from workoutc.calendar.reckoned import reckoned
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import CHANGING, Action, Change, Plan, Terms, protection
from workoutc.calendar.verify import verify
from workoutc.calendar.withdrawn import withdrawn
from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.records import dataclass, replace
from workoutc.source import Span

if TYPE_CHECKING:
    from workoutc.calendar.client import Calendar


class State(StrEnum):
    """What has happened to an event. `DONE`: the calendar shows it, or said yes and could not be
    asked any more. `UNKNOWN`: sent, perhaps, without an answer or to be found nowhere."""

    PLANNED = "planned"
    DONE = "done"
    NOT_SENT = "not sent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a change. `diagnostics` belong to the source of its event; `remarks`: devices
    that did not take the event over, in the calendar's words."""

    change: Change
    state: State
    event_id: int | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a push did, by date. `failure`: what stopped it midway, with `results` up to there.
    `read_back`: whether the calendar could be asked; else they are by its answers."""

    results: tuple[Result, ...]
    failure: CalendarError | None = None
    read_back: bool = True

    @property
    def ok(self) -> bool:
        """Whether everything is on the calendar as it was meant."""
        return self.failure is None and not any(has_errors(r.diagnostics) for r in self.results)


@dataclass(frozen=True, slots=True)
class Reading:
    """The end of a push: its plan, and what was heard while it was carried out."""

    plan: Plan
    calendar: "Calendar"
    terms: Terms
    heard: Applying

    def outcome(self, failure: CalendarError | None = None) -> Outcome:
        """Every change held against what the calendar shows now. `failure`: what ended the push."""
        sent = self.plan.of(*CHANGING)
        try:
            shown = _shown(sent, self.calendar) if sent else {}
        except CalendarError as error:
            unread = tuple(map(self._unread, self.plan.changes))
            return Outcome(unread, failure or error, read_back=False)
        whole = failure is None
        results = [self._result(change, shown, whole=whole) for change in self.plan.changes]
        if whole:
            failure = _undeleted(results)
        return Outcome(tuple(results), failure)

    def _unread(self, change: Change) -> Result:
        """What is known of a change without another look: what the calendar said to it."""
        identity = change.external_id
        if change.action not in CHANGING:
            return self._left(change)
        if identity in self.heard.refused:
            return _refused(change, self.heard.refused[identity], others=False)
        if identity in self.heard.agreed:
            return _of(change, State.DONE)
        return _of(change, State.UNKNOWN if identity in self.heard.begun else State.NOT_SENT)

    def _result(self, change: Change, shown: Mapping[str, list[Listed]], *, whole: bool) -> Result:
        found = shown.get(change.external_id, [])
        refused = self.heard.refused.get(change.external_id)
        if change.action not in CHANGING:
            return self._left(change)
        if refused is not None:
            return _refused(change, refused, others=whole and self._others)
        if change.event is None:
            gone = change.event_id not in [listed.id for listed in found]
            return _of(change, State.DONE if gone else State.NOT_SENT)
        if whole or _arrived(change.event, found):
            return self._checked(change, change.event, found)
        return _of(change, State.NOT_SENT)

    @property
    def _others(self) -> bool:
        """Whether anything was sent that the calendar had nothing against."""
        return any(c.external_id not in self.heard.refused for c in self.plan.of(*CHANGING))

    def _checked(self, change: Change, event: Event, found: Sequence[Listed]) -> Result:
        """An event that was sent, held against what the calendar shows."""
        result = _of(change, State.DONE)
        match found:
            case [listed]:
                faults = tuple(self._faults(event, change.known, listed))
                remarks = tuple(self._remarks(listed))
                return replace(result, event_id=listed.id, diagnostics=faults, remarks=remarks)
            case []:
                return replace(result, state=State.UNKNOWN, diagnostics=(_vanished(event),))
            case _:
                return replace(result, diagnostics=(ambiguous(event, found),))

    def _left(self, change: Change) -> Result:
        """An event that was not touched: it is as it was meant, or it would be sent again."""
        result = _of(change, State.DONE)
        known = change.known
        if change.action is not Action.KEEP or known is None:
            return result
        if protection(known, replace(self.terms, force=False)):
            return result
        faults = tuple(self._advice(change.event, known, known)) if change.event else ()
        remarks = tuple(self._remarks(known))
        return replace(result, diagnostics=(*result.diagnostics, *faults), remarks=remarks)

    def _faults(self, event: Event, known: Listed | None, shown: Listed) -> Iterator[Diagnostic]:
        yield from verify(event, shown, self.terms.athlete, self.calendar.clean)
        yield from self._advice(event, known, shown)

    def _advice(self, event: Event, known: Listed | None, shown: Listed) -> Iterator[Diagnostic]:
        yield from reckoned(event, shown, self.terms.athlete)
        yield from withdrawn(event, known, shown) if known else ()

    def _remarks(self, listed: Listed) -> Iterator[str]:
        clean = self.calendar.clean
        for error in listed.push_errors or ():
            service = clean(error.service or "a device")
            yield f"{service} did not take it over: {clean(error.message or 'no reason')}"


def unsent(plan: Plan, state: State = State.PLANNED) -> Outcome:
    """What a push comes to that isn't made."""
    changes = plan.changes
    return Outcome(tuple(_of(c, state if c.action in CHANGING else State.DONE) for c in changes))


def _of(change: Change, state: State) -> Result:
    return Result(change, state, change.event_id, change.diagnostics)


def _shown(sent: Sequence[Change], calendar: "Calendar") -> Mapping[str, list[Listed]]:
    shown: dict[str, list[Listed]] = defaultdict(list)
    for listed in calendar.list_days(days_of(sent), resolve=True):
        shown[listed.external_id or ""].append(listed)
    return shown


def _arrived(event: Event, found: Sequence[Listed]) -> bool:
    return len(found) == 1 and not differing(payload(event), found[0])


def _undeleted(results: Sequence[Result]) -> CalendarError | None:
    """Events that no source has and that are there although nothing went wrong."""
    left = [
        result.change.name
        for result in results
        if not (result.change.event or result.diagnostics) and result.state is State.NOT_SENT
    ]
    return still_there(", ".join(left)) if left else None


def _refused(change: Change, error: CalendarError, *, others: bool) -> Result:
    if change.event is None:
        message = f"`{change.name}` on {change.when.date()} was not deleted: {error.message}"
        found = Diagnostic(error.code, message, Span(0, 0), "", error.help)
    else:
        label = "this one; the others went on" if others else "this one was left out"
        span = change.event.workout.span
        found = Diagnostic(error.code, error.message, span, label, error.help)
    return replace(_of(change, State.NOT_SENT), diagnostics=(found,))


def _vanished(event: Event) -> Diagnostic:
    return Diagnostic(
        "E517",
        "the calendar took this workout and does not show it",
        event.workout.span,
        f"was sent for {event.when.date()}",
        "look on the calendar whether that day is hidden or full; then push again, which is safe",
    )
