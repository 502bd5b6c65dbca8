"""An account to examine without a network: import `kept` and `prepared`, ask for `examined`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import httpx
import pytest

from tests.canary import KEY, TOKEN
from tests.pushes import hurried
from tests.sandboxed import LATE_EVENING
from workoutc.calendar.doctor.examination import examine
from workoutc.calendar.doctor.finding import Cause, Examination, Finding, Verdict
from workoutc.calendar.doctor.surroundings import surroundings
from workoutc.sandbox.access import Token
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

HOST = "calendar.example"

Examined: TypeAlias = Callable[..., Examination]
"""Examines over a transport; further words are what the environment sets."""


@pytest.fixture(name="sandbox")
def kept() -> Iterator[Sandbox]:
    with Store() as store:
        yield Sandbox(store, KEY, {TOKEN: Token(1)}, lambda: LATE_EVENING)


@pytest.fixture(name="examined")
def prepared(tmp_path: Path) -> Examined:
    def examined(
        transport: httpx.BaseTransport | None, *, write: bool = False, **set_: str
    ) -> Examination:
        usual = {"INTERVALS_API_KEY": KEY, "INTERVALS_URL": f"https://{HOST}"}
        environ = {"XDG_CONFIG_HOME": str(tmp_path), **usual, **set_}
        here = surroundings(environ, tmp_path, tmp_path, None)
        return examine(here, hurried(), lambda: LATE_EVENING, write=write, transport=transport)

    return examined


def finding(found: Examination, check: str) -> Finding:
    (one,) = [finding for finding in found.findings if finding.check == check]
    return one


def causes(found: Examination) -> set[Cause]:
    """What is at fault or noted, wherever."""
    told = {finding.cause for finding in found.findings if finding.cause}
    verdicts = {Verdict.NOTE, Verdict.FAULT}
    assert {f.verdict for f in found.findings if f.cause} <= verdicts
    return told
