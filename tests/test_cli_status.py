"""`workoutc status` against a sandbox on a real socket."""

import json
from typing import Any

import pytest
from click.testing import Result

from tests.canary import TOKEN
from tests.commands import Desk, sat_down  # noqa: F401
from tests.json_schema import problems
from tests.office import TRIES, connected  # noqa: F401
from tests.openapi import document, validate_request
from tests.sandboxed import Site, entered, opened, workout  # noqa: F401
from workoutc.calendar.week import State
from workoutc.cli.schema_ import SCHEMAS
from workoutc.sandbox.access import Token
from workoutc.sandbox.faults import Answer

SCHEMA = json.loads((SCHEMAS / "status.json").read_text("utf-8"))
MONDAY = "2026-11-30"


@pytest.fixture(name="week")
def trained(site: Site) -> Site:
    """A week of which Tuesday is today: a ride that was ridden, a run that was missed, a walk that
    nobody planned, and a ride to come."""
    owner = site.store.owner
    monday = {"external_id": None, "start_date_local": f"{MONDAY}T06:00:00"}
    site.push(workout(**monday, name="Intervals", description="3x\n- 10m 95%\n- 5m 50%"))
    site.push(workout(**monday, name="Easy run", type="Run", description="- 40m 80% Pace"))
    site.push(workout(start_date_local="2026-12-02T00:00:00"))
    done = {"moving_time": 3000, "icu_training_load": 55}
    site.store.put_activity(owner, start_date_local=f"{MONDAY}T07:00:00", name="Windy", **done)
    walked = {"type": "Walk", "name": "Lunch", "moving_time": 1800, "icu_training_load": 9}
    site.store.put_activity(owner, start_date_local="2026-12-01T12:00:00", **walked)
    return site


def as_json(done: Result) -> Any:
    found = json.loads(done.stdout)
    assert problems(found, SCHEMA) == []
    assert done.stderr == ""
    return found


