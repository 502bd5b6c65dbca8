"""A workout as a table in CSV: a row for each ridden step."""

import csv
import io
from decimal import Decimal

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.formats.intervals import spell
from workoutc.formats.ridden import Ridden, ridden
from workoutc.model import Distance, Ramp, Steady, Step, Target, Time, Unit, Workout, ends

COLUMNS = (
    "workout", "id", "sport", "step", "section", "pass", "note", "label", "start_s", "duration_s",
    "distance_m", "power_start", "power_end", "power_unit", "hr_start", "hr_end", "hr_unit",
    "pace_start", "pace_end", "pace_unit", "cadence_low", "cadence_high", "shape", "rpe",
    "intensity", "flags", "cues",
)  # fmt: skip
"""The first row. A steady target has one value at both ends; `shape` tells a ramp from a range."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:  # noqa: ARG001
    """One row a ridden step, targets in the units they have; loses nothing.

    `start_s` is empty behind a step whose length is a distance. A text that a spreadsheet would
    take for a formula has an apostrophe before it, as spreadsheets themselves write it.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    start: int | None = 0
    for number, part in enumerate(ridden(workout.items), start=1):
        cells = _cells(workout, number, part, start)
        table.writerow([_safe(cells[column]) for column in COLUMNS])
        length = part.step.length
        start = start + length.seconds if start is not None and isinstance(length, Time) else None
    return Emission(out.getvalue())


def _cells(workout: Workout, number: int, part: Ridden, start: int | None) -> dict[str, str]:
    step = part.step
    length = step.length
    rpm = _ends(step.cadence)
    return {
        "workout": workout.name,
        "id": workout.identity,
        "sport": workout.sport,
        "step": str(number),
        "section": " > ".join(part.titles),
        "pass": " ".join(f"{k}/{n}" for k, n in part.passes),
        "note": "\n".join(part.notes),
        "label": step.label,
        "start_s": "" if start is None else str(start),
        "duration_s": str(length.seconds) if isinstance(length, Time) else "",
        "distance_m": spell.plain(length.metres) if isinstance(length, Distance) else "",
        **_target("power", step.power),
        **_target("hr", step.hr),
        **_target("pace", step.pace),
        "cadence_low": rpm[0],
        "cadence_high": rpm[1],
        "shape": _shape(step),
        "rpe": "-".join(map(spell.plain, ends(step.rpe))) if step.rpe else "",
        "intensity": step.intensity or "",
        "flags": " ".join(_flags(step)),
        "cues": "; ".join(f"{cue.at}s {cue.text}" for cue in step.cues),
    }


def _target(name: str, target: Target | None) -> dict[str, str]:
    first, last = _ends(target)
    unit = "" if target is None else str(target.unit)
    if target is not None and target.unit is Unit.PERCENT_MMP and target.over:
        unit += f" {spell.duration(target.over)}"
    return {f"{name}_start": first, f"{name}_end": last, f"{name}_unit": unit}


def _ends(target: Target | None) -> tuple[str, str]:
    if target is None:
        return "", ""
    values: tuple[Decimal, ...] = ends(target.level)
    return f"{values[0].normalize():f}", f"{values[-1].normalize():f}"


def _shape(step: Step) -> str:
    levels = [target.level for target in step.targets]
    if any(isinstance(level, Ramp) for level in levels):
        return "ramp"
    steady = all(isinstance(level, Steady) for level in levels)
    return ("steady" if steady else "range") if levels else ""


def _flags(step: Step) -> list[str]:
    flags = {
        "freeride": step.freeride,
        "maxeffort": step.maxeffort,
        "hidepower": step.hide_power,
        "press-lap": step.press_lap,
    }
    averages = (("power", step.power), ("hr", step.hr))
    return [
        *(name for name, given in flags.items() if given),
        *(f"{name}={target.average}" for name, target in averages if target and target.average),
    ]


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
