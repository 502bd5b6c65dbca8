"""Bringing events to the calendar: look and plan, then do it and read it back."""

from collections.abc import Callable, Sequence

from workoutc.calendar.apply import Applying
from workoutc.calendar.client import Calendar
from workoutc.calendar.elsewhere import ALONE, Elsewhere
from workoutc.calendar.event import Event
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.journal import Journal, Unfinished
from workoutc.calendar.outcome import Outcome, Reading, State
from workoutc.calendar.sync import CHANGING, Plan, Terms, diff
from workoutc.diagnostic import has_errors
from workoutc.records import replace

AROUND = 366
"""Days searched before and after those of the push, so that an event whose date was changed in the
source is found where it was, rather than made a second time."""


def survey(
    events: Sequence[Event],
    calendar: Calendar,
    terms: Terms,
    elsewhere: Elsewhere = ALONE,
) -> Plan:
    """What would have to be done, by a fresh look at the calendar. Raises CalendarError."""
    if not events:
        return Plan(())
    days = [terms.today, *(event.when.date() for event in events)]
    # Where an event stood is known on this machine, however far a new date is from there.
    days += [known.day for known in terms.remembered.values()]
    return diff(events, calendar.list_days(days, around=AROUND), terms, elsewhere)


def push(
    plan: Plan, calendar: Calendar, journal: Journal, *, terms: Terms,
    progress: Callable[[int], object] = bool, left: Sequence[Unfinished] = (),
) -> Outcome:  # fmt: skip
    """Do what a fresh plan says, and ask the calendar what came of it. `progress` is told how many
    events are done with, each time. `left`: what pushes before this one left open, and it does not
    settle. A failure is in the outcome, with all that was found out."""
    applying = Applying(plan, calendar, journal, progress)
    failure: CalendarError | None
    try:
        journal.plan(calendar.wire.manner.clock.now(), len(plan.of(*CHANGING)), left)
    except CalendarError as error:
        failure = error
    else:
        failure = applying.run()
    outcome = Reading(plan, calendar, terms, applying).outcome(failure)
    return _ended(outcome, journal)


def _ended(outcome: Outcome, journal: Journal) -> Outcome:
    """A push whose end is known is over, also when it failed; what nobody could look at is not."""
    if not outcome.read_back:
        return outcome
    faults = sum(has_errors(result.diagnostics) for result in outcome.results)
    try:
        journal.read_back(faults)
        if all(result.state is not State.UNKNOWN for result in outcome.results):
            journal.done()
    except CalendarError as error:
        return replace(outcome, failure=outcome.failure or error)
    return outcome
