"""Targets of all kinds as shares of a threshold, so that they can stand side by side.

For the eye only: the load has rules of its own, to the watt.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from workoutc.athlete import Athlete
from workoutc.load.heart import THRESHOLD_OF_MAX, usual_bounds
from workoutc.model import Corridor, Family, Ramp, Steady, Target, Unit
from workoutc.sports import SPORTS, Kind
from workoutc.tuples import NamedTuple
from workoutc.units import FAMILY_OF, PACE_METRES


class Share(NamedTuple):
    """Low and high end of what to hold, at the begin and at the end of a step: 1 is threshold."""

    begin: tuple[float, float]
    end: tuple[float, float]

    def at(self, part: float) -> tuple[float, float]:
        """Both ends after a part of the step, 0 to 1."""
        low, high = (a + (b - a) * part for a, b in zip(self.begin, self.end, strict=True))
        return low, high

    @property
    def middle(self) -> float:
        """The middle of it all."""
        return sum((*self.begin, *self.end)) / 4

    @property
    def top(self) -> float:
        """The highest of it."""
        return max(*self.begin, *self.end)


class Yardstick(NamedTuple):
    """What stands for 1 in each unit, and the upper bounds of the zones of each family as shares.

    `assumed`: units whose threshold isn't known; there the hardest value of the session stands for
    1.
    """

    one: Mapping[Unit, float]
    bounds: Mapping[Family, Sequence[float]]
    assumed: frozenset[Unit] = frozenset()

    def share(self, target: Target) -> Share | None:
        """The target as a share of its threshold, `None` where nobody can say how hard it is."""
        if target.unit in ZONED:
            return self._zones(target)
        if target.unit not in self.one:
            return None
        ends = [self._of(value, target.unit) for value in _values(target)]
        match target.level:
            case Ramp():
                return Share((ends[0], ends[0]), (ends[-1], ends[-1]))
            case _:
                band = (min(ends), max(ends))
                return Share(band, band)

    def zone(self, share: float, family: Family) -> int:
        """The zone that a share lies in, from 1."""
        return 1 + sum(share > bound + 1e-9 for bound in self.bounds[family])

    def _of(self, value: float, unit: Unit) -> float:
        one = self.one[unit]
        return one / value if unit in PACES and value else value / one

    def _zones(self, target: Target) -> Share | None:
        bounds = [0.0, *self.bounds[FAMILY_OF[target.unit]]]
        first, *_, last = (*_values(target), *_values(target))
        if not 1 <= first <= len(bounds) or not 1 <= last <= len(bounds):
            return None
        edges = [(_floor(bounds, int(n)), _ceiling(bounds, int(n))) for n in (first, last)]
        if isinstance(target.level, Ramp):
            return Share(*((sum(e) / 2, sum(e) / 2) for e in edges))
        band = (edges[0][0], edges[1][1])
        return Share(band, band)


PACES = frozenset(PACE_METRES) | {Unit.PACE_DEFAULT}
ZONED = frozenset({Unit.POWER_ZONE, Unit.HR_ZONE, Unit.PACE_ZONE})


def yardstick(
    targets: Sequence[Target], sport: str, athlete: Athlete, *, indoor: bool = False
) -> Yardstick:
    """What the targets of a session are measured by."""
    one = dict(_known(sport, athlete, indoor=indoor))
    assumed = set()
    for unit in {t.unit for t in targets} - one.keys() - ZONED - UNSAID:
        values = [v for t in targets if t.unit is unit for v in _values(t) if v]
        hardest: Callable[[list[float]], float] = min if unit in PACES else max
        if values:
            one[unit] = hardest(values)
            assumed.add(unit)
    return Yardstick(one, _bounds(athlete, _kind(sport)), frozenset(assumed))


UNSAID = frozenset({Unit.PERCENT_MMP, Unit.CUSTOM_ZONE, Unit.RPM})
"""Units of which only the service knows how hard they are."""


def _known(sport: str, athlete: Athlete, *, indoor: bool) -> dict[Unit, float]:
    one = {Unit.PERCENT_FTP: 100.0, Unit.PERCENT_LTHR: 100.0, Unit.PERCENT_PACE: 100.0}
    if ftp := (indoor and athlete.indoor_ftp) or athlete.ftp:
        one[Unit.WATTS] = float(ftp)
    if athlete.lthr:
        one[Unit.BPM] = float(athlete.lthr)
    one[Unit.PERCENT_MAX_HR] = 100 * _lthr_of_max(athlete)
    if speed := athlete.threshold_pace.get(_kind(sport)):
        one |= {unit: float(metres / speed) for unit, metres in PACE_METRES.items()}
        usual = SPORTS[sport].pace if sport in SPORTS else None
        if usual in PACE_METRES:
            one[Unit.PACE_DEFAULT] = one[usual]
    return one


def _kind(sport: str) -> Kind:
    return SPORTS[sport].kind if sport in SPORTS else Kind.OTHER


def _lthr_of_max(athlete: Athlete) -> float:
    known = athlete.lthr and athlete.max_hr
    return float(athlete.lthr / athlete.max_hr if known else THRESHOLD_OF_MAX)  # type: ignore[operator]


def _bounds(athlete: Athlete, kind: Kind) -> dict[Family, Sequence[float]]:
    lthr = athlete.lthr
    hr = [float(b / lthr) for b in map(Decimal, athlete.hr_bounds)] if lthr else ()
    return {
        Family.POWER: [float(b) / 100 for b in athlete.power_zones],
        Family.PACE: [float(b) / 100 for b in athlete.pace_zones],
        Family.HR: hr
        or [float(b) / 100 for b in usual_bounds(kind)][: max(athlete.hr_zones - 1, 1)],
    }


def _values(target: Target) -> list[float]:
    match target.level:
        case Steady(value):
            return [float(value)]
        case Corridor(first, second) | Ramp(first, second):
            return [float(first), float(second)]


def _floor(bounds: Sequence[float], zone: int) -> float:
    """Where a zone begins; the first is drawn from well below its end, for nobody rides at 0."""
    return bounds[zone - 1] if zone > 1 else bounds[1] * 0.8


def _ceiling(bounds: Sequence[float], zone: int) -> float:
    """Where a zone ends; the last has no end and is drawn a little way up."""
    return bounds[zone] if zone < len(bounds) else bounds[-1] * 1.15
