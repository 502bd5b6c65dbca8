"""What keeps an expression from being read, put into a coach's words."""

import re

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.regex import regex
from workoutc.resolve.amounts import PLAIN_UNITS
from workoutc.signs import DASHES, MINUS
from workoutc.source import Span
from workoutc.units import LENGTH_UNITS, TIME_UNITS

TIGHT_MINUS = regex(rf"(?<=\S)[-{DASHES}{MINUS}](?=\S)")
"""A dash between two things without a blank: a range, or a minus that lacks its blanks."""

MAX_DEPTH = 32

_OTHER_SIGNS = {"×": "*", "·": "*", "÷": "/", ":": "/"}
_FAMILY_WORDS = ("hr", "lthr", "pace", "power", "ftp", "mmp")


def no_value(text: str, span: Span) -> Diagnostic:
    """`10m.`: it begins like a value and is none."""
    help_ = "a value is written as in a step: `10m`, `400mtr`, `95%`, `80-85% LTHR`, `4:15/km`, `3`"
    if re.fullmatch(r"[0-9]+[xX×]", text):
        help_ = f"write `{text[:-1]}`; the `x` stands behind the hole: `{{n}}x`"
    return Diagnostic("E126", f"`{shown(text)}` is no value", span, "what is this?", help_)


def value_missing(span: Span, where: str) -> Diagnostic:
    """`3 +`, `* 2`. `where`: in words, behind or in front of what."""
    return Diagnostic("E126", f"a value is missing {where}", span, "between what?",
                      "a sign stands between two values: `10m + 5m`, `3 * reps`")  # fmt: skip


def sign_missing(text: str, span: Span) -> Diagnostic:
    """`10m easy`, `95% of ftp`."""
    word = text[span.start : span.end]
    help_ = "put one of `+ - * /` between two values, blanks around the minus"
    if word.lower() in ("x", "of"):
        fix = Fix("write `*`", (Edit(span, "*"),))
        return Diagnostic("E126", f"`{word}` is no sign", span, "`*`?", "write `*`", fix)
    if word.lower() in _FAMILY_WORDS:
        help_ = f"for a name, write `{word}` behind the hole: `{{easy}} {word}`"
    return Diagnostic("E126", f"a sign is missing in front of `{shown(word)}`", span,
                      "to do what?", help_)  # fmt: skip


def split_time(joined: str, span: Span) -> Diagnostic:
    """`1h 30m`."""
    fix = Fix(f"write `{joined}`", (Edit(span, joined),), safe=True)
    return Diagnostic("E118", "a blank stands inside an amount", span, "one time in two words",
                      f"write `{joined}`", fix)  # fmt: skip


def strange(text: str, span: Span) -> Diagnostic:
    """A sign that no expression has."""
    sign = text[span.start : span.end]
    fix, help_ = None, "an expression has values, names, `+ - * /`, parentheses and commas"
    if (meant := _OTHER_SIGNS.get(sign)) is not None:
        fix, help_ = Fix(f"write `{meant}`", (Edit(span, meant),)), f"write `{meant}`"
    elif sign == "%":
        help_ = "a percent sign belongs to a number: `let easy = 55%`, or `n * 1%`"
    elif sign == ",":
        help_ = "a comma parts the values of a function only: `min(a, b)`"
    elif sign == ".":
        help_ = "write a digit in front of the point: `0.5`"
    elif sign[0].isalpha():
        help_ = "names have the letters a to z, digits and `_`"
    return Diagnostic("E126", f"`{shown(sign)}` has no meaning here", span, "not this", help_, fix)


def decimal_comma(text: str, span: Span) -> Diagnostic:
    """`2,5km`."""
    mended = text[span.start : span.end].replace(",", ".")
    fix = Fix(f"write `{mended}`", (Edit(span, mended),), safe=len(mended.partition(".")[2]) != 3)
    return Diagnostic("E125", "a comma stands in a number", span, "a point here",
                      f"write `{mended}`", fix)  # fmt: skip


def never_closed(span: Span) -> Diagnostic:
    """`{on`."""
    return Diagnostic("E127", "the hole is never closed", span, "opens here",
                      "close it with `}` on the same line")  # fmt: skip


def nested(span: Span, inner: str) -> Diagnostic:
    """`{a + {b}}`, `{{n}}`."""
    mended = "{" + re.sub("[{}]", "", inner) + "}"
    fix = Fix(f"write `{mended}`", (Edit(span, mended),))
    return Diagnostic("E128", "a hole stands in a hole", span, "one pair of braces is enough",
                      f"inside braces a name needs none of its own: `{mended}`", fix)  # fmt: skip


