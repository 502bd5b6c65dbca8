"""Events as a list and as an iCalendar file."""

import datetime as dt
import json
import sys
from typing import Any

import pytest
from icalendar import Calendar

from tests.commands import ROOT, Desk, sat_down  # noqa: F401
from tests.json_schema import problems
from tests.test_cli_schema import schema
from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.load import load_of
from workoutc.settings.set import with_values

PLAN = """\
workout: Easy, {time}
id: easy
with: time = 1h
tags: base

> Slowly; "really" slowly.

- {time} 60%

workout: Alone
date: 2027-01-05 06:30
- 3x (10m 90%, 5m 50%)

plan: Winter
start: 2027-01-04

week 1
tue: easy(time = 90m)
sat 09:00: easy
sat: note "Travel; bring 2 bottles, and a coat"
sun 10:00: race A "Gran Fondo"
"""


def listed(desk: Desk, *words: str) -> list[dict[str, Any]]:
    found = json.loads(desk.run("build", "--to", "events", *words).stdout)
    assert problems(found, schema("events")) == []
    events: list[dict[str, Any]] = found["events"]
    return events


def test_the_list_has_what_is_dated_by_date_time_and_identity(desk: Desk) -> None:
    desk.write(b=PLAN, a="workout: First\ndate: 2027-01-05\n- 10m 75%\n")
    assert [(e["date"], e["time"], e["identity"], e["duration_s"]) for e in listed(desk, ".")] == [
        ("2027-01-05", None, "first", 600),
        ("2027-01-05", None, "winter/w01/tue/easy", 5400),
        ("2027-01-05", "06:30", "alone", 2700),
        ("2027-01-09", None, "winter/w01/sat/travel-bring-2-bottles-and-a-coat", None),
        ("2027-01-09", "09:00", "winter/w01/sat/easy", 3600),
        ("2027-01-10", "10:00", "winter/w01/sun/gran-fondo", None),
    ]


def test_notes_have_no_sport_and_races_have_theirs(desk: Desk) -> None:
    desk.write(a=PLAN)
    found = {e["category"]: e["sport"] for e in listed(desk, "a.workout")}
    assert found == {"WORKOUT": "Ride", "NOTE": None, "RACE_A": "Ride"}


def test_templates_alone_make_an_empty_list(desk: Desk) -> None:
    desk.write(a="- 10m 75%\n")
    assert listed(desk, "a.workout") == []


def calendar(desk: Desk, *words: str) -> Any:
    done = desk.run("build", "--to", "ics", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    return Calendar.from_ical(done.stdout_bytes)


def test_a_calendar_program_reads_the_same_events(desk: Desk) -> None:
    desk.write(a=PLAN)
    events = {str(e["uid"]): e for e in calendar(desk, "a.workout").walk("VEVENT")}
    assert len(events) == 5
    timed = events["workoutc:winter/w01/sat/easy"]
    assert timed["dtstart"].dt == dt.datetime(2027, 1, 9, 9)
    assert timed["dtstart"].dt.tzinfo is None
    assert timed["duration"].dt == dt.timedelta(hours=1)
    assert str(timed["summary"]) == "Easy, 1h"
    assert str(timed["description"]) == 'Slowly; "really" slowly.\n\n- 1h 60%\n'
    assert timed["categories"].to_ical() == b"WORKOUT,Ride,base"
    whole = events["workoutc:winter/w01/sat/travel-bring-2-bottles-and-a-coat"]
    assert whole["dtstart"].dt == dt.date(2027, 1, 9)
    assert str(whole["summary"]) == "Travel; bring 2 bottles, and a coat"
    assert "duration" not in whole


def test_the_same_plan_is_the_same_file_on_any_day(desk: Desk) -> None:
    desk.write(a=PLAN)
    first, second = (desk.run("build", "--to", "ics", "a.workout").stdout_bytes for _ in range(2))
    assert first == second
    assert b"\nDTSTAMP:20000101T000000Z\r\n" in first
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))


def test_without_its_package_the_format_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=PLAN)
    monkeypatch.setitem(sys.modules, "icalendar", None)
    done = desk.run("build", "--to", "ics", "a.workout")
    assert done.exit_code == 2
    assert "pip install 'workoutc[ics]'" in done.stderr


def test_a_folder_gets_the_weeks_and_days_of_a_plan(desk: Desk) -> None:
    desk.write(a=PLAN)
    desk.run("build", "a.workout", "-o", "out/")
    assert "out/winter/w01/sat/easy.txt" in desk.names()
    assert "out/alone.txt" in desk.names()


def test_the_native_stream_of_a_plan_compiles_to_its_events(desk: Desk) -> None:
    desk.write(a=PLAN)
    again = compile(desk.run("build", "a.workout").stdout)
    assert {e.identity: (e.date, e.time, e.items) for e in again.events} == {
        e.identity: (e.date, e.time, e.items) for e in compile(PLAN).events
    }


@pytest.mark.parametrize(
    ("text", "given", "time"),
    [
        ("- 3x (10m 90%, 5m 50%)", "", 2700),
        ("sport: Run\n- 2km 5:00/km Pace", "", 600),
        ("sport: Run\n- 2km 5:10-4:50/km Pace", "", 600),
        ("sport: Run\n- 2km 80% Pace", "threshold_pace.run=4:00/km", 600),
        ("sport: Run\n- 2km", "threshold_pace.run=4:00/km", 480),
        ("sport: Run\n- 2km 80% Pace", "", None),
        ("sport: WeightTraining\nduration: 45m\n> Squats", "", 2700),
    ],
)
def test_how_long_a_workout_takes(text: str, given: str, time: int | None) -> None:
    name, _, value = given.partition("=")
    person = with_values(Athlete(), {name: value} if given else {})
    (workout,) = compile("workout: A\n" + text + "\n").unwrap()
    assert load_of(workout, person).duration_s == time


def test_the_plans_of_the_examples_are_far_shorter_than_what_they_make() -> None:
    from workoutc.formats import write
    from workoutc.formats.heading import fields

    written = made = events = 0
    for path in sorted((ROOT / "examples").glob("plan-*.workout")):
        text = path.read_text("utf-8")
        planned = compile(text).planned
        written += sum(bool(line.strip()) for line in text.splitlines())
        by_hand = (line for e in planned for line in (*fields(e), *write(e).content.splitlines()))
        made += sum(bool(line.strip()) for line in by_hand)
        events += len(planned)
    said = f"have {written} lines and make {events} events, {made} lines"
    assert said in " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert made > 4 * written
