"""Advice on targets: what steps ask for, against what can steer them."""

from collections.abc import Iterator
from itertools import pairwise

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.lint.wording import pace_text, time_text
from workoutc.model import Corridor, Family, Step, Time, Workout, walk
from workoutc.units import CLOCK_PACES, FAMILY_OF

HEART_RATE_LAG = 90
"""Seconds below which a heart rate can't be steered. After a step in power it closes in with a time
constant of about a minute (63 to 69 s: Hunt, Grunder and Zahnd, PLoS ONE 14(8), 2019), so in 90 s
it has come about three quarters of the way."""

WORDS = {Family.POWER: "power", Family.HR: "heart rate", Family.PACE: "pace"}


def too_short_for_heart_rate(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """A heart rate to reach in a step that is over before the heart answers.

    A step that only goes on with the heart rate of the one before has nothing to catch up with.
    """
    for before, step in pairwise((None, *walk(workout.items))):
        if step is None or step.hr is None or not isinstance(step.length, Time):
            continue
        going_on = before is not None and before.hr == step.hr
        if step.length.seconds < HEART_RATE_LAG and not going_on and _heart_steers(step, workout):
            yield Diagnostic(
                code="W323",
                message=f"{time_text(step.length.seconds)} are too short to steer by heart rate",
                span=step.hr.span,
                label="the heart needs a minute or two to follow",
                help="steer short efforts by power, by pace or by feel (`RPE 8`), and keep "
                "heart rate for steps of two minutes and more",
            )


def _heart_steers(step: Step, workout: Workout) -> bool:
    # Beside another family under `target: auto` it is open what steers: W327 says so.
    if step.maxeffort or step.freeride:
        return False
    return len(step.targets) == 1 or workout.target == "HR"


def many_families(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """Several families of targets in one step, and nothing that chooses: once a workout."""
    if workout.target != "AUTO":
        return
    for step in walk(workout.items):
        if (step.power, step.hr, step.pace).count(None) < 2:
            families = [WORDS[FAMILY_OF[target.unit]] for target in step.targets]
            named = " and ".join((", ".join(families[:-1]), families[-1]))
            yield Diagnostic(
                code="W327",
                message=f"{named} in one step, and the device steers by only one",
                span=step.targets[1].span,
                label="a second kind of target",
                help="choose one for the whole workout with `target: power`, `target: hr` or "
                "`target: pace` under its name, or leave one out",
            )
            return


def target_of_no_step(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """A `target` that no step has anything for."""
    if workout.target == "AUTO":
        return
    family = Family(workout.target.lower())
    units = {target.unit for step in walk(workout.items) for target in step.targets}
    if units and family not in map(FAMILY_OF.get, units):
        yield Diagnostic(
            code="W336",
            message=f"the device is to steer by {WORDS[family]}, and no step has a {WORDS[family]}",
            span=workout.span,
            label=f"`target: {family.value}` has nothing to go by",
            help=f"give the steps a {WORDS[family]} target, or delete `target`",
        )


def only_cadence(step: Step) -> Diagnostic | None:
    """A cadence, and nothing to hold meanwhile."""
    if step.cadence is None or step.targets or step.rpe is not None:
        return None
    if step.freeride or step.maxeffort:
        return None
    return Diagnostic(
        code="W328",
        message="a cadence alone does not say how hard",
        span=step.cadence.span,
        label="no power, heart rate, pace or feel",
        help="add what to hold (`75%`, `Z2 HR`, `RPE 3`), or `freeride` if only the legs count",
    )


def fast_first(step: Step) -> Diagnostic | None:
    """A clock pace corridor written fast end first: its larger number is the slower one."""
    pace = step.pace
    if pace is None or pace.unit not in CLOCK_PACES:
        return None
    if not isinstance(pace.level, Corridor) or pace.level.low >= pace.level.high:
        return None
    slow_first = pace_text(slow=pace.level.high, fast=pace.level.low, unit=pace.unit)
    return Diagnostic(
        code="W329",
        message="this pace range begins with its fast end",
        span=pace.span,
        label="slow first",
        help=f"write `{slow_first}`",
    )
