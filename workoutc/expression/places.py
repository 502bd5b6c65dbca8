"""Diagnostics moved from one text to another."""

from collections.abc import Callable

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.records import replace
from workoutc.source import Span


def moved(diagnostic: Diagnostic, to: Callable[[Span], Span]) -> Diagnostic:
    """The same with every place in it moved, those of its notes and of its fix too."""
    fix = diagnostic.fix
    if fix is not None:
        fix = Fix(fix.title, tuple(Edit(to(e.span), e.text) for e in fix.edits), fix.safe)
    notes = tuple(Note(n.message, n.span and to(n.span)) for n in diagnostic.notes)
    return replace(diagnostic, span=to(diagnostic.span), fix=fix, notes=notes)


def shifted(diagnostics: tuple[Diagnostic, ...], by: int) -> tuple[Diagnostic, ...]:
    """The same, `by` code points further on."""
    return tuple(moved(each, lambda span: span.shifted(by)) for each in diagnostics)
