"""What a check has to say: data only, no wording rules and no output."""

from collections.abc import Iterable
from enum import StrEnum

from workoutc.records import dataclass, field
from workoutc.source import Span


class Severity(StrEnum):
    """How bad it is: nothing can be built past an error; a warning still builds."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a fault. `safe`: the author's meaning is certain, so `--fix` may apply it."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that belongs to the fault, such as the first of two equal ids."""

    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at the smallest span wholly at fault.

    `code`: a page of the catalogue (`E101`, `W301`). `message`: one clause, what is wrong.
    `label`: a few words under the span, what was expected. `help`: what to do, in a coach's words.
    """

    code: str
    message: str
    span: Span
    label: str = ""
    help: str | None = None
    fix: Fix | None = None
    notes: tuple[Note, ...] = field(default=())

    @property
    def severity(self) -> Severity:
        """`E…` is an error, `W…` a warning."""
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """In the order of the text; at one place errors first, then by code."""
    return tuple(sorted(diagnostics, key=lambda d: (d.span, d.severity, d.code)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything stands in the way of building."""
    return any(d.severity is Severity.ERROR for d in diagnostics)
