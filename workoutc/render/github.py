"""Diagnostics as GitHub workflow commands: annotations at the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from workoutc.diagnostic import Diagnostic
from workoutc.render import Report
from workoutc.render.visible import visible
from workoutc.source import Source


def github(report: Report) -> str:
    """One command a diagnostic; empty when there is none."""
    return "".join(command(source, fault) for source, faults in report for fault in faults)


def command(source: Source, fault: Diagnostic) -> str:
    """One annotation: columns only within one line, since GitHub refuses others."""
    start, end = source.position(fault.span.start), source.position(fault.span.end)
    properties: dict[str, object] = {
        "file": source.name.encode(errors="replace").decode(),
        "line": start.line,
        "endLine": end.line,
    }
    if start.line == end.line:
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = fault.code
    listed = ",".join(
        f"{name}={property_escaped(str(value))}" for name, value in properties.items()
    )
    return f"::{fault.severity} {listed}::{message(fault)}\n"


def message(fault: Diagnostic) -> str:
    """What is wrong, then what to do, on lines of their own."""
    lines = [fault.message, *(fault.help or "").split("\n")]
    return escaped("\n".join(visible(line) for line in lines).rstrip("\n"))


def escaped(text: str) -> str:
    """Text that can't end its command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_escaped(text: str) -> str:
    """Text that can't end its property either."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
