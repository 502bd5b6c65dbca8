"""A `workout_doc` as JSON text, its decimals digit for digit."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workoutc.regex import regex


def dumps(doc: Any, indent: int | None = None) -> str:
    """The JSON of a document or a list of documents, in the order of its keys: same in, same out.

    `indent`: blanks per level, else one line. Holds dicts, lists, strings, int, finite `Decimal`,
    bool and None; anything else raises `TypeError`.
    """
    return "".join(_pieces(doc, indent, 0))


def _pieces(value: Any, indent: int | None, depth: int) -> Iterator[str]:
    match value:
        case dict() if value:
            names = (f"{_string(name)}: " for name in value)
            yield from _bracketed("{}", zip(names, value.values(), strict=True), indent, depth)
        case list() | tuple() if value:
            yield from _bracketed("[]", (("", item) for item in value), indent, depth)
        case str():
            yield _string(value)
        case Decimal():
            yield format(value, "f")
        case dict() | list() | tuple() | int() | None:
            yield json.dumps(value)
        case _:
            raise TypeError(f"a workout_doc holds no {type(value).__name__}")


def _bracketed(
    brackets: str, items: Iterator[tuple[str, Any]], indent: int | None, depth: int
) -> Iterator[str]:
    separator = brackets[0] + _break(indent, depth + 1)
    for name, item in items:
        yield separator + name
        yield from _pieces(item, indent, depth + 1)
        separator = "," + (_break(indent, depth + 1) or " ")
    yield _break(indent, depth) + brackets[1]


def _break(indent: int | None, depth: int) -> str:
    return "" if indent is None else "\n" + " " * indent * depth


def _string(text: str) -> str:
    # A lone surrogate may stand in a str, yet no file can hold it unescaped.
    quoted = json.dumps(text, ensure_ascii=False)
    return _SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", quoted)


_SURROGATE = regex("[\ud800-\udfff]")
