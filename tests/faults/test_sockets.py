"""Pushes over real sockets that are reset, closed, stalled, or let an answer drip."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.canary import KEY
from tests.faults.gate import CLOSED, DRIPS, NONSENSE, RESETS, STALLS, Abuse, Gate
from tests.faults.scene import Scene, Watch, account_at
from tests.faults.story import Story
from tests.faults.tally import TALLY, Scale
from tests.sandboxed import LATE_EVENING
from workoutc.calendar.client import Calendar
from workoutc.calendar.wire import Manner, Timeouts
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

CLASSES: dict[str, tuple[Sequence[Abuse], int]] = {
    "socket: reset (RST)": (RESETS, 450),
    "socket: closed": (CLOSED, 300),
    "socket: stalled": (STALLS, 90),
    "socket: slow drip": (DRIPS, 50),
    "socket: no sound HTTP": (NONSENSE, 200),
}
"""Each class, and how many of it are injected at least."""

HASTY = Timeouts(connect=5, read=0.03, whole=0.06)
"""So that a stall is soon one."""


def test_there_are_enough_faults() -> None:
    assert sum(quota for _, quota in CLASSES.values()) >= 1000


@pytest.mark.parametrize("name", CLASSES)
def test_nothing_is_lost_doubled_or_touched(
    name: str, scale: Scale, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workoutc.calendar.apply.BATCH", 3)
    scale.repeat(CLASSES[name][1], lambda seed: abused(name, seed, tmp_path / "journal"))


def abused(name: str, seed: int, papers: Path) -> int:
    """One story at a gate that does such things; how many faults there were."""
    rng = Random(f"{name} {seed}")
    watch = Watch(rng)
    patient = on_time(watch.manner())
    with Store() as store, papers.open("ab") as file:
        sandbox = Sandbox(store, KEY, clock=lambda: LATE_EVENING)
        with (
            Gate(sandbox, rng, CLASSES[name][0]).open() as gate,
            Calendar(account_at(gate.url), patient) as calm,
            Calendar(account_at(gate.url), replace(patient, timeouts=HASTY)) as hasty,
        ):
            scene = Scene(store, calm, watch, file)
            story = Story(scene, rng)
            story.begin()
            for _ in range(6):
                chapter = story.go_on()
                gate.share, scene.calendar = rng.choice([0.2, 0.5, 0.7]), hasty
                chapter.push(TALLY[name], gate)
                gate.calm()
                scene.calendar = calm
                chapter.settle(TALLY[name])
            TALLY[name].faults += gate.faults
            return gate.faults


def on_time(manner: Manner) -> Manner:
    """By a clock that goes on, or no drip would ever take too long."""
    return replace(manner, clock=replace(manner.clock, steady=time.monotonic))
