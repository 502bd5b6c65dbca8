"""Advice on targets: what steps ask for, against what can steer them."""

from collections.abc import Iterator
from itertools import pairwise

from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.lint.wording import pace_text, time_text
from workoutc.model import Corridor, Family, Length, Step, Target, Time, Workout, walk
from workoutc.units import CLOCK_PACES, FAMILY_OF

HEART_RATE_LAG = 90
"""Seconds below which a heart rate can't be steered. After a step in power it closes in with a time
constant of about a minute (63 to 69 s: Hunt, Grunder and Zahnd, PLoS ONE 14(8), 2019), so in 90 s
it has come about three quarters of the way."""

WORDS = {Family.POWER: "power", Family.HR: "heart rate", Family.PACE: "pace"}


def too_short_for_heart_rate(workout: Workout, frame: Frame) -> Iterator[Diagnostic]:
    """A heart rate to reach in a step that is over before the heart answers.

    A step that only goes on with the heart rate of the one before has nothing to catch up with.
    """
    for before, step in pairwise((None, *walk(workout.items))):
        heart = step and over_before_the_heart(step, frame)
        if step and heart and not (before and before.hr == heart):
            yield _too_short(step.length, heart)


def over_before_the_heart(step: Step, frame: Frame) -> Target | None:
    """The heart rate by which a step is steered that is shorter than the heart takes."""
    heart, length = step.hr, step.length
    if heart is None or not isinstance(length, Time) or length.seconds >= HEART_RATE_LAG:
        return None
    if step.maxeffort or step.freeride:
        return None
    # Beside another family under `target: auto` it is open what steers: W327 says so.
    return heart if len(step.targets) == 1 or frame.target == "HR" else None


def _too_short(length: Length, heart: Target) -> Diagnostic:
    assert isinstance(length, Time)
    return Diagnostic(
        code="W323",
        message=f"{time_text(length.seconds)} are too short to steer by heart rate",
        span=heart.span,
        label="the heart needs a minute or two to follow",
        help="steer short efforts by power, by pace or by feel (`RPE 8`), and keep heart rate for "
        "steps of two minutes and more",
    )


def many_families(workout: Workout, frame: Frame) -> Iterator[Diagnostic]:
    """Several families of targets in one step, and nothing that chooses: once a workout."""
    step = next((step for step in walk(workout.items) if of_many_families(step, frame)), None)
    if step is not None:
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


def of_many_families(step: Step, frame: Frame) -> bool:
    """Whether a step has targets of several families, and nothing chooses."""
    return frame.target == "AUTO" and (step.power, step.hr, step.pace).count(None) < 2


def target_of_no_step(workout: Workout, frame: Frame) -> Diagnostic | None:
    """A `target` that no step has anything for."""
    if frame.target == "AUTO":
        return None
    family = Family(frame.target.lower())
    units = {target.unit for step in walk(workout.items) for target in step.targets}
    if not units or family in map(FAMILY_OF.get, units):
        return None
    return Diagnostic(
        code="W336",
        message=f"the device is to steer by {WORDS[family]}, and no step has a {WORDS[family]}",
        span=workout.span,
        label=f"`target: {family.value}` has nothing to go by",
        help=f"give the steps a {WORDS[family]} target, or delete `target`",
    )


def only_cadence(step: Step, _frame: Frame) -> Diagnostic | None:
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


def fast_first(step: Step, _frame: Frame) -> Diagnostic | None:
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
