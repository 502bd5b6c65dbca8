"""Expressions of tests: read, given their names, and shown as they are written."""

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Filled, Value, evaluate, filled, read, text_of
from workoutc.expression.literal import literal

WRITTEN = {
    "n": "3",
    "reps": "5",
    "t": "1h",
    "on": "95-100%",
    "easy": "55%",
    "hard": "80-85% LTHR",
    "lo": "80%",
    "hi": "85% LTHR",
    "ftp": "280w",
    "lthr": "172bpm",
    "race": "3:45/km",
    "pool": "50mtr",
    "word": '"smooth"',
}
"""The names that tests use, and what they stand for."""


def written(text: str) -> Value:
    """The value of a text that is one by itself."""
    if text.startswith('"'):
        value = valued(text, {})
        assert not isinstance(value, tuple)
        return value
    found = literal(text).value
    assert found is not None, text
    return found


def valued(text: str, scope: dict[str, Value | None]) -> Value | tuple[Diagnostic, ...]:
    expression = read(text)
    return expression if isinstance(expression, tuple) else evaluate(expression, scope)


SCOPE: dict[str, Value | None] = {name: written(text) for name, text in WRITTEN.items()}
SCOPE["broken"] = None


def result(text: str) -> str:
    """What an expression comes to, as it would be written."""
    value = valued(text, SCOPE)
    assert not isinstance(value, tuple), value
    return text_of(value)


def told(text: str) -> list[tuple[str, str]]:
    """The code and the place of every fault of an expression."""
    value = valued(text, SCOPE)
    assert isinstance(value, tuple), value
    return [(fault.code, text[fault.span.start : fault.span.end]) for fault in value]


def fault(text: str) -> Diagnostic:
    """The one fault of an expression."""
    value = valued(text, SCOPE)
    assert isinstance(value, tuple), value
    (only,) = value
    return only


def mended(text: str) -> str:
    """An expression with the fix of its one fault applied."""
    fix = fault(text).fix
    assert fix is not None
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def line(text: str, *, prose: bool = False, start: int = 0) -> Filled:
    """A line with its holes filled by the names of tests."""
    return filled(text, start, SCOPE, prose=prose)
