"""`workoutc pull` against a sandbox on a real socket."""

import json
from typing import Any

import pytest
from click.testing import Result

from tests.canary import CANARY
from tests.commands import Desk, sat_down  # noqa: F401
from tests.json_schema import problems
from tests.office import DATED, TRIES, connected  # noqa: F401
from tests.openapi import document, validate_request
from tests.sandboxed import Site, entered, opened, workout  # noqa: F401
from workoutc.calendar.pulled_files import State
from workoutc.cli.schema_ import SCHEMAS
from workoutc.sandbox.faults import Answer

FILE = "pulled/2026-12-01-tempo.workout"
DAYS = ("--oldest", "2026-12-01", "--newest", "2026-12-07")
SCHEMA = json.loads((SCHEMAS / "pull.json").read_text("utf-8"))
ADVICE = (
    "help: the events stay as they are; pushing a pulled file makes one of ours beside it, so "
    "delete the other on the calendar then\n"
)


def pull(office: Desk, *words: str) -> Result:
    return office.run("pull", *DAYS, "-o", "pulled", *words)


def as_json(done: Result) -> Any:
    found = json.loads(done.stdout)
    assert problems(found, SCHEMA) == []
    assert done.stderr == ""
    return found


def theirs(site: Site, **fields: Any) -> int:
    """An event of the athlete's own, and its id."""
    return int(site.push(workout(external_id=None, **fields))[0]["id"])


def test_an_event_becomes_a_file_that_says_the_same(office: Desk, site: Site) -> None:
    event = theirs(site, description="Go.\n\nMain set 3x\n- Hard 10m 85%\n- 5m 50%", tags=["a"])
    done = pull(office)
    assert (done.exit_code, done.stdout) == (0, f"written    {FILE}\n")
    assert done.stderr == f"1 written\n{ADVICE}"
    text = office.read(FILE).decode()
    assert text.startswith(f"# pulled from event {event} (")
    assert text.endswith("\n\n> Go.\n\nMain set 3x\n- Hard 10m 85%\n- 5m 50%\n")
    built = office.run("build", "--to", "doc", FILE)
    assert json.loads(built.stdout)["steps"] == site.listed()[0]["workout_doc"]["steps"]
    assert office.run("check", "--strict", FILE).exit_code == 0


def test_ours_are_left_out(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    theirs(site, name="Theirs")
    site.push(workout(external_id="another:program", name="Another"))
    done = pull(office)
    assert [name for name in office.names() if name.startswith("pulled/")] == [
        "pulled/2026-12-01-another.workout", "pulled/2026-12-01-theirs.workout",
    ]  # fmt: skip
    assert done.stderr.startswith("2 written, 1 event of ours left out\n")


def test_what_is_not_the_same_is_told_with_its_line(office: Desk, site: Site) -> None:
    theirs(site, description="- Easy Z2 10m")
    done = pull(office)
    assert done.stderr.startswith(f"{FILE}:9: `- 10m Z2` is what the calendar understood; ")
    assert office.read(FILE).decode().split("\n")[8] == "- 10m Z2"
    assert not pull(office).stderr.startswith(FILE)
    assert pull(office, "-q").stdout == ""


def test_a_second_pull_changes_nothing(office: Desk, site: Site) -> None:
    theirs(site)
    pull(office)
    before = office.read(FILE)
    done = pull(office)
    assert (done.stdout, done.stderr) == (f"unchanged  {FILE}\n", f"1 unchanged\n{ADVICE}")
    assert office.read(FILE) == before


def test_a_changed_event_changes_its_file(office: Desk, site: Site) -> None:
    event = theirs(site)
    pull(office)
    new = workout(external_id=None, start_date_local="2026-12-02T00:00:00", name="Moved")
    assert site.client.put(f"/athlete/0/events/{event}", json=new).status_code == 200
    assert pull(office).stdout == f"updated    {FILE}\n"
    assert b"workout: Moved\n" in office.read(FILE)
    assert b"date: 2026-12-02\n" in office.read(FILE)


def test_a_changed_file_is_never_overwritten(office: Desk, site: Site) -> None:
    theirs(site)
    pull(office)
    mine = office.read(FILE) + b"# mine\n"
    office.put(FILE, mine)
    done = pull(office)
    assert done.exit_code == 0
    assert done.stdout == f"kept       {FILE}  (changed since it was pulled, left alone)\n"
    assert done.stderr.startswith("1 kept\n")
    assert office.read(FILE) == mine


def test_what_can_not_be_source_is_skipped_with_the_reason(office: Desk, site: Site) -> None:
    theirs(site, category="TARGET", name="Week\x1b[31m")
    done = pull(office)
    reason = "a source has no words for what a TARGET says"
    assert done.stdout == f"skipped    2026-12-01 Week<U+001B>[31m  ({reason})\n"
    assert (done.exit_code, done.stderr) == (0, "1 skipped\n")
    assert office.names() == []


def test_nothing_to_pull_makes_no_folder(office: Desk) -> None:
    done = pull(office)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "there was nothing to pull\n")
    assert office.names() == []


