"""JSON Schema 2020-12, as much of it as the schemas of the command line use."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "array": (list,),
    "object": (dict,), "boolean": (bool,), "null": (type(None),),
}  # fmt: skip

SAID = {"$schema", "$id", "$defs", "title", "description", "format"}
"""Words that judge nothing."""

JUDGES = {
    "$ref", "type", "const", "enum", "pattern", "minimum", "anyOf", "oneOf", "items", "properties",
    "required",
}  # fmt: skip


def problems(value: Any, schema: Any) -> list[str]:
    """What a schema has against a value. Stricter than the standard: a key that the schema doesn't
    name is a problem too, or nobody would notice that an output has grown."""
    return list(_problems(value, schema, schema, "$"))


def unknown_words(schema: Any) -> set[str]:
    """Words of a schema that this judge would pass over."""
    words: set[str] = set(schema) - SAID - JUDGES
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    inner += [schema["items"]] if "items" in schema else []
    return words.union(*map(unknown_words, inner))


def _problems(value: Any, schema: Any, root: Any, place: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if "anyOf" in schema:
        tried = [list(_problems(value, choice, root, place)) for choice in schema["anyOf"]]
        yield from min(tried, key=len)
    if "oneOf" in schema:
        tried = [list(_problems(value, choice, root, place)) for choice in schema["oneOf"]]
        yield from min(tried, key=len)
        if tried.count([]) > 1:
            yield f"{place}: more than one choice fits"
    if not _is(value, schema.get("type", [])):
        yield f"{place}: {value!r} is no {schema['type']}"
    elif isinstance(value, dict) and "properties" in schema:
        yield from _field_problems(value, schema, root, place)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from _problems(item, schema["items"], root, f"{place}[{index}]")
    else:
        yield from _value_problems(value, schema, place)


def _is(value: Any, kinds: str | list[str]) -> bool:
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return not kinds or any(
        isinstance(value, TYPES[kind]) and (kind == "boolean") == isinstance(value, bool)
        for kind in kinds
    )


def _field_problems(value: Any, schema: Any, root: Any, place: str) -> Iterator[str]:
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name}: missing"
    for name, inner in value.items():
        if name in schema["properties"]:
            yield from _problems(inner, schema["properties"][name], root, f"{place}.{name}")
        else:
            yield f"{place}.{name}: unknown"


def _value_problems(value: Any, schema: Any, place: str) -> Iterator[str]:
    if "const" in schema and value != schema["const"]:
        yield f"{place}: {value!r} is not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not one of {schema['enum']}"
    if value is None:
        return  # patterns and limits judge what is there
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} does not look like {schema['pattern']}"
    if "minimum" in schema and value < schema["minimum"]:
        yield f"{place}: {value} is less than {schema['minimum']}"
