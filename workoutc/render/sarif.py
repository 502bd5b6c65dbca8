"""Diagnostics as SARIF 2.1.0, which code hosts and editors take in.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote

from workoutc import catalogue
from workoutc.diagnostic import Diagnostic, Fix, Note, Severity
from workoutc.render import Report
from workoutc.source import Source, Span

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def sarif(report: Report) -> str:
    """One run with every diagnostic of every file, and a rule for each code that occurs."""
    found = [(source, fault) for source, faults in report for fault in faults]
    levels = {fault.code: LEVELS[fault.severity] for _, fault in found}
    order = {code: index for index, code in enumerate(sorted(levels))}
    run = {
        "tool": {"driver": driver([rule(code, levels[code]) for code in order])},
        "columnKind": "unicodeCodePoints",
        "results": [result(source, fault, order) for source, fault in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2) + "\n"


def driver(rules: list[dict[str, object]]) -> dict[str, object]:
    """The tool; without a version where it runs uninstalled."""
    named: dict[str, object] = {"name": "workoutc"}
    with suppress(PackageNotFoundError):
        named["version"] = version("workoutc")
    return {**named, "rules": rules}


def rule(code: str, level: str) -> dict[str, object]:
    """A code with its page of the catalogue."""
    described: dict[str, object] = {"id": code, "defaultConfiguration": {"level": level}}
    if code in catalogue.codes():
        page = catalogue.page(code)
        described |= {
            "shortDescription": {"text": page.title},
            "fullDescription": {"text": page.why or page.title},
            "help": {"text": page.markdown, "markdown": page.markdown},
        }
    return described


def result(source: Source, fault: Diagnostic, order: Mapping[str, int]) -> dict[str, object]:
    """One diagnostic; what SARIF leaves out when there is none of it is left out."""
    place = physical(source, fault.span)
    labelled = {"message": {"text": fault.label}} if fault.label else {}
    text = f"{fault.message}\n{fault.help}" if fault.help else fault.message
    notes = [related(source, number, note) for number, note in enumerate(fault.notes)]
    return {
        "ruleId": fault.code,
        "ruleIndex": order[fault.code],
        "level": LEVELS[fault.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": place, **labelled}],
        **({"relatedLocations": notes} if notes else {}),
        **({"fixes": [mending(source, fault.fix)]} if fault.fix and fault.fix.edits else {}),
    }


def related(source: Source, number: int, note: Note) -> dict[str, object]:
    """A note; its number keeps equal notes apart, since SARIF wants each to be unique."""
    place = {"physicalLocation": physical(source, note.span)} if note.span else {}
    return {"id": number, "message": {"text": note.message}, **place}


def mending(source: Source, fix: Fix) -> dict[str, object]:
    """A fix, with whether the author's meaning is certain as a property of our own."""
    replacements = [
        {"deletedRegion": region(source, edit.span), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": uri(source.name)}, "replacements": replacements}
    return {
        "description": {"text": fix.title},
        "artifactChanges": [change],
        "properties": {"safe": fix.safe},
    }


def physical(source: Source, span: Span) -> dict[str, object]:
    """A place in a file."""
    return {"artifactLocation": {"uri": uri(source.name)}, "region": region(source, span)}


def region(source: Source, span: Span) -> dict[str, int]:
    """Lines and columns from 1; the end column is exclusive."""
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def uri(name: str) -> str:
    """A file's name as a URI: relative to the working folder unless the name is absolute."""
    path = Path(name)
    try:
        return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
    except UnicodeEncodeError:  # half a character, which no file has in its name
        return quote(path.as_posix(), errors="replace")
