"""A line through the grammar's tables: shift, reduce, and a tree at the end.

Lark makes the tables (`tables.py`), this runs them. Lark could run them too and gives the same
trees, which the tests hold against each other; but importing it takes a command that checks one
file longer than all the rest of its work.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

from workoutc.records import dataclass
from workoutc.signs import alike
from workoutc.tuples import NamedTuple


class Table(NamedTuple):
    """What Lark makes of the grammar, as plain data.

    `actions`: by state and then by symbol; a number from 0 is the state to go to, a negative one
    reduces by the rule `-1 - n`. `rules`: name, how many children, whether these go up a level.
    `lexers`: the expression that reads the next token in a state, by number in `lexer_of`.
    """

    grammar: int
    starts: dict[str, int]
    ends: dict[str, int]
    actions: tuple[dict[str, int], ...]
    rules: tuple[tuple[str, int, bool], ...]
    lexers: tuple[str, ...]
    lexer_of: tuple[int, ...]
    ignored: tuple[str, ...]


class Token(NamedTuple):
    """A terminal's name, its text, and where that begins."""

    name: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A rule's name and its children in order."""

    rule: str
    children: "list[Tree | Token]"


class NoWayOnError(Exception):
    """No way on with this token, which is empty at the end of the line."""

    def __init__(self, token: Token) -> None:
        super().__init__(token)
        self.token = token


Value: TypeAlias = "Tree | Token | list[Tree | Token]"

END = "$END"


def parsed(table: Table, rule: str, text: str) -> Tree:
    """The tree of a line under a start rule; raises NoWayOnError where there is none."""
    states, values, at, plain = [table.starts[rule]], list[Value](), 0, alike(text)
    while True:
        name, start, at = _next(table, states[-1], plain, at)
        token = Token(name, text[start:at], start)
        action = _action(table, states, token)
        while action < 0:
            _reduce(table, states, values, -1 - action)
            if token.name == END and states[-1] == table.ends[rule]:
                tree = values[-1]
                assert isinstance(tree, Tree)
                return tree
            action = _action(table, states, token)
        states.append(action)
        values.append(token)


def lexed(table: Table, rule: str, text: str, start: int) -> Iterator[re.Match[str]]:
    """What the first state of a rule reads in a line, from a place on, each group named by its
    terminal. The matches are those of the line as the grammar sees it, with one
    dash and one prime."""
    lexer = _lexer(table.lexers[table.lexer_of[table.starts[rule]]])
    found = lexer.finditer(alike(text), start)
    return (each for each in found if each.lastgroup not in table.ignored)


def _next(table: Table, state: int, text: str, at: int) -> tuple[str, int, int]:
    """The terminal that is next, and where it begins and ends."""
    match = _lexer(table.lexers[table.lexer_of[state]]).match
    while found := match(text, at):
        name = found.lastgroup or ""
        if name not in table.ignored:
            return name, at, found.end()
        at = found.end()
    if at < len(text):
        raise NoWayOnError(Token("", text[at], at))
    return END, at, at


@cache
def _lexer(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def _action(table: Table, states: list[int], token: Token) -> int:
    action = table.actions[states[-1]].get(token.name)
    if action is None:
        raise NoWayOnError(token)
    return action


def _reduce(table: Table, states: list[int], values: list[Value], number: int) -> None:
    name, size, goes_up = table.rules[number]
    first = len(values) - size
    children: list[Tree | Token] = []
    for value in values[first:]:
        if isinstance(value, list):
            children += value
        else:
            children.append(value)
    del values[first:], states[first + 1 :]
    values.append(children if goes_up else Tree(name, children))
    states.append(table.actions[states[-1]][name])
