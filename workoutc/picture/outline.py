"""The written steps of a session as lines: lengths, targets, labels, cues, repeats as written."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import assert_never

from workoutc.model import (
    Cue,
    Distance,
    Item,
    Length,
    Note,
    Ramp,
    Repeat,
    Section,
    Step,
    Target,
    Time,
    Unit,
    ends,
)
from workoutc.picture.canvas import FAINT, STRONG, Canvas
from workoutc.render.visible import cells, glyphs, visible, wrapped
from workoutc.tuples import NamedTuple
from workoutc.units import CLOCK_PACES, PACE_UNITS

INDENT = "  "


class Row(NamedTuple):
    """A line before it is fitted: `length` and `target` stand in columns, `words` behind them.
    `style`: of the whole line. `step`: whose it is."""

    depth: int
    length: str = ""
    target: str = ""
    words: str = ""
    style: str = ""
    step: Step | None = None


def outline(items: Sequence[Item], zones: Mapping[Step, int], canvas: Canvas) -> Iterator[str]:
    """The items line by line. `zones`: of steps that have one, whose colour stands in front."""
    rows = list(_rows(items, 0))
    first = max((len(INDENT) * row.depth + len(row.length) for row in rows if row.step), default=0)
    second = max((len(row.target) for row in rows if row.step), default=0)
    for row, following in zip_longest(rows, rows[1:]):
        if row.step is None:
            yield from _plain_lines(row, canvas)
            if row.style == FAINT and following and following.style != FAINT:
                yield ""
            continue
        mark = canvas.zone(zones.get(row.step, 0), "▌") if canvas.blocks else ""
        head = f"{INDENT * row.depth}{row.length}".ljust(first)
        line = f"{head}  {row.target.ljust(second)}  {row.words}"
        yield mark + fitted(line, canvas.width - bool(mark))


def _plain_lines(row: Row, canvas: Canvas) -> Iterator[str]:
    """A heading or a cue on its line, or a note in as many as it takes."""
    indent = (" " if canvas.blocks else "") + INDENT * row.depth
    room = canvas.width - len(indent)
    lines = wrapped(row.words, 0, room) if row.style == FAINT else [fitted(row.words, room)]
    for line in lines:
        yield indent + canvas.styled(row.style, fitted(line, room))


def fitted(text: str, width: int) -> str:
    """The text in so many cells, with an ellipsis where some of it is left out."""
    text = visible(text.rstrip())
    if cells(text) <= width:
        return text
    dots = "..." if text.isascii() else "…"
    shown, used = "", len(dots)
    for glyph in glyphs(text):
        if used + glyph.width > width:
            break
        shown, used = shown + glyph.shown, used + glyph.width
    return shown.rstrip() + dots


def _rows(items: Sequence[Item], depth: int) -> Iterator[Row]:
    for item in items:
        match item:
            case Step():
                yield _step(item, depth)
                yield from (_cue(cue, depth + 1) for cue in item.cues)
            case Repeat():
                yield Row(depth, words=" ".join(filter(None, (item.label, f"{item.count}x"))),
                          style=STRONG)  # fmt: skip
                yield from _rows(item.items, depth + 1)
            case Section():
                yield Row(depth, words=item.title, style=STRONG)
                yield from _rows(item.items, depth + bool(item.title))
            case Note():
                yield Row(depth, words=" ".join(item.text.split()), style=FAINT)
            case _:
                assert_never(item)


def _step(step: Step, depth: int) -> Row:
    flags = {
        "freeride": step.freeride,
        "maxeffort": step.maxeffort,
        "press lap": step.press_lap,
    }
    targets = [written(target) for target in step.targets]
    targets += [flag for flag, is_set in flags.items() if is_set]
    cadence = [written(step.cadence)] if step.cadence else []
    feel = [f"RPE {'-'.join(map(_number, ends(step.rpe)))}"] if step.rpe else []
    words = "  ".join(filter(None, (step.label, *feel)))
    return Row(depth, length(step.length), " ".join((*targets, *cadence)), words, step=step)


def _cue(cue: Cue, depth: int) -> Row:
    at = f"-{length(Time(-cue.at))}" if cue.at < 0 else length(Time(cue.at))
    return Row(depth, words=f"@ {at} {cue.text}")


def length(value: Length) -> str:
    """`12m`, `1h30m`, `400mtr`: as it is written in a source."""
    match value:
        case Time(seconds):
            minutes, rest = divmod(seconds, 60)
            hours, minutes = divmod(minutes, 60)
            parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
            return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
        case Distance(number, unit):
            return f"{_number(number)}{unit}"
        case _:
            assert_never(value)


def written(target: Target) -> str:
    """A target as it is written in a source: `ramp 50-75%`, `Z2 HR`, `4:15/km`."""
    shape = "ramp " if isinstance(target.level, Ramp) else ""
    prefix, suffix = _AFFIXES.get(target.unit, ("", ""))
    spell = _clock if target.unit in CLOCK_PACES else _number
    numbers = "-".join(prefix + spell(number) for number in ends(target.level))
    over = f" {length(Time(target.over))}" if target.over else ""
    return f"{shape}{numbers}{suffix}{over}"


def _number(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clock(seconds: Decimal) -> str:
    minutes, rest = divmod(int(seconds + Decimal("0.5")), 60)
    return f"{minutes}:{rest:02d}"


_AFFIXES = {
    Unit.PERCENT_FTP: ("", "%"),
    Unit.WATTS: ("", "w"),
    Unit.POWER_ZONE: ("Z", ""),
    Unit.PERCENT_MMP: ("", "% MMP"),
    Unit.CUSTOM_ZONE: ("CZ", ""),
    Unit.PERCENT_MAX_HR: ("", "% HR"),
    Unit.PERCENT_LTHR: ("", "% LTHR"),
    Unit.BPM: ("", "bpm"),
    Unit.HR_ZONE: ("Z", " HR"),
    Unit.PERCENT_PACE: ("", "% Pace"),
    Unit.PACE_ZONE: ("Z", " Pace"),
    Unit.PACE_DEFAULT: ("", " Pace"),
    Unit.RPM: ("", "rpm"),
    **{unit: ("", f"/{word}") for word, unit in PACE_UNITS.items()},
}
