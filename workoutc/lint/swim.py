"""Advice on swimming: distances against the pool."""

from decimal import ROUND_FLOOR, Decimal

from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.lint.wording import number_text
from workoutc.model import Distance, Step, Workout

ROUNDED = Decimal("0.05")
"""What a pool written with decimals may be off, in its own unit: 33.3 m is a third of 100 m."""


def uneven_distance(step: Step, frame: Frame) -> Diagnostic | None:
    """A distance that doesn't end at the wall; yards are compared with metres exactly."""
    pool, swum = frame.pool, step.length
    if pool is None or pool.value <= 0 or not isinstance(swum, Distance) or _divides(pool, swum):
        return None
    return Diagnostic(
        code="W324",
        message=f"{_text(swum)} do not divide into lengths of {_text(pool)}",
        span=step.span,
        label="ends between the walls",
        help=f"swim to the wall: write {_to_the_wall(pool, swum)}",
    )


def pool_on_land(workout: Workout, frame: Frame) -> Diagnostic | None:
    """A pool for something that isn't swum in one."""
    if workout.pool is None or frame.pool is not None:
        return None
    return Diagnostic(
        code="W338",
        message=f"a pool length for {workout.sport}",
        span=workout.span,
        label="not swum in a pool",
        help="delete `pool`, or write `sport: Swim`",
    )


def _divides(pool: Distance, swum: Distance) -> bool:
    lengths = (swum.metres / pool.metres).to_integral_value()
    return lengths > 0 and abs(swum.metres - lengths * pool.metres) <= lengths * _slack(pool)


def _slack(pool: Distance) -> Decimal:
    return ROUNDED * pool.unit.metres if pool.value % 1 else Decimal(0)


def _to_the_wall(pool: Distance, swum: Distance) -> str:
    fewer = (swum.metres / pool.metres).to_integral_value(ROUND_FLOOR)
    choices = (Distance(_even(pool, n), pool.unit) for n in (fewer, fewer + 1) if n)
    return " or ".join(f"`{_text(choice)}`" for choice in choices)


def _even(pool: Distance, lengths: Decimal) -> Decimal:
    # Three lengths of a 33.3 m pool are 100 m, not 99.9 m.
    whole = (lengths * pool.value).to_integral_value()
    even = Distance(whole, pool.unit)
    return whole if _divides(pool, even) else lengths * pool.value


def _text(distance: Distance) -> str:
    return f"{number_text(distance.value)}{distance.unit.value}"
