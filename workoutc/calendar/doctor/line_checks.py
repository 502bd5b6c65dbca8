"""Checks of the way to the service: settings, address, line, gatekeepers, outages, clocks."""

import datetime as dt
from collections.abc import Mapping

from workoutc.calendar.doctor.finding import Cause, Finding, fault, fine, unknown
from workoutc.calendar.doctor.heard import Heard, Kind, is_cloudflare
from workoutc.calendar.doctor.observed import Observed
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.patience import SLACK, moment, wrong_by
from workoutc.calendar.trouble import Trouble

NOT_ASKED = "the service was not asked"
NO_ANSWER = "no answer came"

LINES: Mapping[Trouble, tuple[Cause, str, str]] = {
    Trouble.NAME: (
        Cause.UNKNOWN_NAME,
        "the name {host} can't be looked up",
        "is this machine online? If other sites open, look for a slip in INTERVALS_URL",
    ),
    Trouble.REFUSED: (
        Cause.REFUSED_LINE,
        "{host} refuses the connection: nobody listens there",
        "look for a slip in INTERVALS_URL; a firewall can also be the reason, and for a sandbox "
        "that it does not run",
    ),
    Trouble.AWAY: (
        Cause.NO_WAY,
        "there is no way to {host}",
        "this machine seems to be offline: check its network, or a VPN",
    ),
    Trouble.SILENT: (
        Cause.NO_CONNECTION,
        "{host} does not take up the connection in time",
        "a firewall or VPN often swallows it: try another network; else wait for the service",
    ),
    Trouble.ENCRYPTION: (
        Cause.ENCRYPTION,
        "{host} does not speak TLS as it should",
        "check INTERVALS_URL (scheme and port), and for a company proxy that gets in between",
    ),
    Trouble.PROXY: (
        Cause.PROXY,
        "the proxy does not let it through",
        "ask for its user name and password, or go round it: NO_PROXY={host}",
    ),
    Trouble.SETUP: (
        Cause.LINE_SETUP,
        "HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE is set to something that can't be used",
        "mend or unset it; a proxy is written http://HOST:PORT",
    ),
    Trouble.SLOW: (
        Cause.NO_ANSWER,
        "{host} takes the connection and does not answer in time",
        "wait a few minutes; if it stays, try another network",
    ),
    Trouble.BROKEN: (
        Cause.BROKEN_LINE,
        "the connection to {host} broke off",
        "try again; if it stays, try another network or without a VPN",
    ),
}

CERTIFICATES: Mapping[str, tuple[str, str]] = {
    "not yet valid": (
        "the certificate of {host} begins to be valid later than this machine's time",
        "the clock of this machine is slow: set it",
    ),
    "expired": (
        "the certificate of {host} has expired, by this machine's time",
        "the clock of this machine may be fast: set it; else the service has to mend it",
    ),
    "mismatch": (
        "the certificate is one of another machine than {host}",
        "look for a slip in INTERVALS_URL; a hotel's or company's network can be the reason too",
    ),
    "": (
        "the certificate of {host} is not trusted here",
        "mostly a company's proxy or a virus scanner stands in between: name its certificate in "
        "SSL_CERT_FILE, or try another network",
    ),
}
"""By a piece of OpenSSL's own words."""


def check_settings(observed: Observed) -> Finding:
    """The files."""
    here = observed.here
    if wrong := here.wrong.get("settings"):
        help = f"{wrong.help}; the rest was examined as if there were no settings files"
        return fault("settings", Cause.SETTINGS, wrong.message, help)
    return fine("settings", " and ".join(here.files) or "no settings files, and none are needed")


def check_address(observed: Observed) -> Finding:
    """Where the service is said to be."""
    here = observed.here
    if wrong := here.wrong.get("address"):
        words = f"{wrong.message} (from {here.url_from})"
        return fault("address", Cause.ADDRESS, words, wrong.help)
    return fine("address", here.url)


