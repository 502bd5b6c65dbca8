"""Diagnostics as people and other programs read them."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from workoutc.diagnostic import Diagnostic
from workoutc.source import Source

Report: TypeAlias = Sequence[tuple[Source, Sequence[Diagnostic]]]
Format: TypeAlias = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "github")


def render(report: Report, form: Format, *, color: bool = False, width: int = 80) -> str:
    """What was found in the files of one command, in the order given.

    Ends in a line end, unless there is nothing to say: `text` and `github` are empty then.
    `color` and `width` (in cells) are for `text` alone. Only the form asked for is imported.
    """
    match form:
        case "text":
            from workoutc.render.terminal import terminal

            return terminal(report, color=color, width=width)
        case "json":
            from workoutc.render.as_json import as_json

            return as_json(report)
        case "sarif":
            from workoutc.render.sarif import sarif

            return sarif(report)
        case "github":
            from workoutc.render.github import github

            return github(report)
        case _:
            assert_never(form)
