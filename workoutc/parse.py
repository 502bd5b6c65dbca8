"""Lines to words, by the grammar; the only importer of lark."""

import zlib
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from workoutc.source import Span
from workoutc.syntax import Element, Group, Shape, Unreadable, Word

RULES = ("item", "heading", "cue")
"""The grammar's start rules, one for each kind of line that has an inner form."""

_SHAPES = {shape.value: shape for shape in Shape} | {
    "INNER_WORD": Shape.WORD,
    "CHUNK": Shape.WORD,
    "COUNT": Shape.TIMES,
}
_PLAIN = frozenset({Shape.WORD, Shape.UNCLOSED})
_APART = frozenset({Shape.STRING, Shape.UNCLOSED, Shape.COMMA, Shape.MINUS})


@lru_cache(maxsize=32768)
def words(rule: str, text: str) -> tuple[Element, ...] | Unreadable:
    """The words of a line of the kind `rule`; equal lines are parsed once."""
    try:
        tree = parser().parse(text, start=rule)
    except UnexpectedInput as stop:
        return _where(stop, text)
    return _glued(tuple(_elements(tree)), text)


@cache
def parser() -> Lark:
    """The parser: from the table made when the package was built, else from the grammar's text.

    The table is a module of plain data that ships inside the package; it counts only while it
    belongs to this very grammar.
    """
    grammar = grammar_path().read_text(encoding="utf-8")
    table = _table()
    if table is None or fingerprint(grammar) != table.GRAMMAR:
        return Lark(grammar, parser="lalr", lexer="contextual", start=list(RULES))
    # Lark's own way for parsers made ahead of time; it has no public name (lark 1.2 and 1.3).
    load: Callable[..., Lark] = Lark._load_from_dict
    return load(table.DATA, table.MEMO)


def _table() -> Any:
    try:
        return import_module("workoutc._table")
    except ModuleNotFoundError:
        return None


def fingerprint(grammar: str) -> int:
    """A checksum that ties a table to its grammar (against staleness, not against malice)."""
    return zlib.crc32(grammar.encode())


def grammar_path() -> Path:
    """Where the grammar stands: in the package when installed, at the top of a checkout."""
    here = Path(__file__).parent
    inside = here / "grammar" / "workout.lark"
    return inside if inside.exists() else here.parent / "grammar" / "workout.lark"


def _elements(tree: "Tree[Token]") -> Iterator[Element]:
    for child in tree.children:
        if isinstance(child, Token):
            yield _word(child)
        else:
            yield _group(child)


def _word(token: Token) -> Word:
    start = token.start_pos or 0
    return Word(_SHAPES[token.type], str(token), Span(start, start + len(token)))


def _group(tree: "Tree[Token]") -> Group:
    head, *rest = tree.children
    close = rest[-1]
    assert isinstance(head, Token)
    assert isinstance(close, Token)
    start = head.start_pos or 0
    digits = str(head)[:-1].rstrip()
    count = Word(Shape.TIMES, digits, Span(start, start + len(digits)))
    parts = tuple(tuple(_elements(part)) for part in rest if isinstance(part, Tree))
    return Group(count, parts, Span(start, (close.start_pos or 0) + 1))


def _glued(elements: tuple[Element, ...], text: str) -> tuple[Element, ...]:
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


def _where(stop: UnexpectedInput, text: str) -> Unreadable:
    match stop:
        case UnexpectedToken():
            token = stop.token
            at = len(text) if token.type == "$END" else token.start_pos or 0
            return Unreadable(Span(at, at + len(token)), str(token))
        case UnexpectedCharacters():
            at = stop.pos_in_stream or 0
            return Unreadable(Span(at, at + 1), text[at : at + 1])
        case _:
            return Unreadable(Span(len(text), len(text)), "")
