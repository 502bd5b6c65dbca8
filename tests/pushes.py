"""Pushes for tests: sessions, and a calendar to push them to; ask for `calendar` and `pushed`."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.canary import KEY
from tests.sandboxed import LATE_EVENING, Site, entered, opened  # noqa: F401
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar
from workoutc.calendar.event import Event, Session, dated
from workoutc.calendar.journal import Journal
from workoutc.calendar.outcome import Outcome, State
from workoutc.calendar.patience import Bucket, Clock
from workoutc.calendar.push import push, survey
from workoutc.calendar.sync import Action, Terms
from workoutc.calendar.wire import Manner
from workoutc.model import (
    Repeat,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)
from workoutc.source import Source, Span

DAY = dt.date(2026, 12, 1)
TEXT = "Main set 3x\n- 2m 95%\n- 1m 50%\n"


def power(percent: int) -> Target:
    return Target(Steady(Decimal(percent)), Unit.PERCENT_FTP)


def step(seconds: int, percent: int, at: int) -> Step:
    return Step(Time(seconds), power=power(percent), span=Span(at, at + 8))


def intervals(identity: str = "intervals", **fields: Any) -> Session:
    work = Repeat(3, (step(120, 95, 12), step(60, 50, 21)), "Main set")
    workout = Workout("Intervals", identity, items=(work,), date=DAY, span=Span(0, 30))
    return Session(replace(workout, **fields), TEXT, Source("a.workout", TEXT))


def events(*sessions: Session) -> tuple[Event, ...]:
    return dated(sessions).events


def hurried() -> Manner:
    """Requests without a pause, so that no test waits."""
    return Manner(clock=Clock(sleep=lambda _: None), bucket=Bucket(10**9, 10**9))


@pytest.fixture(name="calendar")
def hung_up(site: Site) -> Iterator[Calendar]:
    url = site.url.removesuffix("/api/v1")
    mine = account({"INTERVALS_API_KEY": KEY}, "0", url)
    with Calendar(mine, hurried()) as calendar:
        yield calendar


Push = Callable[..., Outcome]


@pytest.fixture(name="pushed")
def pushing(calendar: Calendar, tmp_path: Path) -> Push:
    def pushed(*sessions: Session, athlete: Athlete = UNKNOWN, **terms: Any) -> Outcome:
        asked = Terms(DAY, athlete=athlete, **terms)
        plan = survey(events(*sessions), calendar, asked)
        with (tmp_path / "journal").open("wb") as file:
            return push(plan, calendar, Journal(file), terms=asked)

    return pushed


def told(outcome: Outcome) -> list[tuple[Action, State]]:
    return [(result.change.action, result.state) for result in outcome.results]


def asked(site: Site, method: str) -> list[str]:
    return [seen.url for seen in site.app.state.seen if seen.method == method]
