"""Advice on a plan as a whole: what a coach would ask about its weeks."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator
from fractions import Fraction

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, Note
from workoutc.lint.hard import is_hard
from workoutc.load import load_of
from workoutc.load.course import Course, course
from workoutc.load.season import reckoned_from
from workoutc.model import Plan, Week, Workout
from workoutc.records import dataclass, field
from workoutc.source import Span

HARD_SECONDS = 600
"""Time at threshold or above that makes a day a hard one."""

STEEPEST = Fraction(13, 10)
"""A week of more than 130 % of the largest in the last four: runners who added more than 30 % were
injured more often (Nielsen et al. 2014, J Orthop Sports Phys Ther 44:739)."""

LEAST_JUMP, LEAST_LOAD = 3600, 50
"""Seconds, or points of load, that a week must grow by to be worth a word."""

FRESH = Fraction(7, 10)
"""Training before an A race, as a share of the largest of the three weeks before: the best tapers
cut the volume by 41 to 60 % (Bosquet et al. 2007, Med Sci Sports Exerc 39:1358)."""


def lint_plan(plan: Plan, athlete: Athlete = UNKNOWN) -> tuple[Diagnostic, ...]:
    """Everything there is to advise, each line of the plan once a rule."""
    first: dict[tuple[str, Span], Diagnostic] = {}
    weighed = Weighed(plan, athlete)
    for rule in PLAN_RULES:
        for said in rule(weighed):
            first.setdefault((said.code, said.span), said)
    return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Weighed:
    """A plan, and how long and how hard its sessions are, each reckoned once however often it is
    done."""

    plan: Plan
    athlete: Athlete
    _courses: dict[Hashable, Course] = field(default_factory=dict)
    _loads: dict[Hashable, int | None] = field(default_factory=dict)

    def seconds(self, event: Workout) -> int | None:
        """How long an event takes."""
        return self._course(event).duration if event.items else event.duration

    def hard_seconds(self, event: Workout) -> int:
        """How long an event is ridden at threshold or above; a race is hard however long it is."""
        if event.is_race:
            return HARD_SECONDS
        ridden = self._course(event)
        steps = zip(ridden.steps, ridden.times, ridden.counts, strict=True)
        sport, athlete = ridden.sport, ridden.athlete
        return sum((time or 0) * count for step, time, count in steps
                   if is_hard(step, sport, athlete))  # fmt: skip

    def _course(self, event: Workout) -> Course:
        key = reckoned_from(event)
        if key not in self._courses:
            self._courses[key] = course(event, self.athlete)
        return self._courses[key]

    def points(self, event: Workout) -> int | None:
        """The training load of an event; none of a guess."""
        key = reckoned_from(event)
        if key not in self._loads:
            found = load_of(event, self.athlete, zones=False)
            self._loads[key] = None if found.estimate else found.load
        return self._loads[key]

    def training(
        self, week: Week, of: Callable[[Workout], int | None], until: dt.date | None = None
    ) -> int | None:
        """The seconds or points of a week's training, without its races; `None` where those of one
        session aren't known."""
        total = 0
        for event in (entry.workout for entry in week.entries):
            if event.category != "WORKOUT" or (until and event.date and event.date >= until):
                continue
            if (found := of(event)) is None:
                return None
            total += found
        return total


def hard_days(weighed: Weighed) -> Iterator[Diagnostic]:
    """Two hard days in a row, but for races, whose days nobody chooses."""
    hard: dict[dt.date, Workout] = {}
    for event in weighed.plan.events:
        if event.date is not None and weighed.hard_seconds(event) >= HARD_SECONDS:
            hard.setdefault(event.date, event)
    for day, event in sorted(hard.items(), key=lambda each: each[0]):
        before = hard.get(day - dt.timedelta(1)) if day > dt.date.min else None
        if before is not None and not (event.is_race and before.is_race):
            yield Diagnostic(
                code="W353",
                message="two hard days in a row",
                span=event.span,
                label="the second, with no easy day between",
                help="leave an easy day between them, or make one of them easier",
                notes=(Note("the first is here", before.span),),
            )


def jumps(weighed: Weighed) -> Iterator[Diagnostic]:
    """A week that is much larger than those before it: by its load where all of them is known,
    else by its hours."""
    weeks = weighed.plan.weeks
    totals = [weighed.training(week, weighed.points) for week in weeks]
    least, words = LEAST_LOAD, _load
    if None in totals:
        totals = [weighed.training(week, weighed.seconds) for week in weeks]
        least, words = LEAST_JUMP, _hours
    for number, (week, total) in enumerate(zip(weeks, totals, strict=True)):
        known = [before for before in totals[max(number - 4, 0) : number] if before]
        if not known or total is None or not _jumps(total, max(known), least):
            continue
        more = round(100 * (Fraction(total, max(known)) - 1))
        yield Diagnostic(
            code="W354",
            message=f"week {week.number} has {more} % more training than any of those before it",
            span=week.span,
            label=f"{words(total)} after at most {words(max(known))}",
            help="let a week grow by a tenth or so, and not by more than 30 %",
        )


def _jumps(total: int, most: int, least: int) -> bool:
    return total > STEEPEST * most and total - most >= least


def tapers(weighed: Weighed) -> Iterator[Diagnostic]:
    """A goal of the season that is trained into."""
    totals = [weighed.training(week, weighed.seconds) for week in weighed.plan.weeks]
    for number, week in enumerate(weighed.plan.weeks):
        race = next((e.workout for e in week.entries if e.workout.category == "RACE_A"), None)
        before = [total for total in totals[max(number - 3, 0) : number] if total]
        if race is None or not before:
            continue
        total = weighed.training(week, weighed.seconds, until=race.date)
        if total is not None and total > FRESH * max(before):
            yield Diagnostic(
                code="W355",
                message=f"{_hours(total)} of training in the days before an A race",
                span=race.span,
                label=f"the largest of the weeks before it has {_hours(max(before))}",
                help="keep the intensity and halve the hours in the week of a race that counts",
            )


def _load(total: int) -> str:
    return f"a load of {total}"


def _hours(total: int) -> str:
    hours, minutes = divmod(round(Fraction(total, 60)), 60)
    return f"{hours}h{minutes:02d}m" if minutes else f"{hours}h"


PLAN_RULES: tuple[Callable[[Weighed], Iterator[Diagnostic]], ...] = (
    hard_days,
    jumps,
    tapers,
)
