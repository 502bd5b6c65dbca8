"""A workout as what Intervals.icu can hold: flat chunks and repeats of plain steps.

The server has no repeats inside repeats. Of the two ways out, to write an outer repeat as a block
with all inner passes in a row, or to write its passes one after the other and keep the inner
blocks, each repeat goes the one of fewer steps and block headers, which is how devices count.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from workoutc.formats.intervals import spell
from workoutc.model import NOWHERE, Item, Note, Repeat, Section, Step, ridden_steps, walk
from workoutc.source import Span
from workoutc.tuples import NamedTuple


class Row(NamedTuple):
    """A step line; `head` is the label of a written-out repeat that begins with it."""

    step: Step
    head: str = ""


class Chunk(NamedTuple):
    """Steps below one heading, or below none; `times` over when it is a block.

    `again`: it was written before, in an earlier pass of an unrolled repeat.
    `merged`: the labelled repeats and sections inside that have no line of their own.
    """

    title: str
    rows: list[Row]
    times: int | None = None
    span: Span = NOWHERE
    merged: tuple[Repeat | Section, ...] = ()
    again: bool = False


Piece: TypeAlias = Chunk | Note


def chunks(items: tuple[Item, ...]) -> Iterator[Piece]:
    """The pieces in order; untitled plain steps in a row are one chunk."""
    last: Chunk | None = None
    for piece in _pieces(items, "", NOWHERE):
        if last is not None and is_plain(last) and is_plain(piece):
            last.rows.extend(piece.rows if isinstance(piece, Chunk) else ())
            continue
        if last is not None:
            yield last
        last = piece if isinstance(piece, Chunk) else None
        if last is None:
            yield piece
    if last is not None:
        yield last


def is_plain(piece: Piece) -> bool:
    """Whether it is steps below no heading, done once."""
    return isinstance(piece, Chunk) and not piece.title and piece.times is None


def mirrors(piece: Piece, items: tuple[Item, ...]) -> bool:
    """Whether a piece is the items as they are: nothing unrolled, merged, left out or added."""
    first, times = items[0], None
    if isinstance(piece, Note):
        return len(items) == 1 and piece is first
    if len(items) == 1 and isinstance(first, Repeat | Section):
        times = first.count if isinstance(first, Repeat) else None
        items = first.items
    if piece.times != times or len(piece.rows) != len(items):
        return False
    return all(row.step is item for row, item in zip(piece.rows, items, strict=True))


def _pieces(items: Iterable[Item], title: str, span: Span) -> Iterator[Piece]:
    """The pieces of a section; its title heads the first that can carry one."""
    run: list[Row] = []
    for item in items:
        if isinstance(item, Step):
            run.append(Row(item))
            continue
        if run:
            yield from _flat(title, run, span)
            title, run = "", []
        match item:
            case Note():
                yield item
                continue
            case Repeat():
                yield from _repeated(item, title)
            case Section():
                yield from _pieces(item.items, _joined(title, item.title), item.span)
        title = ""
    if run:
        yield from _flat(title, run, span)
    elif title:
        yield Note(title, span)


def _flat(title: str, run: list[Row], span: Span) -> Iterator[Piece]:
    yield from _cues(row.step for row in run)
    yield Chunk(title, run, span=span)


def _repeated(repeat: Repeat, title: str) -> Iterator[Piece]:
    repeat = _multiplied(repeat)
    title = _joined(title, repeat.label)
    if not ridden_steps(repeat.items):
        yield from _pieces(_notes(repeat.items), title, repeat.span)
        return
    if _is_block(repeat):
        yield from _block(repeat, title)
        return
    for number in range(1, repeat.count + 1):
        counted = f"{title} ({number} of {repeat.count})" if repeat.count > 1 else title
        for piece in _pieces(repeat.items, counted if title else "", repeat.span):
            if number == 1:
                yield piece
            elif isinstance(piece, Chunk):  # What is told once in the source is told once.
                yield piece._replace(again=True)


def _block(repeat: Repeat, title: str) -> Iterator[Piece]:
    """A block with its notes before it, but for those that its author wrote behind its steps."""
    rows = _only_steps(repeat.items)
    merged: tuple[Repeat | Section, ...] = ()
    behind: tuple[Item, ...] = ()
    if rows is None:
        first_behind = _behind(repeat.items)
        behind = repeat.items[first_behind:]
        yield from _notes(repeat.items[:first_behind])
        rows = list(_rows(repeat.items, ""))
        merged = tuple(_labelled(repeat.items))
    yield from _cues(walk(repeat.items))
    yield Chunk(title, rows, repeat.count, repeat.span, merged)
    yield from _notes(behind)


def _behind(items: tuple[Item, ...]) -> int:
    """Where the notes behind the last step begin."""
    end = len(items)
    while isinstance(items[end - 1], Note):
        end -= 1
    return end


def _only_steps(items: tuple[Item, ...]) -> list[Row] | None:
    """The rows of nothing but steps, as most repeats are."""
    rows = [Row(item) for item in items if isinstance(item, Step)]
    return rows if len(rows) == len(items) else None


def _multiplied(repeat: Repeat) -> Repeat:
    """Three times four times the same is twelve times, unless either has a name to show."""
    match repeat:
        case Repeat(count, (Repeat(inner_count, items, ""),), ""):
            return _multiplied(Repeat(count * inner_count, items, "", repeat.span))
        case _:
            return repeat


def _is_block(repeat: Repeat) -> bool:
    if not any(True for _ in _inner_repeats(repeat.items)):
        return True
    return 1 + ridden_steps(repeat.items) <= repeat.count * _size(repeat.items)


def _size(items: tuple[Item, ...]) -> int:
    """Steps and block headers of the shortest way to write the items."""
    size = 0
    for item in items:
        match item:
            case Step():
                size += 1
            case Section():
                size += _size(item.items)
            case Repeat():
                repeat = _multiplied(item)
                as_block = 1 + ridden_steps(repeat.items)
                size += as_block if _is_block(repeat) else repeat.count * _size(repeat.items)
            case Note():
                pass
    return size


def _inner_repeats(items: tuple[Item, ...]) -> Iterator[Repeat]:
    for item in items:
        if isinstance(item, Repeat):
            yield item
        elif isinstance(item, Section):
            yield from _inner_repeats(item.items)


def _rows(items: tuple[Item, ...], head: str) -> Iterator[Row]:
    """Every pass in a row; a repeat's label goes to the first step of each of its passes."""
    for item in items:
        match item:
            case Step():
                yield Row(item, head)
            case Section():
                yield from _rows(item.items, f"{head} {item.title}".strip())
            case Repeat():
                for number in range(item.count):
                    first = head if number == 0 else ""
                    yield from _rows(item.items, f"{first} {item.label}".strip())
            case Note():
                continue
        head = ""


