"""`NAME = VALUE, …`: parameters with their defaults, and arguments."""

import re
from collections.abc import Iterator

from workoutc.diagnostic import Diagnostic
from workoutc.quoting import blanked_around_holes
from workoutc.regex import regex
from workoutc.reuse import faults
from workoutc.source import Span
from workoutc.tuples import NamedTuple

_NAMED = regex(r"\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*(?P<value>.*?)\s*", re.DOTALL)
_PIECES = regex(r"\{[^{}]*\}?|[(),;]|[^(),;{]+")


class Parameter(NamedTuple):
    """A name and what it stands for; the value as written."""

    name: str
    name_span: Span
    value: str
    value_span: Span


def parameters(text: str, at: int, wrong: list[Diagnostic]) -> tuple[Parameter, ...]:
    """The parameters in a text that begins at an offset of its source; faults go to `wrong`."""
    found: dict[str, Parameter] = {}
    for start, end in _parts(text):
        parameter = _parameter(text, start, end, at)
        if parameter is None:
            if text[start:end].strip() or text.strip():
                words = text[start:end].strip()
                wrong.append(faults.no_parameter(_span(text, start, end, at), words))
        elif parameter.name in found:
            wrong.append(faults.twice(parameter, found[parameter.name]))
        else:
            found[parameter.name] = parameter
    return tuple(found.values())


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts between commas stand; a comma in quotes, braces or parentheses parts
    nothing."""
    start = depth = 0
    for piece in _PIECES.finditer(blanked_around_holes(text)):
        if piece[0] in "()":
            depth = max(depth + (1 if piece[0] == "(" else -1), 0)
        elif piece[0] in ",;" and not depth:
            yield start, piece.start()
            start = piece.end()
    yield start, len(text)


def _parameter(text: str, start: int, end: int, at: int) -> Parameter | None:
    named = _NAMED.fullmatch(text, start, end)
    if named is None or not named["value"]:
        return None
    first, last = named.span("value")
    name_span = Span(*named.span("name")).shifted(at)
    return Parameter(named["name"], name_span, text[first:last], Span(at + first, at + last))


def _span(text: str, start: int, end: int, at: int) -> Span:
    part = text[start:end]
    first = start + len(part) - len(part.lstrip())
    return Span(at + first, at + max(first + len(part.strip()), first + 1))
