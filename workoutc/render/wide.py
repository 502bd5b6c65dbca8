"""Letters beyond ASCII: which of them are seen as one, and the cells they take.

Imported only for a line that has such letters: the width tables cost a third of a cold start.
"""

from collections.abc import Iterator
from unicodedata import category

from wcwidth import wcswidth

from workoutc.render.visible import ascii_shown, spelled

JOINER = "\u200d"

# Control, format, lone surrogate, line and paragraph separator, and every blank but the two that
# can be told by eye: the plain one and the ideographic one, which is as wide as a letter.
HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
SEEN_BLANKS = frozenset(" \u3000")
# Letters by category, blank to the eye: the Hangul fillers and the empty Braille cell.
HIDDEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")

DOTTED_CIRCLE = "\u25cc"


def clusters(text: str) -> Iterator[tuple[int, str, int]]:
    """Where each seen letter begins, how it is shown, its width in cells."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not joins(text, start, at):
            shown = cluster_shown(text[start:at])
            yield start, shown, max(0, wcswidth(shown))
            start = at


def joins(text: str, start: int, at: int) -> bool:
    """Whether the code point at `at` belongs to the letter that began at `start`."""
    char, before = text[at], text[at - 1]
    if hidden(before) and (before != JOINER or at - 1 == start):
        return False
    if char == JOINER:
        return not before.isascii()
    if hidden(char):
        return False
    return (
        category(char)[0] == "M"
        or is_skin_tone(char)
        or (before == JOINER and not char.isascii())
        or (is_regional(char) and is_regional(before) and at - start == 1)
    )


def cluster_shown(cluster: str) -> str:
    """A letter as a terminal may show it; a mark with no letter below it gets a dotted circle."""
    if hidden(cluster[0]):
        return ascii_shown(cluster) if cluster.isascii() else spelled(cluster)
    return DOTTED_CIRCLE + cluster if category(cluster[0])[0] == "M" else cluster


def hidden(char: str) -> bool:
    """Whether a reader couldn't see, or couldn't trust, the character itself."""
    if category(char) in HIDDEN_CATEGORIES:
        return char not in SEEN_BLANKS
    return char in HIDDEN_LETTERS


def is_skin_tone(char: str) -> bool:
    """The five emoji modifiers."""
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def is_regional(char: str) -> bool:
    """One of the letters that make a flag by twos."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
