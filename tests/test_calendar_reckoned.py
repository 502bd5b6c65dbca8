"""The calendar's own load and time against ours, after a push."""

from decimal import Decimal
from typing import Any

import pytest

from tests.pushes import Push, events, hung_up, intervals, pushing  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.athlete import Athlete
from workoutc.calendar.reckoned import reckoned
from workoutc.calendar.reply import Listed
from workoutc.model import Distance, LengthUnit, Step, Target, Time, Unit
from workoutc.model import Steady as At

RIDER = Athlete(ftp=Decimal(250), lthr=Decimal(170))
HEART = Target(At(Decimal(90)), Unit.PERCENT_LTHR)
FAR = Step(
    Distance(Decimal(5), LengthUnit.KILOMETRE), power=Target(At(Decimal(80)), Unit.PERCENT_FTP)
)


def said(shown: dict[str, object], athlete: Athlete = RIDER, **fields: Any) -> list[str]:
    [event] = events(intervals(**fields))
    listed = Listed.model_validate({"id": 1, **shown})
    return [found.message for found in reckoned(event, listed, athlete)]


@pytest.mark.parametrize("load", [10, 11, 12, None])
def test_a_point_may_differ(load: int | None) -> None:
    assert said({"icu_training_load": load, "moving_time": 540}) == []


def test_two_points_may_not_and_no_second() -> None:
    assert said({"icu_training_load": 13, "moving_time": 541}) == [
        "the calendar reckons a load of 13 for this workout",
        "the calendar reckons 541 s for this workout",
    ]


def test_nothing_is_said_of_what_is_ridden_or_only_estimated() -> None:
    far_off: dict[str, object] = {"icu_training_load": 99, "moving_time": 99}
    assert said(far_off | {"paired_activity_id": "i1"}) == []
    assert len(said(far_off, Athlete())) == 1  # the time alone: without an FTP there is no load
    assert len(said(far_off, items=(Step(Time(600), hr=HEART),))) == 1
    assert said(far_off, items=(FAR,)) == []
    assert said(far_off, items=(), load=30, duration=60) == []


def test_a_push_tells_of_it_and_is_well_all_the_same(site: Site, pushed: Push) -> None:
    first = pushed(intervals(), athlete=RIDER)
    assert first.results[0].diagnostics == ()
    site.store.amend(first.results[0].event_id or 0, icu_training_load=55)
    second = pushed(intervals(), athlete=RIDER)
    [found] = second.results[0].diagnostics
    assert (found.code, found.label) == ("W520", "here it is 11")
    assert second.ok
