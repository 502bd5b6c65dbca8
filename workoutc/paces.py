"""Paces and speeds as runners and swimmers say them: `4:30 min/km`, `4'30"/km`, `15 km/h`."""

import re
from decimal import Decimal

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.regex import regex
from workoutc.signs import DASHES, alike
from workoutc.source import Span
from workoutc.tuples import NamedTuple

_CLOCK = r"[0-9]{1,2}(?::[0-5][0-9]|'[0-5][0-9](?:\"|'')?|[.][0-5][0-9]|m[0-5][0-9]s)"
_PACE = regex(
    rf"(?P<first>{_CLOCK}|[0-9]{{1,2}}(?=\s?(?:min|')))(?:\s?[-{DASHES}]\s?(?P<second>{_CLOCK}))?'?"
    r"(?:\s?min(?:utes|s)?\.?)?\s?(?:/|\bper\b)\s?(?:1\s?)?"
    r"(?P<unit>km|k|kilomet(?:er|re)s?|mi|miles?|(?:100|250|400|500)(?:\s?m(?:tr|et(?:er|re)s?)?)?"
    r"|100\s?(?:y|yds?|yrds?|yards?))(?![\w:/])",
    re.IGNORECASE,
)
_SPEED = regex(
    r"(?P<speed>[0-9]{1,2}(?:\.[0-9]{1,2})?)\s?(?P<unit>km/h|kph|kmh|mph)(?!\w)", re.IGNORECASE
)
_OURS = regex(
    rf"[0-9]{{1,2}}:[0-5][0-9](?:[-{DASHES}][0-9]{{1,2}}:[0-5][0-9])?/[0-9]*[a-z]+", re.IGNORECASE
)
_START = regex(r"(?<![\w.:/'])[0-9]")


class Said(NamedTuple):
    """Where it stands, and how it is written here. `sure`: whether nothing else can be meant."""

    span: Span
    mended: str
    sure: bool


def said_pace(text: str, start: int) -> Said | None:
    """The pace or speed that begins at a place, unless it is written as it is due."""
    if (pace := _PACE.match(alike(text), start)) is not None and not _OURS.fullmatch(pace[0]):
        ends = [_clock(end) for end in (pace["first"], pace["second"]) if end]
        return Said(Span(*pace.span()), f"{'-'.join(ends)}/{_unit(pace['unit'])}", sure=True)
    if (speed := _SPEED.match(text, start)) is not None and Decimal(speed["speed"]):
        seconds = round(3600 / Decimal(speed["speed"]))
        unit = "mi" if speed["unit"].lower() == "mph" else "km"
        mended = f"{seconds // 60}:{seconds % 60:02d}/{unit}"
        return Said(Span(*speed.span()), mended, sure=False)
    return None


def pace_in(label: str) -> Said | None:
    """The first one among other words."""
    for start in _START.finditer(label):
        if (said := said_pace(label, start.start())) is not None:
            return said
    return None


def pace_as_said(text: str, said: Said) -> Diagnostic:
    """What is wrong with it: one fault for all of its words."""
    written, mended = text[said.span.start : said.span.end], said.mended
    what = "is a pace in another spelling" if said.sure else "is a speed, and no device holds one"
    fix = Fix(f"write `{mended}`", (Edit(said.span, mended),), said.sure)
    return Diagnostic("E119", f"`{written}` {what}", said.span, "a pace is due",
                      f"write `{mended}`", fix)  # fmt: skip


def _clock(written: str) -> str:
    minutes, *seconds = re.findall(r"[0-9]+", written)
    return f"{minutes}:{seconds[0] if seconds else '00'}"


def _unit(written: str) -> str:
    unit = "".join(written.lower().split())
    if unit[0] in "1245":
        return f"{unit[:3]}{'y' if 'y' in unit else 'm'}"
    return "mi" if unit.startswith("mi") else "km"
