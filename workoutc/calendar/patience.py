"""How fast to ask, how often to ask again, and how long to wait in between."""

import datetime as dt
import random
import re
import threading
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from workoutc.calendar.faults import CalendarError
from workoutc.records import dataclass, field

SLACK = dt.timedelta(minutes=5)
"""What a clock may be off before anybody has to care."""

NOTICED = 2
"""Seconds of waiting from which on it is told what for."""


def _utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Time and chance; tests bring their own. `steady`: seconds that only grow. `now`: the time
    with a zone. `chance`: 0 up to 1."""

    sleep: Callable[[float], None] = time.sleep
    steady: Callable[[], float] = time.monotonic
    now: Callable[[], dt.datetime] = _utc
    chance: Callable[[], float] = random.random


class Bucket:
    """A token bucket: `rate` requests a second, and `burst` at once after a rest, so that no second
    has more than ten. Threads and athletes share one, since the service counts by address (about
    10 a second, [O 609])."""

    def __init__(self, rate: float = 8, burst: int = 2) -> None:
        self.rate = rate
        self.burst = burst
        self._lock = threading.Lock()
        self._tokens = float(burst)
        self._at = 0.0

    def take(self, now: float) -> float:
        """Take one; seconds to wait until it is there. `now`: of a steady clock."""
        with self._lock:
            grown = max(now - self._at, 0) * self.rate
            self._tokens = min(self._tokens + grown, self.burst) - 1
            self._at = now
            return max(-self._tokens / self.rate, 0)


@dataclass(frozen=True, slots=True)
class Patience:
    """The one policy for all that may be tried again: full jitter (a random part of a doubling
    span, so that many who failed together don't come back together), seconds."""

    first: float = 0.5
    cap: float = 20
    tries: int = 7
    total: float = 120

    def delay(self, tried: int, after: float | None, chance: float) -> float:
        """Seconds to wait after so many tries, one at least. `after`: what the server asked for,
        which is never undercut."""
        if after is not None:
            return after
        return chance * min(self.cap, self.first * 2.0 ** (tried - 1))


@dataclass(slots=True)
class Tries:
    """The tries of one thing."""

    clock: Clock
    patience: Patience
    tell: Callable[[str], None]
    tried: int = 0
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.clock.steady()

    def wait(self, error: CalendarError) -> None:
        """Wait until it may be tried again. Raises the error where that is of no use: it would
        fail again, too many tries were made, or there is no time for the wait."""
        self.tried += 1
        if not error.transient or self.tried >= self.patience.tries:
            raise error
        after = seconds_of(error.retry_after, self.clock.now())
        delay = self.patience.delay(self.tried, after, self.clock.chance())
        if self.clock.steady() - self.begun + delay > self.patience.total:
            raise error
        if delay >= NOTICED:
            self.tell(f"{error.message}; trying again in {delay:.0f} s")
        self.clock.sleep(delay)


def seconds_of(retry_after: str, now: dt.datetime) -> float | None:
    """Seconds of a `Retry-After`, which is a number of them or a date (RFC 9110, 10.2.3); `None`
    for anything else, and for a date that is over."""
    text = retry_after.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    then = moment(text)
    seconds = (then - now).total_seconds() if then else 0
    return seconds if seconds > 0 else None


def moment(text: str) -> dt.datetime | None:
    """The time that a header tells, with a zone; `None` for anything that is none."""
    try:
        told = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=dt.UTC)


def wrong_by(off: dt.timedelta) -> str:
    """How far a clock is off, in words: `2 days slow`, for one that is behind."""
    minutes = round(abs(off) / dt.timedelta(minutes=1))
    days, hours = minutes // 1440, minutes // 60
    span = f"{days} days" if days > 1 else f"{hours} hours" if hours > 1 else f"{minutes} minutes"
    return f"{span} {'fast' if off > dt.timedelta() else 'slow'}"
