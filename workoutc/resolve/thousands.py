"""Numbers with a sign that parts thousands in one country and begins decimals in another."""

import re

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.regex import regex
from workoutc.signs import DASHES
from workoutc.source import Span
from workoutc.units import LENGTH_UNITS

COMMA = regex(r"(?<![0-9.,])(?=[0-9.]+,[0-9])([0-9]+(?:[.,][0-9]+)+)(?=([a-zA-Z]+|[%'\"]))")
"""A number with a comma in it, and its unit."""

_POINT = regex(
    rf"(?:[0-9.]+(?:[a-z]+|%)?[-{DASHES}])?(?<![\w.,:])([1-9][0-9]{{0,2}}\.[0-9]{{3}})(?![0-9.])"
    rf"(?:(?:[a-z]+|%)?[-{DASHES}][0-9.]+)?\s*([a-z]+|%)",
    re.IGNORECASE,
)
_GROUPED = regex(r"(?<![0-9.])([1-9][0-9]{0,2})\.([0-9]{3})(?![0-9.])")
_SHORT = ("mtr", "yrd")
_LONG_UNITS = frozenset({"km", "kms", "mi", "mile", "miles"})
_METRES = frozenset(LENGTH_UNITS) - _LONG_UNITS | {"m"}
"""Units so short that nobody measures a thousandth of one. `m` is minutes, and written for metres.
"""

_COUNTED = frozenset({"w", "watt", "watts", "bpm", "rpm", "%"})


def decimal_comma(found: re.Match[str]) -> Diagnostic:
    """`2,5km`, `1,200mtr`. `found`: a match of `COMMA`."""
    span, unit = Span(*found.span()), found[2].lower()
    mended, places = pointed(found).lstrip(), found[1].rpartition(",")[2]
    if found[1].count(",") + found[1].count(".") > 1:
        return _comma(span, f"write `{mended}`", Edit(span, mended), "no sign for thousands")
    whole = found[1].replace(",", "")
    if len(places) != 3:
        return _comma(span, f"write `{mended}`", Edit(span, mended), safe=True)
    if unit == "m":
        metres = Edit(Span(span.start, span.end + len(unit)), f"{whole}mtr")
        return _comma(span, f"for metres write `{metres.text}`; {_TIMES}", metres, "no comma here")
    if _nobody_measures(mended, unit):
        amount = Edit(Span(span.start, span.end + len(unit)), f"{whole}{found[2]}")
        return _comma(span, f"write `{amount.text}`", amount, "no comma here")
    return _comma(span, f"write `{whole}` or `{mended}`", Edit(span, mended))


def pointed(found: re.Match[str]) -> str:
    """The number as it is written here, with blanks in front to be as long as before."""
    written = found[1]
    last = max(written.rfind(","), written.rfind("."))
    front, sign, places = written[:last], written[last], written[last + 1 :]
    whole = front.replace(",", "").replace(".", "")
    decimal = sign not in front
    return (f"{whole}.{places}" if decimal else f"{whole}{places}").rjust(len(written))


_TIMES = "a time is written in minutes and seconds: `1m30s`"


def _comma(
    span: Span, help_: str, edit: Edit, label: str = "a point here", *, safe: bool = False
) -> Diagnostic:
    fix = Fix(f"write `{edit.text}`", (edit,), safe)
    return Diagnostic("E125", "a comma stands in a number", span, label, help_, fix)


def thousands_point(written: str, span: Span) -> Diagnostic | None:
    """`1.500mtr`, `1.000w`: a decimal as it stands, and nobody can have meant that. `span`: where
    it is `written`, a family's word behind it or not."""
    if "." not in written or (found := _POINT.match(written)) is None:
        return None
    unit = found[2].lower()
    if not _nobody_measures(found[1], unit):
        return None
    amount = Span(span.start, span.start + found.end())
    plain = "".join(found[0].split())
    mended, fewer = _GROUPED.sub(r"\1\2", plain), _GROUPED.sub(_with_fewer_places, plain)
    help_ = f"write `{mended}`; if the point begins decimals, write fewer of them: `{fewer}`"
    if unit == "m":
        mended += "tr"
        help_ = f"for metres write `{mended}`; {_TIMES}"
    return Diagnostic(
        "E125",
        f"the point in `{found[0]}` would begin decimals",
        amount,
        "thousands are written without a sign",
        help_,
        Fix(f"write `{mended}`", (Edit(amount, mended),)),
    )


def _with_fewer_places(number: re.Match[str]) -> str:
    return f"{number[1]}.{number[2][:2]}".rstrip("0").rstrip(".")


def _nobody_measures(number: str, unit: str) -> bool:
    """Whether a number with three decimals would be more exact than anybody is in the unit. What
    is counted may be reckoned (`95.125%`), but not below ten."""
    if unit in _METRES:
        return True
    return unit in _COUNTED and len(number) == len("1.000") and (unit != "%" or number[-1] == "0")
