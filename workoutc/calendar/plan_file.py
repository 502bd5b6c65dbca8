"""A plan on file: what was asked for, what would be done, and what the calendar looked like."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from workoutc.calendar.event import payload
from workoutc.calendar.fields import differing, state
from workoutc.calendar.sync import CHANGING, Action, Change, Plan

KIND: Literal["workoutc plan"] = "workoutc plan"


class Closed(BaseModel):
    """Something of a plan file, which nobody but us writes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Asked(Closed):
    """What the plan was made from. `folder` and `paths`: where the sources are. `day`: the date of
    templates. `values`: those of `--set`. `origin`: that of `--from`."""

    folder: str
    paths: tuple[str, ...]
    day: str | None = None
    athlete: str | None = None
    values: tuple[str, ...] = ()
    prune: bool = False
    force: bool = False
    origin: str | None = None


class Planned(Closed):
    """A change. `wanted` and `there`: digests of the event as it was to be and as it stood on the
    calendar, empty where there was none."""

    action: str
    external_id: str
    event_id: int | None
    date: str
    name: str
    reason: str
    wanted: str
    there: str


class PlanFile(Closed):
    """A plan as it is kept. `made`: when. `calendar`: address and athlete it is for."""

    kind: Literal["workoutc plan"] = KIND
    version: Literal[1] = 1
    made: str
    calendar: str
    asked: Asked
    changes: tuple[Planned, ...]


def planned(plan: Plan) -> tuple[Planned, ...]:
    """The changes of a plan, for a file."""
    return tuple(
        Planned(
            action=str(change.action),
            external_id=change.external_id,
            event_id=change.event_id,
            date=change.when.date().isoformat(),
            name=change.name,
            reason=change.reason,
            wanted=_wanted(change),
            there=_digest(dict(state(change.known))) if change.known else "",
        )
        for change in plan.changes
    )


def written(file: PlanFile) -> str:
    """The text of a plan file."""
    return file.model_dump_json(indent=2) + "\n"


def read(text: str) -> PlanFile | None:
    """The plan in a text, `None` where it is no plan. Raises ValueError, in words for people, for
    one that is damaged or of another version."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, Mapping) or found.get("kind") != KIND:
        return None
    try:
        return PlanFile.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
    raise ValueError(f"its `{place}` is not what this version of workoutc writes")


def is_plan(text: bytes) -> bool:
    """Whether it is a plan, also one that is of no use."""
    try:
        return read(text.decode()) is not None
    except UnicodeDecodeError:
        return False
    except ValueError:
        return True


def stale(file: PlanFile, plan: Plan) -> Iterator[str]:
    """How the plan of today differs from the one on file: a line for each event. What was carried
    out since, by a push of this plan that was stopped, is no difference."""
    then, now = _keyed(file.changes), _keyed(planned(plan))
    through = _as_wanted(plan)
    for key in sorted(then.keys() | now.keys()):
        before, after = then.get(key), now.get(key)
        if before and _carried_out(before, after, through):
            continue
        if before is None and after is not None:
            yield f"{after.name}, {after.date}: not in the plan, now to {after.action}"
        elif after is None and before is not None:
            yield f"{before.name}, {before.date}: was to {before.action}, and is gone"
        elif before and after and before.action != after.action:
            yield f"{after.name}, {after.date}: was to {before.action}, now to {after.action}"
        elif before and after and (before.wanted, before.there) != (after.wanted, after.there):
            yield f"{after.name}, {after.date}: its source or its event changed"


def _as_wanted(plan: Plan) -> set[str]:
    """Identities of the events that stand on the calendar as their sources want them."""
    return {
        change.external_id
        for change in plan.changes
        if change.event and change.known and not differing(payload(change.event), change.known)
    }


def _carried_out(before: Planned, after: Planned | None, through: set[str]) -> bool:
    if before.action == Action.DELETE:
        return after is None
    changed = before.action in CHANGING and after is not None and before.wanted == after.wanted
    return changed and before.external_id in through


def _keyed(changes: Iterable[Planned]) -> dict[tuple[str, int], Planned]:
    """By identity; several events may carry one, until somebody tidies up."""
    keyed: dict[tuple[str, int], Planned] = {}
    seen: Counter[str] = Counter()
    for change in changes:
        keyed[change.external_id, seen[change.external_id]] = change
        seen[change.external_id] += 1
    return keyed


def _wanted(change: Change) -> str:
    return _digest(payload(change.event)) if change.event else ""


def _digest(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:16]
