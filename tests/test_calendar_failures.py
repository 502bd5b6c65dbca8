"""Pushes that meet a failure, over a real socket: what is told, and what is on the calendar."""

from collections import deque
from dataclasses import replace

import pytest

from tests.canary import KEY
from tests.pushes import DAY, Push, asked, hung_up, hurried, intervals, pushing, told  # noqa: F401
from tests.sandboxed import LATE_EVENING, Site, entered, opened  # noqa: F401
from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.outcome import State
from workoutc.calendar.sync import Action
from workoutc.sandbox.faults import Answer, Lost, Partial, Spared, Truncated, UpsertIgnored
from workoutc.sandbox.service import Seen


def test_an_answer_that_got_lost_is_no_event_that_got_lost(site: Site, pushed: Push) -> None:
    site.break_with(Lost(committed=True, on="POST"))
    outcome = pushed(intervals())
    assert outcome.ok
    assert told(outcome) == [(Action.CREATE, State.DONE)]
    assert len(asked(site, "POST")) == 1
    assert told(pushed(intervals())) == [(Action.KEEP, State.DONE)]
    assert len(site.listed()) == 1


def test_a_batch_that_arrived_in_part_is_completed(site: Site, pushed: Push) -> None:
    site.break_with(Partial(30))
    outcome = pushed(*[intervals(f"day{n:03}") for n in range(70)])
    assert outcome.ok
    sizes = [len(seen.body) for seen in site.app.state.seen if seen.method == "POST"]
    assert sizes == [50, 20, 20]
    assert len(site.listed()) == 70


def test_a_push_that_fails_midway_tells_what_arrived(site: Site, pushed: Push) -> None:
    site.break_with(Partial(30), *[Answer(500, on="POST")] * 7)
    outcome = pushed(*[intervals(f"day{n:03}") for n in range(70)])
    assert outcome.failure is not None
    assert outcome.failure.code == "E507"
    states = [result.state for result in outcome.results]
    assert states == [State.DONE] * 30 + [State.NOT_SENT] * 40
    site.app.state.faults.clear()
    assert pushed(*[intervals(f"day{n:03}") for n in range(70)]).ok
    assert len(site.listed()) == 70


def test_when_the_calendar_falls_silent_the_outcome_is_unknown(site: Site, pushed: Push) -> None:
    site.break_with(Answer(200, [], on="GET events"), Lost(committed=False, on="POST"))
    site.break_with(*[Answer(500, on="GET athlete")] * 14)
    outcome = pushed(intervals())
    assert outcome.failure is not None
    assert outcome.failure.code == "E507"
    assert told(outcome) == [(Action.CREATE, State.UNKNOWN)]


def test_each_update_that_was_acknowledged_counts_without_a_last_look(
    site: Site, pushed: Push
) -> None:
    pushed(intervals(), intervals("other"), intervals("third"))
    site.break_with(*[Spared(on="GET events"), Spared(on="PUT")])
    site.break_with(Answer(422, on="PUT"), Answer(500, on="PUT"))
    site.break_with(*[Answer(500, on="GET")] * 14)
    outcome = pushed(*[intervals(i, name="New") for i in ("intervals", "other", "third")])
    assert not outcome.read_back
    assert [result.state for result in outcome.results] == [
        State.DONE, State.NOT_SENT, State.UNKNOWN,
    ]  # fmt: skip
    assert [d.code for result in outcome.results for d in result.diagnostics] == ["E505"]


def test_one_event_that_is_refused_stops_no_other(site: Site, pushed: Push) -> None:
    """The sandbox, like the real one, refuses a batch whole for one bad event."""
    bad = intervals("bad", sport="")
    outcome = pushed(*[intervals(f"day{n}") for n in range(9)], bad)
    assert outcome.failure is None
    assert not outcome.ok
    (refused,) = [result for result in outcome.results if result.diagnostics]
    assert refused.change.external_id == "workoutc:bad"
    assert (refused.state, refused.diagnostics[0].code) == (State.NOT_SENT, "E505")
    assert refused.diagnostics[0].label == "this one; the others went on"
    assert len(site.listed()) == 9


def test_where_all_are_refused_no_others_went_on(site: Site, pushed: Push) -> None:
    outcome = pushed(*[intervals(f"bad{n}", sport="") for n in range(3)])
    labels = [d.label for result in outcome.results for d in result.diagnostics]
    assert labels == ["this one was left out"] * 3
    assert site.listed() == []


def test_an_event_that_vanished_in_between_stops_no_other(site: Site, pushed: Push) -> None:
    pushed(intervals(), intervals("other"))
    site.break_with(Answer(404, on=f"PUT events/{site.listed()[0]['id']}"))
    outcome = pushed(intervals(name="New"), intervals("other", name="New"))
    assert [d.code for r in outcome.results for d in r.diagnostics] == ["E512"]
    assert sorted(e["name"] for e in site.listed()) == ["Intervals", "New"]


def test_what_should_be_gone_and_is_not_is_told(site: Site, pushed: Push) -> None:
    pushed(intervals(), intervals("other"))
    site.break_with(Answer(200, {"eventsDeleted": 1}, on="PUT events/bulk-delete"))
    outcome = pushed(intervals(), prune=True)
    assert outcome.failure is not None
    assert outcome.failure.code == "E521"


def test_many_updates_look_again_before_each_batch(site: Site, pushed: Push) -> None:
    many = [intervals(f"day{n:03}") for n in range(60)]
    pushed(*many)
    renamed = [replace(s, workout=replace(s.workout, name="New")) for s in many]
    site.app.state.seen.clear()
    outcome = pushed(*renamed)
    assert outcome.ok
    assert len(asked(site, "PUT")) == 60
    assert len(asked(site, "GET")) == 3


