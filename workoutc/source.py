"""A text that somebody wrote, and places in it."""

from bisect import bisect_right
from functools import cached_property

from workoutc.records import dataclass
from workoutc.regex import regex
from workoutc.tuples import NamedTuple

# Not str.splitlines, which also breaks at form feeds and Unicode separators: those are text here.
LINE_END = regex(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of a source: offsets in code points, the end exclusive."""

    start: int
    end: int

    def shifted(self, by: int) -> "Span":
        """The same stretch, `by` code points further on."""
        start, end = self
        return Span(start + by, end + by)


class Position(NamedTuple):
    """A place as editors count it: line and column from 1, in code points."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    r"""A file's name as shown to people, and its whole text (a byte order mark already taken off).

    Lines end in `\n`, `\r\n` or a lone `\r`; offsets count every code point, line ends too.
    """

    name: str
    text: str

    @property
    def stem(self) -> str:
        """The file's name without its folder and `.workout`: what a workout is called that has no
        name of its own."""
        if self.name == "<stdin>":
            return "workout"
        base = self.name.replace("\\", "/").rsplit("/", 1)[-1]
        return base.removesuffix(".workout") or base

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of the first code point of every line."""
        return (0, *(end.end() for end in LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        """The line and column of an offset; one beyond the text counts as its end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
