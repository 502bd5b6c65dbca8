"""Advice on a valid workout: what builds, and is probably not what was meant."""

from collections.abc import Callable, Iterator

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.lint import cadence, labels, power, reserve, session, swim, targets, thresholds
from workoutc.model import Step, Workout, walk


def lint(workout: Workout, athlete: Athlete = UNKNOWN) -> tuple[Diagnostic, ...]:
    """Everything there is to advise, in the order of the text; each *written* fault once, also in
    a block that is used several times."""
    athlete = athlete.in_sport(workout.sport)
    advice = dict.fromkeys(said for rule in RULES for said in rule(workout, athlete))
    return by_place(advice)


def each_step(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """The rules that need nothing but the step, in one walk."""
    for step in walk(workout.items):
        for rule in STEP_RULES:
            if (advice := rule(step)) is not None:
                yield advice


STEP_RULES: tuple[Callable[[Step], Diagnostic | None], ...] = (
    targets.only_cadence,
    targets.fast_first,
    labels.near_keyword,
    session.cue_on_distance,
)

RULES: tuple[Callable[[Workout, Athlete], Iterator[Diagnostic]], ...] = (
    each_step,
    power.beyond_anybody,
    reserve.spent,
    cadence.odd_cadence,
    targets.too_short_for_heart_rate,
    targets.many_families,
    targets.target_of_no_step,
    thresholds.missing_thresholds,
    swim.uneven_distance,
    swim.pool_on_land,
    session.too_many_steps,
    session.nothing_at_all,
    session.totals_beside_steps,
)