def empty(span: Span) -> Diagnostic:
    """`{}`, `let n =`."""
    return Diagnostic("E129", "there is no value here", span, "empty",
                      "write a value, a name or a calculation: `{reps}`, `{10m + 5m}`")  # fmt: skip


def unfitting(span: Span, *, opening: bool) -> Diagnostic:
    """A parenthesis without its partner."""
    what = "is never closed" if opening else "closes nothing"
    return Diagnostic("E130", f"the parenthesis {what}", span, "no partner",
                      "each `(` has one `)`, in the same hole")  # fmt: skip


def too_deep(span: Span) -> Diagnostic:
    """Parentheses in parentheses in …"""
    return Diagnostic("E131", f"parentheses are nested more than {MAX_DEPTH} deep", span,
                      "too deep", "give a part of it a name: `let part = …`")  # fmt: skip


def tight_minus(text: str, span: Span, dash: int) -> Diagnostic:
    """`n-1`, `10m-5m`: without blanks a dash makes a range. `dash`: where in the text it stands."""
    mended = f"{text[span.start : dash].rstrip()} - {text[dash + 1 : span.end].lstrip()}"
    return Diagnostic(
        "E132",
        "a minus needs blanks around it",
        span,
        "a range, or a subtraction?",
        f"to subtract, write `{shown(mended)}`; a range of two names is `{{low}}-{{high}}`",
        Fix("put blanks around the minus", (Edit(span, mended),)),
    )


def glued(text: str, hole: Span, whole: Span) -> Diagnostic:
    """`{n}m`, `Hard{n}`. `whole`: the hole, and all that hangs on it."""
    inner, behind = text[hole.start + 1 : hole.end - 1], text[hole.end : whole.end]
    help_ = "put a blank between; in a label put all of it in quotes"
    fix = None
    if whole.start == hole.start and behind.lower() in _UNITS:
        inner = inner.strip()
        factor = inner if inner.isalnum() else f"({inner})"
        mended = f"{{{factor} * 1{behind}}}"
        help_ = f"a value has its unit with it: `let n = 3{behind}`, or write `{mended}`"
        fix = Fix(f"write `{shown(mended)}`", (Edit(whole, mended),))
    return Diagnostic("E133", "a hole is a whole value, not a part of a word", whole,
                      "glued to something", help_, fix)  # fmt: skip


_UNITS = frozenset(TIME_UNITS.keys() | LENGTH_UNITS.keys() | PLAIN_UNITS.keys())


def out_of_bounds(span: Span) -> Diagnostic:
    """A number that is too large, or too fine."""
    return Diagnostic("E233", "the number is too large or too fine", span, "beyond what is kept",
                      "numbers have at most seven digits before the point; what becomes endless by "
                      "many divisions, round on the way: `round(x, 1)`")  # fmt: skip


def unknown_function(name: str, span: Span, meant: list[str]) -> Diagnostic:
    """`mn(3, 4)`."""
    fix, help_ = None, "there are `min`, `max`, `round` and `pick`"
    if meant:
        help_ = f"did you mean {' or '.join(f'`{word}`' for word in meant)}?"
    if len(meant) == 1:
        fix = Fix(f"write `{meant[0]}`", (Edit(span, meant[0]),), safe=True)
    elif not meant:
        help_ += f"; to multiply by what stands in parentheses, write `{shown(name)} * (…)`"
    return Diagnostic("E236", f"`{shown(name)}` is not a function", span, "unknown function",
                      help_, fix)  # fmt: skip


def argument_count(name: str, wanted: str, span: Span) -> Diagnostic:
    """`round(3)`."""
    return Diagnostic("E237", f"`{name}` takes {wanted}", span, "too few or too many",
                      f"write `{USAGE[name]}`: {_EXAMPLES[name]}")  # fmt: skip


USAGE = {
    "min": "min(a, b)",
    "max": "max(a, b)",
    "round": "round(x, step)",
    "pick": "pick(n, first, second)",
}
"""How each function is written."""

_EXAMPLES = {
    "min": "`min(week, 4)` is the smaller of the two",
    "max": "`max(2, reps - 1)` is the larger of the two",
    "round": "`round(on * ftp, 5w)` is rounded to the nearest 5 watts",
    "pick": "`pick(week, 10m, 12m)` is 10m in week 1 and 12m in week 2",
}


def shown(text: str) -> str:
    """Of a long text its beginning, for a message."""
    return text if len(text) <= 40 else text[:39] + "…"
