"""What `resolve=true` adds to a workout: targets in watts, beats a minute and metres a second."""

import math
from collections.abc import Callable, Sequence
from typing import TypeAlias

from workoutc.sandbox.athlete import Record
from workoutc.tuples import NamedTuple

METRES = {
    "secs/km": 1000.0, "secs/mi": 1609.34, "secs/100m": 100.0, "secs/100y": 91.44,
    "secs/250m": 250.0, "secs/400m": 400.0, "secs/500m": 500.0,
}  # fmt: skip

FAMILIES = ("power", "hr", "pace")

Band: TypeAlias = tuple[float, float]
"""From the lower to the upper end of one written number: the same twice, unless it is a zone."""


class Widening(NamedTuple):
    """By how many percent a single value becomes a range, to either side."""

    power: float = 2.5
    hr: float = 1.5
    pace: float = 2.5


NONE = Widening(0, 0, 0)
"""For indoor rides and swims, whose single values stay single."""


def resolved(steps: Sequence[Record], limits: Record, widening: Widening) -> list[Record]:
    """The steps with `_power`, `_hr` and `_pace`, and `_distance` (metres) where a pace is held for
    a time. `limits` are sport settings; a target whose threshold is unknown there gets nothing."""
    return [_resolved(step, limits, widening) for step in steps]


def _resolved(step: Record, limits: Record, widening: Widening) -> Record:
    if "steps" in step:
        return step | {"steps": resolved(step["steps"], limits, widening)}
    found = {
        f"_{family}": target
        for family in FAMILIES
        if (target := _target(step.get(family), limits, getattr(widening, family)))
    }
    pace = found.get("_pace")
    if pace and not step.get("distance") and step.get("duration"):
        speed = pace.get("value", (pace["start"] + pace["end"]) / 2)
        found["_distance"] = speed * step["duration"]
    return step | found


def _target(written: Record | None, limits: Record, percent: float) -> Record | None:
    if not written:
        return None
    units = str(written.get("units"))
    band = _bands(units, limits)
    if band is None:
        return None
    ends = ("value", "value") if "value" in written else ("start", "end")
    first, last = (band(float(written[end])) for end in ends)
    if first is None or last is None:
        return None
    return {name: _rounded(number, units) for name, number in _span(written, first, last, percent)}


def _span(written: Record, first: Band, last: Band, percent: float) -> list[tuple[str, float]]:
    if str(written.get("units")).endswith("_zone"):
        return [("start", first[0]), ("end", last[1])]
    middle = (first[0] + last[1]) / 2
    if "value" in written:
        ends = middle * (1 - percent / 100), middle * (1 + percent / 100)
    else:
        ends = first[0], last[1]
    return [("value", middle), ("start", ends[0]), ("end", ends[1])]


def _rounded(number: float, units: str) -> float:
    """Speeds as they come, watts and beats whole."""
    if "pace" in units or units in METRES:
        return number
    return float(math.floor(number + 0.5))


def _bands(units: str, limits: Record) -> Callable[[float], Band | None] | None:
    match units:
        case "w" | "bpm":
            return lambda value: (value, value)
        case "%ftp":
            return _percent(limits.get("ftp"))
        case "%lthr":
            return _percent(limits.get("lthr"))
        case "%hr":
            return _percent(limits.get("max_hr"))
        case "%pace":
            return _percent(limits.get("threshold_pace"))
        case "power_zone":
            return _zone(limits.get("power_zones"), limits.get("ftp"), 100)
        case "hr_zone":
            return _zone(limits.get("hr_zones"), 1, 1)
        case "pace_zone":
            return _zone(limits.get("pace_zones"), limits.get("threshold_pace"), 100)
        case _:
            return _clock(METRES.get(units))


def _percent(base: float | None) -> Callable[[float], Band] | None:
    if base is None:
        return None
    whole = base
    return lambda value: (value * whole / 100, value * whole / 100)


def _clock(length: float | None) -> Callable[[float], Band | None] | None:
    if length is None:
        return None
    far = length
    return lambda seconds: (far / seconds, far / seconds) if seconds > 0 else None


def _zone(
    bounds: Sequence[float] | None, base: float | None, whole: float
) -> Callable[[float], Band | None] | None:
    """A zone begins one whole unit above the bound below it: 1 beat, or 1 percentage point."""
    if not bounds or base is None:
        return None
    uppers, scale = bounds, base / whole

    def band(number: float) -> Band | None:
        index = int(number) - 1
        if not 0 <= index < len(uppers):
            return None
        low = uppers[index - 1] + 1 if index else 0
        return low * scale, uppers[index] * scale

    return band
