"""One layout for every source that says the same."""

from collections import Counter

from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import Diagnostic
from workoutc.fmt.page import laid_out
from workoutc.limits import MAX_BYTES
from workoutc.setting import PLAIN, Setting
from workoutc.source import Source
from workoutc.tuples import NamedTuple

__all__ = ["Formatted", "MeaningChangedError", "formatted"]


_UNPLACED = frozenset({"E206", "E222"})
"""Faults that leave open to which repeat a line belongs; its indentation may be all that tells."""


class Formatted(NamedTuple):
    """A source, and the text it should have.

    `unreadable`: the faults for which it is left as it is, line ends and all.
    """

    source: Source
    text: str
    unreadable: tuple[Diagnostic, ...] = ()


class MeaningChangedError(Exception):
    """The new text would mean something else than the old one: a bug of the formatter."""


def formatted(data: bytes, name: str, setting: Setting = PLAIN) -> Formatted:
    """A file's text in its canonical layout, which is the same whatever the setting.

    It means the same as before, which is tried out before it is given back; all that goes are
    blanks, commas behind tokens and other dashes than the hyphen. What can't be read is left alone,
    since nobody knows what was meant. Raises MeaningChangedError.
    """
    before = compile_bytes(data, name=name, setting=setting)
    faults = _unreadable(before)
    if faults:
        return Formatted(before.source, before.source.text, faults)
    text = laid_out(before.source)
    if len(text.encode()) > MAX_BYTES:
        text = before.source.text  # only the indentation of a file at the very limit outgrows it
    if not _alike(before, compile_bytes(text.encode(), name=name, setting=setting)):
        raise MeaningChangedError(name)
    return Formatted(before.source, text)


def _unreadable(compilation: Compilation) -> tuple[Diagnostic, ...]:
    return tuple(d for d in compilation.diagnostics if d.code[:2] == "E1" or d.code in _UNPLACED)


def _alike(before: Compilation, after: Compilation) -> bool:
    """Whether they have the same faults and, when they have no errors, the same workouts and
    plans."""
    if _codes(before) != _codes(after):
        return False
    return not before.ok or (before.workouts, before.plans) == (after.workouts, after.plans)


def _codes(compilation: Compilation) -> Counter[str]:
    return Counter(d.code for d in compilation.diagnostics)
