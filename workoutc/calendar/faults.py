"""What can go wrong with the calendar, in words that say what to do."""

import json
import re
import unicodedata
from collections.abc import Sequence

from workoutc.calendar.secret import WHERE_KEYS_ARE, Secret, redact
from workoutc.calendar.trouble import Trouble

LONGEST = 200
"""Characters of the server's own words that a message repeats."""


class CalendarError(Exception):
    """The calendar did not do what was asked. `code`: its page in the catalogue (`E5xx`).

    `transient`: it may work the next time. `doubtful`: what was asked may have been done all the
    same. `retry_after`: what the server said of when, in its words. `trouble`: of the line, where
    that is what failed.
    """

    def __init__(
        self,
        code: str,
        message: str,
        help: str,
        *,
        transient: bool = False,
        doubtful: bool = False,
        retry_after: str = "",
        trouble: Trouble | None = None,
    ) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.help = help
        self.transient = transient
        self.doubtful = doubtful
        self.retry_after = retry_after
        self.trouble = trouble


AGAIN = "run the same command again: what has arrived is recognised and not sent twice"


def refusal(
    status: int, headers: dict[str, str], body: str, *, secret: Secret, whose: str = ""
) -> CalendarError:
    """What to make of a reply that is no success. `headers` by their names in lower case. `whose`:
    the id that was asked for and where it stands, empty for the owner of the key."""
    said = _said(body, secret)
    html = "html" in headers.get("content-type", "") or body.lstrip().startswith("<")
    match status:
        case 401:
            return _key_refused(said)
        case 403:
            return _blocked() if html else _forbidden(said, whose)
        case 404:
            return _not_found(body, said, whose, html=html)
        case 429:
            return _too_many(headers.get("retry-after", ""), secret)
        case _ if status in (408, 425) or status >= 500:
            return _troubled(status, said, clean(headers.get("retry-after", ""), secret))
        case _ if status >= 400:
            return _rejected(status, said)
        case _:
            return not_understood(f"status {status} where an answer was due")


def timed_out(writing: bool, trouble: Trouble | None = None) -> CalendarError:
    """No answer in time, or the line broke while one was due: what was sent may have arrived."""
    outcome = "; what was sent may or may not have arrived" if writing else ""
    return CalendarError(
        "E508",
        f"the calendar did not answer in time{outcome}",
        AGAIN,
        transient=True,
        doubtful=writing,
        trouble=trouble,
    )


def no_connection(why: str, secret: Secret, trouble: Trouble | None = None) -> CalendarError:
    """Nothing was sent: no network, no such host, nobody listening, no trusted certificate."""
    distrusted = "CERTIFICATE" in why.upper()
    if distrusted:
        help = (
            "its certificate isn't trusted here: check the clock of this machine, the address in "
            "INTERVALS_URL, and whether a company proxy stands in between (SSL_CERT_FILE)"
        )
    else:
        help = "check the network, a proxy (HTTPS_PROXY) and INTERVALS_URL, then run it again"
    message = f"the calendar can't be reached{_quoted(clean(why, secret))}"
    return CalendarError("E509", message, help, transient=not distrusted, trouble=trouble)


def not_understood(what: str) -> CalendarError:
    """A reply that is no answer to what was asked."""
    return CalendarError(
        "E510",
        f"the calendar's answer makes no sense: {what}",
        "check INTERVALS_URL and that no login page of a hotel or company network answers "
        f"instead; then {AGAIN}",
        doubtful=True,
    )


def incomplete(sent: int, echoed: int) -> CalendarError:
    """Fewer events came back than went out."""
    return CalendarError(
        "E511",
        f"{sent} events were sent and the calendar acknowledged {echoed}",
        AGAIN,
        transient=True,
        doubtful=True,
    )


def busy() -> CalendarError:
    """Another push holds the lock."""
    return CalendarError(
        "E519",
        "another push to this calendar is under way on this machine",
        "wait until it has ended; if it was stopped, it holds nothing any more",
    )


def no_journal(folder: str, why: str) -> CalendarError:
    """Nothing can be written down, so nothing more is sent."""
    return CalendarError(
        "E520",
        f"the journal of pushes can't be written in {folder}: {why}",
        "free some disk or mend the permissions of that folder (XDG_STATE_HOME moves it), then "
        f"{AGAIN}",
    )


