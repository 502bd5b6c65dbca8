"""What a source said of an event before, says no more, and the calendar keeps."""

from collections.abc import Iterator

from workoutc.calendar.changed import value
from workoutc.calendar.event import Event, payload
from workoutc.calendar.fields import FIELDS, OPTIONAL, TOTALS, of_listed, optional_as_sent
from workoutc.calendar.reply import Listed
from workoutc.diagnostic import Diagnostic


def withdrawn(event: Event, known: Listed, shown: Listed) -> Iterator[Diagnostic]:
    """A color or a total that was taken out of the source: an update without it leaves it there,
    and no way to clear it is documented. `known`: the event before the push; `shown`: after it."""
    if shown.paired_activity_id:
        return
    sent = payload(event)
    before, after = of_listed(known, OPTIONAL), of_listed(shown, OPTIONAL)
    for field in optional_as_sent(known):
        reckoned = event.structured and field in TOTALS
        if field not in sent and not reckoned and before[field] == after[field]:
            name = FIELDS.get(field, field)
            yield Diagnostic(
                "W526",
                f"the calendar keeps the {name} that this workout no longer has",
                event.workout.span,
                f"there: `{value(field, after[field])}`",
                f"take the {name} off the event on the calendar, or write it here again",
            )
