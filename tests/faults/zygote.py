"""A process that forks a command line for each push: all is imported once, and any child may be
killed.

It reads one order a line, as JSON, and answers each with the end of its child.
"""

import encodings.idna
import functools
import gc
import json
import os
import resource
import signal
import ssl
import sys
from collections.abc import Callable
from typing import IO, Any

import httpx

from tests.faults.season import KINDS, session
from tests.sandboxed import LATE_EVENING
from workoutc import including
from workoutc.calendar import apply, journal, memory, plan_file, push, wire
from workoutc.cli import connection, ending, holders, processes, push_, pushing, stopped
from workoutc.cli import main as command
from workoutc.cli.start import run
from workoutc.render import terminal
from workoutc.render.visible import visible

Hook = Callable[..., Any]

LOADED = (
    push, push_, pushing, terminal, memory, plan_file, holders, stopped, command, ending, processes,
    including, encodings.idna,
)  # fmt: skip
"""Modules that would else be imported by every child."""


def main() -> None:
    """Serve orders until there are no more."""
    # So few at once that a small season takes many steps; and nothing waits.
    vars(apply)["BATCH"] = 2
    wire.BUCKET.rate = wire.BUCKET.burst = 10**9
    connection.clock = lambda: LATE_EVENING
    _warm_up()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_carried_out(json.loads(line))) + "\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """All that a push does once in its life, done once for all of them."""
    vars(ssl)["create_default_context"] = functools.cache(ssl.create_default_context)
    httpx.Client(trust_env=False).close()
    for kind in range(len(KINDS)):
        session(kind, 1)
    visible("Größe 🚴")
    gc.collect()
    gc.freeze()


def _carried_out(order: dict[str, Any]) -> dict[str, Any]:
    """Fork, and wait for the end. Its words fit into a pipe."""
    pipes = [os.pipe() for _ in range(2)]
    child = os.fork()
    if child == 0:
        _be(order, [write for _, write in pipes])
    for _, write in pipes:
        os.close(write)
    out, err = (_read(read) for read, _ in pipes)
    _, status = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(status), "out": out, "err": err}


def _read(handle: int) -> str:
    with os.fdopen(handle, "rb") as file:
        return file.read().decode()


def _be(order: dict[str, Any], streams: list[int]) -> None:
    """Become a command that was started with these words."""
    for handle, stream in zip((1, 2), streams, strict=True):
        os.dup2(stream, handle)
    sys.stdin = open(os.devnull)  # noqa: SIM115
    os.chdir(order["folder"])
    for name in [name for name in os.environ if name.startswith("INTERVALS_")]:
        del os.environ[name]
    os.environ.update(order["env"])
    if limit := order.get("bytes"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    if death := order.get("death"):
        _prepare(death)
    sys.argv = ["workoutc", *order["words"]]
    code: Any = 2
    try:
        run()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code or 0)


def _prepare(death: dict[str, Any]) -> None:
    """To be killed at a moment of the so many-th write to the journal, request or file."""
    place, number, moment = death["place"], death["number"], death["moment"]
    count = iter(range(1, number + 1))

    def due() -> bool:
        return bool(next(count, 0) == number)

    match place:
        case "journal":
            _replace(journal.Journal, "_write", due, _WRITES[moment])
        case "request":
            _replace(wire.Wire, "_exchange", due, _AROUND[moment])
        case "file":
            _replace(journal, "write_file", due, _AROUND[moment])
        case _:
            raise ValueError(place)


def _replace(owner: Any, name: str, due: Callable[[], bool], deadly: Hook) -> None:
    usual = getattr(owner, name)

    def replaced(*args: Any, **kwargs: Any) -> Any:
        return deadly(usual, *args, **kwargs) if due() else usual(*args, **kwargs)

    setattr(owner, name, replaced)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _before(_usual: Hook, *_args: Any, **_kwargs: Any) -> None:
    _die()


def _after(usual: Hook, *args: Any, **kwargs: Any) -> None:
    usual(*args, **kwargs)
    _die()


def _torn(_usual: Hook, desk: Any, **entry: Any) -> None:
    """Half of the line is on disk."""
    _put(desk, entry, half=True).flush()
    _die()


def _unflushed(_usual: Hook, desk: Any, **entry: Any) -> None:
    """The line did not leave the process."""
    _put(desk, entry)
    _die()


def _flushed(_usual: Hook, desk: Any, **entry: Any) -> None:
    """The line left the process and is not yet on disk."""
    _put(desk, entry).flush()
    _die()


def _put(desk: Any, entry: dict[str, Any], *, half: bool = False) -> IO[bytes]:
    line = json.dumps(entry).encode() + b"\n"
    file: IO[bytes] = desk._file
    file.write(line[: len(line) // 2] if half else line)
    return file


_AROUND = {"before": _before, "after": _after}
_WRITES = _AROUND | {"torn": _torn, "unflushed": _unflushed, "flushed": _flushed}
MOMENTS = {"journal": tuple(_WRITES), "request": tuple(_AROUND), "file": tuple(_AROUND)}
"""The moments of each place at which a push may be killed."""

if __name__ == "__main__":
    main()
