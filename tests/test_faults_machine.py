"""Any story of sources, athletes, pushes, pulls, crashes, against a dictionary of what is due."""

import datetime as dt
import json
import os
import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests import canary
from tests.faults.model import Card, Push, actions, after
from tests.faults.people import next_midnight
from tests.faults.scene import NOWHERE, OURS, Scene, Watch
from tests.faults.season import KINDS, TODAY, VERSIONS, Wanted, foreign
from tests.faults.tally import Scale
from tests.faults.weather import Line, fair, lost_after, lost_before, sometimes, troubled
from tests.sandboxed import LATE_EVENING
from workoutc.athlete import UNKNOWN
from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.listed import planned
from workoutc.calendar.outcome import Outcome
from workoutc.calendar.pulled import foreign as not_ours
from workoutc.calendar.pulled import pulled
from workoutc.calendar.pulled_files import Folder
from workoutc.sandbox.access import Token
from workoutc.sandbox.athlete import OWNER
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

EXAMPLES = 700
STEPS = 30

IDENTITIES = [f"w{n}" for n in range(6)]
OFFSETS = st.integers(-1, 12)
"""Days from the athlete's today."""

EDITS = [{"name": "Mine"}, {"description": "Not today"}, {"tags": "mine"}]


class Crash(BaseException):
    """The end of a push, as sudden as a power cut."""


class CrashingFile(BytesIO):
    """A journal that brings the push to its end at a line."""

    def __init__(self) -> None:
        super().__init__()
        self.left = -1

    def write(self, data: Any) -> int:
        crash_at_zero(self)
        return super().write(data)

    def fileno(self) -> int:
        return -1


def crash_at_zero(it: Any) -> None:
    """Count down; nothing happens once it is below zero."""
    it.left -= 1
    if it.left == -1:
        raise Crash


kinds = st.integers(0, len(KINDS) - 1)
versions = st.sampled_from(VERSIONS)
identities = st.sampled_from(IDENTITIES)
seldom = st.sampled_from([False, False, False, True])


