"""The sandbox as a web application: its addresses, and what stands before and behind each."""

import datetime as dt
import json
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from workoutc.sandbox import operations
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
from workoutc.sandbox.athlete import SECRET_KEY
from workoutc.sandbox.faults import Answer, Fault, Lost, take
from workoutc.sandbox.operations import Call, Clock, timestamp
from workoutc.sandbox.store import Known, Store

API = "/api/v1"

TOKENS: Mapping[str, Token] = {"sandbox-token": Token(client=1)}
"""The OAuth tokens of a sandbox unless others are given."""


class Operation(NamedTuple):
    """What answers a method at an address, and the scope area that a token needs for it."""

    answer: Callable[[Call], Any]
    area: str = "CALENDAR"


OPERATIONS: Mapping[str, Mapping[str, Operation]] = {
    "/athlete/{athlete}": {"GET": Operation(operations.show_athlete, "SETTINGS")},
    "/athlete/{athlete}/training-plan": {"GET": Operation(operations.show_training_plan)},
    "/athlete/{athlete}/sport-settings": {"GET": Operation(operations.list_settings, "SETTINGS")},
    "/athlete/{athlete}/sport-settings/{id}": {
        "GET": Operation(operations.show_settings, "SETTINGS")
    },
    "/athlete/{athlete}/events": {
        "GET": Operation(operations.list_events),
        "POST": Operation(operations.create_event),
        "DELETE": Operation(operations.delete_range),
    },
    "/athlete/{athlete}/events/bulk": {"POST": Operation(operations.create_events)},
    "/athlete/{athlete}/events/bulk-delete": {"PUT": Operation(operations.delete_events)},
    "/athlete/{athlete}/events/{event}": {
        "GET": Operation(operations.show_event),
        "PUT": Operation(operations.update_event),
        "DELETE": Operation(operations.delete_event),
    },
}
"""Every operation of the sandbox by address (below `API`) and method."""


class Seen(NamedTuple):
    """A request that arrived. `url`: path and query. `body`: the JSON, or the text if it is none.
    Who sent it is not kept."""

    method: str
    url: str
    agent: str
    body: Any


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def create_app(
    store: Store,
    *,
    key: str = SECRET_KEY,
    tokens: Mapping[str, Token] = TOKENS,
    clock: Clock = _now,
) -> Starlette:
    """The application over a store, which it doesn't close.

    `app.state.faults`: a list to which tests append `Fault`s, each spoiling one request.
    `app.state.seen`: the last thousand requests, oldest first. `clock` gives aware UTC.
    """
    app = Starlette(
        routes=[
            Route(API + path, _endpoint(by_method), methods=list(by_method))
            for path, by_method in OPERATIONS.items()
        ],
        exception_handlers={RefusedError: _refused, 404: _no_such_page, 405: _no_such_page},
    )
    app.router.redirect_slashes = False
    app.state.store, app.state.key, app.state.tokens = store, key, dict(tokens)
    app.state.clock = clock
    app.state.faults = []
    app.state.seen = deque(maxlen=1000)
    return app


def _endpoint(by_method: Mapping[str, Operation]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        state, method = request.app.state, request.method
        agent = request.headers.get("user-agent", "")
        url = str(request.url).removeprefix(str(request.base_url).rstrip("/"))
        state.seen.append(Seen(method, url, agent, _readable(body)))
        if blocked(agent):
            return HTMLResponse(BLOCKED, 403)
        fault = take(state.faults, method, request.url.path)
        return _answer(request, by_method.get(method, by_method.get("GET")), body, fault)

    return endpoint


def _answer(
    request: Request, operation: Operation | None, body: bytes, fault: Fault | None
) -> Response:
    assert operation is not None  # the router lets no other method through
    match fault:
        case Answer():
            return _instead(fault)
        case Lost(committed=False):
            return _Cut()
        case _:
            reply = operation.answer(_call(request, operation, body, fault))
            return _Cut() if isinstance(fault, Lost) else JSONResponse(reply)


def _call(request: Request, operation: Operation, body: bytes, fault: Fault | None) -> Call:
    state, right = request.app.state, READ if request.method in ("GET", "HEAD") else WRITE
    authorization = request.headers.get("authorization", "")
    client = client_of(authorization, state.key, state.tokens, f"{operation.area}:{right}")
    return Call(
        store=state.store,
        athlete=_athlete(state.store, request.path_params["athlete"], right),
        client=client,
        path=request.path_params,
        query={name: ",".join(request.query_params.getlist(name)) for name in request.query_params},
        body=_parsed(body) if request.method in ("POST", "PUT") else None,
        now=state.clock(),
        fault=fault,
    )


def _athlete(store: Store, name: str, right: str) -> Known:
    """Whom the address means: `0` is the owner of the key. An id is taken as it stands: with and
    without the leading `i` are two athletes, and a stranger is never replaced by the owner."""
    athlete = store.athlete(store.owner if name == "0" else name)
    if athlete is None or athlete.permission not in (right, WRITE):
        raise denied()
    return athlete


def _parsed(body: bytes) -> Any:
    if not body:
        raise RefusedError(400, "Required request body is missing")
    try:
        found = json.loads(body)
        # Half a character, NaN and 1e999 could be read here, but never be given back.
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, f"JSON parse error: {error}") from None
    return found


def _readable(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")


def _instead(fault: Answer) -> Response:
    if isinstance(fault.body, str):
        return Response(fault.body, fault.status, fault.headers)
    usual = {"status": fault.status, "error": "On purpose"}
    return JSONResponse(usual if fault.body is None else fault.body, fault.status, fault.headers)


async def _refused(_: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, RefusedError)
    return JSONResponse({"status": refusal.status, "error": refusal.error}, refusal.status)


async def _no_such_page(request: Request, error: Exception) -> Response:
    """The body of Spring itself, which tells a wrong address from an object that is gone."""
    assert isinstance(error, HTTPException)
    body = {
        "timestamp": timestamp(request.app.state.clock()),
        "status": error.status_code,
        "error": error.detail,
        "path": request.url.path,
    }
    return JSONResponse(body, error.status_code, error.headers)


class _Cut(Response):
    """An answer that breaks off after its headers, as when the line drops: to the client, a
    transport error."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": []})
