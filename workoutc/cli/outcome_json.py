"""An outcome as JSON, and back exactly."""

from typing import TYPE_CHECKING, Any

from workoutc.cli.outcome import Made, Named, Outcome

if TYPE_CHECKING:
    from workoutc.diagnostic import Diagnostic
    from workoutc.source import Span


def encoded(outcome: Outcome) -> list[Any]:
    """An outcome as JSON has it."""
    said, lost = ([_fault(fault) for fault in each] for each in (outcome.said, outcome.lost))
    made = [[m.identity, m.fields, _content(m.content)] for m in outcome.made]
    return [said, lost, made, outcome.read, outcome.workouts, outcome.plans, outcome.shown]


def _content(content: str | bytes) -> str | list[str]:
    """Bytes stand in a list of one, in base 64."""
    if isinstance(content, str):
        return content
    from binascii import b2a_base64  # most formats are text

    return [b2a_base64(content, newline=False).decode()]


def _fault(fault: "Diagnostic") -> list[Any]:
    fix = fault.fix and [fault.fix.title, [[*e.span, e.text] for e in fault.fix.edits],
                         fault.fix.safe]  # fmt: skip
    notes = [[note.message, note.span] for note in fault.notes]
    return [fault.code, fault.message, fault.span, fault.label, fault.help, fix, notes]


def decoded(value: Any) -> Outcome:
    """The outcome in a JSON value. Raises ValueError or TypeError for any other."""
    said, lost, made, read, workouts, plans, shown = value
    return Outcome(
        tuple(map(_read_fault, said)),
        tuple(map(_read_fault, lost)),
        tuple(map(_read_made, made)),
        tuple((_text(name), _text(path), _text(then)) for name, path, then in read),
        tuple(map(_read_named, workouts)),
        tuple(map(_read_named, plans)),
        None if shown is None else _text(shown),
    )


def _read_made(value: Any) -> Made:
    identity, fields, content = value
    return Made(_text(identity), tuple(map(_text, fields)), _read_content(content))


def _read_content(value: Any) -> str | bytes:
    if not isinstance(value, list):
        return _text(value)
    from binascii import a2b_base64

    (data,) = value
    return a2b_base64(_text(data), strict_mode=True)


def _read_named(value: Any) -> Named:
    identity, (start, end) = value
    return Named(_text(identity), (_number(start), _number(end)))


def _read_fault(value: Any) -> "Diagnostic":
    from workoutc.diagnostic import Diagnostic, Edit, Fix, Note

    code, message, span, label, help, fix, notes = value
    mending = None
    if fix is not None:
        title, edits, safe = fix
        places = tuple(Edit(_span((start, end)), _text(text)) for start, end, text in edits)
        mending = Fix(_text(title), places, safe is True)
    remarks = tuple(
        Note(_text(words), None if place is None else _span(place)) for words, place in notes
    )
    told = None if help is None else _text(help)
    return Diagnostic(
        _text(code), _text(message), _span(span), _text(label), told, mending, remarks
    )


def _span(value: Any) -> "Span":
    from workoutc.source import Span

    start, end = value
    return Span(_number(start), _number(end))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
