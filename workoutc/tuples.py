"""Named tuples at a fraction of their price.

The standard library's compile a function a class and look at each annotation, which for the forty
that a command needs takes a twelfth of its time. These share a function among all that have as many
fields; type checkers take them for the standard library's, and the tests hold them against it.
"""

from collections import _tuplegetter  # type: ignore[attr-defined]
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

__all__ = ["NamedTuple"]


class _Named(tuple[Any, ...]):
    """What all have, whatever their fields."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    @classmethod
    def _make(cls, values: Iterable[Any]) -> Any:
        made = tuple.__new__(cls, values)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def _replace(self, /, **changes: Any) -> Any:
        made = self._make(map(changes.pop, self._fields, self))
        if changes:
            raise TypeError(f"Got unexpected field names: {list(changes)!r}")
        return made

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self, strict=True))

    def __repr__(self) -> str:
        values = ", ".join(map("{}={!r}".format, self._fields, self))
        return f"{self.__class__.__name__}({values})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


class _Maker(type):
    """Makes of a class body with annotations a tuple of those."""

    def __new__(cls, name: str, _bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        kinds = body.get("__annotations__")
        if kinds is None:  # from Python 3.14 on they are worked out when they are asked for
            kinds = type(name, (), dict(body)).__annotations__
        fields = tuple(kinds)
        defaults = {field: body.pop(field) for field in fields if field in body}
        own = {
            "__slots__": (),
            "__match_args__": fields,
            "__new__": _new(name, fields, defaults),
            "_fields": fields,
            "_field_defaults": defaults,
        }
        getters = {field: _tuplegetter(at, "") for at, field in enumerate(fields)}
        return type(name, (_Named,), {**getters, **own, **body})


def _new(name: str, fields: tuple[str, ...], defaults: Mapping[str, Any]) -> Callable[..., Any]:
    if any(field not in defaults for field in fields[len(fields) - len(defaults) :]):
        raise TypeError("a field without a default follows one that has one")
    names = ("_cls", *fields)
    code = _code(len(fields)).replace(co_varnames=names, co_qualname=f"{name}.__new__")
    return FunctionType(code, {"_new": tuple.__new__}, "__new__", tuple(defaults.values()))


@cache
def _code(count: int) -> CodeType:
    """Of a function that makes a tuple of so many."""
    names = "".join(f"_{at}, " for at in range(count))
    made: dict[str, Any] = {}
    exec(f"def __new__(_cls, {names}): return _new(_cls, ({names}))", made)
    code: CodeType = made["__new__"].__code__
    return code


class _Wanted:
    """What a class names as its base, and what it gets for one."""

    def __mro_entries__(self, _bases: tuple[object, ...]) -> tuple[type, ...]:
        return (_ROOT,)


_ROOT = type.__new__(_Maker, "NamedTuple", (), {})

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _Wanted()
