"""Pushing to the sandbox over a real socket."""

import datetime as dt
import logging
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.canary import KEY, TOKEN
from tests.pushes import DAY, Push, asked, hung_up, hurried, intervals, power, pushing, told  # noqa: F401
from tests.sandboxed import LATE_EVENING, Site, entered, opened  # noqa: F401
from workoutc.athlete import Athlete
from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar, today
from workoutc.calendar.event import Session
from workoutc.calendar.outcome import Outcome, State
from workoutc.calendar.sync import Action
from workoutc.formats.intervals.write import write
from workoutc.model import (
    Corridor,
    Distance,
    Intensity,
    Ramp,
    Repeat,
    Section,
    Step,
    Target,
    Time,
    Unit,
    Workout,
)
from workoutc.sandbox.faults import Answer, Spared, TargetDropped
from workoutc.source import Source, Span


def test_today_is_that_of_the_athlete(calendar: Calendar) -> None:
    assert today(calendar.person(), lambda: LATE_EVENING) == DAY


def test_a_token_of_few_rights_learns_the_day_from_the_plan(site: Site) -> None:
    url = site.url.removesuffix("/api/v1")
    reader = account({"INTERVALS_ACCESS_TOKEN": TOKEN}, "0", url)
    with Calendar(reader, hurried()) as calendar:
        assert calendar.person().timezone == "Europe/Berlin"


def test_a_push_arrives_and_a_second_finds_nothing_to_do(site: Site, pushed: Push) -> None:
    first = pushed(intervals(time=dt.time(6, 30), tags=("build",), target="POWER"))
    assert first.ok
    assert told(first) == [(Action.CREATE, State.DONE)]
    (shown,) = site.listed()
    assert shown["id"] == first.results[0].event_id
    assert shown["external_id"] == "workoutc:intervals"
    assert shown["start_date_local"] == "2026-12-01T06:30:00"
    assert shown["moving_time"] == 540
    site.app.state.seen.clear()
    second = pushed(intervals(time=dt.time(6, 30), tags=("build",), target="POWER"))
    assert second.ok
    assert told(second) == [(Action.KEEP, State.DONE)]
    assert (second.results[0].change.reason, second.results[0].event_id) == (
        "unchanged",
        shown["id"],
    )
    assert len(asked(site, "GET")) == len(site.app.state.seen) == 1


def test_a_workout_without_steps_keeps_its_totals(site: Site, pushed: Push) -> None:
    gym = Workout("Gym", "gym", "WeightTraining", date=DAY, duration=3600, load=40)
    session = Session(gym, "Squats and lunges", Source("gym.workout", ""))
    assert pushed(session).ok
    (shown,) = site.listed()
    assert (shown["moving_time"], shown["icu_training_load"]) == (3600, 40)
    assert told(pushed(session)) == [(Action.KEEP, State.DONE)]


def test_what_a_source_no_longer_says_and_the_calendar_keeps_is_told(pushed: Push) -> None:
    gym = Workout("Gym", "gym", "WeightTraining", date=DAY, duration=3600, load=40, color="red")
    session = Session(gym, "Squats and lunges", Source("gym.workout", ""))
    pushed(session)
    less = replace(session, workout=replace(gym, load=None, color=None))
    told_at_first = warnings(pushed(less))
    assert told_at_first == [
        ("W526", "the calendar keeps the color that this workout no longer has", "there: `red`"),
        ("W526", "the calendar keeps the load that this workout no longer has", "there: `40`"),
    ]
    assert warnings(pushed(less)) == told_at_first
    renamed = replace(less, workout=replace(less.workout, name="Weights", duration=1800))
    assert warnings(pushed(renamed)) == told_at_first
    assert warnings(pushed(renamed)) == []
    assert warnings(pushed(session)) == []


@pytest.mark.parametrize("theirs", [{"color": "blue"}, {"paired_activity_id": "i7"}])
def test_what_is_the_athletes_own_is_not_told_as_kept(
    site: Site, pushed: Push, theirs: dict[str, str]
) -> None:
    gym = Workout("Gym", "gym", "WeightTraining", date=DAY, duration=3600, color="red")
    session = Session(gym, "Squats and lunges", Source("gym.workout", ""))
    pushed(session)
    site.store.amend(site.listed()[0]["id"], **theirs)
    assert warnings(pushed(replace(session, workout=replace(gym, color=None)))) == []


def test_totals_that_steps_take_the_place_of_are_not_told_as_kept(pushed: Push) -> None:
    planned = intervals(items=(), duration=600, load=20)
    pushed(replace(planned, text="Just ride"))
    assert "W526" not in [code for code, *_ in warnings(pushed(intervals()))]


def warnings(outcome: Outcome) -> list[tuple[str, str, str]]:
    """What is told of the events."""
    return [(d.code, d.message, d.label) for r in outcome.results for d in r.diagnostics]


def test_a_changed_workout_changes_its_event_and_only_that(site: Site, pushed: Push) -> None:
    site.push({"category": "NOTE", "name": "not ours", "start_date_local": "2026-12-01T00:00:00"})
    pushed(intervals(), intervals("other"))
    outcome = pushed(intervals(name="Renamed"), intervals("other"))
    assert outcome.ok
    assert told(outcome) == [(Action.UPDATE, State.DONE), (Action.KEEP, State.DONE)]
    assert [e["name"] for e in site.listed()] == ["not ours", "Renamed", "Intervals"]


def test_a_new_date_moves_the_event(site: Site, pushed: Push) -> None:
    pushed(intervals())
    outcome = pushed(intervals(date=dt.date(2026, 12, 24)))
    assert outcome.ok
    assert [e["start_date_local"] for e in site.listed()] == ["2026-12-24T00:00:00"]


