"""How many faults were injected, by class, and what became of the pushes that met them.

A plugin of pytest: `--nightly` takes ten times as many, `--seed` runs a single scenario, and a
table stands at the end of a run.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

NIGHTLY = 10


@dataclass
class Row:
    """Of one class. `pushes`: those that were made while faults were about. `through`: those that
    ended well all the same; `told`: those that said what went wrong. `runs`: how many further
    pushes it took until all was as wanted, and how often."""

    faults: int = 0
    pushes: int = 0
    through: int = 0
    told: int = 0
    runs: Counter[int] = field(default_factory=Counter)

    def count(self, *, through: bool) -> None:
        """A push that met faults."""
        self.pushes += 1
        self.through += through
        self.told += not through

    def add(self, other: "Row") -> None:
        """What was counted elsewhere."""
        self.faults += other.faults
        self.pushes += other.pushes
        self.through += other.through
        self.told += other.told
        self.runs += other.runs

    def plain(self) -> tuple[int, int, int, int, dict[int, int]]:
        """The same as another process can take it."""
        return self.faults, self.pushes, self.through, self.told, dict(self.runs)

    def cells(self) -> Iterator[str]:
        yield from (f"{n:,}" for n in (self.faults, self.pushes, self.through, self.told))
        yield from (f"{self.runs[n]:,}" for n in range(3))


TALLY: dict[str, Row] = defaultdict(Row)

HEADS = ("faults", "pushes", "came through", "told why", "0 runs", "1 run", "2 runs")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="ten times as many faults")
    parser.addoption("--seed", type=int, help="the one scenario of faults that has this number")


@dataclass(frozen=True)
class Scale:
    """How much is to be done. `seed`: that of the only scenario to run, if any."""

    times: int
    seed: int | None

    def repeat(self, quota: int, scenario: Callable[[int], int]) -> None:
        """Run scenarios by their numbers until they have injected so many faults; each gives how
        many it did. The number of one that fails is told."""
        done, seed = 0, self.seed or 0
        while done < quota * self.times:
            try:
                found = scenario(seed)
            except BaseException as error:
                error.add_note(f"to run this scenario alone: --seed {seed}")
                raise
            if self.seed is not None:
                return
            done, seed = done + found, seed + 1
            assert done or seed < 100, "no scenario has any fault"


@pytest.fixture
def scale(request: pytest.FixtureRequest) -> Scale:
    """By the options of this run."""
    option = request.config.getoption
    return Scale(NIGHTLY if option("--nightly") else 1, option("--seed"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process among several hands in what it counted."""
    out: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if out is not None:
        out["tally"] = {name: row.plain() for name, row in TALLY.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """And here it is added up. One that broke down has handed in nothing."""
    counted = getattr(node, "workeroutput", {}).get("tally", {})
    for name, (faults, pushes, through, told, runs) in counted.items():
        TALLY[name].add(Row(faults, pushes, through, told, Counter(runs)))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table, where any fault was injected."""
    if not TALLY or terminalreporter.verbosity < -1:
        return
    total = Row()
    for row in TALLY.values():
        total.add(row)
    rows = [("class of faults", HEADS), *((name, row.cells()) for name, row in TALLY.items())]
    for name, cells in [*rows, ("all", total.cells())]:
        terminalreporter.write_line(f"{name:<34}" + "".join(f"{cell:>14}" for cell in cells))
    terminalreporter.write_line(
        "after each: 0 events lost, 0 doubled, 0 of others touched, 0 bytes of a key in any output"
    )
