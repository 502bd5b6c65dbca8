"""Expressions to values, with what their names stand for."""

from collections.abc import Mapping
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults, misfits
from workoutc.expression.functions import FUNCTIONS
from workoutc.expression.nodes import (
    Call,
    Chain,
    Expression,
    Faults,
    Literal,
    Name,
    Negative,
    Node,
)
from workoutc.expression.operations import Given, bounded, reckon
from workoutc.expression.places import shifted
from workoutc.expression.values import Kind, Quantity, Value
from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.suggest import nearest

Scope: TypeAlias = Mapping[str, Value | None]
"""What names stand for; `None` for one whose definition is at fault, which is told there."""

_UNSIGNED = frozenset({Kind.TEXT, Kind.ZONE})


def evaluate(expression: Expression, scope: Scope, at: int = 0) -> Value | Faults:
    """The value of an expression, exact, or every fault that keeps it from having one.

    `at`: where its text begins in the source; spans are shifted by it. No fault at all where a name
    has no value for a fault that is told elsewhere. Never raises for what the author wrote.
    """
    reckoning = _Reckoning(scope)
    value = reckoning.value(expression.node)
    return shifted(tuple(reckoning.faults), at) if value is None else value


@dataclass(slots=True)
class _Reckoning:
    scope: Scope
    faults: list[Diagnostic] = field(default_factory=list)

    def value(self, node: Node) -> Value | None:
        match node:
            case Literal(value):
                return value
            case Name():
                return self.named(node)
            case Negative():
                return self.negative(node)
            case Chain():
                return self.chain(node)
            case Call():
                return self.call(node)

    def fault(self, diagnostic: Diagnostic) -> None:
        self.faults.append(diagnostic)

    def named(self, node: Name) -> Value | None:
        name, span = node
        if name in self.scope:
            return self.scope[name]
        if name in FUNCTIONS:
            self.fault(misfits.uncalled(name, faults.USAGE[name], span))
        elif name in misfits.THRESHOLDS:
            self.fault(misfits.unknown_threshold(name, span))
        else:
            self.fault(misfits.unknown_name(name, span, nearest(name, self.scope, most=2)))
        return None

    def negative(self, node: Negative) -> Value | None:
        value = self.value(node.operand)
        if value is None:
            return None
        if not isinstance(value, Quantity) or value.kind in _UNSIGNED:
            self.fault(misfits.no_negative(value, node.span))
            return None
        return Quantity(value.measure, tuple(-end for end in value.ends))

    def chain(self, node: Chain) -> Value | None:
        left, end = self.value(node.first), node.first.span.end
        for sign, operand in node.links:
            right = self.value(operand)
            if left is None or right is None:
                left = None
                continue
            given = Given(left, Span(node.span.start, end)), Given(right, operand.span)
            left, end = self.kept(reckon(sign, *given)), operand.span.end
        return left

    def call(self, node: Call) -> Value | None:
        values = [self.value(argument) for argument in node.arguments]
        given = tuple(
            Given(value, argument.span)
            for value, argument in zip(values, node.arguments, strict=True)
            if value is not None
        )
        if len(given) < len(values):
            return None
        applied = FUNCTIONS[node.function].apply(given)
        return self.kept(bounded(applied, node.span) if isinstance(applied, Quantity) else applied)

    def kept(self, result: Value | Diagnostic) -> Value | None:
        if isinstance(result, Diagnostic):
            self.fault(result)
            return None
        return result
