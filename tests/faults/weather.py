"""Bad weather between a push and the sandbox: what may happen to a request, class by class."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from email.utils import format_datetime
from random import Random
from typing import TypeAlias

import httpx

from tests.canary import KEY
from tests.sandboxed import LATE_EVENING, direct
from workoutc.sandbox.faults import Answer, Fault, Fewer, How, Lost, Partial, Truncated
from workoutc.sandbox.service import Sandbox

Unsent = type[httpx.TransportError]
"""The request never gets there, and that is what the client notices."""


class Late:
    """The client gives up waiting; the request arrives a while after."""


class NoUpsert:
    """The service makes every event a new one, and something else befalls its answer."""

    def __init__(self, fault: Fault | None = None) -> None:
        self.fault = fault


Spoil: TypeAlias = Fault | Unsent | Late | NoUpsert
"""What happens to a request."""

Sky = Callable[[Random, httpx.Request], Spoil | None]
"""The weather: what happens to the next request, or nothing."""


def fair(_rng: Random, _request: httpx.Request) -> None:
    """Nothing ever happens."""
    return


class Line:
    """The way to a sandbox, under a sky. `faults`: how many requests met one."""

    def __init__(self, sandbox: Sandbox, rng: Random) -> None:
        self.sandbox = sandbox
        self.rng = rng
        self.sky: Sky = fair
        self.faults = 0
        self.held: list[httpx.Request] = []
        self._direct = direct(sandbox)

    def transport(self) -> httpx.MockTransport:
        """For a client."""
        return httpx.MockTransport(self.meet)

    def calm(self) -> None:
        """From now on nothing happens any more."""
        self.sky = fair
        self.arrive()

    def arrive(self) -> None:
        """What was held back gets there; nobody hears the answers."""
        late, self.held = self.held, []
        for request in late:
            self._direct.handle_request(request)

    def meet(self, request: httpx.Request) -> httpx.Response:
        """A request and what becomes of it."""
        if self.held and self.rng.random() < 0.5:
            self.arrive()
        spoil = self.sky(self.rng, request)
        if spoil is None:
            return self._direct.handle_request(request)
        self.faults += 1
        match spoil:
            case Late():
                self.held.append(request)
                raise httpx.ReadTimeout("late", request=request)
            case NoUpsert(fault=fault):
                return self._spoiled(_without_upsert(request), fault)
            case type():
                raise spoil("not sent", request=request)
            case _:
                return self._spoiled(request, spoil)

    def _spoiled(self, request: httpx.Request, fault: Fault | None) -> httpx.Response:
        self.sandbox.faults[:] = [fault] if fault else []
        try:
            return self._direct.handle_request(request)
        finally:
            assert not self.sandbox.faults, "a fault that no request met must not be counted"


def _without_upsert(request: httpx.Request) -> httpx.Request:
    url = request.url.copy_set_param("upsert", "false")
    headers = {name: value for name, value in request.headers.items() if name != "host"}
    return httpx.Request(request.method, url, headers=headers, content=request.content)


def is_bulk(request: httpx.Request) -> bool:
    """Whether it sends new events."""
    return request.method == "POST" and request.url.path.endswith("/events/bulk")


def is_listing(request: httpx.Request) -> bool:
    """Whether it asks for events."""
    return request.method == "GET" and request.url.path.endswith("/events")


HOWS: tuple[How, ...] = ("cut", "reset", "stall", "drip")
UNSENT: tuple[Unsent, ...] = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError,
    httpx.WriteError, httpx.WriteTimeout, httpx.CloseError, httpx.LocalProtocolError,
)  # fmt: skip


def lost_after(rng: Random, _request: httpx.Request) -> Spoil:
    """All is done, and the answer is lost."""
    return Lost(committed=True, how=rng.choice(HOWS))


def lost_before(rng: Random, _request: httpx.Request) -> Spoil:
    """Nothing is done."""
    spoils: list[Spoil] = [Lost(committed=False, how=rng.choice(HOWS)), rng.choice(UNSENT)]
    return rng.choice(spoils)


def partial_bulk(rng: Random, request: httpx.Request) -> Spoil | None:
    """The first few of a batch are kept, then it fails."""
    if not is_bulk(request):
        return None
    return Partial(rng.randrange(len(json.loads(request.content))), rng.choice([500, 502, 503]))


GOOD = ("0", "1", "7", "30", " 3 ", format_datetime(LATE_EVENING + dt.timedelta(seconds=9)))
BAD = (
    "-5", "nonsense", "NaN", "nan", "", "1e9", "Infinity", "3.5", "0x10", "+3", "1;2", "9" * 400,
    "Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 99999 07:28:00 GMT", "Wed, 32 Foo 2026 25:61:00",
    "Mon, 01 Jan 0001 00:00:00 -2359", "Fri, 31 Dec 9999 23:59:59 +2359", "2026-12-01T00:00:00Z",
    "Tue, 01 Dec 2026 00:00:00", "Tue, 01 Dec 2026 00:00:00 +99999999", KEY, ",", "\t", "None",
)  # fmt: skip
HUGE = ("86400", "999999999", "121", format_datetime(LATE_EVENING + dt.timedelta(days=9)))


def too_many(rng: Random, _request: httpx.Request) -> Spoil:
    """429, with a `Retry-After` that is good, bad, huge, or not there."""
    after = rng.choice(rng.choice([*[GOOD] * 4, *[BAD] * 7, HUGE]))
    return Answer(429, headers=rng.choice([{}, {"Retry-After": after}, {"Retry-After": after}]))


PAGE = f"<!DOCTYPE html><html><body>Log in, {KEY}</body></html>"
WORDS = (None, "", PAGE, "null", "[]", '{"error": 5}', {"error": f"java.lang.Oops: {KEY}"}, [KEY])


def troubled(rng: Random, _request: httpx.Request) -> Spoil:
    """5xx and their like, whatever was done."""
    status = rng.choice([500, 502, 503, 504, 507, 520, 524, 599, 408, 425])
    headers = rng.choice([{}, {}, {"Retry-After": rng.choice(GOOD + BAD)}])
    return Answer(status, rng.choice(WORDS), headers, committed=rng.random() < 0.5)


def html(rng: Random, _request: httpx.Request) -> Spoil:
    """A page instead of an answer, as of a hotel."""
    kind = rng.choice(["text/html; charset=utf-8", "application/json"])
    committed = rng.random() < 0.5
    return Answer(
        rng.choice([200, 200, 200, 302]), PAGE, {"Content-Type": kind}, committed=committed
    )


BODIES = (
    "", "null", "{", "[", "[{}]", "[1]", "{}", '"x"', "[null]", '[{"id": "x"}]', "[" * 5000,
    '[{"id": 1e999}]', '[{"id": NaN}]', "\x00", "\ud7ff", f'[{{"{KEY}": 1}}]', f'["{KEY}"]',
    '[{"start_date_local": "2026-12-01"}]', '{"eventsDeleted": "all"}',
)  # fmt: skip


def broken_json(rng: Random, _request: httpx.Request) -> Spoil:
    """Half of an answer, or what is none."""
    if rng.random() < 0.4:
        return Truncated()
    return Answer(200, rng.choice(BODIES), committed=rng.random() < 0.5)


def fewer(rng: Random, request: httpx.Request) -> Spoil | None:
    """200, with fewer events than there are."""
    listed = is_bulk(request) or is_listing(request)
    return Fewer(rng.randint(1, 4), on="") if listed else None


def no_upsert(_rng: Random, request: httpx.Request) -> Spoil | None:
    """Every event that is sent is a new one."""
    return NoUpsert() if is_bulk(request) else None


def no_upsert_lost(rng: Random, request: httpx.Request) -> Spoil | None:
    """The same, and half of the answers are lost or spoilt."""
    if rng.random() < 0.5:
        return no_upsert(rng, request)
    spoil = rng.choice([lost_after, lost_before, partial_bulk, troubled, html, broken_json])
    fault = spoil(rng, request)
    if not is_bulk(request) or fault is None or isinstance(fault, type | Late | NoUpsert):
        return fault
    return NoUpsert(fault)


def late(_rng: Random, _request: httpx.Request) -> Spoil:
    """Given up, and done later."""
    return Late()


def refused(rng: Random, _request: httpx.Request) -> Spoil:
    """What is never tried again."""
    return Answer(rng.choice([400, 401, 403, 404, 405, 409, 418, 422]), rng.choice(WORDS))


def hollow(_rng: Random, request: httpx.Request) -> Spoil | None:
    """A yes, and nothing was done."""
    if request.method == "GET":
        return None
    body, last = json.loads(request.content), request.url.path.rpartition("/")[2]
    if is_bulk(request):
        return Answer(200, [{**one, "id": 10**6 + n} for n, one in enumerate(body)])
    gone = last == "bulk-delete"
    return Answer(200, {"eventsDeleted": len(body)} if gone else {**body, "id": int(last)})


def mixed(rng: Random, request: httpx.Request) -> Spoil | None:
    """Any of them."""
    skies: list[Sky] = [
        lost_after,
        lost_before,
        partial_bulk,
        too_many,
        troubled,
        html,
        broken_json,
    ]
    return rng.choice([*skies, late, fewer, refused])(rng, request)


def sometimes(sky: Sky, rate: float) -> Sky:
    """That weather for a part of the requests."""
    return lambda rng, request: sky(rng, request) if rng.random() < rate else None


SKIES: Mapping[str, tuple[Sky, int]] = {
    "response lost after commit": (lost_after, 7500),
    "request lost before it": (lost_before, 7500),
    "partial bulk, then 5xx": (partial_bulk, 200),
    "429 and its Retry-After": (too_many, 6500),
    "5xx, 408, 425": (troubled, 7500),
    "HTML instead of an answer": (html, 500),
    "truncated and invalid JSON": (broken_json, 600),
    "200 with fewer events": (fewer, 1500),
    "upsert ignored": (no_upsert, 60),
    "upsert ignored, answers lost": (no_upsert_lost, 600),
    "request late, after a look": (late, 7000),
    "200, and nothing was done": (hollow, 300),
    "4xx": (refused, 400),
    "all of these": (mixed, 1200),
}
"""Each class, and how many of it are injected at least."""
