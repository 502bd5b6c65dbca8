"""What came of one question to the service, and what kind of answer that is."""

import datetime as dt
import json
from enum import Enum
from typing import Any

from workoutc.calendar.faults import CalendarError
from workoutc.calendar.wire import Reply
from workoutc.tuples import NamedTuple


class Kind(Enum):
    """What an answer says, whatever its words."""

    FINE = "it was done"
    REFUSED = "nobody knows the key"
    DENIED = "known or not, it may not"
    BLOCKED = "a gatekeeper before the service turned it away"
    ABSENT = "no such athlete"
    ELSEWHERE = "no such address"
    LIMITED = "too many requests"
    TROUBLED = "the service is in trouble"
    REJECTED = "the question was bad"
    STRANGE = "that is no answer of the service"
    UNHEARD = "none arrived"


SHUT = (Kind.REFUSED, Kind.DENIED)
"""The key does not open this."""

LAST = (Kind.UNHEARD, Kind.BLOCKED, Kind.LIMITED, Kind.ELSEWHERE, Kind.STRANGE)
"""After these, asking again tells nothing new."""


class Heard(NamedTuple):
    """An answer, or why there is none. `body`: its JSON. `at`: when it was there, by our clock."""

    kind: Kind
    at: dt.datetime
    reply: Reply | None = None
    body: Any = None
    failure: CalendarError | None = None


def heard(reply: Reply, at: dt.datetime) -> Heard:
    """An answer, understood."""
    body, html = _parsed(reply.text), _is_page(reply)
    return Heard(_kind(reply, body, html=html), at, reply, body)


def unheard(failure: CalendarError, at: dt.datetime) -> Heard:
    """Nothing, or nothing that could be unpacked."""
    kind = Kind.UNHEARD if failure.trouble else Kind.STRANGE
    return Heard(kind, at, failure=failure)


def words_of(heard: Heard) -> str:
    """The server's own words for a refusal, unclean; empty without any."""
    if isinstance(heard.body, dict):
        return str(heard.body.get("error") or heard.body.get("message") or "")
    return ""


def is_cloudflare(reply: Reply) -> bool:
    """Whether an answer is of the shield that stands before Intervals.icu."""
    named = "cloudflare" in (reply.headers.get("server", "") + reply.text).lower()
    return named or "cf-ray" in reply.headers


def _kind(reply: Reply, body: Any, *, html: bool) -> Kind:
    match reply.status:
        case status if reply.success:
            return Kind.FINE if isinstance(body, dict | list) and status != 204 else Kind.STRANGE
        case 401:
            return Kind.REFUSED
        case 403:
            return Kind.BLOCKED if html else Kind.DENIED
        case 404:  # the framework's own 404 tells the path; that of an object does not
            page = html or not isinstance(body, dict) or "path" in body
            return Kind.ELSEWHERE if page else Kind.ABSENT
        case 429:
            return Kind.LIMITED
        case 407 | 511:  # a proxy, or a network that wants a login
            return Kind.STRANGE
        case status if status in (408, 425) or status >= 500:
            return Kind.TROUBLED
        case status:
            return Kind.REJECTED if status >= 400 else Kind.STRANGE


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _is_page(reply: Reply) -> bool:
    return "html" in reply.headers.get("content-type", "") or reply.text.lstrip().startswith("<")
