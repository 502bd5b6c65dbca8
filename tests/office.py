"""A desk with a calendar, for verbs that talk to it: import `connected`, ask for `office`."""

from dataclasses import replace

import pytest

from tests.canary import KEY
from tests.commands import Desk
from tests.sandboxed import LATE_EVENING, Site
from workoutc.calendar.patience import Bucket, Patience
from workoutc.calendar.wire import Manner
from workoutc.cli.connection import manner

TRIES = Patience().tries
"""So many faults in a row are one that stays."""

DATED = "workout: Tempo\ndate: 2026-12-03 06:30\n- 10m 75%\n- Hard 5m 95%\n"
TEMPLATE = "workout: Openers\n- 10m 75%\n"


def hurried(*, quiet: bool) -> Manner:
    """As on the command line, without a pause, so that no test waits."""
    usual = manner(quiet=quiet)
    clock = replace(usual.clock, sleep=lambda _: None, chance=lambda: 0)
    return replace(usual, clock=clock, bucket=Bucket(10**9))


@pytest.fixture(name="office")
def connected(desk: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The desk with a calendar; there it is the evening of the 30th, in Berlin 1 December."""
    monkeypatch.setenv("INTERVALS_URL", site.url.removesuffix("/api/v1"))
    monkeypatch.setenv("INTERVALS_API_KEY", KEY)
    monkeypatch.setattr("workoutc.cli.connection.clock", lambda: LATE_EVENING)
    monkeypatch.setattr("workoutc.cli.connection.manner", hurried)
    return desk


def held(site: Site) -> list[tuple[str, str]]:
    """What the calendar has: identity and day."""
    return [(e["external_id"], e["start_date_local"]) for e in site.listed()]
