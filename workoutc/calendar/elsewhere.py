"""What is known of sources that are not pushed, and of pushes before this one."""

import datetime as dt
from collections.abc import Callable

from workoutc.tuples import NamedTuple


class Remembered(NamedTuple):
    """An event as it was last seen. `files`: those that it was pushed from, the last one first;
    none if only from elsewhere."""

    day: dt.date
    files: tuple[str, ...] = ()


class Holder(NamedTuple):
    """A source that is not pushed and has an identity, or may have it: `broken` is one with errors,
    of which nobody knows what is in it."""

    file: str
    broken: bool = False


def by_nobody(_: str) -> Holder | None:
    """Which other source has an identity, where there are no others."""
    return None


def nothing(_: str) -> bool:
    """Which events on other days pruning reaches, where nothing is known of them."""
    return False


def nowhere(_: str) -> str:
    """Which other file an identity was pushed from, where there is none."""
    return ""


class Elsewhere(NamedTuple):
    """What to ask, by `external_id`.

    `held`: which source that is not pushed has it; asked only for those that no pushed one has.
    `reached`: whether it was last pushed from where these sources are, so that nobody else misses
    it. `rival`: of one that is pushed, another file that it was pushed from before and that has it
    still; empty for none.
    """

    held: Callable[[str], Holder | None] = by_nobody
    reached: Callable[[str], bool] = nothing
    rival: Callable[[str], str] = nowhere


ALONE = Elsewhere()
"""Where nothing is known but what is pushed."""
