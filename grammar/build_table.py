"""Writes the grammar's tables into the package when a wheel is built.

They are a Python module of plain literals: loading them is loading a module, and nothing is ever
unpickled. Without them they are made from the grammar's text at the first line that is parsed.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Hatchling's hook: the tables go into wheels, editable ones too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, self.root)
        from workoutc.tables import table_of

        grammar = Path(self.root, "grammar", "workout.lark").read_text(encoding="utf-8")
        target = Path(self.root, "workoutc", "_table.py")
        target.write_text(module(table_of(grammar)), encoding="utf-8")
        build_data["artifacts"].append("workoutc/_table.py")


def module(table: Any) -> str:
    """The text of the module: the repr of a Table is the call that makes it."""
    return (
        '"""The grammar\'s tables, made from grammar/workout.lark; do not edit."""\n\n'
        "from workoutc.lalr import Table\n\n"
        f"TABLE = {table!r}\n"
    )
