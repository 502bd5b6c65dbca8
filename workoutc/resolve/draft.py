"""A step while its words are being read."""

import re
from collections.abc import Sequence
from decimal import Decimal

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.limits import PEAK
from workoutc.model import NOWHERE, Intensity, Length, Level, Target
from workoutc.quoting import unquoted
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.resolve.amounts import time_of
from workoutc.source import Span
from workoutc.sports import Kind, Sport
from workoutc.syntax import Shape, Word
from workoutc.tuples import NamedTuple


class Rules(NamedTuple):
    """What a line is read by: the sport, how many zones the athlete has of each family, and the
    most % of FTP that it may ask for."""

    sport: Sport
    power_zones: int
    hr_zones: int
    pace_zones: int
    peak: Decimal = Decimal(PEAK)


class Placed(NamedTuple):
    """A target or flag, and where it was written."""

    target: Target
    span: Span


@dataclass(slots=True)
class Draft:
    """What has been read of a step so far; spans are relative to the line."""

    text: str
    rules: Rules
    diagnostics: list[Diagnostic] = field(default_factory=list)
    open: bool = True
    """Whether the label may still go on: no length or target has been read yet."""
    label: list[str] = field(default_factory=list)
    label_from: int | None = None
    label_to: int = 0
    label_end: int | None = None
    """Where the first token stands; a forgotten label word belongs in front of it."""
    bare_label: bool = False
    quoted: bool = False
    length: Length | None = None
    length_span: Span = NOWHERE
    targets: dict[str, Placed] = field(default_factory=dict)
    rpe: Level | None = None
    rpe_span: Span = NOWHERE
    flags: dict[str, Span] = field(default_factory=dict)
    averages: dict[str, tuple[str, Span]] = field(default_factory=dict)
    intensity: Intensity | None = None
    intensity_span: Span = NOWHERE
    early: list[Word] = field(default_factory=list)
    """Shape and flag words in front of every length and target."""
    first_zone: Span | None = None
    """A zone that stands in front of the length."""
    odd: list[Diagnostic] = field(default_factory=list)
    """What looks like an amount but was read as label text; to blame when the length is missing."""
    bare_words: list[Span] = field(default_factory=list)
    last_bare: Span | None = None
    counted: bool = False
    """Whether a count stands among the words, with nothing that it repeats."""
    given_up: bool = False
    """The rest of the line can't be told apart: one fault has been reported for all of it."""

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)

    def add_label(self, span: Span) -> None:
        """A word of the label, as written; what stands between two words stays as it is."""
        text = self.text
        if self.label and self.label_to and not self.quoted:
            self.label[-1] += text[self.label_to : span.end]
        else:
            self.label.append(text[span.start : span.end])
        self._reach(span)
        self.bare_label, self.quoted = True, False

    def add_quoted(self, word: Word) -> None:
        """A quoted string is label text wherever it stands."""
        if inner := unquoted(word.text).strip():
            self.label.append(inner)
        self._reach(word.span)
        self.quoted = True

    def break_label(self) -> None:
        """Something that is no label stands between two label words."""
        self.quoted = True

    def _reach(self, span: Span) -> None:
        self.label_from = span.start if self.label_from is None else self.label_from
        self.label_to = span.end

    def close(self, at: int) -> None:
        """The label is over: the first length or target stands at `at`."""
        if self.label_end is None:
            self.label_end = at
        self.open = False

    @property
    def label_span(self) -> Span:
        return Span(self.label_from or 0, self.label_to)

    def set_length(self, length: Length, span: Span) -> None:
        if self.length is not None:
            if (fault := self.split_time(span)) is not None:
                self.report(fault)
            elif not any(d.code == "E202" for d in self.diagnostics):
                self.report(_two("lengths", "length", span, self.length_span))
            return
        self.length, self.length_span = length, span

    def split_time(self, span: Span) -> Diagnostic | None:
        """`1h 30m`: one time in two words."""
        both = Span(self.length_span.start, span.end)
        written = self.text[both.start : both.end]
        parts, joined = written.split(), "".join(written.split())
        known = _SPLIT_TIME.fullmatch(joined) is not None
        if self.rules.sport.kind is Kind.SWIM and not joined.lower().endswith("m"):
            return None  # `25m 20s` is more likely a length of the pool and a rest
        if len(parts) != 2 or not known or time_of(joined) is None or int(parts[1][:-1]) > 59:
            return None
        fix = Fix(f"write `{joined}`", (Edit(both, joined),), safe=True)
        return Diagnostic("E118", "a blank stands inside an amount", both,
                          "one time in two words", f"write `{joined}`", fix)  # fmt: skip

    def set_target(self, kind: str, target: Target) -> None:
        if kind in self.targets:
            self.report(
                _two(f"{NAMES[kind]} targets", "target", target.span, self.targets[kind].span)
            )
            return
        self.targets[kind] = Placed(target, target.span)

    def set_flag(self, flag: str, span: Span) -> None:
        self.flags.setdefault(flag, span)


def label_of(row: Sequence[Word], text: str) -> str:
    """The words of a label without their quotes, with what stands between them in the line."""
    said, at = "", row[0].span.start if row else 0
    for word in row:
        plain = unquoted(word.text) if word.shape is Shape.STRING else word.text
        said += text[at : word.span.start] + plain
        at = word.span.end
    return said.strip()


_SPLIT_TIME = regex(r"[0-9]{1,2}h[0-9]{1,2}m|[0-9]{1,2}m[0-9]{1,2}s", re.IGNORECASE)
NAMES = {"power": "power", "hr": "heart rate", "pace": "pace", "cadence": "cadence"}


def _two(what: str, one: str, span: Span, first: Span) -> Diagnostic:
    code = "E202" if one == "length" else "E203"
    return Diagnostic(
        code,
        f"the step has two {what}",
        span,
        "the second",
        "write two steps, one below the other; Intervals.icu would keep only the last"
        if one == "length"
        else f"keep one of them; Intervals.icu would keep only the last {one}",
        notes=(Note("the first is here", first),),
    )


def moved(text: str, span: Span, to: int, title: str, *, safe: bool = True) -> Fix:
    """A fix that takes a stretch of the line out and puts it in at `to`, a blank between."""
    words = text[span.start : span.end]
    cut = Span(span.start, span.end)
    if span.end < len(text):
        cut = Span(span.start, len(text) - len(text[span.end :].lstrip()))
    elif span.start:
        cut = Span(len(text[: span.start].rstrip()), span.end)
    put = f"{words} " if to <= span.start else f" {words}"
    return Fix(title, (Edit(Span(to, to), put), Edit(cut, "")), safe)
