"""One step line of Intervals.icu's text, read as the server reads it."""

import re
from typing import Any

from workoutc.formats.intervals.tokens import BLANKS, Token, tokens
from workoutc.regex import regex
from workoutc.source import Span
from workoutc.sports import SPORTS

Step = dict[str, Any]


def read_step(body: str, sport: str = "Ride") -> Step | None:
    """The step that a line's text after its dash makes, `None` where the server drops the line.

    Keys as in `workout_doc`; a flag that isn't set is absent, and so is the duration that the
    server estimates for a distance. The caller owns the result.
    """
    opening: Token | None = None
    found: dict[str, Any] = {}
    for token in tokens(body, default_pace(sport)):
        if opening is None:
            if token.key == "ramp":
                continue
            opening = token
        found[token.key] = token.value
    if opening is None or not (found.get("duration") or found.get("distance")):
        return None
    # A zone in front of the length takes the label with it.
    text = "" if opening.is_zone else escaped(body[: opening.start])
    return _step(text, found, until_lap_press="press lap" in body.lower())


def label_breaks(label: str) -> tuple[Span, ...]:
    """The stretches of a label that the server would cut it at, take for a value, or take for a
    flag; empty when the label survives in front of a length."""
    taken = [
        Span(token.start, token.end)
        for token in tokens(label, _PER_KM)
        if token.key != "ramp"  # in front of a length it is a word like any other
    ]
    flags = (Span(*flag.span()) for flag in _PRESS_LAP.finditer(label))
    return tuple(sorted((*taken, *flags)))


def escaped(text: str) -> str:
    """Text as the server keeps it in `text`: trimmed, with `&`, `<` and `>` as entities."""
    trimmed = text.strip(BLANKS)
    return trimmed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def default_pace(sport: str) -> str:
    """The `units` of a pace written without one; per km where the sport keeps no pace."""
    known = SPORTS.get(sport)
    return str(known.pace) if known and known.pace else _PER_KM


_PER_KM = "secs/km"
_PRESS_LAP = regex("press lap", re.IGNORECASE | re.ASCII)
_KEYS = (
    "duration", "distance", "power", "hr", "pace", "cadence",
    "ramp", "freeride", "maxeffort", "hidepower", "intensity",
)  # fmt: skip


def _step(text: str, found: dict[str, Any], *, until_lap_press: bool) -> Step:
    step: Step = {"text": text} if text else {}
    for key in _KEYS:
        if value := found.get(key):
            step[key] = value.copy() if isinstance(value, dict) else value
    for family in ("power", "hr"):
        if family in step and f"{family}.target" in found:
            step[family]["target"] = found[f"{family}.target"]
    if until_lap_press:
        step["until_lap_press"] = True
    return step
