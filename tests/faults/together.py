"""Several pushes to one calendar at once, their requests in an order that can be repeated."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from random import Random

import httpx

from tests.faults.scene import NOWHERE, End, Scene, Watch, account_at
from tests.faults.weather import Line
from workoutc.calendar.client import Calendar


class Turns:
    """Lets several threads go on one at a time, each as far as its next turn.

    `crossed`: how often one came right after another.
    """

    def __init__(self, rng: Random, count: int) -> None:
        self.crossed = 0
        self._rng = rng
        self._alive = set(range(count))
        self._waiting: set[int] = set()
        self._last = self._next = -1
        self._changed = threading.Condition()

    def take(self, me: int) -> None:
        """Wait for the turn of this one."""
        with self._changed:
            self._waiting.add(me)
            self._call()
            self._changed.wait_for(lambda: self._next == me)
            self._waiting.discard(me)
            self.crossed += self._last not in (me, -1)
            self._last, self._next = me, -1

    def leave(self, me: int) -> None:
        """This one wants no more turns."""
        with self._changed:
            self._alive.discard(me)
            self._call()

    def _call(self) -> None:
        if self._waiting and self._waiting == self._alive:
            self._next = self._rng.choice(sorted(self._waiting))
            self._changed.notify_all()


def together(
    scene: Scene, line: Line, pushes: Sequence[Callable[[Scene], End]]
) -> tuple[int, Sequence[End]]:
    """Make the pushes as if each on a machine of its own; how often they crossed, and what came of
    each."""
    turns = Turns(line.rng, len(pushes))
    with ExitStack() as machines, ThreadPoolExecutor(len(pushes)) as threads:
        desks = [machines.enter_context(_calendar(line, turns, me)) for me in range(len(pushes))]

        def work(me: int) -> End:
            try:
                own = replace(scene, calendar=desks[me], watch=Watch(Random(me)))
                return pushes[me](own)
            finally:
                turns.leave(me)

        ends = list(threads.map(work, range(len(desks))))
    return turns.crossed, ends


def _calendar(line: Line, turns: Turns, me: int) -> Calendar:
    def meet(request: httpx.Request) -> httpx.Response:
        turns.take(me)
        return line.meet(request)

    manner = Watch(Random(me)).manner()
    return Calendar(account_at(NOWHERE), manner, transport=httpx.MockTransport(meet))
