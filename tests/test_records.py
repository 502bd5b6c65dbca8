"""Our dataclasses behave as the standard library's do."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import pytest

from workoutc import records
from workoutc.model import Steady, Target, Time, Unit, Workout
from workoutc.source import Span

T = TypeVar("T")

Maker = Callable[..., Any]


def classes(dataclass: Maker, field: Maker) -> dict[str, type[Any]]:
    """One of each kind that the project has."""

    @dataclass(frozen=True, slots=True)
    class Frozen:
        first: int
        second: str = "two"
        place: int = field(default=0, compare=False)

    @dataclass(frozen=True, slots=True)
    class Single:
        only: int

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    @dataclass(frozen=True)
    class Roomy:
        first: int = 1
        place: int = field(default=0, compare=False)

    @dataclass(slots=True)
    class Open:
        first: int
        made: list[int] = field(default_factory=list)
        later: int = field(init=False)

        def __post_init__(self) -> None:
            self.later = self.first + 1

    @dataclass(slots=True, eq=False)
    class Same:
        first: int = 1

    @dataclass(frozen=True, slots=True)
    class Of(Generic[T]):
        content: T

        def __repr__(self) -> str:
            return "mine"

    return {made.__name__: made for made in (Frozen, Single, Empty, Roomy, Open, Same, Of)}


OURS = classes(records.dataclass, records.field)
THEIRS = classes(dataclasses.dataclass, dataclasses.field)

USES: dict[str, Callable[[dict[str, type[Any]]], object]] = {
    "all given": lambda k: repr(k["Frozen"](1, "b", 3)),
    "defaults": lambda k: repr(k["Frozen"](1)),
    "by name": lambda k: repr(k["Frozen"](second="b", first=2)),
    "too few": lambda k: k["Frozen"](),
    "too many": lambda k: k["Single"](1, 2),
    "unknown": lambda k: k["Single"](other=2),
    "not for init": lambda k: k["Open"](1, later=3),
    "equal": lambda k: k["Frozen"](1) == k["Frozen"](1),
    "equal but for its place": lambda k: k["Frozen"](1, "b", 3) == k["Frozen"](1, "b", 4),
    "unequal": lambda k: k["Frozen"](1) == k["Frozen"](2),
    "of another class": lambda k: k["Single"](1) == k["Of"](1),
    "nothing in it": lambda k: (k["Empty"]() == k["Empty"](), repr(k["Empty"]())),
    "equal for who it is": lambda k: k["Same"]() == k["Same"](),
    "as a key": lambda k: {k["Frozen"](1), k["Frozen"](1, place=2), k["Frozen"](3)}.__len__(),
    "as a key of its own": lambda k: len({k["Same"](), k["Same"]()}),
    "no key": lambda k: hash(k["Open"](1)),
    "set": lambda k: setattr(k["Frozen"](1), "first", 2),
    "deleted": lambda k: delattr(k["Roomy"](1), "first"),
    "set what it has not": lambda k: setattr(k["Open"](1), "fourth", 2),
    "set what may change": lambda k: setattr(k["Open"](1), "first", 2),
    "lists of their own": lambda k: k["Open"](1).made is k["Open"](1).made,
    "worked out": lambda k: repr(k["Open"](4, [3])),
    "its own words": lambda k: repr(k["Of"](4)),
    "generic": lambda k: k["Of"].__orig_bases__,
    "slots": lambda k: [getattr(kind, "__slots__", None) for kind in k.values()],
    "matched": lambda k: [kind.__match_args__ for kind in k.values()],
    "class attributes": lambda k: (k["Roomy"].place, k["Roomy"].first),
    "names": lambda k: [kind.__qualname__.split(".")[-1] for kind in k.values()],
    "copied": lambda k: repr(copy.deepcopy(k["Frozen"](1, "b"))),
    "replaced": lambda k: repr(dataclasses.replace(k["Frozen"](1, "b", 3), second="c")),
    "replaced by none": lambda k: dataclasses.replace(k["Single"](1), other=3),
    "as a dict": lambda k: dataclasses.asdict(k["Open"](1, [2])),
    "frozen or not": lambda k: [kind.__dataclass_params__.frozen for kind in k.values()],
    "signatures": lambda k: [str(inspect.signature(kind)) for kind in k.values()],
    "fields": lambda k: [
        [(f.name, f.type, f.init, f.compare, f.default is dataclasses.MISSING) for f in fields]
        for fields in map(dataclasses.fields, k.values())
    ],
}


@pytest.mark.parametrize("use", USES)
def test_ours_do_what_theirs_do(use: str) -> None:
    assert what_comes(USES[use], OURS) == what_comes(USES[use], THEIRS)


def what_comes(use: Callable[[dict[str, type[Any]]], object], kinds: dict[str, type[Any]]) -> str:
    try:
        return str(use(kinds))
    except (TypeError, AttributeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_they_go_from_process_to_process(protocol: int) -> None:
    target = Target(Steady(90), Unit.WATTS, span=Span(3, 7))  # type: ignore[arg-type]
    back = pickle.loads(pickle.dumps(target, protocol))
    assert (back, back.span) == (target, target.span)


def test_replace_is_theirs() -> None:
    workout = Workout("a", "A", "Ride")
    assert records.replace(workout, name="B") == dataclasses.replace(workout, name="B")
    assert records.replace(Time(1)) == Time(1)


def test_a_default_that_all_would_share_is_refused() -> None:
    with pytest.raises(ValueError, match=r"all objects of Bad would share the each \[\]"):

        @records.dataclass(slots=True)
        class Bad:
            each: list[int] = []  # noqa: RUF012
