"""How long functions and modules may be."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

import workoutc

PACKAGE = Path(workoutc.__file__).parent
MADE = {PACKAGE / "_table.py"}
"""Modules that no person writes."""
TREES = (PACKAGE, Path(__file__).parent)
MODULES = sorted(path for tree in TREES for path in tree.rglob("*.py") if path not in MADE)

MEDIAN = 8
NINE_IN_TEN = 30
MODULE = 400


def functions(path: Path) -> Iterator[int]:
    """The length of each function in lines, from its `def` to its end; decorators don't count."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: tree.name)
def test_functions_are_short(tree: Path) -> None:
    lengths = [n for path in MODULES if path.is_relative_to(tree) for n in functions(path)]
    assert median(lengths) <= MEDIAN
    assert quantiles(lengths, n=10)[-1] <= NINE_IN_TEN


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE.parent).as_posix())
def test_a_module_is_no_longer_than(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE
