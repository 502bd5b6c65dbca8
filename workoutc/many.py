"""Many files to workouts, in as many processes or on as many machines as there are."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from pathlib import Path
from typing import TypeVar

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import Compilation, compile_bytes
from workoutc.including import including
from workoutc.limits import MAX_BYTES
from workoutc.places import project_of
from workoutc.setting import Setting
from workoutc.tuples import NamedTuple

Job = TypeVar("Job")
Result = TypeVar("Result")

CHUNK = 64
"""Jobs handed over at once: milliseconds of work, beside which handing them over costs little."""

AHEAD = 1000
"""Chunks under way at most: enough for a cluster, and never a million files in memory."""


def compile_many(
    paths: Iterable[str | os.PathLike[str]], executor: Executor | None = None, *,
    athlete: Athlete = UNKNOWN, sport: str = "Ride",
) -> Iterator[Compilation]:  # fmt: skip
    """Compile files: yields a compilation for each, in the order of the paths.

    `executor`: any pool of threads or processes, or that of a cluster (Dask's
    `Client.get_executor()`); without one they are compiled here. The caller reads the files; what
    they include is read where they are compiled, within their project. Never raises for what a
    file says; raises OSError for one that can't be read, and what the executor raises when it
    breaks.
    """
    names = [os.fspath(path) for path in paths]
    files = (_File(name, _data(name), athlete, sport) for name in names)
    return mapped(_compiled, files, executor, size=min(CHUNK, len(names) // CHUNK + 1))


def mapped(
    work: Callable[[Job], Result], jobs: Iterable[Job], executor: Executor | None = None, *,
    size: int = CHUNK,
) -> Iterator[Result]:  # fmt: skip
    """What a function makes of each job, in order; `size` jobs are handed over at once.

    The function, jobs and results must be fit for pickling where the executor needs that.
    """
    if executor is None:
        yield from map(work, jobs)
        return
    left = iter(jobs)
    under_way: deque[Future[list[Result]]] = deque()
    try:
        while chunk := list(islice(left, size)):
            under_way.append(executor.submit(_each, work, chunk))
            if len(under_way) == AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


class _File(NamedTuple):
    """A file to be compiled, wherever that will be."""

    name: str
    data: bytes
    athlete: Athlete
    sport: str


def _each(work: Callable[[Job], Result], chunk: list[Job]) -> list[Result]:
    return [work(job) for job in chunk]


def _compiled(file: _File) -> Compilation:
    folder = Path(file.name).absolute().parent
    include = including(project_of(folder) or folder)
    setting = Setting(file.athlete, file.sport, include=include)
    return compile_bytes(file.data, name=file.name, setting=setting)


def _data(name: str) -> bytes:
    with open(name, "rb") as opened:
        return opened.read(MAX_BYTES + 4)  # with a byte order mark and one too many
