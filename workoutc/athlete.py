"""What is known of an athlete: thresholds and zones."""

from collections.abc import Mapping
from decimal import Decimal

from workoutc.model import Family
from workoutc.records import dataclass, field
from workoutc.sports import SPORTS, Kind

POWER_ZONES = (55, 75, 90, 105, 120, 150)
"""Upper bounds in % of FTP of all zones but the last: Intervals.icu's defaults."""

PACE_ZONES = tuple(map(Decimal, ("77.5", "87.7", "94.3", "100", "103.4", "111.5")))
"""Upper bounds in % of threshold speed of all zones but the last: Intervals.icu's defaults."""

HR_ZONES = 7
"""How many heart rate zones there are where their bounds, which are the athlete's own, aren't
known."""


@dataclass(frozen=True, slots=True)
class Athlete:
    """Thresholds as far as they are known, `None` where they are not.

    `ftp`, `indoor_ftp`: watts. `w_prime`: joules that can be spent above FTP. `lthr`, `max_hr`:
    beats a minute. `threshold_pace`: metres a second by kind of sport. `power_zones`,
    `pace_zones`: upper bounds of all zones but the last, in percent of FTP and of threshold speed.
    `hr_zones`: how many; `hr_bounds`: upper bounds of all but the last, in beats a minute, empty
    where they aren't known. Names of zones begin with the first. `workout_order`: which family of
    targets counts first, empty for what is usual in the sport. `sports`: the same athlete in the
    kinds of sport that have values of their own, each complete. `table`: where in the settings
    all of that stands, or would.
    """

    ftp: Decimal | None = None
    indoor_ftp: Decimal | None = None
    w_prime: Decimal | None = None
    lthr: Decimal | None = None
    max_hr: Decimal | None = None
    threshold_pace: Mapping[Kind, Decimal] = field(default_factory=dict)
    power_zones: tuple[Decimal | int, ...] = POWER_ZONES
    pace_zones: tuple[Decimal | int, ...] = PACE_ZONES
    hr_zones: int = HR_ZONES
    hr_bounds: tuple[Decimal | int, ...] = ()
    power_zone_names: tuple[str, ...] = ()
    pace_zone_names: tuple[str, ...] = ()
    hr_zone_names: tuple[str, ...] = ()
    workout_order: tuple[Family, ...] = ()
    sports: Mapping[Kind, "Athlete"] = field(default_factory=dict)
    table: str = field(default="athlete", compare=False)

    def __hash__(self) -> int:
        # Athletes are part of the keys of caches; mappings can't be hashed, and these tell enough.
        return hash((self.ftp, self.lthr, self.max_hr, self.power_zones))

    def in_sport(self, name: str) -> "Athlete":
        """The athlete in a sport of Intervals.icu, such as `TrailRun`: whoever compiles, reads or
        advises asks for this first."""
        if not self.sports:
            return self
        sport = SPORTS.get(name)
        return self.sports.get(sport.kind if sport else Kind.OTHER, self)

    def zones(self, family: Family) -> int:
        """How many zones the athlete has of a family."""
        match family:
            case Family.POWER:
                return len(self.power_zones) + 1
            case Family.PACE:
                return len(self.pace_zones) + 1
            case Family.HR:
                return len(self.hr_bounds) + 1 if self.hr_bounds else self.hr_zones

    def zone_names(self, family: Family) -> tuple[str, ...]:
        """The names of the zones of a family; none where there aren't as many as zones, for then
        they are those of other zones."""
        match family:
            case Family.POWER:
                names = self.power_zone_names
            case Family.PACE:
                names = self.pace_zone_names
            case Family.HR:
                names = self.hr_zone_names
        return names if len(names) == self.zones(family) else ()


UNKNOWN = Athlete()
"""Nobody in particular: no thresholds, the default zones."""
