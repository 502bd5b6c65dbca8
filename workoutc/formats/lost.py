"""What a format other than Intervals.icu's own changed or left out, in a coach's words."""

from workoutc.diagnostic import Diagnostic
from workoutc.formats.targets import Missing
from workoutc.model import Step, Target
from workoutc.source import Span

SETTINGS = {
    Missing.FTP: ("FTP", "`ftp`", "ftp=280"),
    Missing.LTHR: ("threshold heart rate", "`lthr`", "lthr=172"),
    Missing.MAX_HR: ("maximum heart rate", "`max_hr`", "max_hr=190"),
    Missing.THRESHOLD_PACE: (
        "threshold pace", "`threshold_pace.run` (or `.swim`)", "threshold_pace.run=4:10/km",
    ),
}  # fmt: skip


def target(what: str, name: str, span: Span, instead: str) -> Diagnostic:
    """A target that the format has no place for."""
    return Diagnostic(
        "W410",
        f"{name} can't hold {what}",
        span,
        label=instead,
        help="the athlete has to hold it unasked; give the step a target that this format knows, or"
        " build another format",
    )


def missing(threshold: Missing, name: str, span: Span) -> Diagnostic:
    """A number that only the athlete's threshold can give."""
    what, setting, example = SETTINGS[threshold]
    return Diagnostic(
        "E410",
        f"{name} needs to know the {what}",
        span,
        label="nothing to reckon it from",
        help=f"set {setting} under [athlete] in workoutc.toml, or try `--set {example}`",
    )


def middle(name: str, span: Span, value: str) -> Diagnostic:
    """A range in a format of single values."""
    return Diagnostic(
        "W411",
        f"{name} holds one value, not a range",
        span,
        label=f"becomes {value}, its middle",
        help="write the value to be held, if it isn't the middle",
    )


def cadence(name: str, span: Span, instead: str = "left out") -> Diagnostic:
    """A cadence in a format that has none."""
    return Diagnostic(
        "W412", f"{name} can't hold this cadence", span, label=instead,
        help="say it in the label or in a cue, if it matters",
    )  # fmt: skip


def staircase(name: str, span: Span, rungs: int) -> Diagnostic:
    """A ramp in a format of steps."""
    return Diagnostic(
        "W413",
        f"{name} has no ramps",
        span,
        label=f"becomes a staircase of {rungs} steps",
        help="nothing is to be done about it; write the steps yourself, to have them your way",
    )


def converted(what: str, name: str, span: Span, value: str) -> Diagnostic:
    """A target in other numbers, by the athlete's thresholds."""
    return Diagnostic(
        "W414",
        f"{name} can't hold {what}",
        span,
        label=f"becomes {value}",
        help="the file is right as long as the thresholds are: build it again when they change",
    )


def estimated(name: str, span: Span, seconds: str) -> Diagnostic:
    """A distance in a format of times."""
    return Diagnostic(
        "W415",
        f"{name} can't hold this distance",
        span,
        label=f"becomes {seconds}",
        help="that is how long it takes at its pace, at threshold pace, or at a usual speed",
    )


def flag(what: str, name: str, step: Step, instead: str = "left out") -> Diagnostic:
    """Something else said of a step that the format has no place for."""
    return Diagnostic(
        "W416", f"{name} can't hold `{what}`", step.span, label=instead,
        help="say it in the label or in a cue, if it matters",
    )  # fmt: skip


def free(name: str, step: Step, instead: str) -> Diagnostic:
    """A free ride where the trainer always has a target."""
    return Diagnostic(
        "W417", f"{name} always sets a power, and this step has none", step.span, label=instead,
        help="give the step a power of your choice, or switch the trainer to another mode",
    )  # fmt: skip


def text(what: str, name: str, span: Span, instead: str) -> Diagnostic:
    """Words that are cut or moved."""
    return Diagnostic(
        "W418", f"{name} can't hold {what}", span, label=instead,
        help="say it in fewer words, or where the format has room for it",
    )  # fmt: skip


def number(what: str, span: Span, instead: str) -> Diagnostic:
    """A number that is outside what the format can write."""
    return Diagnostic(
        "W419", what, span, label=instead, help="check the number; nothing nearer can be written"
    )


def sport(name: str, which: str, span: Span, instead: str) -> Diagnostic:
    """A sport that the format doesn't know."""
    return Diagnostic(
        "W420", f"{name} knows no {which}", span, label=instead,
        help="its times and texts are right; the targets are only as far as they are told",
    )  # fmt: skip


def nothing(name: str, span: Span) -> Diagnostic:
    """A workout of which the format would be empty."""
    return Diagnostic(
        "E411", f"there are no steps to put into {name}", span, label="only words",
        help="add steps with a length, or build another format",
    )  # fmt: skip


def no_session(name: str, what: str, span: Span) -> Diagnostic:
    """A note, a race or a holiday of a plan in a format of steps."""
    return Diagnostic(
        "W421", f"`{what}` has no steps, so it isn't put into {name}", span, label="skipped",
        help="nothing is to be done about it; the calendar, `--to events` and `--to ics` have it",
    )  # fmt: skip


def place(target: Target | None, step: Step) -> Span:
    """The target's own place, else its step's."""
    return target.span if target and target.span != (0, 0) else step.span
