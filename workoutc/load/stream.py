"""A value for each second of a session: sums over it are exact and take no loop by second.

Within a step the value moves evenly, so its rolling mean over thirty seconds is a polynomial
between the places where a step enters or leaves the window, and so is its fourth power.
"""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from workoutc.tuples import NamedTuple

WINDOW = 30
"""Seconds of the rolling mean of normalized power."""

_BEGINNING = math.lcm(*range(1, WINDOW + 1))
"""What makes the means over 1, 2 … 30 seconds whole."""

_SUMS: list[list[int]] = [[sum(at**power for at in range(count)) for power in range(1, 5)]
         for count in range(WINDOW + 1)]  # fmt: skip
"""0 + 1 + … and the same squared, cubed and to the fourth, of so many terms."""

KEPT = 1000
"""Ridden steps of a session whose sum is kept, lest they fill the memory."""

Exact: TypeAlias = Fraction | Decimal


class Held(NamedTuple):
    """So many seconds, from the value of the first to that of the last one."""

    seconds: int
    start: Exact
    end: Exact


class Run(NamedTuple):
    """The same in whole numbers: `first` in the first second, `rise` more in each one after."""

    seconds: int
    first: int
    rise: int

    @property
    def total(self) -> int:
        """The sum of all its seconds."""
        return self.seconds * self.first + self.rise * (self.seconds * (self.seconds - 1) // 2)

    def at_most(self, bound: int) -> int:
        """How many of its seconds do not lie above a bound."""
        if not self.rise:
            return self.seconds if self.first <= bound else 0
        beyond = (bound - self.first) // self.rise + 1  # rising: the first second above it
        if self.rise < 0:
            beyond = self.seconds - -((bound - self.first) // -self.rise)
        return min(max(beyond, 0), self.seconds)


class Stream(NamedTuple):
    """`runs`: one for each written step, in units of one `scale`th. `order`: by their numbers, as
    they are ridden; `counts`: how often each is."""

    runs: Sequence[Run]
    scale: int
    order: Sequence[int]
    counts: Sequence[int]

    @property
    def seconds(self) -> int:
        """How long it is."""
        return sum(run.seconds * n for run, n in zip(self.runs, self.counts, strict=True))

    @property
    def total(self) -> Fraction:
        """The sum of all seconds: of watts, joules."""
        whole = sum(run.total * n for run, n in zip(self.runs, self.counts, strict=True))
        return Fraction(whole, self.scale)


def stream(held: Sequence[Held], order: Sequence[int], counts: Sequence[int]) -> Stream:
    """What is held in each written step, as a stream."""
    ratios = [(h.start.as_integer_ratio(), h.end.as_integer_ratio()) for h in held]
    scale = math.lcm(*{below for ratio in ratios for _, below in ratio})
    whole = [(a * (scale // b), c * (scale // d)) for (a, b), (c, d) in ratios]
    steps = {h.seconds - 1 for h, (a, b) in zip(held, whole, strict=True) if a != b}
    finer = math.lcm(*(count for count in steps if count > 0))
    runs = [
        Run(h.seconds, a * finer, (b - a) * finer // max(h.seconds - 1, 1))
        for h, (a, b) in zip(held, whole, strict=True)
    ]
    return Stream(runs, scale * finer, order, counts)


def seconds_within(values: Stream, bounds: Sequence[Exact | int]) -> list[int]:
    """Seconds up to each of the rising bounds, and above the last."""
    wholes = [math.floor(bound * values.scale) for bound in bounds]
    below = [0] * len(bounds)
    for run, count in zip(values.runs, values.counts, strict=True):
        for at, bound in enumerate(wholes):
            below[at] += count * run.at_most(bound)
    return [upper - lower for lower, upper in pairwise((0, *below, values.seconds))]


def total_above(values: Stream, bound: Exact) -> Fraction:
    """The sum of what lies above a bound in each second."""
    whole = math.floor(bound * values.scale)
    total = seconds = 0
    for run, count in zip(values.runs, values.counts, strict=True):
        if over := run.seconds - run.at_most(whole):
            first = run.first + run.rise * (run.seconds - over if run.rise > 0 else 0)
            total += count * Run(over, first, run.rise).total
            seconds += count * over
    return Fraction(total, values.scale) - seconds * Fraction(bound)


def normalized(values: Stream) -> int:
    """The fourth root of the mean fourth power of the trailing means over thirty seconds, to the
    nearest whole; a half goes up. The first means are over what there is so far."""
    one = math.gcd(*(size for _, *sizes in values.runs for size in sizes)) or 1
    shape = tuple([Run(seconds, first // one, rise // one) for seconds, first, rise in values.runs])
    powers = _known_powers if len(values.order) <= KEPT else _powers
    whole = powers(shape, tuple(values.order)) * one**4
    return _fourth_root(whole, values.seconds * (_BEGINNING * values.scale) ** 4)


def _powers(shape: Sequence[Run], order: Sequence[int]) -> int:
    """The sum of the fourth powers of all means."""
    runs = [shape[at] for at in order]
    beginning, held = _beginning(runs)
    return beginning + _rest(runs, held) * (_BEGINNING // WINDOW) ** 4


_known_powers = lru_cache(maxsize=256)(_powers)
"""A session in percent of FTP has, in its own smallest unit, the same sum for everybody."""


def _beginning(runs: Sequence[Run]) -> tuple[int, int]:
    """Fourth powers of the means of the first thirty seconds, and the sum of those seconds."""
    count, first, rise = runs[0]
    if not rise and count >= WINDOW:
        return WINDOW * (first * _BEGINNING) ** 4, WINDOW * first
    powers = total = 0
    for at, value in enumerate(_first(runs), 1):
        total += value
        powers += (total * (_BEGINNING // at)) ** 4
    return powers, total


def _first(runs: Sequence[Run]) -> Iterator[int]:
    left = WINDOW
    for count, first, rise in runs:
        for at in range(min(left, count)):
            yield first + at * rise
        left -= count
        if left <= 0:
            return


def _rest(runs: Sequence[Run], held: int) -> int:
    """Fourth powers of the sums over the window, beyond the first thirty seconds. `held`: their
    sum."""
    total = 0
    entering, leaving = _from(runs, WINDOW), iter(runs)
    gone, old, old_rise = next(leaving)
    for came, new, new_rise in entering:
        while came:
            while not gone:
                gone, old, old_rise = next(leaving)
            count = min(came, gone)
            rise, bend = new - old, new_rise - old_rise
            if rise or bend:
                total += _fourth_powers(held + rise, rise + bend, bend, count)
                held += count * rise + bend * (count * (count - 1) // 2)
            else:
                total += count * held**4
            came, new = came - count, new + count * new_rise
            gone, old = gone - count, old + count * old_rise
    return total


def _from(runs: Sequence[Run], second: int) -> Iterator[Run]:
    """The runs as they are from a second on."""
    for count, first, rise in runs:
        if count > second:
            yield Run(count - second, first + second * rise, rise)
        second = max(second - count, 0)


def _fourth_powers(value: int, rise: int, bend: int, count: int) -> int:
    """The sum of the fourth powers of `count` values: each one `rise` above the one before, and the
    rise itself growing by `bend`."""
    if bend or count > WINDOW:
        return _by_differences(value, rise, bend, count)
    one, two, three, four = _SUMS[count]
    square, squared_rise = value * value, rise * rise
    even = (
        count * square * square
        + 6 * square * squared_rise * two
        + squared_rise * squared_rise * four
    )
    return even + 4 * value * rise * (square * one + squared_rise * three)


def _by_differences(value: int, rise: int, bend: int, count: int) -> int:
    """The same by Newton's forward differences: a polynomial of degree eight is known by nine of
    its values, and so is its sum over any number of them."""
    powers: list[int] = []
    for _ in range(min(count, 9)):
        square = value * value
        powers.append(square * square)
        value += rise
        rise += bend
    if count <= len(powers):
        return sum(powers)
    total = 0
    for order in range(1, 10):
        total += powers[0] * math.comb(count, order)
        powers = [after - before for before, after in pairwise(powers)]
    return total


def _fourth_root(number: int, by: int) -> int:
    """The nearest whole number to the fourth root of `number / by`."""
    root = math.isqrt(math.isqrt(number // by))
    middle = (2 * root + 1) * (2 * root + 1)
    return root + (16 * number >= middle * middle * by)
