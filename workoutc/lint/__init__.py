"""Advice on a valid workout: what builds, and is probably not what was meant."""

from collections.abc import Callable, Hashable, Iterator

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.lint import aims, cadence, labels, power, session, swim, targets, thresholds
from workoutc.lint.frame import Frame, frame_of
from workoutc.model import Family, Step, Workout, walk
from workoutc.repeated import repeated


def lint(workout: Workout, athlete: Athlete = UNKNOWN) -> tuple[Diagnostic, ...]:
    """Everything there is to advise, in the order of the text; each *written* fault once, also in
    a block that is used several times."""
    frame = frame_of(workout, athlete)
    steps = walk(workout.items)
    whole = [rule(workout, frame) for rule in RULES_OF_WORKOUTS]
    said = [advice for advice in whole if advice is not None]
    if not all(_beyond_doubt(step, frame) for step in steps):
        said += [
            advice for step in steps for rule in RULES_OF_STEPS if (advice := rule(step, frame))
        ]
        said += [advice for rule, _ in RULES_OVER_STEPS for advice in rule(workout, frame)]
    return by_place(dict.fromkeys(said)) if said else ()


@repeated(8192)
def _beyond_doubt(step: Step, frame: Frame) -> bool:
    """Whether no rule of steps has anything to say of a step: then it is so in any workout, and
    the workouts of a season share most of theirs."""
    return not any(doubt(step, frame) for doubt in DOUBTS)


def spent(workout: Workout, frame: Frame) -> Diagnostic | None:
    """Whether W' is used up, where the profile has one."""
    if frame.athlete.w_prime is None:
        return None
    from workoutc.lint.reserve import used_up  # few profiles have

    return used_up(workout, frame.athlete, frame.athlete.w_prime)


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


RULES_OF_STEPS: tuple[Callable[[Step, Frame], Diagnostic | None], ...] = (
    targets.only_cadence,
    targets.fast_first,
    labels.near_keyword,
    aims.in_label,
    session.cue_on_distance,
    cadence.odd_cadence,
    swim.uneven_distance,
)

RULES_OVER_STEPS: tuple[
    tuple[Callable[[Workout, Frame], Iterator[Diagnostic]], Callable[[Step, Frame], object]], ...
] = (
    (power.beyond_anybody, power.unheard_of),
    (targets.too_short_for_heart_rate, targets.over_before_the_heart),
    (targets.many_families, targets.of_many_families),
    (thresholds.missing_thresholds, thresholds.unmeasured),
)
"""Rules that look at steps in turn, and at what the workout says of them; and what each begins
with, without which it is silent."""

DOUBTS: tuple[Callable[[Step, Frame], object], ...] = (
    labels.slip,
    aims.aim,
    *RULES_OF_STEPS,
    *(doubt for _, doubt in RULES_OVER_STEPS),
)
"""A step that raises none of these is silent in all rules of and over steps, wherever it stands:
labels raise theirs in quotes, too, which only places show."""

RULES_OF_WORKOUTS: tuple[Callable[[Workout, Frame], Diagnostic | None], ...] = (
    spent,
    targets.target_of_no_step,
    swim.pool_on_land,
    session.too_many_steps,
    session.nothing_at_all,
    session.totals_beside_steps,
)
