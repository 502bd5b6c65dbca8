"""What was planned beside what was done: which belongs to which, and what is known of both."""

import datetime as dt
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import THOROUGH
from workoutc.calendar.listed import Activity, Planned, judged
from workoutc.calendar.week import Days, Row, State, Sum, Week, week
from workoutc.cli.week_table import table
from workoutc.render.pen import Pen
from workoutc.render.visible import cells

MONDAY = dt.date(2026, 11, 30)
DAYS = Days(MONDAY, dt.date(2026, 12, 6), dt.date(2026, 12, 2), "workoutc")


def event(id_: int = 1, day: str = "2026-12-01", /, **fields: Any) -> dict[str, Any]:
    usual = {"category": "WORKOUT", "type": "Ride", "name": f"Event {id_}"}
    return usual | {"id": id_, "start_date_local": f"{day}T06:00:00"} | fields


def ride(id_: str = "i1", day: str = "2026-12-01", /, **fields: Any) -> dict[str, Any]:
    usual = {"type": "Ride", "name": f"Ride {id_}", "moving_time": 3600, "icu_training_load": 50}
    return usual | {"id": id_, "start_date_local": f"{day}T17:30:00"} | fields


def weeks(events: list[Any], rides: list[Any] | None = None) -> Week:
    done = None if rides is None else [judged(one, Activity) for one in rides]
    return week([judged(one, Planned) for one in events], done, DAYS)


def row(events: list[Any], rides: list[Any] | None = None) -> Row:
    (one,) = weeks(events, rides).rows
    return one


@pytest.mark.parametrize(
    ("fields", "pairing"),
    [
        ({"paired_activity_id": "i1"}, {}),
        ({}, {"paired_event_id": 1}),
        ({"paired_activity_id": "i1"}, {"paired_event_id": 1}),
        ({"paired_activity_id": "i1"}, {"paired_event_id": 1, "start_date_local": "2026-12-03"}),
    ],
)
def test_what_either_side_pairs_stands_on_one_row(
    fields: dict[str, Any], pairing: dict[str, Any]
) -> None:
    one = row([event(**fields)], [ride(**pairing)])
    assert one.state is State.DONE
    assert (one.plan and one.plan.name, one.done and one.done.name) == ("Event 1", "Ride i1")
    assert one.day == dt.date(2026, 12, 1)


STATES: dict[str, tuple[list[Any], list[Any] | None, State]] = {
    "a plan whose day is over": ([event(1, "2026-12-01")], [], State.MISSED),
    "a plan of today": ([event(1, "2026-12-02")], [], State.PLANNED),
    "a plan to come": ([event(1, "2026-12-05")], [], State.PLANNED),
    "a race that was missed": ([event(category="RACE_B")], [], State.MISSED),
    "a note": ([event(category="NOTE")], [], State.NOTE),
    "a holiday to come": ([event(1, "2026-12-05", category="HOLIDAY")], [], State.NOTE),
    "no plan": ([], [ride()], State.UNPLANNED),
    "a plan of another week": ([], [ride(paired_event_id=99)], State.DONE),
    "an activity that isn't told": ([event(paired_activity_id="i9")], [], State.DONE),
    "nothing to be seen": ([event()], None, State.UNKNOWN),
    "nothing to be seen, and to come": ([event(1, "2026-12-05")], None, State.PLANNED),
}


@pytest.mark.parametrize("case", STATES)
def test_every_row_has_its_state(case: str) -> None:
    events, rides, state = STATES[case]
    assert row(events, rides).state is state


def test_an_activity_counts_once() -> None:
    events = [event(1, paired_activity_id="i1"), event(2, paired_activity_id="i1")]
    found = weeks(events, [ride(paired_event_id=1), ride("i2", paired_event_id=1)])
    assert [(r.state, r.done and r.done.name) for r in found.rows] == [
        (State.DONE, "Ride i1"),
        (State.DONE, ""),
        (State.DONE, "Ride i2"),
    ]
    assert found.done == Sum(7200, 100, False, False)


