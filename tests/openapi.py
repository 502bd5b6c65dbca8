"""The official API document of Intervals.icu as a judge of requests and answers."""

import functools
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

DOCUMENT = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "openapi/intervals-icu.json"

DEFAULTED = {"upsertOnUid", "updatePlanApplied", "recalcHrZones"}
"""Query parameters that the document calls required although the server has a default."""

UNDOCUMENTED = {"paired_activity_id", "workout_filename", "workout_file_base64", "_note"}
"""Fields of an event, and one of an activity from Strava, that the server gives out and the
document leaves out."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list,), "object": (dict,),
}  # fmt: skip


@functools.cache
def _read() -> Any:
    return json.loads(DOCUMENT.read_text("utf-8"))


def document() -> Any:
    """The parsed document; skips the test that asks where it isn't there."""
    if not DOCUMENT.exists():
        pytest.skip("the official API document is absent: ../shared/corpus/openapi")
    return _read()


def properties(schema: str) -> dict[str, Any]:
    """The fields of a named schema."""
    return dict(document()["components"]["schemas"][schema]["properties"])


def template(method: str, path: str) -> str | None:
    """The address in the document that a request goes to; the most literal one when several do.

    A parameter glued to a word (`events{format}`) may be empty, or hold its own dot.
    """
    matching = [
        known
        for known, operations in document()["paths"].items()
        if method.lower() in operations and re.fullmatch(_pattern(known), path)
    ]
    return min(matching, key=lambda known: known.count("{"), default=None)


def validate_request(method: str, url: str, json_body: Any = None) -> list[str]:
    """What the official document has against a request; nothing, if it is right.

    `url` may be whole or begin at `/api/v1`. Looks at the address, the types of its parameters,
    the names and presence of query parameters, and every field of the body, unknown ones included.
    """
    parts = urlsplit(url)
    known = template(method, parts.path)
    if known is None:
        return [f"{method} {parts.path}: no such operation"]
    operation = document()["paths"][known][method.lower()]
    query = {name: ",".join(values) for name, values in parse_qs(parts.query, True).items()}
    return [
        *_parameter_problems(operation, query),
        *_path_problems(operation, known, parts.path),
        *_body_problems(operation, json_body),
    ]


def validate_response(method: str, url: str, json_body: Any) -> list[str]:
    """What the document has against the body of a 200, the fields it forgot being allowed."""
    known = template(method, urlsplit(url).path)
    if known is None:
        return [f"{method} {url}: no such operation"]
    content = document()["paths"][known][method.lower()]["responses"]["200"].get("content")
    return list(_problems(json_body, content["*/*"]["schema"], "body")) if content else []


def _pattern(known: str) -> str:
    escaped = re.escape(known).replace(r"\{", "{").replace(r"\}", "}")
    whole = re.sub(r"/\{\w+\}", r"/[^/]+", escaped)
    return re.sub(r"\{\w+\}", r"(\\.\\w+)?", whole)


def _parameter_problems(operation: Any, query: Mapping[str, str]) -> Iterator[str]:
    known = {it["name"]: it for it in operation.get("parameters", ()) if it["in"] == "query"}
    for name, value in query.items():
        if name not in known:
            yield f"query {name}: unknown"
        elif not _fits(value, known[name]["schema"]["type"]):
            yield f"query {name}: {value!r} is no {known[name]['schema']['type']}"
    for name, parameter in known.items():
        if parameter.get("required") and name not in query and name not in DEFAULTED:
            yield f"query {name}: missing"


def _path_problems(operation: Any, known: str, path: str) -> Iterator[str]:
    types = {it["name"]: it["schema"]["type"] for it in operation.get("parameters", ())}
    for name, value in zip(known.split("/"), path.split("/"), strict=True):
        if name.startswith("{") and not _fits(value, types[name.strip("{}")]):
            yield f"path {name}: {value!r} is no {types[name.strip('{}')]}"


def _fits(value: str, kind: str) -> bool:
    pattern = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false"}.get(kind)
    return pattern is None or re.fullmatch(pattern, value) is not None


def _body_problems(operation: Any, body: Any) -> Iterator[str]:
    expected = operation.get("requestBody")
    if expected is None:
        if body is not None:
            yield "body: none expected"
    elif body is None:
        yield "body: missing"
    else:
        yield from _problems(body, expected["content"]["application/json"]["schema"], "body")


def _problems(value: Any, schema: Any, place: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    kind = schema.get("type", "object")
    if value is None:
        return  # what is absent comes as an explicit null
    if not _is(value, kind):
        yield f"{place}: {value!r} is no {kind}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not one of {', '.join(schema['enum'])}"
    elif kind == "integer" and not -(2**31) <= value < 2**31:
        yield f"{place}: {value} does not fit into 32 bits"
    elif kind == "array":
        for index, item in enumerate(value):
            yield from _problems(item, schema["items"], f"{place}[{index}]")
    elif kind == "object" and "properties" in schema:
        yield from _field_problems(value, schema["properties"], place)


def _is(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean") == isinstance(value, bool)


def _field_problems(value: Mapping[str, Any], known: Any, place: str) -> Iterator[str]:
    for name, inner in value.items():
        if name in known:
            yield from _problems(inner, known[name], f"{place}.{name}")
        elif name not in UNDOCUMENTED:
            yield f"{place}.{name}: unknown"
