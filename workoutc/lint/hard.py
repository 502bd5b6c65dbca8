"""Whether a step is ridden at threshold or above."""

from decimal import Decimal

from workoutc.athlete import Athlete
from workoutc.load.pace import speed_of, threshold_speed
from workoutc.model import Corridor, Ramp, Steady, Step, Target, Unit
from workoutc.sports import Sport

EASIEST = {
    Unit.PERCENT_FTP: 91,
    Unit.PERCENT_LTHR: 95,
    Unit.PERCENT_MAX_HR: 88,
    Unit.PERCENT_PACE: 95,
    Unit.POWER_ZONE: 4,
    Unit.HR_ZONE: 4,
    Unit.PACE_ZONE: 4,
}
"""Where zone 4, threshold, begins: Allen and Coggan's 91 % of FTP, Friel's 95 % of LTHR, 95 % of
threshold speed; 88 % of maximum heart rate is about the same (Seiler 2010, Int J Sports Physiol
Perform 5:276)."""

HARD_FEEL = 7
"""On the scale from 1 to 10 (Foster 2001, J Strength Cond Res 15:109)."""


def is_hard(step: Step, sport: Sport, athlete: Athlete) -> bool:
    """Whether the easier end of any of its targets is at threshold, for an athlete in that
    sport."""
    if step.maxeffort or (step.rpe is not None and _easier(step.rpe) >= HARD_FEEL):
        return True
    return any(_is_hard(target, sport, athlete) for target in step.targets)


def _is_hard(target: Target, sport: Sport, athlete: Athlete) -> bool:
    number = _easier(target.level)
    if target.unit in EASIEST:
        return number >= EASIEST[target.unit]
    if target.unit is Unit.WATTS:
        return athlete.ftp is not None and 100 * number >= EASIEST[Unit.PERCENT_FTP] * athlete.ftp
    if target.unit is Unit.BPM:
        lthr = athlete.lthr
        return lthr is not None and 100 * number >= EASIEST[Unit.PERCENT_LTHR] * lthr
    speed, threshold = speed_of(target, sport, athlete), threshold_speed(sport.kind, athlete)
    if speed is None or threshold is None:
        return False
    return 100 * speed >= EASIEST[Unit.PERCENT_PACE] * threshold


def _easier(level: Steady | Corridor | Ramp) -> Decimal:
    match level:
        case Steady(value):
            return value
        case Corridor(low, _):
            return low
        case Ramp(start, end):
            return min(start, end)
