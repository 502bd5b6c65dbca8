"""What a push did, for people and for programs."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, assert_never

from workoutc.calendar.event import Session
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.outcome import Result, State
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import Action, Change, Plan
from workoutc.cli.changes import as_objects, details
from workoutc.cli.output import counted
from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.records import dataclass
from workoutc.render import Report
from workoutc.render.as_json import VERSION, entry
from workoutc.render.pen import Pen
from workoutc.render.visible import visible

DONE = {
    Action.CREATE: "created",
    Action.UPDATE: "updated",
    Action.MOVE: "moved",
    Action.DELETE: "deleted",
    Action.KEEP: "unchanged",
    Action.SKIP: "skipped",
}


@dataclass(frozen=True, slots=True)
class Pushed:
    """`report`: what was found in the sources; an error there, and nothing was asked of the
    calendar. `results` by date. `templates` have no day. `failure`: what stopped it midway.
    `left_over`: what is told of events that no source has. `athlete`: a name in the settings.
    `advice`: what is worth knowing of the calendar. `read_back`: whether it could be asked at the
    end."""

    report: Report
    results: Sequence[Result] = ()
    templates: Sequence[Session] = ()
    failure: CalendarError | None = None
    dry_run: bool = False
    left_over: Sequence[str] = ()
    athlete: str | None = None
    advice: Sequence[CalendarError] = ()
    read_back: bool = True

    @property
    def refused(self) -> bool:
        """Whether the sources have errors."""
        return any(has_errors(found) for _, found in self.report)

    @property
    def found(self) -> Report:
        """What is wrong with the events on the calendar, at its place in the sources."""
        return [
            (r.change.event.session.source, r.diagnostics)
            for r in self.results
            if r.diagnostics and r.change.event
        ]

    @property
    def ok(self) -> bool:
        """Whether all is on the calendar as it was meant, or would be after a dry run."""
        faulty = any(has_errors(result.diagnostics) for result in self.results)
        return not (self.refused or faulty or self.failure)

    @property
    def homeless(self) -> Sequence[CalendarError]:
        """What is wrong with events that no source has."""
        return homeless((result.change, result.diagnostics) for result in self.results)

    def lines(self, pen: Pen) -> Iterator[str]:
        """One for each event, by date; before it is done, with what it would change."""
        for result in self.results:
            yield _line(result)
            if self.dry_run:
                yield from details(result.change, pen)
            yield from (f"    {remark}" for remark in result.remarks)

    def summary(self, *, quiet: bool) -> Iterator[str]:
        """How many of each, and what to do about templates and about what no source has."""
        if self.refused:
            yield "nothing was pushed"
            return
        if not quiet:
            yield from self.left_over
        if self.templates:
            yield _unpushed(self.templates)
            yield "help: give them a `date:`, or push them with --date DAY"
        words = [_state(result) for result in self.results]
        if words:
            sums = ", ".join(f"{words.count(word)} {word}" for word in dict.fromkeys(words))
            if not self.read_back:
                sums += "; by the calendar's answers, for it could not be read back"
            yield f"{sums}; this was a dry run, nothing was changed" if self.dry_run else sums
        elif not self.failure:
            yield "there was nothing to push"

    def as_object(self) -> dict[str, Any]:
        """The object of `push --json`."""
        failure = self.failure
        reports = [*self.report, *self.found]
        return {
            "version": VERSION,
            "athlete": self.athlete,
            "ok": self.ok,
            "dry_run": self.dry_run,
            "events": [_event(result) for result in self.results],
            "templates": [_template(session) for session in self.templates],
            "diagnostics": [entry(source, d) for source, found in reports for d in found],
            "advice": [said(one) for one in (*self.homeless, *self.advice)],
            "failure": failure and said(failure),
        }


def said(error: CalendarError) -> dict[str, str]:
    """What the calendar is at fault with, for programs."""
    return {"code": error.code, "message": error.message, "help": error.help}


def homeless(changes: Iterable[tuple[Change, Sequence[Diagnostic]]]) -> Sequence[CalendarError]:
    """What is wrong with events that no source has, so that there is no place to show it at."""
    return [
        CalendarError(found.code, found.message, found.help or "")
        for change, faults in changes
        if change.event is None
        for found in faults
    ]


def one_or_all(objects: Sequence[dict[str, Any]], *, several: bool) -> str:
    """The JSON of one athlete as an object, that of several as an array."""
    return json.dumps(list(objects) if several else objects[0], indent=2) + "\n"


def _state(result: Result) -> str:
    match result.state:
        case State.DONE:
            return DONE[result.change.action]
        case State.PLANNED:
            return f"to {result.change.action}"
        case State.NOT_SENT | State.UNKNOWN:
            return str(result.state)
        case _:
            assert_never(result.state)


def _line(result: Result) -> str:
    change = result.change
    told = change.action is not Action.KEEP and change.reason != "new"
    return line(change, _state(result), change.reason if told else "")


def line(change: Change, state: str, reason: str) -> str:
    """An event on a line of its own: day, time, what of it, name, why."""
    when = change.when
    time = f"{when:%H:%M}" if (when.hour or when.minute) else "     "
    why = f"  ({reason})" if reason else ""
    return f"{when:%a} {when.date()} {time}  {state:<10}  {visible(change.name)}{why}"


def left_over(plan: Plan) -> Iterator[str]:
    """What is told of the events that no source has."""
    if strays := plan.strays:
        count = counted(len(strays), "event")
        yield f"{count} of ours no source has; --prune deletes such: {_named(strays)}"
    if beyond := plan.beyond:
        yield (
            f"{counted(len(beyond), 'event')} of ours no source has any more, on other days than "
            f"these sources: {_named(beyond)}; push what they were pushed from with --prune, or "
            "delete them on the calendar"
        )


def _named(strays: Sequence[Listed]) -> str:
    days = [f"`{visible(s.name or '')}` on {s.start.date()}" for s in strays if s.start]
    return ", ".join(days[:3]) + (f" and {len(days) - 3} more" if len(days) > 3 else "")


def _unpushed(templates: Sequence[Session]) -> str:
    names = ", ".join(f"`{session.workout.name}`" for session in templates[:3])
    more = f" and {len(templates) - 3} more" if len(templates) > 3 else ""
    return f"{counted(len(templates), 'workout')} without a date, so not pushed: {names}{more}"


def _event(result: Result) -> dict[str, Any]:
    change = result.change
    timed = change.when.time() != dt.time() or (change.event and change.event.workout.time)
    return {
        "action": str(change.action),
        "state": str(result.state),
        "external_id": change.external_id,
        "event_id": result.event_id,
        "date": change.when.date().isoformat(),
        "time": f"{change.when:%H:%M}" if timed else None,
        "name": change.name,
        "reason": change.reason,
        "fields": as_objects(change),
        "remarks": list(result.remarks),
        "diagnostics": [d.code for d in result.diagnostics],
    }


def _template(session: Session) -> dict[str, str]:
    workout = session.workout
    return {"identity": workout.identity, "name": workout.name, "file": session.source.name}
