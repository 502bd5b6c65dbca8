"""What is wrong with the words of a step, put into a coach's words."""

import re
from decimal import ROUND_CEILING, Decimal

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.limits import HIGHEST_PEAK, PEAK
from workoutc.model import Corridor, Level, Steady
from workoutc.quoting import QUOTED, quoted, unquoted
from workoutc.regex import regex
from workoutc.resolve.draft import Draft, moved
from workoutc.resolve.spaced import SpacedRange
from workoutc.resolve.thousands import thousands_point
from workoutc.signs import DASHES
from workoutc.source import Span
from workoutc.sports import SPORTS, Sport
from workoutc.suggest import nearest
from workoutc.syntax import Shape, Word
from workoutc.units import LENGTH_UNITS, PACE_UNITS, TIME_UNITS

_UNITS = ("h", "m", "s", "min", "sec", "km", "mtr", "mi", "yrd", "w", "rpm", "bpm")
_SPELLED = {"prc": "%", "percent": "%", "pct": "%", "k": "km", "spm": "rpm", "meters": "mtr"}
_PACE_SPELLED = {
    "mile": ["mi"], "miles": ["mi"], "k": ["km"], "100": ["100m"], "500": ["500m"],
    "100mtr": ["100m"], "100yd": ["100y"], "100yrd": ["100y"],
}  # fmt: skip
_SETTINGS = ("intensity", "power", "hr")
_LENGTH = regex(r"(?<![0-9.])[0-9]+(?:h|m|s|min|sec|km|mtr|mi|yrd|'|\")(?![a-z0-9])", re.IGNORECASE)
_PLAIN_CLOCK = regex(r"[0-9]+:[0-5][0-9]")
_TIME_WORD = regex(r"[0-9.]+\s*(h|m|s|min|mins|sec|secs|mn|hr|hrs)", re.IGNORECASE)


def amount_in_label(draft: Draft, amount: Word, label: Span) -> Diagnostic:
    """A label with an amount in it: the server would end the label there, and obey the amount."""
    words = draft.text[label.start : label.end]
    sure = amount.span.start > label.start and _LENGTH.search(words) is None
    quote = Fix("put the label in quotes", _quoting(label, words), sure or _is_zone(amount))
    if not _is_zone(amount):
        help_ = "put the label in quotes: then it is spelled out for the athlete"
        if not sure:
            help_ = f"if two steps stand here, write them on two lines; if not, {help_}"
        return Diagnostic(
            "E227",
            f"`{_short(amount.text)}` stands in the label and would count as the step's own",
            amount.span,
            "Intervals.icu would end the label here",
            help_,
            quote,
        )
    if "power" not in draft.targets and amount.span.start == label.start:
        to = draft.length_span.end
        quote = moved(draft.text, amount.span, to, "put the zone behind the length")
    return Diagnostic(
        "E212",
        "a zone stands in the label",
        amount.span,
        "Intervals.icu would erase the label",
        "if it is the target, put it behind the length; if it is a name, put the label in quotes",
        quote,
    )


def _is_zone(amount: Word) -> bool:
    return amount.shape is Shape.ZONE


def zone_before_length(draft: Draft) -> Diagnostic:
    """A zone between the label and the length."""
    assert draft.first_zone is not None
    zone = draft.first_zone
    fix = None
    if draft.length is not None:
        fix = moved(draft.text, zone, draft.length_span.end, "put the zone behind the length")
    return Diagnostic(
        "E212",
        "a zone stands between the label and the length",
        zone,
        "Intervals.icu would erase the label",
        "write the length first: label, length, target",
        fix,
    )