def test_the_schema_knows_every_state() -> None:
    assert SCHEMA["$defs"]["event"]["properties"]["state"]["enum"] == list(State)


def test_json_is_the_only_word(office: Desk, site: Site) -> None:
    event = theirs(site, description="- Easy Z2 10m")
    theirs(site, category="TARGET")
    site.push(workout())
    found = as_json(pull(office, "--json"))
    assert (found["ok"], found["ours"], found["failure"]) == (True, 1, None)
    first, second = found["events"]
    assert (first["event_id"], first["state"], first["file"]) == (event, "written", FILE)
    assert [remark["line"] for remark in first["remarks"]] == [9]
    assert (second["state"], second["file"]) == ("skipped", None)


def test_days_are_the_athletes_own(office: Desk, site: Site) -> None:
    theirs(site)
    # In Berlin, where the athlete lives, it is already the first of December.
    done = office.run("pull", "--oldest", "today", "--newest", "tomorrow", "-o", "pulled")
    assert done.stdout == f"written    {FILE}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--oldest", "soon", "--newest", "today", "-o", "x"), "--oldest: `soon` is no day"),
        (("--oldest", "today", "--newest", "2026-02-30", "-o", "x"), "--newest: `2026-02-30`"),
        (("--oldest", "today", "--newest", "today", "-o", "a.workout"), "is a file"),
        (("--oldest", "today", "--newest", "today"), "missing option"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(
    office: Desk, site: Site, words: tuple[str, ...], told: str
) -> None:
    office.write(a="- 10m\n")
    done = office.run("pull", *words)
    assert (done.exit_code, len(site.app.state.seen)) == (2, 0)
    assert told in done.stderr


def test_days_in_the_wrong_order_are_told(office: Desk) -> None:
    done = office.run("pull", "--oldest", "2026-12-02", "--newest", "2026-12-01", "-o", "pulled")
    assert done.exit_code == 2
    assert done.stderr.startswith("error: --newest: 2026-12-01 comes before 2026-12-02")


def test_a_failure_of_the_calendar_is_told(office: Desk, site: Site) -> None:
    site.break_with(*[Answer(503)] * TRIES)
    done = pull(office)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("\n")
    assert "error[E507]: " in done.stderr
    site.break_with(*[Answer(503)] * TRIES)
    found = as_json(pull(office, "--json"))
    assert (found["ok"], found["failure"]["code"]) == (False, "E507")


def test_each_athlete_has_a_folder(office: Desk, site: Site) -> None:
    site.store.put_athlete("i777", name="Anna")
    toml = f'[athletes.anna]\nid = "i777"\n[athletes."Jo/e"]\nid = "{site.store.owner}"\n'
    office.put("workoutc.toml", toml)
    theirs(site)
    done = pull(office, "--athlete", "all")
    assert done.exit_code == 0
    assert "pulled/jo-e/2026-12-01-tempo.workout" in office.names()
    assert done.stderr.startswith("anna:\nthere was nothing to pull\nJo/e:\n1 written\n")
    found = json.loads(pull(office, "--athlete", "all", "--json").stdout)
    assert [len(each["events"]) for each in found] == [0, 1]


def test_the_zones_of_the_athlete_count(office: Desk, site: Site) -> None:
    office.put("workoutc.toml", "[athlete]\npower_zones = [60, 80, 100]\n")
    theirs(site, description="- 10m Z4\n- 10m Z5")
    done = pull(office)
    assert "`- 10m` stands here without its power" in done.stderr
    assert office.run("check", FILE).exit_code == 0


def test_pushing_a_pulled_file_makes_a_second_event(office: Desk, site: Site) -> None:
    event = theirs(site)
    pull(office)
    assert office.run("push", "--yes", FILE).exit_code == 0
    assert [(e["id"] == event, e["external_id"]) for e in site.listed()] == [
        (True, None), (False, f"workoutc:event-{event}"),
    ]  # fmt: skip
    assert pull(office).stdout == f"unchanged  {FILE}\n"


def test_all_requests_are_in_the_document_and_only_look(office: Desk, site: Site) -> None:
    document()
    theirs(site)
    site.app.state.seen.clear()
    office.run("pull", "--oldest", "2020-01-01", "--newest", "2030-01-01", "-o", "pulled")
    seen = list(site.app.state.seen)
    assert {request.method for request in seen} == {"GET"}
    assert [p for r in seen for p in validate_request(r.method, r.url, r.body or None)] == []


def test_the_key_is_in_no_file(office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVALS_API_KEY", f"wrong-{CANARY}")
    theirs(site)
    done = pull(office)
    assert (done.exit_code, office.names()) == (1, [])
    assert "error[E501]: " in done.stderr


class TestGone:
    """A file whose event was deleted on the calendar, or moved out of the days that are pulled."""

    def test_it_is_told_and_the_file_is_kept(self, office: Desk, site: Site) -> None:
        event = theirs(site)
        theirs(site, name="Other", start_date_local="2026-12-02T00:00:00")
        pull(office)
        before = office.read(FILE)
        assert site.client.delete(f"/athlete/0/events/{event}").status_code == 200
        done = pull(office)
        reason = "its event was deleted or moved to another day on the calendar; the file is kept"
        assert done.stdout.splitlines()[0] == f"gone       {FILE}  ({reason})"
        assert (done.exit_code, office.read(FILE)) == (0, before)
        assert done.stderr.startswith("1 gone, 1 unchanged\n")
        first = as_json(pull(office, "--json"))["events"][0]
        assert (first["state"], first["event_id"], first["file"]) == ("gone", event, FILE)
        assert (first["date"], first["reason"]) == ("2026-12-01", reason)

    def test_alone_it_brings_no_advice_on_pushing(self, office: Desk, site: Site) -> None:
        event = theirs(site)
        pull(office)
        site.client.delete(f"/athlete/0/events/{event}")
        assert pull(office).stderr == "1 gone\n"

    def test_of_other_days_nothing_is_known(self, office: Desk, site: Site) -> None:
        event = theirs(site)
        pull(office)
        site.client.delete(f"/athlete/0/events/{event}")
        done = office.run(
            "pull", "--oldest", "2026-12-02", "--newest", "2026-12-07", "-o", "pulled"
        )
        assert done.stderr == "there was nothing to pull\n"

    @pytest.mark.parametrize("line", ["", "date: 2026-02-30"])
    def test_a_file_without_a_day_is_of_none(self, office: Desk, site: Site, line: str) -> None:
        event = theirs(site)
        pull(office)
        text = office.read(FILE).decode().replace("date: 2026-12-01 06:30", line)
        assert "date: 2026-12-01" not in text
        office.put(FILE, text)
        site.client.delete(f"/athlete/0/events/{event}")
        assert pull(office).stdout == ""
