"""Entries of a settings file: how each kind of value is read, and what is said of a wrong one."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any, TypeAlias

from workoutc.settings import SettingsError
from workoutc.sports import Kind, usual_order
from workoutc.suggest import nearest
from workoutc.tuples import NamedTuple


class Place(NamedTuple):
    """Where a value stands: the file as shown to people, and the dotted key."""

    file: str
    key: str

    def wrong(self, what: str, help: str) -> SettingsError:
        """The value here is wrong. Never repeat the value: it may be a secret gone astray."""
        return SettingsError(f"{self.file}: `{self.key}` {what}", help)

    def under(self, key: str) -> "Place":
        """The place of a key in the table here."""
        return Place(self.file, f"{self.key}.{key}" if self.key else key)


Reader: TypeAlias = Callable[[Place, object], Any]
"""Reads one value, in the types of `tomllib` with decimals. Raises SettingsError."""


def table(**readers: Reader) -> Reader:
    """Reads a table that has these keys only."""

    def read(place: Place, value: object) -> dict[str, Any]:
        found = {}
        for key, entry in entries(place, value):
            if key not in readers:
                raise unknown(place.under(key), key, readers)
            found[key] = readers[key](place.under(key), entry)
        return found

    return read


def named(reader: Reader, example: str) -> Reader:
    """Reads a table whose keys are names of the author's choice."""

    def read(place: Place, value: object) -> dict[str, Any]:
        pairs = entries(place, value, example)
        return {key: reader(place.under(key), entry) for key, entry in pairs}

    return read


def entries(place: Place, value: object, example: str = "") -> Iterable[tuple[str, object]]:
    """The keys and values of a table. Raises SettingsError for anything else."""
    if not isinstance(value, dict):
        raise place.wrong("must be a table", example or f"write [{place.key}], its keys below")
    return value.items()


def number(low: int, high: int, unit: str) -> Reader:
    """Reads a number within bounds."""

    def read(place: Place, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise place.wrong("must be a number", f"write {unit} without quotes or unit")
        found = Decimal(value)
        if not (found.is_finite() and low <= found <= high):
            raise place.wrong("makes no sense", f"write {unit}, {low} to {high}")
        return found

    return read


def bounds(most: int, unit: str, example: str) -> Reader:
    """Reads upper bounds of all zones but the last."""
    one = number(1, most, unit)
    help = f"write {example}: the upper bound of every zone but the last, rising"

    def read(place: Place, value: object) -> tuple[Decimal, ...]:
        if not isinstance(value, list) or not value:
            raise place.wrong("must be a list of numbers", help)
        found = tuple(one(place, bound) for bound in value)
        if any(a >= b for a, b in pairwise(found)):
            raise place.wrong("must rise", help)
        return found

    return read


def labels(place: Place, value: object) -> tuple[str, ...]:
    """Reads names of zones."""
    if not isinstance(value, list) or not all(
        isinstance(label, str) and re.fullmatch(r"\S.{0,99}", label) for label in value
    ):
        raise place.wrong(
            "must be a list of names", 'write ["Easy", "Steady", "Hard"]: one for every zone'
        )
    return tuple(value)


def order(place: Place, value: object) -> tuple[str, ...]:
    """Reads which family of targets counts first, as a list or in the service's own spelling."""
    words = value.lower().split("_") if isinstance(value, str) else value
    known = {family.value: family for family in usual_order(Kind.RIDE)}
    if not isinstance(words, list) or sorted(map(str, words)) != sorted(known):
        raise place.wrong("is no order", 'write ["power", "hr", "pace"]: what counts first')
    return tuple(known[word] for word in words)


def count(place: Place, value: object) -> int:
    """Reads how many zones there are."""
    found = number(1, 20, "how many zones there are")(place, value)
    if found != int(found):
        raise place.wrong("must be a whole number", "write how many zones there are")
    return int(found)


def text(what: str, pattern: str, *, numbers: bool = False) -> Reader:
    """Reads a text that matches a pattern. `numbers`: a whole number will do."""

    def read(place: Place, value: object) -> str:
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise place.wrong("is not right", f"write {what}")
        return value

    return read


SECRET = re.compile(r"key|token|secret|passw", re.IGNORECASE)


def unknown(place: Place, key: str, known: Iterable[str]) -> SettingsError:
    """What to say of a key that isn't known; one that looks like a secret gets a warning."""
    if SECRET.search(key):
        return place.wrong(
            "looks like a secret, and a settings file gets shared",
            "take it out, make a new key if anybody saw it, and set INTERVALS_API_KEY "
            "in the environment",
        )
    known = list(known)
    near = did_you_mean(key, known)
    return place.wrong("is unknown", near or f"known here: {', '.join(known)}")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, empty when none is near."""
    near = nearest(word, list(known))
    return f"did you mean `{near[0]}`?" if near else ""
