"""Diagnostics as the JSON of `check --format json`, which scripts and editors may rely on."""

import json
from typing import TypedDict

from workoutc.diagnostic import Diagnostic, Fix
from workoutc.render import Report
from workoutc.source import Source, Span

VERSION = 1


class Place(TypedDict):
    """Lines and columns from 1, in code points; the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def as_json(report: Report) -> str:
    """One object with every diagnostic of every file, in order, in ASCII."""
    diagnostics = [entry(source, fault) for source, faults in report for fault in faults]
    return json.dumps({"version": VERSION, "diagnostics": diagnostics}, indent=2) + "\n"


def entry(source: Source, fault: Diagnostic) -> dict[str, object]:
    """One diagnostic."""
    return {
        "code": fault.code,
        "severity": str(fault.severity),
        "message": fault.message,
        "help": fault.help,
        "file": source.name,
        **place(source, fault.span),
        "fix": mending(source, fault.fix) if fault.fix else None,
    }


def mending(source: Source, fix: Fix) -> dict[str, object]:
    """A fix, its edits in the order given; all of them together or none."""
    edits = [{**place(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def place(source: Source, span: Span) -> Place:
    """A span as people count."""
    return Place(
        line=(start := source.position(span.start)).line,
        column=start.column,
        end_line=(end := source.position(span.end)).line,
        end_column=end.column,
    )
