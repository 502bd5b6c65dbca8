"""Text to expressions, by the grammar."""

import re
from functools import lru_cache

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults
from workoutc.expression.functions import FUNCTIONS
from workoutc.expression.literal import literal
from workoutc.expression.nodes import (
    Call,
    Chain,
    Expression,
    Faults,
    Link,
    Literal,
    Name,
    Negative,
    Node,
)
from workoutc.expression.places import shifted
from workoutc.expression.stopped import stopped
from workoutc.expression.values import COUNT, Quantity, Text
from workoutc.lalr import NoWayOnError, Token, Tree, parsed
from workoutc.parse import tables
from workoutc.quoting import blanked, unquoted
from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.suggest import nearest
from workoutc.units import LENGTH_UNITS, TIME_UNITS

_WORDS = {"hr", "lthr", "pace", "power", "ftp", "mmp", "rpm", "bpm", "w", "watt", "watts"}
_OF_A_VALUE = frozenset(_WORDS | TIME_UNITS.keys() | LENGTH_UNITS.keys())
"""Words that may stand behind a number, or are told to close the gap."""

_NOTHING = Quantity(COUNT, ())
"""Stands where a fault has been reported."""


@lru_cache(maxsize=2048)
def read(text: str) -> Expression | Faults:
    """The expression that a text is, or what keeps it from being one.

    Spans are relative to the text; equal texts are read once. Never raises for what it says.
    """
    if (deep := _too_deep(text)) is not None:
        return (deep,)
    if (pace := _pace_as_said(text)) is not None:
        return (pace,)
    try:
        tree = parsed(tables(), "expression", text)
    except NoWayOnError as stop:
        return (stopped(text, stop.token),)
    reader = _Reader(text)
    node = reader.sum(_tree(tree.children[0]))
    if reader.faults:
        return tuple(reader.faults)
    return Expression(node, tuple(reader.names), tuple(reader.warnings))


def _pace_as_said(text: str) -> Diagnostic | None:
    """`4:30 min/km`, which is no division."""
    said = text.strip()
    if not said[:1].isdecimal() or not ("/" in said or " per " in said):
        return None
    from workoutc.paces import pace_as_said, said_pace  # few values are one

    start = text.index(said)
    pace = said_pace(text, start)
    return pace_as_said(text, pace) if pace and pace.span.end == start + len(said) else None


def _too_deep(text: str) -> Diagnostic | None:
    depth = 0
    for found in re.finditer(r"[()]", blanked(text)):
        depth += 1 if found[0] == "(" else -1
        if depth > faults.MAX_DEPTH:
            return faults.too_deep(Span(*found.span()))
    return None


@dataclass(slots=True)
class _Reader:
    text: str
    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def sum(self, tree: Tree) -> Node:
        operands = [self.product(_tree(child)) for child in tree.children[::2]]
        signs = [_token(child) for child in tree.children[1::2]]
        for sign, left, right in zip(signs, operands, operands[1:], strict=False):
            if sign.name == "DASH" and not self.apart(sign.start):
                span = Span(left.span.start, right.span.end)
                self.faults.append(faults.tight_minus(self.text, span, sign.start))
        return _chain(operands, ["+" if sign.name == "PLUS" else "-" for sign in signs])

    def apart(self, dash: int) -> bool:
        """Whether a minus has its blanks."""
        return self.text[dash - 1].isspace() and self.text[dash + 1].isspace()

    def product(self, tree: Tree) -> Node:
        operands = [self.factor(_tree(child)) for child in tree.children[::2]]
        return _chain(operands, [_token(child).text for child in tree.children[1::2]])

    def factor(self, tree: Tree) -> Node:
        first, *rest = tree.children
        if isinstance(first, Token) and first.name == "DASH":
            operand = self.operand(rest)
            return Negative(operand, Span(first.start, operand.span.end))
        return self.operand(tree.children)

    def operand(self, children: list[Tree | Token]) -> Node:
        first = children[0]
        if isinstance(first, Tree):
            return self.call(first) if first.rule == "call" else self.literal(first)
        match first.name:
            case "STRING":
                return Literal(Text(unquoted(first.text)), _span(first))
            case "NAME":
                return self.name(Name(first.text, _span(first)))
            case _:
                inner = self.sum(_tree(children[1]))
                return inner._replace(span=Span(first.start, _token(children[2]).start + 1))

    def name(self, name: Name) -> Name:
        self.names.append(name)
        if not name.name.isascii():
            self.faults.append(faults.strange(self.text, name.span))
        return name

    def literal(self, tree: Tree) -> Node:
        parts = [_token(child) for child in tree.children]
        span = Span(parts[0].start, _span(parts[-1]).end)
        if (stray := _stray(parts)) is not None:
            self.faults.append(faults.sign_missing(self.text, _span(stray)))
            return Literal(_NOTHING, span)
        reading = literal(self.text[span.start : span.end])
        self.warnings += shifted(reading.doubts, span.start)
        self.faults += shifted(reading.faults, span.start)
        return Literal(reading.value or _NOTHING, span)

    def call(self, tree: Tree) -> Node:
        word, close = _token(tree.children[0]), _token(tree.children[-1])
        arguments = tuple(self.sum(_tree(child)) for child in tree.children[2:-1:2])
        span = Span(word.start, close.start + 1)
        function = FUNCTIONS.get(word.text)
        if function is None:
            meant = nearest(word.text, FUNCTIONS, most=2)
            self.faults.append(faults.unknown_function(word.text, _span(word), meant))
        elif not function.takes(len(arguments)):
            self.faults.append(faults.argument_count(word.text, function.wanted, span))
        return Call(word.text, arguments, span, _span(word))


def _stray(parts: list[Token]) -> Token | None:
    """A word behind a value that doesn't belong to it."""
    first, second = (*parts[1:], None, None)[:2]
    if first is not None and first.text.lower() not in _OF_A_VALUE:
        return first
    return second if first is not None and first.text.lower() != "mmp" else None


def _chain(operands: list[Node], signs: list[str]) -> Node:
    first, *rest = operands
    if not rest:
        return first
    links = tuple(Link(sign, node) for sign, node in zip(signs, rest, strict=True))
    return Chain(first, links, Span(first.span.start, rest[-1].span.end))


def _tree(child: Tree | Token) -> Tree:
    assert isinstance(child, Tree)
    return child


def _token(child: Tree | Token) -> Token:
    assert isinstance(child, Token)
    return child


def _span(token: Token) -> Span:
    return Span(token.start, token.start + len(token.text))
