"""Calendar events as the service takes them in and gives them out."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workoutc.sandbox.access import RefusedError
from workoutc.sandbox.athlete import Record

Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]

Category = Literal[
    "WORKOUT", "RACE_A", "RACE_B", "RACE_C", "NOTE", "PLAN", "HOLIDAY", "SICK", "INJURED",
    "SET_EFTP", "FITNESS_DAYS", "SEASON_START", "TARGET", "SET_FITNESS",
]  # fmt: skip
SubType = Literal["NONE", "COMMUTE", "WARMUP", "COOLDOWN", "RACE"]
Target = Literal["AUTO", "POWER", "HR", "PACE"]
Availability = Literal["NORMAL", "LIMITED", "UNAVAILABLE"]

EMPTY: Mapping[str, Any] = {
    "id": None, "start_date_local": None, "icu_training_load": None, "icu_atl": None,
    "icu_ctl": None, "type": None, "carbs_used": None, "ss_p_max": None, "ss_w_prime": None,
    "ss_cp": None, "calendar_id": 1, "uid": None, "athlete_id": None, "category": None,
    "end_date_local": None, "name": None, "description": None, "indoor": False, "color": None,
    "moving_time": None, "icu_ftp": None, "w_prime": None, "p_max": None, "atl_days": None,
    "ctl_days": None, "updated": None, "not_on_fitness_chart": None, "show_as_note": False,
    "show_on_ctl_line": False, "for_week": False, "target": "AUTO", "joules": None,
    "joules_above_ftp": None, "workout_doc": None, "push_errors": None,
    "athlete_cannot_edit": False, "hide_from_athlete": False, "structure_read_only": False,
    "created_by_id": None, "shared_event_id": None, "entered": None, "carbs_per_hour": None,
    "sub_type": "NONE", "distance": None, "tags": None, "attachments": None,
    "oauth_client_id": None, "external_id": None, "load_target": None, "time_target": None,
    "distance_target": None, "training_availability": None, "max_training_time": None,
    "can_train_sports": None, "plan_athlete_id": None, "plan_folder_id": None,
    "plan_workout_id": None, "plan_applied": None, "icu_intensity": None, "strain_score": None,
    "paired_activity_id": None,
}  # fmt: skip
"""Every field of an event as it is given out, with what stands there when nobody said anything:
an absent list or object is an explicit null."""


class Sent(BaseModel):
    """What a client may write. All other keys, `uid` and the computed ones among them, are read
    over without a word, as the real service does."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    category: Category | None = None
    type: str | None = None
    start_date_local: str | None = None
    end_date_local: str | None = None
    name: str | None = None
    description: str | None = None
    indoor: bool | None = None
    color: str | None = None
    target: Target | None = None
    sub_type: SubType | None = None
    external_id: str | None = None
    tags: list[str] | None = None
    workout_doc: dict[str, Any] | None = None
    moving_time: Int32 | None = None
    distance: float | None = None
    icu_training_load: Int32 | None = None
    time_target: Int32 | None = None
    distance_target: float | None = None
    load_target: Int32 | None = None
    carbs_per_hour: Int32 | None = None
    for_week: bool | None = None
    hide_from_athlete: bool | None = None
    athlete_cannot_edit: bool | None = None
    not_on_fitness_chart: bool | None = None
    show_as_note: bool | None = None
    show_on_ctl_line: bool | None = None
    training_availability: Availability | None = None
    max_training_time: Int32 | None = None
    can_train_sports: list[str] | None = None
    file_contents: str | None = None
    file_contents_base64: str | None = None
    filename: str | None = None

    @property
    def said(self) -> Record:
        """The fields that carry a value: a null is the same as silence."""
        return {name: value for name, value in vars(self).items() if value is not None}


class Doomed(BaseModel):
    """What names an event that shall go."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: Int32 | None = None
    external_id: str | None = None


Body = TypeVar("Body", bound=BaseModel)


def understand(kind: type[Body], body: Any) -> Body:
    """One object of a request body. Raises `RefusedError` 400 where a value isn't of its kind."""
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or kind.__name__
        raise RefusedError(400, f"JSON parse error: {place}: {first['msg']}") from None


def drafted(sent: Sent, known: Record | None) -> Record:
    """The event after a write: `known` (nothing, for a new one) with what was sent laid over it.

    A number of -1 clears its field. Raises `RefusedError` 422 where the service would not keep it.
    """
    if sent.file_contents is not None or sent.file_contents_base64 is not None:
        raise RefusedError(422, "The sandbox reads no workout files: send the text as description")
    changes = {name: _cleared(value) for name, value in sent.said.items() if name in EMPTY}
    event = dict(EMPTY) | (known or {}) | changes
    _require(event)
    event["start_date_local"] = full_date_time(event["start_date_local"])
    event["end_date_local"] = _end(sent, known, event)
    return event


def full_date_time(text: str) -> str:
    """`2026-12-01T06:30` or longer, in full and to the second.

    Raises `RefusedError` 422 without a time of day, or with a zone.
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?", text, re.ASCII):
        raise unreadable(text, min(10, len(text)))
    try:
        return dt.datetime.fromisoformat(text[:19]).isoformat()
    except ValueError:
        raise unreadable(text, 0) from None


def unreadable(text: str, index: int) -> RefusedError:
    """What the service says of a date it cannot read."""
    return RefusedError(
        422,
        "java.time.format.DateTimeParseException: "
        f"Text '{text}' could not be parsed at index {index}",
    )


def _cleared(value: Any) -> Any:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return None if number and value == -1 else value


def _require(event: Record) -> None:
    for name in ("category", "start_date_local"):
        if not event[name]:
            raise RefusedError(422, f"{name} is required")
    if event["category"] in ("WORKOUT", "RACE_A", "RACE_B", "RACE_C") and not event["type"]:
        raise RefusedError(422, f"type is required for category {event['category']}")


def _end(sent: Sent, known: Record | None, event: Record) -> str:
    """The midnight after the last day; an event that moves keeps the number of its days."""
    if sent.end_date_local is not None:
        return full_date_time(sent.end_date_local)
    days = 1 if known is None else (_day(known, "end") - _day(known, "start")).days
    end = _day(event, "start") + dt.timedelta(days=max(days, 1))
    return f"{end.isoformat()}T00:00:00"


def _day(event: Record, edge: str) -> dt.date:
    return dt.date.fromisoformat(event[f"{edge}_date_local"][:10])
