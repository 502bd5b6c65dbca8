"""What is told of pushes that were stopped, and what is still open after that."""

from collections.abc import Callable, Iterator, Sequence

from workoutc.calendar.elsewhere import Holder
from workoutc.calendar.fields import says
from workoutc.calendar.journal import Intent, Unfinished
from workoutc.calendar.sync import Plan, Terms
from workoutc.cli.output import counted
from workoutc.tuples import NamedTuple


class Look(NamedTuple):
    """A push that may settle what others left open. `holder`: which source that is not pushed has
    an identity; it may have been in a `file`."""

    plan: Plan
    terms: Terms
    holder: Callable[[str, str], Holder | None]

    def words(self, stopped: Sequence[Unfinished]) -> Iterator[str]:
        """A line for each push that was stopped."""
        for push in stopped:
            open_ = [intent for intent in push.open if self._settles(intent)]
            if open_ or not push.open:
                yield self._report(push, open_)
            else:
                yield (
                    f"the push of {push.begun} was stopped with {counted(len(push.open), 'event')} "
                    "under way, of which none is in these files: push theirs again"
                )

    def left(self, stopped: Sequence[Unfinished]) -> list[Unfinished]:
        """What this push leaves open, for the next one to tell."""
        rest = [
            push._replace(open=tuple(i for i in push.open if not self._settles(i)))
            for push in stopped
        ]
        return [push for push in rest if push.open]

    def _settles(self, intent: Intent) -> bool:
        """Whether the event is among those of this push; or nobody will push it any more."""
        among = any(change.external_id == intent.identity for change in self.plan.changes)
        over = intent.day < self.terms.today.isoformat()
        return among or over or self.holder(intent.identity, intent.file) is None

    def _report(self, push: Unfinished, open_: Sequence[Intent]) -> str:
        words = f"the push of {push.begun} was stopped: of {counted(push.planned, 'change')}, "
        words += f"{push.answered} were acknowledged"
        if open_:
            done = sum(map(self._carried_out, open_))
            words += f", {len(open_)} under way, of which {done} were carried out"
        return f"{words}; this push goes by what the calendar shows"

    def _carried_out(self, intent: Intent) -> bool:
        """Whether the calendar shows what was sent, and not the event of before."""
        there = [each for each in self.plan.seen if each.external_id == intent.identity]
        if not intent.mark:
            return not there
        return len(there) == 1 and says(there[0], intent.mark)
