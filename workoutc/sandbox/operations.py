"""What can be asked of the calendar: one function an operation, on plain data."""

import datetime as dt
import re
import uuid
import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from workoutc.sandbox.access import RefusedError
from workoutc.sandbox.athlete import Record
from workoutc.sandbox.doc import reread, shown
from workoutc.sandbox.event import Doomed, Sent, drafted, full_date_time, understand, unreadable
from workoutc.sandbox.faults import Fault, Partial, UpsertIgnored
from workoutc.sandbox.store import Known, Store
from workoutc.sandbox.targets import Widening

Clock = Callable[[], dt.datetime]
"""Gives the time in UTC, aware."""


class Call(NamedTuple):
    """One request, let in. `query`: a parameter given twice stands joined by a comma, as it counts
    for lists. `body`: parsed JSON. `client`: the OAuth application, `None` for a personal key."""

    store: Store
    athlete: Known
    client: int | None
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    now: dt.datetime
    fault: Fault | None = None

    @property
    def settings(self) -> list[Record]:
        return self.store.settings(self.athlete.id)


def list_events(call: Call) -> list[Record]:
    """The events of a window of days; today in the athlete's zone and six days more, by default."""
    if "ext" in call.query:
        raise RefusedError(422, "The sandbox writes no workout files: leave out ext")
    oldest = _day(call, "oldest") or _today(call)
    newest = _day(call, "newest") or oldest + dt.timedelta(days=6)
    found = call.store.events(call.athlete.id, oldest.isoformat(), newest.isoformat())
    wanted = _listed(call, "category")
    events = [event for event in found if not wanted or event["category"] in wanted]
    events = events[: _whole(call.query.get("limit", str(len(events))))]
    if not _true(call, "resolve"):
        return events
    settings, widening = call.settings, _widening(call)
    return [shown(event, settings, widening) for event in events]


def show_event(call: Call) -> Record:
    """One event; this operation knows no `resolve`."""
    return _existing(call)


def create_event(call: Call) -> Record:
    """A new event each time, whatever its `external_id` and `uid`."""
    with call.store.transaction():
        return _write(call, understand(Sent, call.body), None)


def create_events(call: Call) -> list[Record]:
    """All of them or, when one is refused, none; with `upsert=true` those of the same client and
    `external_id` are updated instead. Whether the real one is as strict isn't known."""
    sent = [understand(Sent, item) for item in _array(call)]
    kept = sent[: call.fault.count] if isinstance(call.fault, Partial) else sent
    upsert = _true(call, "upsert") and not isinstance(call.fault, UpsertIgnored)
    with call.store.transaction():
        events = [_write(call, one, _twin(call, one) if upsert else None) for one in kept]
    if isinstance(call.fault, Partial):
        raise RefusedError(call.fault.status, "Internal Server Error")
    return events


def update_event(call: Call) -> Record:
    """What was sent is laid over what is there."""
    known = _existing(call)
    with call.store.transaction():
        return _write(call, understand(Sent, call.body), known)


def delete_event(call: Call) -> Record:
    """This one only: `others=true` of the real one is not imitated."""
    event = _existing(call)
    with call.store.transaction():
        call.store.delete(call.athlete.id, event["id"])
    return {}


def delete_range(call: Call) -> None:
    """Every event of the given categories from `oldest` on; without `newest` the whole future."""
    oldest, wanted = _day(call, "oldest"), _listed(call, "category")
    if oldest is None or not wanted:
        missing = "category" if oldest else "oldest"
        raise RefusedError(422, f"Required request parameter '{missing}' is not present")
    newest = (_day(call, "newest") or dt.date.max).isoformat()
    with call.store.transaction():
        for event in call.store.events(call.athlete.id, oldest.isoformat(), newest):
            if event["category"] in wanted:
                call.store.delete(call.athlete.id, event["id"])


def delete_events(call: Call) -> Record:
    """Events by `id`, or by the `external_id` this client gave, which wins; unknown ones are
    passed over."""
    doomed = [understand(Doomed, item) for item in _array(call)]
    with call.store.transaction():
        deleted = sum(call.store.delete(call.athlete.id, _meant(call, one)) for one in doomed)
    return {"eventsDeleted": deleted}


