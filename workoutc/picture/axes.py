"""Where the ticks of an axis stand, and what is written at them."""

from collections.abc import Iterator

from workoutc.tuples import NamedTuple


class Tick(NamedTuple):
    """A place on an axis and its words."""

    at: float
    text: str


MINUTE, HOUR = 60, 3600
STEPS = (
    5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR,
    2 * HOUR, 3 * HOUR, 6 * HOUR,
)  # fmt: skip
"""Seconds between ticks that people count in."""


def times(seconds: float, most: int) -> list[Tick]:
    """At most so many ticks over a time, from 0 on."""
    step = next((s for s in STEPS if seconds / s <= most), STEPS[-1])
    return [Tick(at, clock(at)) for at in range(0, int(seconds) + 1, step)]


def clock(seconds: float) -> str:
    """`45s`, `10m`, `1h`, `1h30`: as short as an axis wants it."""
    minutes, rest = divmod(round(seconds), MINUTE)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}h{minutes:02d}" if minutes else f"{hours}h"
    if rest:
        return f"{minutes}:{rest:02d}" if minutes else f"{rest}s"
    return f"{minutes}m" if minutes else "0"


def shares(top: float) -> Iterator[float]:
    """Shares of a threshold below `top` that get a line, 1 among them."""
    step = 0.25 if top <= 1.6 else 0.5
    for n in range(1, int(top / step + 1e-9) + 1):
        yield n * step


def pace(metres_a_second: float, metres: float) -> str:
    """A speed as a clock pace over so many metres: `4:10`."""
    minutes, seconds = divmod(round(metres / metres_a_second), 60)
    return f"{minutes}:{seconds:02d}"
