"""Work spread over processes, where there is enough of it and more than one core."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from threading import Thread

Job = TypeVar("Job")
Result = TypeVar("Result")

MANY = 300
"""Jobs that take long enough, some tenths of a second, for processes to be worth their start, and
for somebody who watches to be shown how far we are."""

MOST = 16
"""Processes; one alone hands out work and takes in results, and more would wait for it."""


def spread(
    work: Callable[[Job], Result], jobs: Sequence[Job], *, quiet: bool = False
) -> Iterator[Result]:
    """What a function makes of each job, in order; with a bar of progress when there are many and
    somebody watches."""
    return followed(_results(work, jobs), len(jobs), "compiling", quiet=quiet)


def followed(items: Iterable[Result], count: int, doing: str, *, quiet: bool) -> Iterator[Result]:
    """The same, with a bar of progress when there are many and somebody watches."""
    if count < MANY or quiet or not sys.stderr.isatty():
        yield from items
        return
    from click import progressbar

    with progressbar(items, length=count, label=doing, file=sys.stderr) as bar:
        yield from bar


def _results(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    count = min(cores(), MOST, len(jobs) // (MANY // 2))
    pool = _pool(count) if len(jobs) >= MANY and count > 1 else None
    if pool is None:
        yield from map(work, jobs)
        return
    done = 0
    for result in _of_pool(pool, work, jobs):
        done += 1
        yield result
    # Where the processes could not be had after all, what is left is done here.
    yield from map(work, jobs[done:])


def _of_pool(
    pool: "ProcessPoolExecutor", work: Callable[[Job], Result], jobs: Sequence[Job]
) -> Iterator[Result]:
    """The results as far as the processes live."""
    import threading
    from concurrent.futures.process import BrokenProcessPool

    from workoutc.many import mapped

    others = set(threading.enumerate())
    try:
        with _deafened():
            pool.submit(_deaf)  # forked, they start all at once, and with what we don't hear
        yield from mapped(work, jobs, pool)
    except (BrokenProcessPool, OSError):
        _stop(pool, others)
    except BaseException:
        _stop(pool, others)
        raise
    else:
        with _deafened():
            pool.shutdown()  # and wait: its thread and our own end must not meet


def _stop(pool: "ProcessPoolExecutor", others: set["Thread"]) -> None:
    """End a pool whatever its processes do, and its thread, which is none of the others."""
    import threading
    from multiprocessing import active_children

    # The thread hears of it before the processes end, and while there still is a pool: else it
    # takes what is cancelled for lost, and dies with a traceback.
    with _deafened():
        pool.shutdown(wait=False, cancel_futures=True)
        for child in active_children():
            child.terminate()
        for thread in set(threading.enumerate()) - others:
            thread.join()


def _pool(count: int) -> "ProcessPoolExecutor | None":
    """Processes, where the system has them to give."""
    try:
        import multiprocessing
        import threading
        from concurrent.futures import ProcessPoolExecutor

        # Forked processes start with all that is loaded. With threads about that isn't safe, and
        # not every system can.
        forks = sys.platform == "linux" and threading.active_count() == 1
        context = multiprocessing.get_context("fork" if forks else "spawn")
        return ProcessPoolExecutor(count, context, initializer=_deaf)
    except (ImportError, NotImplementedError, OSError):
        return None


@contextmanager
def _deafened() -> Iterator[None]:
    """Ctrl-C is heard afterwards; and never by the processes that start meanwhile, which may not
    have come as far as `_deaf`."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _deaf() -> None:
    """Ctrl-C is for the one who waits for the results, and ends us."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many we may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
