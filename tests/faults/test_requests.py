"""Pushes in bad weather: whatever befalls requests, the calendar comes to hold what is wanted."""

import datetime as dt
import os
from itertools import count
from pathlib import Path
from random import Random

import httpx
import pytest

from tests.faults.scene import opened
from tests.faults.season import TODAY, Wanted
from tests.faults.story import Story
from tests.faults.tally import TALLY, Scale
from tests.faults.weather import (
    GOOD,
    HOWS,
    PAGE,
    SKIES,
    UNSENT,
    Late,
    Spoil,
    fewer,
    is_bulk,
    mixed,
    sometimes,
)
from workoutc.calendar.outcome import Outcome
from workoutc.sandbox.faults import Answer, Fewer, Lost, Partial

LYING = (fewer, mixed)
"""Skies under which a listing may leave events out: then a push can't know better."""


@pytest.fixture(autouse=True, name="_small")
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few events make several batches."""
    monkeypatch.setattr("workoutc.calendar.apply.BATCH", 3)
    monkeypatch.setattr(os, "fsync", bool)  # no disk fails here


def test_there_are_enough_faults() -> None:
    assert sum(quota for _, quota in SKIES.values()) >= 40_000


@pytest.mark.parametrize("name", SKIES)
def test_nothing_is_lost_doubled_or_touched(name: str, scale: Scale, tmp_path: Path) -> None:
    scale.repeat(SKIES[name][1], lambda seed: weathered(name, seed, tmp_path / "journal"))


def weathered(name: str, seed: int, papers: Path) -> int:
    """One story under one sky; how many faults there were."""
    rng, sky = Random(f"{name} {seed}"), SKIES[name][0]
    with opened(rng, papers) as (scene, line):
        story = Story(scene, rng, shut=sky not in LYING)
        story.begin()
        for _ in range(6):
            chapter = story.go_on()
            line.sky = sometimes(sky, rng.choice([0.2, 0.6, 0.75, 0.85]))
            chapter.push(TALLY[name], line, lying=sky in LYING)
            line.calm()
            chapter.settle(TALLY[name])
        TALLY[name].faults += line.faults
        return line.faults


ALONE = "one fault alone, anywhere"

OLD = {f"w{n}": Wanted(n, 1, TODAY + dt.timedelta(n)) for n in range(5)}
NEW = {
    "w0": OLD["w0"],
    "w1": OLD["w1"]._replace(version=2),
    "w2": OLD["w2"]._replace(day=TODAY + dt.timedelta(9)),
    **{f"x{n}": Wanted(n, 3, TODAY + dt.timedelta(n)) for n in range(8)},
}
"""A season of which much is new, some is changed, one is moved, and two are gone."""

TRANSIENT: tuple[Spoil, ...] = (
    *(Lost(committed=True, how=how) for how in HOWS),
    *(Lost(committed=False, how=how) for how in HOWS),
    *UNSENT,
    *(Answer(429, headers={"Retry-After": after}) for after in ("", "9", "-5", "NaN", GOOD[-1])),
    *(Answer(status, PAGE, committed=status % 2 == 0) for status in (408, 425, 500, 502, 503)),
    Partial(1, on="POST"),
    Fewer(on="POST"),
    Late(),
)
"""What is gone when it is tried again."""


@pytest.mark.parametrize(
    "spoil", TRANSIENT, ids=lambda spoil: getattr(spoil, "__name__", type(spoil).__name__)
)
def test_one_fault_that_goes_away_fails_no_push(spoil: Spoil, tmp_path: Path) -> None:
    position = 0
    while alone(spoil, position, tmp_path / "journal"):
        position += 1
    assert position >= 3


def alone(spoil: Spoil, position: int, papers: Path) -> bool:
    """A push that creates, changes and deletes, and meets one fault, at the request of that number;
    whether it made so many."""
    rng, row = Random(ALONE), TALLY[ALONE]
    with opened(rng, papers) as (scene, line):
        story = Story(scene, rng)
        story.begin(OLD)
        chapter = story.chapter(NEW, prune=True)
        requests = count()

        def once(_rng: Random, request: httpx.Request) -> Spoil | None:
            bulk = isinstance(spoil, Partial | Fewer) and not is_bulk(request)
            return spoil if not bulk and next(requests) == position else None

        line.sky = once
        end = scene.push(chapter.season, prune=chapter.prune)
        assert isinstance(end, Outcome), end
        assert end.ok, end
        chapter.check()
        row.faults += line.faults
        if line.faults:
            row.count(through=True)
            row.runs[0] += 1
        return line.faults > 0
