"""The `peak:` that a workout needs as a source."""

from decimal import ROUND_CEILING, Decimal

from workoutc.limits import HIGHEST_PEAK, PEAK
from workoutc.model import Unit, Workout, ends, walk


def peak_of(workout: Workout) -> Decimal | None:
    """The highest % of FTP of its steps in whole percent, its own `peak` where that is higher;
    `None` where neither is beyond what any workout may ask for."""
    powers = (step.power for step in walk(workout.items) if step.power)
    asked = [max(ends(power.level)) for power in powers if power.unit is Unit.PERCENT_FTP]
    needed = max(asked, default=Decimal(0)).to_integral_value(ROUND_CEILING)
    peak = min(max(needed, workout.peak or Decimal(0)), Decimal(HIGHEST_PEAK))
    return peak if peak > PEAK else None
