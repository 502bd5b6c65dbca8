"""What writing changed or cannot vouch for, in a coach's words."""

from collections.abc import Iterator

from workoutc.diagnostic import Diagnostic
from workoutc.model import Corridor, Repeat, Section, Step, Unit
from workoutc.source import Span


def label(step: Step, old: str, new: str) -> Diagnostic:
    """A label that the server would have cut or obeyed, or that has quotes of its own."""
    help_ = (
        "Intervals.icu cuts a label at the first number with a unit and obeys words such as"
        " `press lap`; name the step in plain words and put the numbers behind its length"
    )
    if old.replace('"', "'") == new:
        help_ = (
            'what is written for Intervals.icu can be compiled again, and there a `"` in a label'
            " would begin a text in quotes; write `'` for it, or leave the quotes off"
        )
    return Diagnostic(
        "W401",
        f"the label `{old}` is written as `{new}`" if new else f"the label `{old}` is left out",
        step.label_span if step.label_span != (0, 0) else step.span,
        label=f"becomes `{new}`" if new else "has no words that Intervals.icu can show",
        help=help_,
    )


def prose(old: str, new: str, span: Span) -> Diagnostic:
    """A heading or a line of a note that would have been read as something else."""
    return Diagnostic(
        "W402",
        f"`{old}` is written as `{new}`" if new else f"`{old}` is left out",
        span,
        label=f"becomes `{new}`" if new else "has no words to show",
        help="a line that starts like a step, a field or a comment, ends in `3x`, or is just"
        " `Warmup` means more than text to Intervals.icu; say it in other words to choose them"
        " yourself",
    )


def label_moved(item: Repeat | Section) -> Diagnostic:
    """A label inside a repeat, where Intervals.icu has no place for a heading."""
    text = item.label if isinstance(item, Repeat) else item.title
    return Diagnostic(
        "W403",
        f"`{text}` moves into the label of its first step",
        item.span,
        label="no heading of its own inside a repeat",
        help="Intervals.icu has no repeats inside repeats, so this one is written out pass by pass"
        " and its name stands in front of the first step of each; leave the name off, or put it"
        " into a step's label yourself",
    )


def doubts(step: Step) -> Iterator[Diagnostic]:
    """Targets that nobody has seen Intervals.icu store, so that no check can vouch for them."""
    if step.power and step.power.unit is Unit.CUSTOM_ZONE:
        yield Diagnostic(
            "W404",
            "nobody has seen how Intervals.icu stores a custom zone, so it can't be checked",
            step.power.span,
            label="passed on unchecked",
            help="look at the step on the calendar after a push, or write the range the zone stands"
            " for, such as `88-94%`",
        )
    for target in step.targets if step.ramp else ():
        if isinstance(target.level, Corridor):
            yield Diagnostic(
                "W404",
                "the step ramps, and Intervals.icu can't tell this range from a ramp",
                target.span,
                label="may be taken for a ramp too",
                help="give one value to hold beside the ramp, or leave this target off",
            )
