"""What a profile would have to say instead, by what is known of the athlete elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from workoutc.records import dataclass, field, replace
from workoutc.settings import SettingsError
from workoutc.settings.person import KINDS, VALUES, Pace, profile, stands, value_at
from workoutc.sports import Kind, usual_order
from workoutc.tuples import NamedTuple

Value: TypeAlias = Decimal | Pace | tuple[Decimal, ...] | tuple[str, ...] | int
"""As a settings file is read; a number of zones is an `int`."""

Path: TypeAlias = tuple[str, ...]
"""A place in the table of a person: `("ftp",)`, `("run", "lthr")`, `("threshold_pace", "run")`."""

HEART = ("lthr", "max_hr")
OF_A_RIDER = ("ftp", "indoor_ftp", "w_prime")
"""What stands for all sports is a ride's: that is what people mean by their FTP."""

SLACK = Decimal("0.05")
"""Seconds by which a pace may differ: a file has it to a tenth, Intervals.icu as a speed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known elsewhere. `values`: by kind of sport, by key as in a settings file, a kind of
    which nothing is set empty. `senseless`: of what there is a value that no profile can hold;
    `remarks` tells people."""

    values: Mapping[Kind, Mapping[str, Value]]
    senseless: frozenset[tuple[Kind, str]] = frozenset()
    remarks: tuple[str, ...] = ()

    def has(self, kind: Kind, key: str) -> bool:
        """Whether there is a value, be it a senseless one."""
        return key in self.values.get(kind, {}) or (kind, key) in self.senseless


class Change(NamedTuple):
    """A value that is another or new. `old`: what counted before, `None` for nothing."""

    path: Path
    old: Value | None
    new: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """`kept`: what the profile says and nobody else."""

    changes: tuple[Change, ...] = ()
    kept: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def compared(written: Mapping[str, Any], found: Found) -> Comparison:
    """The table of a person as it is read from files, compared.

    What is known of all sports alike goes beside the sports; what differs into each sport's own
    table; and what has a place already is replaced there. Nothing is ever taken out.
    """
    comparison = _compared(written, found)
    try:
        profile(_applied(written, comparison.changes), "the profile")
    except SettingsError as error:
        comparison = _compared(written, _without_heart(found))
        remark = f"{error.message} with what is on Intervals.icu, so both are left out"
        comparison = replace(comparison, remarks=(*comparison.remarks, remark))
    return comparison


def _compared(written: Mapping[str, Any], found: Found) -> Comparison:
    changes = sorted(_changes(written, found), key=lambda change: _rank(change.path))
    now = _applied(written, changes)
    kept = tuple(sorted((path for path in _places(now) if _unbacked(path, now, found)), key=_rank))
    return Comparison(tuple(changes), kept, found.remarks)


def _changes(written: Mapping[str, Any], found: Found) -> Iterator[Change]:
    for key in ("threshold_pace", *VALUES):
        alike = _alike(found, key)
        for kind in KINDS:
            new = found.values.get(kind, {}).get(key)
            if new is None or _same(old := _old(written, kind, key, new), new):
                continue
            change = Change(_path(written, kind, key, alike=alike), old, new)
            written = _applied(written, [change])
            yield change


def _alike(found: Found, key: str) -> bool:
    """Whether it is the same in all sports there are."""
    known = [values.get(key) for values in found.values.values()]
    return None not in known and len(set(known)) == 1


def _path(written: Mapping[str, Any], kind: Kind, key: str, *, alike: bool) -> Path:
    if key == "threshold_pace":
        return (key, str(kind))
    of_all = alike or (kind is Kind.RIDE and key in OF_A_RIDER)
    hidden = stands(written, kind, key) not in (None, (key,))
    return (key,) if of_all and not hidden else (str(kind), key)


def _old(written: Mapping[str, Any], kind: Kind, key: str, new: Value) -> Value | None:
    path = stands(written, kind, key)
    old: Value | None = value_at(written, path) if path else None
    if key == "workout_order" and old is None:
        return usual_order(kind)
    return Pace(old, new.unit) if isinstance(old, Decimal) and isinstance(new, Pace) else old


def _same(old: Value | None, new: Value) -> bool:
    if isinstance(old, Pace) and isinstance(new, Pace):
        return abs(old.seconds - new.seconds) <= SLACK
    return old == new


def _applied(written: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    table = {key: dict(value) if isinstance(value, Mapping) else value
             for key, value in written.items()}  # fmt: skip
    for change in changes:
        *above, key = change.path
        new = change.new.speed if isinstance(change.new, Pace) else change.new
        (table.setdefault(above[0], {}) if above else table)[key] = new
    return table


def _places(table: Mapping[str, Any]) -> Iterator[Path]:
    """Where a person's thresholds and zones stand."""
    yield from (("threshold_pace", str(kind)) for kind in table.get("threshold_pace", {}))
    yield from ((key,) for key in VALUES if key in table)
    yield from ((str(kind), key) for kind in KINDS for key in table.get(kind, {}))


def _unbacked(path: Path, table: Mapping[str, Any], found: Found) -> bool:
    """Whether nobody else knows the value that stands here, in any sport that goes by it."""
    match path:
        case ("threshold_pace", kind):
            return not found.has(Kind(kind), "threshold_pace")
        case (kind, key):
            return not found.has(Kind(kind), key)
        case _:
            users = [kind for kind in found.values if stands(table, kind, path[0]) == path]
            return bool(users) and not any(found.has(kind, path[0]) for kind in users)


def _without_heart(found: Found) -> Found:
    values = {
        kind: {key: value for key, value in known.items() if key not in HEART}
        for kind, known in found.values.items()
    }
    senseless = {(kind, key) for kind in found.values for key in HEART}
    return replace(found, values=values, senseless=found.senseless | senseless)


def _rank(path: Path) -> tuple[int, int]:
    """What stands for all sports first; keys in the order they are listed in."""
    keys = list(VALUES)
    match path:
        case ("threshold_pace", kind):
            return 0, len(keys) + KINDS.index(Kind(kind))
        case (kind, key):
            return 1 + KINDS.index(Kind(kind)), keys.index(key)
        case _:
            return 0, keys.index(path[0])
