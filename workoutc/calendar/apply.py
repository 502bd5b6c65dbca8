"""Carrying out a plan, one batch at a time, so that any failure leaves what can be told."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from workoutc.calendar.client import Calendar
from workoutc.calendar.event import BATCH, payload
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.fields import mark_of, same_state, stamped
from workoutc.calendar.journal import Intent, Journal
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import Action, Change, Plan

REJECTED = "E505"
GONE = "E512"
CHANGED = CalendarError(
    "E522",
    "changed on the calendar while the push ran",
    "look at what was changed there, then push again",
)


class Applying:
    """A plan on its way to the calendar.

    By `external_id`: `refused`, what the calendar has against single events, which stop no others;
    `begun`, of what a request was to be made; `agreed`, to what the calendar said yes.
    """

    def __init__(
        self, plan: Plan, calendar: Calendar, journal: Journal, progress: Callable[[int], object]
    ) -> None:
        self._progress = progress
        self._plan = plan
        self._calendar = calendar
        self._journal = journal
        self.refused: dict[str, CalendarError] = {}
        self.begun: set[str] = set()
        self.agreed: set[str] = set()

    def run(self) -> CalendarError | None:
        """Do all of it; what stopped it, if anything did."""
        try:
            new = self._plan.of(Action.CREATE)
            for batch in _batches(new):
                self._journaled("create", batch, self._create)
            known = self._plan.of(Action.UPDATE, Action.MOVE, Action.DELETE)
            for number, batch in enumerate(_batches(known)):
                # The plan is fresh at first; then the athlete has had time to change something.
                sound = self._unchanged(batch) if number or new else batch
                doomed = [change for change in sound if change.action is Action.DELETE]
                others = [change for change in sound if change.action is not Action.DELETE]
                self._journaled("update", others, self._update)
                self._journaled("delete", doomed, self._delete)
        except CalendarError as error:
            return error
        return None

    def _journaled(
        self, action: str, batch: Sequence[Change], carry: Callable[[Sequence[Change]], None]
    ) -> None:
        if not batch:
            return
        identities = [change.external_id for change in batch]
        self._journal.intend(action, [_intent(change) for change in batch])
        self.begun.update(identities)
        try:
            carry(batch)
        except CalendarError as error:
            self._journal.answered(identities, error.code)
            raise
        self._journal.answered([i for i in identities if i not in self.refused])
        self._progress(len(batch))

    def _create(self, batch: Sequence[Change]) -> None:
        """Until all of it is there. An answer that leaves it open is followed by a look: only what
        is not there is sent again, so that nothing depends on how well the server upserts."""
        tries = self._calendar.wire.tries()
        missing = batch
        while missing:
            try:
                self._calendar.send([stamped(payload(c.event)) for c in missing if c.event])
                self.agreed.update(change.external_id for change in missing)
            except CalendarError as error:
                if error.code == REJECTED:
                    self._divide(missing, error)
                    return
                if not error.doubtful:
                    raise
                missing = self._not_there(missing)
                if missing:
                    tries.wait(error)
            else:
                return

    def _divide(self, batch: Sequence[Change], error: CalendarError) -> None:
        """One of a batch is not to the calendar's liking: find it, so that the others get there.
        Whether a refused batch was carried out in part isn't known, hence the look."""
        if len(batch) == 1:
            self.refused[batch[0].external_id] = error
            return
        missing = self._not_there(batch)
        middle = (len(missing) + 1) // 2
        for half in (missing[:middle], missing[middle:]):
            self._create(half)

    def _update(self, batch: Sequence[Change]) -> None:
        for change in batch:
            if change.event is None or change.known is None:
                continue
            try:
                self._calendar.update(change.known.id, stamped(payload(change.event)))
                self.agreed.add(change.external_id)
            except CalendarError as error:
                if error.code not in (REJECTED, GONE):
                    raise
                self.refused[change.external_id] = error

    def _delete(self, batch: Sequence[Change]) -> None:
        self._calendar.delete([change.known.id for change in batch if change.known])
        self.agreed.update(change.external_id for change in batch)

    def _not_there(self, batch: Sequence[Change]) -> list[Change]:
        shown = {listed.external_id for listed in _listed(batch, self._calendar)}
        return [change for change in batch if change.external_id not in shown]

    def _unchanged(self, batch: Sequence[Change]) -> list[Change]:
        """Those of a batch that are as they were when the plan was made."""
        now = {listed.id: listed for listed in _listed(batch, self._calendar)}
        sound = []
        for change in batch:
            if _as_planned(change, now):
                sound.append(change)
            else:
                self.refused[change.external_id] = CHANGED
        return sound


def _intent(change: Change) -> Intent:
    mark = mark_of(payload(change.event)) if change.event else ""
    file = change.event.file if change.event else ""
    return Intent(change.external_id, mark, change.when.date().isoformat(), file)


def _as_planned(change: Change, now: Mapping[int, Listed]) -> bool:
    known = change.known
    return known is not None and known.id in now and same_state(known, now[known.id])


def _listed(batch: Sequence[Change], calendar: Calendar) -> tuple[Listed, ...]:
    days = sorted(days_of(batch))
    return calendar.list_events(days[0], days[-1])


def days_of(changes: Iterable[Change]) -> Iterator[dt.date]:
    """The days on which events stand or are to stand."""
    for change in changes:
        yield change.when.date()
        if change.known and change.known.start:
            yield change.known.start.date()


Thing = TypeVar("Thing")


def _batches(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    for start in range(0, len(things), BATCH):
        yield things[start : start + BATCH]
