"""What is known of an athlete: thresholds and zones."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workoutc.model import Family
from workoutc.sports import Kind

POWER_ZONES = (55, 75, 90, 105, 120, 150)
"""Upper bounds in % of FTP of all zones but the last: Intervals.icu's defaults."""

PACE_ZONES = tuple(map(Decimal, ("77.5", "87.7", "94.3", "100", "103.4", "111.5")))
"""Upper bounds in % of threshold speed of all zones but the last: Intervals.icu's defaults."""

HR_ZONES = 7
"""How many heart rate zones there are; their bounds are the athlete's own, in bpm."""


@dataclass(frozen=True, slots=True)
class Athlete:
    """Thresholds as far as they are known, `None` where they are not.

    `ftp`, `indoor_ftp`: watts. `lthr`, `max_hr`: beats a minute. `threshold_pace`: metres a second
    by kind of sport. `power_zones`, `pace_zones`: upper bounds of all zones but the last, in
    percent of FTP and of threshold speed. `hr_zones`: how many.
    """

    ftp: Decimal | None = None
    indoor_ftp: Decimal | None = None
    lthr: Decimal | None = None
    max_hr: Decimal | None = None
    threshold_pace: Mapping[Kind, Decimal] = field(default_factory=dict)
    power_zones: tuple[Decimal | int, ...] = POWER_ZONES
    pace_zones: tuple[Decimal | int, ...] = PACE_ZONES
    hr_zones: int = HR_ZONES

    def zones(self, family: Family) -> int:
        """How many zones the athlete has of a family."""
        match family:
            case Family.POWER:
                return len(self.power_zones) + 1
            case Family.PACE:
                return len(self.pace_zones) + 1
            case Family.HR:
                return self.hr_zones


UNKNOWN = Athlete()
"""Nobody in particular: no thresholds, the default zones."""
