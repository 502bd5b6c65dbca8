"""Parts of formats that are loaded when they are used for the first time."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """What a module of this folder offers, not loaded yet."""

    def used(*given: Any) -> Any:
        return getattr(import_module(f"workoutc.formats.{module}"), name)(*given)

    return used
