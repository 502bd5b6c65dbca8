"""A compiler for structured workouts: plain text in, checked Intervals.icu events out.

The names below are loaded when first asked for, so that a command loads only what it uses.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workoutc.athlete import Athlete
    from workoutc.compiler import Compilation, CompileError, compile
    from workoutc.diagnostic import Diagnostic, Severity
    from workoutc.formats import FORMATS, write
    from workoutc.formats.emission import Emission
    from workoutc.many import compile_many
    from workoutc.model import Workout

__all__ = [
    "FORMATS",
    "Athlete",
    "Compilation",
    "CompileError",
    "Diagnostic",
    "Emission",
    "Severity",
    "Workout",
    "compile",
    "compile_many",
    "write",
]
__version__ = "0.1.0"

_HOMES = {
    "FORMATS": "formats",
    "Athlete": "athlete",
    "Compilation": "compiler",
    "CompileError": "compiler",
    "Diagnostic": "diagnostic",
    "Emission": "formats.emission",
    "Severity": "diagnostic",
    "Workout": "model",
    "compile": "compiler",
    "compile_many": "many",
    "write": "formats",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
