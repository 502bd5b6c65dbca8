"""Pushes while athletes edit, move, delete and ride, and while somebody else pushes."""

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest

from tests.faults.people import Athlete
from tests.faults.scene import OURS, RUNS, End, Scene, day_of, opened
from tests.faults.season import TODAY, Season, Wanted, events, shows
from tests.faults.story import RIDDEN, Chapter, Story, within
from tests.faults.tally import TALLY, Scale
from tests.faults.together import together
from tests.faults.weather import fair, lost_after, lost_before, partial_bulk, sometimes, troubled
from workoutc.calendar.outcome import Outcome
from workoutc.calendar.plan_file import Asked, PlanFile, planned, stale
from workoutc.calendar.push import survey
from workoutc.calendar.sync import CHANGING, Terms
from workoutc.sandbox.athlete import OWNER

EDITS = "edits while it runs"
BOTH = "edits and lost answers"
BETWEEN = "edits between diff and push"
TOGETHER = "several pushes at once"
RIDDEN_MARK = f'"paired_activity_id":"{RIDDEN["paired_activity_id"]}"'
LOSSES = (lost_after, lost_before, partial_bulk, troubled)


@pytest.fixture(autouse=True, name="_small")
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a few events make several batches."""
    monkeypatch.setattr("workoutc.calendar.apply.BATCH", 3)
    monkeypatch.setattr(os, "fsync", bool)  # no disk fails here


@pytest.mark.parametrize("name", [EDITS, BOTH])
def test_what_an_athlete_does_is_never_undone(name: str, scale: Scale, tmp_path: Path) -> None:
    scale.repeat(1000, lambda seed: edited(name, seed, tmp_path / "journal"))


def edited(name: str, seed: int, papers: Path) -> int:
    """One story with a restless athlete; how often they did something."""
    rng, row = Random(f"{name} {seed}"), TALLY[name]
    with opened(rng, papers) as (scene, line):
        story = Story(scene, rng, shut=False)
        story.begin()
        athlete = Athlete(scene, line, rng)
        for _ in range(4):
            chapter = story.go_on()
            athlete.inner = sometimes(rng.choice(LOSSES), 0.5) if name == BOTH else fair
            athlete.rate, athlete.others = rng.choice([0.2, 0.5, 0.9]), chapter.others
            for _ in range(rng.randint(1, 3)):
                before = athlete.faults
                end = scene.push(chapter.season, prune=chapter.prune)
                if athlete.faults > before:
                    row.count(through=isinstance(end, Outcome) and end.ok)
            athlete.rate, athlete.inner = 0, fair
            row.runs[settled(scene, chapter, athlete)] += 1
            overwritten(scene, story, chapter, athlete)
        row.faults += athlete.faults
        return athlete.faults


def settled(scene: Scene, chapter: Chapter, athlete: Athlete) -> int:
    """Push until nothing is left to do but what the athlete must decide; how often that was."""
    due = dict(due_of(scene, chapter, athlete))
    for runs in range(RUNS + 1):
        end = scene.push(chapter.season, prune=chapter.prune)
        if done_with(end):
            assert scene.others() == athlete.others, "an event of others was touched"
            scene.check(due)
            return runs
    raise AssertionError(f"after {RUNS} more pushes: {end}")


def done_with(end: End) -> bool:
    """Whether there is nothing to do but to settle conflicts."""
    assert isinstance(end, Outcome), end
    codes = {found.code for result in end.results for found in result.diagnostics}
    doing = any(result.change.action in CHANGING for result in end.results)
    return end.failure is None and not doing and codes <= {"E518"}


def due_of(scene: Scene, chapter: Chapter, athlete: Athlete) -> Iterator[tuple[str, Wanted | str]]:
    """What must come of a calendar as it is now: what the athlete changed last stays."""
    texts, season = scene.ours(), chapter.season
    days = [wanted.day for wanted in season.values()]
    for identity in texts.keys() | season.keys():
        text, edit = texts.get(identity), athlete.edits.get(identity)
        theirs = text is not None and (RIDDEN_MARK in text or bool(edit and edit.text == text))
        assert theirs or not (edit and edit.seen), f"{identity}: the edit is gone"
        if text is not None and theirs and not agreed(text, identity, season):
            yield identity, text
        elif identity in season:
            yield identity, season[identity]
        elif text is not None and not (chapter.prune and within(day_of(text), days)):
            yield identity, text


def agreed(text: str, identity: str, season: Season) -> bool:
    """Whether what the athlete made of an event is what its source wants as well."""
    wanted = season.get(identity)
    return bool(wanted and RIDDEN_MARK not in text and shows(json.loads(text), identity, wanted))


def overwritten(scene: Scene, story: Story, chapter: Chapter, athlete: Athlete) -> None:
    """With force all is as the sources have it, whatever the athlete did."""
    athlete.edits.clear()
    scene.push(chapter.season, prune=True, force=True)
    strays = {i: text for i, text in scene.ours().items() if i not in chapter.season}
    scene.check({**chapter.season, **strays})
    for text in strays.values():  # outside the days of the season, where nothing is pruned
        scene.store.delete(OWNER, json.loads(text)["id"])
    assert scene.others() == athlete.others, "an event of others was touched"
    story.there = dict(chapter.season)


def test_pushes_at_once_make_nothing_twice(scale: Scale, tmp_path: Path) -> None:
    scale.repeat(1000, lambda seed: crossed(seed, tmp_path / "journal"))


def crossed(seed: int, papers: Path) -> int:
    """One story in which several push, some of them an older season; how often they crossed."""
    rng, row = Random(f"{TOGETHER} {seed}"), TALLY[TOGETHER]
    faults = 0
    with opened(rng, papers) as (scene, line):
        story = Story(scene, rng, shut=False)
        story.begin()
        for _ in range(4):
            older, chapter = dict(story.there), story.go_on()
            line.sky = sometimes(rng.choice(LOSSES), rng.choice([0, 0, 0.3]))
            seasons = [chapter.season, rng.choice([older, chapter.season]), chapter.season]
            pushes = [
                partial(Scene.push, season=season, prune=chapter.prune)
                for season in seasons[: rng.choice([2, 2, 3])]
            ]
            times, ends = together(scene, line, pushes)
            faults += times
            for end in ends:
                row.count(through=isinstance(end, Outcome) and end.ok)
            line.calm()
            chapter.settle(row)
        row.faults += faults
    return faults


def test_a_plan_that_is_no_longer_true_is_noticed(scale: Scale, tmp_path: Path) -> None:
    scale.repeat(100, lambda seed: planned_ahead(seed, tmp_path / "journal"))


def planned_ahead(seed: int, papers: Path) -> int:
    """A plan on file, and an athlete who may do something before it is carried out."""
    rng, row = Random(f"{BETWEEN} {seed}"), TALLY[BETWEEN]
    with opened(rng, papers) as (scene, line):
        story = Story(scene, rng, shut=False)
        story.begin()
        athlete, chapter = Athlete(scene, line, rng), story.go_on()
        terms = Terms(TODAY, prune=chapter.prune)
        first = survey(events(chapter.season), scene.calendar, terms)
        there = scene.ours()
        file = PlanFile(
            made="", calendar="", asked=Asked(folder="", paths=()), changes=planned(first)
        )
        for _ in range(rng.randint(0, 2)):
            athlete.act()
        second = survey(events(chapter.season), scene.calendar, terms)
        noticed = list(stale(file, second))
        known = [change.external_id.removeprefix(OURS) for change in first.changes if change.known]
        changed = [identity for identity in known if there[identity] != scene.ours().get(identity)]
        assert noticed or not changed
        assert athlete.faults or not noticed
        row.count(through=not noticed)
        row.runs[settled(scene, chapter, athlete)] += 1
        row.faults += athlete.faults
        return athlete.faults
