"""What can be asked of the calendar: one function an operation, on plain data."""

import datetime as dt
import re
import uuid

from workoutc.sandbox.access import RefusedError
from workoutc.sandbox.athlete import Record
from workoutc.sandbox.call import Call, missing, no_number, timestamp, whole
from workoutc.sandbox.doc import reread, shown
from workoutc.sandbox.event import Doomed, Sent, drafted, understand
from workoutc.sandbox.faults import Partial, UpsertIgnored
from workoutc.sandbox.targets import Widening
from workoutc.sandbox.text import Json, from_text


def list_events(call: Call) -> list[Json]:
    """The events of a window of days; today in the athlete's zone and six days more, by default."""
    if "ext" in call.query:
        raise RefusedError(422, "The sandbox writes no workout files: leave out ext")
    oldest = call.day("oldest") or call.today
    newest = call.day("newest") or oldest + dt.timedelta(days=6)
    window = oldest.isoformat(), newest.isoformat()
    found = call.store.event_texts(call.athlete.id, *window, call.listed("category"))
    events = found[: call.limit()]
    if not call.true("resolve"):
        return events
    settings, widening = call.store.settings_text(call.athlete.id), _widening(call)
    return [shown(event, settings, widening) for event in events]


def show_event(call: Call) -> Record:
    """One event; this operation knows no `resolve`."""
    return _existing(call)


def create_event(call: Call) -> Json:
    """A new event each time, whatever its `external_id` and `uid`."""
    with call.store.transaction():
        return _write(call, call.settings, understand(Sent, call.body), None)


def create_events(call: Call) -> list[Json]:
    """All of them or, when one is refused, none; with `upsert=true` those of the same client and
    `external_id` are updated instead. Whether the real one is as strict isn't known."""
    sent = [understand(Sent, item) for item in call.array]
    kept = sent[: call.fault.count] if isinstance(call.fault, Partial) else sent
    upsert = call.true("upsert") and not isinstance(call.fault, UpsertIgnored)
    settings = call.settings
    with call.store.transaction():
        events = [_write(call, settings, one, _twin(call, one) if upsert else None) for one in kept]
    if isinstance(call.fault, Partial):
        raise RefusedError(call.fault.status, "Internal Server Error")
    return events


def update_event(call: Call) -> Json:
    """What was sent is laid over what is there."""
    with call.store.transaction():
        return _write(call, call.settings, understand(Sent, call.body), _existing(call))


def delete_event(call: Call) -> Record:
    """This one only: `others=true` of the real one is not imitated."""
    with call.store.transaction():
        call.store.delete(call.athlete.id, _existing(call)["id"])
    return {}


def delete_range(call: Call) -> None:
    """Every event of the given categories from `oldest` on; without `newest` the whole future."""
    oldest, wanted = call.day("oldest"), call.listed("category")
    if oldest is None or not wanted:
        raise missing("category" if oldest else "oldest")
    newest = (call.day("newest") or dt.date.max).isoformat()
    with call.store.transaction():
        for text in call.store.event_texts(call.athlete.id, oldest.isoformat(), newest, wanted):
            call.store.delete(call.athlete.id, from_text(text)["id"])


def delete_events(call: Call) -> Record:
    """Events by `id`, or by the `external_id` this client gave, which wins; unknown ones are
    passed over."""
    doomed = [understand(Doomed, item) for item in call.array]
    with call.store.transaction():
        deleted = sum(call.store.delete(call.athlete.id, _meant(call, one)) for one in doomed)
    return {"eventsDeleted": deleted}


def _existing(call: Call) -> Record:
    event = call.store.event(call.athlete.id, whole(call.path["event"]))
    if event is None:
        raise RefusedError(404, "Event not found")
    return event


def _twin(call: Call, sent: Sent) -> Record | None:
    if not sent.external_id:
        return None
    return call.store.named(call.athlete.id, call.client, sent.external_id)


def _write(call: Call, settings: list[Record], sent: Sent, known: Record | None) -> Json:
    event = reread(drafted(sent, known), sent, settings, call.fault)
    event["updated"] = timestamp(call.now)
    if known is None:
        event |= _birth(call)
    return call.store.save(event)


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


def _widening(call: Call) -> Widening:
    fields = ("icu_garmin_outdoor_power_range", "icu_garmin_hr_range", "garmin_pace_range")
    names = ("powerRange", "hrRange", "paceRange")
    return Widening(
        *(
            _number(call.query[name]) if name in call.query else call.athlete.profile[field]
            for name, field in zip(names, fields, strict=True)
        )
    )


def _number(text: str) -> float:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII):
        raise no_number(text)
    return float(text)
