"""A workout from native text, as the server would understand it."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats import repaired
from workoutc.formats.decoding import decoded
from workoutc.formats.emission import Reading, Wish
from workoutc.formats.intervals.read import (
    Paragraph,
    body_of,
    count_of,
    option_of,
    paragraphs,
)
from workoutc.formats.intervals.understood import step_of
from workoutc.model import (
    Distance,
    Item,
    LengthUnit,
    Note,
    Repeat,
    Section,
    Step,
    Time,
    Workout,
    ridden_steps,
    unroll,
)
from workoutc.records import replace
from workoutc.source import Span
from workoutc.tuples import NamedTuple
from workoutc.units import flag_of


def read(data: bytes, wish: Wish) -> Reading:
    """What Intervals.icu makes of the text, its prose as notes. A line that looks like a step and
    isn't one to the server is told."""
    text, found = decoded(data)
    spans = iter([Span(*line.span()) for line in _LINE.finditer(text)])
    items: list[Item] = []
    pool = None
    for part in paragraphs(text, wish.sport):
        places = [next(spans) for _ in part.lines]
        items += _Part(part, places).items(found)
        pool = pool or next(filter(None, map(_pool, part.lines)), None)
    workout = Workout("", "", wish.sport, tuple(items), pool=pool)
    if fault := _too_much(workout.items):
        return Reading(text, None, (*found, fault))
    return Reading(text, workout, by_place(found))


class _Part(NamedTuple):
    """The lines between two blank ones, and where they stand."""

    part: Paragraph
    places: list[Span]

    def items(self, found: list[Diagnostic]) -> Iterator[Item]:
        """Its notes, then its steps under their heading."""
        lines, header = self.part.lines, self.part.header
        steps = list(self._steps(found))
        stepping = {at for at, _ in self.part.steps}
        for at, line in enumerate(lines):
            if at not in stepping:
                found += self._doubt(at, line, alone=not steps or at != header)
        prose = [at for at in range(len(lines)) if at not in stepping]
        prose = [at for at in prose if not (steps and at == header) and not _pool(lines[at])]
        if prose:
            text = "\n".join(lines[at].strip() for at in prose)
            yield Note(text, Span(self.places[prose[0]].start, self.places[prose[-1]].end))
        if not steps:
            return
        title = "" if header is None else lines[header].strip()
        place = self.places[header if header is not None else self.part.steps[0][0]]
        yield from _headed(title, tuple(steps), place)

    def _steps(self, found: list[Diagnostic]) -> Iterator[Step]:
        header = "" if self.part.header is None else self.part.lines[self.part.header]
        flag = flag_of(header)
        for at, held in self.part.steps:
            doc = held if flag is None else {**held, str(flag): True}
            step = step_of(doc)
            span = self.places[at]
            if step is None or (isinstance(step.length, Time) and step.length.seconds <= 0):
                found.append(_no_step(span))
            else:
                found += _turned(held, span)
                yield _placed(step, span)

    def _doubt(self, at: int, line: str, *, alone: bool) -> Iterator[Diagnostic]:
        """A line that means less than it seems to."""
        if body_of(line) is not None:
            yield _no_step(self.places[at])
        elif alone and count_of(line) is not None:
            yield repaired.no_effect("the line repeats nothing", self.places[at])


def _headed(title: str, steps: tuple[Step, ...], span: Span) -> Iterator[Item]:
    count = count_of(title)
    if count is not None and count > 0:
        label = re.sub(r"\s*[0-9]+\s*[xX]\s*$", "", title)
        yield Repeat(count, steps, label, span)
    elif count is None and title:
        yield Section(title, steps, span)
    elif count is None:
        yield from steps


def _placed(step: Step, span: Span) -> Step:
    at = {
        kind: replace(target, span=span)
        for kind in ("power", "hr", "pace", "cadence")
        if (target := getattr(step, kind)) is not None
    }
    return replace(step, span=span, label_span=span, **at)


def _turned(held: Mapping[str, Any], span: Span) -> Iterator[Diagnostic]:
    """A word about each range that falls without a ramp, which no step here can."""
    for kind in ("power", "hr"):
        target = held.get(kind) or {}
        if not held.get("ramp") and target.get("start", 0) > target.get(
            "end", target.get("start", 0)
        ):
            yield repaired.changed("the range falls, and only a ramp can fall", span,
                                   "read as rising")  # fmt: skip


def _no_step(span: Span) -> Diagnostic:
    return repaired.no_effect("the line is no step to Intervals.icu", span)


def _pool(line: str) -> Distance | None:
    name, value = option_of(line) or ("", "")
    found = _POOL.fullmatch(value) if name == "pool_length" else None
    if found is None:
        return None
    unit = LengthUnit.YARD if found[2].lower().startswith("y") else LengthUnit.METRE
    return Distance(Decimal(found[1]), unit)


def _too_much(items: tuple[Item, ...]) -> Diagnostic | None:
    steps = ridden_steps(items)
    if steps > repaired.MAX_STEPS:
        return repaired.too_much(f"the workout has {steps:,} steps", Span(0, 0))
    lengths = (step.length for step in unroll(items))
    seconds = sum(length.seconds for length in lengths if isinstance(length, Time))
    if seconds > repaired.MAX_SECONDS:
        return repaired.too_much(f"the workout lasts {seconds / 3600:,.1f} hours", Span(0, 0))
    return None


_LINE = re.compile(r"^(?=.*[^ \t\r\n]).*$", re.MULTILINE)
_POOL = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*(m|mtr|y|yd|yrd)", re.IGNORECASE)
