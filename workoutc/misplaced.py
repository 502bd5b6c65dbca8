"""Lines that stand where they can't, and what to do about it."""

from workoutc.bare import read_count
from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.limits import MAX_LINE, MAX_LINES
from workoutc.source import Span
from workoutc.syntax import Line


def too_many_lines(span: Span) -> Diagnostic:
    """More lines than a file may have."""
    return Diagnostic(
        "E104",
        f"the file has more than {MAX_LINES:,} lines",
        span,
        "read up to here",
        "split it into several files; push and build take a whole folder",
    )


def too_long(span: Span) -> Diagnostic:
    """A line longer than any step."""
    return Diagnostic(
        "E105",
        f"the line is longer than {MAX_LINE:,} characters",
        span,
        "too long to be a step",
        "break long prose into several lines that begin with `> `",
    )


def blank_missing(heading: Line) -> Diagnostic:
    """A heading right below a step."""
    start = heading.opening - heading.indent
    return Diagnostic(
        "W304",
        "a blank line is missing above the heading",
        heading.span,
        "stands directly below a step",
        "it begins a new section here; in a text pasted into Intervals.icu it would be lost",
        Fix("put a blank line above it", (Edit(Span(start, start), "\n"),), safe=True),
    )


def heading_in_list(heading: Line) -> Diagnostic:
    """A heading that breaks into a list."""
    fix = None
    if read_count(heading.text) is not None:
        fix = Fix(
            "make it an item of the list", (Edit(Span(heading.opening, heading.opening), "- "),)
        )
    return Diagnostic(
        "E115",
        "a heading stands in the middle of a list",
        heading.span,
        "the list goes on below it",
        "put a blank line before the heading and start its steps at the margin, or write the "
        "repeat as an item: `- 3x` with its steps indented below",
        fix,
    )


def bad_dedent(line: Line, columns: list[int]) -> Diagnostic:
    """An item between the levels of the lists above."""
    opened = " or ".join(str(column + 1) for column in columns)
    return Diagnostic(
        "E109",
        "the item lines up with nothing above it",
        Span(line.opening, line.opening + 1),
        f"begins in column {line.indent + 1}; the lists above begin in {opened}",
        "give all items of one list the same indentation",
    )


def mixed_indent(span: Span) -> Diagnostic:
    """Tabs and blanks in one list."""
    return Diagnostic(
        "E108",
        "tabs and blanks are mixed in the indentation of one list",
        span,
        "here",
        "indent with blanks only, two for each level",
    )


def stray_cue(line: Line) -> Diagnostic:
    """A cue that is indented below no step."""
    return Diagnostic(
        "E113",
        "a cue belongs to no step",
        line.span,
        "nothing above it to belong to",
        "put it directly below its step and indent it deeper than the step's dash",
        notes=(Note('a cue is written `  @ 1m "text"`'),),
    )
