"""Ridden steps as the shortest way to write them: repeats found again, also inside one another."""

from collections.abc import Sequence

from workoutc.model import Intensity, Item, Note, Repeat, Section, Step
from workoutc.tuples import NamedTuple

THOROUGH = 400
"""Steps up to which every repeat is tried; of more, only those of short patterns."""

LONGEST = 64
"""Steps of such a short pattern."""

HEADINGS = {Intensity.WARMUP: "Warmup", Intensity.COOLDOWN: "Cooldown"}


def session(notes: Sequence[str], steps: Sequence[Step]) -> tuple[Item, ...]:
    """The items of a workout: its notes, then its steps, those of a warm-up or a cool-down below a
    heading and all of them folded."""
    items: list[Item] = [Note(text.strip()) for text in notes if text.strip()]
    run: list[Step] = []
    for step in steps:
        if run and _heading(run[0]) != _heading(step):
            items += _part(run)
            run = []
        run.append(step)
    return (*items, *_part(run))


def _part(steps: list[Step]) -> tuple[Item, ...]:
    if not steps:
        return ()
    title = _heading(steps[0])
    return (Section(title, folded(steps)),) if title else folded(steps)


def _heading(step: Step) -> str:
    return HEADINGS.get(step.intensity, "") if step.intensity else ""


def folded(steps: Sequence[Step]) -> tuple[Item, ...]:
    """The items with the fewest lines that are ridden as these steps; always the same ones.

    A pattern is repeated only where that is shorter: two equal steps stay two.
    """
    numbers: dict[Step, int] = {}
    ids = tuple(numbers.setdefault(step, len(numbers)) for step in steps)
    search = _Search([1 + len(step.cues) for step in numbers])
    return tuple(_items(search.best(ids).parts, list(steps)))


class _Part(NamedTuple):
    """What stands inside, so many times, or one step where nothing does."""

    times: int
    inner: "_Way | None"


class _Way(NamedTuple):
    """A way to write some steps, and its lines."""

    lines: int
    parts: tuple[_Part, ...]


class _Search:
    """The best way for any run of steps, each run reckoned once. `lines`: of each step."""

    def __init__(self, lines: list[int]) -> None:
        self.lines = lines
        self.known: dict[tuple[int, ...], _Way] = {}

    def best(self, ids: tuple[int, ...]) -> _Way:
        if (way := self.known.get(ids)) is None:
            way = self.known[ids] = self._best(ids)
        return way

    def _best(self, ids: tuple[int, ...]) -> _Way:
        """From behind: what stands first, and the best way for the rest."""
        n = len(ids)
        alike = _alike(ids)
        cost, choice = [0] * (n + 1), [(0, 0)] * n
        for i in range(n - 1, -1, -1):
            cost[i], choice[i] = self.lines[ids[i]] + cost[i + 1], (1, 1)
            for period, same in alike.get(i, ()):
                inner = 1 + self.best(ids[i : i + period]).lines
                for count in _counts(same // period + 1, n):
                    lines = inner + cost[i + period * count]
                    if lines < cost[i]:
                        cost[i], choice[i] = lines, (period, count)
        return _Way(cost[0], tuple(self._parts(ids, choice)))

    def _parts(self, ids: tuple[int, ...], choice: list[tuple[int, int]]) -> list[_Part]:
        parts, i = [], 0
        while i < len(ids):
            period, count = choice[i]
            inner = self.best(ids[i : i + period]) if count > 1 else None
            parts.append(_Part(count, inner))
            i += period * count
        return parts


def _counts(most: int, n: int) -> range:
    """How often a pattern that comes `most` times may be taken; the greatest first."""
    return range(most, 1 if n <= THOROUGH else max(1, most - 2), -1)


def _alike(ids: tuple[int, ...]) -> dict[int, list[tuple[int, int]]]:
    """For each place the periods after which the steps come again, and for how many steps."""
    n = len(ids)
    found: dict[int, list[tuple[int, int]]] = {}
    for period in range(1, (n // 2 if n <= THOROUGH else min(n // 2, LONGEST)) + 1):
        same = 0
        for i in range(n - period - 1, -1, -1):
            same = same + 1 if ids[i] == ids[i + period] else 0
            if same >= period:
                found.setdefault(i, []).append((period, same))
    return found


def _items(parts: tuple[_Part, ...], ridden: list[Step]) -> list[Item]:
    """`ridden`: the steps from here on, from which the first pass takes its places."""
    items: list[Item] = []
    for part in parts:
        if part.inner is None:
            items.append(ridden.pop(0))
            continue
        length = sum(map(_ridden, part.inner.parts))
        inner = tuple(_items(part.inner.parts, ridden[:length]))
        del ridden[: length * part.times]
        items.append(Repeat(part.times, inner, span=inner[0].span))
    return items


def _ridden(part: _Part) -> int:
    inner = 1 if part.inner is None else sum(map(_ridden, part.inner.parts))
    return part.times * inner
