"""What names stand for: a file's own, those of the files it includes, the athlete's."""

from collections.abc import Iterator, Mapping

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Name, Value, names_in, value_of
from workoutc.records import dataclass, field
from workoutc.reuse import faults
from workoutc.reuse.outline import Let


@dataclass(slots=True)
class Names(Mapping[str, Value | None]):
    """The names of a file, each worked out when it is first asked for.

    `lets`: its own, by name. `outer`: those of the files it includes, and the athlete's. A name
    whose definition is at fault has no value; the fault is told once, in `told`, with the
    definition in whose source its places are.
    """

    lets: Mapping[str, Let]
    outer: Mapping[str, Value | None]
    told: list[tuple[Let, Diagnostic]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _known: dict[str, Value | None] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Value | None:
        self.used.add(name)
        if name not in self.lets:
            return self.outer[name]
        if name in self._open:
            around = self._open[self._open.index(name) :]
            let = self.lets[name]
            self.told.append((let, faults.circle(let.name_span, [*around, name])))
            return None
        if name not in self._known:
            self._work_out(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.lets, **self.outer})

    def __len__(self) -> int:
        return len({**self.lets, **self.outer})

    def __contains__(self, name: object) -> bool:
        return name in self.lets or name in self.outer

    def still(self, asked: Mapping[str, Value | None]) -> bool:
        """Whether these names stand for just that."""
        return all(name in self and self[name] == value for name, value in asked.items())

    def _work_out(self, name: str) -> None:
        """Work out a name, and before it those that it needs: one after another and not one within
        another, since thousands may lie in a row."""
        base = len(self._open)
        self._open.append(name)
        while len(self._open) > base:
            let = self.lets[self._open[-1]]
            needed = next(filter(self._is_due, names_in(let.value)), None)
            if needed is not None:
                self._open.append(needed.name)
                continue
            value = value_of(let.value, let.value_span.start, self)
            if isinstance(value, tuple):
                self.told += ((let, fault) for fault in value)
            self._known[let.name] = None if isinstance(value, tuple) else value
            self._open.pop()

    def _is_due(self, name: Name) -> bool:
        known = name.name in self._known or name.name in self._open
        return name.name in self.lets and not known


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


def with_unread(
    given: Mapping[str, Value | None], unread: frozenset[str], names: Mapping[str, Value | None]
) -> Mapping[str, Value | None]:
    """Parameters, and without a value what may be one too: that it can't be read is told."""
    return {**{n: None for n in unread if n not in names}, **given} if unread else given


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
