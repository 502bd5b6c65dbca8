"""What all tests share: `--bless`, which writes down what was found, and the canary."""

import pytest

from tests.golden import Golden

pytest_plugins = ["tests.canary", "tests.faults.tally"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless",
        action="store_true",
        help="write the outputs of the cases anew; read the diff before you commit it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares with a file beside the case, or writes it."""
    return Golden(bless=request.config.getoption("--bless"))
