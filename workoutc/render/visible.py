"""Text as a terminal may show it: nothing unseen, nothing that moves the cursor or turns the line.

A workout file may come from anybody. Control characters could rewrite the screen, bidirectional
ones could show another text than the one compiled (Unicode Technical Report 36), and an unusual
blank looks like a good one: all of them are shown by their number.
"""

from workoutc.regex import regex
from workoutc.tuples import NamedTuple

TAB = "    "

WORD = regex(r"(?:`[^`]*`|\S)+")


class Glyph(NamedTuple):
    """What is seen of the code points from `at` on: a text, and the cells that it takes."""

    at: int
    shown: str
    width: int


def glyphs(text: str) -> list[Glyph]:
    """A text in the pieces that a reader sees, in order; tabs have one fixed width."""
    if text.isascii():
        return [Glyph(at, shown := ascii_shown(char), len(shown)) for at, char in enumerate(text)]
    from workoutc.render.wide import clusters

    return [Glyph(*cluster) for cluster in clusters(text)]


def visible(text: str) -> str:
    """A text on one line, with everything unseen spelled out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(glyph.shown for glyph in glyphs(text))


def cells(text: str) -> int:
    """How many cells a text takes when it is shown."""
    return sum(glyph.width for glyph in glyphs(text))


def cut(text: str, width: int) -> str:
    """A text on one line of so many cells, with an ellipsis where some of it is left out."""
    text = text if len(text) <= MOST else text[:MOST]
    shown = visible(text)
    if cells(shown) <= width:
        return shown
    kept, used = "", 1
    for glyph in glyphs(text):
        used += glyph.width
        if used > width:
            break
        kept += glyph.shown
    return f"{kept}…"


MOST = 10_000
"""Characters that no line has room for."""


def wrapped(text: str, first: int, width: int) -> list[str]:
    """Lines no wider than `width` where words allow it, `first` of them taken on the first.

    Quoted code stays in one piece; a line that begins with a blank is an example and stays whole.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        room = width - (0 if lines else first)
        if paragraph[:1].isspace():
            lines.append(visible(paragraph))
        else:
            lines += filled(WORD.findall(paragraph), room, width)
    return lines


def filled(words: list[str], room: int, width: int) -> list[str]:
    """Words in as few lines as hold them; the first line has `room` cells, the others `width`."""
    lines, used = [""], 0
    for word in map(visible, words):
        needed = cells(word) + (1 if used else 0)
        if used and used + needed > room:
            lines.append(word)
            room, used = width, needed - 1
        else:
            lines[-1] += f" {word}" if used else word
            used += needed
    return lines


def spelled(char: str) -> str:
    """The number of a character that can't be shown as itself."""
    return f"<U+{ord(char):04X}>"


def ascii_shown(char: str) -> str:
    """One ASCII character."""
    if char.isprintable():
        return char
    return TAB if char == "\t" else spelled(char)
