"""What forbids to change an event, said at its workout."""

from collections.abc import Iterable, Sequence

from workoutc.calendar.changed import differences, edits, standing
from workoutc.calendar.event import Event, payload
from workoutc.calendar.fields import FIELDS, edited
from workoutc.calendar.reply import Listed
from workoutc.calendar.retimed import retimed
from workoutc.diagnostic import Diagnostic, Note
from workoutc.source import Span

EDITED = "edited on the calendar since the last push"
TAKEN_OVER = "take over here what the athlete changed there, or push with --force to overwrite it"
RETIMED = (
    "the duration is that of the steps: let them last as long as it says there, or push with "
    "--force to overwrite it"
)


def edited_where(event: Event, known: Listed, fields: Sequence[str]) -> str:
    """That an event was edited, and in which fields, where that can be told."""
    found = edits(payload(event), known, fields) if edited(known) else ()
    if edited(known) and not found:
        return EDITED
    time = ("moving_time",) if retimed(event, known) else ()
    return f"{EDITED}: {field_words((*found, *time))}"


def field_words(fields: Iterable[str]) -> str:
    """Fields of an event, as people call them."""
    return ", ".join(FIELDS.get(field, field) for field in fields)


def conflict(event: Event, known: Listed, fields: Sequence[str]) -> Diagnostic:
    """The athlete has changed what a push would change."""
    return Diagnostic(
        "E518",
        edited_where(event, known, fields),
        event.workout.span,
        standing(differences(event, known)),
        RETIMED if retimed(event, known) else TAKEN_OVER,
    )


def kept(stray: Listed) -> Diagnostic:
    """The athlete has changed what a push would delete; no source has a place for it."""
    when = f" on {stray.start.date()}" if stray.start else ""
    return Diagnostic(
        "E518",
        f"`{stray.name or ''}`{when} was {EDITED}, so it is not deleted",
        Span(0, 0),
        "",
        "delete it on the calendar, or with --prune --force",
    )


def taken_by(event: Event, file: str) -> Diagnostic:
    """Another file has the same identity, and what would be changed was pushed from there."""
    return Diagnostic(
        "E525",
        f"the event of the id `{event.identity}` belongs to another file",
        event.workout.span,
        f"`{file}` has it too, and was pushed",
        "give this workout an `id:` of its own; if it has taken the place of the other, delete "
        "that one, or push with --force",
    )


def deleted(event: Event) -> Diagnostic:
    """The athlete has deleted what a push would make again."""
    return Diagnostic(
        "E524",
        "deleted on the calendar since the last push",
        event.workout.span,
        "is on the calendar no more",
        "take it out of the sources as well, or push it with --force to make it again",
    )


def ambiguous(event: Event, found: Sequence[Listed]) -> Diagnostic:
    """Several events carry the identity of one workout."""
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


def same_identity(event: Event, first: Event) -> Diagnostic:
    """Two workouts would be one event."""
    source, other = event.session.source, first.session.source
    line = other.position(first.workout.span.start).line
    return Diagnostic(
        "E514",
        f"two workouts have the identity `{event.identity}`",
        event.workout.span,
        "the second",
        "on the calendar one would replace the other: give one of them an `id:` of its own",
        notes=(
            Note("the first is here", first.workout.span)
            if other == source
            else Note(f"the first is at {other.name}:{line}"),
        ),
    )
