"""Values into the holes of a line, and to the names of a file."""

import re
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.expression import misfits
from workoutc.expression.evaluation import Scope, evaluate
from workoutc.expression.filled import Filled, Place
from workoutc.expression.holes import Hole, holes
from workoutc.expression.literal import literal
from workoutc.expression.nodes import Faults, Name
from workoutc.expression.places import shifted
from workoutc.expression.reading import read
from workoutc.expression.spelling import settled, text_of
from workoutc.expression.values import Kind, Quantity, Text, Value, common, in_unit_of
from workoutc.quoting import within
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.source import Span

Valued: TypeAlias = Value | Faults
"""A value, or the faults that keep it from being one: none where they are told elsewhere."""

LONGEST = 1024 * 1024
"""Signs of a line with its values: as many as a file may have."""

LONGEST_VALUE = 10_000
"""Signs of a text that a name stands for: as many as a line may have."""

_TIMES = regex(r"[xX×](?=[\s,;()]|$)")
_FAMILY = regex(r"\s+(LTHR|HR|Pace|Power|FTP)\b(?!=)", re.IGNORECASE)
_QUOTE_BEHIND = regex(r'\\*"')
_NO_RANGE = frozenset({Kind.TEXT, Kind.TIME, Kind.DISTANCE})
_WHOLE = frozenset({Kind.COUNT, Kind.ZONE})


def filled(
    text: str, start: int, scope: Scope, *, prose: bool = False, longest: int = LONGEST
) -> Filled:
    """A line with every hole replaced by its value's text.

    `start`: where the line begins in the source. `prose`: see `holes`. `longest`: signs after which
    no more is filled in. Never raises for what the author wrote.
    """
    found = holes(text, prose=prose)
    told = [*shifted(found.diagnostics, start)]
    whole = not has_errors(told)
    line = _Line(text, start)
    for hole in found.holes:
        if line.size > longest:
            told.append(misfits.too_long(hole.span.shifted(start), longest))
            whole = False
            break
        fill = _fill(text, hole, scope, start)
        if isinstance(fill, _Fill):
            line.replace(hole.span.start, fill.end, fill.text, quoted=hole.quoted)
            continue
        told += fill
        whole = False
        if _TIMES.match(text, hole.span.end):
            line.replace(hole.span.start, hole.span.end, "1")
    line.copy(len(text))
    return Filled("".join(line.pieces), start, tuple(line.places), tuple(told), whole)


def value_of(text: str, start: int, scope: Scope) -> Valued:
    """What a name stands for: the value behind `let NAME =`, in braces or without, exact.

    `start`: where the text begins in the source. A text with holes among other words, such as
    `{lo}-{hi} HR` or `"hold {on}"`, is filled first.
    """
    found = holes(text)
    if not found.holes and not found.diagnostics:
        return _read(text, start, scope)
    if [hole.span for hole in found.holes] == [_stripped(text)] and found.holes[0].parts:
        return _value_in(found.holes[0], scope, start)
    line = filled(text, start, scope, longest=LONGEST_VALUE)
    if len(line.text) > LONGEST_VALUE and line.whole:
        return (misfits.too_long(_stripped(text).shifted(start), LONGEST_VALUE),)
    if not line.whole:
        return line.diagnostics
    value = _read(line.text, 0, {})
    return tuple(map(line.placed, value)) if isinstance(value, tuple) else value


def names_in(text: str) -> tuple[Name, ...]:
    """The names that a value needs, in order; spans are relative to its text."""
    found = holes(text)
    if found.holes or found.diagnostics:
        return found.names
    expression = read(text)
    return () if isinstance(expression, tuple) else expression.names


def _read(text: str, start: int, scope: Scope) -> Valued:
    expression = read(text)
    if isinstance(expression, tuple):
        return shifted(expression, start)
    return evaluate(expression, scope, start)


