"""The sandbox on a real socket, reachable from this machine only."""

import asyncio
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from workoutc.sandbox.app import RESET, App, Message, Receive, Send
from workoutc.sandbox.athlete import COACHED, SECRET_KEY, default_settings
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

ASGIApp: TypeAlias = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = "127.0.0.1"


def serve(
    port: int = 0,
    data: Path | None = None,
    key: str = SECRET_KEY,
    *,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted. `port` 0 picks a free one; without `data` all is kept in memory.

    A fresh store gets a second athlete, whom its owner coaches.

    `ready` is called with the URL once connections are taken. Raises `OSError` when the port is
    taken, `NoDatabaseError` when the file is none, `KeyboardInterrupt` when interrupted.
    """
    with Store(data) as store, socket.create_server((LOOPBACK, port)) as listener:
        _coach(store)
        ready(_url(listener))
        _server(App(Sandbox(store, key)), _nothing).run([listener])


@contextmanager
def running(app: ASGIApp, *, port: int = 0) -> Iterator[str]:
    """The URL of a server that runs in a thread for as long as the block; requests begun inside
    are finished before it ends. For tests and demonstrations."""
    begun = threading.Event()
    with socket.create_server((LOOPBACK, port)) as listener:
        server = _server(app, begun.set)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while thread.is_alive() and not begun.wait(0.1):
            pass  # a server that fails to start must not be waited for
        try:
            yield _url(listener)
        finally:
            server.should_exit = True
            thread.join()


def _coach(store: Store) -> None:
    if len(store.athletes()) == 1:
        store.put_athlete(COACHED, name="Coached Athlete", firstname="Coached")
        store.put_settings(COACHED, default_settings())


class _Line(H11Protocol):
    """A connection that an application may reset, which no server offers by itself."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def resettable(scope: Message, receive: Receive, send: Send) -> None:
            scope[RESET] = lambda: _reset(transport)
            await app(scope, receive, send)

        self.app = resettable


def _reset(transport: asyncio.Transport) -> None:
    """Drop what was not sent yet and tell the client at once: to linger for no time does both."""
    line = transport.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


def _server(app: ASGIApp, begun: Callable[[], None]) -> uvicorn.Server:
    async def notify() -> None:
        begun()

    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=_Line,
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,  # the sandbox's own clock tells it
            callback_notify=notify,
        )
    )


def _nothing() -> None:
    return None


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{host}:{port}"
