"""The grammar's text to tables, by Lark; the only importer of lark."""

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lark import Lark

from workoutc.lalr import Table

RULES = ("item", "heading", "cue", "expression")
"""The grammar's start rules, one for each kind of line that has an inner form; and expressions."""


def lark(grammar: str) -> Lark:
    """Lark's own parser for the grammar; without line numbers and the like, a line has but one."""
    return Lark(grammar, parser="lalr", lexer="contextual", start=list(RULES))


def table_of(grammar: str) -> Table:
    """The tables of a grammar, some 20 ms of work; of one grammar always the same."""
    # Lark gives its tables no public name; `tests/test_tables.py` notices when they move.
    front: Any = lark(grammar).parser
    automaton, lexer = front.parser._parse_table, front.lexer
    starts = {rule: automaton.start_states[rule] for rule in RULES}
    states = _in_order([*starts.values()], automaton.states)
    numbers = {state: number for number, state in enumerate(states)}
    rules: dict[Any, int] = {}
    actions = tuple(_row(automaton.states[state], numbers, rules) for state in states)
    expressions = _expressions([lexer.lexers[state].terminals for state in states])
    lexers = tuple(dict.fromkeys(expressions))
    return Table(
        grammar=fingerprint(grammar),
        starts={rule: numbers[state] for rule, state in starts.items()},
        ends={rule: numbers[automaton.end_states[rule]] for rule in RULES},
        actions=actions,
        rules=tuple(_rule(rule) for rule in rules),
        lexers=lexers,
        lexer_of=tuple(lexers.index(expression) for expression in expressions),
        ignored=tuple(sorted(lexer.root_lexer.ignore_types)),
    )


def fingerprint(grammar: str) -> int:
    """A checksum that ties tables to their grammar (against staleness, not against malice)."""
    return zlib.crc32(grammar.encode())


def grammar_path() -> Path:
    """Where the grammar stands: in the package when installed, at the top of a checkout."""
    here = Path(__file__).parent
    inside = here / "grammar" / "workout.lark"
    return inside if inside.exists() else here.parent / "grammar" / "workout.lark"


def _in_order(starts: list[Any], rows: Any) -> list[Any]:
    """The states as they are reached from the start; Lark numbers them anew in every process."""
    states = dict.fromkeys(starts)
    waiting = [*starts]
    while waiting:
        row = rows[waiting.pop(0)]
        reached = [row[name][1] for name in sorted(row) if row[name][0].name == "Shift"]
        waiting += [state for state in dict.fromkeys(reached) if state not in states]
        states |= dict.fromkeys(reached)
    return [*states]


def _row(row: Any, numbers: dict[Any, int], rules: dict[Any, int]) -> dict[str, int]:
    found = {}
    for name in sorted(row):
        action, target = row[name]
        shift = action.name == "Shift"
        found[str(name)] = numbers[target] if shift else -1 - rules.setdefault(target, len(rules))
    return found


def _rule(rule: Any) -> tuple[str, int, bool]:
    name = str(rule.origin.name)
    return name, len(rule.expansion), name.startswith("_")


def _expressions(known: Sequence[Any]) -> list[str]:
    """What reads the next token in each state, by the terminals it knows. Where another state knows
    the same ones and more behind them, its expression does for both: a terminal that a state
    doesn't know has no way on, and nor has a text that is no terminal; and to compile another
    expression takes longer than to read a line."""
    every = [*dict.fromkeys(map(tuple, known))]
    widest = {few: max((more for more in every if _opens(few, more)), key=len) for few in every}
    return [_expression(widest[tuple(terminals)]) for terminals in known]


def _opens(few: Any, more: Any) -> bool:
    """Whether the terminals, but for what is ignored, are the first of the others."""
    names = [[t.name for t in each if not t.name.startswith("__IGNORE")] for each in (few, more)]
    return names[0] == names[1][: len(names[0])]


def _expression(terminals: Any) -> str:
    """One alternative for each terminal, in Lark's order: by priority, then the longest first."""
    return "|".join(f"(?P<{t.name}>{t.pattern.to_regexp()})" for t in terminals)
