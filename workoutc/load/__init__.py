"""Planned training load, as Intervals.icu reckons it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.load.course import Course, course
from workoutc.load.figures import Load, intensity, metres
from workoutc.load.heart import heart_load
from workoutc.load.power import power_load
from workoutc.load.speed import pace_load
from workoutc.model import Distance, Family, Workout, ridden_steps
from workoutc.records import replace
from workoutc.sports import usual_order

MOST = 100_000
"""Ridden steps, ten times what a source may have: no workout made by hand may fill the memory."""

WORDS = {Family.POWER: "power", Family.HR: "heart rate", Family.PACE: "pace"}


def load_of(workout: Workout, athlete: Athlete = UNKNOWN, *, zones: bool = True) -> Load:
    """Time, distance, load, power and time in zone of a workout, as far as they can be known.

    One family of targets counts for all of it; a step with several counts once. A workout without
    steps has the totals that are planned for it. `zones`: whether the times in zones and the work
    above FTP are asked for, which take as long as all the rest.
    """
    if ridden_steps(workout.items) > MOST:
        return Load().because(f"more than {MOST} steps are not reckoned")
    ridden = course(workout, athlete)
    if not ridden.steps:
        return _planned(workout)
    known = Load(ridden.duration, metres(ridden.distance) if ridden.distance else None)
    family = counting(ridden)
    if family is None:
        return known.because("no step has a target to reckon a load from")
    known = replace(known, family=family)
    if ridden.duration is None:
        known = known.because("how long a distance takes can't be told without a threshold pace")
    found = _by(family, ridden, known, zones=zones)
    vague = tuple(_vague(ridden, family)) if found.load is not None else ()
    return replace(found, estimate=True).because(*vague) if vague else found


def counting(ridden: Course) -> Family | None:
    """Which family counts: that of `target:`, else the first that any step has, in the order that
    the athlete has set for the sport."""
    own = [family for family in Family if family.upper() == ridden.workout.target.upper()]
    there = {f for f in Family for step in ridden.steps if getattr(step, f) is not None}
    order = (*own, *(ridden.athlete.workout_order or usual_order(ridden.sport.kind)))
    return next((family for family in order if family in there), None)


def _by(family: Family, ridden: Course, known: Load, *, zones: bool) -> Load:
    match family:
        case Family.POWER:
            return power_load(ridden, known, zones=zones)
        case Family.PACE:
            return pace_load(ridden, known, zones=zones)
        case Family.HR:
            return heart_load(ridden, known, zones=zones)
        case _:
            assert_never(family)


def _vague(ridden: Course, family: Family) -> Iterator[str]:
    """Why the service may come to another load."""
    if family is not Family.PACE and any(isinstance(s.length, Distance) for s in ridden.steps):
        guess = f": without a pace at {ridden.guess}" if ridden.guess else ""
        yield f"the time of a distance is an estimate{guess}"
    steps = [step for step in ridden.steps if getattr(step, family) is None]
    if any(step.targets for step in steps):
        yield f"steps without a target of {WORDS[family]} count as nothing"
    if any(step.maxeffort for step in steps):
        yield "a maximal effort without a target counts as nothing"


def _planned(workout: Workout) -> Load:
    distance = metres(Fraction(workout.distance.metres)) if workout.distance else None
    known = Load(workout.duration, distance, workout.load)
    if workout.load is None:
        return known.because("there are no steps, and no load is planned")
    return replace(known, intensity=intensity(workout.load, workout.duration))
