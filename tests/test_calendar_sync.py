"""What a push would do: pure, no network."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from workoutc.athlete import Athlete
from workoutc.calendar.elsewhere import Elsewhere, Holder, Remembered
from workoutc.calendar.event import Event, Session, payload
from workoutc.calendar.fields import edited, stamped
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import (
    Action,
    Change,
    Plan,
    Terms,
    clashes,
    diff,
)  # fmt: skip
from workoutc.model import Steady, Step, Target, Time, Unit, Workout
from workoutc.source import Source, Span

TODAY = dt.date(2026, 12, 1)
TERMS = Terms(TODAY)
GYM = Workout(
    "Gym", "gym", "WeightTraining", duration=3600, load=40, tags=("legs", "core"), color="Red"
)
TEXT = "Warmup\n- 10m 85%\n"


def event(
    identity: str = "tempo",
    day: dt.date = TODAY,
    *,
    workout: Workout | None = None,
    source: str = "a.workout",
    text: str = TEXT,
) -> Event:
    made = workout or Workout("Tempo", identity, items=(Step(Time(600)),), span=Span(4, 9))
    when = dt.datetime.combine(day, dt.time(6, 30))
    return Event(identity, when, Session(made, text, Source(source, "\n" * 20)))


def gym(**fields: Any) -> Event:
    return event("gym", workout=replace(GYM, **fields))


def listed(of: Event, **other: Any) -> Listed:
    """The event as it was pushed and understood, and what has happened to it since."""
    steps = [{"duration": 600}] if of.structured else []
    understood = {"id": 7, "workout_doc": {"steps": steps}}
    return Listed.model_validate(stamped(payload(of)) | understood | other)


def only(of: Event, *existing: Listed, terms: Terms = TERMS) -> Change:
    (change,) = diff([of], existing, terms).changes
    return change


def actions(plan: Plan) -> list[tuple[Action, str]]:
    return [(change.action, change.external_id) for change in plan.changes]


def days(number: int) -> dt.date:
    return TODAY + dt.timedelta(number)


def test_a_new_event_is_created() -> None:
    assert only(event()).action is Action.CREATE


def test_an_event_as_it_should_be_is_left_alone() -> None:
    for one in (event(), gym()):
        change = only(one, listed(one))
        assert (change.action, change.reason) == (Action.KEEP, "unchanged")


@pytest.mark.parametrize(
    "same",
    [
        {"name": " Gym "},
        {"tags": ["core", "legs"]},
        {"color": "red"},
        {"indoor": None},
        {"target": None},
        {"distance": 99999.0, "icu_ctl": 5, "uid": "x", "sub_type": "NONE"},
    ],
)
def test_what_the_server_does_to_a_field_is_no_change(same: dict[str, Any]) -> None:
    assert only(gym(), listed(gym(), **same)).action is Action.KEEP
    assert not edited(listed(gym(), **same))


def test_line_ends_and_a_lost_mark_are_no_change() -> None:
    shown = listed(event(), description="Warmup\r\n- 10m 85%  ")
    assert only(event(), shown).action is Action.KEEP


CHANGES: dict[str, tuple[dict[str, Any], str]] = {
    "name": ({"name": "Another"}, "name"),
    "sport": ({"sport": "Ride"}, "sport, indoor"),
    "target": ({"target": "HR"}, "target"),
    "indoor": ({"indoor": True}, "indoor"),
    "tags": ({"tags": ()}, "tags"),
    "color": ({"color": "blue"}, "color"),
    "duration": ({"duration": 3601}, "duration"),
    "load": ({"load": 41}, "load"),
    "category": ({"category": "NOTE"}, "category"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_source_is_an_update_by_the_known_id(name: str) -> None:
    fields, word = CHANGES[name]
    change = only(gym(**fields), listed(gym()))
    assert (change.action, change.event_id) == (Action.UPDATE, 7)
    assert change.reason in (f"changed: {word}", f"changed: {word.split(',')[0]}")


def test_a_changed_text_or_time_is_an_update() -> None:
    change = only(event(text="Warmup\n- 11m 85%\n"), listed(event()))
    assert (change.action, change.reason) == (Action.UPDATE, "changed: text")
    later = replace(event(), when=dt.datetime(2026, 12, 1, 7))
    change = only(later, listed(event()))
    assert (change.action, change.reason) == (Action.UPDATE, "changed: day or time")


def test_a_changed_date_moves_the_event() -> None:
    change = only(event(day=days(2)), listed(event()))
    assert (change.action, change.reason) == (Action.MOVE, "from Tue 2026-12-01")
    both = only(event(day=days(2), text="- 1m 50%\n"), listed(event()))
    assert both.reason == "from Tue 2026-12-01; changed: text"


EDITS: dict[str, dict[str, Any]] = {
    "name": {"name": "Another"},
    "text": {"description": "Warmup\n- 11m 85%\n"},
    "day": {"start_date_local": "2026-12-09T06:30:00"},
    "sport": {"type": "Ride"},
    "tags": {"tags": None},
    "color": {"color": None},
    "target": {"target": "HR"},
    "duration": {"moving_time": 1800},
    "load": {"icu_training_load": None},
}


@pytest.mark.parametrize("name", EDITS)
def test_what_the_athlete_edited_is_a_conflict_unless_forced(name: str) -> None:
    shown = listed(gym(), **EDITS[name])
    assert edited(shown)
    change = only(gym(), shown)
    assert change.action is Action.SKIP
    assert "edited on the calendar since the last push" in change.reason
    assert [d.code for d in change.diagnostics] == ["E518"]
    forced = only(gym(), shown, terms=replace(TERMS, force=True))
    assert forced.action in (Action.UPDATE, Action.MOVE)
    assert forced.diagnostics == ()


def test_what_we_never_sent_is_the_athletes_own() -> None:
    shown = listed(event(), color="blue", moving_time=1, distance=5.0)
    assert only(event(), shown).action is Action.KEEP
    assert not edited(shown)


def test_an_edit_to_what_the_source_says_by_now_is_settled() -> None:
    shown = listed(event(), description="Warmup\n- 11m 85%\n")
    assert only(event(text="Warmup\n- 11m 85%\n"), shown).action is Action.KEEP


def test_a_settled_edit_is_marked_anew_so_that_the_next_change_is_no_conflict() -> None:
    shown = listed(event(), name="Another")
    wanted = event(workout=replace(event().workout, name="Another"))
    change = only(wanted, shown)
    assert (change.action, change.reason) == (Action.UPDATE, "as it was edited there; marked anew")
    over = replace(TERMS, today=days(1))
    assert only(wanted, shown, terms=over).action is Action.KEEP
    assert only(event(text="- 1m 50%\n"), listed(wanted)).action is Action.UPDATE


@pytest.mark.parametrize("doc", [None, {}, {"steps": [{"duration": 60}]}, {"steps": "none"}])
def test_what_was_understood_otherwise_is_sent_again(doc: Any) -> None:
    shown = listed(event(), workout_doc=doc)
    change = only(event(), shown)
    assert change.action is Action.UPDATE
    assert change.reason.startswith("the calendar understood another ")
    assert change.reason.endswith(" of this very text; sent again unchanged")
    assert only(gym(), listed(gym(), workout_doc=None)).action is Action.KEEP  # has no steps


def test_how_an_event_was_understood_that_is_over_matters_to_nobody() -> None:
    shown = listed(event(), workout_doc=None)
    ridden = listed(event(), workout_doc=None, paired_activity_id="i9")
    for terms in (TERMS, replace(TERMS, force=True)):
        assert only(event(), ridden, terms=terms).action is Action.KEEP
        over = replace(terms, today=days(1))
        assert only(event(), shown, terms=over).action is Action.KEEP


def test_beats_that_nobody_can_turn_into_percentages_are_not_called_misread() -> None:
    beats = Step(Time(600), hr=Target(Steady(Decimal(150)), Unit.BPM))
    wanted = event(workout=Workout("Beats", "tempo", items=(beats,)))
    assert only(wanted, listed(wanted)).action is Action.KEEP
    terms = replace(TERMS, athlete=Athlete(lthr=Decimal(170)))
    assert only(wanted, listed(wanted), terms=terms).action is Action.UPDATE


KNOWN = {"workoutc:tempo": Remembered(TODAY, ("/a.workout",))}


def test_what_was_deleted_on_the_calendar_is_a_conflict_unless_forced() -> None:
    change = only(event(), terms=replace(TERMS, remembered=KNOWN))
    assert (change.action, [d.code for d in change.diagnostics]) == (Action.SKIP, ["E524"])
    assert change.reason == "deleted on the calendar since the last push; --force makes it again"
    forced = only(event(), terms=replace(TERMS, remembered=KNOWN, force=True))
    assert (forced.action, forced.diagnostics) == (Action.CREATE, ())
    assert forced.reason == "deleted on the calendar since the last push; made again"
    there = only(event(), listed(event()), terms=replace(TERMS, remembered=KNOWN))
    assert there.action is Action.KEEP


def test_an_event_without_a_mark_cannot_be_told_from_an_edited_one() -> None:
    shown = Listed.model_validate(payload(event()) | {"id": 7})
    assert only(event(text="- 1m 50%\n"), shown).action is Action.SKIP


def test_what_an_activity_wrote_over_is_no_edit_and_no_change() -> None:
    shown = listed(gym(), moving_time=1234, icu_training_load=77, paired_activity_id="i9")
    assert not edited(shown)
    assert only(gym(), shown).action is Action.KEEP


@pytest.mark.parametrize(
    ("wanted", "shown", "action", "reason"),
    [
        (days(-1), None, Action.SKIP, "its day is over"),
        (days(-1), {}, Action.KEEP, "unchanged"),
        (days(-1), {"name": "x"}, Action.SKIP, "is over"),
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


def test_two_events_of_one_identity_are_left_alone_and_stop_no_other() -> None:
    existing = [listed(event()), listed(event(), id=8, start_date_local="2026-12-03T00:00:00")]
    plan = diff([event(), event("other")], existing, TERMS)
    assert actions(plan) == [(Action.CREATE, "workoutc:other"), (Action.SKIP, "workoutc:tempo")]
    (fault,) = plan.changes[1].diagnostics
    assert (fault.code, fault.span) == ("E513", Span(4, 9))
    assert fault.help is not None
    assert "event 7" in fault.help
    assert "2026-12-03" in fault.help


def test_two_workouts_of_one_identity_are_told_at_the_second() -> None:
    ((second, fault),) = clashes([event(), event(day=days(1))])
    assert second.when.date() == days(1)
    assert fault.code == "E514"
    assert fault.notes[0].span == Span(4, 9)


def test_the_first_of_two_may_stand_in_another_file() -> None:
    ((_, fault),) = clashes([event(source="b.workout"), event(day=days(1))])
    assert fault.notes[0].span is None
    assert "b.workout:5" in fault.notes[0].message


def test_changes_go_by_date_whatever_the_order() -> None:
    events = [event("c", days(2)), event("b"), event("a")]
    plan = diff(events, [], TERMS)
    assert [identity for _, identity in actions(plan)] == [f"workoutc:{i}" for i in "abc"]


PRUNING = replace(TERMS, prune=True)


def stray(day: dt.date, **other: Any) -> Listed:
    return listed(event("stray", day), **({"id": 8} | other))


def test_only_prune_deletes_and_only_within_the_days_of_the_sources() -> None:
    wanted = [event("a", days(1)), event("b", days(5))]
    existing = [stray(days(1)), stray(days(5), id=9), stray(days(6), id=10), stray(days(0), id=11)]
    plan = diff(wanted, existing, TERMS)
    assert [e.id for e in plan.strays] == [8, 9]
    assert {a for a, _ in actions(plan)} == {Action.CREATE}
    pruned = diff(wanted, existing, PRUNING)
    assert [c.event_id for c in pruned.of(Action.DELETE)] == [8, 9]
    assert (pruned.strays, pruned.ours) == ((), 2)


def test_what_another_source_has_is_not_left_over() -> None:
    wanted = [event("a", days(1)), event("b", days(5))]
    for terms in (TERMS, PRUNING):
        plan = diff(wanted, [stray(days(2))], terms, Elsewhere(lambda _: Holder("c.workout")))
        assert (plan.strays, plan.of(Action.DELETE, Action.SKIP), plan.ours) == ((), [], 1)


def test_what_a_source_with_errors_may_have_is_not_deleted() -> None:
    def held(_: str) -> Holder:
        return Holder("c.workout", broken=True)

    wanted = [event("a", days(1))]
    assert diff(wanted, [stray(days(1))], TERMS, Elsewhere(held)).strays == ()
    (spared,) = diff(wanted, [stray(days(1))], PRUNING, Elsewhere(held)).of(Action.SKIP)
    assert "`c.workout` has errors" in spared.reason


def test_what_is_left_over_on_other_days_is_told_where_it_is_known_from_here() -> None:
    wanted = [event("a", days(1))]
    past, later = stray(days(-1), id=9), stray(days(6), id=10)
    known = {"workoutc:stray": Remembered(days(6), ("/c.workout",))}
    for terms in (TERMS, PRUNING):
        assert diff(wanted, [past, later], terms).beyond == ()
        plan = diff(wanted, [past, later], replace(terms, remembered=known))
        assert [e.id for e in plan.beyond] == [10]
        assert not plan.of(Action.DELETE)
        elsewhere = replace(terms, remembered={"workoutc:stray": Remembered(days(6))})
        assert diff(wanted, [later], elsewhere).beyond == ()


def test_what_is_over_is_not_told_as_left_over() -> None:
    wanted = [event("a", days(-2)), event("b", days(2))]
    assert diff(wanted, [stray(days(-1))], TERMS).strays == ()


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"paired_activity_id": "i1"}, "done"),
        ({"name": "Mine now"}, "edited"),
        (
            {"moving_time": 60, "workout_doc": {"duration": 600, "steps": [{"duration": 600}]}},
            "edited",
        ),
        ({"external_id": "club:stray"}, None),
        ({"external_id": None}, None),
    ],
)
def test_prune_spares_what_was_ridden_edited_or_is_not_ours(
    other: dict[str, Any], reason: str | None
) -> None:
    plan = diff([event("a", days(1))], [stray(days(1), **other)], PRUNING)
    assert not plan.of(Action.DELETE)
    skipped = [change.reason for change in plan.of(Action.SKIP)]
    assert [reason in told for told in skipped if reason] == ([True] if reason else [])


def test_prune_leaves_the_past_unless_forced() -> None:
    wanted, existing = [event("a", days(-2)), event("b", days(2))], [stray(days(-1))]
    assert not diff(wanted, existing, PRUNING).of(Action.DELETE)
    assert diff(wanted, existing, replace(PRUNING, force=True)).of(Action.DELETE)


def test_without_a_source_nothing_is_pruned() -> None:
    assert diff([], [stray(days(0))], PRUNING).changes == ()


def test_force_reaches_into_the_past() -> None:
    forced = replace(TERMS, force=True)
    assert only(event(day=days(-3)), terms=forced).action is Action.CREATE
    old = listed(event(day=days(-3)), name="x", paired_activity_id="i9")
    assert only(event(day=days(-3)), old, terms=forced).action is Action.UPDATE