def still_there(names: str) -> CalendarError:
    """Events that were deleted are listed all the same."""
    return CalendarError(
        "E521",
        f"the calendar still shows what was deleted: {names}",
        "push again; if they stay, delete them on the calendar",
    )


def other_owners(count: int) -> CalendarError:
    """A warning: events of ours were made with another key or token than is used now."""
    return CalendarError(
        "W501",
        f"{count} {'event' if count == 1 else 'events'} of ours on this calendar "
        f"{'was' if count == 1 else 'were'} made by another owner (another key, token or "
        "application)",
        "nothing is made twice: they are changed by their own ids; `workoutc explain W501` tells "
        "how to start clean",
    )


def outdated(what: str, differences: Sequence[str]) -> CalendarError:
    """The calendar or the sources are no longer as they were."""
    told = "; ".join(differences[:3])
    more = f"; and {len(differences) - 3} more" if len(differences) > 3 else ""
    return CalendarError(
        "E523",
        f"{what} is out of date: {told}{more}",
        "nothing was changed; look again with `workoutc diff`",
    )


def clean(text: str, secret: Secret) -> str:
    """Somebody else's words, fit to be shown: one line, no control characters, no secret, short."""
    spaced = re.sub(r"\s+", " ", text)
    visible = "".join(c for c in spaced if unicodedata.category(c)[0] != "C")
    told = redact(visible, secret).strip()
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"


def _said(body: str, secret: Secret) -> str:
    """The server's own words, as `: “…”`, or nothing."""
    if body.lstrip().startswith("<"):
        return ""
    return _quoted(clean(_error_text(body), secret))


def _error_text(body: str) -> str:
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        return body
    if not isinstance(reply, dict):
        return ""
    return str(reply.get("error") or reply.get("message") or "")


def _quoted(text: str) -> str:
    return f": “{text}”" if text else ""


def _key_refused(said: str) -> CalendarError:
    return CalendarError(
        "E501",
        f"the calendar refused the key{said}",
        f"copy the key again from {WHERE_KEYS_ARE}, then: workoutc login, or set it in "
        "INTERVALS_API_KEY, bare; a token goes into INTERVALS_ACCESS_TOKEN; `workoutc doctor` "
        "finds out which it is",
    )


def _forbidden(said: str, whose: str) -> CalendarError:
    check = (
        f"check {whose} (most begin with `i`; 0 is yourself); a coach needs the right to edit this "
        "athlete's calendar, a token the scope CALENDAR:WRITE"
        if whose
        else "it is the key's own calendar: a token needs the scope CALENDAR:WRITE, and a key must "
        f"still be the one at {WHERE_KEYS_ARE}"
    )
    help = f"{check}; `workoutc doctor` finds out which it is"
    return CalendarError("E502", f"the key opens no such calendar{said}", help)


def _blocked() -> CalendarError:
    return CalendarError(
        "E503",
        "a gatekeeper before the calendar turned us away, not the calendar itself",
        "this is not about your key: wait a few minutes, try another network or without a VPN, "
        "and if it stays, report it with the version of workoutc",
    )


def _not_found(body: str, said: str, whose: str, *, html: bool) -> CalendarError:
    if html or '"path"' in body:
        return CalendarError(
            "E504",
            f"there is no calendar at this address{said}",
            "check INTERVALS_URL: scheme and host only, such as https://intervals.icu",
        )
    check = f"check {whose}; " if whose else ""
    return CalendarError(
        "E512",
        f"the athlete or the event is not there{said}",
        f"{check}if an event was deleted in this moment, run it again",
    )


def _rejected(status: int, said: str) -> CalendarError:
    return CalendarError(
        "E505",
        f"the calendar rejected what was sent ({status}){said}",
        f"see which field the calendar names, mend the source, and {AGAIN}",
    )


def _too_many(retry_after: str, secret: Secret) -> CalendarError:
    after = clean(retry_after, secret)
    wait = f"{after} seconds" if after.isdigit() else f"until {after}" if after else "15 minutes"
    return CalendarError(
        "E506",
        "too many requests for now",
        f"wait {wait}, then {AGAIN}",
        transient=True,
        retry_after=after,
    )


def _troubled(status: int, said: str, after: str) -> CalendarError:
    return CalendarError(
        "E507",
        f"the calendar is in trouble ({status}){said}",
        f"wait a minute, then {AGAIN}; if it stays, shorten what you push to find the event it "
        "stumbles over",
        transient=True,
        doubtful=True,
        retry_after=after,
    )
