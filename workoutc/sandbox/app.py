"""The sandbox as a web application: the request taken from the wire, and the answer put on it."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from email.utils import format_datetime
from typing import Any, TypeAlias

from workoutc.sandbox.faults import How
from workoutc.sandbox.service import LostError, Reply, Sandbox, answer

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]

RESET = "workoutc.reset"
"""Where the server puts into the scope of a request what resets its connection."""

DRIP = 0.02
"""Seconds between two blanks of an answer that drips."""

_BEGINNING: Message = {"type": "http.response.start", "status": 200, "headers": []}


class App:
    """An ASGI application over a sandbox, which is its `state`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.state = sandbox

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, if all of it arrives."""
        assert scope["type"] == "http"
        url = scope["raw_path"] + (b"?" + scope["query_string"] if scope["query_string"] else b"")
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        body = await _body(receive)
        if body is None:
            return
        try:
            reply = answer(self.state, scope["method"], url.decode("latin-1"), headers, body)
        except LostError as lost:
            await _lose(lost.how, scope, receive, send)
        else:
            date = {"date": format_datetime(self.state.clock(), usegmt=True)}
            await _send(reply._replace(headers={**date, **reply.headers}), send)


async def _body(receive: Receive) -> bytes | None:
    """All of it, `None` when the client hung up before the end."""
    pieces: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        pieces.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(pieces)


async def _send(reply: Reply, send: Send) -> None:
    headers = {**reply.headers, "content-length": str(len(reply.body))}
    pairs = [
        (name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": pairs})
    await send({"type": "http.response.body", "body": reply.body})


async def _lose(how: How, scope: Message, receive: Receive, send: Send) -> None:
    """Let no answer arrive. But for a cut, this ends only when the client has hung up."""
    match how:
        case "cut":
            await send(_BEGINNING)
        case "reset":
            scope[RESET]()
            await _hung_up(receive)
        case "stall":
            await _hung_up(receive)
        case "drip":
            await send(_BEGINNING)
            await _drip(receive, send)


async def _drip(receive: Receive, send: Send) -> None:
    """Blanks, which could be the beginning of JSON for ever."""
    gone = asyncio.ensure_future(_hung_up(receive))
    while not gone.done():
        await send({"type": "http.response.body", "body": b" ", "more_body": True})
        await asyncio.wait({gone}, timeout=DRIP)


async def _hung_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
