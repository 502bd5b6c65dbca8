"""Single words as the language reference spells them."""

import re
from typing import Final

from workoutc.fmt.expression import hole_text
from workoutc.fmt.units import amount_text
from workoutc.quoting import BODY
from workoutc.syntax import Shape, Word

_HOLE = re.compile(rf'(\{{(?>(?<=[0-9])"|"{BODY}"|[^{{}}"\r\n])*+\}})')
"""`{expression}` on one line; a `"` right behind a digit is seconds."""

WORDS: Final = {
    word.lower(): word
    for word in (
        "HR", "LTHR", "Pace", "Power", "FTP", "MMP", "RPE", "ramp", "freeride", "maxeffort",
        "hidepower", "press", "lap",
    )
}  # fmt: skip


def hidden(text: str) -> str:
    """The text with a number, just as long, in place of every hole: where a hole may stand, a
    number may."""
    return _HOLE.sub(lambda hole: "0" * len(hole[0]), text) if "{" in text else text


def spelled(word: Word, written: str) -> str:
    """A word of a line with hidden holes as it is to be `written`: a hyphen for every dash, each
    unit in one way, no comma behind a keyword."""
    if word.shape is Shape.WORD:
        return WORDS.get(word.text.rstrip(",.;").lower(), written)
    if word.shape is Shape.STRING:
        return with_holes(written)
    if written == word.text:
        return amount_text(written)
    pieces = _HOLE.split(written)
    pieces[::2] = map(amount_text, pieces[::2])
    pieces[1::2] = map(hole_text, pieces[1::2])
    return "".join(pieces)


def with_holes(text: str) -> str:
    """A text with tidy holes, and nothing else of it changed."""
    pieces = _HOLE.split(text)
    pieces[1::2] = map(hole_text, pieces[1::2])
    return "".join(pieces)
