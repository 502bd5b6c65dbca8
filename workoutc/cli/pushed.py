"""What a push did, for people and for programs."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from workoutc.calendar.event import Session
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.push import Action, Result, State
from workoutc.cli.output import counted
from workoutc.diagnostic import has_errors
from workoutc.render import Report
from workoutc.render.as_json import VERSION, entry

DONE = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.KEEP: "unchanged",
    Action.SKIP: "skipped",
}


@dataclass(frozen=True, slots=True)
class Pushed:
    """`report`: what was found in the sources; an error there, and nothing was asked of the
    calendar. `results` by date. `templates` have no day. `failure`: what stopped it midway."""

    report: Report
    results: Sequence[Result] = ()
    templates: Sequence[Session] = ()
    failure: CalendarError | None = None
    dry_run: bool = False

    @property
    def refused(self) -> bool:
        """Whether the sources have errors."""
        return any(has_errors(found) for _, found in self.report)

    @property
    def found(self) -> Report:
        """What is wrong with the events on the calendar, at its place in the sources."""
        return [(r.event.session.source, r.diagnostics) for r in self.results if r.diagnostics]

    @property
    def ok(self) -> bool:
        """Whether all is on the calendar as it was meant, or would be after a dry run."""
        faulty = any(has_errors(found) for _, found in self.found)
        return not (self.refused or faulty or self.failure)

    def lines(self) -> Iterator[str]:
        """One for each event, by date."""
        for result in self.results:
            yield _line(result)
            yield from (f"    {remark}" for remark in result.remarks)

    def summary(self) -> Iterator[str]:
        """How many of each, and what to do about templates."""
        if self.refused:
            yield "nothing was pushed"
            return
        if self.templates:
            yield _unpushed(self.templates)
            yield "help: give them a `date:`, or push them with --date DAY"
        words = [_state(result) for result in self.results]
        if words:
            sums = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
            yield f"{sums}; this was a dry run, nothing was changed" if self.dry_run else sums
        elif not self.failure:
            yield "there was nothing to push"

    def as_json(self) -> str:
        """The object of `push --json`."""
        failure = self.failure
        reports = [*self.report, *self.found]
        return _dumps(
            {
                "version": VERSION,
                "ok": self.ok,
                "dry_run": self.dry_run,
                "events": [_event(result) for result in self.results],
                "templates": [_template(session) for session in self.templates],
                "diagnostics": [entry(source, d) for source, found in reports for d in found],
                "failure": failure
                and {"code": failure.code, "message": failure.message, "help": failure.help},
            }
        )


def _state(result: Result) -> str:
    match result.state:
        case State.DONE:
            return DONE[result.action]
        case State.PLANNED:
            return f"to {result.action}"
        case State.NOT_SENT | State.UNKNOWN:
            return str(result.state)
        case _:
            assert_never(result.state)


def _line(result: Result) -> str:
    when = result.event.when
    time = f"{when:%H:%M}" if (when.hour or when.minute) else "     "
    told = result.action in (Action.SKIP, Action.UPDATE)
    reason = f"  ({result.reason})" if told else ""
    return (
        f"{when:%a} {when.date()} {time}  {_state(result):<10}  {result.event.workout.name}{reason}"
    )


def _unpushed(templates: Sequence[Session]) -> str:
    names = ", ".join(f"`{session.workout.name}`" for session in templates[:3])
    more = f" and {len(templates) - 3} more" if len(templates) > 3 else ""
    return f"{counted(len(templates), 'workout')} without a date, so not pushed: {names}{more}"


def _event(result: Result) -> dict[str, Any]:
    event = result.event
    return {
        "action": str(result.action),
        "state": str(result.state),
        "external_id": event.external_id,
        "event_id": result.event_id,
        "date": event.when.date().isoformat(),
        "time": f"{event.when:%H:%M}" if event.workout.time else None,
        "name": event.workout.name,
        "reason": result.reason,
        "remarks": list(result.remarks),
        "diagnostics": [d.code for d in result.diagnostics],
    }


def _template(session: Session) -> dict[str, str]:
    workout = session.workout
    return {"identity": workout.identity, "name": workout.name, "file": session.source.name}


def _dumps(value: Any) -> str:
    return json.dumps(value, indent=2) + "\n"
