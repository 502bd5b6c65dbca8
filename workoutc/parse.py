"""Lines to words, by the grammar."""

import os
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module

from workoutc.lalr import NoWayOnError, Table, Token, Tree, lexed, parsed
from workoutc.regex import regex
from workoutc.signs import alike
from workoutc.source import Span
from workoutc.syntax import Element, Group, Shape, Unreadable, Word

_SHAPES = {shape.value: shape for shape in Shape} | {
    "INNER_WORD": Shape.WORD,
    "CHUNK": Shape.WORD,
    "COUNT": Shape.TIMES,
}
_APART = frozenset({Shape.STRING, Shape.UNCLOSED, Shape.COMMA, Shape.MINUS})
_ROWS = frozenset({"item", "cue", "heading"})
_MINUS = regex(r"\s*(-)(?=\s*[0-9])")


def words(rule: str, text: str) -> tuple[Element, ...] | Unreadable:
    """The words of a line of the kind `rule`; whoever asks keeps what it makes of them."""
    if rule not in _ROWS or ("(" in text and rule != "heading"):
        return by_tables(rule, text)
    return _row(rule, text, _MINUS.match(alike(text)) if rule == "cue" else None)


def by_tables(rule: str, text: str) -> tuple[Element, ...] | Unreadable:
    """The words of any line of the kind `rule`."""
    try:
        tree = parsed(tables(), rule, text)
    except NoWayOnError as stop:
        _, found, start = stop.token
        return Unreadable(Span(start, start + len(found)), found)
    return _glued(_elements(tree), text)


def _row(rule: str, text: str, minus: re.Match[str] | None) -> tuple[Element, ...]:
    """The words of an item without a parenthesis, of a heading, or of a cue with perhaps a minus in
    front. Of such a line the grammar only says that any words may follow each other; to run its
    tables gives the same and takes three times as long."""
    row: list[Element] = []
    glued, last, start = False, -1, 0
    if minus is not None:
        last = start = minus.end()
        row.append(Word(Shape.MINUS, text[minus.start(1) : last], Span(*minus.span(1))))
    for found in lexed(tables(), "item" if rule == "cue" else rule, text, start):
        span = Span(*found.span())
        glued = glued or span.start == last
        last = span.end
        row.append(Word(_SHAPES[found.lastgroup or ""], text[span.start : last], span))
    return _glued(row, text) if glued else tuple(row)


@cache
def tables() -> Table:
    """The grammar's tables: those made when the package was built, else made now from its text.

    The ready ones are a module of plain data inside the package. In a checkout, where the grammar's
    text stands beside the package and may have changed, they count only while they belong to it.
    """
    checkout = os.path.dirname(os.path.dirname(__file__))
    text = os.path.join(checkout, "grammar", "workout.lark")
    try:
        ready: Table = import_module("workoutc._table").TABLE
    except ModuleNotFoundError:
        return _made()
    return _made() if os.path.exists(text) and _checksum(text) != ready.grammar else ready


def _checksum(path: str) -> int:
    with open(path, "rb") as file:
        return zlib.crc32(file.read())


def _made() -> Table:
    from workoutc.tables import grammar_path, table_of  # imports lark, which takes its time

    return table_of(grammar_path().read_text(encoding="utf-8"))


def _elements(tree: Tree) -> Iterator[Element]:
    for child in tree.children:
        yield _word(child) if isinstance(child, Token) else _group(child)


def _word(token: Token) -> Word:
    return Word(_SHAPES[token.name], token.text, Span(token.start, token.start + len(token.text)))


def _group(tree: Tree) -> Group:
    head, *rest = tree.children
    close = rest[-1]
    assert isinstance(head, Token)
    assert isinstance(close, Token)
    digits = head.text[:-1].rstrip()
    count = Word(Shape.TIMES, digits, Span(head.start, head.start + len(digits)))
    parts = tuple(tuple(_elements(part)) for part in rest if isinstance(part, Tree))
    return Group(count, parts, Span(head.start, close.start + 1))


def _glued(elements: Iterable[Element], text: str) -> tuple[Element, ...]:
    """An amount with more right behind it is no amount but a word: `50%)`, `10m.`"""
    out: list[Element] = []
    for element in elements:
        last = out[-1] if out else None
        if isinstance(last, Word) and isinstance(element, Word) and _sticks(last, element):
            span = Span(last.span.start, element.span.end)
            out[-1] = Word(Shape.WORD, text[span.start : span.end], span)
        else:
            out.append(element)
    return tuple(out)


def _sticks(left: Word, right: Word) -> bool:
    touching = left.span.end == right.span.start
    return touching and right.shape is Shape.WORD and left.shape not in _APART
