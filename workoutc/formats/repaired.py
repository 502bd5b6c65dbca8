"""What a reader of foreign files repaired, passed over or could not read, in a coach's words."""

from workoutc.diagnostic import Diagnostic
from workoutc.source import Span

MAX_STEPS = 10_000
MAX_SECONDS = 24 * 3600
"""The most that a workout may have (language reference, Limits)."""


def unreadable(what: str, span: Span, help: str) -> Diagnostic:
    """A file that is not of this format at all."""
    return Diagnostic("E430", what, span, "not read", help)


def bad_value(what: str, span: Span, label: str, help: str) -> Diagnostic:
    """A number that can't be meant."""
    return Diagnostic("E432", what, span, label, help)


def left_standing(what: str, span: Span, help: str) -> Diagnostic:
    """A part that lasts and can't be read, so that a session without it would be too short."""
    return Diagnostic("E434", what, span, "its time would be missing", help)


def too_much(what: str, span: Span) -> Diagnostic:
    """More than anybody rides."""
    return Diagnostic(
        "E433", what, span, f"at most {MAX_STEPS:,} steps and 24 hours",
        "check the repeats and the lengths of the file",
    )  # fmt: skip


def damaged(what: str, span: Span, label: str) -> Diagnostic:
    """A fault of the file's form that was bridged."""
    return Diagnostic("W430", what, span, label, "compare the steps with what you expect")


def skipped(what: str, span: Span, label: str = "passed over") -> Diagnostic:
    """A part of a file that means nothing here."""
    return Diagnostic(
        "W432", what, span, label, "nothing is to be done, unless the workout is wrong without it"
    )


def changed(what: str, span: Span, label: str) -> Diagnostic:
    """A value that was read as another one."""
    return Diagnostic("W433", what, span, label, "check the step; correct the file, if it is wrong")


def moved(what: str, span: Span, label: str) -> Diagnostic:
    """A text that comes at another time."""
    return Diagnostic("W434", what, span, label, "check when the text should come")


def no_ftp(span: Span) -> Diagnostic:
    """Watts of nobody knows whom."""
    return Diagnostic(
        "W435", "the file doesn't say for which FTP its watts are", span, "kept as watts",
        "if they are for somebody else, add the line `FTP = 250` with their FTP to the header:"
        " then they are read as percentages",
    )  # fmt: skip


def no_effect(what: str, span: Span) -> Diagnostic:
    """A line of native text that does nothing on the calendar."""
    return Diagnostic(
        "W436", what, span, "kept as a note",
        "write it as the language reference says: `- 10m 75%`; `Main set 3x` below a blank line",
    )  # fmt: skip