def check_network(observed: Observed) -> Finding:
    """The line to it."""
    here = observed.here
    if not observed.heard:
        return unknown("network", NOT_ASKED)
    way = f"through the proxy of {' and '.join(here.proxies)}" if here.proxies else "directly"
    failures = [heard.failure for heard in observed.heard if heard.kind is Kind.UNHEARD]
    if failures and failures[0]:
        cause, words, help = _line(failures[0])
        told = words.format(host=here.host) + (f" ({way})" if here.proxies else "")
        return fault("network", cause, told, help.format(host=here.host))
    return fine("network", f"{here.host} is reached {way}")


def check_service(observed: Observed) -> Finding:
    """Who answers, and in what state."""
    for kind, find in SERVICE.items():
        answers = [heard for heard in observed.heard if heard.kind is kind]
        if answers and not (kind in ALONE and _answered(observed)):
            return find(observed, answers)
    if not _answered(observed) and not any(heard.reply for heard in observed.heard):
        return unknown("service", NO_ANSWER if observed.heard else NOT_ASKED)
    return fine("service", "it answers")


def check_clock(observed: Observed) -> Finding:
    """The time here beside the time there."""
    offs = [off for heard in observed.heard if (off := _off(heard)) is not None]
    if not offs:
        return unknown("clock", "no answer tells the time there")
    if abs(offs[0]) <= SLACK:
        return fine("clock", "it agrees with the service's")
    words = f"this machine's clock is {wrong_by(offs[0])}"
    help = "set it: what is over, what `today` means and whom to trust depend on it"
    return fault("clock", Cause.CLOCK, words, help)


def _line(failure: CalendarError) -> tuple[Cause, str, str]:
    if failure.trouble is Trouble.CERTIFICATE:
        said = failure.message.lower()
        words, help = next(told for piece, told in CERTIFICATES.items() if piece in said)
        return Cause.CERTIFICATE, words, help
    return LINES[failure.trouble or Trouble.BROKEN]


def _blocked(_: Observed, answers: list[Heard]) -> Finding:
    reply = answers[0].reply
    shield = reply is not None and is_cloudflare(reply)
    who = "Cloudflare, which stands before it," if shield else "a gatekeeper before it"
    return fault(
        "service",
        Cause.BLOCKED,
        f"{who} turned the request away (403 and a web page); the key was not even looked at",
        "wait a few minutes, try another network or without a VPN; if it stays, report it with "
        "the version of workoutc",
    )


def _somebody_else(observed: Observed, answers: list[Heard]) -> Finding:
    reply = answers[0].reply
    status = f" (status {reply.status})" if reply else ""
    return fault(
        "service",
        Cause.SOMEBODY_ELSE,
        f"what answers at {observed.here.url} is not Intervals.icu{status}",
        "log in to the network of a hotel or company in a browser first; INTERVALS_URL holds "
        "scheme and host only, such as https://intervals.icu",
    )


def _limited(_: Observed, answers: list[Heard]) -> Finding:
    reply = answers[0].reply
    after = reply.headers.get("retry-after", "") if reply else ""
    wait = f"{after} seconds" if after.isdigit() else "15 minutes"
    return fault(
        "service",
        Cause.LIMITED,
        "it allows no more requests for now (429)",
        f"wait {wait}; all programs that use your key count together",
    )


def _troubled(observed: Observed, answers: list[Heard]) -> Finding:
    reply = answers[0].reply
    status = reply.status if reply else 0
    part = "a part of it is" if _answered(observed) else "it is"
    return fault(
        "service",
        Cause.OUTAGE,
        f"{part} in trouble (status {status})",
        "this is not about you: wait, and look at forum.intervals.icu whether others say so too",
    )


ALONE = (Kind.ELSEWHERE, Kind.STRANGE)
"""What is no fault of the service when it answered other questions: one address may be gone."""

SERVICE = {
    Kind.BLOCKED: _blocked,
    Kind.LIMITED: _limited,
    Kind.STRANGE: _somebody_else,
    Kind.ELSEWHERE: _somebody_else,
    Kind.TROUBLED: _troubled,
}


def _answered(observed: Observed) -> bool:
    return any(heard.kind is Kind.FINE for heard in observed.heard)


def _off(heard: Heard) -> dt.timedelta | None:
    """By how much this machine's clock is fast."""
    there = moment(heard.reply.headers.get("date", "")) if heard.reply else None
    return heard.at - there if there else None
