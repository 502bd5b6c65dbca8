"""A planned duration that somebody wrote over that of the steps."""

from dataclasses import replace

import pytest

from tests.test_calendar_sync import TERMS, days, event, listed, only
from workoutc.calendar.conflicts import EDITED
from workoutc.calendar.event import Event
from workoutc.calendar.reply import Listed
from workoutc.calendar.sync import Action
from workoutc.model import Step, Time, Workout


def retimed(of: Event, seconds: int, made: object = 600, **step: object) -> Listed:
    """The event with a planned duration of the athlete's; `made`: the one its steps make there."""
    doc = {"duration": made, "steps": [{"duration": 600, **step}]}
    return listed(of, moving_time=seconds, workout_doc=doc)


def test_a_duration_that_was_written_over_that_of_the_steps_is_a_conflict_unless_forced() -> None:
    shown = retimed(event(), 1800)
    for source in (event(), event(text="Warmup\n- 600s 85%\n")):
        change = only(source, shown)
        assert change.action is Action.SKIP
        [found] = change.diagnostics
        assert found.code == "E518"
        assert "duration `0:30:00`" in found.label
        forced = only(source, shown, terms=replace(TERMS, force=True))
        assert (forced.action, forced.diagnostics) == (Action.UPDATE, ())
        assert "forced although it was edited on the calendar" in forced.reason
    assert only(event(), shown).reason.startswith(f"{EDITED}: duration;")
    both = only(event(), retimed(event(), 1800).model_copy(update={"name": "Mine"}))
    assert both.reason.startswith(f"{EDITED}: name, duration;")


def test_a_duration_is_settled_when_the_steps_last_as_long() -> None:
    longer = Workout("Tempo", "tempo", items=(Step(Time(1800)),))
    change = only(event(workout=longer, text="- 30m 85%\n"), retimed(event(), 1800))
    assert (change.action, change.reason) == (Action.UPDATE, "changed: text")


@pytest.mark.parametrize(
    "shown",
    [
        retimed(event(), 600),
        retimed(event(), 1800, made=None),
        retimed(event(), 1800, distance=5000),
        retimed(event(), 1800).model_copy(update={"paired_activity_id": "i1"}),
        retimed(event(day=days(-1)), 1800),
    ],
)
def test_a_duration_that_the_server_may_have_set_is_no_edit(shown: Listed) -> None:
    assert only(event(), shown).diagnostics == ()
