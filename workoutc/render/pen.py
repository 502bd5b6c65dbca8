"""The colours of a report."""

from enum import Enum

from workoutc.records import dataclass


class Style(Enum):
    """What a text is for, and its ANSI colour.

    The palette's own red, magenta, cyan and green, which every theme keeps readable on its
    background: bold yellow and plain blue get lost on a light and on a dark one.
    """

    ERROR = "1;31"
    WARNING = "1;35"
    NOTE = "36"
    FIX = "32"
    STRONG = "1"


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in colour, or not; `width` is what a line may take, in cells."""

    color: bool
    width: int

    def paint(self, style: Style, text: str) -> str:
        """A text in the colour of its purpose."""
        return f"\x1b[{style.value}m{text}\x1b[0m" if self.color and text else text
