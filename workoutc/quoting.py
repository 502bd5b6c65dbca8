r"""Texts in quotes: what they are and how they are written.

Inside, `\"` is a quote. A backslash is only a backslash, except in front of a quote: there two
stand for one, so that a text may end in a backslash, or have one in front of a quote. So each text
is written in one way only. A hole in it may have texts in quotes of its own.
"""

import re
from collections.abc import Iterator

from workoutc.regex import regex

# Each sign is taken once and never given back: no text takes long, however it is written.
BODY = r'[^"\\\r\n]*+(?:\\[^\r\n][^"\\\r\n]*+)*+'
"""What may stand between the quotes, as a part of an expression."""

QUOTED = regex(rf'(?<![0-9])"{BODY}(?:"|\\?)')
"""A text in quotes among other words, to the end where it is never closed; a `"` right behind a
digit is seconds."""

_OTHER = regex(r"[“”„«»‹›‘’‚'`]([^“”„«»‹›\"{}]*[^“”„«»‹›\"{}\s])[“”«»‹›‘’'`]")
"""A text in the quotes of a word processor, or of another language."""

MARK = regex(r'\\+"?|[{}"]')
"""What may open or close a text in quotes or a hole, with the backslashes in front of a quote."""


def quoted(text: str) -> str:
    """A text without line ends as it is written in quotes."""
    return f'"{within("", text, closes=True)}"'


def unquoted(written: str) -> str:
    """The text that is written in quotes, these included."""
    inner = written[1:-1]
    return '"'.join(map(_halved, inner.split('"'))) if "\\" in inner else inner


def requoted(text: str) -> str | None:
    """`“go”`, `„go“`, `'go'` as it is to be written; `None` for all else."""
    found = None if text.isalnum() else _OTHER.fullmatch(text)
    return quoted(found[1].strip()) if found else None


def within(before: str, text: str, *, closes: bool) -> str:
    """A text as it is written inside of quotes, behind the backslashes `before`, each of which is
    one so far. `closes`: whether a quote follows, perhaps behind more backslashes."""
    *whole, last = (before + text).split('"')
    written = "".join(f'{_doubled(piece)}\\"' for piece in whole)
    return (written + (_doubled(last) if closes else last))[len(before) :]


def blanked(text: str) -> str:
    """The text with blanks, just as many, in place of what stands in quotes."""
    return QUOTED.sub(lambda found: " " * len(found[0]), text) if '"' in text else text


def blanked_around_holes(text: str) -> str:
    """The same for a line in which the holes are not filled yet: a text inside of a hole doesn't
    end the one that the hole stands in, as in `"{pick(n, "a", "b")} # c"`."""
    if '"' not in text or "{" not in text:
        return blanked(text)
    shown, last = [], 0
    for start, end in _stretches(text):
        shown += [text[last:start], " " * (end - start)]
        last = end
    return "".join(shown) + text[last:]


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the texts in quotes begin and end that stand in none themselves."""
    opened, at, closes = -1, 0, True
    while mark := MARK.search(text, at):
        at = mark.end()
        if mark[0][-1] == '"':
            inside = goes_on(text, mark, quoted=opened >= 0)
            if opened >= 0 and not inside:
                yield opened, at
            opened = (opened if opened >= 0 else at - 1) if inside else -1
        elif mark[0] == "{" and opened >= 0 and closes:
            # Where one isn't closed, those behind it are not looked for: a line is read once.
            end, _ = hole_end(text, mark.start())
            at, closes = end or at, end is not None
    if opened >= 0:
        yield opened, len(text)


def quote_end(text: str, start: int) -> int | None:
    """Where the text in quotes ends that opens at a place, the closing one included; `None` where
    none does. One whose hole is never closed goes to the last quote of the line."""
    if text[start : start + 1] != '"':
        return None
    at = start + 1
    while mark := MARK.search(text, at):
        at = mark.end()
        if mark[0][-1] == '"' and not goes_on(text, mark, quoted=True):
            return at
        if mark[0] == "{":
            end, _ = hole_end(text, mark.start())
            at = end or max(text.rfind('"', at), at)
    return None


def hole_end(text: str, start: int) -> tuple[int | None, int]:
    """Where the hole that opens at a place ends, and how deep holes stand in each other."""
    depth = deepest = 0
    quoted = False
    for mark in MARK.finditer(text, start):
        if mark[0][-1] == '"':
            quoted = goes_on(text, mark, quoted=quoted)
        elif not quoted and mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
            deepest = max(depth, deepest)
            if depth == 0:
                return mark.end(), deepest
    return None, deepest


def goes_on(text: str, mark: re.Match[str], *, quoted: bool) -> bool:
    """Whether what follows a `"` stands in quotes. `quoted`: whether it does itself; then one
    behind an odd backslash is text. Outside, one right behind a digit is seconds."""
    if quoted:
        return len(mark[0]) % 2 == 0
    return not text[mark.start() - 1 : mark.start()].isdigit() or len(mark[0]) > 1


def _doubled(piece: str) -> str:
    """What stands in front of a quote, written."""
    return piece + piece[len(piece.rstrip("\\")) :]


def _halved(piece: str) -> str:
    """What is written in front of a quote, read: an odd backslash is the quote's own."""
    plain = piece.rstrip("\\")
    return plain + "\\" * ((len(piece) - len(plain)) // 2)
