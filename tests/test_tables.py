"""Lark's tables run by us give the trees that Lark itself gives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Token as LarkToken
from lark import Tree as LarkTree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from tests.strategies import AWKWARD, THOROUGH
from workoutc.lalr import NoWayOnError, Table, Token, Tree, parsed
from workoutc.parse import tables
from workoutc.signs import alike
from workoutc.tables import RULES, grammar_path, lark, table_of

GRAMMAR = grammar_path().read_text(encoding="utf-8")
LARK = lark(GRAMMAR)
TABLE = table_of(GRAMMAR)
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.workout"))
PIECES = (*AWKWARD, "8x (", "(", ")", ",", "- ", '"x"', '"', " ", "3x", "30s", "120%", "}", ";")

lines = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)


@THOROUGH
@given(st.sampled_from(RULES), lines)
def test_any_line_gives_the_same_tree(rule: str, line: str) -> None:
    assert ours(rule, line) == larks(rule, line)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_lines_of_the_examples_give_the_same_trees(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.strip().lstrip("-@ ")
        for rule in RULES:
            assert ours(rule, text) == larks(rule, text)


def test_the_tables_in_use_are_those_of_the_grammar() -> None:
    assert tables() == TABLE


def test_the_built_module_is_the_table() -> None:
    assert eval(repr(TABLE), {"Table": Table}) == TABLE


def test_the_table_is_the_same_in_every_process() -> None:
    script = "from workoutc.tables import *; print(table_of(grammar_path().read_text('utf-8')))"
    for seed in ("1", "2"):
        environ = os.environ | {"PYTHONHASHSEED": seed}
        found = subprocess.run(
            [sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True
        )
        assert found.stdout.strip() == repr(TABLE)


def ours(rule: str, line: str) -> object:
    try:
        return plain(parsed(TABLE, rule, line))
    except NoWayOnError as stop:
        return stop.token.start


def larks(rule: str, line: str) -> object:
    try:
        return plain(LARK.parse(alike(line), start=rule), line)
    except UnexpectedInput as stop:
        return where(stop, line)


def where(stop: UnexpectedInput, line: str) -> object:
    match stop:
        case UnexpectedToken(token=token):
            return len(line) if token.type == "$END" else token.start_pos
        case UnexpectedCharacters():
            return stop.pos_in_stream
        case _:
            return None


def plain(node: object, line: str = "") -> object:
    """A tree as tuples. `line`: what was written; Lark's tokens have the signs that are read."""
    match node:
        case Tree(rule=rule, children=children):
            return (rule, [plain(child) for child in children])
        case LarkTree():
            return (str(node.data), [plain(child, line) for child in node.children])
        case LarkToken(start_pos=start, end_pos=end):
            return (node.type, line[start:end], start)
        case Token():
            return tuple(node)
        case _:
            raise TypeError(node)