def show_athlete(call: Call) -> Record:
    """The profile with the sport settings in it."""
    return call.athlete.profile | {"sportSettings": call.settings}


def show_training_plan(call: Call) -> Record:
    """No plan, ever; but it tells the time zone to whoever may not read the settings."""
    return {
        "athlete_id": call.athlete.id,
        "training_plan_id": None,
        "training_plan_start_date": None,
        "timezone": call.athlete.profile["timezone"],
        "training_plan_last_applied": None,
        "training_plan": None,
        "training_plan_alias": None,
    }


def list_settings(call: Call) -> list[Record]:
    """All sport settings of the athlete."""
    return call.settings


def show_settings(call: Call) -> Record:
    """The entry of that id, or the one that lists that sport."""
    wanted = call.path["id"]
    for entry in call.settings:
        if wanted == str(entry["id"]) or wanted in entry["types"]:
            return entry
    raise RefusedError(404, "Sport settings not found")


def timestamp(now: dt.datetime) -> str:
    """A moment as the service writes it: UTC, to the millisecond."""
    return now.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def _today(call: Call) -> dt.date:
    """The day it is where the athlete is."""
    return call.now.astimezone(zoneinfo.ZoneInfo(call.athlete.profile["timezone"])).date()


def _existing(call: Call) -> Record:
    event = call.store.event(call.athlete.id, _whole(call.path["event"]))
    if event is None:
        raise RefusedError(404, "Event not found")
    return event


def _twin(call: Call, sent: Sent) -> Record | None:
    if not sent.external_id:
        return None
    return call.store.named(call.athlete.id, call.client, sent.external_id)


def _write(call: Call, sent: Sent, known: Record | None) -> Record:
    event = reread(drafted(sent, known), sent, call.settings, call.fault)
    event["updated"] = timestamp(call.now)
    if known is None:
        event |= _birth(call)
    call.store.save(event)
    return event


def _birth(call: Call) -> Record:
    """What the server gives to a new event and never changes again."""
    id_ = call.store.add(call.athlete.id)
    return {
        "id": id_,
        "uid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"sandbox event {id_}")),
        "athlete_id": call.athlete.id,
        "created_by_id": call.store.owner,
        "oauth_client_id": call.client,
    }


def _meant(call: Call, doomed: Doomed) -> int:
    if doomed.external_id is None:
        return doomed.id or 0
    event = call.store.named(call.athlete.id, call.client, doomed.external_id)
    return event["id"] if event else 0


def _array(call: Call) -> list[Any]:
    if not isinstance(call.body, list):
        raise RefusedError(400, "JSON parse error: expected an array")
    return call.body


def _day(call: Call, name: str) -> dt.date | None:
    """A day of the query, with or without a time behind it."""
    text = call.query.get(name)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(full_date_time(text if "T" in text else f"{text}T00:00")[:10])
    except RefusedError:
        raise unreadable(text, 0) from None


def _widening(call: Call) -> Widening:
    fields = ("icu_garmin_outdoor_power_range", "icu_garmin_hr_range", "garmin_pace_range")
    names = ("powerRange", "hrRange", "paceRange")
    return Widening(
        *(
            _number(call.query[name]) if name in call.query else call.athlete.profile[field]
            for name, field in zip(names, fields, strict=True)
        )
    )


def _listed(call: Call, name: str) -> set[str]:
    return {part.strip() for part in call.query.get(name, "").split(",")} - {""}


def _true(call: Call, name: str) -> bool:
    return call.query.get(name, "").lower() == "true"


def _whole(text: str) -> int:
    """A whole number of the address; the service answers 500, not 400, to anything else."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise _no_number(text)
    return int(text)


def _number(text: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII):
        raise _no_number(text)
    return float(text)


def _no_number(text: str) -> RefusedError:
    return RefusedError(500, f'java.lang.NumberFormatException: For input string: "{text}"')