@pytest.mark.usefixtures("week")
def test_this_week_is_shown_planned_beside_done(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = office.run("status")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.split("\n") == [
        "           Planned    time  load  Done    time  load",
        "Mon 30     Intervals  0:45     ?  Windy   0:50    55",
        "           Easy run   0:40     ?  missed",
        "Tue  1     unplanned              Lunch   0:30     9",
        "Wed  2  *  Tempo      0:10     ?",
        "Thu  3     –",
        "Fri  4     –",
        "Sat  5     –",
        "Sun  6     –",
        "Sum                   1:35     ?          1:20    64",
        "* made by workoutc, ? not known, + and more that isn't known",
        "",
    ]


def test_the_schema_knows_every_state() -> None:
    assert SCHEMA["$defs"]["entry"]["properties"]["state"]["enum"] == list(State)


@pytest.mark.usefixtures("week")
def test_json_is_the_only_word(office: Desk) -> None:
    found = as_json(office.run("status", "--json"))
    assert (found["oldest"], found["newest"]) == (MONDAY, "2026-12-06")
    assert found["today"] == "2026-12-01"
    assert [(e["date"], e["state"]) for e in found["entries"]] == [
        (MONDAY, "done"), (MONDAY, "missed"), ("2026-12-01", "unplanned"),
        ("2026-12-02", "planned"),
    ]  # fmt: skip
    ridden = found["entries"][0]
    # The service has written the 3000 s of the ride over the plan.
    assert (ridden["planned"]["duration_s"], ridden["done"]["duration_s"]) == (2700, 3000)
    assert [e["planned"] and e["planned"]["ours"] for e in found["entries"]] == [
        False, False, None, True,
    ]  # fmt: skip
    assert found["planned"]["duration_s"] == 2400 + 2700 + 600
    assert (found["done"]["load"], found["done"]["load_complete"]) == (64, True)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        (("--date", "2026-12-09"), ("2026-12-07", "2026-12-13")),
        (("--date", "monday"), ("2026-12-07", "2026-12-13")),
        (("--date", "9999-12-31"), ("9999-12-27", "9999-12-31")),
        (("--oldest", "today", "--newest", "tomorrow"), ("2026-12-01", "2026-12-02")),
        (("--oldest", "2020-01-01", "--newest", "2024-12-31"), ("2020-01-01", "2024-12-31")),
    ],
)
def test_the_days_may_be_chosen(office: Desk, words: list[str], days: tuple[str, str]) -> None:
    found = as_json(office.run("status", "--json", *words))
    assert (found["oldest"], found["newest"]) == days


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--date", "soon"), "--date: `soon` is no day"),
        (("--oldest", "2026-12-01"), "days that don't go together"),
        (("--newest", "2026-12-01"), "days that don't go together"),
        (("--date", "today", "--oldest", "today", "--newest", "today"), "don't go together"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(
    office: Desk, site: Site, words: tuple[str, ...], told: str
) -> None:
    done = office.run("status", *words)
    assert (done.exit_code, len(site.app.state.seen)) == (2, 0)
    assert told in done.stderr


def test_three_requests_that_only_look_and_are_in_the_document(office: Desk, week: Site) -> None:
    document()
    week.app.state.seen.clear()
    office.run("status")
    seen = list(week.app.state.seen)
    assert [request.method for request in seen] == ["GET"] * 3
    assert [p for r in seen for p in validate_request(r.method, r.url, r.body or None)] == []


def test_a_token_that_may_not_see_activities_shows_the_plan(
    office: Desk, week: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens = {TOKEN: Token(client=2, scopes=frozenset({"CALENDAR:READ"}))}
    monkeypatch.setattr(week.app.state, "tokens", tokens)
    monkeypatch.delenv("INTERVALS_API_KEY")
    monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", TOKEN)
    done = office.run("status")
    assert done.exit_code == 0
    assert done.stderr == (
        "what was done can't be seen with this key or token: a token needs the scope "
        "ACTIVITY:READ\n"
    )
    assert "Intervals" in done.stdout
    assert "missed" not in done.stdout
    assert "not to be seen" in done.stdout
    found = as_json(office.run("status", "--json"))
    assert found["done"] is None
    assert [e["state"] for e in found["entries"]] == ["done", "unknown", "planned"]
    assert found["remarks"] == [done.stderr.rstrip("\n")]


def test_a_failure_of_the_calendar_is_told(office: Desk, site: Site) -> None:
    site.break_with(*[Answer(503)] * TRIES)
    done = office.run("status")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[E507]: " in done.stderr
    site.break_with(*[Answer(503)] * TRIES)
    found = as_json(office.run("status", "--json"))
    assert (found["ok"], found["failure"]["code"], found["entries"]) == (False, "E507", [])


def test_an_odd_entry_is_left_out_and_told(office: Desk, site: Site) -> None:
    odd = [{"id": "i1", "moving_time": "long"}, {"id": "i2", "start_date_local": MONDAY}]
    site.break_with(Answer(200, odd, on="GET athlete/0/activities"))
    done = office.run("status")
    assert done.exit_code == 0
    assert done.stderr == "1 of the calendar's entries left out, for an unexpected `moving_time`\n"
    assert "unplanned" in done.stdout


def test_colour_only_where_it_is_wanted(office: Desk, week: Site) -> None:
    assert week
    assert "\x1b" not in office.run("status").stdout
    coloured = office.run("status", "--color", "always").stdout.split("\n")
    assert [line[:7] for line in coloured if "missed" in line] == ["\x1b[1;31m"]


def test_names_can_not_move_the_cursor(office: Desk, site: Site) -> None:
    site.push(workout(name="\x1b[2JTempo\u202e"))
    out = office.run("status").stdout
    assert "<U+001B>[2JTempo<U+202E>" in out


def test_each_athlete_has_a_table(office: Desk, week: Site) -> None:
    week.store.put_athlete("i777", name="Anna")
    toml = f'[athletes.anna]\nid = "i777"\n[athletes.joe]\nid = "{week.store.owner}"\n'
    office.put("workoutc.toml", toml)
    done = office.run("status", "--athlete", "all")
    assert (done.exit_code, done.stderr) == (0, "anna:\njoe:\n")
    found = json.loads(office.run("status", "--athlete", "all", "--json").stdout)
    assert [(each["athlete"], len(each["entries"])) for each in found] == [("anna", 0), ("joe", 4)]


def test_one_athletes_failure_does_not_stop_the_others(office: Desk, week: Site) -> None:
    week.store.put_athlete("i777", permission="NONE")
    toml = f'[athletes.anna]\nid = "i777"\n[athletes.joe]\nid = "{week.store.owner}"\n'
    office.put("workoutc.toml", toml)
    done = office.run("status", "--athlete", "all")
    assert done.exit_code == 1
    assert "error[E502]: " in done.stderr
    assert "Windy" in done.stdout
