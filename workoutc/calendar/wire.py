"""The line to the service: the only door to httpx."""

import base64
import datetime as dt
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from workoutc.calendar.account import Account
from workoutc.calendar.deadline import Deadline
from workoutc.calendar.faults import (
    CalendarError,
    clean,
    no_connection,
    not_understood,
    refusal,
    timed_out,
)
from workoutc.calendar.patience import Bucket, Clock, Patience, Tries, moment
from workoutc.calendar.quota import Quota
from workoutc.calendar.secret import Credentials, Scheme, redact
from workoutc.calendar.trouble import Trouble, trouble_of
from workoutc.records import dataclass, field
from workoutc.tuples import NamedTuple

BUCKET = Bucket()
"""Of this whole process."""

PROJECT = "https://pypi.org/project/workoutc/"

LARGEST = 256 * 1024 * 1024
"""Bytes of an answer; a listing of ten years has some ten million."""

UNMISTAKABLE = 8
"""Characters from which on a secret stands nowhere by chance."""

Answer = TypeVar("Answer")
Query = Mapping[str, str]
Transport = httpx.BaseTransport


def _silent(_: str) -> None:
    return None


class Timeouts(NamedTuple):
    """Seconds: until a connection stands, until the next bytes come, until an answer is whole."""

    connect: float = 10
    read: float = 60
    whole: float = 120


@dataclass(frozen=True, slots=True)
class Manner:
    """How requests are made. `tell`: takes words for people, such as what is waited for."""

    clock: Clock = field(default_factory=Clock)
    bucket: Bucket = BUCKET
    patience: Patience = field(default_factory=Patience)
    timeouts: Timeouts = field(default_factory=Timeouts)
    quota: Quota = field(default_factory=Quota)
    tell: Callable[[str], None] = _silent


class Reply(NamedTuple):
    """An answer as it came. `headers` by their names in lower case."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def success(self) -> bool:
        """Whether what was asked was done."""
        return 200 <= self.status < 300


class Wire:
    """A connection to the service, open until closed. Every method raises CalendarError and nothing
    else; no exception holds on to a request, whose headers carry the secret.

    `told`: the time by the last answer, where it said so.
    """

    def __init__(
        self, account: Account, manner: Manner, transport: httpx.BaseTransport | None = None
    ) -> None:
        self.manner = manner
        self.told: dt.datetime | None = None
        self._secret = account.credentials.secret
        self._whose = account.whose
        self._deadline = Deadline(manner.timeouts.whole)
        self._http = _opened(account, manner.timeouts, transport)

    def close(self) -> None:
        """Hang up."""
        self._http.close()
        self.manner.quota.save(self.manner.clock.now())

    def clean(self, text: str) -> str:
        """Words of the calendar, fit to be shown: short, visible, without the secret."""
        return clean(text, self._secret)

    def tries(self) -> Tries:
        """The tries of one thing."""
        return Tries(self.manner.clock, self.manner.patience, self.manner.tell)

    def ask(
        self, shape: TypeAdapter[Answer], method: str, path: str, *, query: Query | None = None,
        content: object = None, repeatable: bool = True,
    ) -> Answer:  # fmt: skip
        """What the service answers at a path below its API, tried again where that may help.

        Where a request is not `repeatable`, it is only when it surely was not carried out.
        """
        tries = self.tries()
        while True:
            try:
                return self.once(shape, method, path, query=query, content=content)
            except CalendarError as error:
                if error.doubtful and not repeatable:
                    raise
                tries.wait(error)

    def look(
        self, method: str, path: str, *, query: Query | None = None, content: object = None
    ) -> Reply:
        """One request, and the answer whatever it is."""
        clock = self.manner.clock
        wait = self.manner.bucket.take(clock.steady())
        if wait:
            clock.sleep(wait)
        for warning in self.manner.quota.count(clock.now()):
            self.manner.tell(warning)
        try:
            return self._exchange(method, path, query, content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError) as e:
            problem = no_connection(str(e), self._secret, _trouble(e))
        except httpx.DecodingError:
            problem = not_understood("it can't be unpacked")
        except httpx.RequestError as e:
            trouble = Trouble.SLOW if self._deadline.passed else _trouble(e)
            problem = timed_out(writing=method != "GET", trouble=trouble)
        raise problem  # outside `except`, or it would hold on to the request

    def once(
        self, shape: TypeAdapter[Answer], method: str, path: str, *, query: Query | None = None,
        content: object = None,
    ) -> Answer:  # fmt: skip
        """What the service answers, by one request alone."""
        reply = self.look(method, path, query=query, content=content)
        if not reply.success:
            raise refusal(*reply, secret=self._secret, whose=self._whose)
        try:
            return shape.validate_json(reply.text)
        except ValidationError as error:
            problem = not_understood(_where(error))
        raise problem  # outside `except`, or it would hold on to what the server sent

    def _exchange(self, method: str, path: str, query: Query | None, content: object) -> Reply:
        steady = self.manner.clock.steady
        end = steady() + self.manner.timeouts.whole
        heard = {"trace": self._deadline.trace}
        with (
            self._deadline,
            self._http.stream(
                method, path, params=query, json=content, extensions=heard
            ) as response,
        ):
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if steady() > end or len(body) > LARGEST:
                    raise httpx.ReadTimeout("too slow, or too much")
        headers = {name.lower(): value for name, value in response.headers.items()}
        self.told = moment(headers.get("date", ""))
        return Reply(response.status_code, headers, self._shown(body.decode("utf-8", "replace")))

    def _shown(self, text: str) -> str:
        """An answer without the secret, which somebody may have pasted into an event: whatever is
        told of the calendar can't give it away. A short one might be any part of an answer."""
        known = len(self._secret.reveal()) >= UNMISTAKABLE
        return redact(text, self._secret) if known else text


def _opened(
    account: Account, timeouts: Timeouts, transport: httpx.BaseTransport | None
) -> httpx.Client:
    headers = {
        "Authorization": _authorization(account.credentials),
        "User-Agent": f"workoutc/{_version()} (+{PROJECT})",
        "Accept": "application/json",
    }
    try:
        return httpx.Client(
            base_url=f"{account.url}/api/v1",
            headers=headers,
            timeout=httpx.Timeout(timeouts.read, connect=timeouts.connect, pool=timeouts.connect),
            transport=transport,
            # A proxy of the environment would read what plain http carries to this machine.
            trust_env=not account.local,
            follow_redirects=False,
        )
    except (ValueError, ImportError, OSError, httpx.InvalidURL):
        # httpx reads these variables itself, and says in many ways that one is of no use.
        why = "HTTPS_PROXY, ALL_PROXY or SSL_CERT_FILE is set to something that can't be used"
    raise no_connection(why, account.credentials.secret, Trouble.SETUP)


def _trouble(error: httpx.RequestError) -> Trouble:
    match error:
        case httpx.ProxyError():
            return Trouble.PROXY
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return Trouble.SILENT
        case httpx.TimeoutException():
            return Trouble.SLOW
        case httpx.ConnectError():
            return trouble_of(error, Trouble.AWAY)
        case _:
            return trouble_of(error, Trouble.BROKEN)


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
    """What does not fit, by its path; the value itself stays unsaid."""
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    if first["type"] == "json_invalid":
        return "it is not JSON"
    return f"an unexpected `{'.'.join(str(part) for part in first['loc']) or 'answer'}`"
