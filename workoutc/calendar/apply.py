"""Carrying out a plan, one batch at a time, so that any failure leaves what can be told."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from workoutc.calendar.client import Calendar
from workoutc.calendar.event import BATCH, payload
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.fields import differing, mark_of, same_state, stamped
from workoutc.calendar.journal import Intent, Journal
from workoutc.calendar.mark import found_in
from workoutc.calendar.patience import Tries
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import CHANGING, Action, Change, Plan

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
    `begun`, of what a request was to be made; `agreed`, to what the calendar said yes; `_unseen`,
    at what there has to be another look before it is changed.
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
        self._unseen: set[str] = set()

    def run(self) -> CalendarError | None:
        """Do all of it; what stopped it, if anything did."""
        try:
            new = self._plan.of(Action.CREATE)
            for batch in _batches(new):
                self._journaled("create", batch, self._create)
            known = self._plan.of(Action.UPDATE, Action.MOVE, Action.DELETE)
            for number, batch in enumerate(_batches(known)):
                # The plan is fresh at first; then the athlete has had time to change something.
                self._unseen = _identities(batch) if number or new else set()
                sound = self._fresh(batch)
                doomed = [change for change in sound if change.action is Action.DELETE]
                others = [change for change in sound if change.action is not Action.DELETE]
                self._journaled("update", others, self._update)
                self._journaled("delete", self._fresh(doomed), self._delete)
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
        left = list(batch)
        while left := self._fresh(left):  # some may have waited for the one before
            self._rewrite(left.pop(0))

    def _rewrite(self, change: Change) -> None:
        """Until the calendar has taken it. A pause is followed by a look: what somebody edited in
        the meantime is left to them."""
        assert change.event is not None, "an update is wanted"
        assert change.known is not None, "an update is of what is known"
        tries, sent = self._calendar.wire.tries(), stamped(payload(change.event))
        while True:
            try:
                self._calendar.update(change.known.id, sent, patient=False)
                self.agreed.add(change.external_id)
            except CalendarError as error:
                if error.code in (REJECTED, GONE):
                    self.refused[change.external_id] = error
                elif self._paused(tries, error, [change]):
                    continue
            return

    def _delete(self, batch: Sequence[Change]) -> None:
        tries, left = self._calendar.wire.tries(), list(batch)
        while left:
            try:
                ids = [change.known.id for change in left if change.known]
                self._calendar.delete(ids, patient=False)
                self.agreed.update(change.external_id for change in left)
            except CalendarError as error:
                left = self._paused(tries, error, left)
            else:
                return

    def _paused(self, tries: Tries, error: CalendarError, batch: Sequence[Change]) -> list[Change]:
        """Those of a batch that are to be tried again: neither done by now nor changed by others.
        Raises the error where another try is of no use."""
        if error.transient:
            tries.wait(error)
        elif not error.doubtful:
            raise error
        self._unseen = _identities(self._plan.of(*CHANGING))
        now = self._look(batch)
        left = [change for change in batch if not _carried_out(change, now)]
        self.agreed |= _identities(batch) - _identities(left)
        if left and not error.transient:
            raise error
        return self._unchanged(left, now)

    def _not_there(self, batch: Sequence[Change]) -> list[Change]:
        shown = {listed.external_id for listed in _listed(batch, self._calendar)}
        return [change for change in batch if change.external_id not in shown]

    def _fresh(self, batch: Sequence[Change]) -> list[Change]:
        """Those of a batch that nobody has changed since the plan was made."""
        if self._unseen.isdisjoint(_identities(batch)):
            return list(batch)
        return self._unchanged(batch, self._look(batch))

    def _look(self, batch: Sequence[Change]) -> Mapping[int, Listed]:
        found = {listed.id: listed for listed in _listed(batch, self._calendar)}
        self._unseen -= _identities(batch)
        return found

    def _unchanged(self, batch: Sequence[Change], now: Mapping[int, Listed]) -> list[Change]:
        sound = [change for change in batch if _as_planned(change, now)]
        self.refused |= dict.fromkeys(_identities(batch) - _identities(sound), CHANGED)
        return sound


def _intent(change: Change) -> Intent:
    mark = mark_of(payload(change.event)) if change.event else ""
    file = change.event.file if change.event else ""
    return Intent(change.external_id, mark, change.when.date().isoformat(), file)


def _identities(changes: Iterable[Change]) -> set[str]:
    return {change.external_id for change in changes}


def _carried_out(change: Change, now: Mapping[int, Listed]) -> bool:
    """Whether only the answer got lost, and the calendar shows what was asked for."""
    assert change.known is not None, "it is an update or a deletion"
    shown = now.get(change.known.id)
    if change.event is None or shown is None:
        return change.event is None and shown is None
    sent = payload(change.event)
    as_sent = not differing(sent, shown) and found_in(shown.description or "") == mark_of(sent)
    return as_sent and not same_state(change.known, shown)  # some are sent again unchanged


def _as_planned(change: Change, now: Mapping[int, Listed]) -> bool:
    known = change.known
    return known is not None and known.id in now and same_state(known, now[known.id])


def _listed(batch: Sequence[Change], calendar: Calendar) -> tuple[Listed, ...]:
    return calendar.list_days(days_of(batch))


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
