"""Lists of items to steps and repeats, with their places in the source."""

from typing import TypeAlias

from workoutc.bare import read_count as count_of_heading
from workoutc.diagnostic import Diagnostic
from workoutc.diagnostic import Note as Remark
from workoutc.layout import MAX_DEPTH
from workoutc.model import Cue, Intensity, Item, Note, Repeat, Section, Step, Time
from workoutc.records import replace
from workoutc.repeated import repeated
from workoutc.resolve.counts import read_count
from workoutc.resolve.cue import cue_meaning
from workoutc.resolve.draft import Rules
from workoutc.resolve.line import Head, no_items, too_deep
from workoutc.resolve.pieces import item_meaning
from workoutc.resolve.placing import placed_fault, placed_repeat, placed_step
from workoutc.source import Span
from workoutc.syntax import Item as ItemLine
from workoutc.syntax import Line, Notes, Shape, Word
from workoutc.syntax import Section as SectionLines
from workoutc.tuples import NamedTuple
from workoutc.units import flag_of

Faults: TypeAlias = list[Diagnostic]


class Passage(NamedTuple):
    """What a section means, and what is wrong with it. `steps`: how many are ridden; `seconds`:
    how long those take that have a time."""

    items: tuple[Item, ...]
    diagnostics: tuple[Diagnostic, ...]
    steps: int
    seconds: int


def section(lines: SectionLines, rules: Rules) -> Passage:
    """A heading and its list; without a heading just the items."""
    return _known(lines, rules) if lines.known else _section(lines, rules)


@repeated(4096)
def _known(lines: SectionLines, rules: Rules) -> Passage:
    return _section(lines, rules)


def _section(lines: SectionLines, rules: Rules) -> Passage:
    faults: Faults = []
    items = _headed_items(lines, rules, faults)
    return Passage(items, tuple(faults), *_extent(items))


def _extent(items: tuple[Item, ...]) -> tuple[int, int]:
    steps = seconds = 0
    for item in items:
        if isinstance(item, Step):
            steps += 1
            seconds += item.length.seconds if isinstance(item.length, Time) else 0
        elif not isinstance(item, Note):
            times = item.count if isinstance(item, Repeat) else 1
            inner = _extent(item.items)
            steps += times * inner[0]
            seconds += times * inner[1]
    return steps, seconds


def _headed_items(lines: SectionLines, rules: Rules, faults: Faults) -> tuple[Item, ...]:
    if lines.heading is None:
        return _items(lines.items, rules, None, faults, 0)
    title, count, wrong = _heading(lines.heading)
    faults.extend(wrong)
    repeated = count is not None
    items = _items(lines.items, rules, flag_of(title), faults, int(repeated))
    span = lines.heading.span
    if not wrong and all(isinstance(item, Note) for item in items):
        return items
    if count is None:
        return (Section(title, items, span),)
    return (Repeat(count, items, title, span),) if count else items


def _heading(line: Line) -> tuple[str, int | None, Faults]:
    written = count_of_heading(line.text)
    if written is None:
        return line.text, None, []
    start = len(line.text) - len(written)
    word = Word(Shape.TIMES, written, Span(start, len(line.text)))
    count, wrong = read_count(word)
    return line.text[:start].rstrip(), count, [placed_fault(w, line.start) for w in wrong]


def _items(
    nodes: list["ItemLine | Notes"],
    rules: Rules,
    flag: Intensity | None,
    faults: Faults,
    depth: int,
) -> tuple[Item, ...]:
    items: list[Item] = []
    for node in nodes:
        if isinstance(node, Notes):
            items.append(note(node))
        elif (item := _item(node, rules, flag, faults, depth)) is not None:
            items.append(item)
    return tuple(items)


def _item(
    node: ItemLine, rules: Rules, flag: Intensity | None, faults: Faults, depth: int
) -> Item | None:
    line = node.line
    meaning = item_meaning(line.text, rules)
    if meaning.diagnostics:
        faults.extend(placed_fault(d, line.start) for d in meaning.diagnostics)
    match meaning.what:
        case Head() as head:
            return _repeat(node, head, rules, flag, faults, depth + 1)
        case Step() as step:
            if node.children:
                _childless(node, rules, flag, faults, depth)
            placed = placed_step(step, line.start, flag)
            return _with_cues(placed, node, faults) if node.cues else placed
        case Repeat() as repeat:
            if node.children:
                _childless(node, rules, flag, faults, depth)
            _cueless(node, faults)
            if depth + _levels(repeat) > MAX_DEPTH:
                faults.append(too_deep(line.span))
                return None
            return placed_repeat(repeat, line.start, flag)
        case None:
            if node.children:
                _items(node.children, rules, flag, faults, depth)
            for cue in node.cues:
                _cue(cue.line, faults)
            return None


def _repeat(
    node: ItemLine, head: Head, rules: Rules, flag: Intensity | None, faults: Faults, depth: int
) -> Item | None:
    _cueless(node, faults)
    span = node.line.at(head.span)
    if depth > MAX_DEPTH:
        faults.append(too_deep(span))
        return None
    before = len(faults)
    items = _items(node.children, rules, flag, faults, depth)
    if all(isinstance(item, Note) for item in items):
        if len(faults) == before:
            faults.append(no_items(span))
        return None
    return Repeat(head.times, items, head.label, span)


def _levels(repeat: Repeat) -> int:
    return 1 + max((_levels(i) for i in repeat.items if isinstance(i, Repeat)), default=0)


def note(lines: Notes) -> Note:
    """A paragraph; the author's line breaks stay."""
    text = "\n".join(line.text for line in lines.lines)
    return Note(text, Span(lines.lines[0].opening, lines.lines[-1].span.end))


def _with_cues(step: Step, node: ItemLine, faults: Faults) -> Step:
    cues: list[Cue] = []
    for line in (cue.line for cue in node.cues):
        if (read := _cue(line, faults)) is None:
            continue
        cue = replace(read, span=line.span)
        if isinstance(step.length, Time) and abs(cue.at) > step.length.seconds:
            faults.append(_outside(cue))
        cues.append(cue)
    return replace(step, cues=tuple(cues))


def _cue(line: Line, faults: Faults) -> Cue | None:
    meaning = cue_meaning(line.text)
    faults.extend(placed_fault(d, line.start) for d in meaning.diagnostics)
    return meaning.cue


def _outside(cue: Cue) -> Diagnostic:
    return Diagnostic("E225", "the cue comes outside its step", cue.span,
                      "further than the step is long",
                      "count from the step's start, or with a minus from its end")  # fmt: skip


def _childless(
    node: ItemLine, rules: Rules, flag: Intensity | None, faults: Faults, depth: int
) -> None:
    """Items below what has none: they belong to nothing, but are read for their own faults."""
    first = next((child for child in node.children if isinstance(child, ItemLine)), None)
    if first is None:
        return
    faults.append(
        Diagnostic(
            "E112",
            "a step has items indented below it",
            first.line.span,
            "belongs to nothing",
            "indent it like the step above; only a repeat such as `- 3x` has items below it",
            notes=(Remark("the step above", node.line.span),),
        )
    )
    below: Faults = []
    _items(node.children, rules, flag, below, depth)
    faults.extend(fault for fault in below if fault.code != "E112")


def _cueless(node: ItemLine, faults: Faults) -> None:
    for cue in node.cues:
        faults.append(
            Diagnostic(
                "E113",
                "a cue belongs to a step, not to a repeat",
                cue.line.span,
                "below a repeat",
                "put it below one of the repeat's steps",
            )
        )
