"""Load from pace: the speed of the whole session, and time in the zones of threshold pace."""

from fractions import Fraction

from workoutc.load.course import Course
from workoutc.load.figures import Load, Zones, half_up, zone_ids
from workoutc.load.pace import paces, speed, speed_of, threshold_speed, unit_of
from workoutc.load.stream import Held, seconds_within
from workoutc.model import Ramp, Step
from workoutc.records import replace
from workoutc.sports import Kind

NO_PACE = "no threshold pace is known: set `threshold_pace.{0}` in the profile"


def pace_load(course: Course, known: Load, *, zones: bool) -> Load:
    """The figures of a course by its pace targets. `known`: its time and distance; `zones`: whether
    with those.

    Squared share of threshold speed, in the water cubed: that of the whole session, with no
    smoothing. So an interval session comes out lower than elsewhere.
    """
    threshold = threshold_speed(course.sport.kind, course.athlete)
    if threshold is None:
        return known.because(NO_PACE.format(course.sport.kind))
    if not known.duration_s:
        return known
    share = course.distance / known.duration_s / threshold
    power = 3 if course.sport.kind is Kind.SWIM else 2
    points = half_up(share**power * known.duration_s / 36)
    times = _zone_times(course, threshold) if zones else ()
    return replace(known, zones=times).weighing(points)


def _zone_times(course: Course, threshold: Fraction) -> Zones:
    """Seconds in each pace zone; standing still, and what has no pace, is in the first."""

    one = threshold / 100
    held = []
    for step, time in zip(course.steps, course.times, strict=True):
        first, last = _speeds(course, step)
        held.append(Held(time or 0, first / one, last / one))
    times = seconds_within(course.stream(held), [Fraction(b) for b in course.athlete.pace_zones])
    return tuple(zip(zone_ids(len(times)), times, strict=True))


def _speeds(course: Course, step: Step) -> tuple[Fraction, Fraction]:
    """Metres a second at the beginning and at the end of a step."""
    if step.pace and isinstance(step.pace.level, Ramp):
        unit, kind = unit_of(step.pace, course.sport), course.sport.kind
        both = [speed(unit, p, p, kind, course.athlete) for p in paces(step.pace)]
        return both[0] or Fraction(0), both[1] or Fraction(0)
    middle = speed_of(step.pace, course.sport, course.athlete) if step.pace else None
    return middle or Fraction(0), middle or Fraction(0)
