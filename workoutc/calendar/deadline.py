"""A time by which an answer is whole, or else the line is cut."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any


class Deadline:
    """Cuts the line of a request that takes longer than so many seconds: httpx knows only the time
    between two bytes, and the head of an answer may drip for ever.

    To be entered for each request, of which `trace` hears (an extension of httpx by that name).
    `passed`: whether the last one was cut.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._seconds = seconds
        self._line: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> None:
        self.passed = False
        self._timer = None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def trace(self, event: str, about: Mapping[str, Any]) -> None:
        """What happens on the line; nothing does where there is none, as in tests."""
        if self._timer is None:
            self._timer = threading.Timer(self._seconds, self._cut)
            self._timer.daemon = True
            self._timer.start()
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._line = about["return_value"].get_extra_info("socket")

    def _cut(self) -> None:
        self.passed = True
        if self._line is not None:
            with suppress(OSError):
                # Not the method of a TLS socket, which would pull it from under its reader.
                socket.socket.shutdown(self._line, socket.SHUT_RDWR)
