"""The catalogue is true: each code has a page, and each page's examples say what it says."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import workoutc
from tests.given import compiled, given, named
from workoutc.catalogue import Block, Page, codes, page
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.fix import apply_fixes
from workoutc.formats import write
from workoutc.formats.fitting import fitting

PACKAGE = Path(workoutc.__file__).parent
CODE = re.compile(r"[EW][0-9]{3}")


def literals(tree: ast.Module) -> Iterator[str]:
    """The codes that a module holds as strings of their own, which no docstring is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [node.value] if CODE.fullmatch(node.value) else []


def raised() -> set[str]:
    """Every code that the package can raise."""
    modules = (path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    return {code for text in modules for code in literals(ast.parse(text))}


RAISED = raised()
PAGES = [page(code) for code in codes()]
BAD = [
    pytest.param(page.code, block, id=f"{page.code}-{number}")
    for page in PAGES
    for number, block in enumerate(page.bad, 1)
]
GOOD = [
    pytest.param(page.code, block, id=f"{page.code}-{number}")
    for page in PAGES
    for number, block in enumerate(page.good, 1)
]


def of_a_format(code: str) -> bool:
    return code[1] == "4"


def said(code: str, block: Block) -> tuple[Diagnostic, ...]:
    """What an example brings up, in the place where such codes come from."""
    compilation = compiled(block.text, block.info)
    if not of_a_format(code):
        return compilation.diagnostics
    return lost(compilation, block)


def lost(compilation: Compilation, block: Block) -> tuple[Diagnostic, ...]:
    """What the format can't hold of an example, which has no error otherwise; of a foreign file all
    that is told of it."""
    if "from" in named(block.info):
        return compilation.diagnostics
    assert compilation.ok, compilation.diagnostics
    athlete, to = given(block.info).athlete, named(block.info).get("to", "intervals")
    sessions, skipped = fitting(compilation.workouts, compilation.plans, to)
    emissions = (write(workout, to, athlete) for workout in sessions)
    return (*skipped, *(said for emission in emissions for said in emission.lost))


@pytest.mark.parametrize("code", sorted(RAISED | set(codes())))
def test_each_code_has_a_page_and_each_page_is_raised(code: str) -> None:
    assert code in codes(), f"write workoutc/catalogue/{code}.md"
    assert code in RAISED, f"nothing raises {code}: its page is of no use"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_says_everything(page: Page) -> None:
    assert page.markdown.startswith(f"# {page.code}: {page.title}\n")
    assert page.why
    assert page.when if not page.bad else page.good
    assert not (page.bad and page.code.startswith("E5")), "the calendar isn't seen in a text"
    assert max(map(len, page.markdown.splitlines())) <= 120


@pytest.mark.parametrize(("code", "block"), BAD)
def test_a_bad_example_brings_up_its_code_once_and_nothing_else(code: str, block: Block) -> None:
    assert [found.code for found in said(code, block)] == [code]


@pytest.mark.parametrize(("code", "block"), GOOD)
def test_a_good_example_brings_up_nothing(code: str, block: Block) -> None:
    assert said(code, block) == ()
    assert compiled(block.text, block.info).diagnostics == ()


@pytest.mark.parametrize(("code", "block"), BAD)
def test_a_fix_cures_the_bad_example(code: str, block: Block) -> None:
    """A safe one leaves no error; one that is only offered leads away from this fault at least."""
    for fix in [found.fix for found in said(code, block) if found.fix]:
        mended, applied = apply_fixes(block.text, [replace(fix, safe=True)])
        again = compiled(mended, block.info).diagnostics
        assert applied == 1
        assert code not in [found.code for found in again]
        assert not (fix.safe and has_errors(again)), again
