"""A push whose calendar falls silent before the end: what is told, and what the next one says."""

import datetime as dt

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import DATED, TRIES, connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.sandbox.faults import Answer, Lost, Spared


def test_a_server_that_dies_midway_leaves_what_it_acknowledged(office: Desk, site: Site) -> None:
    days = [dt.date(2026, 12, 3) + dt.timedelta(n) for n in range(170)]
    sessions = (f"workout: S{n}\ndate: {day}\n- 10m 75%\n" for n, day in enumerate(days))
    office.write(a="\n".join(sessions))
    site.break_with(*[Spared(on="GET")] * 2, *[Spared(on="POST")] * 2)
    site.break_with(Lost(committed=True, on="POST"), *[Answer(503, on="GET")] * 2 * TRIES)
    done = office.run("push", "--yes", "a.workout")
    assert done.exit_code == 1
    assert "error[E507]" in done.stderr
    assert done.stderr.endswith(
        "100 created, 50 unknown, 20 not sent; by the calendar's answers, for it could not be read "
        "back\n"
    )
    site.app.state.faults.clear()
    again = office.run("push", "--yes", "a.workout")
    assert again.exit_code == 0
    assert (
        "was stopped: of 170 changes, 100 were acknowledged, 50 under way, of which 50 were carried"
        in again.stderr
    )
    assert again.stderr.endswith("150 unchanged, 20 created\n")


def test_what_was_acknowledged_and_lost_is_made_again(office: Desk, site: Site) -> None:
    """Only what was seen on the calendar may count as deleted there."""
    office.write(a=DATED)
    body = [{"id": 5, "external_id": "workoutc:tempo"}]
    site.break_with(*[Spared(on="GET")] * 2, Answer(200, body, on="POST"))
    site.break_with(*[Answer(503, on="GET")] * TRIES)
    assert "1 created; by the calendar's answers" in office.run("push", "--yes", ".").stderr
    site.app.state.faults.clear()
    assert office.run("push", "--yes", ".").stderr.endswith("1 created\n")
    assert held(site) == [("workoutc:tempo", "2026-12-03T06:30:00")]