def test_what_changes_during_a_long_push_is_left_alone(site: Site, pushed: Push) -> None:
    many = [intervals(f"day{n:03}") for n in range(60)]
    pushed(*many)
    last = site.listed()[-1]

    edits_at_the_first_change(site, last["id"])
    outcome = pushed(*[replace(s, workout=replace(s.workout, name="New")) for s in many])
    assert [d.code for r in outcome.results for d in r.diagnostics] == ["E522"]
    assert site.listed()[-1]["name"] == "Mine"
    assert sum(event["name"] == "New" for event in site.listed()) == 59


@pytest.mark.parametrize("edited", ["intervals", "other"])
@pytest.mark.parametrize("fault", [Answer(503, on="PUT"), Answer(429, on="PUT")])
def test_what_is_edited_while_an_update_waits_is_left_alone(
    site: Site, pushed: Push, edited: str, fault: Answer
) -> None:
    """Also the one whose turn comes only after the wait."""
    pushed(intervals(), intervals("other"))
    ids = {e["external_id"]: e["id"] for e in site.listed()}
    edits_at_the_first_change(site, ids[f"workoutc:{edited}"])
    site.break_with(fault)
    outcome = pushed(intervals(name="New"), intervals("other", name="New"))
    assert [d.code for r in outcome.results for d in r.diagnostics] == ["E522"]
    assert sorted(e["name"] for e in site.listed()) == ["Mine", "New"]


@pytest.mark.parametrize("first", ["update", "deletion"])
def test_what_is_edited_while_a_deletion_waits_is_kept(
    site: Site, pushed: Push, first: str
) -> None:
    pushed(intervals(), intervals("doomed"), intervals("gone"))
    (doomed,) = (e["id"] for e in site.listed() if e["external_id"] == "workoutc:doomed")
    edits_at_the_first_change(site, doomed)
    site.break_with(Answer(503, on="PUT"))
    outcome = pushed(intervals(name="New" if first == "update" else "Intervals"), prune=True)
    assert outcome.failure is None
    assert [(d.code, d.message) for r in outcome.results for d in r.diagnostics] == [
        (
            "E522",
            "`Intervals` on 2026-12-01 was not deleted: changed on the calendar while the push ran",
        )
    ]
    left = sorted(event["external_id"] for event in site.listed())
    assert left == ["workoutc:doomed", "workoutc:intervals"]


@pytest.mark.parametrize(
    "fault",
    [Truncated(on="PUT"), Lost(committed=True, on="PUT"), Answer(500, committed=True, on="PUT")],
)
def test_a_change_whose_answer_got_lost_is_looked_for_before_it_is_sent_again(
    site: Site, pushed: Push, fault: Truncated | Lost | Answer
) -> None:
    pushed(intervals(), intervals("other"), intervals("gone"))
    site.break_with(fault)
    site.app.state.seen.clear()
    assert pushed(intervals(name="New"), intervals("other", name="New"), prune=True).ok
    assert len(asked(site, "PUT")) == 3
    site.break_with(fault)
    site.app.state.seen.clear()
    assert pushed(intervals(name="New"), prune=True).ok
    assert len(asked(site, "PUT")) == 1
    assert [event["name"] for event in site.listed()] == ["New"]


def edits_at_the_first_change(site: Site, event_id: int) -> None:
    """The athlete renames an event just before a change of another arrives."""

    class Edit(deque[Seen]):
        """Stands in for the list of what was seen."""

        def append(self, seen: Seen) -> None:
            if seen.method == "PUT":
                site.store.amend(event_id, name="Mine")
            super().append(seen)

    site.app.state.seen = Edit(maxlen=1000)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Answer(401), "E501"),
        (Answer(403), "E502"),
        (Answer(429, headers={"Retry-After": "7"}), "E506"),
        (Answer(503), "E507"),
        (Lost(committed=False), "E508"),
        (Answer(200, "<html>hotel</html>", {"Content-Type": "text/html"}), "E510"),
    ],
)
def test_a_calendar_that_cannot_be_listed_stops_the_push(
    site: Site, pushed: Push, fault: Answer | Lost, code: str
) -> None:
    site.break_with(*[fault] * 7)
    with pytest.raises(CalendarError) as caught:
        pushed(intervals())
    assert caught.value.code == code
    assert not asked(site, "POST")


def test_nobody_listens() -> None:
    mine = account({"INTERVALS_API_KEY": KEY}, "0", "http://127.0.0.1:1")
    with Calendar(mine, hurried()) as calendar, pytest.raises(CalendarError, match="E509"):
        calendar.list_events(DAY, DAY)


def test_an_event_that_was_not_kept_is_told(site: Site, pushed: Push) -> None:
    body = [{"id": 5, "external_id": "workoutc:intervals"}]
    site.break_with(Answer(200, body, on="POST"))
    outcome = pushed(intervals())
    assert not outcome.ok
    assert told(outcome) == [(Action.CREATE, State.UNKNOWN)]
    assert [d.code for d in outcome.results[0].diagnostics] == ["E517"]


def test_a_second_event_of_one_identity_is_told(site: Site, pushed: Push) -> None:
    site.push({"category": "NOTE", "name": "x", "start_date_local": "2026-12-01T00:00:00",
               "external_id": "workoutc:intervals"})  # fmt: skip
    site.break_with(Answer(200, [], on="GET events"), UpsertIgnored())
    outcome = pushed(intervals())
    assert not outcome.ok
    assert [d.code for d in outcome.results[0].diagnostics] == ["E513"]