def _labelled(items: tuple[Item, ...]) -> Iterator[Repeat | Section]:
    for item in items:
        if isinstance(item, Repeat | Section):
            if item.label if isinstance(item, Repeat) else item.title:
                yield item
            yield from _labelled(item.items)


def _notes(items: tuple[Item, ...]) -> Iterator[Note]:
    for item in items:
        if isinstance(item, Note):
            yield item
        elif not isinstance(item, Step):
            yield from _notes(item.items)


def _cues(steps: Iterable[Step]) -> Iterator[Note]:
    """The cues of each step as a paragraph that names the step.

    Not as Intervals.icu's timed prompts (`60^30 text`): those stand in front of the length, so
    that a server or device that doesn't know them shows them as the label; nobody has seen how
    they are stored, and they don't work inside repeats. Prose loses nothing and breaks nothing.
    """
    for step in steps:
        if step.cues:
            span = Span(step.cues[0].span.start, step.cues[-1].span.end)
            yield Note("\n".join(_cue_lines(step)), span)


def _cue_lines(step: Step) -> Iterator[str]:
    length = spell.length(step.length)
    name = f"{step.label} {length}" if step.label else f"the {length} step"
    for cue in step.cues:
        text = " ".join(cue.text.split())
        if cue.at < 0:
            yield f"Cue {spell.duration(-cue.at)} before the end of {name}, {text}"
        else:
            when = f"{spell.duration(cue.at)} into" if cue.at else "at the start of"
            yield f"Cue {when} {name}, {text}"


def _joined(outer: str, inner: str) -> str:
    return f"{outer}, {inner}" if outer and inner else outer or inner
