"""Whose calendar it is, where, and with which secret."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from workoutc.calendar import keys
from workoutc.calendar.secret import KEY, TOKEN, WHERE_KEYS_ARE, Credentials, Scheme, sound
from workoutc.records import dataclass
from workoutc.settings import SettingsError


@dataclass(frozen=True, slots=True)
class Account:
    """One athlete's calendar. `athlete`: `i12345`, plain digits, or `0` for the owner of the key.
    `url`: scheme and host of the service, without a slash at the end. `named_in`: what says which
    athlete it is, empty where nothing does."""

    credentials: Credentials
    athlete: str
    url: str
    named_in: str = "INTERVALS_ATHLETE"

    @property
    def whose(self) -> str:
        """What to check where it is the wrong athlete, empty for the owner of the key."""
        return f"the id `{self.athlete}`, from {self.named_in}" if self.athlete != "0" else ""

    @property
    def local(self) -> bool:
        """Whether the service runs on this very machine."""
        return _is_loopback(urlsplit(self.url).hostname or "")


def account(
    environ: Mapping[str, str], athlete: str, url: str, named_in: str = "INTERVALS_ATHLETE"
) -> Account:
    """The account to use. `named_in`: where the athlete's id stands. Raises SettingsError, which
    never repeats what it was given."""
    athlete, url = athlete_id(athlete, named_in), address(url)
    return Account(credentials(environ, url), athlete, url, named_in)


def credentials(environ: Mapping[str, str], url: str) -> Credentials:
    """The key or the token of the environment, else what is kept for this address. Raises
    SettingsError for none, both or a bad one."""
    set_ = [scheme for scheme in Scheme if environ.get(scheme)]
    if len(set_) > 1:
        raise SettingsError(
            f"both {KEY} and {TOKEN} are set",
            "unset one: events made with a key and with a token belong to different owners, and "
            "the calendar would hold both",
        )
    if set_:
        scheme = set_[0]
        return Credentials(scheme, sound(f"the value of {scheme}", environ[scheme]))
    if kept := keys.kept(environ, url):
        return kept.credentials
    raise SettingsError(
        f"there is no key for the calendar at {url}",
        f"make one at {WHERE_KEYS_ARE}, then: workoutc login (or: export {KEY}=…)",
    )


def athlete_id(text: str, named_in: str = "INTERVALS_ATHLETE or a settings file") -> str:
    """An athlete's id, checked. Raises SettingsError, also for a key that went astray."""
    if not re.fullmatch(r"i?[0-9]{1,12}", text):
        raise SettingsError(
            "that is no athlete id",
            "write i12345 or plain digits as in the address of the calendar page, or 0 for "
            f"yourself; it stands in {named_in} and is not the key",
        )
    return text


def address(text: str) -> str:
    """The service's address, checked: https, or http on this machine. Raises SettingsError."""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    plain = re.fullmatch(r"https?://[^\s/?#@\\]+/?", text, re.IGNORECASE)
    if not host or not plain:
        raise SettingsError(
            "that is no address of a service",
            "write scheme and host only in INTERVALS_URL, such as https://intervals.icu",
        )
    if parts.scheme != "https" and not _is_loopback(host):
        raise SettingsError(
            "plain http would show the key to everyone on the way",
            "write https:// in INTERVALS_URL; http is for this machine only (127.0.0.1, localhost)",
        )
    return text.rstrip("/")


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or bool(re.fullmatch(r"127(\.[0-9]{1,3}){3}", host))
