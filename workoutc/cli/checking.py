"""What is wrong in the sources, shown; it loads the compiler only for a source it doesn't know."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workoutc.cli.compiling import Way, outcomes
from workoutc.cli.contexts import Contexts
from workoutc.cli.output import counted, errors_of, show, tell
from workoutc.cli.sources import Text, texts
from workoutc.records import dataclass

if TYPE_CHECKING:
    from workoutc.cli.outcome import Outcome
    from workoutc.diagnostic import Diagnostic
    from workoutc.render import Format, Report
    from workoutc.source import Source


@dataclass(frozen=True, slots=True)
class Manner:
    """The options of `check`."""

    fix: bool = False
    strict: bool = False
    form: "Format" = "text"
    color: str = "auto"
    quiet: bool = False
    known: bool = True


def checked(
    paths: Sequence[str], contexts: Contexts, manner: Manner, origin: str | None = None
) -> int:
    """Say what is wrong; gives the exit code. Raises Refusal, SettingsError and OSError."""
    given = texts(paths, origin)
    if manner.fix:
        from workoutc.cli.fixing import fixed

        talks = manner.form == "text" and not manner.quiet
        given = [
            text if text.origin else fixed(text, contexts.of(text.file), quiet=not talks)
            for text in given
        ]
    done = outcomes(given, contexts, Way(known=manner.known, quiet=manner.quiet))
    found = [outcome.foretold for outcome in done]
    _say(given, done, found, manner)
    return 1 if not all(o.ok for o in done) or (manner.strict and any(found)) else 0


def _say(
    given: Sequence[Text],
    done: "Sequence[Outcome]",
    found: "Sequence[Sequence[Diagnostic]]",
    manner: Manner,
) -> None:
    if manner.form == "text" and not any(found):
        if not manner.quiet:
            print(f"{counted(len(given), 'file')}: nothing to complain about", file=sys.stderr)
        return
    report = report_of(given, done, found)
    if manner.quiet and manner.form == "text" and not manner.strict:
        report = errors_of(report)
    if manner.fix and any(text.file is None for text in given):
        tell(report, manner.color, manner.form)  # stdout holds the fixed text
    else:
        show(report, manner.form, manner.color)


def report_of(
    given: Sequence[Text], done: "Sequence[Outcome]", found: "Sequence[Sequence[Diagnostic]]"
) -> "Report":
    """What was found, by source, where anything was."""
    return [
        (_source(text, outcome), faults)
        for text, outcome, faults in zip(given, done, found, strict=True)
        if faults
    ]


def _source(text: Text, outcome: "Outcome") -> "Source":
    """The text in which the places are places."""
    from workoutc.reading import decode
    from workoutc.source import Source

    if outcome.shown is not None:
        return Source(text.name, outcome.shown)
    return decode(text.name, text.data)[0]
