"""What stood on a calendar after the last push from this machine, and which files it was from.

An event that is missing from the calendar may be new or may have been deleted by its athlete: only
who has seen it there can tell. Without this file, on a second machine, it is taken for new.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from workoutc.calendar.account import Account
from workoutc.calendar.elsewhere import Remembered
from workoutc.calendar.journal import paper
from workoutc.calendar.outcome import Result, State
from workoutc.calendar.sync import Action, Plan
from workoutc.files import write_file

SUFFIX = "known.json"
FILES = 8
"""Files of one event that are remembered: who has it in more of them has copies of everything."""


Memory: TypeAlias = Mapping[str, Remembered]
"""By `external_id`."""


def read(folder: Path, account: Account, today: dt.date) -> Memory:
    """What is remembered of the days from today on: what is over may be tidied up by anybody. A
    file that can't be read is as good as none."""
    try:
        found = json.loads(paper(folder, account, SUFFIX).read_bytes())
        entries = {
            str(identity): Remembered(
                dt.date.fromisoformat(day), tuple(map(str, filter(None, files)))
            )
            for identity, (day, *files) in found["events"].items()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return {identity: known for identity, known in entries.items() if known.day >= today}


def keep(folder: Path, account: Account, memory: Memory) -> None:
    """Remember all this until the next push. It is of help only, so that no failure stops a push
    that has ended well."""
    events = {i: (known.day.isoformat(), *known.files) for i, known in sorted(memory.items())}
    text = json.dumps({"version": 1, "events": events})
    with suppress(OSError):
        write_file(paper(folder, account, SUFFIX), text.encode(), mode=0o600)


def after(old: Memory, plan: Plan, results: Iterable[Result]) -> Memory:
    """What is to be remembered after a push: what the calendar showed, and the files of what was
    pushed. What was deleted by others stays known, until it is over."""
    found = dict(old)
    for listed in plan.seen:
        if listed.start is not None:
            identity = str(listed.external_id)
            before = found.get(identity, Remembered(dt.date.min))
            found[identity] = before._replace(day=listed.start.date())
    for result in results:
        change = result.change
        if change.event is not None and result.event_id is not None:
            files = _files(change.event.file, found.get(change.external_id))
            found[change.external_id] = Remembered(change.when.date(), files)
        elif change.action is Action.DELETE and result.state is State.DONE:
            found.pop(change.external_id, None)
    return found


def _files(last: str, before: Remembered | None) -> tuple[str, ...]:
    """Where an event was pushed from, the last one first: another one may have it still."""
    earlier = before.files if before else ()
    return tuple(dict.fromkeys(filter(None, (last, *earlier))))[:FILES]
