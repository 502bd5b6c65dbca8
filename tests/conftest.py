"""What all tests share: `--bless`, which writes down what was found, and the canary."""

import gc
from collections.abc import Generator

import pytest

from tests.golden import Golden

pytest_plugins = ["tests.canary", "tests.faults.tally"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="write the outputs of the cases anew; read the diff before you commit it",
    )


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Garbage is looked for among what tests make, and not among the thousands of tests."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with a file beside the case, or writes it."""
    return Golden(bless=request.config.getoption("--bless"))
