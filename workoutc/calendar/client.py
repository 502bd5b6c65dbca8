"""The calendar over the network: the only door to httpx."""

import base64
import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import httpx
from pydantic import TypeAdapter, ValidationError

from workoutc.calendar.account import Account, Credentials, Scheme
from workoutc.calendar.event import BATCH, Payload
from workoutc.calendar.faults import (
    CalendarError,
    clean,
    incomplete,
    no_connection,
    not_understood,
    refusal,
    timed_out,
)
from workoutc.calendar.reply import LISTED, LISTING, PERSON, Listed

PAUSE = 0.125
"""Seconds between requests: eight a second, where the service bears ten."""

TIMEOUT = httpx.Timeout(60, connect=10, pool=10)
PROJECT = "https://pypi.org/project/workoutc/"

Answer = TypeVar("Answer")


class Calendar:
    """One athlete's calendar, open until closed. Every method raises CalendarError and nothing
    else; no exception holds on to a request, whose headers carry the secret."""

    def __init__(
        self,
        account: Account,
        *,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._athlete = f"/{account.athlete}"
        self._secret = account.credentials.secret
        self._sleep = sleep
        self._clock = clock
        self._ready = 0.0
        self._http = _opened(account, transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def list_events(
        self, oldest: dt.date, newest: dt.date, *, resolve: bool = False
    ) -> tuple[Listed, ...]:
        """All events of these days, both included. `resolve` adds what targets come to."""
        days = {"oldest": oldest.isoformat(), "newest": newest.isoformat()}
        query = {**days, "resolve": "true"} if resolve else days
        return self._ask(LISTING, "GET", "/events", query=query)

    def send(self, events: Sequence[Payload]) -> tuple[Listed, ...]:
        """Create events, or replace those of ours that have the same `external_id`.

        At most `BATCH` at once; each has an `external_id` of its own.
        """
        if len(events) > BATCH:
            raise ValueError(f"at most {BATCH} events at once")
        query = {"upsert": "true"}
        answer = self._ask(LISTING, "POST", "/events/bulk", query=query, content=list(events))
        wanted = {event["external_id"] for event in events}
        echoed = wanted & {listed.external_id for listed in answer}
        if len(echoed) < len(events):
            raise incomplete(len(events), len(echoed))
        return answer

    def update(self, event_id: int, event: Payload) -> Listed:
        """Write an event that is known by its id; nothing can be created by this."""
        return self._ask(LISTED, "PUT", f"/events/{event_id}", content=event)

    def time_zone(self) -> ZoneInfo | None:
        """The athlete's own; `None` where the token may not see it or it isn't known here."""
        try:
            name = self._ask(PERSON, "GET", "").timezone
        except CalendarError as error:
            if error.code != "E502":
                raise
            name = self._zone_of_plan()
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            return None

    def _zone_of_plan(self) -> str | None:
        """The training plan tells the zone too, to a token that may see the calendar only."""
        try:
            return self._ask(PERSON, "GET", "/training-plan").timezone
        except CalendarError as error:
            if error.code not in ("E502", "E504", "E512"):
                raise
            return None

    def clean(self, text: str) -> str:
        """Words of the calendar, fit to be shown: short, visible, without the secret."""
        return clean(text, self._secret)

    def _ask(
        self,
        shape: TypeAdapter[Answer],
        method: str,
        path: str,
        *,
        query: Mapping[str, str] | None = None,
        content: object = None,
    ) -> Answer:
        response = self._exchange(method, path, query, content)
        if not response.is_success:
            headers = {name.lower(): value for name, value in response.headers.items()}
            raise refusal(response.status_code, headers, response.text, self._secret)
        try:
            return shape.validate_python(response.json())
        except ValidationError as error:
            problem = not_understood(f"an unexpected `{_where(error)}`")
        except (ValueError, RecursionError):
            problem = not_understood("it is not JSON")
        raise problem  # outside `except`, or it would hold on to what the server sent

    def _exchange(
        self, method: str, path: str, query: Mapping[str, str] | None, content: object
    ) -> httpx.Response:
        self._pace()
        try:
            return self._http.request(method, self._athlete + path, params=query, json=content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as e:
            problem = no_connection(str(e), self._secret)
        except httpx.DecodingError:
            problem = not_understood("it can't be unpacked")
        except httpx.RequestError:
            problem = timed_out(writing=method != "GET")
        raise problem  # outside `except`, or it would hold on to the request

    def _pace(self) -> None:
        wait = self._ready - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._ready = self._clock() + PAUSE


def today(calendar: Calendar, now: Callable[[], dt.datetime]) -> dt.date:
    """The athlete's day, which need not be this machine's. `now`: the time with a zone, any."""
    return now().astimezone(calendar.time_zone()).date()


def _opened(account: Account, transport: httpx.BaseTransport | None) -> httpx.Client:
    headers = {
        "Authorization": _authorization(account.credentials),
        "User-Agent": f"workoutc/{_version()} (+{PROJECT})",
        "Accept": "application/json",
    }
    try:
        return httpx.Client(
            base_url=f"{account.url}/api/v1/athlete",
            headers=headers,
            timeout=TIMEOUT,
            transport=transport,
            # A proxy of the environment would read what plain http carries to this machine.
            trust_env=not account.local,
            follow_redirects=False,
        )
    except (ValueError, ImportError, OSError, httpx.InvalidURL):
        # httpx reads these variables itself, and says in many ways that one is of no use.
        why = "HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE is set to something that can't be used"
    raise no_connection(why, account.credentials.secret)


def _version() -> str:
    try:
        return version("workoutc")
    except PackageNotFoundError:
        return "0"  # run from a checkout that was never installed


def _authorization(credentials: Credentials) -> str:
    secret = credentials.secret.reveal()
    if credentials.scheme is Scheme.TOKEN:
        return f"Bearer {secret}"
    return "Basic " + base64.b64encode(f"API_KEY:{secret}".encode()).decode()


def _where(error: ValidationError) -> str:
    """The path to the first value that is not of its type; the value itself stays unsaid."""
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    return ".".join(str(part) for part in first["loc"]) or "answer"
