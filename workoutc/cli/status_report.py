"""Planned beside done, for people and for programs."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from workoutc.calendar.faults import CalendarError
from workoutc.calendar.week import Done, Plan, Row, Sum, Week
from workoutc.cli.pushed import said
from workoutc.cli.week_table import table
from workoutc.records import dataclass
from workoutc.render.as_json import VERSION
from workoutc.render.pen import Pen
from workoutc.render.visible import visible

HIDDEN = "what was done can't be seen with this key or token: a token needs the scope ACTIVITY:READ"


@dataclass(frozen=True, slots=True)
class StatusReport:
    """`athlete`: a name in the settings. `week`: what was found, `None` when a `failure` stopped
    it. `today`: the athlete's day. `odd`: why some entries of the calendar are left out."""

    athlete: str | None
    week: Week | None = None
    today: dt.date | None = None
    odd: Sequence[str] = ()
    failure: CalendarError | None = None

    def lines(self, color: bool, width: int) -> Iterator[str]:
        """The table, no wider than `width` cells."""
        if self.week is not None:
            yield from table(self.week, Pen(color, width))

    def remarks(self) -> Iterator[str]:
        """What is missing in the table, and why."""
        if self.week is not None and not self.week.seen:
            yield HIDDEN
        if self.odd:
            whys = ", ".join(dict.fromkeys(self.odd))
            yield visible(f"{len(self.odd)} of the calendar's entries left out, for {whys}")

    def as_object(self) -> dict[str, Any]:
        """The object of `status --json`."""
        week = self.week
        return {
            "version": VERSION,
            "athlete": self.athlete,
            "ok": self.failure is None,
            "oldest": week and week.oldest.isoformat(),
            "newest": week and week.newest.isoformat(),
            "today": self.today and self.today.isoformat(),
            "entries": [_entry(row) for row in week.rows] if week else [],
            "planned": week and _sum(week.planned),
            "done": _sum(week.done) if week and week.seen else None,
            "remarks": list(self.remarks()),
            "failure": self.failure and said(self.failure),
        }


def _entry(row: Row) -> dict[str, Any]:
    return {
        "date": row.day.isoformat(),
        "state": str(row.state),
        "planned": row.plan and _plan(row.plan),
        "done": row.done and _done(row.done),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "event_id": plan.event_id,
        "start": plan.start.isoformat(),
        "days": plan.days,
        "name": plan.name,
        "category": plan.category,
        "sport": plan.sport,
        "ours": plan.ours,
        "duration_s": plan.seconds,
        "load": plan.load,
    }


def _done(done: Done) -> dict[str, Any]:
    return {
        "activity_id": done.activity_id,
        "start": done.start and done.start.isoformat(),
        "name": done.name,
        "sport": done.sport,
        "duration_s": done.seconds,
        "load": done.load,
        "source": done.source,
    }


def _sum(sum_: Sum) -> dict[str, Any]:
    return {
        "duration_s": sum_.seconds,
        "duration_complete": sum_.all_seconds,
        "load": sum_.load,
        "load_complete": sum_.all_load,
    }
