"""The proof that writing works on this very account: a note of ours in a far year, made, written
again, moved and deleted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress

from workoutc.calendar.client import Calendar
from workoutc.calendar.doctor.finding import Cause, Finding, fault, fine
from workoutc.calendar.event import BATCH, Payload, prefix
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.reply import Listed
from workoutc.records import dataclass

FIRST, SECOND = dt.date(2099, 1, 1), dt.date(2099, 1, 2)

MARK = "~doctor"
"""The identity of the note, which no workout can have."""

NAME = "workoutc doctor: a test note, to be deleted"


@dataclass(slots=True)
class Trial:
    """What came of it, as far as it got. `sent`: whether anything may have been made. `first` and
    `again`: the ids that the same event was given when it was sent twice. `seen`: what was listed
    in the end, before all of it was deleted. `left`: how many notes are still there, `None` where
    that is not known."""

    sent: bool = False
    first: int | None = None
    again: int | None = None
    seen: Sequence[Listed] = ()
    left: int | None = None
    failure: CalendarError | None = None


def trial(calendar: Calendar, namespace: str) -> Trial:
    """Try it. What was made is deleted, however this ends; so are remnants of an earlier one.

    What the calendar fails at is in the result.
    """
    notes, found = Notes(calendar, f"{prefix(namespace)}{MARK}"), Trial()
    try:
        notes.clear()
        _write(notes, found)
    except CalendarError as error:
        found.failure = error
    finally:  # of an interruption, too
        _clean_up(notes, found)
    return found


def check_writing(found: Trial) -> Iterator[Finding]:
    """What a trial comes to."""
    yield _written(found)
    if found.again is not None:
        yield _upserted(found)
    if found.sent and found.left != 0:
        yield fault(
            "traces",
            Cause.LEFT_BEHIND,
            f"the test note may still be on the calendar, on {FIRST} or {SECOND}",
            "run `workoutc doctor --write-probe` again, which deletes it, or delete it there",
        )


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of trials on a calendar: events with this very `external_id`, in those days."""

    calendar: Calendar
    external_id: str

    def listed(self) -> list[Listed]:
        """All there are. Raises CalendarError, as do the others."""
        events = self.calendar.list_events(FIRST, SECOND)
        return [event for event in events if event.external_id == self.external_id]

    def clear(self) -> list[Listed]:
        """Delete them; what there was."""
        found = self.listed()
        for at in range(0, len(found), BATCH):
            self.calendar.delete([event.id for event in found[at : at + BATCH]])
        return found

    def send(self, text: str) -> int:
        """Create it, or write it again: the id it is given."""
        answer = self.calendar.send([self.payload(text, FIRST)])
        return next(event.id for event in answer if event.external_id == self.external_id)

    def payload(self, text: str, day: dt.date) -> Payload:
        """The note as it is sent."""
        return {
            "category": "NOTE",
            "start_date_local": f"{day}T00:00:00",
            "name": NAME,
            "description": text,
            "external_id": self.external_id,
        }


def _write(notes: Notes, found: Trial) -> None:
    found.sent = True
    found.first = notes.send("made")
    found.again = notes.send("written again")
    notes.calendar.update(found.again, notes.payload("moved", SECOND))


def _clean_up(notes: Notes, found: Trial) -> None:
    try:
        found.seen = notes.clear()
        found.left = len(notes.listed()) if found.seen else 0
    except CalendarError as error:
        found.failure = found.failure or error
    if found.left is None and found.sent:
        _clean_up_unseen(notes, found)


def _clean_up_unseen(notes: Notes, found: Trial) -> None:
    """The same where the days could not be listed: what has told its id is deleted all the same."""
    known = {note for note in (found.first, found.again) if note is not None}
    with suppress(CalendarError):
        if known:
            notes.calendar.delete(sorted(known))
    with suppress(CalendarError):
        notes.clear()
        found.left = len(notes.listed())
    if found.left != 0:  # nobody may be there to read the findings
        notes.calendar.wire.manner.tell(f"a test note may still be on the calendar ({FIRST})")


def _written(found: Trial) -> Finding:
    if found.failure:
        return _failed(found.failure, found)
    shown = [e for e in found.seen if e.start and e.start.date() == SECOND]
    if not shown or (shown[0].description or "").strip() != "moved":
        return fault(
            "writing",
            Cause.NOT_WRITTEN,
            "the calendar said yes to a note and to its move, and does not show it so",
            "try again; if it stays, report it with the version of workoutc",
        )
    return fine("writing", "a test note was made, written again, moved and deleted")


def _failed(failure: CalendarError, found: Trial) -> Finding:
    if failure.code == "E502":
        return fault(
            "writing",
            Cause.NOT_WRITTEN,
            "the calendar can be read, but not written",
            "a token needs the scope CALENDAR:WRITE, a coach the right to edit the calendar of "
            "the athlete",
        )
    step = "moving" if found.again else "writing again" if found.first else "making"
    words = f"{step} a test note failed: {failure.message}"
    return fault("writing", Cause.NOT_WRITTEN, words, failure.help)


def _upserted(found: Trial) -> Finding:
    if found.first == found.again and len(found.seen) <= 1:
        return fine("upsert", "an event that is sent twice is there once")
    return fault(
        "upsert",
        Cause.DUPLICATES,
        "the calendar makes a second event of one that is sent twice; both are deleted again",
        "a push looks first and changes what is there by its own id, so that it makes no second "
        "one; report this with the version of workoutc all the same",
    )
