"""Advice on power: held no longer than somebody can."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.lint.wording import time_text
from workoutc.model import Corridor, Level, Ramp, Steady, Step, Target, Time, Unit, Workout, walk
from workoutc.regex import regex

CRITICAL_POWER = 105
"""Critical power in % of FTP. It comes out some percent above FTP (it lasts about half an hour, FTP
about an hour); this is the generous end."""

WORK_ABOVE = 10_000
"""W', the work that can be done above critical power, in % of FTP times seconds: 30 kJ on an FTP of
300 W, the upper end of what trained riders show."""

FADE_FROM = 1800
"""Seconds beyond which critical power itself is no longer held."""

FADE = Decimal("0.95")
"""What is left at each doubling of the time beyond that: 2 to the power of -0.07, the fatigue
factor of Riegel, "Athletic Records and Human Endurance", American Scientist 69 (1981)."""

ALL_DAY = 80
"""Per cent of FTP that stays below the curve for the 24 hours that a workout may last."""

_TEST = regex(r"\b(test|failure|exhaustion)\b", re.IGNORECASE)


@lru_cache(maxsize=1024)
def maximal_percent(seconds: int) -> Decimal:
    """The power that the strongest hold for a time, in % of their own FTP.

    The critical power model, CP + W'/t, with a fade beyond half an hour. From ten seconds on it
    lies above the world class row of Coggan's power profile (Allen, Coggan and McGregor, "Training
    and Racing with a Power Meter", 3rd edition: 25.18, 11.50, 7.60 and 6.40 W/kg for 5 s, 1 min,
    5 min and FTP, hence 393 %, 180 % and 119 %), and above its best minute on an FTP of 4.5 W/kg
    (256 %), which is what specialists of the minute have.
    """
    doublings = max(0, (seconds // FADE_FROM).bit_length() - 1)
    return (CRITICAL_POWER + Decimal(WORK_ABOVE) / max(seconds, 1)) * FADE**doublings


def beyond_anybody(workout: Workout, frame: Frame) -> Iterator[Diagnostic]:
    """Power held in one step for longer than anyone can; each step by itself, rested."""
    for step in walk(workout.items):
        percent = unheard_of(step, frame)
        if percent is not None and not _ends_with_the_athlete(step, workout):
            yield _too_much(percent, step)


def unheard_of(step: Step, frame: Frame) -> Decimal | None:
    """The % of FTP of a step that nobody holds so long, whatever the workout says of its end."""
    if step.power is None or not isinstance(step.length, Time):
        return None
    percent = percent_of_ftp(step.power, frame)
    if percent is None or percent <= ALL_DAY or step.maxeffort or step.freeride:
        return None
    return percent if percent > maximal_percent(step.length.seconds) else None


def percent_of_ftp(power: Target, frame: Frame) -> Decimal | None:
    """What a target asks for at least, in % of FTP: the low end of a corridor, the mean of a ramp.

    `None` where that can't be known: watts without an FTP, % of the athlete's own best power.
    """
    asked = _at_least(power.level)
    match power.unit:
        case Unit.PERCENT_FTP:
            return asked
        case Unit.WATTS:
            return asked * 100 / frame.ftp if frame.ftp else None
        case Unit.POWER_ZONE:
            return _zone_starts(int(asked), frame.athlete.power_zones)
        case _:
            return None


def _at_least(level: Level) -> Decimal:
    match level:
        case Steady(value):
            return value
        case Corridor(low, _):
            return low
        case Ramp(start, end):
            return (start + end) / 2


def _zone_starts(zone: int, upper: Sequence[Decimal | int]) -> Decimal:
    starts = (0, *upper)
    return Decimal(starts[min(max(zone, 1), len(starts)) - 1])


def open_ended(step: Step, workout: Workout) -> bool:
    """Whether a step is written longer than anyone lasts, as in a ramp test: it ends when the
    athlete does."""
    return step.maxeffort or step.freeride or _ends_with_the_athlete(step, workout)


def _ends_with_the_athlete(step: Step, workout: Workout) -> bool:
    level = step.power.level if step.power else None
    if not isinstance(level, Ramp) or level.end < level.start:
        return False
    return step.press_lap or to_the_end(step, workout)


def to_the_end(step: Step, workout: Workout) -> bool:
    """Whether words say that the athlete is to ride until nothing is left."""
    return any(map(_TEST.search, (step.label, workout.name, *workout.tags)))


def _too_much(percent: Decimal, step: Step) -> Diagnostic:
    assert isinstance(step.length, Time)
    assert step.power is not None
    seconds = step.length.seconds
    lasts = _lasts(percent)
    shorter = f"shorten it to {time_text(lasts)} at most" if lasts else "shorten it"
    return Diagnostic(
        code="W320",
        message=f"{percent:.0f}% of FTP for {time_text(seconds)} is more than anyone holds",
        span=step.power.span,
        label=f"the strongest manage about {int(maximal_percent(seconds))}% that long",
        help=f"lower the power, {shorter}, or split it into repeats with easy riding between",
    )


def _lasts(percent: Decimal) -> int | None:
    # Whole minutes read well from two minutes on; sprints are written in steps of five seconds.
    if percent <= CRITICAL_POWER:
        return None
    seconds = int(WORK_ABOVE / (percent - CRITICAL_POWER))
    return seconds - seconds % (60 if seconds >= 120 else 5) if seconds < FADE_FROM else None
