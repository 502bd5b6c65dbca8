r"""Texts in quotes: what they are and how they are written.

Inside, `\"` is a quote. A backslash is only a backslash, except in front of a quote: there two
stand for one, so that a text may end in a backslash, or have one in front of a quote. So each text
is written in one way only.
"""

from workoutc.regex import regex

# Each sign is taken once and never given back: no text takes long, however it is written.
BODY = r'[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+'
"""What may stand between the quotes, as a part of an expression."""

QUOTED = regex(rf'(?<![0-9])"{BODY}(?:"|\\?)')
"""A text in quotes among other words, to the end where it is never closed; a `"` right behind a
digit is seconds."""


def quoted(text: str) -> str:
    """A text without line ends as it is written in quotes."""
    return f'"{within("", text, closes=True)}"'


def unquoted(written: str) -> str:
    """The text that is written in quotes, these included."""
    inner = written[1:-1]
    return '"'.join(map(_halved, inner.split('"'))) if "\\" in inner else inner


def within(before: str, text: str, *, closes: bool) -> str:
    """A text as it is written inside of quotes, behind the backslashes `before`, each of which is
    one so far. `closes`: whether a quote follows, perhaps behind more backslashes."""
    *whole, last = (before + text).split('"')
    written = "".join(f'{_doubled(piece)}\\"' for piece in whole)
    return (written + (_doubled(last) if closes else last))[len(before) :]


def blanked(text: str) -> str:
    """The text with blanks, just as many, in place of what stands in quotes."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text) if '"' in text else text


def _doubled(piece: str) -> str:
    """What stands in front of a quote, written."""
    return piece + piece[len(piece.rstrip("\\")) :]


def _halved(piece: str) -> str:
    """What is written in front of a quote, read: an odd backslash is the quote's own."""
    plain = piece.rstrip("\\")
    return plain + "\\" * ((len(piece) - len(plain)) // 2)
