"""Advice on swimming: distances against the pool."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.lint.wording import number_text
from workoutc.model import Distance, Workout, walk
from workoutc.sports import SPORTS, Kind

ROUNDED = Decimal("0.05")
"""What a pool written with decimals may be off, in its own unit: 33.3 m is a third of 100 m."""


def uneven_distance(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """A distance that doesn't end at the wall; yards are compared with metres exactly."""
    pool = workout.pool
    if pool is None or pool.value <= 0 or not _in_a_pool(workout):
        return
    for step in walk(workout.items):
        if isinstance(step.length, Distance) and not _divides(pool, step.length):
            yield Diagnostic(
                code="W324",
                message=f"{_text(step.length)} do not divide into lengths of {_text(pool)}",
                span=step.span,
                label="ends between the walls",
                help=f"swim to the wall: write {_to_the_wall(pool, step.length)}",
            )


def pool_on_land(workout: Workout, _athlete: Athlete) -> Iterator[Diagnostic]:
    """A pool for something that isn't swum in one."""
    if workout.pool is not None and not _in_a_pool(workout):
        yield Diagnostic(
            code="W338",
            message=f"a pool length for {workout.sport}",
            span=workout.span,
            label="not swum in a pool",
            help="delete `pool`, or write `sport: Swim`",
        )


def _in_a_pool(workout: Workout) -> bool:
    sport = SPORTS.get(workout.sport)
    return sport is not None and sport.kind is Kind.SWIM and sport.name != "OpenWaterSwim"


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
