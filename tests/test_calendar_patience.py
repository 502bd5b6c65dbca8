"""How fast is asked, how often again, and how long is waited; no test waits."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.canary import KEY
from workoutc.calendar.account import Account
from workoutc.calendar.client import Calendar
from workoutc.calendar.faults import CalendarError
from workoutc.calendar.patience import Bucket, Clock, Patience, Tries, seconds_of
from workoutc.calendar.quota import LIMITS, Quota
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.calendar.wire import Manner, Timeouts

NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
DAY = NOW.date()
ACCOUNT = Account(Credentials(Scheme.KEY, Secret(KEY)), "i1", "https://calendar.example")


class Time:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self, chance: float = 1) -> None:
        self.at = 0.0
        self.slept: list[float] = []
        self.chance = chance

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(self.sleep, lambda: self.at, lambda: NOW, lambda: self.chance)


def listing(replies: Iterator[httpx.Response], time: Time, **manner: object) -> int:
    """Requests it takes until the listing is there. Raises CalendarError."""
    asked = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return next(replies)

    made = Manner(clock=time.clock, bucket=Bucket(10**9), **manner)  # type: ignore[arg-type]
    with Calendar(ACCOUNT, made, transport=httpx.MockTransport(handler)) as calendar:
        calendar.list_events(DAY, DAY)
    return len(asked)


def failing(count: int, status: int, **headers: str) -> Iterator[httpx.Response]:
    for _ in range(count):
        yield httpx.Response(status, headers=headers)
    yield httpx.Response(200, json=[])


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
def test_what_may_pass_is_tried_again(status: int) -> None:
    assert listing(failing(3, status), Time()) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 422, 451])
def test_what_will_not_pass_is_never_tried_again(status: int) -> None:
    time = Time()
    with pytest.raises(CalendarError):
        listing(failing(1, status), time)
    assert time.slept == []


def test_the_waits_double_up_to_a_cap_and_end() -> None:
    time = Time()
    with pytest.raises(CalendarError, match="E507"):
        listing(failing(99, 500), time, patience=Patience(tries=9))
    assert time.slept == [0.5, 1, 2, 4, 8, 16, 20, 20]


def test_jitter_is_full() -> None:
    time = Time(chance=0.25)
    listing(failing(2, 500), time)
    assert time.slept == [0.125, 0.25]


def test_all_waits_together_have_an_end() -> None:
    time = Time()
    with pytest.raises(CalendarError):
        listing(failing(99, 500), time, patience=Patience(tries=99, total=30))
    assert sum(time.slept) <= 30


def test_what_the_server_asks_for_is_never_undercut() -> None:
    time = Time(chance=0)
    assert listing(failing(2, 429, **{"Retry-After": "30"}), time) == 3
    assert time.slept == [30, 30]


def test_a_wait_beyond_all_patience_is_told_at_once() -> None:
    time = Time()
    with pytest.raises(CalendarError) as caught:
        listing(failing(1, 429, **{"Retry-After": "86400"}), time)
    assert time.slept == []
    assert "wait 86400 seconds" in caught.value.help


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("Tue, 01 Dec 2026 12:00:30 GMT", 30),
        ("Tue, 01 Dec 2026 12:00:30", 30),
        ("Tue, 01 Dec 2026 11:00:00 GMT", None),
        ("-1", None),
        ("1.5", None),
        ("NaN", None),
        ("soon", None),
        ("", None),
        ("9" * 400, None),
        ("Tue, 99 Dec 2026 12:00:30 GMT", None),
        ("Tue, 01 Dec 99999999999 12:00:30 GMT", None),
        ("Tue, 01 Dec 2026 12:00:30 +99999999999", None),
    ],
)
def test_when_the_server_wants_to_be_asked_again(text: str, seconds: float | None) -> None:
    assert seconds_of(text, NOW) == seconds


def test_only_long_waits_are_told() -> None:
    told: list[str] = []
    tries = Tries(Time().clock, Patience(), told.append)
    trouble = CalendarError("E507", "trouble", "", transient=True)
    for _ in range(4):
        tries.wait(trouble)
    assert told == ["trouble; trying again in 2 s", "trouble; trying again in 4 s"]


def test_eight_a_second_after_a_burst() -> None:
    bucket = Bucket()
    waits = [bucket.take(0) for _ in range(18)]
    assert waits[:4] == [0, 0, 0.125, 0.25]
    assert waits[-1] == 2
    assert bucket.take(100) == 0


def test_a_minute_of_requests_stays_under_the_limit_of_the_service() -> None:
    bucket, now, begun = Bucket(), 0.0, []
    for _ in range(500):
        now += bucket.take(now)
        begun.append(now)
    busiest = max(sum(t <= other < t + 1 for other in begun) for t in begun)
    assert busiest <= 10
    assert now >= (500 - 2) / 8


def test_a_drip_that_never_ends_is_given_up() -> None:
    time = Time()

    class Drip(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            while True:
                time.at += 1
                yield b" "

    replies = iter(httpx.Response(200, stream=Drip()) for _ in range(99))
    with pytest.raises(CalendarError, match="E508"):
        listing(replies, time, timeouts=Timeouts(whole=5), patience=Patience(tries=2))
    assert time.at < 20


def test_a_quota_that_comes_near_is_told_once() -> None:
    quota = Quota()
    told = [words for _ in range(LIMITS[0].requests) for words in quota.count(NOW)]
    assert len(told) == 1
    assert told[0].startswith("2000 requests were made in 15 minutes")
    later = NOW + dt.timedelta(hours=1)
    told = [words for _ in range(2000) for words in quota.count(later)]
    assert [words.split(";")[0] for words in told] == ["4000 requests were made in 24 hours"]


def test_a_quota_is_kept_between_commands(tmp_path: Path) -> None:
    path = tmp_path / "state" / "requests.json"
    first = Quota.of(path)
    for _ in range(1999):
        list(first.count(NOW))
    first.save(NOW)
    assert list(Quota.of(path).count(NOW))
    assert not list(Quota.of(path).count(NOW + dt.timedelta(days=2)))
    Quota.of(path).save(NOW + dt.timedelta(days=2))
    assert path.read_text() == "{}"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["", "[", "[1]", '{"x": 1}', '{"5": "x"}', "\x00"])
def test_a_damaged_quota_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "requests.json"
    path.write_text(text)
    assert Quota.of(path).minutes == {}


def test_a_quota_that_cannot_be_kept_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Quota.of(tmp_path / "file" / "requests.json").save(NOW)
