"""`workoutc diff`: what push would change."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workoutc.calendar.faults import CalendarError
from workoutc.cli import options
from workoutc.cli.changes import as_objects, details
from workoutc.cli.output import colored, emit, errors_of, tell, waiting, width
from workoutc.cli.pushed import homeless, left_over, line, one_or_all, said
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.syncing import Meeting, Order, Prepared, met, prepared, terms
from workoutc.diagnostic import has_errors
from workoutc.files import write_file
from workoutc.records import dataclass
from workoutc.render import Report
from workoutc.render.as_json import VERSION, entry
from workoutc.render.pen import Pen

if TYPE_CHECKING:
    from workoutc.calendar.sync import Change, Plan

CHANGES = 3
"""The exit code when push would change something."""


@click.command("diff")
@options.paths
@terms
@click.option("--out", "out", type=click.Path(path_type=Path, dir_okay=False), metavar="PLANFILE",
              help="Save the plan; `workoutc push PLANFILE` does exactly that.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The changes as JSON, and no other words.")
@options.origin
@options.profile
@options.look
def command(
    paths: tuple[str, ...], day: str | None, prune: bool, force: bool, out: Path | None,
    as_json: bool, origin: str | None, athlete: str | None, values: tuple[str, ...], color: str,
    quiet: bool,
) -> None:  # fmt: skip
    """Say what push would change on the calendar.

    Looks at the calendar and changes nothing. Exits with 0 when there is nothing to do, with 3
    when push would change something, with 1 when a source or the calendar has an error, such as a
    conflict.

    \b
      workoutc diff training/
      workoutc diff training/ --out monday.plan && workoutc push monday.plan --yes
    """
    orders = Order(paths, day, athlete, values, prune, force, origin=origin).each()
    if out is not None:
        _check_plan(orders, paths)
        _check_out(out)
    found = [_difference(order, quiet=quiet or as_json, out=out) for order in orders]
    if as_json:
        several = athlete == "all"
        emit(one_or_all([each.as_object() for each in found], several=several))
    else:
        for each in found:
            _say(each, color, quiet=quiet, several=len(orders) > 1)
    sys.exit(_exit_code(found))


@dataclass(frozen=True, slots=True)
class Difference:
    """What was found out for one athlete. `report`: of the sources. `failure`: the calendar's."""

    athlete: str | None
    report: Report
    plan: "Plan | None" = None
    failure: CalendarError | None = None
    advice: Sequence[CalendarError] = ()

    @property
    def found(self) -> Report:
        """What is in the way of single events."""
        changes = self.plan.changes if self.plan else ()
        return [
            (c.event.session.source, c.diagnostics) for c in changes if c.event and c.diagnostics
        ]

    @property
    def faulty(self) -> bool:
        """Whether anything has to be mended first."""
        at_places = any(has_errors(found) for _, found in [*self.report, *self.found])
        return bool(self.failure or self.homeless) or at_places

    @property
    def homeless(self) -> Sequence[CalendarError]:
        """What is in the way of events that no source has."""
        changes = self.plan.changes if self.plan else ()
        return homeless((change, change.diagnostics) for change in changes)

    def as_object(self) -> dict[str, Any]:
        """The object of `diff --json`."""
        changes = self.plan.changes if self.plan else ()
        return {
            "version": VERSION,
            "athlete": self.athlete,
            "changes": [_change(change) for change in changes],
            "diagnostics": [
                entry(source, d) for source, found in [*self.report, *self.found] for d in found
            ],
            "advice": [said(one) for one in (*self.homeless, *self.advice)],
            "failure": self.failure and said(self.failure),
        }


def _difference(order: Order, *, quiet: bool, out: Path | None) -> Difference:
    made = prepared(order, quiet=quiet)
    if made.refused or made.empty:
        return Difference(order.athlete, made.report, None)
    try:
        with waiting("asking the calendar", quiet=quiet), met(made, quiet=quiet) as meeting:
            if meeting.clashes:
                return Difference(order.athlete, [*made.report, *meeting.clashes])
            plan = meeting.survey()
            if out is not None:
                _save(out, made, meeting, plan)
            advice = meeting.advice(plan)
    except CalendarError as error:
        return Difference(order.athlete, made.report, failure=error)
    return Difference(order.athlete, made.report, plan, advice=advice)


def _save(out: Path, made: Prepared, meeting: Meeting, plan: "Plan") -> None:
    from workoutc.calendar.plan_file import Asked, PlanFile, planned, written

    order = made.order
    asked = Asked(
        folder=os.getcwd(),
        paths=order.paths,
        day=meeting.first_day(order.day),
        athlete=order.athlete,
        values=order.values,
        prune=order.prune,
        force=order.force,
        origin=order.origin,
    )
    made_at = meeting.calendar.wire.manner.clock.now().isoformat(timespec="seconds")
    file = PlanFile(made=made_at, calendar=meeting.place, asked=asked, changes=planned(plan))
    write_file(out, written(file).encode())


def _check_plan(orders: Sequence[Order], paths: Sequence[str]) -> None:
    if len(orders) > 1:
        raise Refusal("a plan file is for one athlete", "name one with --athlete")
    if "-" in paths:
        raise Refusal(
            "standard input can't be read a second time, as a plan needs", "save it to a file first"
        )


def _check_out(out: Path) -> None:
    """Raises Refusal for a file that is there and no plan: it may be somebody's work."""
    if out.is_file() and out.stat().st_size:
        with out.open("rb") as opened:
            beginning = opened.read(200)
        if b"workoutc plan" not in beginning:
            raise Refusal(f"`{out}` is there already and is no plan", "name another file for --out")


def _say(found: Difference, color: str, *, quiet: bool, several: bool) -> None:
    if several:
        click.echo(f"{found.athlete}:", err=True)
    report = [*found.report, *found.found]
    tell(errors_of(report) if quiet else report, color)
    for one in (*found.homeless, *found.advice):
        complain(one.message, one.help, one.code)
    if found.failure is not None:
        complain(found.failure.message, found.failure.help, found.failure.code)
        return
    if found.plan is None:
        click.echo("nothing was compared" if found.faulty else "there is nothing to push", err=True)
        return
    if not quiet:
        pen = Pen(colored(color), width())
        emit("".join(f"{text}\n" for text in preview(found.plan.changes, pen)))
    click.echo(summary(found.plan), err=True)


def preview(changes: Iterable["Change"], pen: Pen, prefix: str = "") -> Iterator[str]:
    """Each change on a line, and below it what it would change."""
    for change in changes:
        yield line(change, f"{prefix}{change.action}", change.reason)
        yield from details(change, pen)


def summary(plan: "Plan") -> str:
    """How many of each kind; and of events that --prune would delete."""
    actions = [str(change.action) for change in plan.changes]
    sums = ", ".join(f"{actions.count(action)} to {action}" for action in dict.fromkeys(actions))
    return "\n".join([sums or "there is nothing to do", *left_over(plan)])


def _exit_code(found: Sequence[Difference]) -> int:
    if any(each.faulty for each in found):
        return 1
    return CHANGES if any(each.plan and each.plan.changing for each in found) else 0


def _change(change: "Change") -> dict[str, Any]:
    return {
        "action": str(change.action),
        "external_id": change.external_id,
        "event_id": change.event_id,
        "date": change.when.date().isoformat(),
        "name": change.name,
        "reason": change.reason,
        "fields": as_objects(change),
    }