def _quoting(span: Span, words: str) -> tuple[Edit, ...]:
    said = QUOTED.sub(lambda found: unquoted(found[0]), words)
    return (Edit(span, quoted(said)),)


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def odd_amount(word: Word, why: str, unit: str, sport: Sport = SPORTS["Run"]) -> Diagnostic:
    """A word that begins like an amount. `why`: see `amounts.Odd`."""
    text, span = word.text, word.span
    match why:
        case "digits":
            return Diagnostic(
                "E106", "the number is too long", span, "more than seven digits before the point",
                "no workout needs a number of ten million or more",
            )  # fmt: skip
        case "clock":
            return _clock(text, span, sport)
        case "tilde":
            return _respell(
                "E119", f"`{text}` is not a length", span, text[1:], "about is not known"
            )
        case "range of lengths":
            return _range_of_lengths(text, span)
        case "decimal":
            return thousands_point(text, span) or Diagnostic(
                "E119", f"`{text}` is not a whole number of its unit", span, "no decimals here",
                "write minutes and seconds: `2m30s`; only hours may have decimals, as in `1.5h`",
            )  # fmt: skip
        case "pace unit":
            return _pace_unit(word, unit)
        case _:
            from workoutc.resolve.sets import counted_set

            return counted_set(word, sport) or _unknown_unit(word, unit)


def _clock(text: str, span: Span, sport: Sport) -> Diagnostic:
    per = next((name for name, unit in PACE_UNITS.items() if unit is sport.pace), "km")
    if "/" in text or not _PLAIN_CLOCK.fullmatch(text):
        return Diagnostic("E119", f"`{text}` is neither a length nor a pace", span,
                          "minutes and seconds?",
                          f"write a time as `1h30m` or `4m30s`, a pace as `4:15/{per}`, with "
                          "seconds from 00 to 59")  # fmt: skip
    minutes, _, seconds = text.partition(":")
    time = f"{minutes}m{seconds}s".replace("m00s", "m").removeprefix("0m")
    return Diagnostic(
        "E119",
        f"`{text}` alone is neither a length nor a pace",
        span,
        "a time or a pace?",
        f"for a time write `{time}`; for a pace `{text}/{per} Pace` or `{text} Pace`",
    )


def _respell(code: str, message: str, span: Span, text: str, label: str) -> Diagnostic:
    fix = Fix(f"write `{text}`", (Edit(span, text),))
    return Diagnostic(code, message, span, label, f"write `{text}`", fix)


def _pace_unit(word: Word, unit: str) -> Diagnostic:
    known = ", ".join(f"/{name}" for name in PACE_UNITS)
    meant = _PACE_SPELLED.get(unit.lower()) or nearest(unit, tuple(PACE_UNITS), most=2)
    fix = None
    if len(meant) == 1 and f"/{unit}" in word.text:
        mended = word.text.replace(f"/{unit}", f"/{meant[0]}")
        fix = Fix(f"write `{mended}`", (Edit(word.span, mended),), safe=True)
    return Diagnostic(
        "E117",
        f"pace per `{unit}` is not known",
        word.span,
        "an unknown unit of pace",
        f"Intervals.icu knows {known}",
        fix,
    )


def _unknown_unit(word: Word, unit: str) -> Diagnostic:
    shown = unit or word.text.lstrip("0123456789.-" + DASHES)
    meant = (
        [_SPELLED[shown.lower()]] if shown.lower() in _SPELLED else nearest(shown, _UNITS, most=2)
    )
    fix, help_ = None, "units are h, m, s, km, mi, mtr, yrd, %, w, bpm and rpm"
    if shown and len(meant) == 1 and word.text.endswith(shown):
        mended = word.text.removesuffix(shown) + meant[0]
        # `75% 1RM` is the language of the gym, not a cadence of one.
        sure = meant[0] != "rpm" or len(mended) > len("9rpm")
        fix = Fix(f"write `{mended}`", (Edit(word.span, mended),), sure)
        help_ = f"did you mean `{mended}`?"
    elif meant:
        help_ = "did you mean " + " or ".join(f"`{m}`" for m in meant) + "?"
    return Diagnostic("E117", f"`{word.text}` has no unit that is known", word.span,
                      f"`{shown}` is not a unit", help_, fix)  # fmt: skip


