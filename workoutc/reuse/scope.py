"""What names stand for: a file's own, those of the files it includes, the athlete's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Value, value_of
from workoutc.reuse import faults
from workoutc.reuse.outline import Let


@dataclass(slots=True)
class Names(Mapping[str, Value | None]):
    """The names of a file, each worked out when it is first asked for.

    `lets`: its own, by name. `outer`: those of the files it includes, and the athlete's. A name
    whose definition is at fault has no value; the fault is told at the definition, once, in `told`.
    """

    lets: Mapping[str, Let]
    outer: Mapping[str, Value | None]
    told: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _known: dict[str, Value | None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Value | None:
        if name not in self.lets:
            return self.outer[name]
        self.used.add(name)
        if name not in self._known:
            self._known[name] = self._worked_out(self.lets[name])
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.lets, **self.outer})

    def __len__(self) -> int:
        return len({**self.lets, **self.outer})

    def __contains__(self, name: object) -> bool:
        return name in self.lets or name in self.outer

    def _worked_out(self, let: Let) -> Value | None:
        if let.name in self._open:
            around = self._open[self._open.index(let.name) :]
            self.told.append(faults.circle(let.name_span, [*around, let.name]))
            return None
        self._open.append(let.name)
        value = value_of(let.value, let.value_span.start, self)
        self._open.pop()
        if isinstance(value, tuple):
            self.told.extend(value)
            return None
        return value


@dataclass(frozen=True, slots=True)
class Asked(Mapping[str, Value | None]):
    """The same names, and which of them were asked for while one workout was written."""

    names: Names
    asked: dict[str, Value | None] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Value | None:
        value = self.names[name]
        self.asked[name] = value
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names


@dataclass(frozen=True, slots=True)
class Inner(Mapping[str, Value | None]):
    """Parameters, and behind them the names of the file. `used`: the parameters asked for."""

    own: Mapping[str, Value | None]
    names: Mapping[str, Value | None]
    used: set[str] = field(default_factory=set)

    def __getitem__(self, name: str) -> Value | None:
        if name in self.own:
            self.used.add(name)
            return self.own[name]
        return self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.own, **self.names})

    def __len__(self) -> int:
        return len({**self.own, **self.names})

    def __contains__(self, name: object) -> bool:
        return name in self.own or name in self.names
