"""What the calendar answers, checked at the door: unknown keys and nulls may pass."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    field_validator,
)


class Reply(BaseModel):
    """Anything from the server."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)


class PushError(Reply):
    """A device service that did not take the event over."""

    service: str | None = None
    message: str | None = None


class Listed(Reply):
    """An event as the calendar shows it. `start`: local wall time. `distance_target`: metres."""

    id: int
    external_id: str | None = None
    category: str | None = None
    type: str | None = None
    start: dt.datetime | None = Field(
        default=None, validation_alias=AliasChoices("start_date_local", "start")
    )
    name: str | None = None
    description: str | None = None
    target: str | None = None
    indoor: bool | None = None
    tags: list[str] | None = None
    color: str | None = None
    moving_time: Decimal | None = None
    distance_target: Decimal | None = None
    icu_training_load: Decimal | None = None
    paired_activity_id: str | None = None
    workout_doc: dict[str, Any] | None = None
    push_errors: list[PushError] | None = None
    oauth_client_id: str | None = None
    updated: str | None = None

    @field_validator("start", mode="after")
    @classmethod
    def local(cls, value: dt.datetime | None) -> dt.datetime | None:
        """Wall time: a zone, should one ever be sent, is not the athlete's."""
        return value.replace(tzinfo=None) if value else None


Count = Annotated[int, Field(ge=0, le=10_000)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class HeldTarget(Reply):
    """A target of a `workout_doc`, as far as it is looked at."""

    value: Number | None = None
    start: Number | None = None
    end: Number | None = None
    units: str | None = None


class HeldStep(Reply):
    """A step or repeat of a `workout_doc`, as far as it is looked at."""

    text: str | None = None
    duration: Number | None = None
    distance: Number | None = None
    reps: Count | None = None
    power: HeldTarget | None = None
    hr: HeldTarget | None = None
    pace: HeldTarget | None = None
    cadence: HeldTarget | None = None
    steps: list["HeldStep"] | None = None


class HeldDoc(Reply):
    """What the server made of a text."""

    steps: list[HeldStep] | None = None


def held_steps(doc: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The steps of a `workout_doc` as they came, `None` when they don't have the shape of steps.

    Looked at only for events of ours, so that no odd event of another program stops a push.
    """
    try:
        HeldDoc.model_validate(doc)
    except ValidationError:
        return None
    return list(doc.get("steps") or ())


class Person(Reply):
    """The athlete; `timezone` as in `Europe/Berlin`. A training plan tells the id and the zone of
    its athlete too."""

    id: str | None = Field(default=None, validation_alias=AliasChoices("athlete_id", "id"))
    name: str | None = None
    timezone: str | None = None


class Deleted(Reply):
    """How many events are gone."""

    count: int = Field(validation_alias="eventsDeleted")


def _lenient(data: Any, handler: ValidatorFunctionWrapHandler) -> Listed:
    """An event that can't be read shall stop no push, least of all one of somebody else's: what is
    left is which one it is, so that one of ours is not taken for missing."""
    try:
        found: Listed = handler(data)
    except ValidationError:
        if not isinstance(data, dict):
            raise
        found = handler({key: data.get(key) for key in ("id", "external_id")})
    return found


LISTED = TypeAdapter(Listed)
LISTING = TypeAdapter(tuple[Annotated[Listed, WrapValidator(_lenient)], ...])
PERSON = TypeAdapter(Person)
DELETED = TypeAdapter(Deleted)
