"""What a FIT step tells to hold, as targets."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

from workoutc.diagnostic import Diagnostic
from workoutc.formats import repaired
from workoutc.formats.fit.profile import (
    AVERAGES,
    BEATS_FROM,
    CADENCE,
    HEART_RATE,
    HEART_RATE_LAP,
    HIGH,
    HIGH_2,
    LOW,
    LOW_2,
    NO_TARGET,
    POWER,
    SPEED,
    SPEED_LAP,
    STROKES,
    SWIM_STROKE,
    TARGET,
    TARGET_2,
    TARGET_TYPE,
    TARGET_TYPE_2,
    WATTS_FROM,
    Message,
)
from workoutc.model import Corridor, Level, Steady, Target, Unit
from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.sports import Kind, Sport
from workoutc.units import PACE_METRES

_PACE = {Kind.SWIM: Unit.PACE_100M, Kind.ROW: Unit.PACE_500M}


@dataclass(slots=True)
class Goals:
    """The targets of a step, one of a kind. `stroke`: of a swim, in words."""

    power: Target | None = None
    hr: Target | None = None
    pace: Target | None = None
    cadence: Target | None = None
    stroke: str = ""
    found: list[Diagnostic] = field(default_factory=list)


def goals(message: Message, span: Span, sport: Sport) -> Goals:
    """Both targets of a step; the second is left out where it is of the same kind."""
    held = Goals()
    for kind, zone, low, high in (
        (TARGET_TYPE, TARGET, LOW, HIGH),
        (TARGET_TYPE_2, TARGET_2, LOW_2, HIGH_2),
    ):
        number = message.get(kind, NO_TARGET)
        values = _Values(_int(message, zone), _int(message, low), _int(message, high))
        if isinstance(number, int) and number != NO_TARGET:
            _take(held, number, values, span, sport)
    return held


@dataclass(frozen=True, slots=True)
class _Values:
    """A zone of the device, or the ends of a range."""

    zone: int | None
    low: int | None
    high: int | None


def _int(message: Message, number: int) -> int | None:
    value = message.get(number)
    return value if isinstance(value, int) else None


def _take(held: Goals, kind: int, values: _Values, span: Span, sport: Sport) -> None:
    if kind == POWER or kind in AVERAGES:
        target = _offset(values, WATTS_FROM, (Unit.PERCENT_FTP, Unit.WATTS, Unit.POWER_ZONE), span)
        average = AVERAGES.get(kind)
        held.power = held.power or (target and _averaged(target, average))
    elif kind in (HEART_RATE, HEART_RATE_LAP):
        units = (Unit.PERCENT_MAX_HR, Unit.BPM, Unit.HR_ZONE)
        target = _offset(values, BEATS_FROM, units, span)
        average = "lap" if kind == HEART_RATE_LAP else None
        held.hr = held.hr or (target and _averaged(target, average))
    elif kind == CADENCE:
        level = _level(values, lambda rpm: Decimal(rpm)) or _zone(values)
        held.cadence = held.cadence or (Target(level, Unit.RPM, span=span) if level else None)
    elif kind in (SPEED, SPEED_LAP):
        _speed(held, values, span, sport)
    elif kind == SWIM_STROKE and values.zone is not None and values.zone < len(STROKES):
        held.stroke = STROKES[values.zone]
    else:
        held.found.append(repaired.skipped(f"a target of kind {kind} is unknown", span))


def _averaged(target: Target, average: str | None) -> Target:
    return Target(target.level, target.unit, average=average, span=target.span)


def _offset(
    values: _Values, offset: int, units: tuple[Unit, Unit, Unit], span: Span
) -> Target | None:
    """Percentages up to an offset, absolute numbers above it; else a zone."""
    percent, absolute, zone = units
    ends = [value for value in (values.low, values.high) if value is not None]
    if ends and max(ends) > offset:
        level = _level(values, lambda value: Decimal(max(0, value - offset)))
        return Target(level, absolute, span=span) if level else None
    if level := _level(values, lambda value: Decimal(value)):
        return Target(level, percent, span=span)
    return Target(Steady(Decimal(values.zone)), zone, span=span) if values.zone else None


def _level(values: _Values, number: Callable[[int], Decimal]) -> Level | None:
    low = values.low if values.low is not None else values.high
    high = values.high if values.high is not None else low
    if low is None or high is None:
        return None
    low, high = min(low, high), max(low, high)
    return Steady(number(low)) if low == high else Corridor(number(low), number(high))


def _zone(values: _Values) -> Level | None:
    return Steady(Decimal(values.zone)) if values.zone else None


def _speed(held: Goals, values: _Values, span: Span, sport: Sport) -> None:
    """Metres a second as the pace that is usual in the sport."""
    if sport.pace is None:
        held.found.append(repaired.skipped(f"{sport.name} has no pace", span, "speed left out"))
        return
    unit = _PACE.get(sport.kind, Unit.PACE_KM)

    def pace(speed: int) -> Decimal:
        seconds = PACE_METRES[unit] * 1000 / max(1, speed)
        return seconds.quantize(Decimal(1), ROUND_HALF_UP)

    if level := _level(values, pace):
        if isinstance(level, Corridor) and level.low == level.high:
            level = Steady(level.low)
        held.pace = held.pace or Target(level, unit, span=span)
    else:
        held.found.append(repaired.skipped("a speed zone of the device", span, "left out"))
