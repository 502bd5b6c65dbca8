"""Writes the parser's table into the package when a wheel is built.

The table is a Python module of plain literals, so that loading it is loading a module and nothing
is ever unpickled. Without it the parser is made from the grammar's text, some 20 ms slower.
"""

import zlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from lark import Lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

RULES = ["item", "heading", "cue"]


def table(grammar: str) -> str:
    """The text of the module."""
    lark = Lark(grammar, parser="lalr", lexer="contextual", start=RULES)
    data, memo = lark.memo_serialize([TerminalDef, Rule])
    return (
        '"""The parser\'s table, made from grammar/workout.lark; do not edit."""\n\n'
        "from typing import Any\n\n"
        f"GRAMMAR = {zlib.crc32(grammar.encode())}\n"
        f"DATA: dict[str, Any] = {data!r}\n"
        f"MEMO: dict[int, Any] = {memo!r}\n"
    )


class CustomBuildHook(BuildHookInterface):
    """Hatchling's hook: the table goes into wheels, editable ones too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        grammar = Path(self.root, "grammar", "workout.lark").read_text(encoding="utf-8")
        target = Path(self.root, "workoutc", "_table.py")
        target.write_text(table(grammar), encoding="utf-8")
        build_data["artifacts"].append("workoutc/_table.py")
