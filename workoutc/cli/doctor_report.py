"""What an examination found, for people and for programs."""

import json
import platform
from collections.abc import Iterator

from workoutc import __version__
from workoutc.calendar.doctor.finding import Examination, Finding, Reach, Verdict
from workoutc.cli.output import counted
from workoutc.render.as_json import VERSION
from workoutc.render.pen import Pen, Style
from workoutc.render.visible import wrapped

STYLES = {
    Verdict.OK: Style.FIX,
    Verdict.NOTE: Style.WARNING,
    Verdict.FAULT: Style.ERROR,
    Verdict.UNKNOWN: Style.NOTE,
}
REACHED = {True: "yes", False: "no", None: "not known"}

INDENT = 23
"""Cells before the words of a finding."""

UNTRIED = "writing was not tried; `workoutc doctor --write-probe` does it, and tidies up"


def lines(found: Examination, pen: Pen, *, brief: bool, written: bool) -> Iterator[str]:
    """The findings, the table, the sum. `brief`: only what is at fault. `written`: whether writing
    was to be tried."""
    if not brief:
        yield from (_plain(f"{name:<10} {words}", pen) for name, words in _facts(found).items())
        yield ""
    for finding in found.findings:
        if not brief or finding.verdict is Verdict.FAULT:
            yield from (_plain(line, pen) for line in _finding(finding, pen))
    if not brief:
        yield from _table(found, pen)
        yield ""
        yield from _sum(found, written=written)


def as_json(found: Examination) -> str:
    """The object of `doctor --json`."""
    said = {
        "version": VERSION,
        "ok": found.ok,
        "facts": _facts(found),
        "findings": [_entry(finding) for finding in found.findings],
        "reach": [_row(reach) for reach in found.reach],
    }
    return json.dumps(said, indent=2) + "\n"


def _facts(found: Examination) -> dict[str, str]:
    versions = {
        "workoutc": __version__,
        "python": f"{platform.python_version()}, {platform.system()}",
    }
    return {**versions, **found.facts}


def _finding(finding: Finding, pen: Pen) -> Iterator[str]:
    words = finding.words + (f' (it says: "{finding.said}")' if finding.said else "")
    verdict = pen.paint(STYLES[finding.verdict], f"{finding.verdict:<10}")
    head, *rest = wrapped(words, 0, pen.width - INDENT)
    yield f"  {verdict} {finding.check:<9} {head}"
    help = wrapped(f"help: {finding.help}", 0, pen.width - INDENT) if finding.help else []
    yield from (" " * INDENT + line for line in (*rest, *help))


def _table(found: Examination, pen: Pen) -> Iterator[str]:
    """What the key reaches, if anything is known of that."""
    if all(reach.reached is None for reach in found.reach):
        return
    yield ""
    yield pen.paint(Style.STRONG, "what the key reaches")
    for reach in found.reach:
        verbs = ", ".join(f"`{verb}`" for verb in reach.serves)
        serves = f"for {verbs}" if verbs else ""
        scope = f"a token needs {reach.scope}" if reach.scope and not reach.reached else ""
        words = "; ".join(filter(None, (reach.words, serves, scope)))
        first, *rest = wrapped(words, 0, pen.width - INDENT - 1)
        yield f"  {reach.area:<11} {REACHED[reach.reached]:<9} {first}".rstrip()
        yield from (" " * (INDENT + 1) + line for line in rest)


def _sum(found: Examination, *, written: bool) -> Iterator[str]:
    faults = sum(finding.verdict is Verdict.FAULT for finding in found.findings)
    if faults:
        yield counted(faults, "fault")
        return
    yield "nothing is at fault"
    if not written:
        yield UNTRIED


def _plain(line: str, pen: Pen) -> str:
    """Without colour, for terminals and forums of any kind: ASCII alone."""
    if pen.color:
        return line
    return line.replace("…", "...").encode("ascii", "replace").decode()


def _entry(finding: Finding) -> dict[str, str | None]:
    return {
        "check": finding.check,
        "verdict": str(finding.verdict),
        "cause": finding.cause and str(finding.cause),
        "message": finding.words,
        "help": finding.help or None,
        "said": finding.said or None,
    }


def _row(reach: Reach) -> dict[str, object]:
    return {
        "area": reach.area,
        "reached": reach.reached,
        "serves": list(reach.serves),
        "scope": reach.scope or None,
        "remark": reach.words or None,
    }