def gap(text: str, span: Span) -> Diagnostic:
    """`10 min`, `75 %`, `315w - 330w`: a blank where none may be."""
    written = text[span.start : span.end].rstrip(",.;")
    span = Span(span.start, span.start + len(written))
    if (point := thousands_point(written, span)) is not None:
        return point
    mended = re.sub(r"\s+", "", re.sub(r"\s+to\s+", "-", written))
    metres = mended.lower().endswith("m") and mended[:-1].isdigit() and int(mended[:-1]) >= 100
    spoken = " to " in written and not mended.lower().endswith("rpm")
    wanted = f"{mended[:-1]}mtr" if metres else mended
    fix = Fix(f"write `{wanted}`", (Edit(span, wanted),), safe=not (metres or spoken))
    help_ = f"write `{mended}`" + (f", or `ramp {mended}` to go from one to the other" * spoken)
    if metres:
        help_ = f"write `{mended}` for minutes or `{wanted}` for metres"
    return Diagnostic("E118", "a blank stands inside an amount", span,
                      "number and unit belong together", help_, fix)  # fmt: skip


def spaced_range(text: str, found: SpacedRange) -> Diagnostic:
    """`90 - 95%`; or `5 - 10m`, which has no length to take."""
    if not found.of_lengths:
        return gap(text, found.span)
    written = text[found.span.start : found.span.end]
    return _range_of_lengths(written, found.span)


def _range_of_lengths(written: str, span: Span) -> Diagnostic:
    return Diagnostic("E119", f"`{written}` is a range of lengths", span, "a step has one length",
                      "write one length; put the choice into a note for the athlete")  # fmt: skip


def broken_range(row: list[Word], at: int) -> bool:
    """Whether a lone dash stands between two amounts of one unit."""
    if not 0 < at < len(row) - 1:
        return False
    left, right = row[at - 1], row[at + 1]
    if left.shape is right.shape is Shape.ZONE:
        return True
    ends = [word.text.lstrip("0123456789.").lower() for word in (left, right)]
    alike = ends[0] == ends[1] or left.shape is Shape.NUMBER
    return alike and ends[1] != "" and right.shape is Shape.QUANTITY and ends[1] not in TIME_UNITS


def more_to_come(row: list[Word], at: int) -> bool:
    """Whether a proper length stands further on."""
    shapes = (Shape.QUANTITY,)
    return any(w.shape in shapes and (_TIME_WORD.match(w.text) or _distance(w)) for w in row[at:])


def _distance(word: Word) -> bool:
    return word.text.lstrip("0123456789.").lower() in LENGTH_UNITS


def hidden_token(word: Word, at: int) -> Diagnostic:
    """A label word at which the server would cut the label."""
    start = word.span.start + at
    edits = (Edit(word.span, quoted(word.text)),)
    return Diagnostic(
        "E227",
        f"`{_short(word.text)}` hides a number with a unit in the label",
        Span(start, word.span.end),
        "Intervals.icu would end the label here",
        "put it in quotes: then it is spelled out for the athlete",
        Fix("put it in quotes", edits, safe=True),
    )


def stray_count(word: Word, text: str) -> Diagnostic:
    """`8x` with neither parentheses nor items."""
    rest = text[word.span.end :].strip()
    fix, help_ = None, f"indent the steps below it, or write `{word.text} (30s 120%, 30s 50%)`"
    if rest and "(" not in rest:
        where = Span(len(text) - len(text[word.span.end :].lstrip()), len(text))
        fix = Fix("put parentheses around it", (Edit(where, f"({rest})"),))
        help_ = f"write `{word.text} ({rest})`"
    return Diagnostic("E208", f"`{word.text}` repeats nothing that can be told apart", word.span,
                      "repeat what?", help_, fix)  # fmt: skip


def unclosed_quote(word: Word) -> Diagnostic:
    """A quotation mark without its partner. `word`: all that stands behind it too."""
    help_ = 'close it with `"` on the same line'
    if '"' in word.text[1:]:
        help_ = (
            r"`\"` is a quote inside the text: close it with one that has no backslash in front; "
            r'a text that ends in a backslash ends in `\\"`'
        )
    return Diagnostic("E111", "the quotation mark is never closed", word.span, "opens here", help_)


def unknown_setting(word: Word, name: str) -> Diagnostic:
    """`intensty=rest`."""
    meant = nearest(name, _SETTINGS, most=2)
    fix = None
    if len(meant) == 1:
        span = Span(word.span.start, word.span.start + len(name))
        fix = Fix(f"write `{meant[0]}`", (Edit(span, meant[0]),), safe=True)
    return Diagnostic("E216", f"`{name}=` is not known", word.span, "unknown flag",
                      "there are `intensity=`, `power=` and `hr=`", fix)  # fmt: skip


