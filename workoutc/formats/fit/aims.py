"""The targets of a step as FIT numbers them."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from workoutc.diagnostic import Diagnostic
from workoutc.formats import lost
from workoutc.formats.fit.profile import (
    BEATS_FROM,
    CADENCE,
    HEART_RATE,
    HEART_RATE_LAP,
    POWER,
    POWER_OVER,
    SPEED,
    WATTS_FROM,
)
from workoutc.formats.spoken import percent_spoken, spoken
from workoutc.formats.targets import Missing, Thresholds, bpm, metres_a_second, percent_ftp
from workoutc.model import Corridor, Family, Level, Steady, Step, Target, Unit, ends
from workoutc.source import Span
from workoutc.tuples import NamedTuple
from workoutc.units import FAMILY_OF

FIT = "FIT"
MOST_WATTS = 65535
"""Watts and 1000; no rider comes near."""


class Aim(NamedTuple):
    """What a device steers by. `kind`: of target. `zone`: one of its own, or 0 where `low` and
    `high` tell."""

    kind: int
    low: int = 0
    high: int = 0
    zone: int = 0


def aims(
    part: Step, step: Step, known: Thresholds, first: str
) -> tuple[list[Aim], list[Diagnostic]]:
    """At most two, the first of the family that the workout steers by; what else there is, is told.

    `part`: the step, or a rung of it.
    """
    said: list[Diagnostic] = []
    found = list(_aims(part, step, known, first, said))
    for target, _ in found[2:]:
        what = lost.cadence if target.unit is Unit.RPM else _third
        said.append(what(FIT, lost.place(target, step)))
    said += [
        lost.flag(f"average over {t.average}", FIT, step)
        for t in step.targets
        if t.average and t.average not in _held_averages(t)
    ]
    return [aim for _, aim in found[:2]], said


def _third(name: str, span: Span) -> Diagnostic:
    return lost.target("a third target", name, span, "left out")


def _held_averages(target: Target) -> tuple[str, ...]:
    match FAMILY_OF[target.unit]:
        case Family.POWER:
            return tuple(POWER_OVER)
        case Family.HR:
            return ("lap",)
        case Family.PACE:
            return ()


def _aims(
    part: Step, step: Step, known: Thresholds, first: str, said: list[Diagnostic]
) -> Iterator[tuple[Target, Aim]]:
    wanted = sorted(part.targets, key=lambda target: FAMILY_OF[target.unit].upper() != first)
    for target in (*wanted, *([part.cadence] if part.cadence else [])):
        place = lost.place(target, step)
        aim = _aim(target, known)
        if isinstance(aim, Missing):
            if aim is Missing.NOTHING:
                said.append(lost.target(spoken(target), FIT, place, "left out"))
            else:
                said.append(lost.missing(aim, FIT, place))
            continue
        said += _doubts(target, aim, step)
        yield target, aim


def _aim(target: Target, known: Thresholds) -> Aim | Missing:
    match target.unit:
        case Unit.RPM:
            return _between(CADENCE, target.level)
        case Unit.WATTS:
            return _between(_power(target), target.level, offset=WATTS_FROM)
        case unit if FAMILY_OF[unit] is Family.POWER:
            level = percent_ftp(target, known)
            return level if isinstance(level, Missing) else _between(_power(target), level)
        case unit if FAMILY_OF[unit] is Family.HR:
            return _heart_rate(target, known)
        case _:
            level = metres_a_second(target, known)
            return level if isinstance(level, Missing) else _between(SPEED, level, factor=1000)


def _power(target: Target) -> int:
    return POWER_OVER.get(target.average or "", POWER)


def _heart_rate(target: Target, known: Thresholds) -> Aim | Missing:
    kind = HEART_RATE_LAP if target.average == "lap" else HEART_RATE
    if target.unit is Unit.PERCENT_MAX_HR and max(ends(target.level)) <= BEATS_FROM:
        return _between(kind, target.level)
    level = bpm(target, known)
    if not isinstance(level, Missing):
        return _between(kind, level, offset=BEATS_FROM)
    if target.unit is Unit.HR_ZONE and isinstance(target.level, Steady):
        return Aim(kind, zone=int(target.level.value))
    return level


def _between(kind: int, level: Level, *, offset: int = 0, factor: int = 1) -> Aim:
    values = ends(level)
    least = offset + 1 if offset else 0  # the offset itself is still a percentage
    low, high = (max(offset + _whole(v * factor), least) for v in (values[0], values[-1]))
    if kind in (POWER, *POWER_OVER.values()):
        most = MOST_WATTS if offset else WATTS_FROM
        low, high = min(low, most), min(high, most)
    return Aim(kind, min(low, high), max(low, high))


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _doubts(target: Target, aim: Aim, step: Step) -> Iterator[Diagnostic]:
    """What the device gets instead, where that is not the same."""
    place, written = lost.place(target, step), step_target(target, step)
    family = FAMILY_OF.get(target.unit)
    values = ends(target.level)
    if family is Family.HR and aim.zone:
        yield lost.converted(spoken(written), FIT, place, f"zone {aim.zone} of the device itself")
    elif target.unit in _RELATIVE:
        yield lost.converted(spoken(written), FIT, place, _told(aim))
    if family is Family.HR and target.unit is Unit.PERCENT_MAX_HR and aim.low > BEATS_FROM:
        yield lost.converted(spoken(written), FIT, place, _told(aim))
    if target.unit is Unit.WATTS and _whole(min(values)) < 1:
        yield lost.number("FIT can't say 0 watts", place, "becomes 1w")
    if target.unit is Unit.PERCENT_FTP and max(values) > WATTS_FROM:
        yield lost.number("FIT ends at ten times FTP", place, f"becomes {WATTS_FROM}%")


_RELATIVE = frozenset({Unit.POWER_ZONE, Unit.HR_ZONE, Unit.PERCENT_LTHR, Unit.PERCENT_PACE,
                       Unit.PACE_ZONE})  # fmt: skip
"""Units that FIT knows in no sport, or knows as something else."""


def step_target(target: Target, step: Step) -> Target:
    """The target as it is written, where this is a rung of it."""
    same = (t for t in step.targets if FAMILY_OF[t.unit] is FAMILY_OF.get(target.unit))
    return next(same, target)


def _told(aim: Aim) -> str:
    """A target in words, such as `151-160bpm`."""
    low, high, unit = aim.low, aim.high, "%"
    if aim.kind == SPEED:
        values = sorted({Decimal(low) / 1000, Decimal(high) / 1000})
        return "-".join(f"{value:.2f}" for value in values) + " m/s"
    if aim.kind in (HEART_RATE, HEART_RATE_LAP) and low > BEATS_FROM:
        low, high, unit = low - BEATS_FROM, high - BEATS_FROM, "bpm"
    level: Level = Steady(Decimal(low)) if low == high else Corridor(Decimal(low), Decimal(high))
    return percent_spoken(level, unit)
