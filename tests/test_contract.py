"""Every request that a push makes is one that the official API document knows."""

from pathlib import Path

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import connected  # noqa: F401
from tests.openapi import document, validate_request
from tests.sandboxed import Site, entered, opened  # noqa: F401

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_all_requests_of_pushes_are_in_the_document(office: Desk, site: Site) -> None:
    document()
    office.put("note.workout", "workout: Camp\ncategory: NOTE\ndate: 2026-12-09\n> Pack the bag.\n")
    dated = "workout: Gym\nsport: WeightTraining\ndate: 2026-12-08 18:00\nduration: 1h\nload: 40\n"
    office.put("gym.workout", f"{dated}distance: 2km\ntags: a, b\ncolor: green\n> Lift.\n")
    for day in ("2026-12-03", "2026-12-03", "2026-12-04"):
        done = office.run("push", "--yes", ".", str(EXAMPLES), "--date", day)
        assert done.exit_code == 0, done.stderr
    office.put("gym.workout", f"{dated}> Lift more.\n")
    assert office.run("push", "--yes", ".").exit_code == 0
    seen = site.app.state.seen
    assert {request.method for request in seen} == {"GET", "POST", "PUT"}
    problems = [p for r in seen for p in validate_request(r.method, r.url, r.body or None)]
    assert problems == []
    assert all(request.agent.startswith("workoutc/") for request in seen)


@pytest.mark.parametrize("field", ["workout_doc", "uid"])
def test_what_must_not_be_sent_is_not(office: Desk, site: Site, field: str) -> None:
    office.run("push", "--yes", str(EXAMPLES), "--date", "2026-12-03")
    sent = [event for r in site.app.state.seen if r.method == "POST" for event in r.body]
    assert sent
    assert not any(field in event for event in sent)