def setting_value(word: Word, name: str, value: str, known: tuple[str, ...]) -> Diagnostic:
    """`intensity=hard`."""
    span = Span(word.span.end - len(value), word.span.end)
    meant = nearest(value, known, most=2)
    fix = None
    if len(meant) == 1:
        fix = Fix(f"write `{meant[0]}`", (Edit(span, meant[0]),), safe=True)
    wrong = f"`{value}` is no value of `{name}=`" if value else f"`{name}=` has no value"
    return Diagnostic("E216", wrong, span if value else word.span,
                      "unknown value", f"it may be {', '.join(known)}", fix)  # fmt: skip


def two_settings(word: Word, name: str) -> Diagnostic:
    """A second `intensity=`, `power=` or `hr=`."""
    return Diagnostic("E203", f"the step has two `{name}=`", word.span, "the second",
                      "keep one of them")  # fmt: skip


def two_rpe(span: Span) -> Diagnostic:
    """A second `RPE`."""
    return Diagnostic("E203", "the step has two RPE values", span, "the second", "keep one of them")


def rpe_fits(level: Level) -> bool:
    """RPE goes from 1 to 10 (Borg's CR-10 scale), low end first."""
    match level:
        case Steady(value):
            return 1 <= value <= 10
        case Corridor(low, high):
            return 1 <= low <= high <= 10
        case _:
            return False


def rpe_range(span: Span) -> Diagnostic:
    """`RPE 11`, `RPE 7-6`."""
    return Diagnostic("E213", "RPE goes from 1 to 10, the low end first", span, "not on the scale",
                      "1 is very light, 5 hard, 10 all you have: `RPE 7` or `RPE 6-7`"
                      )  # fmt: skip


def beyond_peak(span: Span, asked: Decimal, peak: Decimal) -> Diagnostic:
    """`640%` without a `peak:`, or beyond it."""
    most = asked.to_integral_value(ROUND_CEILING)
    help_ = "check the number"
    if most > HIGHEST_PEAK:
        what = f"nobody reaches more than {HIGHEST_PEAK if peak > PEAK else PEAK}% of FTP"
        help_ += " and its unit"
    elif peak > PEAK:
        what = f"this is more than the workout's peak of {peak.normalize():f}% of FTP"
        help_ += f"; if it is meant, raise `peak:` to {most}%"
    else:
        what = f"hardly anybody reaches more than {PEAK}% of FTP"
        help_ += (
            f"; where it is meant, as in a sprint, `peak: {most}%` goes under the workout's name"
        )
    return Diagnostic("E213", what, span, "too much", help_)


def word_in_label(word: str, span: Span, *, still_works: bool) -> Diagnostic:
    """`Ramp to failure 1m 140w`."""
    effect = "and it works as a flag all the same" if still_works else "and has no effect"
    return Diagnostic(
        "W316",
        f"`{word}` is read as a word of the label",
        span,
        effect,
        f"if you meant the flag, write it behind the length: `10m {word} …`",
    )


def bare_on_a_run(draft: Draft, span: Span) -> Diagnostic:
    """`75%` or `Z2` on a run or swim: power, on Intervals.icu."""
    written = draft.text[span.start : span.end]
    paced = Edit(Span(span.end, span.end), " Pace")
    return Diagnostic(
        "W302",
        f"`{written}` means power on Intervals.icu, also in a {draft.rules.sport.kind}",
        span,
        "of what?",
        f"say of what: `{written} Pace`, `{written} HR` or, if it is power, `{written} Power`",
        Fix(f"write `{written} Pace`", (paced,)),
    )


def other_digits(word: Word) -> Diagnostic | None:
    """Digits of another script in something that looks like an amount."""
    if word.text.isascii() or not any(map(str.isdecimal, word.text)):
        return None
    ascii_ = "".join(str(int(c)) if c.isdecimal() else c for c in word.text)
    if ascii_ == word.text or not re.match(r"[0-9]", ascii_):
        return None
    return Diagnostic("E120", "the digits are not those of this language", word.span,
                      "digits of another script", f"write `{ascii_}`",
                      Fix(f"write `{ascii_}`", (Edit(word.span, ascii_),)))  # fmt: skip
