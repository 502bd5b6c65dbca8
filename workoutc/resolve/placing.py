"""What a line means, moved to where the line stands: its spans are then those of the source."""

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.model import Intensity, Item, Length, Repeat, Step, Target
from workoutc.records import replace
from workoutc.source import Span


def placed_step(step: Step, by: int, flag: Intensity | None = None) -> Step:
    """The step `by` code points further on. `flag`: what its heading says of steps that say
    nothing themselves."""
    span, label_span = step.span.shifted(by), step.label_span.shifted(by)
    return put_together(step.label, step.length, step, by, span, label_span, flag)


def put_together(
    label: str,
    length: Length,
    aims: Step,
    by: int,
    span: Span,
    label_span: Span,
    flag: Intensity | None = None,
) -> Step:
    """A step of some label and length with all else of another, whose targets are `by` code points
    further on."""
    power, hr, pace, cadence = aims.power, aims.hr, aims.pace, aims.cadence
    return Step(
        length,
        label,
        power and _placed(power, by),
        hr and _placed(hr, by),
        pace and _placed(pace, by),
        cadence and _placed(cadence, by),
        aims.rpe,
        aims.freeride,
        aims.maxeffort,
        aims.hide_power,
        aims.press_lap,
        aims.intensity or flag,
        aims.cues,
        span,
        label_span,
    )


def _placed(target: Target, by: int) -> Target:
    start, end = target.span
    return Target(
        target.level, target.unit, target.over, target.average, Span(start + by, end + by)
    )


def placed_repeat(repeat: Repeat, by: int, flag: Intensity | None) -> Repeat:
    """A repeat of one line with all of its steps."""
    items: list[Item] = []
    for item in repeat.items:
        if isinstance(item, Step):
            items.append(placed_step(item, by, flag))
        elif isinstance(item, Repeat):
            items.append(placed_repeat(item, by, flag))
    return Repeat(repeat.count, tuple(items), repeat.label, repeat.span.shifted(by))


def placed_fault(diagnostic: Diagnostic, by: int) -> Diagnostic:
    """A diagnostic with its notes and its fix."""
    fix = diagnostic.fix
    if fix is not None:
        edits = tuple(Edit(edit.span.shifted(by), edit.text) for edit in fix.edits)
        fix = Fix(fix.title, edits, fix.safe)
    notes = tuple(Note(n.message, n.span.shifted(by) if n.span else None) for n in diagnostic.notes)
    return replace(diagnostic, span=diagnostic.span.shifted(by), fix=fix, notes=notes)
