"""What a session comes to: time, distance, load, power, time in zone."""

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from workoutc.model import Family
from workoutc.records import dataclass, replace

HUNDRED_THOUSANDTH = Decimal("0.00001")
TENTH_MILLIMETRE = Decimal("0.0001")
WIDE = Context(prec=40)

Zones = tuple[tuple[str, int], ...]
"""Seconds in each zone, from the first on. `SS`, the sweet spot, is an extra one that overlaps."""


@dataclass(frozen=True, slots=True)
class Load:
    """A session in numbers, `None` for what can't be known.

    `duration_s`: seconds. `distance_m`: metres, `None` where no step tells any. `load`: points of
    training load. `intensity`: the hour's share of threshold that the load amounts to, in percent.
    `joules_above_ftp`: work above FTP. `family`: what the load is reckoned from. `estimate`: the
    load is near what Intervals.icu shows, perhaps not the same. `reasons`: in words for people, why
    something isn't known or is an estimate.
    """

    duration_s: int | None = None
    distance_m: Decimal | None = None
    load: int | None = None
    intensity: Decimal | None = None
    normalized_power_w: int | None = None
    average_power_w: int | None = None
    joules: int | None = None
    joules_above_ftp: int | None = None
    zones: Zones = ()
    family: Family | None = None
    estimate: bool = False
    reasons: tuple[str, ...] = ()

    def because(self, *reasons: str) -> "Load":
        """The same, with reasons for what is missing or vague."""
        if not reasons:
            return self
        return replace(self, reasons=tuple(dict.fromkeys((*self.reasons, *reasons))))

    def weighing(self, points: int) -> "Load":
        """The same with a load, and the intensity that follows from it."""
        return replace(self, load=points, intensity=intensity(points, self.duration_s))


def intensity(load: int, seconds: int | None) -> Decimal | None:
    """Percent of threshold at which a session of that length has that load: from the whole points,
    as Intervals.icu reckons it, so that it differs from normalized power by FTP."""
    if not seconds:
        return None
    share = WIDE.sqrt(WIDE.divide(Decimal(load * 36), Decimal(seconds)))
    return (share * 100).quantize(HUNDRED_THOUSANDTH)


def half_up(number: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def metres(exact: Fraction) -> Decimal:
    """To a tenth of a millimetre, finer than what the service shows."""
    whole = WIDE.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return whole.quantize(TENTH_MILLIMETRE, context=WIDE)


def zone_ids(count: int) -> Sequence[str]:
    """`Z1`, `Z2` and so on: what zones are called wherever they have no other name."""
    return [f"Z{number}" for number in range(1, count + 1)]
