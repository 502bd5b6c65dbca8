"""Heart rates in beats a minute, which Intervals.icu's text can't hold, as percentages."""

from decimal import ROUND_HALF_UP, Decimal

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.model import Corridor, Level, Ramp, Steady, Step, Target, Unit
from workoutc.records import replace

TENTH = Decimal("0.1")


def lowered(step: Step, athlete: Athlete) -> Step:
    """The step as Intervals.icu can hold it: bpm as % LTHR, else % of maximum, to one decimal.

    Without either threshold the target is left out, and `unlowered` says so.
    """
    if step.hr is None or step.hr.unit is not Unit.BPM:
        return step
    return replace(step, hr=_percent(step.hr, athlete))


def unlowered(target: Target, athlete: Athlete) -> Diagnostic:
    """The error of a bpm target of an athlete with neither threshold."""
    return Diagnostic(
        "E401",
        "Intervals.icu can't hold beats a minute, and no threshold is known to turn them into a"
        " percentage",
        target.span,
        label="needs your threshold or maximum heart rate",
        help=f"set `lthr` (or `max_hr`) under [{athlete.table}] in workoutc.toml, or try"
        " `--set lthr=172`; or write the target as `% LTHR`, `% HR` or a zone such as `Z2 HR`",
    )


def _percent(target: Target, athlete: Athlete) -> Target | None:
    if athlete.lthr:
        return replace(target, level=_of(target.level, athlete.lthr), unit=Unit.PERCENT_LTHR)
    if athlete.max_hr:
        return replace(target, level=_of(target.level, athlete.max_hr), unit=Unit.PERCENT_MAX_HR)
    return None


def _of(level: Level, threshold: Decimal) -> Level:
    match level:
        case Steady(value):
            return Steady(_share(value, threshold))
        case Corridor(low, high):
            return Corridor(_share(low, threshold), _share(high, threshold))
        case Ramp(start, end):
            return Ramp(_share(start, threshold), _share(end, threshold))


def _share(bpm: Decimal, threshold: Decimal) -> Decimal:
    return (bpm * 100 / threshold).quantize(TENTH, ROUND_HALF_UP)
