"""Advice on thresholds: what the targets need to know of the athlete."""

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache

from workoutc.athlete import Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.lint.frame import Frame
from workoutc.model import Step, Target, Unit, Workout, walk
from workoutc.sports import Kind


class Threshold(Enum):
    """What a unit is measured by, named as in the settings."""

    FTP = "`ftp`"
    LTHR = "`lthr`"
    MAX_HR = "`max_hr`"
    EITHER_HR = "`lthr` or `max_hr`"
    PACE = "`threshold_pace`"


NEEDED = {
    Unit.PERCENT_FTP: Threshold.FTP,
    Unit.WATTS: Threshold.FTP,
    Unit.POWER_ZONE: Threshold.FTP,
    Unit.PERCENT_LTHR: Threshold.LTHR,
    Unit.PERCENT_MAX_HR: Threshold.MAX_HR,
    Unit.BPM: Threshold.EITHER_HR,
    Unit.PERCENT_PACE: Threshold.PACE,
    Unit.PACE_ZONE: Threshold.PACE,
}
"""Clock paces and custom zones need none; heart rate zones are beats that Intervals.icu keeps."""

PACES = {Kind.SWIM: "1:45/100m", Kind.ROW: "2:05/500m"}
"""Examples of a threshold pace where it isn't one per kilometre."""


def missing_thresholds(workout: Workout, frame: Frame) -> Iterator[Diagnostic]:
    """A target measured by a threshold that the profile lacks: at the first such target of each.

    Beats a minute can't be sent without one, hence always; the rest only where the profile has any
    threshold: an author who gave none has them on Intervals.icu.
    """
    told: set[Threshold] = set()
    for step in walk(workout.items):
        for needed, target in unmeasured(step, frame):
            if needed not in told:
                told.add(needed)
                yield _unknown(needed, target, frame.sport.kind, frame.athlete.table)


def unmeasured(step: Step, frame: Frame) -> list[tuple[Threshold, Target]]:
    """The targets of a step that are measured by what the profile lacks."""
    missing = _missing(frame.athlete, frame.sport.kind)
    if not missing:
        return []
    measured = [(NEEDED.get(target.unit), target) for target in step.targets]
    return [(needed, target) for needed, target in measured if needed in missing]


@lru_cache(maxsize=256)
def _missing(athlete: Athlete, kind: Kind) -> frozenset[Threshold]:
    ftp = athlete.ftp or athlete.indoor_ftp
    heart = athlete.lthr or athlete.max_hr
    missing = frozenset[Threshold]() if heart else frozenset({Threshold.EITHER_HR})
    if not (ftp or heart or athlete.threshold_pace):
        return missing
    known = {
        Threshold.FTP: ftp,
        Threshold.LTHR: athlete.lthr,
        Threshold.MAX_HR: athlete.max_hr,
        Threshold.PACE: athlete.threshold_pace.get(kind),
    }
    return missing | {threshold for threshold, value in known.items() if not value}


def _unknown(needed: Threshold, target: Target, kind: Kind, table: str) -> Diagnostic:
    setting, instead = _remedy(needed, kind)
    return Diagnostic(
        code="W322",
        message=f"this target is measured by {needed.value}, which the profile doesn't have",
        span=target.span,
        label=f"needs {needed.value}",
        help=f"put `{setting}`, with the athlete's own number, under `[{table}]` in "
        f"workoutc.toml{instead}",
    )


def _remedy(needed: Threshold, kind: Kind) -> tuple[str, str]:
    match needed:
        case Threshold.FTP:
            return "ftp = 250", ", or use `--set ftp=250`"
        case Threshold.LTHR:
            return "lthr = 170", ", or use `--set lthr=170`"
        case Threshold.MAX_HR:
            return "max_hr = 188", ", or use `--set max_hr=188`"
        case Threshold.EITHER_HR:
            instead = ", or write `85-90% LTHR` or `Z2 HR` instead of beats"
            return "lthr = 170", f"{instead}; until then `build` and `push` refuse the workout"
        case Threshold.PACE:
            return f'threshold_pace.{kind.value} = "{PACES.get(kind, "4:30/km")}"', ""