class Calendars(RuleBasedStateMachine):
    """One athlete's calendar and all that may happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.sources: dict[str, Wanted] = {}
        self.cards: dict[str, Card] = {}
        self.passed = dt.timedelta(0)
        self.left = -1
        self.after_it = False
        store = self.open.enter_context(Store())
        tokens = {canary.TOKEN: Token(client=1)}
        sandbox = Sandbox(store, canary.KEY, tokens, lambda: LATE_EVENING + self.passed)
        self.line = Line(sandbox, Random(0))
        self.watch = Watch(Random(0))
        self.keys = [self._calendar("INTERVALS_API_KEY", canary.KEY)]
        self.keys += [self._calendar("INTERVALS_ACCESS_TOKEN", canary.TOKEN)]
        self.papers = CrashingFile()
        self.scene = Scene(store, self.keys[0], self.watch, self.papers)
        self.files = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.edited_files: dict[Path, bytes] = {}
        self.others = self.scene.others()

    def _calendar(self, name: str, secret: str) -> Calendar:
        transport = httpx.MockTransport(self._meet)
        mine = account({name: secret}, "0", NOWHERE)
        return self.open.enter_context(Calendar(mine, self.watch.manner(), transport=transport))

    def _meet(self, request: httpx.Request) -> httpx.Response:
        if not self.after_it:
            crash_at_zero(self)
        response = self.line.meet(request)
        if self.after_it:
            crash_at_zero(self)
        return response

    def teardown(self) -> None:
        self.open.close()

    @property
    def today(self) -> dt.date:
        return TODAY + self.passed

    def day(self, offset: int) -> dt.date:
        return self.today + dt.timedelta(offset)

    @initialize(first=st.lists(st.tuples(kinds, versions, OFFSETS), min_size=3, max_size=6))
    def begin(self, first: list[tuple[int, int, int]]) -> None:
        for identity, (kind, version, offset) in zip(IDENTITIES, first, strict=False):
            self.write_source(identity, kind, version, offset)
        self.push(prune=False, force=False)

    @rule(identity=identities, kind=kinds, version=versions, offset=OFFSETS)
    def write_source(self, identity: str, kind: int, version: int, offset: int) -> None:
        self.sources[identity] = Wanted(kind, version, self.day(offset))

    @rule(version=versions, chosen=st.sets(identities, min_size=2))
    def change_sources(self, version: int, chosen: set[str]) -> None:
        for identity in chosen & self.sources.keys():
            self.sources[identity] = self.sources[identity]._replace(version=version)

    @rule(identity=identities, offset=OFFSETS)
    def move_source(self, identity: str, offset: int) -> None:
        if identity in self.sources:
            self.sources[identity] = self.sources[identity]._replace(day=self.day(offset))

    @rule(identity=identities)
    def delete_source(self, identity: str) -> None:
        self.sources.pop(identity, None)

    @rule(identity=identities, own=st.sampled_from(EDITS))
    def athlete_edits(self, identity: str, own: dict[str, str]) -> None:
        if card := self.cards.get(identity):
            self._put(identity, {k: [v] if k == "tags" else v for k, v in own.items()})
            self.cards[identity] = card._replace(own={**card.own, **own})

    @rule(identity=identities, offset=OFFSETS)
    def athlete_moves(self, identity: str, offset: int) -> None:
        if card := self.cards.get(identity):
            self._put(identity, {"start_date_local": f"{self.day(offset)}T00:00:00"})
            self.cards[identity] = card._replace(day=self.day(offset))

    @rule(identity=identities)
    def athlete_deletes(self, identity: str) -> None:
        if self.cards.pop(identity, None):
            self.scene.store.delete(OWNER, self._id(identity))

    @rule(identity=identities)
    def athlete_rides(self, identity: str) -> None:
        card = self.cards.get(identity)
        if card and not card.ridden:
            self.scene.store.put_activity(
                OWNER, start_date_local=f"{card.day}T08:00:00", moving_time=4321,
                icu_training_load=77, paired_event_id=self._id(identity),
            )  # fmt: skip
            self.cards[identity] = card._replace(ridden=True)

    @rule(number=st.integers(0, 12), offset=OFFSETS)
    def others_write(self, number: int, offset: int) -> None:
        made = foreign(self.day(offset))[number]
        ends = {"end_date_local": next_midnight(self.day(offset))}
        path = f"/athlete/{OWNER}/events"
        assert self.keys[0].wire.look("POST", path, content={**ends, **made}).success
        self.others = self.scene.others()

    @rule(days=st.integers(1, 2))
    def time_goes_on(self, days: int) -> None:
        self.passed += dt.timedelta(days)

    @rule(number=st.integers(0, 1))
    def change_key(self, number: int) -> None:
        self.scene.calendar = self.keys[number]

    @rule(prune=st.booleans(), force=seldom)
    def push(self, prune: bool, force: bool) -> None:
        asked = Push(dict(self.sources), self.today, prune, force)
        expected = actions(asked, self.cards)
        self.cards = after(asked, self.cards)
        end = self._pushed(asked)
        assert isinstance(end, Outcome), end
        found = {r.change.external_id.removeprefix(OURS): _told(r) for r in end.results}
        assert found == expected
        assert end.ok is ("conflict" not in expected.values()), end

    @rule(prune=st.booleans(), force=seldom, step=st.integers(0, 12))
    def crash_at_a_line(self, prune: bool, force: bool, step: int) -> None:
        self.papers.left = step
        self._crash(Push(dict(self.sources), self.today, prune, force))
        self.papers.left = -1

    @rule(prune=st.booleans(), force=seldom, step=st.integers(0, 9), late=st.booleans())
    def crash_at_a_request(self, prune: bool, force: bool, step: int, late: bool) -> None:
        self.left, self.after_it = step, late
        self._crash(Push(dict(self.sources), self.today, prune, force))
        self.left = -1

    @rule(prune=st.booleans(), seed=st.integers(0, 999))
    def push_in_bad_weather(self, prune: bool, seed: int) -> None:
        rng = Random(seed)
        self.line.rng = rng
        sky = rng.choice([lost_after, lost_before, troubled])
        self.line.sky = sometimes(sky, rng.choice([0.3, 0.7]))
        asked = Push(dict(self.sources), self.today, prune)
        end = self._pushed(asked)
        self.line.sky = fair
        if isinstance(end, Outcome) and end.failure is None:
            self.cards = after(asked, self.cards)
        else:
            self._take_stock(asked)

    @rule()
    def pull(self) -> None:
        seen = len(self.line.sandbox.seen)
        found = planned(self.scene.calendar, TODAY - dt.timedelta(9), TODAY + dt.timedelta(99))
        theirs = not_ours(found, "workoutc")
        assert len(found) - len(theirs) == len(self.cards)
        folder = Folder(self.files)
        for event in theirs:
            folder.put(pulled(event, UNKNOWN))
        asked = list(self.line.sandbox.seen)[seen:]
        assert {request.method for request in asked} <= {"GET"}
        for path, text in self.edited_files.items():
            assert path.read_bytes() == text, "a changed file was overwritten"

    @rule(number=st.integers(0, 20))
    def edit_pulled_file(self, number: int) -> None:
        if files := sorted(self.files.iterdir()):
            path = files[number % len(files)]
            self.edited_files[path] = path.read_bytes() + b"# mine\n"
            path.write_bytes(self.edited_files[path])

    @invariant()
    def the_calendar_is_as_the_dictionary(self) -> None:
        assert self.scene.others() == self.others, "an event of others was touched"
        found = {i: json.loads(text) for i, text in self.scene.ours().items()}
        assert found.keys() == self.cards.keys()
        for identity, card in self.cards.items():
            assert card.looks_like(found[identity]), (identity, card, found[identity])

    def _pushed(self, asked: Push) -> Outcome | CalendarError:
        return self.scene.push(
            asked.sources, today=asked.today, prune=asked.prune, force=asked.force
        )

    def _crash(self, asked: Push) -> None:
        try:
            self._pushed(asked)
        except Crash:
            self._take_stock(asked)
        else:
            self.cards = after(asked, self.cards)

    def _take_stock(self, asked: Push) -> None:
        """After half a push every event is as before or as it was to be, and nothing else."""
        found = {i: json.loads(text) for i, text in self.scene.ours().items()}
        before, then = self.cards, after(asked, self.cards)
        self.cards = {}
        for identity in sorted(found.keys() | before.keys() | then.keys()):
            choices = [before.get(identity), then.get(identity)]
            if identity not in found:
                assert None in choices, f"{identity} is lost"
                continue
            cards = [card for card in choices if card and card.looks_like(found[identity])]
            assert cards, f"{identity} is neither the old nor the new: {found[identity]}"
            self.cards[identity] = cards[-1]

    def _id(self, identity: str) -> int:
        return int(json.loads(self.scene.ours()[identity])["id"])

    def _put(self, identity: str, fields: dict[str, Any]) -> None:
        path = f"/athlete/{OWNER}/events/{self._id(identity)}"
        assert self.keys[0].wire.look("PUT", path, content=fields).success


def _told(result: Any) -> str:
    conflict = any(found.code == "E518" for found in result.diagnostics)
    return "conflict" if conflict else str(result.change.action)


def test_any_story_ends_as_it_must(scale: Scale, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workoutc.calendar.apply.BATCH", 2)
    monkeypatch.setattr(os, "fsync", bool)  # no disk fails here
    often = settings(
        max_examples=EXAMPLES * scale.times,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Calendars, settings=often)
