"""What an expression can't mean, put into a coach's words."""

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.expression.faults import shown
from workoutc.expression.spelling import text_of
from workoutc.expression.values import Kind, Value, name_of
from workoutc.source import Span

THRESHOLDS = {
    "ftp": "ftp=280",
    "indoor_ftp": "indoor_ftp=270",
    "lthr": "lthr=172",
    "max_hr": "max_hr=190",
    "threshold_pace": "threshold_pace.run=4:10/km",
}
"""Names that the profile gives when it knows them, and how `--set` does."""

_VERBS = {"+": "added", "-": "subtracted", "*": "multiplied", "/": "divided"}


def unknown_name(name: str, span: Span, meant: list[str]) -> Diagnostic:
    """`{rep}`. `meant`: the names it may be a slip for."""
    fix, help_ = None, f"give it a value: `let {shown(name)} = …`"
    if name == "week":
        help_ = (
            "`week` is known below a `week` heading of a plan; a workout has it from an "
            "argument: `threshold(reps = {1 + week})`"
        )
    elif meant:
        help_ = f"did you mean {' or '.join(f'`{word}`' for word in meant)}?"
        if len(meant) == 1:
            fix = Fix(f"write `{meant[0]}`", (Edit(span, meant[0]),), safe=True)
    return Diagnostic("E230", f"there is no name `{shown(name)}` here", span, "unknown name",
                      help_, fix)  # fmt: skip


def too_long(span: Span, most: int) -> Diagnostic:
    """Texts in texts, each longer than the last."""
    return Diagnostic("E256", f"written out, the text has more than {most:,} signs", span,
                      "grows beyond it here", "write it shorter: texts in texts multiply"
                      )  # fmt: skip


def uncalled(name: str, usage: str, span: Span) -> Diagnostic:
    """`{min}`."""
    return Diagnostic("E230", f"`{name}` is a function and no value", span, "of what?",
                      f"write `{usage}`")  # fmt: skip


def unknown_threshold(name: str, span: Span) -> Diagnostic:
    """`{95% * ftp}` where nobody has said what the FTP is."""
    return Diagnostic("E242", f"the athlete's `{name}` is not known", span,
                      "needs the athlete's profile",
                      f"set `{name}` under [athlete] (or the [athletes.NAME] in use) in "
                      "workoutc.toml, or try "
                      f"`--set {THRESHOLDS[name]}`")  # fmt: skip


def misfit(sign: str, left: Value, right: Value, span: Span) -> Diagnostic:
    """Two values that don't go together under a sign."""
    return unlike(_VERBS[sign], left, right, span, _advice(sign, left, right))


def unlike(verb: str, left: Value, right: Value, span: Span, help_: str = "") -> Diagnostic:
    """Two values that can't be `verb`: `added`, `compared` …"""
    one, other = named(left), named(right)
    what = f"{one} and {other} can't be {verb}"
    if verb == "rounded to":
        what = f"{one} can't be rounded to {other}"
    if Kind.TEXT in (left.kind, right.kind):
        help_ = 'a text can\'t be reckoned with; holes may stand in one: `"hold {on}"`'
    return Diagnostic("E231", what, span, "don't go together",
                      help_ or "both must be values of one kind")  # fmt: skip


def named(value: Value) -> str:
    """What a value is, and the value itself: "a time (`10m`)"."""
    return f"{name_of(value)} (`{shown(text_of(value))}`)"


def _advice(sign: str, left: Value, right: Value) -> str:
    kinds = {left.kind, right.kind}
    if Kind.ZONE in kinds:
        return "a zone goes up or down by a plain number: `Z2 + 1`"
    if sign in "+-":
        return _on_adding(sign, left, right, kinds)
    if kinds == {Kind.PACE, Kind.COUNT}:
        return "add or take off seconds: `+ 5s`; or multiply by a percentage of its speed: `95%`"
    if sign == "/":
        return "divide by a plain number, or by a value of the same kind"
    if Kind.PERCENT in kinds and kinds != {Kind.PERCENT}:
        return "watts, bpm and paces have percentages; to scale others multiply by a plain number"
    return "multiply by a plain number: `2`, `0.5`"


