"""Words that stand in a picture: what to hold, and what fits into a width."""

from unicodedata import east_asian_width

from workoutc.model import Target, Unit, ends
from workoutc.picture.bars import Bar
from workoutc.units import FAMILY_OF, PACE_METRES


def target_words(bar: Bar) -> str:
    """What the bar's step asks for, short: `95-100%`, `Z2`, `4:10/km`, `free`, `max`."""
    step = bar.step
    target = next((t for t in step.targets if FAMILY_OF[t.unit] is bar.family), None)
    if target is not None:
        return _value(target)
    return "max" if step.maxeffort else "free" if step.freeride else ""


def _value(target: Target) -> str:
    numbers = [_number(value, target.unit) for value in map(float, ends(target.level))]
    return "–".join(dict.fromkeys(numbers)) + SUFFIXES.get(target.unit, "")


SUFFIXES = {
    Unit.PERCENT_FTP: "%", Unit.WATTS: " W", Unit.PERCENT_MMP: "% MMP", Unit.PERCENT_LTHR: "%",
    Unit.PERCENT_MAX_HR: "% max", Unit.BPM: " bpm", Unit.PERCENT_PACE: "%", Unit.PACE_KM: "/km",
    Unit.PACE_MILE: "/mi", Unit.PACE_100M: "/100m", Unit.PACE_100Y: "/100y",
    Unit.PACE_250M: "/250m", Unit.PACE_400M: "/400m", Unit.PACE_500M: "/500m",
}  # fmt: skip


def _number(value: float, unit: Unit) -> str:
    if unit in PACE_METRES or unit is Unit.PACE_DEFAULT:
        minutes, seconds = divmod(round(value), 60)
        return f"{minutes}:{seconds:02d}"
    prefix = {Unit.POWER_ZONE: "Z", Unit.HR_ZONE: "Z", Unit.PACE_ZONE: "Z", Unit.CUSTOM_ZONE: "CZ"}
    return f"{prefix.get(unit, '')}{value:.4g}"


def wide(words: str, size: float) -> float:
    """About how wide words are in a common sans serif of a size; there is no font to ask."""
    return sum(_em(letter) for letter in words) * size


def _em(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in " .,:;|!'ijlIft()[]":
        return 0.32
    return 0.68 if letter.isupper() or letter in "mwMW%–—…" else 0.57


def cut(words: str, size: float, room: float) -> str:
    """As much of the words as fits."""
    if wide(words, size) <= room:
        return words
    kept = words
    while kept and wide(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
