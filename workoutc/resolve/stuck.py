"""A length with something stuck to it: `-10m`, `10m:`, `3×10m`, `1/2h`."""

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.regex import regex
from workoutc.source import Span
from workoutc.syntax import Shape, Word
from workoutc.units import TIME_UNITS

_LENGTH = r"(?:[0-9]+(?:h|min|m|sec|s))+[0-9]*|[0-9]+(?:\.[0-9]+)?(?:km|mtr|mi|yrd|yd)"
_SIGNS = r"[^\w\s\"'/×.,%]"
_SIGNED = regex(rf"({_SIGNS}*)({_LENGTH})({_SIGNS}*|[.])")
_TIMES = regex(rf"([0-9]+)[×*]({_LENGTH})")
_FRACTION = regex(r"([0-9]{1,2})/([0-9]{1,2})(h|hour|hours|min|m|km|mi)")
_EMPHASIS = regex(r"([*_]{1,3}|`)([^*_`]+)\1")


def stuck_length(word: Word) -> Diagnostic | None:
    """What a word without its own meaning says of a length, where a step has none."""
    text = word.text
    if word.shape is not Shape.WORD or not any(map(str.isdecimal, text)):
        return None
    if times := _TIMES.fullmatch(text):
        return Diagnostic("E119", f"`{text}` is neither a count nor a length", word.span,
                          "a repeat?", f"write `{times[1]}x ({times[2]} …)` with its target and "
                          "what follows it")  # fmt: skip
    if fraction := _FRACTION.fullmatch(text):
        mended = _part(int(fraction[1]), int(fraction[2]), fraction[3])
        return None if mended is None else _plain(word.span, text, mended, "a fraction", safe=True)
    if (signed := _SIGNED.fullmatch(text)) and signed[2] != text:
        return _plain(word.span, text, signed[2], "a sign too much", safe=not signed[1])
    return None


def _part(over: int, under: int, unit: str) -> str | None:
    """`1/2h` as `30m`; `None` where there is no exact way to write it."""
    if not over or not under:
        return None
    if unit in ("km", "mi"):
        metres, left = divmod(1000 * over, under)
        return None if left else f"{metres / 1000:g}{unit}"
    seconds, left = divmod(over * TIME_UNITS[unit], under)
    minutes, rest = divmod(seconds, 60)
    if left:
        return None
    return f"{minutes}m" * bool(minutes) + f"{rest}s" * bool(rest)


def emphasized(text: str) -> tuple[Diagnostic, str] | None:
    """`**10m 90%**`: the fault, and the line with blanks for its signs."""
    if text[:1] not in ("*", "_", "`") or (found := _EMPHASIS.fullmatch(text)) is None:
        return None
    signs, said = found[1], found[2]
    ends = (Span(0, len(signs)), Span(len(text) - len(signs), len(text)))
    fix = Fix("take the signs away", tuple(Edit(end, "") for end in ends), safe=True)
    fault = Diagnostic("E119", f"`{signs}` stands around the step", ends[0],
                       "no sign of a step", f"write `{said.strip()}`", fix)  # fmt: skip
    return fault, f"{' ' * len(signs)}{said}{' ' * len(signs)}"


def _plain(span: Span, text: str, mended: str, label: str, *, safe: bool) -> Diagnostic:
    shown = text if len(text) <= 40 else text[:39] + "…"
    return Diagnostic("E119", f"`{shown}` is not a length", span, label, f"write `{mended}`",
                      Fix(f"write `{mended}`", (Edit(span, mended),), safe))  # fmt: skip
