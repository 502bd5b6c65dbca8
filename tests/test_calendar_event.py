"""What is sent for a workout."""

import datetime as dt
from decimal import Decimal

from workoutc.calendar.event import Event, Session, dated, payload
from workoutc.model import Distance, LengthUnit, Step, Time, Workout
from workoutc.source import Source, Span

DAY = dt.date(2026, 12, 1)
STEPS = (Step(Time(600)),)


def session(workout: Workout, name: str = "a.workout") -> Session:
    return Session(workout, "- 10m", Source(name, ""))


def sent(workout: Workout) -> dict[str, object]:
    (event,) = dated([session(workout)], DAY).events
    return dict(payload(event))


def test_a_workout_with_steps_leaves_its_totals_to_the_server() -> None:
    workout = Workout(
        "Threshold 3x12", "threshold", items=STEPS, date=DAY, time=dt.time(6, 30),
        tags=("build",), target="POWER", duration=600, load=50, color="red",
    )  # fmt: skip
    assert sent(workout) == {
        "category": "WORKOUT",
        "type": "Ride",
        "start_date_local": "2026-12-01T06:30:00",
        "name": "Threshold 3x12",
        "description": "- 10m",
        "external_id": "workoutc:threshold",
        "target": "POWER",
        "indoor": False,
        "tags": ["build"],
        "color": "red",
    }


def test_a_workout_without_steps_states_its_totals() -> None:
    distance = Distance(Decimal(2), LengthUnit.MILE)
    found = sent(
        Workout("Gym", "gym", "WeightTraining", date=DAY, duration=3600, load=40, distance=distance)
    )
    assert found["moving_time"] == 3600
    assert found["distance_target"] == 3218.68
    assert found["icu_training_load"] == 40


def test_indoors_by_the_workout_else_by_the_sport() -> None:
    assert sent(Workout("a", "a", "VirtualRide", date=DAY))["indoor"] is True
    assert sent(Workout("a", "a", "VirtualRide", date=DAY, indoor=False))["indoor"] is False
    assert sent(Workout("a", "a", "Ride", date=DAY, indoor=True))["indoor"] is True


def test_a_note_has_no_sport_and_a_race_has() -> None:
    note, race = (sent(Workout("a", "a", date=DAY, category=c)) for c in ("NOTE", "RACE_A"))
    assert not {"type", "target", "indoor"} & set(note)
    assert race["type"] == "Ride"


def test_an_early_year_has_four_digits() -> None:
    event = Event("a", dt.datetime(7, 1, 2), session(Workout("a", "a")))
    assert payload(event)["start_date_local"] == "0007-01-02T00:00:00"


def test_templates_wait_for_a_day() -> None:
    template, fixed = session(Workout("t", "t")), session(Workout("f", "f", date=DAY))
    assert [e.identity for e in dated([template, fixed]).events] == ["f"]
    assert dated([template, fixed]).templates == (template,)


def test_templates_go_one_a_day_in_name_order() -> None:
    sessions = [
        session(Workout("z", "z"), "2.workout"),
        session(Workout("late", "late", span=Span(90, 99)), "1.workout"),
        session(Workout("fixed", "fixed", date=dt.date(2026, 12, 24)), "1.workout"),
        session(Workout("early", "early", span=Span(5, 9)), "1.workout"),
    ]
    found = dated(sessions, DAY, "club")
    assert [event.external_id for event in found.events] == [
        "club:early@2026-12-01",
        "club:late@2026-12-02",
        "club:z@2026-12-03",
        "club:fixed",
    ]
    assert found.events[1].when == dt.datetime(2026, 12, 2)
    assert found.templates == ()
