"""An examination from its beginning to its end."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from workoutc.calendar.account import Account
from workoutc.calendar.client import Calendar
from workoutc.calendar.doctor.account_checks import check_athlete, check_pushes, check_rights
from workoutc.calendar.doctor.finding import Examination, Finding, Reach, unknown
from workoutc.calendar.doctor.held import How, readings
from workoutc.calendar.doctor.key_check import check_key
from workoutc.calendar.doctor.line import Line
from workoutc.calendar.doctor.line_checks import (
    check_address,
    check_clock,
    check_network,
    check_service,
    check_settings,
)
from workoutc.calendar.doctor.mask import Mask, masked_id
from workoutc.calendar.doctor.observed import AREAS, CALENDAR, Observed, observe, people
from workoutc.calendar.doctor.surroundings import NOTHING, Surroundings
from workoutc.calendar.doctor.write_probe import check_writing, trial
from workoutc.calendar.patience import Patience
from workoutc.calendar.secret import Scheme
from workoutc.calendar.wire import Manner, Timeouts, Transport
from workoutc.records import replace

CHECKS: tuple[Callable[[Observed], Finding], ...] = (
    check_settings,
    check_address,
    check_network,
    check_service,
    check_clock,
    check_key,
    check_athlete,
    check_rights,
    check_pushes,
)
"""Each tells of one thing, the first that stands in the way of the others first."""

HURRY = Timeouts(connect=10, read=20, whole=30)
"""Somebody sits and waits."""

Folders = Sequence[tuple[Path, str]]


def examine(
    here: Surroundings,
    manner: Manner,
    now: Callable[[], dt.datetime],
    *,
    write: bool = False,
    folders: Folders = (),
    transport: Transport | None = None,
) -> Examination:
    """Look at everything, with few requests, none of which changes anything; with `write`, also
    make and delete a note in the year 2099. All words are fit for a forum.

    `now`: the time with a zone. `folders`: what to say instead of each of them.
    """
    manner = replace(manner, patience=Patience(tries=1), timeouts=HURRY)
    with Line(here.url, manner, transport, now) as line:
        observed = observe(here, line, now().date())
    findings = [check(observed) for check in CHECKS]
    if write:
        findings += _writing(observed, manner, transport)
    mask = _mask(observed, folders)
    return Examination(
        {name: mask(words) for name, words in _facts(here)},
        [_masked(finding, mask) for finding in findings],
        _reach(observed),
    )


def _writing(observed: Observed, manner: Manner, transport: Transport | None) -> Iterator[Finding]:
    here, opened = observed.here, observed.opened
    if opened is None or opened.how is not How.AS_SET or not observed.reaches(CALENDAR):
        yield unknown("writing", "not tried: what is at fault above comes first")
        return
    account = Account(opened.credentials, observed.athlete, here.url)
    manner = replace(manner, patience=Patience(tries=3, total=20))
    with Calendar(account, manner, transport=transport) as calendar:
        yield from check_writing(trial(calendar, here.namespace))


def _facts(here: Surroundings) -> Iterator[tuple[str, str]]:
    """What is set, and what says so."""
    places = [f"a {one.scheme.noun}, {_from(one.place)}" for one in here.held]
    url = "none, as what is written is no address" if "address" in here.wrong else here.url
    yield "calendar", f"{url}, {_from(here.url_from)}"
    yield "athlete", f"{masked_id(here.athlete)}, {_from(here.athlete_from)}"
    yield "key", "; ".join(places) or "none"
    yield "keyring", here.keyring
    yield "settings", ", ".join(here.files) or "no files"


def _from(source: str) -> str:
    return "by default" if source == NOTHING else f"from {source}"


def _mask(observed: Observed, folders: Folders) -> Mask:
    here = observed.here
    secrets = [held.secret for held in here.held if held.secret]
    secrets += [way.credentials.secret for way in readings(here.held, here.hidden, here.stray)]
    mask = Mask(secrets, (here.athlete, observed.athlete, observed.owner), folders)
    mask.learn(people(observed.heard))
    return mask


def _masked(finding: Finding, mask: Mask) -> Finding:
    return finding._replace(
        words=mask(finding.words), help=mask(finding.help), said=mask.said(finding.said)
    )


def _reach(observed: Observed) -> list[Reach]:
    opened = observed.opened
    token = opened is not None and opened.credentials.scheme is Scheme.TOKEN
    rows = [
        Reach(area.name, observed.reaches(area), area.serves, area.scope if token else "")
        for area in AREAS
    ]
    if observed.coached is None:
        return rows
    others = {id_: right for id_, right in observed.coached.items() if id_ != observed.owner}
    editable = sum(right == "WRITE" for right in others.values())
    words = f"{len(others)} beside yourself, {editable} with a calendar you may edit"
    words = words if others else "yourself alone"
    return [*rows, Reach("athletes", True, (), "", words)]
