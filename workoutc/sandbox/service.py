"""One request and its answer, whichever way it came in."""

import datetime as dt
import threading
from collections import deque
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from workoutc.records import dataclass, field
from workoutc.sandbox.access import (
    BLOCKED,
    READ,
    WRITE,
    RefusedError,
    Token,
    blocked,
    client_of,
    denied,
)
from workoutc.sandbox.addresses import Found, Operation, find
from workoutc.sandbox.athlete import SECRET_KEY
from workoutc.sandbox.call import Call, Clock, timestamp
from workoutc.sandbox.faults import Answer, Fault, Fewer, How, Lost, Truncated, take
from workoutc.sandbox.store import Known, Store
from workoutc.sandbox.text import received, to_text
from workoutc.tuples import NamedTuple

TOKENS: Mapping[str, Token] = {"sandbox-token": Token(client=1)}
"""The OAuth tokens of a sandbox unless others are given."""


class Seen(NamedTuple):
    """A request that arrived. `url`: path and query. `body`: the JSON, or the text if it is none.
    Who sent it is not kept."""

    method: str
    url: str
    agent: str
    body: Any


class Reply(NamedTuple):
    """What is answered. Headers that tell lengths are left to whoever sends it."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class LostError(Exception):
    """No answer is to arrive, on purpose; as in the fault `Lost`."""

    def __init__(self, *, committed: bool, how: How) -> None:
        super().__init__(how)
        self.committed = committed
        self.how = how


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(slots=True)
class Sandbox:
    """A store, and the doors to it. `clock` gives aware UTC.

    `faults`: tests append to it, each spoils one request. `seen`: the last thousand requests,
    oldest first.
    """

    store: Store
    key: str = SECRET_KEY
    tokens: Mapping[str, Token] = field(default_factory=lambda: dict(TOKENS))
    clock: Clock = _now
    faults: list[Fault] = field(default_factory=list)
    seen: deque[Seen] = field(default_factory=lambda: deque(maxlen=1000))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request meets, which no other will."""
        with self._lock:
            return take(self.faults, method, path)


class _Request(NamedTuple):
    """A request taken apart. `body`: parsed; for what is no JSON, the refusal it will meet."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: Any

    @property
    def right(self) -> str:
        return READ if self.method == "GET" else WRITE


def answer(
    sandbox: Sandbox, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
) -> Reply:
    """What the service says to a request. `url`: path and query, percent-encoded, as they stand in
    its first line. `headers`: by names in lower case, or a mapping that doesn't care.

    It may be called from several threads. Raises `LostError` when a fault wants no answer.
    """
    agent = headers.get("user-agent", "")
    parsed = _parsed(body)
    shown = body.decode("utf-8", "replace") if isinstance(parsed, RefusedError) else parsed
    sandbox.seen.append(Seen(method, url, agent, shown))
    if blocked(agent):
        return Reply(403, {"content-type": "text/html; charset=utf-8"}, BLOCKED.encode())
    path, _, query = url.partition("?")
    asked = _Request("GET" if method == "HEAD" else method, unquote(path), query, headers, parsed)
    try:
        return _answer(sandbox, asked)
    except RefusedError as refusal:
        return _json({"status": refusal.status, "error": refusal.error}, refusal.status)


def _answer(sandbox: Sandbox, asked: _Request) -> Reply:
    fault = sandbox.take(asked.method, asked.path)
    match fault:
        case Answer(committed=False):
            return _instead(fault)
        case Lost(committed=False):
            raise LostError(committed=False, how=fault.how)
    found = find(asked.method, asked.path)
    if not isinstance(found, Found):
        return _no_such_page(sandbox, asked.path, found)
    return _told(found.operation.answer(_call(sandbox, asked, found, fault)), fault)


def _told(said: Any, fault: Fault | None) -> Reply:
    """What arrives of the answer to a request that was carried out."""
    match fault:
        case Answer():
            return _instead(fault)
        case Lost():
            raise LostError(committed=True, how=fault.how)
        case Fewer() if isinstance(said, list):
            return _json(said[: max(0, len(said) - fault.count)])
        case Truncated():
            whole = _json(said)
            return whole._replace(body=whole.body[: len(whole.body) // 2])
        case _:
            return _json(said)


def _call(sandbox: Sandbox, asked: _Request, found: Found, fault: Fault | None) -> Call:
    operation, path = found
    client = _client(sandbox, asked, operation)
    athlete = _athlete(sandbox.store, path.get("athlete", "0"), asked.right)
    if asked.method in ("POST", "PUT") and isinstance(asked.body, RefusedError):
        raise asked.body
    return Call(
        store=sandbox.store,
        athlete=athlete,
        client=client,
        path=path,
        query=_joined(asked.query),
        body=asked.body,
        now=sandbox.clock(),
        fault=fault,
    )


def _client(sandbox: Sandbox, asked: _Request, operation: Operation) -> int | None:
    authorization = asked.headers.get("authorization", "")
    scope = f"{operation.area}:{asked.right}"
    client = client_of(authorization, sandbox.key, sandbox.tokens, scope)
    if operation.personal and client is not None:
        raise denied()
    return client


def _athlete(store: Store, name: str, right: str) -> Known:
    """Whom the address means: `0` is the owner of the key. An id is taken as it stands: with and
    without the leading `i` are two athletes, and a stranger is never replaced by the owner."""
    athlete = store.athlete(store.owner if name == "0" else name)
    if athlete is None or athlete.permission not in (right, WRITE):
        raise denied()
    return athlete


def _joined(query: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        found[name] = f"{found[name]},{value}" if name in found else value
    return found


def _parsed(body: bytes) -> Any:
    if not body:
        return RefusedError(400, "Required request body is missing")
    try:
        return received(body)
    except (ValueError, RecursionError) as error:
        return RefusedError(400, f"JSON parse error: {error}")


def _instead(fault: Answer) -> Reply:
    if isinstance(fault.body, str):
        return Reply(fault.status, fault.headers, fault.body.encode())
    usual = {"status": fault.status, "error": "On purpose"}
    told = _json(usual if fault.body is None else fault.body, fault.status)
    return told._replace(headers={**told.headers, **fault.headers})


def _no_such_page(sandbox: Sandbox, path: str, borne: frozenset[str]) -> Reply:
    """The body of Spring itself, which tells a wrong address from an object that is gone."""
    status, error = (405, "Method Not Allowed") if borne else (404, "Not Found")
    now = timestamp(sandbox.clock())
    told = _json({"timestamp": now, "status": status, "error": error, "path": path}, status)
    allow = {"allow": ", ".join(sorted(borne))} if borne else {}
    return told._replace(headers={**told.headers, **allow})


def _json(body: Any, status: int = 200) -> Reply:
    return Reply(status, {"content-type": "application/json"}, to_text(body).encode())
