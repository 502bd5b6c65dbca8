"""A small server of bare sockets before a sandbox, and what it does to the bytes of its answers."""

import select
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from random import Random
from typing import TypeAlias

from workoutc.sandbox.service import Sandbox, answer

Reply: TypeAlias = Callable[[], bytes]
"""Does what was asked, and gives the whole answer as it would go out."""

Abuse: TypeAlias = Callable[[socket.socket, Reply, Random], None]
"""What is done with a request and its answer; the connection is closed afterwards."""

PAUSE = 0.004
"""Seconds between two bytes that drip."""

LONG = 500
"""Bytes that drip before it is clear that a client would listen for ever."""

LONGEST = 10
"""Seconds after which a client that never hangs up is hung up on."""


class EnduredError(Exception):
    """A client has borne what no client should."""


class Gate:
    """Serves one connection at a time, so that nothing is still done when a client has gone on.

    `share`: the part of the requests that something happens to.
    """

    def __init__(self, sandbox: Sandbox, rng: Random, abuses: Sequence[Abuse] = ()) -> None:
        self.sandbox = sandbox
        self.rng = rng
        self.abuses = abuses
        self.share = 0.0
        self.faults = 0
        self._wrong: list[EnduredError] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._over, self._end = socket.socketpair()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @contextmanager
    def open(self) -> Iterator["Gate"]:
        """For as long as the block."""
        thread = threading.Thread(target=self._serve, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._end.close()
            thread.join(LONGEST)
            self._listener.close()
            self._over.close()
            assert not thread.is_alive(), "the gate does not close"
            assert not self._wrong

    def calm(self) -> None:
        """From now on nothing happens any more."""
        self.share = 0.0

    def _serve(self) -> None:
        while self._knocked(self._listener):
            line, _ = self._listener.accept()
            try:
                with line, suppress(OSError):
                    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    while self._asked(line):
                        pass
            except EnduredError as wrong:
                self._wrong.append(wrong)

    def _knocked(self, *lines: socket.socket) -> set[socket.socket]:
        """Those that have something to read; none once the gate shuts."""
        found = set(select.select([self._over, *lines], [], [])[0])
        return set() if self._over in found else found

    def _asked(self, line: socket.socket) -> bool:
        """Serve one request; whether there may be another. Who waits outside comes before one who
        says nothing."""
        if line not in self._knocked(line, self._listener):
            return False
        request = _read(line)
        if not request:
            return False
        if self.rng.random() >= self.share:
            line.sendall(self._answered(request))
            return True
        self.faults += 1
        self.rng.choice(self.abuses)(line, lambda: self._answered(request), self.rng)
        return False

    def _answered(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, url, _ = first.split(" ")
        pairs = (line.partition(": ") for line in lines)
        headers = {name.lower(): value for name, _, value in pairs}
        status, told, content = answer(self.sandbox, method, url, headers, body)
        return _response(content, f"content-type: {told['content-type']}", status=status)


def _response(content: bytes, *headers: str, status: int = 200) -> bytes:
    lines = [f"HTTP/1.1 {status} Word", f"content-length: {len(content)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content


def _read(line: socket.socket) -> bytes:
    """A whole request, nothing if the client hangs up before."""
    line.settimeout(LONGEST)
    data = b""
    while piece := line.recv(65536):
        data += piece
        head, end, body = data.partition(b"\r\n\r\n")
        if end and len(body) >= _length(head):
            return data
    return b""


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    return 0


def _reset(line: socket.socket) -> None:
    """Close with a RST: to linger for no time does that."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _wait(line: socket.socket) -> None:
    """Until the client hangs up."""
    select.select([line], [], [], LONGEST)


def _drip(line: socket.socket, data: bytes) -> None:
    """A byte now and then until the client hangs up, which it must do in time."""
    for byte in data:
        line.sendall(bytes([byte]))
        if select.select([line], [], [], PAUSE)[0]:
            return
    raise EnduredError("a client listens to a drip for ever")


def reset_before(line: socket.socket, _reply: Reply, _rng: Random) -> None:
    _reset(line)


def reset_after(line: socket.socket, reply: Reply, _rng: Random) -> None:
    reply()
    _reset(line)


def reset_midway(line: socket.socket, reply: Reply, rng: Random) -> None:
    line.sendall(_part(reply(), rng))
    _reset(line)


def closed_before(_line: socket.socket, _reply: Reply, _rng: Random) -> None:
    return


def closed_after(_line: socket.socket, reply: Reply, _rng: Random) -> None:
    reply()


def closed_midway(line: socket.socket, reply: Reply, rng: Random) -> None:
    line.sendall(_part(reply(), rng))


def closed_while_idle(line: socket.socket, reply: Reply, _rng: Random) -> None:
    line.sendall(reply())


def stalled_before(line: socket.socket, _reply: Reply, _rng: Random) -> None:
    _wait(line)


def stalled_after(line: socket.socket, reply: Reply, _rng: Random) -> None:
    reply()
    _wait(line)


def stalled_midway(line: socket.socket, reply: Reply, rng: Random) -> None:
    line.sendall(_part(reply(), rng))
    _wait(line)


def dripped(line: socket.socket, reply: Reply, _rng: Random) -> None:
    """From the first byte on."""
    head, end, body = reply().partition(b"\r\n\r\n")
    _drip(line, head + b"\r\nx: " + b"y" * LONG + end + body)


def informed(line: socket.socket, _reply: Reply, _rng: Random) -> None:
    """That the answer is being worked on, for ever."""
    for _ in range(LONG):
        line.sendall(b"HTTP/1.1 102 Processing\r\n\r\n")
        if select.select([line], [], [], PAUSE)[0]:
            return
    raise EnduredError("a client listens to news for ever")


def dripped_body(line: socket.socket, reply: Reply, _rng: Random) -> None:
    head, end, body = reply().partition(b"\r\n\r\n")
    line.sendall(head + end)
    _drip(line, body + b" " * LONG)


def no_http(line: socket.socket, reply: Reply, rng: Random) -> None:
    if rng.random() < 0.5:
        reply()
    line.sendall(
        rng.choice([b"SSH-2.0-x\r\n", b"HTTP/9.9 banana\r\n\r\n", b"\0" * 99, b"\r\n" * 9])
    )


def endless_head(line: socket.socket, reply: Reply, _rng: Random) -> None:
    reply()
    line.sendall(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 300_000 + b"\r\n\r\n")


def too_short(line: socket.socket, reply: Reply, rng: Random) -> None:
    """Its header promises less than comes."""
    body = reply().partition(b"\r\n\r\n")[2]
    cut = rng.randrange(max(len(body), 1))
    line.sendall(_response(body[:cut]) + body[cut:])


def broken_chunk(line: socket.socket, reply: Reply, _rng: Random) -> None:
    body = reply().partition(b"\r\n\r\n")[2]
    line.sendall(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n" + b"5\r\n" + body[:9])


def badly_packed(line: socket.socket, reply: Reply, _rng: Random) -> None:
    body = reply().partition(b"\r\n\r\n")[2]
    line.sendall(_response(body, "content-encoding: gzip"))


def _part(data: bytes, rng: Random) -> bytes:
    return data[: rng.randrange(1, len(data))]


RESETS = (reset_before, reset_after, reset_midway)
CLOSED = (closed_before, closed_after, closed_midway, closed_while_idle)
STALLS = (stalled_before, stalled_after, stalled_midway)
DRIPS = (dripped, dripped_body, informed)
NONSENSE = (no_http, endless_head, too_short, broken_chunk, badly_packed)
