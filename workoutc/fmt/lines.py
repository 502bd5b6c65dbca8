"""Fields, headings and notes as they are written."""

import re
from typing import Any

from workoutc.bare import read_count
from workoutc.diagnostic import Diagnostic
from workoutc.fmt.spelling import with_holes
from workoutc.fmt.units import amount_text
from workoutc.model import LengthUnit
from workoutc.resolve.fields import READERS
from workoutc.syntax import Field

_COUNT = re.compile(r"[0-9]+[xX]")


def field_text(field: Field, value: str) -> str:
    """`name: value`; names, ids, colours and what is no value of the field are the author's."""
    name = "pool" if field.name == "pool length" else field.name
    told = _value(field._replace(name=name)) if value == field.value else with_holes(value)
    return f"{name}: {told}".rstrip()


def _value(field: Field) -> str:
    reader = READERS.get(field.name)
    value = reader(field) if reader else None
    return field.value if value is None or isinstance(value, Diagnostic) else _said(field, value)


def _said(field: Field, value: Any) -> str:
    """A value as the language reference writes it."""
    match field.name:
        case "sport" | "category":
            return str(value)
        case "target":
            return str(value).lower()
        case "indoor":
            return "yes" if value else "no"
        case "tags":
            return ", ".join(tag for part in field.value.split(",") if (tag := part.strip()))
        case "date":
            date, time = value
            return f"{date} {time:%H:%M}" if time else str(date)
        case "duration" | "distance":
            return amount_text("".join(field.value.split()))
        case "peak":
            return f"{value:f}%"
        case "pool":
            return f"{value.value:f}{'yd' if value.unit is LengthUnit.YARD else 'm'}"
        case _:
            return field.value


def heading_text(text: str, hidden: str) -> str:
    """A heading, one blank before its count; its words stay to the letter. `hidden`: the same with
    its holes hidden."""
    count = read_count(hidden)
    if count is None or not _COUNT.fullmatch(count):
        return with_holes(text)
    start = len(text) - len(count)
    return with_holes(f"{text[:start].rstrip()} {text[start:-1]}x".lstrip())


def note_text(text: str) -> str:
    """A line of a note."""
    return f"> {with_holes(text)}".rstrip()