def _on_adding(sign: str, left: Value, right: Value, kinds: set[Kind]) -> str:
    if kinds == {Kind.PERCENT}:
        return "both must be percentages of the same thing"
    if Kind.COUNT in kinds:
        unit = "give the plain number its unit, such as `5m`, `5%` or `5w`"
        if sign == "-" and left.kind is Kind.COUNT and Kind.TEXT not in kinds:
            return f"a range has no blanks: `{text_of(left)}-{text_of(right)}`; to subtract, {unit}"
        return unit
    if right.kind is Kind.PERCENT and left.kind is not Kind.TEXT:
        factor, way = ("1.05", "more") if sign == "+" else ("0.95", "less")
        return f"to change it by a share, multiply by a plain number: `{factor}` for 5% {way}"
    return "only values of one kind can be added to each other, or taken from each other"


def no_negative(value: Value, span: Span) -> Diagnostic:
    """`-Z2`."""
    return Diagnostic("E231", f"{named(value)} can't have a minus in front", span, "minus what?",
                      "a minus in front is for numbers with a unit: `-5%`, `-30s`")  # fmt: skip


def by_zero(span: Span) -> Diagnostic:
    """Division by zero."""
    return Diagnostic("E232", "here something is divided by zero", span, "zero",
                      "see that it can't become zero: `max(1, …)`")  # fmt: skip


def no_whole(value: Value, span: Span) -> Diagnostic:
    """Half a repeat, half a zone."""
    return Diagnostic("E234", f"`{shown(text_of(value))}` is not a whole number", span,
                      "a whole one is needed",
                      "round it: `round(…, 1)`")  # fmt: skip


def below_zero(value: Value, span: Span) -> Diagnostic:
    """A hole whose value is negative."""
    return Diagnostic("E235", f"the result is below zero: `{shown(text_of(value))}`", span,
                      "less than nothing",
                      "check the calculation, or set a least value with `max`")  # fmt: skip


def past_the_end(value: Value, count: int, span: Span) -> Diagnostic:
    """`pick(5, a, b)`."""
    values = f"{count} values" if count != 1 else "1 value"
    return Diagnostic("E238", f"there is no value number {text_of(value)} to pick", span,
                      f"from 1 to {count}",
                      f"`pick` has {values} here; add more, or cap the number: "
                      f"`pick(min(week, {count}), …)`")  # fmt: skip


def no_count(value: Value, span: Span, why: str) -> Diagnostic:
    """`{time}x`, `pick(10m, a, b)`. `why`: what counts."""
    return Diagnostic("E239", f"{why}, and this is {named(value)}", span, "a plain number here",
                      "write a plain number, or the name of one: `{reps}x`")  # fmt: skip


def odd_ends(low: Value, high: Value, span: Span) -> Diagnostic:
    """`{lo}-{hi}` with ends that don't make a range."""
    return Diagnostic("E240", f"{named(low)} and {named(high)} are not the ends of a range", span,
                      "from what to what?",
                      "both ends are single values of one kind; a length has no range"
                      )  # fmt: skip


def two_ranges(left: Value, right: Value, span: Span) -> Diagnostic:
    """`80-85% + 5-10%`."""
    both = f"`{shown(text_of(left))}` and `{shown(text_of(right))}`"
    return Diagnostic("E241", f"both {both} are ranges", span, "one of them must be a single value",
                      "a single value moves both ends of a range: `80-85% + 5%`")  # fmt: skip


def no_single(value: Value, span: Span) -> Diagnostic:
    """`round(x, 5-10w)`."""
    return Diagnostic("E241", f"`{shown(text_of(value))}` is a range", span,
                      "a single value here", "round to one step: `round(x, 5w)`")  # fmt: skip


def two_families(value: Value, word: str, span: Span) -> Diagnostic:
    """`{easy} HR` where `easy` is `80% LTHR`."""
    return Diagnostic("E243", f"`{shown(text_of(value))}` can't also be `{word}`", span,
                      "of what, then?",
                      f"leave `{word}` out, or give the name a plain percentage or zone: "
                      "`let easy = 55%`")  # fmt: skip


def no_step(value: Value, span: Span) -> Diagnostic:
    """`round(x, 0w)`."""
    return Diagnostic("E244", f"nothing can be rounded to steps of `{shown(text_of(value))}`", span,
                      "more than zero",
                      "say how fine: `round(x, 5w)` gives 5, 10, 15 watts …")  # fmt: skip
