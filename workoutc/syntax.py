"""What the author wrote: lines and words with their places, nothing of what they mean.

Words and groups carry spans relative to the text of their line, so that equal lines share one
parse; a line knows where its text begins in the source.
"""

from enum import StrEnum
from typing import TypeAlias

from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.tuples import NamedTuple


class Shape(StrEnum):
    """What a word looks like; the members are the terminals of the grammar."""

    __hash__ = str.__hash__  # a key of tables everywhere, and an enum's own is slow

    WORD = "WORD"
    STRING = "STRING"
    UNCLOSED = "UNCLOSED"
    QUANTITY = "QUANTITY"
    RANGE = "RANGE"
    CLOCK = "CLOCK"
    ZONE = "ZONE"
    NUMBER = "NUMBER"
    TIMES = "TIMES"
    SETTING = "SETTING"
    COMMA = "COMMA"
    MINUS = "MINUS"


class Word(NamedTuple):
    """One word of a line."""

    shape: Shape
    text: str
    span: Span


class Group(NamedTuple):
    """An inline repeat: `times` is the text before the parenthesis (`8x`)."""

    times: Word
    parts: tuple[tuple["Element", ...], ...]
    span: Span


Element: TypeAlias = Word | Group


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line whose parentheses don't fit: where the parser stopped."""

    span: Span
    found: str


class Line(NamedTuple):
    """A line without its indentation, opening sign and trailing comment.

    `start`: where `text` begins in the source. `indent`: the column of the first character.
    """

    start: int
    text: str
    indent: int = 0
    opening: int = 0

    @property
    def span(self) -> Span:
        """The line from its opening sign to its last character."""
        return Span(self.opening, self.start + len(self.text))

    def at(self, span: Span) -> Span:
        """Where a stretch of `text` stands in the source."""
        return Span(self.start + span.start, self.start + span.end)


@dataclass(slots=True)
class Cue:
    """A line that begins with `@`."""

    line: Line


@dataclass(slots=True)
class Notes:
    """Lines of one paragraph; `bare`: written without `>`."""

    lines: list[Line]
    bare: bool = False


@dataclass(slots=True)
class Item:
    """A line that begins with `-`, and what is indented below it."""

    line: Line
    children: list["Item | Notes"] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Section:
    """A run of items without a blank line, and the heading directly above it.

    `known`: the layout gives this very object again for the same text at the same place, so that
    what it means may be kept.
    """

    heading: Line | None
    items: list[Item | Notes] = field(default_factory=list)
    known: bool = False


class Field(NamedTuple):
    """`name: value`; the name in lower case."""

    line: Line
    name: str
    name_span: Span
    value: str
    value_span: Span


Entry: TypeAlias = Field | Section | Notes


class File(NamedTuple):
    """A whole file, in order."""

    entries: tuple[Entry, ...]
