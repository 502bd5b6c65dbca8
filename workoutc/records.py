"""Dataclasses at a fraction of their price.

The standard library's load `inspect` and compile six functions a class, which takes a command that
checks one file a third of its time. These compile one when it is called; type checkers take them
for the standard library's, and the tests hold them against it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

__all__ = ["dataclass", "field", "replace"]

T = TypeVar("T")


class _Missing:
    """Stands where there is no default."""


class _Field:
    """What may be said of a field. `factory` makes the default."""

    __slots__ = ("compare", "default", "factory", "init")

    def __init__(
        self,
        *,
        default: Any = _Missing,
        default_factory: Any = _Missing,
        init: bool = True,
        compare: bool = True,
    ) -> None:
        self.default = default
        self.factory = default_factory
        self.init = init
        self.compare = compare


def _dataclass(
    *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]:
    """As `dataclasses.dataclass`. Fields of a base class are no fields of the class."""

    def made(cls: type[T]) -> type[T]:
        fields = {name: _field(cls, name) for name in cls.__annotations__}
        body = _methods(fields, frozen=frozen, slots=slots)
        if eq and not frozen:
            body["__hash__"] = None
        kind = (_slotted if slots else _equipped)(cls, fields, body)
        _write_later(kind, fields, frozen=frozen, slots=slots, eq=eq)
        return kind

    return made


def _field(cls: type, name: str) -> _Field:
    value = cls.__dict__.get(name, _Missing)
    if value.__class__.__hash__ is None:
        raise ValueError(f"all objects of {cls.__name__} would share the {name} {value!r}")
    return value if isinstance(value, _Field) else _Field(default=value)


def _slotted(cls: type[T], fields: Mapping[str, _Field], body: Mapping[str, Any]) -> type[T]:
    """The class anew: slots can't be added to one that is there."""
    own = {name: value for name, value in cls.__dict__.items() if name not in fields}
    for name in ("__dict__", "__weakref__"):
        own.pop(name, None)
    kind: Any = type(cls)
    made: type[T] = kind(cls.__name__, cls.__bases__, {**body, **own, "__slots__": tuple(fields)})
    made.__qualname__ = cls.__qualname__
    return made


def _equipped(cls: type[T], fields: Mapping[str, _Field], body: Mapping[str, Any]) -> type[T]:
    for name in body.keys() - cls.__dict__.keys():
        setattr(cls, name, body[name])
    for name, field in fields.items():
        if field.default is not _Missing:
            setattr(cls, name, field.default)
        elif name in cls.__dict__:
            delattr(cls, name)
    return cls


def _methods(fields: Mapping[str, _Field], *, frozen: bool, slots: bool) -> dict[str, Any]:
    """What needs no compiling, for those that don't have their own."""
    names = tuple(fields)
    body: dict[str, Any] = {
        "__dataclass_fields__": _Told("__dataclass_fields__", fields, frozen),
        "__dataclass_params__": _Told("__dataclass_params__", fields, frozen),
        "__signature__": _Told("__signature__", fields, frozen),
        "__match_args__": tuple(name for name in names if fields[name].init),
        "__repr__": _representation(names),
        "__replace__": _replace,
    }
    if frozen:
        body |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    if frozen and slots:
        body |= _state(names)
    return body


def _write_later(
    cls: Any, fields: Mapping[str, _Field], *, frozen: bool, slots: bool, eq: bool
) -> None:
    """Give the class the methods that have to be as fast as if they were written by hand, each
    when it is first called: most never are."""
    compared = [name for name, field in fields.items() if field.compare]
    _compile_later(cls, "__init__", lambda: _initializer(cls, fields, frozen=frozen, slots=slots))
    if eq:
        _compile_later(cls, "__eq__", lambda: _compiled(cls, _equality(compared), {}))
    if eq and frozen:
        _compile_later(cls, "__hash__", lambda: _compiled(cls, _hash(compared), {}))


def _compile_later(cls: Any, name: str, compiled: Callable[[], Callable[..., Any]]) -> None:
    def first(self: object, *values: object, **named: object) -> Any:
        method = compiled()
        setattr(cls, name, method)
        return method(self, *values, **named)

    if name not in cls.__dict__:
        setattr(cls, name, first)


def _compiled(cls: type, lines: Iterable[str], known: dict[str, Any]) -> Callable[..., Any]:
    made: dict[str, Callable[..., Any]] = {}
    exec("\n".join(lines), known, made)
    [function] = made.values()
    function.__qualname__ = f"{cls.__qualname__}.{function.__name__}"
    return function


