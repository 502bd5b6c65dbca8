"""Fixes that may be applied unasked: those that cure their fault, and bring no other."""

from collections import Counter
from collections.abc import Callable, Iterable

from workoutc.diagnostic import Diagnostic, Fix, Severity
from workoutc.fix import apply_fixes, offered
from workoutc.records import replace

Faults = tuple[Diagnostic, ...]

MOST = 20
"""Safe fixes of a line beyond which none is tried by itself: each costs to read the line again."""


def with_certain_fixes(text: str, said: Faults, read: Callable[[str], Faults]) -> Faults:
    """What is said of a line; a fix stays safe only if the line without its error has, read again,
    none that it didn't have before."""
    fixes = [d.fix for d in said if d.fix is not None and offered(d.fix)]
    if not fixes or not _errors(read(apply_fixes(text, fixes)[0])):
        return said
    before = _errors(said)

    def cures(fault: Diagnostic, fix: Fix) -> bool:
        if len(fixes) > MOST:
            return False
        rest = before - _errors([fault])
        return _errors(read(apply_fixes(text, [fix])[0])) <= rest

    return tuple(
        replace(d, fix=replace(d.fix, safe=False))
        if d.fix is not None and offered(d.fix) and not cures(d, d.fix)
        else d
        for d in said
    )


def _errors(said: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(d.code for d in said if d.severity is Severity.ERROR)
