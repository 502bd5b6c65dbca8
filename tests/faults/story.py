"""A season that goes on: what stands on the calendar, what is wanted next, what must come of it."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Protocol

from tests.faults.scene import Due, Scene, at_rest, honest
from tests.faults.season import TODAY, Season, Wanted, anything, foreign
from tests.faults.tally import Row
from workoutc.calendar.outcome import Outcome

BEFORE = dt.date(2026, 10, 1)
"""When nothing of a season was over yet."""

RIDDEN = {"paired_activity_id": "i77", "moving_time": 1234}
OWN = {"carbs_per_hour": 55}
"""What athletes set themselves, beside what is sent."""

OWN_MARK = json.dumps(OWN, separators=(",", ":")).strip("{}")


class Way(Protocol):
    """What counts the faults on the way to the calendar."""

    faults: int
    rng: Random


@dataclass(frozen=True)
class Chapter:
    """A season that is wanted. `others`: what is not ours; `due`: what must stand there of ours."""

    scene: Scene
    season: Season
    prune: bool
    others: list[str]
    due: Due
    own: frozenset[str] = frozenset()

    def push(self, row: Row, way: Way, *, lying: bool = False) -> None:
        """Push until all is done, or nobody would try any longer."""
        for _ in range(way.rng.randint(1, 5)):
            before = way.faults
            end = self.scene.push(self.season, prune=self.prune)
            through = isinstance(end, Outcome) and end.ok
            if way.faults > before:
                row.count(through=through)
            if not lying:
                honest(end, self.scene)
                if through:
                    self.check()
            if at_rest(end):
                return

    def settle(self, row: Row) -> None:
        """Push in fair weather, and all must be well."""
        row.runs[self.scene.converge(self.season, prune=self.prune)] += 1
        self.check()

    def check(self) -> None:
        """Fail for anything that isn't as it must be."""
        assert self.scene.others() == self.others, "an event of others was touched"
        self.scene.check(self.due)
        ours = self.scene.ours()
        bare = [i for i in self.own if i in ours and OWN_MARK not in ours[i]]
        assert not bare, f"what the athlete added to {bare} is gone"


@dataclass
class Story:
    """A calendar over weeks. `there`: our events by identity, as they were last pushed; `ridden`
    are done. `shut`: whether there are any of those, and any that are over."""

    scene: Scene
    rng: Random
    shut: bool = True
    there: dict[str, Wanted] = field(default_factory=dict)
    ridden: set[str] = field(default_factory=set)

    @property
    def days(self) -> Sequence[int]:
        """Those that workouts may have, counted from today."""
        return range(-3 if self.shut else 0, 30)

    def begin(self, season: Season | None = None) -> None:
        """Something was pushed weeks ago, and others have put events beside it."""
        rng = self.rng
        names = [f"w{n}" for n in range(rng.randint(0, 10))]
        self.there = dict(season or {name: anything(rng, self.days) for name in names})
        first = self.scene.push(self.there, today=BEFORE)
        assert at_rest(self.scene.push(self.there, today=BEFORE)), first
        for wanted in [*self.there.values(), anything(rng)][:1]:
            by_others(self.scene, wanted.day)

    def go_on(self) -> Chapter:
        """Some workouts are ridden, others changed in the sources."""
        rng, own = self.rng, set()
        for identity, text in self.scene.ours().items():
            if self.shut and rng.random() < 0.05:
                self.ridden.add(identity)
                self.scene.store.amend(json.loads(text)["id"], **RIDDEN)
            if rng.random() < 0.2:
                own.add(identity)
                self.scene.store.amend(json.loads(text)["id"], **OWN)
        chapter = self.chapter(dict(self._rewritten()), prune=rng.random() < 0.5)
        return replace(chapter, own=frozenset(own))

    def chapter(self, season: Season, *, prune: bool) -> Chapter:
        """That season is to be pushed next."""
        due = dict(self._due(season, prune=prune))
        self.there |= {i: wanted for i, wanted in due.items() if isinstance(wanted, Wanted)}
        self.there = {identity: self.there[identity] for identity in due}
        return Chapter(self.scene, season, prune, self.scene.others(), due)

    def _rewritten(self) -> Iterator[tuple[str, Wanted]]:
        """Workouts that are the same, changed, moved, replaced, gone, or new."""
        rng = self.rng
        for identity in sorted({*self.there, *(f"w{n}" for n in range(rng.randint(1, 14)))}):
            old, other = self.there.get(identity), anything(rng, self.days)
            if old is None:
                yield identity, other
            else:
                moved, changed = old._replace(day=other.day), old._replace(version=other.version)
                new = rng.choice([old, old, changed, changed, moved, other, None])
                if new is not None:
                    yield identity, new

    def _due(self, season: Season, *, prune: bool) -> Iterator[tuple[str, Wanted | str]]:
        texts = self.scene.ours()
        days = [wanted.day for wanted in season.values()]
        for identity in sorted(self.there.keys() | season.keys()):
            old, new = self.there.get(identity), season.get(identity)
            shut = old and (identity in self.ridden or old.day < TODAY)
            if new and not shut and new.day >= TODAY:
                yield identity, texts[identity] if new == old else new
            elif old and (shut or new or not prune or not within(old.day, days)):
                yield identity, texts[identity]


def within(day: dt.date, days: Sequence[dt.date]) -> bool:
    """Whether a day is from the first to the last of those."""
    return bool(days) and min(days) <= day <= max(days)


def by_others(scene: Scene, day: dt.date) -> None:
    """Everything that is not ours, on one day."""
    path = f"/athlete/{scene.calendar.account.athlete}/events/bulk"
    made = scene.calendar.wire.look("POST", path, content=foreign(day))
    assert made.success, made