def test_nothing_to_push_asks_nothing(site: Site, pushed: Push) -> None:
    assert pushed().ok
    assert not site.app.state.seen


def test_what_the_compiler_writes_is_what_the_calendar_understands(pushed: Push) -> None:
    athlete = Athlete(ftp=Decimal(250), lthr=Decimal(170))
    heart = Target(Corridor(Decimal(140), Decimal(150)), Unit.BPM)
    ramp = Target(Ramp(Decimal(50), Decimal(75)), Unit.PERCENT_FTP)
    items = (
        Section("Warmup", (Step(Time(600), power=ramp, intensity=Intensity.WARMUP),)),
        Repeat(3, (Step(Time(150), "Hard", power=power(110)), Step(Distance(Decimal(400))))),
        Step(Time(900), hr=heart, press_lap=True),
    )
    workout = Workout("Mixed", "mixed", items=items, date=DAY)
    text = write(workout, athlete).content
    session = Session(workout, text, Source("mixed.workout", ""))
    outcome = pushed(session, athlete=athlete)
    assert outcome.results[0].diagnostics == ()
    assert outcome.ok


def test_many_events_go_in_batches(site: Site, pushed: Push) -> None:
    many = [intervals(f"day{n:03}") for n in range(120)]
    outcome = pushed(*many)
    assert outcome.ok
    assert len(site.listed()) == 120
    sizes = [len(seen.body) for seen in site.app.state.seen if seen.method == "POST"]
    assert sizes == [50, 50, 20]


def test_past_and_paired_events_stay_as_they_are(site: Site, pushed: Push) -> None:
    pushed(intervals(), intervals("ridden"))
    first, ridden = site.listed()
    site.store.amend(ridden["id"], paired_activity_id="i1", moving_time=1)
    outcome = pushed(
        intervals(date=dt.date(2026, 11, 30)), intervals("ridden", name="Renamed", color="red")
    )
    assert outcome.ok
    assert told(outcome) == [(Action.SKIP, State.DONE)] * 2
    assert site.listed()[0] == first
    assert not asked(site, "PUT")


def test_a_target_that_was_not_understood_is_told_at_its_line(site: Site, pushed: Push) -> None:
    site.break_with(TargetDropped(1, on="POST"))
    outcome = pushed(intervals())
    assert not outcome.ok
    (result,) = outcome.results
    assert result.state is State.DONE
    (fault,) = result.diagnostics
    assert (fault.code, fault.span) == ("E516", Span(21, 29))
    site.break_with(TargetDropped(1, on="PUT"))
    again = pushed(intervals())
    assert told(again) == [(Action.UPDATE, State.DONE)]
    assert not again.ok
    assert pushed(intervals()).ok
    assert told(pushed(intervals())) == [(Action.KEEP, State.DONE)]


def test_a_text_without_steps_is_told(pushed: Push) -> None:
    session = intervals()
    outcome = pushed(replace(session, text="Just ride"))
    assert {d.code for d in outcome.results[0].diagnostics} == {"E516"}


def test_the_steps_of_a_race_arrive(pushed: Push) -> None:
    assert pushed(intervals(category="RACE_A")).ok


def test_a_note_holds_no_steps_and_that_is_told(pushed: Push) -> None:
    (fault,) = pushed(intervals(category="NOTE")).results[0].diagnostics
    assert fault.code == "E516"
    assert fault.help is not None
    assert "note" in fault.help


@pytest.mark.parametrize(
    "doc", [{"steps": "x"}, {"steps": [1]}, {"steps": [{"reps": 10**9, "steps": []}]}]
)
def test_a_document_of_odd_shape_is_told(site: Site, pushed: Push, doc: dict[str, Any]) -> None:
    pushed(intervals())
    (shown,) = site.listed()
    odd = Answer(200, [shown | {"workout_doc": doc}], on="GET")
    site.break_with(Spared(on="GET"), odd)
    outcome = pushed(intervals(name="Other"))
    (fault,) = (d for d in outcome.results[0].diagnostics if d.code == "E516")
    assert fault.code == "E516"
    assert "no list of steps" in fault.label


def test_a_field_that_was_not_kept_is_told(site: Site, pushed: Push) -> None:
    pushed(intervals())
    (shown,) = site.listed()
    site.break_with(Answer(200, shown, on="PUT"))
    outcome = pushed(intervals(name="Renamed"))
    assert [d.code for d in outcome.results[0].diagnostics] == ["E515"]


def test_what_is_pruned_is_gone(site: Site, pushed: Push) -> None:
    site.push({"category": "NOTE", "name": "theirs", "start_date_local": "2026-12-01T00:00:00"})
    pushed(intervals(), intervals("other"))
    outcome = pushed(intervals(), prune=True)
    assert outcome.ok
    assert told(outcome) == [(Action.KEEP, State.DONE), (Action.DELETE, State.DONE)]
    assert [e["name"] for e in site.listed()] == ["theirs", "Intervals"]


def test_devices_that_did_not_take_it_are_named(site: Site, pushed: Push) -> None:
    pushed(intervals())
    (shown,) = site.listed()
    error = {"service": "GARMIN", "message": f"no\x1b[2J {KEY}", "date": "2026-12-01"}
    site.store.amend(shown["id"], push_errors=[error])
    (result,) = pushed(intervals()).results
    assert result.remarks == ("GARMIN did not take it over: no[2J [secret]",)


def test_the_key_is_in_no_output_of_a_push(
    site: Site, pushed: Push, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    site.break_with(Answer(422, {"error": f"bad {KEY}"}, on="POST"))
    outcome = pushed(intervals())
    (refused,) = outcome.results[0].diagnostics
    seen = [repr(outcome), refused.message, caplog.text, *capfd.readouterr()]
    assert not [text for text in seen if KEY in text]
