"""The client against a server that fails in every way, and a key that must never show."""

import base64
import datetime as dt
import logging
import traceback
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workoutc.calendar.account import Account
from workoutc.calendar.client import PAGE, Calendar, today, windows
from workoutc.calendar.event import BATCH, Payload
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.patience import Bucket, Clock, Patience
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.calendar.wire import Manner

CANARY = "canary9f8e7d6c5b"
BASIC = base64.b64encode(f"API_KEY:{CANARY}".encode()).decode()
DAY = dt.date(2026, 12, 1)
EVENT: Payload = {"external_id": "workoutc:a", "name": "a"}
SHOWN = {"id": 7, "external_id": "workoutc:a", "start_date_local": "2026-12-01T00:00:00"}

Json = dict[str, Any]
Handler = Callable[[httpx.Request], httpx.Response]


def calendar(
    handler: Handler,
    *,
    url: str = "https://calendar.example",
    scheme: Scheme = Scheme.KEY,
    tries: int = 1,
) -> Calendar:
    account = Account(Credentials(scheme, Secret(CANARY)), "i1", url)
    clock = Clock(sleep=lambda _: None)
    manner = Manner(clock=clock, bucket=Bucket(10**9, 10**9), patience=Patience(tries=tries))
    return Calendar(account, manner, transport=httpx.MockTransport(handler))


def answering(*args: object, **kwargs: object) -> Handler:
    return lambda _: httpx.Response(*args, **kwargs)  # type: ignore[arg-type]


def raising(error: Exception) -> Handler:
    def handler(request: httpx.Request) -> httpx.Response:
        if isinstance(error, httpx.RequestError):
            error.request = request
        raise error

    return handler


def fault(handler: Handler) -> CalendarError:
    with calendar(handler) as opened, pytest.raises(CalendarError) as caught:
        opened.send([EVENT])
    return caught.value


def spring(status: int) -> dict[str, object]:
    return {"timestamp": "2026-12-01", "status": status, "error": "Not Found", "path": "/x"}


ECHO = f"key {CANARY} pair {BASIC}"
SAID = {"status": 0, "error": ECHO}

