"""Advice on a valid workout: what builds, and is probably not what was meant."""

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from typing import TypeAlias

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.lint import aims, cadence, labels, power, reserve, session, swim, targets, thresholds
from workoutc.model import Distance, Family, Step, Workout, walk
from workoutc.records import dataclass
from workoutc.repeated import repeated


def lint(workout: Workout, athlete: Athlete = UNKNOWN) -> tuple[Diagnostic, ...]:
    """Everything there is to advise, in the order of the text; each *written* fault once, also in
    a block that is used several times."""
    athlete = athlete.in_sport(workout.sport)
    rules = RULES_OF_THE_WHOLE if _all_quiet(workout, athlete) else RULES
    advice = dict.fromkeys(said for rule in rules for said in rule(workout, athlete))
    return by_place(advice) if advice else ()


def _all_quiet(workout: Workout, athlete: Athlete) -> bool:
    frame = _frame(workout.sport, workout.indoor, workout.target, workout.pool, athlete)
    return all(_quiet(step, frame) for step in walk(workout.items))


@dataclass(frozen=True, eq=False)
class _Frame:
    """What but the step itself decides whether a step is beyond doubt."""

    sport: str
    indoor: bool | None
    target: str
    pool: Distance | None
    athlete: Athlete


# There are few, and equal ones are one: to look up a step is then to look at the step alone.
_frame = lru_cache(maxsize=256)(_Frame)


@repeated(8192)
def _quiet(step: Step, frame: _Frame) -> bool:
    """Whether a step by itself is beyond doubt: then it is so in any workout, and the workouts of a
    season share most of theirs."""
    alone = Workout(
        "", "", frame.sport, (step,), indoor=frame.indoor, target=frame.target, pool=frame.pool
    )
    if labels.slip(step) is not None or aims.aim(step, frame.sport) is not None:
        return False
    for rule in RULES_OF_STEPS:
        for _ in rule(alone, frame.athlete):
            return False
    return True


def outlook(athlete: Athlete, *, watts: bool) -> Hashable:
    """What of an athlete the meaning of a workout and the advice on it depend on: which thresholds
    are known, the zones, and where there are `watts` or W' the FTP itself. Two athletes alike in
    that are told the same."""
    watts = watts or athlete.w_prime is not None
    known = (
        athlete.table,
        athlete.w_prime,
        athlete.ftp if watts else athlete.ftp is not None,
        athlete.indoor_ftp if watts else athlete.indoor_ftp is not None,
        bool(athlete.lthr),
        bool(athlete.max_hr),
        frozenset(athlete.threshold_pace),
        athlete.power_zones,
        *(athlete.zones(family) for family in Family),
    )
    return known, tuple((k, outlook(a, watts=watts)) for k, a in sorted(athlete.sports.items()))


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

Rule: TypeAlias = Callable[[Workout, Athlete], Iterator[Diagnostic]]

RULES_OF_STEPS: tuple[Rule, ...] = (
    each_step,
    aims.in_labels,
    power.beyond_anybody,
    cadence.odd_cadence,
    targets.too_short_for_heart_rate,
    targets.many_families,
    thresholds.missing_thresholds,
    swim.uneven_distance,
)
"""Rules that are silent on a workout if they are silent on each of its steps by itself, in a
workout without a name or tags. Whether they speak doesn't hang on any place."""

RULES_OF_THE_WHOLE: tuple[Rule, ...] = (
    reserve.spent,
    targets.target_of_no_step,
    swim.pool_on_land,
    session.too_many_steps,
    session.nothing_at_all,
    session.totals_beside_steps,
)

RULES = (*RULES_OF_STEPS, *RULES_OF_THE_WHOLE)
