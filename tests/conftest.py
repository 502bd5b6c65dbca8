"""What all tests share: `--bless`, which writes down what was found, and the canary."""

import gc
import signal
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


def pytest_configure() -> None:
    """Hear of Ctrl-C, even in the background of a script, where a shell has it ignored: all that
    tests start would ignore it, too, and those that send it would wait for ever."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Garbage is not looked for among the thousands of tests while they come, and later seldom."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.set_threshold(20_000, 20, 50)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with a file beside the case, or writes it."""
    return Golden(bless=request.config.getoption("--bless"))
