"""Lengths and targets in the words of a workout, for texts and for what is said of losses."""

from decimal import ROUND_HALF_UP, Decimal

from workoutc.formats.intervals import spell
from workoutc.model import Length, Level, Target, Unit, ends

_TENTH = Decimal("0.1")


def spoken(target: Target) -> str:
    """`150bpm`, `95-105%`, `4:15/km Pace`: as an author would write it."""
    if target.unit is Unit.BPM:
        return "-".join(str(spell.whole(value)) for value in ends(target.level)) + "bpm"
    return spell.target(target)


def percent_spoken(level: Level, suffix: str = "%") -> str:
    """`97.5%`, `50-75%`: to one decimal at most."""
    values = (value.quantize(_TENTH, ROUND_HALF_UP) for value in ends(level))
    return "-".join(map(spell.plain, values)) + suffix


def length_spoken(length: Length) -> str:
    """`1m30s`, `400mtr`."""
    return spell.length(length)
