"""Times pushes against the sandbox on a real socket, and counts their requests. Asserts nothing."""

import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar, today
from workoutc.calendar.event import Event, Session, dated
from workoutc.calendar.journal import opened
from workoutc.calendar.push import push, survey
from workoutc.calendar.sync import CHANGING, Terms
from workoutc.calendar.wire import Manner
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.sandbox.app import App
from workoutc.sandbox.athlete import SECRET_KEY
from workoutc.sandbox.server import running
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

FIRST = dt.date(2026, 12, 1)
NOW = dt.datetime(2026, 11, 30, tzinfo=dt.UTC)
TEXT = """workout: Day {n}
id: day{n}
date: {day}
Warmup
- 10m ramp 50-75%

Main set 3x
- Hard 12m {power}% 85-95rpm
- Easy 4m 55%

Cooldown
- 10m ramp 65-40%
"""


def main() -> None:
    for count in (1, 50, 1000):
        with Store() as store:
            sandbox = Sandbox(store, clock=lambda: NOW)
            with running(App(sandbox)) as url:
                rounds(sandbox, url, count)


def rounds(sandbox: Sandbox, url: str, count: int) -> None:
    print(f"push of {count:,} events, at eight requests a second")
    told("all new", sandbox, url, events(count, 95))
    told("unchanged", sandbox, url, events(count, 95))
    if count <= 50:
        told("all changed", sandbox, url, events(count, 96))


def told(what: str, sandbox: Sandbox, url: str, wanted: Sequence[Event]) -> None:
    sandbox.seen.clear()
    start = time.perf_counter()
    done = pushed(url, wanted)
    seconds, requests = time.perf_counter() - start, len(sandbox.seen)
    each = f"{requests / len(wanted):.3f} an event"
    print(f"  {what}: {requests} requests ({each}), {seconds:.1f} s; {done} changed")


def pushed(url: str, wanted: Sequence[Event]) -> int:
    mine = account({"INTERVALS_API_KEY": SECRET_KEY}, "0", url)
    with tempfile.TemporaryDirectory() as state, Calendar(mine, Manner()) as calendar:
        day = today(calendar.person(), lambda: NOW)
        terms = Terms(day)
        with opened(Path(state), mine) as desk:
            plan = survey(wanted, calendar, terms)
            outcome = push(plan, calendar, desk.journal, terms=terms)
        assert outcome.ok, outcome.failure
        return len(plan.of(*CHANGING))


def events(count: int, power: int) -> tuple[Event, ...]:
    """One a day; a thousand is what a coach has for ten athletes in a season."""
    sessions = []
    for n in range(count):
        day = FIRST + dt.timedelta(n % 112)
        compiled = compile(TEXT.format(n=n, day=day, power=power))
        (workout,) = compiled.unwrap()
        sessions.append(Session(workout, write(workout).content, compiled.source))
    return dated(sessions).events


if __name__ == "__main__":
    main()