def _initializer(
    cls: type, fields: Mapping[str, _Field], *, frozen: bool, slots: bool
) -> Callable[..., Any]:
    known: dict[str, Any] = {"_Missing": _Missing, "_put": object.__setattr__}
    if slots:
        # To set a slot itself is the quickest way round `__setattr__`.
        known |= {f"_set_{name}": getattr(cls, name).__set__ for name in fields}
    function = _compiled(cls, _lines(cls, fields, known, frozen=frozen, slots=slots), known)
    function.__annotations__ = {
        name: kind for name, kind in cls.__annotations__.items() if fields[name].init
    }
    return function


def _lines(
    cls: type, fields: Mapping[str, _Field], known: dict[str, Any], *, frozen: bool, slots: bool
) -> Iterator[str]:
    """The initializer's text. `known`: what its names mean."""
    given = {name: field for name, field in fields.items() if field.init}
    parameters = ["self", *(_parameter(name, field, known) for name, field in given.items())]
    yield f"def __init__({', '.join(parameters)}):"
    for name, field in given.items():
        value = name
        if field.factory is not _Missing:
            known[f"_new_{name}"] = field.factory
            value = f"_new_{name}() if {name} is _Missing else {name}"
        if frozen and slots:
            yield f" _set_{name}(self, {value})"
        else:
            yield f" _put(self, '{name}', {value})" if frozen else f" self.{name} = {value}"
    yield " self.__post_init__()" if hasattr(cls, "__post_init__") else " pass"


def _parameter(name: str, field: _Field, known: dict[str, Any]) -> str:
    if field.factory is not _Missing:
        return f"{name}=_Missing"
    if field.default is _Missing:
        return name
    known[f"_default_{name}"] = field.default
    return f"{name}=_default_{name}"


def _equality(names: Sequence[str]) -> Iterator[str]:
    """Equal are two of one class whose fields are."""
    yield "def __eq__(self, other):"
    yield " if other.__class__ is not self.__class__: return NotImplemented"
    yield f" return {_tuple('self', names)} == {_tuple('other', names)}"


def _hash(names: Sequence[str]) -> Iterator[str]:
    yield "def __hash__(self):"
    yield f" return hash({_tuple('self', names)})"


def _tuple(of: str, names: Sequence[str]) -> str:
    return "(" + "".join(f"{of}.{name}, " for name in names) + ")"


def _representation(names: tuple[str, ...]) -> Callable[[Any], str]:
    def shown(self: Any) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values})"

    return shown


def _state(names: tuple[str, ...]) -> dict[str, Any]:
    """How `pickle` and `copy` carry over what can't be set."""
    values = _values_of(names)

    def restored(self: Any, state: Iterable[object]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__getstate__": lambda self: values(self), "__setstate__": restored}


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _replace(self: T, /, **changes: Any) -> T:
    """A new one, of which some fields are other."""
    fields = self.__match_args__  # type: ignore[attr-defined]
    return self.__class__(**({name: getattr(self, name) for name in fields} | changes))


def _refuse_to_set(_self: object, name: str, _value: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


class _Told:
    """What the standard library's functions look for in a dataclass, made when they do. The
    signature is there for those who ask before the first is made."""

    def __init__(self, name: str, fields: Mapping[str, _Field], frozen: bool) -> None:
        self.name = name
        self.fields = fields
        self.frozen = frozen
        self.found: Any = None

    def __get__(self, instance: object, owner: type) -> Any:
        if self.found is None:
            from inspect import signature

            twin = self._twin(owner)
            self.found = (
                signature(twin) if self.name == "__signature__" else getattr(twin, self.name)
            )
        return self.found

    def _twin(self, owner: type) -> type:
        """The standard library's own class of the same fields."""
        from dataclasses import field, make_dataclass

        twins: list[tuple[str, Any, Any]] = []
        for name, own in self.fields.items():
            said: dict[str, Any] = {"init": own.init, "compare": own.compare}
            if own.default is not _Missing:
                said["default"] = own.default
            if own.factory is not _Missing:
                said["default_factory"] = own.factory
            twins.append((name, owner.__annotations__[name], field(**said)))
        return make_dataclass(owner.__name__, twins, frozen=self.frozen)


if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:
    dataclass, field, replace = _dataclass, _Field, _replace
