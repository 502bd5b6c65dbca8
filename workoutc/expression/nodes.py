"""What an expression is made of; spans are relative to its text."""

import re
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.expression.values import Value
from workoutc.records import dataclass
from workoutc.regex import regex
from workoutc.source import Span
from workoutc.tuples import NamedTuple

Faults: TypeAlias = tuple[Diagnostic, ...]
"""What is wrong, in the order of the text."""

_NAME = regex(r"(?!C?Z[0-9]+$)[A-Za-z_][A-Za-z0-9_]*", re.IGNORECASE | re.ASCII)


class Literal(NamedTuple):
    """A value written out: `10m`, `80-85% LTHR`, `"easy"`."""

    value: Value
    span: Span


class Name(NamedTuple):
    """A name, whatever it stands for."""

    name: str
    span: Span


class Negative(NamedTuple):
    """A value behind a minus; `span` begins at the minus."""

    operand: "Node"
    span: Span


class Link(NamedTuple):
    """One of `+ - * /`, and what stands behind it."""

    sign: str
    operand: "Node"


class Chain(NamedTuple):
    """Values between signs of one rank, reckoned from left to right."""

    first: "Node"
    links: tuple[Link, ...]
    span: Span


class Call(NamedTuple):
    """`min(a, b)`; `word` is where the function's name stands."""

    function: str
    arguments: tuple["Node", ...]
    span: Span
    word: Span


Node: TypeAlias = Literal | Name | Negative | Chain | Call


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that can be read.

    `names`: every name in it, in the order of the text. `warnings`: what is doubtful in it whatever
    the names stand for.
    """

    node: Node
    names: tuple[Name, ...] = ()
    warnings: Faults = ()


def is_name(text: str) -> bool:
    """Whether a name may be spelled so: `[A-Za-z_][A-Za-z0-9_]*`, but not like a zone (`Z2`)."""
    return _NAME.fullmatch(text) is not None
