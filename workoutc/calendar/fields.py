"""What an event says, in the form in which two of them are compared."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from workoutc.calendar.event import Payload, sporting
from workoutc.calendar.mark import digest, found_in, unmarked, with_mark
from workoutc.calendar.reply import Listed

Plain: TypeAlias = str | int | list[str] | None
"""A value without its spelling, the same for what is sent and for what is shown."""

ALWAYS = ("category", "start_date_local", "name", "description", "external_id", "tags")
SPORTING = ("type", "target", "indoor")
TOTALS = ("moving_time", "distance_target", "icu_training_load")
"""Fields that the server writes over once an activity is paired with the event."""

OPTIONAL = ("color", *TOTALS)
"""Fields that are sent only where the author gave them."""


FIELDS = {
    "start_date_local": "day or time",
    "description": "text",
    "external_id": "identity",
    "type": "sport",
    "moving_time": "duration",
    "distance_target": "distance",
    "icu_training_load": "load",
}
"""Fields by the words of the source, where those differ."""


def of_payload(sent: Payload) -> dict[str, Plain]:
    """The fields of what is sent."""
    return {field: _plain(field, value) for field, value in sent.items()}


def of_listed(shown: Listed, fields: Iterable[str]) -> dict[str, Plain]:
    """The same fields of an event of the calendar."""
    found = {"start_date_local": shown.start, "external_id": shown.external_id}
    return {
        field: _plain(field, found[field] if field in found else getattr(shown, field))
        for field in fields
    }


def differing(sent: Payload, shown: Listed) -> tuple[str, ...]:
    """The fields of what is sent that the calendar shows otherwise; those we don't send are the
    athlete's own, and totals are the activity's once there is one."""
    ours, theirs = of_payload(sent), of_listed(shown, sent)
    ridden = TOTALS if shown.paired_activity_id else ()
    return tuple(field for field in sent if field not in ridden and ours[field] != theirs[field])


def _plain(field: str, value: object) -> Plain:
    match field, value:
        case "target", None:
            return "AUTO"
        case "indoor", _:
            return int(bool(value))
        case "tags", _:
            return sorted(value) if isinstance(value, list) else []
        case "description", _:
            return unmarked(str(value or ""))
        case (("name" | "color"), _):
            text = str(value or "").strip()
            return text.lower() if field == "color" else text
        case _, None:
            return None
        case "start_date_local", _:
            when = (
                value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
            )
            return when.isoformat()
        case (("moving_time" | "distance_target" | "icu_training_load"), _):
            # The server keeps distances as 32-bit floats: beyond the metre they are noise.
            return round(Decimal(str(value)))
        case _:
            return str(value)


def stamped(sent: Payload) -> Payload:
    """What is sent, with its mark in the text."""
    return sent | {"description": with_mark(str(sent["description"]), mark_of(sent))}


def mark_of(sent: Payload) -> str:
    """The mark of what is sent: twelve digits for the fields that every event has; where optional
    ones are sent, a digit for which and six for what they say."""
    plain = of_payload(sent)
    further = [field for field in OPTIONAL if field in sent]
    mark = digest({f: v for f, v in plain.items() if f not in OPTIONAL}, 12)
    if further:
        mark += f"-{_which(further):x}{digest({f: plain[f] for f in further}, 6)}"
    return mark


def edited(shown: Listed) -> bool:
    """Whether an event is not as it was last sent: its athlete changed it, or another program.

    What the server writes over is left out once there is an activity.
    """
    return not says(shown, found_in(shown.description or ""))


def says(shown: Listed, mark: str) -> bool:
    """Whether an event is as it was when it was sent with this mark, wherever that stands now."""
    mark, _, further = mark.partition("-")
    fields = (*ALWAYS, *SPORTING) if sporting(shown.category or "") else ALWAYS
    if mark != digest(of_listed(shown, fields), 12):
        return False
    sent = _sent(further)
    ridden = shown.paired_activity_id and set(sent) & set(TOTALS)
    return bool(not sent or ridden or further[1:] == digest(of_listed(shown, sent), 6))


def optional_as_sent(shown: Listed) -> Sequence[str]:
    """The optional fields that were sent with an event, where it has them as they were sent."""
    _, _, further = found_in(shown.description or "").partition("-")
    sent = _sent(further)
    return sent if sent and further[1:] == digest(of_listed(shown, sent), 6) else ()


def outgrown(shown: Listed) -> bool:
    """Whether an event carries a mark that fits no longer. One without any may stand on a calendar
    that keeps none, where it would be of no use to write it anew."""
    return bool(found_in(shown.description or "")) and edited(shown)


def _sent(further: str) -> Sequence[str]:
    """The optional fields that a mark tells of."""
    return [field for field in OPTIONAL if further and int(further[0], 16) & _which([field])]


def _which(fields: Iterable[str]) -> int:
    return sum(1 << OPTIONAL.index(field) for field in fields)


def same_state(one: Listed, other: Listed) -> bool:
    """Whether nothing has happened to an event that would matter to a push."""
    return state(one) == state(other)


def state(shown: Listed) -> Mapping[str, Plain]:
    """All of an event that a push looks at, but what the server reckons by itself."""
    fields = (
        "external_id", "category", "type", "start_date_local", "name", "description", "target",
        "indoor", "tags", "color", "paired_activity_id",
    )  # fmt: skip
    return {"id": shown.id, **of_listed(shown, fields), "raw": shown.description or ""}
