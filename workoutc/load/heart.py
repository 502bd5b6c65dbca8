"""Load from heart rate: an estimate, since it rests on values that no profile has."""

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from workoutc.athlete import Athlete
from workoutc.load.course import Course
from workoutc.load.figures import Load, Zones, zone_ids
from workoutc.load.stream import Held, seconds_within
from workoutc.model import Ramp, Target, Unit, ends
from workoutc.records import replace
from workoutc.sports import Kind

RESTING = 50
"""Beats a minute at rest, assumed. Between 50 and 55 the one load that is known of the service
comes out right, with maxima of 185 and 200 (LTHR 170)."""

THRESHOLD_OF_MAX = Decimal("0.914")
"""LTHR as a share of the maximum where that isn't known: 181 of 198, in Intervals.icu's own
examples."""

WEIGHT, GROWTH = 0.64, 1.92
"""Of Banister's training impulse for men: a minute at a share r of the heart rate reserve counts
r · 0.64 · e^(1.92 r)."""

BOUNDS = {
    Kind.RIDE: ("80.7", "89.5", "92.8", "99.4", "102.2", "105.5"),
    Kind.SWIM: ("84.2", "88.9", "94.2", "99.4", "102.3", "105.3"),
}
BOUNDS_ON_FOOT = ("84.0", "89.0", "93.9", "99.4", "102.2", "105.0")
"""Intervals.icu's defaults in % of LTHR, upper bounds of all zones but the last."""

NO_LTHR = "no threshold heart rate is known: set `lthr` in the profile"
NO_MAX = "no maximum heart rate is known: set `max_hr` in the profile"

SLICES = 32
"""Pieces in which a ramp is reckoned."""

Beats = tuple[Fraction, Fraction]
"""A minute, at the beginning and at the end."""


def heart_load(course: Course, known: Load, *, zones: bool) -> Load:
    """The figures of a course by its heart rate targets, all of them estimates: normalized training
    impulse (HRSS), 100 for an hour at threshold. `known`: its time and distance; `zones`: whether
    with those."""
    athlete, kind = course.athlete, course.sport.kind
    asked = [beats(s.hr, athlete, kind) if s.hr else None for s in course.steps]
    missing = [found for found in asked if isinstance(found, str)]
    if missing or not known.duration_s:
        return known.because(*missing)
    parts = list(zip(course.times, (b for b in asked if not isinstance(b, str)), strict=True))
    known = replace(known, zones=_zone_times(course, parts)) if zones else known
    if athlete.lthr is None:
        return known.because(NO_LTHR)
    top = athlete.max_hr or athlete.lthr / THRESHOLD_OF_MAX
    reserve = float(top) - RESTING
    impulses = [_impulse(time or 0, found, reserve) for time, found in parts]
    total = math.fsum(i * n for i, n in zip(impulses, course.counts, strict=True))
    hour = 60 * _weight((float(athlete.lthr) - RESTING) / reserve)
    points = math.floor(100 * total / hour + 0.5)
    return replace(known.weighing(points), estimate=True).because(
        f"a load from heart rate is an estimate, with {RESTING} beats at rest and {top:.0f} at most"
    )


def beats(target: Target, athlete: Athlete, kind: Kind) -> Beats | str:
    """What a target asks for at the beginning and at the end of its step, in beats a minute; or why
    that isn't known."""
    match target.unit:
        case Unit.HR_ZONE:
            return _zone_beats(target, athlete, kind)
        case Unit.PERCENT_LTHR:
            one, missing = athlete.lthr, NO_LTHR
        case Unit.PERCENT_MAX_HR:
            one, missing = athlete.max_hr, NO_MAX
        case _:
            one, missing = Decimal(100), ""
    if one is None:
        return missing
    return _held(target, [Fraction(n) * Fraction(one) / 100 for n in ends(target.level)])


def usual_bounds(kind: Kind) -> Sequence[Decimal]:
    """Upper bounds of all zones but the last in % of LTHR, where an athlete has none of their
    own."""
    return [Decimal(bound) for bound in BOUNDS.get(kind, BOUNDS_ON_FOOT)]


def heart_bounds(athlete: Athlete, kind: Kind) -> tuple[Decimal | int, ...]:
    """Upper bounds of all zones but the last, in beats a minute: the athlete's own, else Intervals.
    icu's defaults for the LTHR; none where neither can be."""
    if athlete.hr_bounds or athlete.lthr is None or athlete.hr_zones != len(BOUNDS_ON_FOOT) + 1:
        return athlete.hr_bounds
    shares = usual_bounds(kind)
    return tuple(
        (athlete.lthr * share / 100).quantize(Decimal(1), ROUND_HALF_UP) for share in shares
    )


def _zone_beats(target: Target, athlete: Athlete, kind: Kind) -> Beats | str:
    """A zone begins a beat above the bound before it, the first at 0.8 of its own; the last ends
    with the maximum."""
    bounds = heart_bounds(athlete, kind)
    numbers = [int(number) for number in ends(target.level)]
    if not bounds:
        return "no heart rate zones are known: set `lthr`, or `hr_zones` with their bounds"
    if not all(1 <= number <= len(bounds) + 1 for number in numbers):
        return f"there is no heart rate zone {max(numbers)}: the profile has {len(bounds) + 1}"
    top = athlete.max_hr or (athlete.lthr or bounds[-1]) / THRESHOLD_OF_MAX
    highs = [*map(Fraction, bounds), max(Fraction(top), Fraction(bounds[-1]))]
    lows = [highs[0] * Fraction(4, 5), *(high + 1 for high in highs[:-1])]
    return _held(target, [lows[numbers[0] - 1], highs[numbers[-1] - 1]])


def _held(target: Target, numbers: Sequence[Fraction]) -> Beats:
    if isinstance(target.level, Ramp):
        return numbers[0], numbers[-1]
    middle = (numbers[0] + numbers[-1]) / 2
    return middle, middle


def _impulse(seconds: int, found: Beats | None, reserve: float) -> float:
    """The training impulse of a step, 0 for one without a heart rate."""
    if found is None:
        return 0.0
    first, last = ((float(number) - RESTING) / reserve for number in found)
    if first == last:
        return seconds / 60 * _weight(first)
    middles = ((at + 0.5) / SLICES for at in range(SLICES))
    mean = math.fsum(_weight(first + (last - first) * at) for at in middles) / SLICES
    return seconds / 60 * mean


def _weight(share: float) -> float:
    share = max(share, 0.0)
    return share * WEIGHT * math.exp(GROWTH * share)


def _zone_times(course: Course, parts: Sequence[tuple[int | None, Beats | None]]) -> Zones:
    """Seconds in each heart rate zone; none where the bounds aren't known."""
    bounds = heart_bounds(course.athlete, course.sport.kind)
    if not bounds:
        return ()
    still = (Fraction(0), Fraction(0))
    held = [Held(time or 0, *(found or still)) for time, found in parts]
    times = seconds_within(course.stream(held), bounds)
    return tuple(zip(zone_ids(len(times)), times, strict=True))
