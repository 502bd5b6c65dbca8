"""What an author wrote in a plan: lines with their places, nothing of what they mean."""

import datetime as dt
from typing import TypeAlias

from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.syntax import Field
from workoutc.tuples import NamedTuple

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Written out, or their first three letters."""


class Words(NamedTuple):
    """A few words and where they stand."""

    text: str
    span: Span


class Session(NamedTuple):
    """A workout by its id. `arguments`: with their parentheses, empty where there are none."""

    workout: Words
    arguments: Words
    alias: Words | None = None


class Occasion(NamedTuple):
    """A note, a race or a holiday. `text`: as it is written in quotes. `sport`: of a race."""

    category: str
    text: Words
    sport: str | None = None
    alias: Words | None = None


class Rest(NamedTuple):
    """A day that is free on purpose."""


Entry: TypeAlias = Session | Occasion | Rest


class Day(NamedTuple):
    """A day line. `number`: 0 for Monday. `span`: of the entry."""

    number: int
    time: dt.time | None
    entry: Entry
    span: Span


@dataclass(slots=True)
class Weeks:
    """A week heading and the days below it. `title`: as it is written in quotes."""

    first: int
    last: int
    title: Words
    span: Span
    days: list[Day] = field(default_factory=list)
    bad: bool = False
    """Whether a line below it can't be read."""
    astray: list[Day] = field(default_factory=list)
    """Entries whose day can't be read: nothing comes of them, and they may have more faults."""


@dataclass(slots=True)
class Written:
    """A whole plan. `bad`: whether a line of it can't be read, and may be what is missing."""

    name: Words
    span: Span
    fields: dict[str, Field] = field(default_factory=dict)
    weeks: list[Weeks] = field(default_factory=list)
    bad: bool = False
