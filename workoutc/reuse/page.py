"""Workouts written out, kept for the next athlete: most of a plan is the same for everybody."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import TypeAlias

from workoutc.expression import Value
from workoutc.model import Workout
from workoutc.records import dataclass, field
from workoutc.reuse.outline import Outline
from workoutc.reuse.scope import Names
from workoutc.reuse.sheet import Sheet, Told, Use
from workoutc.tuples import NamedTuple

MOST_ALIKE = 8
"""Pages of one workout with one set of values that are kept: they differ by the names it asks for,
such as a threshold."""

FILES = 8
"""Files, each with those it includes, whose pages are kept."""


class Understood(NamedTuple):
    """What was read of a page: workouts and faults at their places in the main source."""

    workouts: tuple[Workout, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A workout written out. `asked`: the names of the file and of the athlete that it needed, and
    what they stood for. `blocks`, `parameters`: those it used. `lines`: how many were written.
    `told`: faults of uses and holes. `read`: what was read, by what of the setting matters to it.
    """

    sheet: Sheet
    asked: Mapping[str, Value | None]
    blocks: frozenset[str]
    parameters: frozenset[str]
    lines: int
    told: tuple[Told, ...] = ()
    read: dict[Hashable, Understood] = field(default_factory=dict)

    def holds(self, names: Names) -> bool:
        """Whether it would be written just so again."""
        return names.still(self.asked)


Key: TypeAlias = tuple[int, frozenset[tuple[str, Value | None]], tuple[Use, ...]]
"""A template, which lives as long as the outline of its file, its values, and what led there."""

Memory: TypeAlias = dict[Key, list[Page]]


@lru_cache(maxsize=FILES)
def memory_of(outlines: tuple[Outline, ...]) -> Memory:  # noqa: ARG001
    """The pages of a file, the first, that were written before in this process. It holds the
    outlines, so that their templates live as long as what is known by them: the same file taken
    apart anew begins afresh."""
    return {}


def keep(memory: Memory, key: Key, page: Page) -> None:
    """Keep a page that has no faults: those depend on more than the names that were asked for."""
    if not page.told:
        pages = memory.setdefault(key, [])
        pages.append(page)
        del pages[:-MOST_ALIKE]
