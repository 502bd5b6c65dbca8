"""Pushes that are killed at every step of the journal, around requests and around files."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from tests.canary import KEY
from tests.faults.desk import Desk, Zygote, write_sources
from tests.faults.gate import Gate
from tests.faults.scene import OURS, opened
from tests.faults.story import Chapter, Story
from tests.faults.tally import TALLY, Scale
from tests.faults.zygote import MOMENTS
from tests.sandboxed import LATE_EVENING
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

NAME = "kill -9"
LEAST = 300
KILLED = -9

Death = dict[str, Any]
"""Where a push is killed: the so many-th time at a place, and the moment."""

REPORT = re.compile(
    r"the push of \S+ was stopped: of (\d+) changes?, (\d+) were acknowledged"
    r"(?:, (\d+) under way, of which (\d+) were carried out)?; "
)


class Left(NamedTuple):
    """What a push that was stopped has left: how many changes it was to make, how many were
    acknowledged, and which it had begun beside those, with the marks of what was sent."""

    planned: int
    answered: int
    under_way: Mapping[str, str]


def left_by(steps: Sequence[dict[str, Any]]) -> Left | None:
    """What its journal says."""
    intended = intents(steps)
    answered = {i for step in steps if step["step"] == "answered" for i in step["identities"]}
    if not intended or steps[-1]["step"] == "done":
        return None
    under_way = {identity: mark for identity, mark in intended.items() if identity not in answered}
    return Left(steps[0]["changes"], len(answered), under_way)


def intents(steps: Sequence[dict[str, Any]]) -> dict[str, str]:
    """Marks of what was to be sent by identity, none for what was to be deleted."""
    events = [e for step in steps if step["step"] == "intend" for e in step["events"]]
    return {identity: mark for identity, mark, *_ in events}


def check_known(
    steps: Sequence[dict[str, Any]], before: Mapping[str, str], now: Mapping[str, str]
) -> None:
    """Whatever was touched had been written down before."""
    touched = {i for i in before.keys() | now.keys() if before.get(i) != now.get(i)}
    assert {f"{OURS}{identity}" for identity in touched} <= intents(steps).keys()


def check_report(left: Left | None, said: str, there: Mapping[str, str]) -> None:
    """The push after a killed one tells what that one has left."""
    found = REPORT.search(said)
    if left is None:
        assert found is None, said
        return
    assert found is not None, f"nothing is said of {left}: {said}"
    texts = {identity: there.get(identity.removeprefix(OURS)) for identity in left.under_way}
    done = sum(
        f"(workoutc {mark})" in (texts[identity] or "") if mark else texts[identity] is None
        for identity, mark in left.under_way.items()
    )
    told = [int(group or 0) for group in found.groups()]
    assert told == [left.planned, left.answered, len(left.under_way), done]


@dataclass
class Stage:
    """A story, laid out anew for every push that is to be killed."""

    folder: Path
    chapter: Chapter
    gate: Gate
    zygote: Zygote
    plays: int = 0

    @contextmanager
    def laid_out(self) -> Iterator[tuple[Chapter, Desk]]:
        """The calendar where the story begins, and a desk without papers."""
        self.plays += 1
        papers = self.folder / f"papers{self.plays}"
        desk = Desk(self.folder / "sources", papers, self.gate.url, self.chapter.prune)
        with Store() as store:
            self.chapter.scene.store._db.backup(store._db)
            self.gate.sandbox = Sandbox(store, KEY, clock=lambda: LATE_EVENING)
            yield replace(self.chapter, scene=replace(self.chapter.scene, store=store)), desk

    def deaths(self) -> list[Death]:
        """Every place and moment at which this push can be killed."""
        with self.laid_out() as (chapter, desk):
            assert self.zygote.push(desk).code == 0
            chapter.check()
            times = {"journal": len(desk.steps()), "request": len(self.gate.sandbox.seen)}
        return [
            {"place": place, "number": number + 1, "moment": moment}
            for place, moments in MOMENTS.items()
            for number in range(times.get(place, 1))
            for moment in moments
        ]

    def kill(self, deaths: Sequence[Death]) -> int:
        """Kill one push after the other; the next must do."""
        kills, left, again = 0, None, False
        with self.laid_out() as (chapter, desk):
            start = chapter.scene.ours()
            for death in deaths:
                ended = self.zygote.push(desk, death=death)
                assert ended.code == KILLED or kills, f"not killed: {death}: {ended}"
                kills += ended.code == KILLED
                steps = desk.steps()
                check_known(steps, start, chapter.scene.ours())
                start = chapter.scene.ours()
                again = not steps and REPORT.search(ended.err) is not None
                left = left_by(steps) if steps else left
            there = chapter.scene.ours()
            last = self.zygote.push(desk)
            assert last.code == 0, last
            if not again:  # what was told once may be told once more
                check_report(left, last.err, there)
            chapter.check()
            assert left_by(desk.steps()) is None
            desk.check_papers()
        return kills


@pytest.fixture(name="zygote", scope="module")
def forked() -> Iterator[Zygote]:
    with Zygote() as zygote:
        yield zygote


def test_the_next_push_tells_what_is_known_and_does_the_rest(
    scale: Scale, tmp_path: Path, zygote: Zygote
) -> None:
    scale.repeat(LEAST, lambda seed: killed_everywhere(seed, tmp_path / str(seed), zygote))


def killed_everywhere(seed: int, folder: Path, zygote: Zygote) -> int:
    """One push, killed in many ways, the first one in all; how often it was."""
    rng, row = Random(f"{NAME} {seed}"), TALLY[NAME]
    folder.mkdir()
    with opened(rng, folder / "journal") as (scene, line):
        story = Story(scene, rng)
        story.begin()
        chapter = story.go_on()
        if not chapter.season:
            return 0
        write_sources(folder / "sources", chapter.season)
        with Gate(line.sandbox, rng).open() as gate:
            stage = Stage(folder, chapter, gate, zygote)
            deaths, kills = stage.deaths(), 0
            for death in deaths if seed == 0 else rng.sample(deaths, min(40, len(deaths))):
                more = [rng.choice(deaths)] if rng.random() < 0.25 else []
                kills += stage.kill([death, *more])
                row.runs[1] += 1
    row.faults += kills
    row.pushes += kills
    return kills
