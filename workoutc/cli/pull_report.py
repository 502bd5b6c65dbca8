"""What a pull did, for people and for programs."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workoutc.calendar.faults import CalendarError
from workoutc.calendar.pulled import Pulled, Skipped
from workoutc.calendar.pulled_files import Place, State
from workoutc.cli.output import counted
from workoutc.cli.pushed import said
from workoutc.records import dataclass
from workoutc.render.as_json import VERSION
from workoutc.render.visible import visible


@dataclass(frozen=True, slots=True)
class PullReport:
    """`athlete`: a name in the settings. `results`: the events by date, each with its file. `ours`:
    how many events workoutc made itself. `failure`: what stopped it."""

    athlete: str | None
    folder: Path
    results: Sequence[tuple[Pulled | Skipped, Place]] = ()
    ours: int = 0
    failure: CalendarError | None = None

    def lines(self) -> Iterator[str]:
        """One for each event, by date."""
        for event, place in self.results:
            what = str(place.path) if place.path else f"{event.date or 'no day'} {event.name}"
            why = f"  ({reason})" if (reason := _reason(event, place)) else ""
            yield f"{place.state:<9}  {visible(what + why)}"

    def remarks(self) -> Iterator[str]:
        """What is not as on the calendar, in the files that were written now: `FILE:LINE: …`."""
        for event, place in self.results:
            if isinstance(event, Pulled) and place.state in (State.WRITTEN, State.UPDATED):
                for remark in event.remarks:
                    yield visible(f"{place.path}:{remark.line}: {remark.message}")

    def summary(self) -> Iterator[str]:
        """How many of each, and what to know before a push."""
        if self.failure:
            return
        sums = Counter(place.state for _, place in self.results)
        words = [f"{count} {state}" for state, count in sums.items()]
        words += [f"{counted(self.ours, 'event')} of ours left out"] if self.ours else []
        yield ", ".join(words) or "there was nothing to pull"
        if any(place.path and place.state is not State.GONE for _, place in self.results):
            yield (
                "help: the events stay as they are; pushing a pulled file makes one of ours beside "
                "it, so delete the other on the calendar then"
            )

    def as_object(self) -> dict[str, Any]:
        """The object of `pull --json`."""
        return {
            "version": VERSION,
            "athlete": self.athlete,
            "ok": self.failure is None,
            "events": [_event(event, place) for event, place in self.results],
            "ours": self.ours,
            "failure": self.failure and said(self.failure),
        }


def _reason(event: Pulled | Skipped, place: Place) -> str:
    if isinstance(event, Skipped):
        return event.reason
    return "changed since it was pulled, left alone" if place.state is State.KEPT else ""


def _event(event: Pulled | Skipped, place: Place) -> dict[str, Any]:
    remarks = event.remarks if isinstance(event, Pulled) else ()
    return {
        "event_id": event.event_id,
        "date": event.date.isoformat() if event.date else None,
        "name": event.name,
        "state": str(place.state),
        "file": str(place.path) if place.path else None,
        "reason": _reason(event, place),
        "remarks": [{"line": remark.line, "message": remark.message} for remark in remarks],
    }
