"""One athlete's push: compiled, compared, agreed to, done."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from workoutc.calendar.faults import AGAIN, CalendarError, outdated
from workoutc.cli.diff_ import preview, summary
from workoutc.cli.output import colored, emit, errors_of, tell, waiting, width
from workoutc.cli.pushed import Pushed, left_over
from workoutc.cli.refusal import Refusal
from workoutc.cli.syncing import Meeting, Order, Prepared, met, prepared
from workoutc.records import dataclass
from workoutc.render.pen import Pen
from workoutc.settings import state_folder

if TYPE_CHECKING:
    from workoutc.calendar.journal import Journal, Unfinished
    from workoutc.calendar.outcome import Outcome
    from workoutc.calendar.plan_file import PlanFile
    from workoutc.calendar.sync import Plan

MANY = 20
"""Deletions at once, or a third of ours, that are not done without `--yes`."""

LONG = 100
"""Changes that take long enough to show how far they are."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a push is made. `asks`: somebody is there to be asked. `silent`: no talk at all."""

    dry_run: bool = False
    yes: bool = False
    asks: bool = False
    quiet: bool = False
    silent: bool = False
    color: str = "auto"

    @property
    def hushed(self) -> bool:
        """Whether progress is left out."""
        return self.quiet or self.silent


def pushed(order: Order, way: Way, saved: "PlanFile | None" = None) -> Pushed:
    """Push what was ordered. `saved`: the plan that has to be found again as it was. Raises
    Refusal where a yes is missing."""
    made = prepared(order, quiet=way.hushed)
    if not way.silent:
        tell(errors_of(made.report) if way.quiet else made.report, way.color)
    if made.refused or made.empty:
        return _without_calendar(made, way)
    try:
        with met(made, quiet=way.hushed) as meeting:
            if meeting.clashes:
                return _clashing(made, meeting, way)
            return _on_calendar(made, meeting, way, saved)
    except CalendarError as error:
        return Pushed(made.report, failure=error, dry_run=way.dry_run, athlete=order.athlete)
    except KeyboardInterrupt:
        click.echo(f"\n{AGAIN}", err=True)
        raise


def _without_calendar(made: Prepared, way: Way) -> Pushed:
    templates = () if made.refused else made.templates
    return Pushed(made.report, templates=templates, dry_run=way.dry_run, athlete=made.order.athlete)


def _clashing(made: Prepared, meeting: Meeting, way: Way) -> Pushed:
    if not way.silent:
        tell(meeting.clashes, way.color)
    return Pushed([*made.report, *meeting.clashes], athlete=made.order.athlete)


def _on_calendar(made: Prepared, meeting: Meeting, way: Way, saved: "PlanFile | None") -> Pushed:
    if way.dry_run:
        from workoutc.calendar.outcome import unsent

        plan = _looked(meeting, way, saved)
        return _told(made, plan, unsent(plan), meeting, dry_run=True)
    from workoutc.calendar.journal import opened
    from workoutc.cli.stopped import Look

    with opened(Path(state_folder(os.environ)), meeting.account) as desk:
        plan = _looked(meeting, way, saved)
        look = Look(plan, meeting.terms, meeting.holders.holder)
        if not way.silent:
            for words in look.words(desk.unfinished):
                click.echo(words, err=True)
        if plan.changing:
            _agree(plan, meeting, way)
        outcome = _done(plan, meeting, desk.journal, way, look.left(desk.unfinished))
        _remember(plan, meeting, outcome)
        return _told(made, plan, outcome, meeting, dry_run=False)


def _looked(meeting: Meeting, way: Way, saved: "PlanFile | None") -> "Plan":
    with waiting("asking the calendar", quiet=way.hushed):
        plan = meeting.survey()
    if saved is not None:
        from workoutc.calendar.plan_file import stale

        differences = list(stale(saved, plan))
        if saved.calendar != meeting.place:
            differences.insert(0, "it was made for another calendar")
        if differences:
            raise outdated("the plan", differences)
    return plan


def _agree(plan: "Plan", meeting: Meeting, way: Way) -> None:
    """Somebody has to say yes. Raises Refusal where nobody can, or Abort where they don't."""
    from workoutc.calendar.plan_file import planned

    doomed = sum(str(change.action) == "delete" for change in plan.changes)
    many = doomed > MANY or doomed * 3 > plan.ours
    loss = f"{doomed} of our {plan.ours} events that --prune reaches would be deleted"
    if way.yes:
        return
    if not way.asks and many:
        _refuse(plan, way, loss, "if that is meant, push with --yes")
    if way.silent:
        _refuse(
            plan, way, "with --json nobody is asked", "look with `workoutc diff`, then add --yes"
        )
    if not way.asks:
        _refuse(plan, way, "there is no terminal to ask on", "look at it, then push with --yes")
    pen = Pen(colored(way.color, err=True), width())
    for text in preview((c for c in plan.changes if str(c.action) != "keep"), pen):
        click.echo(text, err=True, color=True)
    if many:
        _ask_twice(f"{summary(plan)}. {loss}; to go ahead, type how many", doomed)
    else:
        click.confirm(f"{summary(plan)}. Go ahead?", err=True, abort=True)
    # Whoever is asked may take an hour, and the calendar doesn't wait.
    if planned(meeting.survey()) != planned(plan):
        raise outdated("what was agreed to", ["the calendar has changed since"])


def _ask_twice(question: str, number: int) -> None:
    """A yes that nobody gives by habit: the number of the events that will be gone."""
    if click.prompt(question, default="none", err=True).strip() != str(number):
        raise click.Abort


def _refuse(plan: "Plan", way: Way, message: str, help: str) -> NoReturn:
    if not way.hushed:
        pen = Pen(colored(way.color), width())
        emit("".join(f"{text}\n" for text in preview(plan.changes, pen, "to ")))
    raise Refusal(f"{message}, so nothing was changed", help)


def _done(
    plan: "Plan", meeting: Meeting, journal: "Journal", way: Way, left: "Sequence[Unfinished]"
) -> "Outcome":
    from workoutc.calendar.push import push

    changes = sum(str(change.action) not in ("keep", "skip") for change in plan.changes)
    with _bar(changes, quiet=way.hushed) as progress:
        return push(
            plan, meeting.calendar, journal, terms=meeting.terms, progress=progress, left=left
        )


def _remember(plan: "Plan", meeting: Meeting, outcome: "Outcome") -> None:
    from workoutc.calendar.memory import after, keep, read

    folder, account = Path(state_folder(os.environ)), meeting.account
    old = read(folder, account, meeting.terms.today)
    keep(folder, account, after(old, plan, outcome.results))


@contextmanager
def _bar(changes: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    if changes < LONG or quiet or not sys.stderr.isatty():
        with waiting("pushing", quiet=quiet):
            yield _nothing
        return
    with click.progressbar(length=changes, label="pushing", file=sys.stderr) as bar:
        yield bar.update


def _nothing(_: int) -> None:
    return None


def _told(
    made: Prepared, plan: "Plan", outcome: "Outcome", meeting: Meeting, *, dry_run: bool
) -> Pushed:
    return Pushed(
        made.report,
        outcome.results,
        made.templates,
        outcome.failure,
        dry_run,
        left_over=list(left_over(plan)),
        athlete=made.order.athlete,
        advice=meeting.advice(plan),
        read_back=outcome.read_back,
    )
