"""The sandbox on a real socket, reachable from this machine only."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from workoutc.sandbox.app import create_app
from workoutc.sandbox.athlete import SECRET_KEY
from workoutc.sandbox.store import Store

LOOPBACK = "127.0.0.1"


def serve(
    port: int = 0,
    data: Path | None = None,
    key: str = SECRET_KEY,
    *,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted. `port` 0 picks a free one; without `data` all is kept in memory.

    `ready` is called with the URL once connections are taken. Raises `OSError` when the port is
    taken, `NoDatabaseError` when the file is none, `KeyboardInterrupt` when interrupted.
    """
    with Store(data) as store, socket.create_server((LOOPBACK, port)) as listener:
        ready(_url(listener))
        _server(create_app(store, key=key), _nothing).run([listener])


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


def _server(app: ASGIApp, begun: Callable[[], None]) -> uvicorn.Server:
    async def notify() -> None:
        begun()

    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            callback_notify=notify,
        )
    )


def _nothing() -> None:
    return None


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{host}:{port}"
