"""A sandbox for tests to talk to: import `opened` and `entered`, and ask for the fixture `site`."""

import datetime as dt
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests import canary
from workoutc.sandbox.access import Token
from workoutc.sandbox.app import App, Message, Receive, Send
from workoutc.sandbox.faults import Fault, How
from workoutc.sandbox.server import running
from workoutc.sandbox.service import TOKENS, LostError, Sandbox, Seen, answer
from workoutc.sandbox.store import Store

LATE_EVENING = dt.datetime(2026, 11, 30, 23, 30, tzinfo=dt.UTC)
"""Already December in Berlin, where the sandbox's athlete lives."""

KEY = ("API_KEY", canary.KEY)
READER = Token(client=2, scopes=frozenset({"CALENDAR:READ"}))

Json = dict[str, Any]

LOST: Mapping[How, type[httpx.TransportError]] = {
    "cut": httpx.RemoteProtocolError,
    "reset": httpx.ReadError,
    "stall": httpx.ReadTimeout,
    "drip": httpx.ReadTimeout,
}
"""What a client notices when an answer is lost in that way, and it waits for no more than a while.
"""


class _Heard(deque[Seen]):
    """The requests of a sandbox, one of which is waited for."""

    def __init__(self, method: str) -> None:
        super().__init__()
        self.method = method
        self.there = threading.Event()

    def append(self, seen: Seen) -> None:
        super().append(seen)
        if seen.method == self.method:
            self.there.set()


@dataclass
class Site:
    """A sandbox that is up, and a client of it; its clock stands at `LATE_EVENING`.

    `url` is that of the API. The client brings the right key.
    """

    url: str
    client: httpx.Client
    store: Store
    app: App

    def break_with(self, *faults: Fault) -> None:
        self.app.state.faults.extend(faults)

    def heard(self, method: str) -> threading.Event:
        """Set once a request of that method is there. To look again and again instead would keep
        the server's thread from its work, and a command has only so many seconds for an answer."""
        heard = _Heard(method)
        self.app.state.seen = heard
        return heard.there

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

    app: App | None = None
    url: str = ""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
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
        tokens = dict(TOKENS) | {canary.TOKEN: READER}
        door.app = App(Sandbox(store, canary.KEY, tokens, lambda: LATE_EVENING))
        url = f"{door.url}/api/v1"
        with httpx.Client(base_url=url, auth=KEY) as client:
            yield Site(url, client, store, door.app)


def direct(sandbox: Sandbox) -> httpx.MockTransport:
    """A way to a sandbox without a socket, hundreds of times as quick; from several threads, too.

    A lost answer is the transport error of `LOST`.
    """

    def handle(request: httpx.Request) -> httpx.Response:
        url = request.url.raw_path.decode("ascii")
        try:
            reply = answer(sandbox, request.method, url, request.headers, request.content)
        except LostError as lost:
            raise LOST[lost.how]("lost on purpose", request=request) from None
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body)

    return httpx.MockTransport(handle)


def workout(**fields: Any) -> Json:
    return {
        "category": "WORKOUT",
        "type": "Ride",
        "start_date_local": "2026-12-01T06:30:00",
        "name": "Tempo",
        "external_id": "workoutc:tempo",
        "description": "- 10m 85%",
    } | fields
