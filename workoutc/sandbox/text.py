"""JSON in and out, quick enough for tests that send tens of thousands of requests."""

import functools
import json
import math
from typing import Any

from pydantic import TypeAdapter

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


class Json(str):
    """Text that is JSON already, to be passed on as it is."""

    __slots__ = ()


def to_text(value: Any) -> Json:
    """Plain data as compact JSON; lists may hold `Json`."""
    match value:
        case Json():
            return value
        case list():
            return Json(f"[{','.join(map(to_text, value))}]")
        case _:
            return Json(_ANY.dump_json(value).decode())


def from_text(text: str) -> Any:
    """The data in a text of our own, which the caller may change."""
    return _ANY.validate_json(text)


@functools.lru_cache(maxsize=1000)
def remembered(text: str) -> Any:
    """The same, for texts that are asked for again and again; nobody may change it."""
    return from_text(text)


def received(body: bytes) -> Any:
    """The data that a client sent. Raises ValueError or RecursionError for what could be read, but
    never be given back: half a character, NaN, 1e999."""
    found = _STRICT.decode(body.decode())
    if b"\\u" in body:
        json.dumps(found, ensure_ascii=False).encode()
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text} is no number")
    return number


_STRICT = json.JSONDecoder(parse_float=_finite, parse_constant=_finite)
