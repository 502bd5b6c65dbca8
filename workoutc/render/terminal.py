"""Diagnostics for people at a terminal: what is wrong, where, and what to write instead."""

from collections.abc import Iterator, Sequence

from workoutc.diagnostic import Diagnostic, Fix, Severity
from workoutc.records import dataclass
from workoutc.render import Report
from workoutc.render.frame import Gutter, frame, line_range
from workoutc.render.marks import Mark
from workoutc.render.pen import Pen, Style
from workoutc.render.preview import preview
from workoutc.render.visible import visible, wrapped
from workoutc.source import Source

# A note so many lines away from the fault is still drawn in the fault's own frame.
NEAR = 5
# Narrower than this, words are not wrapped any more: the terminal breaks lines better.
LEAST_WIDTH = 40

STYLES = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING}


@dataclass(frozen=True, slots=True)
class Shown:
    """A diagnostic about to be shown: notes near it, far from it, and without a place."""

    source: Source
    fault: Diagnostic
    gutter: Gutter
    near: tuple[Mark, ...]
    far: tuple[Mark, ...]
    placeless: tuple[str, ...]


def terminal(report: Report, *, color: bool, width: int) -> str:
    """Every diagnostic in a frame of its source, then how many there are; empty when none is.

    `width` in cells. Nothing of a source or a file name reaches the terminal but what can be seen.
    """
    pen = Pen(color, max(LEAST_WIDTH, width))
    found = [(source, fault) for source, faults in report for fault in faults]
    if not found:
        return ""
    blocks = ["\n".join(rows(shown(source, fault, pen))) for source, fault in found]
    return "\n\n".join([*blocks, "\n".join(summary(found, pen))]) + "\n"


def shown(source: Source, fault: Diagnostic, pen: Pen) -> Shown:
    """A diagnostic with its notes sorted by their distance."""
    first, last = line_range(source, fault.span)
    near: list[Mark] = []
    far: list[Mark] = []
    lowest = last
    for note in fault.notes:
        if note.span is not None:
            line, end = line_range(source, note.span)
            lowest = max(lowest, end)
            side = near if first - NEAR <= line <= last + NEAR else far
            side.append(Mark(note.span, note.message, "-", Style.NOTE))
    placeless = tuple(note.message for note in fault.notes if note.span is None)
    gutter = Gutter(pen, len(str(lowest)))
    return Shown(source, fault, gutter, tuple(near), tuple(far), placeless)


def rows(this: Shown) -> Iterator[str]:
    """The rows of one diagnostic."""
    fault, gutter = this.fault, this.gutter
    style = STYLES[fault.severity]
    name = gutter.pen.paint(style, f"{fault.severity}[{visible(fault.code)}]")
    yield name + gutter.pen.paint(Style.STRONG, f": {visible(fault.message)}")
    yield from framed(this.source, Mark(fault.span, fault.label, "^", style), this.near, gutter)
    if fault.help or fault.fix or this.placeless or this.far:
        yield gutter.row()
    yield from advice(this)
    for mark in this.far:
        yield from remark(gutter, Style.NOTE, "note", mark.label)
        yield from framed(this.source, mark._replace(label=""), (), gutter)


def framed(source: Source, main: Mark, others: Sequence[Mark], gutter: Gutter) -> Iterator[str]:
    """A place by name, and its lines."""
    line, column = source.position(main.span.start)
    arrow = gutter.pen.paint(Style.NOTE, f"{'':{gutter.digits}}-->")
    yield f"{arrow} {visible(source.name)}:{line}:{column}"
    yield gutter.row()
    yield from frame(source, main, others, gutter)


def advice(this: Shown) -> Iterator[str]:
    """What to know and what to do, below the frame."""
    for message in this.placeless:
        yield from remark(this.gutter, Style.NOTE, "note", message)
    if this.fault.help:
        yield from remark(this.gutter, Style.STRONG, "help", this.fault.help)
    if this.fault.fix:
        yield from mending(this.source, this.fault.fix, this.gutter)


def mending(source: Source, fix: Fix, gutter: Gutter) -> Iterator[str]:
    """What a fix would do, told apart by whether the author's meaning is certain."""
    word = "fix" if fix.safe else "fix, if you meant it"
    yield from remark(gutter, Style.FIX, word, fix.title)
    yield from preview(source, fix, gutter)


def remark(gutter: Gutter, style: Style, word: str, text: str) -> Iterator[str]:
    """A sentence below the frame, wrapped to the width, further lines standing in."""
    indent = " " * (gutter.digits + len(" = help: "))
    taken = len(word) - len("help")
    sign = gutter.pen.paint(Style.NOTE, f"{'':{gutter.digits}} =")
    first, *others = wrapped(text, taken, gutter.pen.width - len(indent))
    yield f"{sign} {gutter.pen.paint(style, word + ':')} {first}"
    yield from (indent + line if line else "" for line in others)


def summary(found: Sequence[tuple[Source, Diagnostic]], pen: Pen) -> Iterator[str]:
    """How much was found and where, and how much of it mends itself."""
    faults = [fault for _, fault in found]
    errors = sum(fault.severity is Severity.ERROR for fault in faults)
    counts = [counted(errors, "error"), counted(len(faults) - errors, "warning")]
    names = list(dict.fromkeys(source.name for source, _ in found))
    where = visible(names[0]) if len(names) == 1 else counted(len(names), "file")
    yield pen.paint(Style.STRONG, f"{' and '.join(filter(None, counts))} in {where}")
    safe = sum(fault.fix is not None and fault.fix.safe for fault in faults)
    if safe:
        yield f"run `workoutc check --fix` to apply {counted(safe, 'safe fix', 'safe fixes')}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things in words; nothing for none."""
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""