FAULTS: dict[str, tuple[Handler, str, str]] = {
    "wrong key": (answering(401, json=SAID), "E501", "Developer Settings"),
    "wrong athlete": (answering(403, json=SAID), "E502", "INTERVALS_ATHLETE"),
    "gatekeeper": (answering(403, html=f"<html>{ECHO}"), "E503", "not about your key"),
    "gatekeeper unlabelled": (answering(403, text=f"\n<!DOCTYPE html>{ECHO}"), "E503", "network"),
    "no such address": (answering(404, json=spring(404) | SAID), "E504", "INTERVALS_URL"),
    "a page": (answering(404, html=f"<html>{ECHO}"), "E504", "INTERVALS_URL"),
    "no such object": (answering(404, json=SAID), "E512", "INTERVALS_ATHLETE"),
    "not JSON sent": (answering(400, json=SAID), "E505", "mend"),
    "wrong verb": (answering(405, json=SAID), "E505", "mend"),
    "rejected": (answering(422, json=SAID), "E505", "mend"),
    "rejected in odd words": (answering(422, json=[ECHO]), "E505", "mend"),
    "rejected in text": (answering(422, text=ECHO), "E505", "mend"),
    "too many": (answering(429, json=SAID, headers={"Retry-After": "30"}), "E506", "30 seconds"),
    "too many until": (
        answering(429, headers={"Retry-After": "Tue, 01 Dec 2026 12:00:00 GMT"}),
        "E506",
        "12:00:00 GMT",
    ),
    "too many, no end": (answering(429, text=ECHO), "E506", "15 minutes"),
    "broken": (answering(500, json=SAID), "E507", "again"),
    "overloaded": (answering(503, html=f"<html>{ECHO}"), "E507", "again"),
    "timeout at the server": (answering(408, text=ECHO), "E507", "again"),
    "no answer": (raising(httpx.ReadTimeout(ECHO)), "E508", "not sent twice"),
    "slow line": (raising(httpx.WriteTimeout(ECHO)), "E508", "not sent twice"),
    "line dropped": (raising(httpx.RemoteProtocolError(ECHO)), "E508", "not sent twice"),
    "no line": (raising(httpx.ConnectTimeout(ECHO)), "E509", "network"),
    "no name": (raising(httpx.ConnectError(f"[Errno -2] unknown {ECHO}")), "E509", "network"),
    "no proxy": (raising(httpx.ProxyError(ECHO)), "E509", "HTTPS_PROXY"),
    "no trust": (
        raising(httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")),
        "E509",
        "clock",
    ),
    "moved": (answering(302, headers={"Location": "https://evil.example"}), "E510", "login page"),
    "not JSON": (answering(200, text=ECHO), "E510", "INTERVALS_URL"),
    "empty": (answering(200), "E510", "INTERVALS_URL"),
    "too deep": (answering(200, text="[" * 200_000), "E510", "INTERVALS_URL"),
    "not packed": (
        answering(200, headers={"Content-Encoding": "gzip"}, content=ECHO.encode()),
        "E510",
        "INTERVALS_URL",
    ),
    "another shape": (answering(200, json={"events": ECHO}), "E510", "INTERVALS_URL"),
    "another type": (answering(200, json=[{"id": ECHO}]), "E510", "INTERVALS_URL"),
    "nothing kept": (answering(200, json=[]), "E511", "not sent twice"),
    "another kept": (answering(200, json=[{"id": 1, "external_id": ECHO}]), "E511", "not sent"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_has_its_code_and_says_what_to_do(name: str) -> None:
    handler, code, help = FAULTS[name]
    error = fault(handler)
    assert error.code == code
    assert help in error.help


@pytest.mark.parametrize("name", FAULTS)
def test_the_key_is_in_nothing_that_a_fault_leaves_behind(
    name: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    error = fault(FAULTS[name][0])
    told = "".join(traceback.format_exception(error))
    seen = [told, str(error), repr(error), error.message, error.help, repr(error.args)]
    seen += [caplog.text, *capfd.readouterr()]
    assert not [text for text in seen if CANARY in text or BASIC in text]
    assert error.__context__ is None
    assert error.__cause__ is None


def test_the_servers_own_words_are_shown_short_and_clean() -> None:
    said = "type\x1b[31m is\u202e required\r\n" + "x" * 999
    error = fault(answering(422, json={"status": 422, "error": said}))
    assert "type[31m is required xxx" in error.message
    assert len(error.message) < 300


def test_a_secret_on_the_edge_of_the_cut_is_still_covered() -> None:
    error = fault(answering(422, json={"error": "x" * 195 + CANARY}))
    assert CANARY[:4] not in error.message


def test_a_lost_answer_to_a_question_leaves_nothing_in_doubt() -> None:
    with calendar(raising(httpx.ReadTimeout(""))) as opened:
        with pytest.raises(CalendarError) as caught:
            opened.list_events(DAY, DAY)
        assert "may or may not" not in caught.value.message
        with pytest.raises(CalendarError, match="may or may not"):
            opened.update(7, EVENT)


@pytest.mark.parametrize(
    ("scheme", "header"), [(Scheme.KEY, f"Basic {BASIC}"), (Scheme.TOKEN, f"Bearer {CANARY}")]
)
def test_what_a_request_carries(scheme: Scheme, header: str) -> None:
    requests: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(200, json=[SHOWN])

    with calendar(handler, scheme=scheme) as opened:
        (shown,) = opened.send([EVENT])
    (request,) = requests
    url = "https://calendar.example/api/v1/athlete/i1/events/bulk?upsert=true"
    assert (request.method, str(request.url)) == ("POST", url)
    assert request.headers["Authorization"] == header
    assert request.headers["User-Agent"].startswith("workoutc/")
    assert request.read() == b'[{"external_id":"workoutc:a","name":"a"}]'
    assert (shown.id, shown.start) == (7, dt.datetime(2026, 12, 1))


def test_a_listing_of_days_with_targets_worked_out() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert request.url.query == b"oldest=2026-12-01&newest=2026-12-02&resolve=true"
        return httpx.Response(200, json=[SHOWN, {"id": 8}])

    with calendar(handler) as opened:
        found = opened.list_events(DAY, dt.date(2026, 12, 2), resolve=True)
    assert [event.id for event in found] == [7, 8]


def test_unknown_keys_nulls_and_dates_without_a_time_are_taken() -> None:
    odd = SHOWN | {
        "new": {"x": 1},
        "tags": None,
        "start_date_local": "2026-12-01",
        "distance_target": 1.5,
    }
    with calendar(answering(200, json=[odd])) as opened:
        (shown,) = opened.list_events(DAY, DAY)
    assert shown.start == dt.datetime(2026, 12, 1)
    assert str(shown.distance_target) == "1.5"


@pytest.mark.parametrize("odd", [{"tags": 5}, {"start_date_local": "soon"}, {"workout_doc": []}])
def test_an_odd_event_spoils_no_listing_and_is_still_known_to_be_there(odd: Json) -> None:
    with calendar(answering(200, json=[SHOWN | odd, {"id": 8}])) as opened:
        first, second = opened.list_events(DAY, DAY)
    assert (first.id, first.external_id, first.start) == (7, "workoutc:a", None)
    assert second.id == 8


def test_a_batch_too_large_is_a_bug() -> None:
    with calendar(answering(200, json=[])) as opened, pytest.raises(ValueError, match="at most"):
        opened.send([EVENT] * (BATCH + 1))


def test_a_long_window_is_asked_for_in_pages_and_shows_each_event_once() -> None:
    asked: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.query)
        return httpx.Response(200, json=[SHOWN])

    with calendar(handler) as opened:
        found = opened.list_events(DAY, DAY + dt.timedelta(PAGE))
    assert [event.id for event in found] == [7]
    assert asked == [
        b"oldest=2026-12-01&newest=2029-12-02",
        b"oldest=2029-12-03&newest=2029-12-03",
    ]


def test_days_far_apart_are_asked_for_without_the_time_in_between() -> None:
    asked: list[bytes] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.query)
        return httpx.Response(200, json=[SHOWN])

    days = [dt.date(9999, 12, 30), DAY, dt.date(2027, 12, 1)]
    with calendar(handler) as opened:
        found = opened.list_days(days, around=2)
    assert [event.id for event in found] == [7]
    assert asked == [
        b"oldest=2026-11-29&newest=2027-12-03",
        b"oldest=9999-12-28&newest=9999-12-31",
    ]


@given(st.lists(st.dates(), min_size=1), st.integers(0, 366))
def test_windows_hold_every_day_once(days: list[dt.date], around: int) -> None:
    found = list(windows(days, around))
    for day in days:
        assert sum(first <= day <= last for first, last in found) == 1
    for (_, last), (first, _) in pairwise(found):
        assert last < first


def test_events_are_deleted_by_their_ids() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        assert (request.method, request.url.path) == (
            "PUT",
            "/api/v1/athlete/i1/events/bulk-delete",
        )
        assert request.read() == b'[{"id":7},{"id":8}]'
        return httpx.Response(200, json={"eventsDeleted": 1})

    with calendar(handler) as opened:
        opened.delete([7, 8])


def test_a_proxy_that_makes_no_sense_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://proxy.example")
    account = Account(Credentials(Scheme.KEY, Secret(CANARY)), "0", "https://calendar.example")
    with pytest.raises(CalendarError, match="HTTPS_PROXY") as caught:
        Calendar(account)
    assert caught.value.code == "E509"


def test_a_server_on_this_machine_is_asked_without_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "nonsense://proxy.example")
    account = Account(Credentials(Scheme.KEY, Secret(CANARY)), "0", "http://localhost:1")
    Calendar(account).close()


NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("zone", "hour", "date"),
    [
        ("Pacific/Auckland", 12, dt.date(2026, 12, 2)),
        ("Europe/Berlin", 12, dt.date(2026, 12, 1)),
        ("America/Los_Angeles", 5, dt.date(2026, 11, 30)),
    ],
)
def test_today_is_the_athletes_day(zone: str, hour: int, date: dt.date) -> None:
    with calendar(answering(200, json={"id": "i1", "timezone": zone})) as opened:
        assert today(opened.person(), lambda: NOON.replace(hour=hour)) == date


@pytest.mark.parametrize(
    "handler",
    [
        answering(403, json={"status": 403, "error": "Access denied"}),
        answering(200, json={"timezone": None}),
        answering(200, json={"timezone": "Mars/Olympus"}),
        answering(200, json={"timezone": "../../etc/passwd"}),
        answering(200, json={"timezone": "Europe"}),
    ],
)
def test_without_a_known_zone_it_is_this_machines_day(handler: Handler) -> None:
    with calendar(handler) as opened:
        assert today(opened.person(), lambda: NOON) == NOON.astimezone().date()


def test_a_wrong_key_is_not_taken_for_a_missing_zone() -> None:
    with calendar(answering(401)) as opened, pytest.raises(CalendarError, match="E501"):
        opened.person()
