"""Lengths and targets in Intervals.icu's own spelling."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from workoutc.model import Distance, Length, Target, Time, Unit, ends

THOUSANDTH = Decimal("0.001")


def duration(seconds: int) -> str:
    """`1h30m`, `1m30s`, `45s`: never a bare number, which would count as seconds."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    parts = (f"{hours}h" if hours else "", f"{minutes}m" if minutes else "")
    return "".join(parts) + (f"{rest}s" if rest or not seconds else "")


def length(value: Length) -> str:
    """A time, or a distance in the unit it was written in."""
    match value:
        case Time(seconds):
            return duration(seconds)
        case Distance(number, unit):
            return f"{number.normalize():f}{unit}"


@lru_cache(maxsize=4096)
def target(value: Target) -> str:
    """A target with its family's word; a range in the order the level has it, easier end first.

    Raises KeyError for `Unit.BPM`, which Intervals.icu can't hold: lower it first.
    """
    spelled, suffix = SPELLINGS[value.unit]
    over = f" {duration(value.over)}" if value.over else ""
    return "-".join(map(spelled, ends(value.level))) + suffix + over


@lru_cache(maxsize=2048)
def plain(number: Decimal) -> str:
    """Without an exponent and without trailing zeros."""
    return f"{fine(number).normalize():f}"


def fine(number: Decimal) -> Decimal:
    """To three places, half up: no device shows more, and the server reads nine digits at most."""
    return number if _places(number) <= 3 else number.quantize(THOUSANDTH, ROUND_HALF_UP)


def whole(number: Decimal) -> int:
    """Half up, as clock paces and cadences are written."""
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _clock(seconds: Decimal) -> str:
    minutes, rest = divmod(whole(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _zone(number: Decimal) -> str:
    return f"Z{plain(number)}"


def _custom_zone(number: Decimal) -> str:
    return f"CZ{plain(number)}"


def _rounded(number: Decimal) -> str:
    return str(whole(number))


SPELLINGS: dict[Unit, tuple[Callable[[Decimal], str], str]] = {
    Unit.PERCENT_FTP: (plain, "%"),
    Unit.WATTS: (plain, "w"),
    Unit.POWER_ZONE: (_zone, ""),
    Unit.PERCENT_MMP: (plain, "% MMP"),
    Unit.CUSTOM_ZONE: (_custom_zone, ""),
    Unit.PERCENT_MAX_HR: (plain, "% HR"),
    Unit.PERCENT_LTHR: (plain, "% LTHR"),
    Unit.HR_ZONE: (_zone, " HR"),
    Unit.PERCENT_PACE: (plain, "% Pace"),
    Unit.PACE_ZONE: (_zone, " Pace"),
    Unit.PACE_DEFAULT: (_clock, " Pace"),
    Unit.PACE_KM: (_clock, "/km Pace"),
    Unit.PACE_MILE: (_clock, "/mi Pace"),
    Unit.PACE_100M: (_clock, "/100m Pace"),
    Unit.PACE_100Y: (_clock, "/100y Pace"),
    Unit.PACE_250M: (_clock, "/250m Pace"),
    Unit.PACE_400M: (_clock, "/400m Pace"),
    Unit.PACE_500M: (_clock, "/500m Pace"),
    Unit.RPM: (_rounded, "rpm"),
}
