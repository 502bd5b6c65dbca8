"""Zones from bound to bound: in what they are set in, and in what is held in the end."""

from decimal import ROUND_HALF_UP, Decimal

from workoutc.athlete import Athlete
from workoutc.model import Family
from workoutc.settings.person import Pace
from workoutc.tuples import NamedTuple


class Zone(NamedTuple):
    """A zone reaches from above `low` up to `high`, `None` where that isn't known or has no end: in
    percent of the threshold, or for heart rate in beats a minute."""

    name: str
    low: Decimal | None
    high: Decimal | None


def zones(athlete: Athlete, family: Family) -> list[Zone]:
    """All zones of a family, from the first."""
    count = athlete.zones(family)
    uppers = _uppers(athlete, family)
    lows = (Decimal(0), *uppers) if uppers else (None,) * count
    highs = (*uppers, _end(athlete, family)) if uppers else (None,) * count
    names = athlete.zone_names(family) or ("",) * count
    return [Zone(*zone) for zone in zip(names, lows, highs, strict=True)]


def _uppers(athlete: Athlete, family: Family) -> tuple[Decimal, ...]:
    match family:
        case Family.POWER:
            found = athlete.power_zones
        case Family.HR:
            found = athlete.hr_bounds
        case Family.PACE:
            found = athlete.pace_zones
    return tuple(map(Decimal, found))


def _end(athlete: Athlete, family: Family) -> Decimal | None:
    if family is not Family.HR or athlete.max_hr is None:
        return None
    return athlete.max_hr if athlete.max_hr > athlete.hr_bounds[-1] else None


def percents(zone: Zone) -> str:
    """`55–75%`; a bound belongs to the zone below it."""
    low, high = (bound and f"{bound.normalize():f}" for bound in (zone.low, zone.high))
    if high is None:
        return f"over {low}%"
    return f"{low}–{high}%" if low else f"to {high}%"


def whole(zone: Zone, threshold: Decimal, unit: str) -> str:
    """`155–210 W`: whole watts or beats, from the first above the bound below. `threshold`: what
    the percentages are of; 100 for what is no percentage."""
    low, high = (
        None if bound is None else int(bound * threshold / 100) for bound in (zone.low, zone.high)
    )
    if high is None:
        return f"over {low} {unit}" if low else ""
    return f"{low + 1}–{high} {unit}" if low else f"to {high} {unit}"


def as_pace(zone: Zone, threshold: Pace) -> str:
    """`5:23–4:45/km`: the slow end first."""
    low, high = (_clock(bound, threshold) for bound in (zone.low, zone.high))
    if not low:
        return f"slower than {high}/{threshold.unit}"
    return f"{low}–{high}/{threshold.unit}" if high else f"faster than {low}/{threshold.unit}"


def _clock(bound: Decimal | None, threshold: Pace) -> str:
    """At so many percent of threshold speed, to whole seconds."""
    if not bound:
        return ""
    seconds = threshold.seconds * 100 / bound
    minutes, seconds = divmod(seconds.quantize(Decimal(1), ROUND_HALF_UP), 60)
    return f"{minutes}:{seconds:02}"
