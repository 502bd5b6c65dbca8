"""A session as bars, one for each ridden step, with its repeats and cues at their times."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from workoutc.athlete import Athlete
from workoutc.model import (
    Cue,
    Family,
    Item,
    Note,
    Repeat,
    Section,
    Step,
    Target,
    Workout,
    walk,
)  # fmt: skip
from workoutc.picture.share import Share, Yardstick, yardstick
from workoutc.records import dataclass, field
from workoutc.sports import SPORTS
from workoutc.tuples import NamedTuple
from workoutc.units import FAMILY_OF

MOST = 2_000
"""Bars that are told apart: more would be thinner than a pixel of any picture."""

Seconds: TypeAlias = Callable[[Step], float]
"""How long a step takes."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A ridden step. `start`, `seconds`: when, and how long. `share`: how hard, `None` where it
    has no target that can be drawn. `family`: what it steers by."""

    step: Step
    start: float
    seconds: float
    share: Share | None = None
    family: Family | None = None

    @property
    def end(self) -> float:
        """When it is over."""
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Bracket:
    """A repeat: `count` rounds from `start` to `end`; `depth` 0 stands in no other one."""

    count: int
    label: str
    start: float
    end: float
    depth: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A cue at its time."""

    at: float
    cue: Cue


@dataclass(slots=True)
class Drawing:
    """All that is drawn of a session. `bars` and `brackets` in the order they are ridden."""

    workout: Workout
    stick: Yardstick
    bars: list[Bar] = field(default_factory=list)
    brackets: list[Bracket] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    whole: bool = True
    """Whether every step is there."""

    @property
    def seconds(self) -> float:
        """How long it all takes."""
        return self.bars[-1].end if self.bars else 0.0

    @property
    def families(self) -> list[Family]:
        """What the steps steer by, the most frequent first."""
        found = [bar.family for bar in self.bars if bar.family]
        return sorted(set(found), key=lambda f: (-found.count(f), f))

    @property
    def depth(self) -> int:
        """How many repeats stand in one another."""
        return 1 + max((bracket.depth for bracket in self.brackets), default=-1)


def drawing(workout: Workout, athlete: Athlete, seconds: Seconds) -> Drawing:
    """The session of an athlete; `seconds` tells how long a step of a distance takes."""
    steps = walk(workout.items)
    sport = SPORTS.get(workout.sport)
    indoor = workout.indoor if workout.indoor is not None else bool(sport and sport.indoor)
    targets = [target for step in steps for target in step.targets]
    stick = yardstick(targets, workout.sport, athlete, indoor=indoor)
    drawn = Drawing(workout, stick)
    _add(drawn, workout.items, 0, _Pen(seconds, _order(workout)))
    return drawn


@dataclass(frozen=True, slots=True)
class _Pen:
    seconds: Seconds
    order: Sequence[Family]


def _order(workout: Workout) -> Sequence[Family]:
    """Which target of a step is drawn, if it has several: the one the device steers by."""
    usual = [Family.POWER, Family.HR, Family.PACE]
    return sorted(usual, key=lambda family: family.name != workout.target)


def _add(drawn: Drawing, items: Sequence[Item], depth: int, pen: _Pen) -> None:
    for item in items:
        match item:
            case Note():
                pass
            case Step() if len(drawn.bars) < MOST:
                _add_bar(drawn, item, pen)
            case Step():
                drawn.whole = False
            case Section(items=inner):
                _add(drawn, inner, depth, pen)
            case Repeat():
                _add_repeat(drawn, item, depth, pen)


def _add_repeat(drawn: Drawing, repeat: Repeat, depth: int, pen: _Pen) -> None:
    start, at = drawn.seconds, len(drawn.brackets)
    for _ in range(repeat.count):
        if len(drawn.bars) >= MOST:
            drawn.whole = False
            break
        _add(drawn, repeat.items, depth + 1, pen)
    if drawn.seconds > start:
        bracket = Bracket(repeat.count, repeat.label, start, drawn.seconds, depth)
        drawn.brackets.insert(at, bracket)


def _add_bar(drawn: Drawing, step: Step, pen: _Pen) -> None:
    start, seconds = drawn.seconds, pen.seconds(step)
    target = _steered(step, pen.order)
    share = drawn.stick.share(target) if target else None
    family = FAMILY_OF[target.unit] if target else None
    drawn.bars.append(Bar(step, start, seconds, share, family))
    for cue in step.cues:
        drawn.flags.append(Flag(start + (cue.at if cue.at >= 0 else seconds + cue.at), cue))


def _steered(step: Step, order: Sequence[Family]) -> Target | None:
    by = {FAMILY_OF[target.unit]: target for target in step.targets}
    return next((by[family] for family in order if family in by), None)


class Piece(NamedTuple):
    """A part of a bar, from `begin` to `end` (0 to 1), within one zone."""

    begin: float
    end: float
    zone: int


def pieces(bar: Bar, stick: Yardstick) -> Iterator[Piece]:
    """The bar cut where it passes from zone to zone."""
    if bar.share is None or bar.family is None:
        return
    cuts = [0.0, *_crossings(bar.share, stick.bounds[bar.family]), 1.0]
    for begin, end in itertools.pairwise(cuts):
        low, high = bar.share.at((begin + end) / 2)
        yield Piece(begin, end, stick.zone((low + high) / 2, bar.family))


def _crossings(share: Share, bounds: Sequence[float]) -> list[float]:
    first, last = sum(share.begin) / 2, sum(share.end) / 2
    if first == last:
        return []
    parts = ((bound - first) / (last - first) for bound in bounds)
    return sorted(part for part in parts if 0 < part < 1)
