"""A calendar, a push to it, and the search for whatever must not come out."""

import datetime as dt
import json
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO, TypeAlias

from tests.canary import KEY, sings
from tests.faults.season import TODAY, Season, Wanted, events, shows
from tests.faults.weather import Line
from tests.sandboxed import LATE_EVENING
from workoutc.calendar.account import Account, account
from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.journal import Journal
from workoutc.calendar.outcome import Outcome, State
from workoutc.calendar.patience import Bucket, Clock, Patience
from workoutc.calendar.push import push, survey
from workoutc.calendar.sync import CHANGING, Action, Terms
from workoutc.calendar.wire import Manner
from workoutc.sandbox.athlete import OWNER
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store
from workoutc.sandbox.text import Json

NOWHERE = "http://127.0.0.1:9"
OURS = "workoutc:"
OUR_MARK = f'"external_id":"{OURS}'
"""What stands in the JSON of an event of ours, and in no other."""

RUNS = 2
"""Further pushes, at most, until all is as it is wanted."""

End: TypeAlias = Outcome | CalendarError
"""What a push came to; the calendar could not even be looked at, or an outcome."""

Due: TypeAlias = Mapping[str, Wanted | str]
"""What must stand on the calendar by identity: a workout, or an event to the byte."""


@dataclass
class Watch:
    """Time that passes only while somebody waits. `words`: what people were told meanwhile."""

    rng: Random
    seconds: float = 0
    words: list[str] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        assert 0 <= seconds <= Patience().total, f"to sleep for {seconds} s is no patience"
        self.seconds += seconds

    def manner(self) -> Manner:
        """Requests by this watch."""
        clock = Clock(
            sleep=self.sleep,
            steady=lambda: self.seconds,
            now=lambda: LATE_EVENING + dt.timedelta(seconds=self.seconds),
            chance=self.rng.random,
        )
        return Manner(clock=clock, bucket=Bucket(10**9, 10**9), tell=self.words.append)


@dataclass
class Scene:
    """A sandbox, the line to it, and somebody who pushes."""

    store: Store
    calendar: Calendar
    watch: Watch
    papers: IO[bytes]

    def push(
        self, season: Season, *, today: dt.date = TODAY, prune: bool = False, force: bool = False
    ) -> End:
        """A push of a season, whatever comes of it."""
        asked = Terms(today, prune=prune, force=force)
        journal = Journal(self.papers)
        try:
            plan = survey(events(season), self.calendar, asked)
            end: End = push(plan, self.calendar, journal, terms=asked)
        except CalendarError as error:
            end = error
        assert not [text for text in self._output(end) if sings(text)], "a key is in the output"
        return end

    def _output(self, end: End) -> Iterator[str | bytes]:
        yield from self.watch.words
        failure = end if isinstance(end, CalendarError) else end.failure
        yield repr(end)
        if failure is not None:
            yield from (failure.message, failure.help, repr(vars(failure)))
            yield from traceback.format_exception(failure)
        self.watch.words.clear()

    def others(self) -> list[str]:
        """All events that are not ours, to the byte."""
        return [text for text in self._texts() if OUR_MARK not in text]

    def ours(self) -> dict[str, str]:
        """Our events by their identities, each of which must be there once."""
        found: dict[str, str] = {}
        for text in self._texts():
            if OUR_MARK in text:
                identity = text.split(OUR_MARK)[1].partition('"')[0]
                assert identity not in found, f"{identity} is doubled"
                found[identity] = text
        return found

    def check(self, due: Due) -> None:
        """Fail for what is lost, doubled, or not as it is due."""
        found = self.ours()
        assert found.keys() == due.keys(), f"lost or left: {found.keys() ^ due.keys()}"
        for identity, wanted in due.items():
            text = found[identity]
            if isinstance(wanted, str):
                assert text == wanted, f"{identity} was touched"
            else:
                assert shows(json.loads(text), identity, wanted), f"{identity} not {wanted}: {text}"

    def _texts(self) -> list[Json]:
        return self.store.event_texts(OWNER, "0001-01-01", "9999-12-31")

    def converge(self, season: Season, *, prune: bool = False) -> int:
        """Push until there is nothing left to do, in fair weather; how many pushes it took."""
        for runs in range(RUNS + 1):
            end = self.push(season, prune=prune)
            if at_rest(end):
                return runs
        raise AssertionError(f"after {RUNS} more pushes: {end}")


def day_of(text: str) -> dt.date:
    """The day of an event, by its JSON."""
    return dt.date.fromisoformat(text.partition('"start_date_local":"')[2][:10])


def at_rest(end: End) -> bool:
    """Whether a push found everything as it should be."""
    return (
        isinstance(end, Outcome)
        and end.ok
        and not any(result.change.action in CHANGING for result in end.results)
    )


def honest(end: End, scene: Scene) -> None:
    """Fail where a push says of an event what isn't so."""
    if isinstance(end, CalendarError):
        return
    found = scene.ours()
    for result in end.results:
        identity = result.change.external_id.removeprefix(OURS)
        if result.state is State.DONE and not result.diagnostics:
            gone = result.change.action is Action.DELETE
            skipped = result.change.action is Action.SKIP
            assert skipped or gone is (identity not in found), f"{identity}: {result}"
        elif result.state is State.NOT_SENT and result.change.action is Action.CREATE:
            assert identity not in found, f"{identity} was sent, and told as not sent"


def account_at(url: str) -> Account:
    """Ours, at a service."""
    return account({"INTERVALS_API_KEY": KEY}, "0", url)


@contextmanager
def opened(rng: Random, papers: Path) -> Iterator[tuple[Scene, Line]]:
    """An empty calendar at the end of a line without a socket. `papers`: where the journal is."""
    with Store() as store, papers.open("ab") as file:
        line, watch = Line(Sandbox(store, KEY, clock=lambda: LATE_EVENING), rng), Watch(rng)
        mine, manner = account_at(NOWHERE), watch.manner()
        with Calendar(mine, manner, transport=line.transport()) as calendar:
            yield Scene(store, calendar, watch, file), line