PLANNED: dict[str, tuple[dict[str, Any], int | None, int | None]] = {
    "as the calendar has it": ({"moving_time": 1800, "icu_training_load": 20}, 1800, 20),
    "by its steps": ({"description": "- 20m 75%"}, 1200, None),
    "by its document": ({"workout_doc": {"duration": 900}}, 900, None),
    "by its targets": ({"time_target": 5400, "load_target": 60}, 5400, 60),
    "after the ride, by its document": (
        {"moving_time": 4000, "icu_training_load": 70, "paired_activity_id": "i1",
         "workout_doc": {"duration": 3600, "normalized_power": 194, "ftp": 280}}, 3600, 48,
    ),
    "after the ride, by its text": (
        {"moving_time": 4000, "paired_activity_id": "i1", "description": "2x\n- 10m\n- 5m"},
        1800, None,
    ),
    "after the ride, unknown": (
        {"moving_time": 4000, "icu_training_load": 70, "paired_activity_id": "i1"}, None, None
    ),
    "by heart rate, the load is unknown": (
        {"paired_activity_id": "i1", "workout_doc": {
            "duration": 3600, "normalized_power": 194, "ftp": 280, "target": "HR"}}, 3600, None,
    ),
    "an odd document": (
        {"paired_activity_id": "i1", "workout_doc": {"duration": "long", "ftp": True}}, None, None
    ),
    "an absurd number": ({"moving_time": 10**12, "icu_training_load": -3}, None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", PLANNED)
def test_a_plan_is_what_was_planned_not_what_was_done(case: str) -> None:
    fields, seconds, load = PLANNED[case]
    plan = row([event(**fields)], [ride()] if "paired_activity_id" in fields else []).plan
    assert plan
    assert (plan.seconds, plan.load) == (seconds, load)


def test_the_load_of_a_ride_is_the_servers() -> None:
    """A published event: 3 h between 177 and 210 W at an FTP of 280 has a load of 144."""
    doc = {"duration": 10800, "normalized_power": 194, "ftp": 280}
    plan = row([event(paired_activity_id="i1", workout_doc=doc)], [ride()]).plan
    assert plan
    assert plan.load == 144


def test_ours_are_told_apart() -> None:
    ids = ["workoutc:a", "other:a", None]
    found = weeks([event(n, external_id=id_) for n, id_ in enumerate(ids)], [])
    assert [r.plan.ours for r in found.rows if r.plan] == [True, False, False]


def test_sums_leave_notes_out_and_tell_what_is_missing() -> None:
    events = [
        event(1, moving_time=600, icu_training_load=10),
        event(2, moving_time=1200),
        event(3, category="NOTE", moving_time=99),
    ]
    found = weeks(events, [ride(), ride("i2", icu_training_load=None)])
    assert found.planned == Sum(1800, 10, True, False)
    assert found.done == Sum(7200, 50, True, False)


def test_an_event_that_began_before_stands_on_the_first_day() -> None:
    until = "2026-12-03T00:00:00"
    one = row([event(1, "2026-11-28", category="HOLIDAY", end_date_local=until)])
    assert (one.day, one.plan and one.plan.days) == (MONDAY, 5)


def test_rows_go_by_day_and_hour() -> None:
    rides = [ride("b", "2026-12-02"), ride("a", start_date_local="2026-12-01T05:00:00")]
    found = weeks([event(1, "2026-12-02"), event(2)], rides)
    names = [(r.plan or r.done).name for r in found.rows if r.plan or r.done]  # type: ignore[union-attr]
    assert names == ["Ride a", "Event 2", "Event 1", "Ride b"]


def test_one_odd_entry_spoils_nothing() -> None:
    found = weeks([event(tags="a"), event(2)], [ride(moving_time="long"), ride("i2")])
    assert len(found.rows) == 2


def lines(found: Week, width: int) -> list[str]:
    return list(table(found, Pen(False, width)))


def test_the_table_shows_all_of_it() -> None:
    events = [
        event(1, external_id="workoutc:a", moving_time=4500, paired_activity_id="i1"),
        event(2, "2026-11-30", moving_time=2700, icu_training_load=30),
        event(3, "2026-12-04", category="HOLIDAY", name="", end_date_local="2026-12-06T00:00:00"),
    ]
    found = weeks(events, [ride(), ride("i2", "2026-12-02"), ride("i3", source="STRAVA", name="")])
    assert lines(found, 120) == [
        "               Planned                     time  load  Done              time  load",
        "Mon 30 Nov     Event 2           Ride      0:45    30  missed",
        "Tue  1 Dec  *  Event 1           Ride         ?     ?  Ride i1           1:00    50",
        "               unplanned         Ride                  hidden by Strava  1:00    50",
        "Wed  2 Dec     unplanned         Ride                  Ride i2           1:00    50",
        "Thu  3 Dec     –",
        "Fri  4 Dec     Holiday (2 days)  Holiday",
        "Sat  5 Dec     –",
        "Sun  6 Dec     –",
        "Sum                                       0:45+   30+                    3:00   150",
        "* made by workoutc, ? not known, + and more that isn't known",
    ]


def test_the_table_says_what_can_not_be_seen() -> None:
    found = lines(weeks([event(moving_time=60, icu_training_load=1)]), 120)
    assert found[2].endswith("?")
    assert found[-1].endswith("not to be seen")


ENTRIES = st.fixed_dictionaries(
    {"id": st.integers(1, 4)},
    optional={
        "name": st.none() | st.text(max_size=80),
        "category": st.sampled_from(("WORKOUT", "NOTE", "RACE_A", "PARTY", None)),
        "type": st.none() | st.sampled_from(("Ride", "Run", "Underwater🤿")),
        "start_date_local": st.datetimes(dt.datetime(2026, 11, 30), dt.datetime(2026, 12, 6)).map(
            lambda when: when.isoformat()
        ),
        "moving_time": st.none() | st.integers(-5, 10**10) | st.floats(0, 1e300),
        "icu_training_load": st.none() | st.integers(-5, 10**10),
        "paired_activity_id": st.none() | st.sampled_from(("1", "2", 3)),
        "paired_event_id": st.none() | st.integers(1, 4),
        "workout_doc": st.none() | st.fixed_dictionaries({"duration": st.floats() | st.text()}),
    },
)


LISTS = st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry["id"])


@THOROUGH
@given(LISTS, st.none() | LISTS, st.integers(60, 200))
def test_any_week_fits_its_terminal(events: list[Any], rides: list[Any] | None, width: int) -> None:
    done = None if rides is None else [one | {"id": str(one["id"])} for one in rides]
    found = weeks(events, done)
    for line in lines(found, width):
        assert cells(line) <= width
        assert {category(letter) for letter in line}.isdisjoint(("Cc", "Cf", "Cs", "Zl", "Zp"))
    counted = [row.done.activity_id for row in found.rows if row.done and row.done.start]
    assert len(counted) == len(set(counted))
