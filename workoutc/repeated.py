"""Results that are kept once they are asked for again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def repeated(
    most: int, only: Callable[[Any], bool] = lambda _: True
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Like `lru_cache`, but a result is kept from the second time on, and then only if `only` says
    so; beyond `most` calls all are forgotten. Arguments go by position and must be hashable.

    Most lines of a text stand nowhere else. To keep what they mean would cost more than it can ever
    save: cold memory, and for the garbage collector a sixth of the time of a text of new lines.
    """

    def keeping(function: Callable[P, T]) -> Callable[P, T]:
        # By the hash of the arguments: these and the result, or `None` when they came once.
        held: dict[int, tuple[Any, T] | None] = {}

        @wraps(function)
        def known(*args: P.args, **kwargs: P.kwargs) -> T:
            mark = hash(args)
            kept = held.get(mark)
            if kept is not None and kept[0] == args:
                return kept[1]
            result = function(*args, **kwargs)
            if mark in held and only(result):
                held[mark] = (args, result)
            elif mark not in held:
                _count(held, mark, most)
            return result

        return known

    return keeping


def _count(held: dict[int, tuple[Any, T] | None], mark: int, most: int) -> None:
    """Remember that something came once; what was known is forgotten where there is no room."""
    if len(held) >= most:
        held.clear()
    held[mark] = None
