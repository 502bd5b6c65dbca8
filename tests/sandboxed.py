"""A sandbox for tests to talk to: import `opened` and `entered`, and ask for the fixture `site`."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from workoutc.sandbox.access import Token
from workoutc.sandbox.app import TOKENS, create_app
from workoutc.sandbox.faults import Fault
from workoutc.sandbox.server import running
from workoutc.sandbox.store import Store

LATE_EVENING = dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)
"""Already December in Berlin, where the sandbox's athlete lives."""

KEY = ("API_KEY", "sandbox-key")
READER = Token(client=2, scopes=frozenset({"CALENDAR:READ"}))

Json = dict[str, Any]


@dataclass
class Site:
    """A sandbox that is up, and a client of it; its clock stands at `LATE_EVENING`.

    `url` is that of the API. The client brings the right key.
    """

    url: str
    client: httpx.Client
    store: Store
    app: Starlette

    def break_with(self, *faults: Fault) -> None:
        self.app.state.faults.extend(faults)

    def push(self, *events: Json, upsert: bool = True) -> list[Json]:
        reply = self.client.post(
            "/athlete/0/events/bulk", params={"upsert": str(upsert).lower()}, json=list(events)
        )
        assert reply.status_code == 200, reply.text
        found: list[Json] = reply.json()
        return found

    def listed(self, **query: str) -> list[Json]:
        window = {"oldest": "2026-12-01", "newest": "2026-12-31"} | query
        found: list[Json] = self.client.get("/athlete/0/events", params=window).json()
        return found

    def resolved(self, text: str, **fields: Any) -> Json:
        self.push(workout(description=text, **fields))
        doc: Json = self.listed(resolve="true")[0]["workout_doc"]
        return doc


@dataclass
class Door:
    """One socket for all tests; behind it, each test's own sandbox."""

    app: Starlette | None = None
    url: str = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert self.app is not None
        await self.app(scope, receive, send)


@pytest.fixture(scope="session", name="door")
def opened() -> Iterator[Door]:
    door = Door()
    with running(door) as door.url:
        yield door


@pytest.fixture(name="site")
def entered(door: Door) -> Iterator[Site]:
    with Store() as store:
        tokens = dict(TOKENS) | {"reader": READER}
        door.app = create_app(store, tokens=tokens, clock=lambda: LATE_EVENING)
        url = f"{door.url}/api/v1"
        with httpx.Client(base_url=url, auth=KEY) as client:
            yield Site(url, client, store, door.app)


def workout(**fields: Any) -> Json:
    return {
        "category": "WORKOUT",
        "type": "Ride",
        "start_date_local": "2026-12-01T06:30:00",
        "name": "Tempo",
        "external_id": "workoutc:tempo",
        "description": "- 10m 85%",
    } | fields
