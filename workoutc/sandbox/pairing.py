"""Which activity was which planned workout, and what the service makes of the two."""

from typing import Any

from workoutc.sandbox.athlete import Record
from workoutc.sports import SPORTS, Kind

RIDDEN = ("moving_time", "distance", "icu_training_load")
"""Numbers of an event that are those of the activity, once there is one."""


def fits(activity: Record, event: Record) -> bool:
    """Whether the service would pair the two: a free planned workout of the day and sport."""
    return (
        event["category"] == "WORKOUT"
        and event["paired_activity_id"] is None
        and event["start_date_local"][:10] == activity["start_date_local"][:10]
        and _family(event["type"]) == _family(activity["type"])
    )


def ridden(activity: Record) -> Record:
    """What the activity overwrites in its event."""
    numbers = {name: activity[name] for name in RIDDEN if activity[name] is not None}
    return {"paired_activity_id": activity["id"]} | numbers


def compliance(activity: Record, event: Record) -> float | None:
    """How much of the planned time was ridden, in percent; of the load, where no time was planned.

    The service's own formula isn't published.
    """
    doc = event["workout_doc"] or {}
    planned = {"moving_time": doc.get("duration") or event["moving_time"]}
    for name in ("moving_time", "icu_training_load"):
        wanted, done = planned.get(name, event[name]), activity[name]
        if wanted and done is not None:
            return round(100.0 * int(done) / int(wanted), 1)
    return None


def _family(sport: Any) -> str:
    kind = SPORTS[sport].kind if sport in SPORTS else Kind.OTHER
    return str(sport) if kind is Kind.OTHER else kind
