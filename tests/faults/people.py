"""Athletes who change things on the calendar while a push runs."""

import datetime as dt
import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

import httpx

from tests.faults.scene import OURS, Scene, day_of
from tests.faults.season import TODAY, Json, foreign
from tests.faults.story import RIDDEN
from tests.faults.weather import Line, Sky, Spoil, fair, is_bulk, is_listing
from workoutc.sandbox.athlete import OWNER
from workoutc.sandbox.event import EMPTY


@dataclass
class Edit:
    """What an athlete made of an event of ours, which was `first` before. `seen`: whether the push
    has looked since."""

    text: str
    first: Json
    seen: bool = False


class Athlete:
    """Now and then does something to an event, right before a request is answered; and sees to it
    that nothing is written that the push must know to be theirs.

    `edits`: the last one of each event; `others`: all that is not ours, as it should be.
    """

    def __init__(self, scene: Scene, line: Line, rng: Random) -> None:
        self.scene = scene
        self.line = line
        self.rng = rng
        self.rate = 0.0
        self.faults = 0
        self.inner: Sky = fair
        self.edits: dict[str, Edit] = {}
        self.others = scene.others()
        line.sky = self.sky

    def sky(self, rng: Random, request: httpx.Request) -> Spoil | None:
        """What happens to a request, and around it."""
        if self.rng.random() < self.rate:
            self.act()
        self._witness(request)
        spoil = self.inner(rng, request)
        if spoil is None and is_listing(request):
            self._look(request.url.params["oldest"], request.url.params["newest"])
        return spoil

    def _look(self, oldest: str, newest: str) -> None:
        """What still stands there as the athlete left it is known from now on."""
        texts = self.scene.ours()
        self.edits = {i: e for i, e in self.edits.items() if texts.get(i) == e.text}
        for edit in self.edits.values():
            edit.seen |= oldest <= str(day_of(edit.text)) <= newest

    def act(self) -> None:
        """Do something; now and then to what is not ours."""
        self.faults += 1
        ours = self.scene.ours()
        if not ours or self.rng.random() < 0.2:
            self._act_on_others()
        else:
            identity = self.rng.choice(sorted(ours))
            self._act_on(identity, json.loads(ours[identity]))

    def _act_on_others(self) -> None:
        store, day = self.scene.store, TODAY + dt.timedelta(self.rng.randrange(30))
        if self.rng.random() < 0.5:
            event = json.loads(self.rng.choice(self.others))
            store.amend(event["id"], name=f"mine {self.rng.random()}")
        else:
            made = self.rng.choice(foreign(day))
            ends = {"end_date_local": next_midnight(day)}
            with store.transaction():
                born = {"id": store.add(OWNER), "athlete_id": OWNER} | ends
                store.save({**EMPTY, **made, **born})
        self.others = self.scene.others()

    def _act_on(self, identity: str, event: Json) -> None:
        if self.rng.random() < 0.25:
            self.scene.store.delete(OWNER, event["id"])
            self.edits.pop(identity, None)
        else:
            self.scene.store.amend(event["id"], **self._changed(event))
            text, known = self.scene.ours()[identity], self.edits.get(identity)
            first = known.first if known and json.loads(known.text) == event else event
            if json.loads(text) != first:
                self.edits[identity] = Edit(text, first)
            else:
                self.edits.pop(identity, None)  # undone

    def _changed(self, event: Json) -> dict[str, Any]:
        day = TODAY + dt.timedelta(self.rng.randrange(-3, 40))
        changes: list[dict[str, Any]] = [
            {"name": f"{event['name']} (easy)"},
            {"description": f"{event['description']}\n\nI am tired"},
            {"description": "Not today"},
            {"description": re.sub(r"\(workoutc.*", "", event["description"]), "name": "Mine"},
            {"start_date_local": f"{day}T00:00:00", "end_date_local": next_midnight(day)},
            {"tags": ["mine", *(event["tags"] or ())]},
            RIDDEN,
        ]
        return self.rng.choice(changes)

    def _witness(self, request: httpx.Request) -> None:
        """Nothing may be written over what the push has seen as the athlete's."""
        for identity, body in self._written(request).items():
            edit = self.edits.get(identity)
            theirs = edit and edit.seen and not says(edit.text, body)
            assert not theirs, f"{identity} is written, and its athlete edited it"

    def _written(self, request: httpx.Request) -> dict[str, Json]:
        """What is sent for each event."""
        if request.method == "GET":
            return {}
        body = json.loads(request.content)
        if is_bulk(request):
            return {str(event["external_id"]).removeprefix(OURS): event for event in body}
        name = request.url.path.rpartition("/")[2]
        doomed = name == "bulk-delete"
        written = {one["id"]: one for one in body} if doomed else {int(name): body}
        ids = {identity: json.loads(text)["id"] for identity, text in self.scene.ours().items()}
        return {identity: written[id_] for identity, id_ in ids.items() if id_ in written}


def says(text: str, body: Json) -> bool:
    """Whether an event of the calendar is what is sent for it, but for the mark in its text."""
    shown = json.loads(text)
    same = all(shown[name] == value for name, value in body.items() if name != "description")
    return "description" in body and same and unmarked_alike(shown, body)


def unmarked_alike(one: Json, other: Json) -> bool:
    """Whether two events have one text."""
    texts = (re.sub(r"\(workoutc .*", "", str(it["description"])).strip() for it in (one, other))
    return len(set(texts)) == 1


def next_midnight(day: dt.date) -> str:
    """When an event of a day ends."""
    return f"{day + dt.timedelta(1)}T00:00:00"
