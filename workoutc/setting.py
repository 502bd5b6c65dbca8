"""What a text is compiled with beside what it says."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.records import dataclass, field
from workoutc.source import Source

Includes: TypeAlias = Callable[[Source, str], "Source | str"]
"""Gives the source that another one names by a path, or says in a few words why it can't."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Whose workouts they are, and where.

    `sport`: what a workout is that doesn't say. `names`: the athlete's own, with their values as
    written. `given`: values that take the place of a `let` or a parameter for this run.
    """

    athlete: Athlete = UNKNOWN
    sport: str = "Ride"
    names: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    include: Includes | None = None


PLAIN = Setting()
"""Nobody in particular, nowhere in particular."""
