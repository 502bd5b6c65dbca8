"""Calculations as they are written, in holes and behind names."""

from functools import lru_cache

from workoutc.expression import Expression, read
from workoutc.expression.nodes import Call, Chain, Literal, Name, Negative, Node
from workoutc.fmt.units import amount_text
from workoutc.lalr import Token, Tree, parsed
from workoutc.parse import tables
from workoutc.units import LENGTH_UNITS

_FAMILIES = {word.lower(): word for word in ("HR", "LTHR", "Pace", "Power", "FTP", "MMP")}


def hole_text(hole: str) -> str:
    """`{expression}` without blanks at its braces; as written where it is none."""
    tidy = expression_text(hole[1:-1])
    return hole if tidy is None else f"{{{tidy}}}"


@lru_cache(maxsize=2048)
def expression_text(text: str) -> str | None:
    """A calculation with a blank on each side of its signs and behind its commas, and its values
    spelled as in a step; `None` for what can't be read, or would then say something else."""
    before = read(text)
    if not isinstance(before, Expression):
        return None
    tidy = _text(parsed(tables(), "expression", text))
    after = read(tidy)
    return tidy if isinstance(after, Expression) and _said(before) == _said(after) else None


def _said(expression: Expression) -> object:
    """What an expression says, without places."""
    return _plain(expression.node), [doubt.code for doubt in expression.warnings]


def _plain(node: Node) -> object:
    match node:
        case Literal(value=value):
            return value
        case Name(name=name):
            return ("name", name)
        case Negative(operand=operand):
            return ("minus", _plain(operand))
        case Chain(first=first, links=links):
            return (_plain(first), *((link.sign, _plain(link.operand)) for link in links))
        case Call(function=function, arguments=arguments):
            return (function, *map(_plain, arguments))


def _text(part: Tree | Token) -> str:
    if isinstance(part, Token):
        return "-" if part.name == "DASH" else part.text
    pieces = [_text(child) for child in part.children]
    match part.rule:
        case "literal":
            if pieces[-1].lower() in LENGTH_UNITS:
                return amount_text("".join(pieces))
            return " ".join([amount_text(pieces[0]), *map(_of_a_value, pieces[1:])])
        case "call":
            name, opening, *inner, closing = pieces
            return f"{name}{opening}{', '.join(inner[::2])}{closing}"
        case "factor":
            return "".join(pieces)
        case _:
            return " ".join(pieces)


def _of_a_value(text: str) -> str:
    """What follows a number: the word that says of what it is, or the time of a best power."""
    return _FAMILIES.get(text.lower()) or amount_text(text)
