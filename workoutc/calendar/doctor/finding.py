"""What an examination comes to: findings, and a table of what the key reaches."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from workoutc.records import dataclass
from workoutc.tuples import NamedTuple


class Verdict(StrEnum):
    """How a check ended. A note is worth knowing and no fault."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"
    UNKNOWN = "not known"


class Cause(StrEnum):
    """The known causes, by names that stay."""

    SETTINGS = "settings"
    ADDRESS = "address"
    UNKNOWN_NAME = "unknown-name"
    REFUSED_LINE = "connection-refused"
    NO_WAY = "no-network"
    NO_CONNECTION = "no-connection-in-time"
    CERTIFICATE = "certificate"
    ENCRYPTION = "encryption"
    PROXY = "proxy"
    LINE_SETUP = "proxy-settings"
    NO_ANSWER = "no-answer-in-time"
    BROKEN_LINE = "line-broken"
    BLOCKED = "blocked"
    SOMEBODY_ELSE = "somebody-else-answers"
    OUTAGE = "outage"
    LIMITED = "too-many-requests"
    CLOCK = "clock"
    NO_KEY = "no-key"
    TWO_KEYS = "two-keys"
    UNREADABLE_KEY = "unreadable-key"
    SPOILT_KEY = "spoilt-key"
    REFUSED_KEY = "refused-key"
    HIDDEN_KEY = "environment-over-login"
    KEY_AS_TOKEN = "key-as-token"
    TOKEN_AS_KEY = "token-as-key"
    EXCHANGED = "key-and-athlete-exchanged"
    NO_ID = "no-athlete-id"
    ID_WITHOUT_I = "id-without-i"
    ID_WITH_I = "id-with-i"
    NOT_COACHED = "not-coached"
    NO_RIGHT = "no-right"
    READ_ONLY = "read-only"
    SCOPE = "missing-scope"
    OPEN_PUSH = "open-push"
    NOT_WRITTEN = "not-written"
    DUPLICATES = "upsert-makes-duplicates"
    LEFT_BEHIND = "left-behind"


class Finding(NamedTuple):
    """What one check found. `help`: the cure. `said`: the service's own words."""

    check: str
    verdict: Verdict
    words: str
    help: str = ""
    cause: Cause | None = None
    said: str = ""


def fine(check: str, words: str) -> Finding:
    """Nothing is wrong."""
    return Finding(check, Verdict.OK, words)


def fault(check: str, cause: Cause, words: str, help: str, said: str = "") -> Finding:
    """This is wrong, and that mends it."""
    return Finding(check, Verdict.FAULT, words, help, cause, said)


def note(check: str, cause: Cause, words: str, help: str) -> Finding:
    """No fault, but worth knowing."""
    return Finding(check, Verdict.NOTE, words, help, cause)


def unknown(check: str, words: str) -> Finding:
    """It could not be found out."""
    return Finding(check, Verdict.UNKNOWN, words)


class Reach(NamedTuple):
    """Whether the key reaches an area of the account, `None` where that is not known. `serves`: the
    commands that need it. `scope`: what a token needs for it, empty for a personal key. `words`:
    what else is known."""

    area: str
    reached: bool | None
    serves: tuple[str, ...]
    scope: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was found. `facts`: what is set here, by name."""

    facts: Mapping[str, str]
    findings: Sequence[Finding]
    reach: Sequence[Reach]

    @property
    def ok(self) -> bool:
        """Whether nothing is at fault."""
        return all(finding.verdict is not Verdict.FAULT for finding in self.findings)
