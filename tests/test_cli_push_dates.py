"""Dates that are far from where an event stood: a wrong year, and a right one after it."""

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
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
