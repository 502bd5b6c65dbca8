"""What can be asked beside the calendar: athletes, their settings, and what else they keep."""

from workoutc.sandbox.access import RefusedError
from workoutc.sandbox.athlete import Record
from workoutc.sandbox.call import Call, missing
from workoutc.sandbox.text import Json


def list_athletes(call: Call) -> list[Record]:
    """Whom the owner of the key follows or coaches, the owner included, and what may be done."""
    return [
        athlete.profile | {"icu_permission": athlete.permission, "icu_tags": None}
        for athlete in call.store.athletes()
    ]


def show_athlete(call: Call) -> Record:
    """The profile with the sport settings in it."""
    permission = {"icu_permission": call.athlete.permission}
    return call.athlete.profile | permission | {"sportSettings": call.settings}


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


def list_settings(call: Call) -> Json:
    """All sport settings of the athlete."""
    return call.store.settings_text(call.athlete.id)


def show_settings(call: Call) -> Record:
    """The entry of that id, or the one that lists that sport."""
    wanted = call.path["id"]
    for entry in call.settings:
        if wanted == str(entry["id"]) or wanted in entry["types"]:
            return entry
    raise RefusedError(404, "Sport settings not found")


def list_activities(call: Call) -> list[Record]:
    """The activities of a window of days, the latest first; until today without `newest`."""
    oldest = call.day("oldest")
    if oldest is None:
        raise missing("oldest")
    newest = call.day("newest") or call.today
    found = call.store.activities(call.athlete.id, oldest.isoformat(), newest.isoformat())
    return [_chosen(call, activity) for activity in found[::-1][: call.limit()]]


def list_wellness(call: Call) -> list[Record]:
    """The days that have a record, in order; all there are, without `oldest` and `newest`."""
    oldest, newest = (str(call.day(name) or "") for name in ("oldest", "newest"))
    return [
        _chosen(call, record)
        for record in call.store.records(call.athlete.id, "wellness")
        if oldest <= record["id"] and (not newest or record["id"] <= newest)
    ]


def list_folders(call: Call) -> list[Record]:
    """The library, each folder and plan with its workouts."""
    workouts = call.store.records(call.athlete.id, "workout")
    return [
        folder | {"children": [one for one in workouts if one["folder_id"] == folder["id"]]}
        for folder in call.store.records(call.athlete.id, "folder")
    ]


def list_workouts(call: Call) -> list[Record]:
    """The workouts of all folders."""
    return call.store.records(call.athlete.id, "workout")


def _chosen(call: Call, record: Record) -> Record:
    """The fields that `fields` names, as far as they hold something; all of them without it."""
    wanted = call.listed("fields")
    if not wanted:
        return record
    return {name: value for name, value in record.items() if name in wanted and value is not None}
