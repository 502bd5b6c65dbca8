"""The questions of an examination: each is asked once, few in all."""

import datetime as dt
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from workoutc.calendar.account import Account
from workoutc.calendar.doctor.heard import LAST, Heard, Kind, heard, unheard
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.secret import Credentials
from workoutc.calendar.wire import Manner, Transport, Wire

MOST = 14
"""Questions of one examination: enough for the longest way to a cause."""


class Line:
    """A line to a service for credentials of any kind, open until closed.

    It gives up at an answer after which no other would tell anything new. `heard`: all answers in
    their order.
    """

    def __init__(
        self, url: str, manner: Manner, transport: Transport | None, now: Callable[[], dt.datetime]
    ) -> None:
        self.heard: list[Heard] = []
        self._url, self._manner, self._transport, self._now = url, manner, transport, now
        self._wires: dict[Credentials, Wire] = {}
        self._known: dict[tuple[Credentials, str], Heard] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for wire in self._wires.values():
            wire.close()

    @property
    def ended(self) -> bool:
        """Whether nothing more is asked."""
        if not self.heard:
            return False
        last = self.heard[-1].kind
        # One address among many may fail alone; the first that does speaks for all.
        alone = last in (Kind.ELSEWHERE, Kind.STRANGE) and self._answered
        return len(self.heard) >= MOST or (last in LAST and not alone)

    def ask(
        self, credentials: Credentials, path: str, query: Mapping[str, str] | None = None
    ) -> Heard | None:
        """What the service says to a GET; `None` when it is not asked any more."""
        known = self.known(credentials, path)
        if known is not None or self.ended:
            return known
        try:
            found = heard(self._wire(credentials).look("GET", path, query=query), self._now())
        except CalendarError as error:
            found = unheard(error, self._now())
        self.heard.append(found)
        self._known[credentials, path] = found
        return found

    def known(self, credentials: Credentials, path: str) -> Heard | None:
        """What it said to that, if it was asked."""
        return self._known.get((credentials, path))

    @property
    def _answered(self) -> bool:
        return any(heard.kind is Kind.FINE for heard in self.heard)

    def _wire(self, credentials: Credentials) -> Wire:
        if credentials not in self._wires:
            account = Account(credentials, "0", self._url)
            self._wires[credentials] = Wire(account, self._manner, self._transport)
        return self._wires[credentials]
