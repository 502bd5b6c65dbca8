"""Expressions: what stands in holes `{…}` and behind `let`."""

from workoutc.expression.evaluation import Scope, evaluate
from workoutc.expression.filled import Filled, Place
from workoutc.expression.filling import filled, names_in, value_of
from workoutc.expression.holes import Found, Hole, holes
from workoutc.expression.nodes import Expression, Faults, Name, is_name
from workoutc.expression.profile import thresholds
from workoutc.expression.reading import read
from workoutc.expression.spelling import text_of
from workoutc.expression.values import Quantity, Text, Value, alike, name_of

__all__ = [
    "Expression",
    "Faults",
    "Filled",
    "Found",
    "Hole",
    "Name",
    "Place",
    "Quantity",
    "Scope",
    "Text",
    "Value",
    "alike",
    "evaluate",
    "filled",
    "holes",
    "is_name",
    "name_of",
    "names_in",
    "read",
    "text_of",
    "thresholds",
    "value_of",
]
