"""Our named tuples behave as the standard library's do."""

import copy
import inspect
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from workoutc import tuples
from workoutc.source import Span


def classes(base: Any) -> dict[str, Any]:
    """One of each kind that the project has."""

    class Two(base):  # type: ignore[misc]
        """A pair."""

        first: int
        second: "str" = "two"

        @property
        def both(self) -> str:
            return f"{self.first} {self.second}"

        def __str__(self) -> str:
            return self.both

    class One(base):  # type: ignore[misc]
        only: int

    class Open(base):  # type: ignore[misc]
        count: int = 0
        index: Any = None

        def __repr__(self) -> str:
            return "mine"

    return {made.__name__: made for made in (Two, One, Open)}


OURS, THEIRS = classes(tuples.NamedTuple), classes(typing.NamedTuple)

USES: dict[str, Callable[[dict[str, Any]], object]] = {
    "all given": lambda k: repr(k["Two"](1, "b")),
    "defaults": lambda k: tuple(k["Two"](1)),
    "by name": lambda k: repr(k["Two"](second="b", first=2)),
    "too few": lambda k: k["Two"](),
    "too many": lambda k: k["One"](1, 2),
    "unknown": lambda k: k["One"](other=2),
    "of one": lambda k: repr(k["One"](1)),
    "own words": lambda k: (repr(k["Open"]()), str(k["Two"](1)), k["Two"](1).both),
    "fields that tuples have as methods": lambda k: (k["Open"](3).count, k["Open"](3, 4).index),
    "a tuple": lambda k: (k["Two"](1) == (1, "two"), hash(k["Two"](1)) == hash((1, "two"))),
    "in order": lambda k: sorted([k["Two"](2), k["Two"](1)]),
    "sliced": lambda k: (k["Two"](1)[0], k["Two"](1)[1:], len(k["Two"](1))),
    "replaced": lambda k: repr(k["Two"](1)._replace(second="b")),
    "made": lambda k: repr(k["Two"]._make(iter((1, "b")))),
    "made of too few": lambda k: k["Two"]._make((1,)),
    "as a dict": lambda k: k["Two"](1)._asdict(),
    "set": lambda k: setattr(k["Two"](1), "first", 2),
    "added": lambda k: setattr(k["Two"](1), "third", 2),
    "fields": lambda k: (k["Two"]._fields, k["Two"]._field_defaults, k["Two"].__match_args__),
    "annotations": lambda k: set(k["Two"].__annotations__),
    "documented": lambda k: k["Two"].__doc__,
    "named": lambda k: (k["Two"].__name__, k["Two"].__qualname__, k["Two"].__module__),
    "signature": lambda k: list(inspect.signature(k["Two"]).parameters),
    "copied": lambda k: repr(copy.deepcopy(k["Two"](1))),
    "a kind of tuple": lambda k: (isinstance(k["Two"](1), tuple), hasattr(k["Two"](1), "__dict__")),
}


def outcome(use: Callable[[dict[str, Any]], object], kinds: dict[str, Any]) -> object:
    try:
        return use(kinds)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


@pytest.mark.parametrize("use", USES)
def test_ours_do_as_theirs(use: str) -> None:
    ours, theirs = outcome(USES[use], OURS), outcome(USES[use], THEIRS)
    assert ours == theirs


def test_only_what_there_is_can_be_replaced() -> None:
    with pytest.raises(TypeError, match="third"):  # a ValueError in older ones of theirs
        Span(1, 2)._replace(third=3)  # type: ignore[call-arg]


def test_a_field_without_a_default_goes_first() -> None:
    with pytest.raises(TypeError, match="default"):

        class Wrong(tuples.NamedTuple):
            first: int = 1
            second: int  # type: ignore[misc]


def test_they_go_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(Span(1, 2))) == Span(1, 2)
    assert type(pickle.loads(pickle.dumps(Span(1, 2)))) is Span


def test_they_are_matched_by_place() -> None:
    match Span(1, 2):
        case Span(start, end):
            assert (start, end) == (1, 2)
