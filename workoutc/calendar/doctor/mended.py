"""What a key or an athlete's id was before it was copied with more than that."""

import base64
import binascii
import re

from workoutc.calendar.secret import Credentials, Scheme, Secret, flaw

LEAST = 8
"""Characters of what could be a key."""

QUOTES = "'\"“”‘’`"

BEFORE = re.compile(
    rf"\A(?:\s|[{QUOTES}]|INTERVALS_\w+=|[^\s:]+:|Bearer\b|Basic\b)+", re.IGNORECASE
)
"""What gets before a key: blanks, quotes, the name of a variable, a user name, a scheme."""

BEHIND = re.compile(rf"[\s{QUOTES}]+\Z")

ENCODED = re.compile(r"QVBJX0tFWT[op]\S+")
"""Base64 of `API_KEY:` and a key."""

COPIED_ID = re.compile(
    rf"[\s{QUOTES}]*(?:https?://\S*/)?(i?[0-9]{{1,12}})[\s/{QUOTES}]*", re.IGNORECASE
)


def mended(credentials: Credentials) -> Credentials | None:
    """What was meant by a key or token, if that is something else and may be one."""
    text = credentials.secret.reveal()
    meant, scheme = bare(text), _named_scheme(text) or credentials.scheme
    same = (meant, scheme) == (text, credentials.scheme)
    return None if same or not may_be_key(meant) else Credentials(scheme, Secret(meant))


def may_be_key(text: str) -> bool:
    """Whether a text has the looks of a key: a word of some length that is no id."""
    return len(text) >= LEAST and not flaw(text)


def bare(text: str) -> str:
    """A text without what gets around a key."""
    # What can't be seen becomes a blank, so that it falls off at the ends.
    seen = re.sub(rf"[^!-~{QUOTES}]+", " ", text)
    return _decoded(BEHIND.sub("", BEFORE.sub("", seen)).replace(" ", ""))


def meant_id(text: str) -> str:
    """The athlete's id in a text that holds little more than that, empty without one."""
    match = COPIED_ID.fullmatch(text)
    return match[1].lower() if match else ""


def _decoded(text: str) -> str:
    if not ENCODED.fullmatch(text):
        return text
    try:
        pair = base64.b64decode(text, validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return text
    return pair.partition(":")[2]


def _named_scheme(text: str) -> Scheme | None:
    """What stands before a key may say what it is."""
    before = match[0].lower() if (match := BEFORE.match(text)) else ""
    if "bearer" in before:
        return Scheme.TOKEN
    personal = "basic" in before or "api_key:" in before or ENCODED.search(text)
    return Scheme.KEY if personal else None
