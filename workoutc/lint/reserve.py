"""Advice on W': the work above FTP that a rider can spend, and gets back below it."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.lint.power import open_ended, to_the_end
from workoutc.lint.wording import time_text
from workoutc.load.course import Course, course
from workoutc.load.power import Watts, watts_of
from workoutc.model import Item, Note, Repeat, Section, Step, Workout, ridden_steps
from workoutc.records import dataclass

MOST = 10_000
"""Ridden steps beyond which nobody is advised."""


@dataclass(frozen=True, slots=True)
class Ridden:
    """A step as it is ridden: its number among the written ones, and of each repeat around it,
    outermost first, its round and how many there are."""

    number: int
    rounds: tuple[tuple[int, Repeat], ...] = ()


def used_up(workout: Workout, athlete: Athlete, w_prime: Decimal) -> Diagnostic | None:
    """The first step in which W' (joules) is used up, once a workout."""
    if ridden_steps(workout.items) > MOST:
        return None
    ridden = course(workout, athlete)
    if ridden.ftp is None or not _ridable(ridden):
        return None
    left = whole = float(w_prime)
    for each in _in_order(workout.items, [0], ()):
        step, seconds = ridden.steps[each.number], ridden.times[each.number] or 0
        watts = watts_of(step.power, ridden.ftp, athlete) if step.power else None
        if not isinstance(watts, tuple) or open_ended(step, workout):
            return None  # behind what can't be told nothing is known
        left, at = _after(left, whole, watts, float(ridden.ftp), seconds)
        if at is not None:
            return None if to_the_end(step, workout) else _said(step, each, at, whole)
    return None


def _ridable(ridden: Course) -> bool:
    """Whether all lengths are known, and any step has power."""
    return None not in ridden.times and any(step.power for step in ridden.steps)


def _after(
    left: float, whole: float, watts: Watts, ftp: float, seconds: int
) -> tuple[float, int | None]:
    """What is left of W' after a step, and the second in which it went below nothing.

    Skiba's differential form, FTP standing for critical power: above it what is spent is spent;
    below, W' comes back the faster the more is missing and the easier the riding (Skiba, Fulford,
    Clarke, Vanhatalo and Jones, European Journal of Applied Physiology 115, 2015).
    """
    first, last = float(watts[0]), float(watts[1])
    if first == last <= ftp:
        return whole - (whole - left) * math.exp(-(ftp - first) * seconds / whole), None
    for second in range(seconds):
        over = first + (last - first) * (second + 0.5) / seconds - ftp
        left = left - over if over > 0 else whole - (whole - left) * math.exp(over / whole)
        if left < 0:
            return left, second
    return left, None


def _in_order(
    items: Sequence[Item], next_: list[int], rounds: tuple[tuple[int, Repeat], ...]
) -> Iterator[Ridden]:
    """Each ridden step; `next_` holds the number of the next written one."""
    for item in items:
        match item:
            case Step():
                yield Ridden(next_[0], rounds)
                next_[0] += 1
            case Section():
                yield from _in_order(item.items, next_, rounds)
            case Repeat():
                begin = next_[0]
                for at in range(item.count):
                    next_[0] = begin
                    yield from _in_order(item.items, next_, (*rounds, (at + 1, item)))
            case Note():
                pass


def _said(step: Step, ridden: Ridden, at: int, whole: float) -> Diagnostic:
    names = (
        f"repeat {number} of {repeat.count}" + (f" of {repeat.label}" if repeat.label else "")
        for number, repeat in reversed(ridden.rounds)
    )
    where = ", ".join(names)
    span = step.power.span if step.power else step.span
    return Diagnostic(
        code="W342",
        message=f"W' ({whole / 1000:g} kJ) is used up in {where or 'this step'}",
        span=span,
        label=f"nothing is left after {time_text(at + 1)}",
        help="do fewer repeats, lower the power, or lengthen the easy riding between; where a "
        "rider does hold this, `ftp` or `w_prime` in the profile is too low",
    )
