"""A secret that opens a calendar, and how it is sent."""

import base64
import re
from enum import StrEnum
from typing import NoReturn
from urllib.parse import quote

from workoutc.records import dataclass
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
        """The text itself, for the one place that sends it and the one that keeps it."""
        return self._text

    def __repr__(self) -> str:
        return "Secret(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be stored")


class Scheme(StrEnum):
    """How the service wants a secret: a personal key or the token of an OAuth application."""

    KEY = KEY
    TOKEN = TOKEN

    @property
    def noun(self) -> str:
        """`key` or `token`."""
        return "key" if self is Scheme.KEY else "token"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A secret, and how it is sent."""

    scheme: Scheme
    secret: Secret


def redact(text: str, secret: Secret) -> str:
    """The text without the secret in any of the forms in which it travels."""
    plain = secret.reveal()
    forms = {plain, quote(plain, safe=""), _base64(plain), _base64(f"API_KEY:{plain}")}
    for form in sorted(forms - {""}, key=len, reverse=True):
        text = text.replace(form, "[secret]")
    return text


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


FLAWS = {
    r"\s+\S.*|.*\S\s+|\s+": "has blanks or a line end around it",
    r"['\"“”‘’].*|.*['\"“”‘’]": "has quotes around it",
    r"API_KEY:.*": "begins with `API_KEY:`, which is the user name and added for you",
    r"(Bearer|Basic)\b.*": "begins with the name of a scheme, which is added for you",
    r".*\s.*": "has a blank inside",
    r".*[^!-~].*": "has a character that no key has",
    r"i?[0-9]{1,12}": "is the id of an athlete",
}
"""What copying does to a key, in the order to look for it."""


def flaw(text: str) -> str:
    """What copying has done to a key, in words; empty for a sound one."""
    found = (words for pattern, words in FLAWS.items() if _whole(pattern, text))
    return next(found, "")


def sound(what: str, text: str) -> Secret:
    """The text as a secret, unless copying has spoilt it: then SettingsError, which says of `what`
    is spoilt how, and never repeats the text."""
    if spoilt := flaw(text):
        raise SettingsError(
            f"{what} {spoilt}", f"copy it again from {WHERE_KEYS_ARE}: the bare key, nothing else"
        )
    return Secret(text)


def _whole(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.DOTALL | re.IGNORECASE) is not None
