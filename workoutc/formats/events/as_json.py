"""Events as JSON: what a list or a calendar shows of a workout on its day."""

import json
from collections.abc import Sequence
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.load import load_of
from workoutc.model import Workout

VERSION = 1


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """A document of one event; of none where the workout has no date."""
    return Emission(_document([] if workout.date is None else [_event(workout, athlete)]))


def joined(documents: Sequence[str]) -> str:
    """Several documents as one."""
    events = [event for text in documents for event in json.loads(text)["events"]]
    return _document(sorted(events, key=_order))


def _event(workout: Workout, athlete: Athlete) -> dict[str, Any]:
    reckoned = load_of(workout, athlete)
    return {
        "date": workout.date.isoformat() if workout.date else None,
        "time": f"{workout.time:%H:%M}" if workout.time else None,
        "name": workout.name,
        "sport": workout.sport if sporting(workout) else None,
        "category": workout.category,
        "identity": workout.identity,
        "duration_s": reckoned.duration_s,
        "load": reckoned.load,
    }


def sporting(workout: Workout) -> bool:
    """Whether it is ridden, run or swum."""
    return workout.category == "WORKOUT" or workout.is_race


def _document(events: list[dict[str, Any]]) -> str:
    data = {"version": VERSION, "events": events}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _order(event: dict[str, Any]) -> tuple[str, str, str]:
    return event["date"], event["time"] or "", event["identity"]
