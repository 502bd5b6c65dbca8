"""`doctor` for tests: what it says, taken apart."""

import json
from typing import Any

from tests.canary import KEY
from tests.commands import Desk
from tests.json_schema import problems
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.cli.schema_ import SCHEMAS

MINE = Credentials(Scheme.KEY, Secret(KEY))


def examined(desk: Desk, *words: str) -> dict[str, Any]:
    """What `doctor --json` says, which is in its schema, and ends as it says."""
    done = desk.run("doctor", "--json", *words)
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.exit_code == (0 if found["ok"] else 1)
    assert problems(found, json.loads((SCHEMAS / "doctor.json").read_text())) == []
    return found


def causes(found: dict[str, Any], *verdicts: str) -> list[str]:
    """What is at fault; with other verdicts, that instead."""
    wanted = verdicts or ("fault",)
    return [one["cause"] for one in found["findings"] if one["verdict"] in wanted]


def finding(found: dict[str, Any], check: str) -> dict[str, str]:
    (one,) = [one for one in found["findings"] if one["check"] == check]
    return dict(one)


def reached(found: dict[str, Any]) -> list[str]:
    return [row["area"] for row in found["reach"] if row["reached"]]


ALL = ["calendar", "activities", "settings", "library", "wellness", "athletes"]
