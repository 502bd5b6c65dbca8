"""What a push would do: pure, no network."""

import datetime as dt
from typing import Any

import pytest

from workoutc.calendar.event import Event, Session, payload
from workoutc.calendar.push import Action, Change, plan
from workoutc.calendar.reply import Listed
from workoutc.model import Step, Time, Workout
from workoutc.source import Source, Span

TODAY = dt.date(2026, 12, 1)
GYM = Workout(
    "Gym", "gym", "WeightTraining", duration=3600, load=40, tags=("legs", "core"), color="Red"
)


def event(
    identity: str = "tempo",
    day: dt.date = TODAY,
    *,
    workout: Workout | None = None,
    source: str = "a.workout",
) -> Event:
    made = workout or Workout("Tempo", identity, items=(Step(Time(600)),), span=Span(4, 9))
    when = dt.datetime.combine(day, dt.time(6, 30))
    return Event(identity, when, Session(made, "Warmup\n- 10m 85%\n", Source(source, "\n" * 20)))


def listed(of: Event, **other: Any) -> Listed:
    return Listed.model_validate(payload(of) | {"id": 7} | other)


def only(of: Event, *existing: Listed) -> Change:
    (change,) = plan([of], existing, TODAY).changes
    return change


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(number)


def test_a_new_event_is_created() -> None:
    assert only(event()).action is Action.CREATE


def test_an_event_as_it_should_be_is_left_alone() -> None:
    for workout in (None, GYM):
        change = only(event(workout=workout), listed(event(workout=workout)))
        assert (change.action, change.reason) == (Action.KEEP, "unchanged")


@pytest.mark.parametrize(
    "same",
    [
        {"description": "Warmup\r\n- 10m 85%  "},
        {"name": " Gym "},
        {"tags": ["core", "legs"]},
        {"color": "red"},
        {"indoor": None},
        {"target": None},
        {"distance": 99999.0, "icu_ctl": 5, "uid": "x", "sub_type": "NONE"},
    ],
)
def test_what_the_server_does_to_a_field_is_no_change(same: dict[str, Any]) -> None:
    gym = event(workout=GYM)
    assert only(gym, listed(gym, **same)).action is Action.KEEP


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", "Another", "name"),
        ("description", "Warmup\n- 11m 85%", "text"),
        ("type", "Ride", "sport"),
        ("category", "NOTE", "category"),
        ("target", "HR", "target"),
        ("indoor", True, "indoor"),
        ("tags", None, "tags"),
        ("color", None, "color"),
        ("moving_time", 3601, "duration"),
        ("icu_training_load", None, "load"),
        ("start_date_local", "2026-12-01T07:00:00", "day or time"),
        ("start_date_local", "2026-12-09T06:30:00", "day or time"),
    ],
)
def test_a_changed_field_is_an_update_by_the_known_id(field: str, value: object, word: str) -> None:
    gym = event(workout=GYM)
    change = only(gym, listed(gym, **{field: value}))
    assert (change.action, change.reason) == (Action.UPDATE, f"changed: {word}")
    assert change.known is not None
    assert change.known.id == 7


def test_totals_that_we_do_not_set_are_the_servers() -> None:
    assert only(event(), listed(event(), moving_time=1, distance=5.0)).action is Action.KEEP


@pytest.mark.parametrize(
    ("wanted", "shown", "action", "reason"),
    [
        (days(-1), None, Action.SKIP, "its day is over"),
        (days(-1), {}, Action.KEEP, "unchanged"),
        (days(-1), {"name": "x"}, Action.SKIP, "is over"),
        (days(0), {"name": "x"}, Action.UPDATE, "changed"),
        (days(0), {"name": "x", "paired_activity_id": "i9"}, Action.SKIP, "done"),
        (days(5), {"name": "x", "paired_activity_id": 9}, Action.SKIP, "done"),
        (days(5), {"paired_activity_id": "i9"}, Action.KEEP, "unchanged"),
        (days(5), {"start_date_local": "2026-11-30T06:30:00"}, Action.SKIP, "2026-11-30"),
        (days(-1), {"start_date_local": "2026-12-05T06:30:00"}, Action.SKIP, "new date is over"),
        (days(5), {"start_date_local": None}, Action.SKIP, "no date"),
    ],
)
def test_what_is_past_or_done_is_not_touched(
    wanted: dt.date, shown: dict[str, Any] | None, action: Action, reason: str
) -> None:
    one = event(day=wanted)
    change = only(one, *([] if shown is None else [listed(one, **shown)]))
    assert change.action is action
    assert reason in change.reason


@pytest.mark.parametrize("other", ["tempo", "club:tempo", "workoutc:Tempo", "", None])
def test_events_of_others_are_not_ours(other: str | None) -> None:
    assert only(event(), listed(event(), external_id=other)).action is Action.CREATE


def test_two_events_of_one_identity_stop_everything() -> None:
    existing = [listed(event()), listed(event(), id=8, start_date_local="2026-12-03T00:00:00")]
    planned = plan([event(), event("other")], existing, TODAY)
    assert not planned.ok
    (fault,) = planned.changes[1].diagnostics
    assert (fault.code, fault.span) == ("E513", Span(4, 9))
    assert fault.help is not None
    assert "event 7" in fault.help
    assert "2026-12-03" in fault.help


def test_two_workouts_of_one_identity_are_told_at_the_second() -> None:
    planned = plan([event(), event(day=days(1))], [], TODAY)
    assert not planned.ok
    assert [change.action for change in planned.changes] == [Action.CREATE, Action.SKIP]
    (fault,) = planned.changes[1].diagnostics
    assert fault.code == "E514"
    assert fault.notes[0].span == Span(4, 9)


def test_the_first_of_two_may_stand_in_another_file() -> None:
    planned = plan([event(source="b.workout"), event(day=days(1))], [], TODAY)
    (fault,) = planned.changes[1].diagnostics
    assert fault.notes[0].span is None
    assert "b.workout:5" in fault.notes[0].message


def test_changes_go_by_date_whatever_the_order() -> None:
    events = [event("c", days(2)), event("b"), event("a")]
    identities = [change.event.identity for change in plan(events, [], TODAY).changes]
    assert identities == ["a", "b", "c"]
