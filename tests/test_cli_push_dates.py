"""Dates that are wrong: a year in a source, and a clock."""

import datetime as dt

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import connected, held  # noqa: F401
from tests.sandboxed import LATE_EVENING, Site, entered, opened  # noqa: F401
from workoutc.sandbox.faults import UpsertIgnored

TEMPO = "workout: Tempo\ndate: {}-12-03\n- 10m 75%\n"


def test_an_event_is_found_that_stood_years_away(office: Desk, site: Site) -> None:
    office.write(a=TEMPO.format(2036))
    office.run("push", "--yes", ".")
    office.write(a=TEMPO.format(2026))
    site.break_with(UpsertIgnored())  # nothing may depend on it
    done = office.run("push", "--yes", ".")
    assert done.stderr.endswith("1 moved\n")
    assert "moved       Tempo  (from Wed 2036-12-03)" in done.stdout
    assert held(site) == [("workoutc:tempo", "2026-12-03T00:00:00")]


def test_a_wrong_year_makes_no_storm_of_requests(office: Desk, site: Site) -> None:
    office.write(a=TEMPO.format(2026), b=TEMPO.format(9026).replace("Tempo", "Slip"))
    assert office.run("push", "--yes", ".").exit_code == 0
    assert len(site.app.state.seen) == 6
    assert office.run("push", "--yes", ".").stderr.endswith("2 unchanged\n")


@pytest.mark.parametrize(
    ("off", "words"),
    [
        (dt.timedelta(days=-30), "30 days slow"),
        (dt.timedelta(days=30), "30 days fast"),
        (dt.timedelta(minutes=-100), "100 minutes slow"),
    ],
)
def test_a_wrong_clock_makes_no_other_day(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, off: dt.timedelta, words: str
) -> None:
    """In Berlin it is 1 December: the one of November is over, the other is not."""
    monkeypatch.setattr("workoutc.cli.connection.clock", lambda: LATE_EVENING + off)
    office.write(a=TEMPO.format(2026), b="workout: Over\ndate: 2026-11-30\n- 10m 75%\n")
    done = office.run("push", "--yes", ".")
    assert f"note: this machine's clock is {words}, so the calendar's counts\n" in done.stderr
    assert done.stderr.endswith("1 skipped, 1 created\n")
    assert held(site) == [("workoutc:tempo", "2026-12-03T00:00:00")]
    assert "clock" not in office.run("diff", "--quiet", ".").stderr


def test_a_clock_that_is_nearly_right_is_not_told(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    nearly = LATE_EVENING + dt.timedelta(minutes=4)
    monkeypatch.setattr("workoutc.cli.connection.clock", lambda: nearly)
    office.write(a=TEMPO.format(2026))
    assert office.run("push", "--yes", ".").stderr == "1 created\n"
