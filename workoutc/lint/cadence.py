"""Advice on cadence: what legs turn, and for how long."""

from decimal import Decimal

from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.lint.wording import level_text, time_text
from workoutc.model import Corridor, Length, Level, Ramp, Steady, Step, Target, Time
from workoutc.sports import Kind
from workoutc.tuples import NamedTuple


class Cadences(NamedTuple):
    """What people turn, per minute and leg, when they hold it for `seconds` or longer."""

    low: int
    high: int
    seconds: int


USUAL = {
    Kind.RIDE: (Cadences(30, 150, 31), Cadences(40, 130, 301)),
    Kind.RUN: (Cadences(60, 110, 31),),
}
"""Rides: force work goes down to 40 rpm and spin-ups up to 130 rpm for minutes, beyond that for
seconds only. Runs: 150 to 200 steps a minute are 75 to 100 per leg."""

STEPS_OF_BOTH_LEGS = 140
"""Above this a running cadence was counted on both legs: even sprinters take only some four and a
half steps a second, 135 a minute and leg."""


def odd_cadence(step: Step, frame: Frame) -> Diagnostic | None:
    """A cadence that hardly anyone turns for that long; a distance counts as short."""
    kind = frame.sport.kind
    if step.cadence is None or kind not in USUAL:
        return None
    slow, fast = _ends(step.cadence.level)
    if kind is Kind.RUN and slow > STEPS_OF_BOTH_LEGS:
        return _both_legs(step.cadence, slow, fast)
    usual = _left(slow, fast, kind, step.length)
    return usual and _nobody_turns(step.cadence, step.length, usual)


def _ends(level: Level) -> tuple[Decimal, Decimal]:
    match level:
        case Steady(value):
            return value, value
        case Corridor(low, high):
            return low, high
        case Ramp(start, end):
            return (start + end) / 2, (start + end) / 2


def _left(slow: Decimal, fast: Decimal, kind: Kind, length: Length) -> Cadences | None:
    seconds = length.seconds if isinstance(length, Time) else 0
    for usual in USUAL[kind]:
        if seconds >= usual.seconds and (fast < usual.low or slow > usual.high):
            return usual
    return None


def _nobody_turns(cadence: Target, length: Length, usual: Cadences) -> Diagnostic:
    written = level_text(cadence.level)
    time = f" for {time_text(length.seconds)}" if isinstance(length, Time) else ""
    return Diagnostic(
        code="W321",
        message=f"hardly anyone turns {written}rpm{time}",
        span=cadence.span,
        label=f"usual: {usual.low}-{usual.high}rpm",
        help=f"write a cadence within {usual.low}-{usual.high}rpm, make the step shorter, "
        "or leave the cadence to the athlete",
    )


def _both_legs(cadence: Target, slow: Decimal, fast: Decimal) -> Diagnostic:
    low, high = round(slow / 2), round(fast / 2)
    half = f"{low}rpm" if low == high else f"{low}-{high}rpm"
    return Diagnostic(
        code="W321",
        message=f"no leg turns {level_text(cadence.level)} times a minute",
        span=cadence.span,
        label="the steps of both legs?",
        help=f"running cadence counts one leg: halve the steps a minute and write `{half}`",
    )
