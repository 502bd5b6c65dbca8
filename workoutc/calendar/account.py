"""Whose calendar it is, where, and the secret that opens it."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn
from urllib.parse import quote, urlsplit

from workoutc.settings import SettingsError

KEY = "INTERVALS_API_KEY"
TOKEN = "INTERVALS_ACCESS_TOKEN"
WHERE_KEYS_ARE = "intervals.icu > Settings > Developer Settings"


class Secret:
    """A text that no `repr`, `str`, format, comparison or pickle gives away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself, for the one place that sends it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be stored")


class Scheme(StrEnum):
    """How the service wants a secret: a personal key or the token of an OAuth application."""

    KEY = KEY
    TOKEN = TOKEN


@dataclass(frozen=True, slots=True)
class Credentials:
    """A secret, and how it is sent."""

    scheme: Scheme
    secret: Secret


@dataclass(frozen=True, slots=True)
class Account:
    """One athlete's calendar. `athlete`: `i12345`, plain digits, or `0` for the owner of the key.
    `url`: scheme and host of the service, without a slash at the end."""

    credentials: Credentials
    athlete: str
    url: str

    @property
    def local(self) -> bool:
        """Whether the service runs on this very machine."""
        return _is_loopback(urlsplit(self.url).hostname or "")


def account(environ: Mapping[str, str], athlete: str, url: str) -> Account:
    """The account to use. Raises SettingsError, which never repeats what it was given."""
    return Account(credentials(environ), athlete_id(athlete), address(url))


def credentials(environ: Mapping[str, str]) -> Credentials:
    """The key or the token of the environment. Raises SettingsError for none, both or a bad one."""
    found = [scheme for scheme in Scheme if environ.get(scheme)]
    if not found:
        raise SettingsError(
            "there is no key for the calendar",
            f"make one at {WHERE_KEYS_ARE}, then: export {KEY}=…",
        )
    if len(found) > 1:
        raise SettingsError(
            f"both {KEY} and {TOKEN} are set",
            "unset one: events made with a key and with a token belong to different owners, and "
            "the calendar would hold both",
        )
    return Credentials(found[0], Secret(_sound(found[0], environ[found[0]])))


def athlete_id(text: str) -> str:
    """An athlete's id, checked. Raises SettingsError, also for a key that went astray."""
    if not re.fullmatch(r"i?[0-9]{1,12}", text):
        raise SettingsError(
            "that is no athlete id",
            "write i12345 or plain digits as in the address of the calendar page, or 0 for "
            "yourself; it stands in INTERVALS_ATHLETE or under [calendar] and is not the key",
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


def redact(text: str, secret: Secret) -> str:
    """The text without the secret in any of the forms in which it travels."""
    plain = secret.reveal()
    forms = {plain, quote(plain, safe=""), _base64(plain), _base64(f"API_KEY:{plain}")}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, "[secret]")
    return text


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _is_loopback(host: str) -> bool:
    return host in ("localhost", "::1") or bool(re.fullmatch(r"127(\.[0-9]{1,3}){3}", host))


FLAWS = {
    r"\s+\S.*|.*\S\s+|\s+": "has blanks or a line end around it",
    r"['\"“”‘’].*|.*['\"“”‘’]": "has quotes around it",
    r"API_KEY:.*": "begins with `API_KEY:`, which is the user name and added for you",
    r"(Bearer|Basic)\b.*": "begins with the name of a scheme, which is added for you",
    r".*\s.*": "has a blank inside",
    r".*[^!-~].*": "has a character that no key has",
}
"""What copying does to a key, in the order to look for it."""


def _sound(name: str, text: str) -> str:
    for pattern, flaw in FLAWS.items():
        if re.fullmatch(pattern, text, re.DOTALL | re.IGNORECASE):
            raise SettingsError(
                f"the value of {name} {flaw}",
                f"copy it again from {WHERE_KEYS_ARE}: the bare key, nothing else",
            )
    return text
