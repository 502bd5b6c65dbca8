"""Who may come in: the same doors as the real service, with the same words when they stay shut."""

import base64
import binascii
import hmac
from collections.abc import Mapping

from workoutc.tuples import NamedTuple

READ, WRITE = "READ", "WRITE"

AREAS = ("ACTIVITY", "WELLNESS", "CALENDAR", "CHATS", "LIBRARY", "SETTINGS")

SCOPES = frozenset(f"{area}:{right}" for area in AREAS for right in (READ, WRITE))

DEFAULT_AGENTS = ("Python-urllib/",)
"""Library names that are turned away before anything else is looked at; only reported ones."""

BLOCKED = """<!DOCTYPE html>
<html><head><title>Attention Required! | Cloudflare</title></head>
<body><h1>Sorry, you have been blocked</h1></body></html>
"""


class Token(NamedTuple):
    """An OAuth token: the application that holds it, and what the athlete allowed it to do."""

    client: int
    scopes: frozenset[str] = SCOPES


class RefusedError(Exception):
    """The answer is an error: a status and the text that stands beside it."""

    def __init__(self, status: int, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.error = error


def denied() -> RefusedError:
    """The one thing the service says to whoever is known but not allowed."""
    return RefusedError(403, "Access denied")


def client_of(
    authorization: str, key: str, tokens: Mapping[str, Token], scope: str = ""
) -> int | None:
    """The OAuth application that calls, `None` for the personal key.

    `scope`: what a token must allow, such as `CALENDAR:READ`; writing includes reading. Raises
    `RefusedError`: 401 for a wrong or missing key, 403 for a key sent in another way than Basic.
    """
    scheme, _, secret = authorization.partition(" ")
    match scheme.lower():
        case "":
            raise RefusedError(401, "Unauthorized")
        case "basic":
            _check_personal(secret.strip(), key)
            return None
        case "bearer":
            return _application(secret.strip(), key, tokens, scope)
        case _:
            raise denied()


def blocked(agent: str) -> bool:
    """Whether the shield before the service refuses this User-Agent."""
    return agent.startswith(DEFAULT_AGENTS)


def _check_personal(secret: str, key: str) -> None:
    try:
        pair = base64.b64decode(secret, validate=True)
    except binascii.Error:
        pair = b""
    if not hmac.compare_digest(pair, f"API_KEY:{key}".encode()):
        raise RefusedError(401, "Unauthorized")


def _application(secret: str, key: str, tokens: Mapping[str, Token], scope: str) -> int:
    if secret == key:
        raise denied()
    token = tokens.get(secret)
    if token is None:
        raise RefusedError(401, "Unauthorized")
    if scope and not {scope, scope.replace(READ, WRITE)} & token.scopes:
        raise denied()
    return token.client