def _stripped(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _value_in(hole: Hole, scope: Scope, start: int) -> Valued:
    """The value of a hole; `start`: where its line begins."""
    values = [evaluate(part.expression, scope, start + part.at) for part in hole.parts]
    wrong = [fault for value in values if isinstance(value, tuple) for fault in value]
    given = [value for value in values if not isinstance(value, tuple)]
    if len(given) < len(values) or not given:
        return tuple(wrong)
    return given[0] if len(given) == 1 else _ranged(given[0], given[1], hole.span.shifted(start))


def _ranged(low: Value, high: Value, span: Span) -> Valued:
    if isinstance(low, Quantity) and isinstance(high, Quantity) and low.kind not in _NO_RANGE:
        measure = common(low.measure, high.measure)
        if measure is not None and low.single and high.single:
            return Quantity(measure, low.ends + in_unit_of(high, measure).ends)
    return (misfits.odd_ends(low, high, span),)


@dataclass(frozen=True, slots=True)
class _Fill:
    """What takes the place of a hole, and how far of the line with it."""

    text: str
    end: int


def _fill(text: str, hole: Hole, scope: Scope, start: int) -> _Fill | Faults:
    value = _value_in(hole, scope, start)
    if isinstance(value, tuple):
        return value
    if (fault := _unfit(text, hole, value)) is not None:
        return shifted((fault,), start)
    if hole.prose and isinstance(value, Text):
        return _Fill(value.text, hole.span.end)
    family = _family(text, hole, value)
    return _Fill(text_of(value), family.end() if family else hole.span.end)


def _unfit(text: str, hole: Hole, value: Value) -> Diagnostic | None:
    """What keeps a value from being written where its hole stands."""
    counts = _TIMES.match(text, hole.span.end) is not None
    if counts and not (value.kind is Kind.COUNT and isinstance(value, Quantity) and value.single):
        return misfits.no_count(value, hole.span, "`x` counts")
    if isinstance(value, Text):
        return None
    if value.kind in _WHOLE and any(end.denominator != 1 for end in value.ends):
        return misfits.no_whole(value, hole.span)
    if any(end < 0 for end in value.ends) and any(end < 0 for end in settled(value).ends):
        return misfits.below_zero(value, hole.span)
    family = _family(text, hole, value)
    if family is None or _reads_the_same(value, family[1]):
        return None
    return misfits.two_families(value, family[1], Span(hole.span.start, family.end()))


def _family(text: str, hole: Hole, value: Value) -> re.Match[str] | None:
    """A word behind a hole that says of what its value is, which says so itself already."""
    family = None if hole.prose else _FAMILY.match(text, hole.span.end)
    said = family and isinstance(value, Quantity) and " " in text_of(value)
    return family if said else None


def _reads_the_same(value: Value, word: str) -> bool:
    number = text_of(value).split(" ", 1)[0]
    return isinstance(value, Quantity) and literal(f"{number} {word}").value == settled(value)


@dataclass(slots=True)
class _Line:
    """A line while its holes are filled; `done`: how far it has been taken. `backslashes`: how many
    stand at its end so far."""

    text: str
    start: int
    pieces: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    size: int = 0
    done: int = 0
    backslashes: int = 0

    def copy(self, end: int) -> None:
        self.put(self.text[self.done : end])
        self.done = end

    def replace(self, start: int, end: int, by: str, *, quoted: bool = False) -> None:
        """`quoted`: whether it is put into a quoted text, of which it is to be a part as it is."""
        self.copy(start)
        if quoted:
            closes = _QUOTE_BEHIND.match(self.text, end) is not None
            by = within("\\" * self.backslashes, by, closes=closes)
        self.places.append(
            Place(self.size, self.size + len(by), Span(start, end).shifted(self.start))
        )
        self.put(by)
        self.done = end

    def put(self, piece: str) -> None:
        behind = len(piece) - len(piece.rstrip("\\"))
        self.backslashes = behind + (self.backslashes if behind == len(piece) else 0)
        self.pieces.append(piece)
        self.size += len(piece)
