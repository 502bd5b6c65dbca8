"""The words for units: what each one counts, in tables."""

import re
from decimal import Decimal

from workoutc.model import Family, Intensity, LengthUnit, Unit
from workoutc.regex import regex

TIME_UNITS = {
    "h": 3600, "hour": 3600, "hours": 3600, "hr": 3600, "hrs": 3600,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "'": 60, "′": 60, "’": 60,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, '"': 1, "″": 1, "”": 1,
}  # fmt: skip
"""Seconds in one. `m` is minutes, as on Intervals.icu; metres are `mtr`."""

LENGTH_UNITS = {
    "km": LengthUnit.KILOMETRE, "kms": LengthUnit.KILOMETRE,
    "mtr": LengthUnit.METRE, "mtrs": LengthUnit.METRE,
    "meter": LengthUnit.METRE, "meters": LengthUnit.METRE,
    "metre": LengthUnit.METRE, "metres": LengthUnit.METRE,
    "mi": LengthUnit.MILE, "mile": LengthUnit.MILE, "miles": LengthUnit.MILE,
    "y": LengthUnit.YARD, "yd": LengthUnit.YARD, "yds": LengthUnit.YARD, "yrd": LengthUnit.YARD,
    "yard": LengthUnit.YARD, "yards": LengthUnit.YARD,
}  # fmt: skip

PACE_UNITS = {
    "km": Unit.PACE_KM, "mi": Unit.PACE_MILE, "100m": Unit.PACE_100M, "100y": Unit.PACE_100Y,
    "250m": Unit.PACE_250M, "400m": Unit.PACE_400M, "500m": Unit.PACE_500M,
}  # fmt: skip
"""What stands behind the slash of a clock pace."""

PACE_METRES = {
    Unit.PACE_KM: Decimal(1000),
    Unit.PACE_MILE: Decimal("1609.34"),
    Unit.PACE_100M: Decimal(100),
    Unit.PACE_100Y: Decimal("91.44"),
    Unit.PACE_250M: Decimal(250),
    Unit.PACE_400M: Decimal(400),
    Unit.PACE_500M: Decimal(500),
}
"""Metres that a clock pace of the unit covers in its seconds."""

FAMILY_OF = {
    Unit.PERCENT_FTP: Family.POWER, Unit.WATTS: Family.POWER, Unit.POWER_ZONE: Family.POWER,
    Unit.PERCENT_MMP: Family.POWER, Unit.CUSTOM_ZONE: Family.POWER,
    Unit.PERCENT_MAX_HR: Family.HR, Unit.PERCENT_LTHR: Family.HR, Unit.BPM: Family.HR,
    Unit.HR_ZONE: Family.HR,
    Unit.PERCENT_PACE: Family.PACE, Unit.PACE_ZONE: Family.PACE, Unit.PACE_DEFAULT: Family.PACE,
    Unit.PACE_KM: Family.PACE, Unit.PACE_MILE: Family.PACE, Unit.PACE_100M: Family.PACE,
    Unit.PACE_100Y: Family.PACE, Unit.PACE_250M: Family.PACE, Unit.PACE_400M: Family.PACE,
    Unit.PACE_500M: Family.PACE,
}  # fmt: skip

CLOCK_PACES = frozenset(PACE_METRES) | {Unit.PACE_DEFAULT}
"""Units whose numbers are seconds: larger is slower."""

ZONES = frozenset({Unit.POWER_ZONE, Unit.HR_ZONE, Unit.PACE_ZONE})

# `10m easy`, `4x4min @ 105%`, `5x 1m Z5`, `20 min Z2`; but not `60 minutes on the rollers`.
STEP_OPENING = regex(
    r"(?:[•*–—·]\s*)?(?:[0-9]+\s?x\s?)?"
    r"(?:[0-9]+(?:h|m|s|min|sec|km|mtr|mi)[0-9hms]*|[0-9]+['\"])(?=[\s,]|$)"
    r"|[0-9]+\s(?:min|minutes|sec|m|h|km)\s(?:[0-9]|Z[0-9]|@|ramp)",
    re.IGNORECASE,
)
"""How a line without its dash shows that it was meant as a step."""

LENGTH_WORD = regex(
    r"(?:[0-9]+(?:h|m|s|min|sec|mins|secs|['\"]))+[0-9]*|[0-9.]+(?:h|mtr|km|mi|yrd|y)",
    re.IGNORECASE | re.ASCII,
)
"""A word that looks like the length of a step."""

_FLAG_HEADINGS = {
    **dict.fromkeys(("warmup", "warm up", "warm-up"), Intensity.WARMUP),
    **dict.fromkeys(("cooldown", "cool down", "cool-down"), Intensity.COOLDOWN),
}


def flag_of(heading: str) -> Intensity | None:
    """What a heading of just `Warm-up` or `Cooldown`, in any spelling, says of its steps."""
    return _FLAG_HEADINGS.get(heading.strip().lower())
