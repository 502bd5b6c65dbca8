"""The words of a step to its length, label, targets and flags."""

import re
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.model import (
    Distance,
    Intensity,
    Steady,
    Target,
    Time,
    Unit,
)
from workoutc.regex import regex
from workoutc.resolve import faults
from workoutc.resolve.amounts import Odd, Value, amount, numbers, time_of
from workoutc.resolve.bare_words import close_run
from workoutc.resolve.counts import count_in_front
from workoutc.resolve.draft import Draft
from workoutc.resolve.row import (
    AMOUNT_SHAPES,
    GAPS,
    LONE_DASHES,
    SHAPE_WORDS,
    begins_between,
    ends_label,
    family_word,
    plain_word,
    several_steps,
    unit_word,
)
from workoutc.resolve.spaced import spaced_range
from workoutc.resolve.stuck import stuck_length
from workoutc.source import Span
from workoutc.syntax import Element, Shape, Word
from workoutc.units import FAMILY_OF, LENGTH_UNITS

AVERAGES = ("1s", "3s", "10s", "30s", "lap")
_FAMILIES = {
    Unit.PERCENT_FTP: {
        "hr": Unit.PERCENT_MAX_HR, "lthr": Unit.PERCENT_LTHR, "pace": Unit.PERCENT_PACE,
        "power": Unit.PERCENT_FTP, "ftp": Unit.PERCENT_FTP, "mmp": Unit.PERCENT_MMP,
    },
    Unit.POWER_ZONE: {"hr": Unit.HR_ZONE, "pace": Unit.PACE_ZONE, "power": Unit.POWER_ZONE},
    Unit.WATTS: {"power": Unit.WATTS},
    Unit.BPM: {"hr": Unit.BPM},
}  # fmt: skip
"""What a family word makes of the value in front of it."""

_FAMILY_WORDS = frozenset({"hr", "lthr", "pace", "power", "ftp"})
_OF_WHAT = frozenset({"of", "css", "threshold"})
"""Words that say of what a percentage is, if not as this language does, which is told."""

_BETWEEN = LONE_DASHES | {"to"}
# A count in front of a length: sets, whatever else stands on the line.
_COUNTED = regex(r"[0-9]+x[0-9.]+(?:h|m|s|min|km|mtr|mi)$", re.IGNORECASE)
_TILDE = regex(r"~[0-9]")
_CLOCK_LIKE = regex(r"[0-9]+(:[0-9]+)+[hms]?")
# What the server would cut a label at: a word ending in digits and one of its units
# (intervals-text facts, §10).
_CUT = regex(r"(?<![0-9.])[0-9]+(?:%|w|h|s|min|mtr|mi|km|rpm|m)$", re.IGNORECASE)


def read_words(draft: Draft, elements: Sequence[Element]) -> None:
    """Take the words of a step in order; faults of single words are reported to the draft."""
    row = [element for element in elements if isinstance(element, Word)]
    at = 0
    while at < len(row) and not draft.given_up:
        at += _take(draft, row, at)
    close_run(draft)


def _take(draft: Draft, row: list[Word], at: int) -> int:
    word = row[at]
    counts = word.text[0].isdecimal()
    if counts and (used := _spaced_range(draft, row, at) or _said_pace(draft, row, at)):
        return used
    if word.shape in AMOUNT_SHAPES:
        return _amount(draft, row, at)
    match word.shape:
        case Shape.NUMBER:
            return _number(draft, row, at)
        case Shape.WORD | Shape.MINUS:
            return _word(draft, row, at)
        case Shape.STRING:
            draft.add_quoted(word)
        case Shape.UNCLOSED:
            _unclosed(draft, word)
        case Shape.SETTING:
            _setting(draft, word)
        case Shape.TIMES:
            _stray_count(draft, row, at, faults.stray_count(word, draft.text))
        case Shape.COMMA:
            pass
    return 1


def _stray_count(draft: Draft, row: list[Word], at: int, fault: Diagnostic) -> None:
    draft.counted, draft.given_up = True, several_steps(row[at + 1 :])
    draft.break_label()
    draft.report(fault)


def _unclosed(draft: Draft, word: Word) -> None:
    if draft.bare_words and draft.bare_words[-1].end == word.span.start:
        draft.bare_words = []  # `Hold"`: it is the quote in front of them that is missing
    draft.given_up = True
    draft.report(faults.unclosed_quote(word))


def _spaced_range(draft: Draft, row: list[Word], at: int) -> int:
    """`90 - 95%`: how many words it takes; 0 if there is none."""
    if at + 1 == len(row) or not (row[at].text[-1] in LONE_DASHES or begins_between(row[at + 1])):
        return 0
    start = row[at].span.start
    label = " ".join(draft.label) if draft.open else None
    if (found := spaced_range(draft.text, start, label=label)) is None:
        return 0
    close_run(draft)
    draft.close(start)
    draft.report(faults.spaced_range(draft.text, found))
    beyond = next((i for i in range(at, len(row)) if row[i].span.start >= found.span.end), len(row))
    return beyond - at + (family_word(row, beyond) in _FAMILY_WORDS)


def _said_pace(draft: Draft, row: list[Word], at: int) -> int:
    """`4:30 min/km`: how many words it takes; 0 if there is none."""
    if draft.rules.sport.pace is None:
        return 0
    from workoutc.paces import pace_as_said, said_pace  # where a sport has one

    start = row[at].span.start
    if (said := said_pace(draft.text, start)) is None:
        return 0
    beyond = next((i for i in range(at, len(row)) if row[i].span.start >= said.span.end), len(row))
    if draft.open and (draft.label or row[at].shape is not Shape.QUANTITY):
        return 0  # words of a label, unless it begins like a length: `4'30"/km`
    close_run(draft)
    draft.close(start)
    draft.report(pace_as_said(draft.text, said))
    # Of a `"` in it nobody knows what it opens or closes further on.
    draft.given_up = '"' in draft.text[start : said.span.end]
    return beyond - at + (family_word(row, beyond) == "pace")


def _amount(draft: Draft, row: list[Word], at: int) -> int:
    word = row[at]
    match amount(word):
        case Odd(why, unit):
            from workoutc.resolve.sets import is_set  # where there is a fault

            if unit == "k" and not draft.open and family_word(row, at + 1) == "pace":
                draft.bare_words += (word.span, row[at + 1].span)
                return 2
            fault = faults.odd_amount(word, why, unit, draft.rules.sport)
            if draft.open and not draft.label and is_set(word, row[at + 1 :]):
                _stray_count(draft, row, at, fault)
                draft.given_up = True
                return 1
            _odd(draft, word, fault)
            return 1 if draft.open or family_word(row, at + 1) not in _FAMILY_WORDS else 2
        case Time() | Distance() as length:
            draft.close(word.span.start)
            close_run(draft)
            draft.set_length(length, word.span)
            return 1
        case Value() as value:
            return _value(draft, row, at, value)


def _odd(draft: Draft, word: Word, fault: Diagnostic) -> None:
    if draft.open and fault.code != "E106":
        if _COUNTED.match(word.text):
            draft.report(fault)
        draft.odd.append(fault)
        draft.add_label(word.span)
    else:
        if draft.open:
            draft.odd.append(fault)
        close_run(draft)
        draft.report(fault)


def _value(draft: Draft, row: list[Word], at: int, value: Value) -> int:
    word = row[at]
    family = family_word(row, at + 1)
    if value.unit is Unit.PACE_DEFAULT and family != "pace":
        _clock(draft, word)
        return 1
    unit = _FAMILIES.get(value.unit, {}).get(family, None)
    used = 1
    if unit is not None or (family == "pace" and word.shape is Shape.CLOCK):
        used = 2
    unit = unit or value.unit
    over = None
    if unit is Unit.PERCENT_MMP and at + 2 < len(row) and (time := time_of(row[at + 2].text)):
        over, used = time.seconds, 3
    span = Span(word.span.start, row[at + used - 1].span.end)
    if draft.open and value.unit is Unit.POWER_ZONE and draft.length is None:
        draft.first_zone = span
    draft.close(word.span.start)
    close_run(draft)
    _set_value(draft, value, unit, over, span, bare=used == 1 and family not in _OF_WHAT)
    return used


def _set_value(
    draft: Draft, value: Value, unit: Unit, over: int | None, span: Span, *, bare: bool
) -> None:
    target = Target(value.level, unit, over, span=span)
    if unit is Unit.RPM:
        draft.set_target("cadence", target)
        return
    if bare and value.bare and not draft.rules.sport.bare_percent_is_power:
        draft.report(faults.bare_on_a_run(draft, span))
    draft.set_target(FAMILY_OF[unit].value, target)


def _number(draft: Draft, row: list[Word], at: int) -> int:
    word = row[at]
    unit = unit_word(row, at + 1)
    level = numbers(word.text)
    if level is None:
        long = faults.odd_amount(word, "digits", "")
        counts = unit in GAPS or unit in LENGTH_UNITS or not draft.open
        _odd(draft, word, long) if counts else draft.add_label(word.span)
        return 2 if counts and unit and not draft.open else 1
    both = Span(word.span.start, row[at + 1].span.end) if unit else word.span
    single = isinstance(level, Steady)
    if unit == "rpm" and single:
        draft.close(word.span.start)
        close_run(draft)
        draft.set_target("cadence", Target(level, Unit.RPM, span=both))
        return 2
    if isinstance(level, Steady) and unit in LENGTH_UNITS:
        draft.close(word.span.start)
        close_run(draft)
        draft.set_length(Distance(level.value, LENGTH_UNITS[unit]), both)
        return 2
    gap = unit in GAPS and not (draft.open and unit in ("watt", "watts"))
    if gap or (unit == "rpm" and not single):
        return _gap(draft, row, at, both)
    _plain(draft, word)
    return 1


def _gap(draft: Draft, row: list[Word], at: int, span: Span) -> int:
    """`10 min`: an error where a length or target is expected, a label's words elsewhere."""
    fault = faults.gap(draft.text, span)
    ends = ends_label(row, at)
    if draft.open and at and not ends:
        draft.odd.append(fault)
        draft.add_label(span)
    elif draft.open and ends and faults.more_to_come(row, at + 2):
        draft.odd.append(fault)
        draft.add_label(span)
        draft.report(fault)
    else:
        close_run(draft)
        draft.close(span.start)
        draft.report(fault)
        meant = time_of("".join(draft.text[span.start : span.end].split()).rstrip(",.;"))
        if draft.length is None and meant is not None:
            draft.set_length(meant, span)
        return 3 if family_word(row, at + 2) in _FAMILY_WORDS else 2
    return 2


def _word(draft: Draft, row: list[Word], at: int) -> int:
    word = row[at]
    lower = word.text.rstrip(",.;").lower()
    if lower == "press" and family_word(row, at + 1) == "lap":
        return _press_lap(draft, row, at)
    if lower == "rpe" and at + 1 < len(row) and row[at + 1].shape is Shape.NUMBER:
        return _rpe(draft, word, row[at + 1])
    if lower in SHAPE_WORDS:
        return _shape_word(draft, row, at, lower)
    if draft.open and lower[-1:] in (":", "=") and (count := count_in_front(word, draft.text)):
        _stray_count(draft, row, at, count)
        return 1
    if lower in _BETWEEN and faults.broken_range(row, at) and not draft.open:
        if draft.bare_words and draft.bare_words[-1] == row[at - 1].span:
            draft.bare_words.pop()
        draft.report(faults.gap(draft.text, Span(row[at - 1].span.start, row[at + 1].span.end)))
        return 2
    _plain(draft, word)
    return 1


def _press_lap(draft: Draft, row: list[Word], at: int) -> int:
    span = Span(row[at].span.start, row[at + 1].span.end)
    draft.set_flag("press lap", span)
    if not draft.open:
        close_run(draft)
        return 2
    # In front it stays in the step's text on the server too, and works all the same.
    draft.add_label(span)
    if plain_word(row, at + 2):
        draft.report(faults.word_in_label("press lap", span, still_works=True))
    return 2


def _rpe(draft: Draft, word: Word, number: Word) -> int:
    span = Span(word.span.start, number.span.end)
    level = numbers(number.text)
    close_run(draft)
    draft.break_label()
    if level is None or draft.rpe is not None:
        draft.report(faults.two_rpe(span) if level else faults.odd_amount(number, "digits", ""))
        return 2
    draft.rpe, draft.rpe_span = level, span
    if not faults.rpe_fits(level):
        draft.report(faults.rpe_range(span))
    return 2


def _shape_word(draft: Draft, row: list[Word], at: int, lower: str) -> int:
    word = row[at]
    if draft.open and plain_word(row, at + 1):
        draft.report(faults.word_in_label(lower, word.span, still_works=False))
        draft.add_label(word.span)
        return 1
    if draft.open:
        draft.early.append(word)
        draft.break_label()
    else:
        close_run(draft)
    draft.set_flag(lower, word.span)
    return 1


def _setting(draft: Draft, word: Word) -> None:
    name, _, value = word.text.lower().partition("=")
    if name not in ("intensity", "power", "hr"):
        _odd(draft, word, faults.unknown_setting(word, name))
        return
    close_run(draft)
    if draft.open:
        draft.early.append(word)
        draft.break_label()
    if name == "intensity":
        _intensity(draft, word, value)
    elif name in draft.averages:
        draft.report(faults.two_settings(word, name))
    elif value in AVERAGES:
        draft.averages[name] = (value, word.span)
    else:
        draft.report(faults.setting_value(word, name, value, AVERAGES))


def _intensity(draft: Draft, word: Word, value: str) -> None:
    kinds = tuple(kind.value for kind in Intensity)
    if value not in kinds:
        draft.report(faults.setting_value(word, "intensity", value, kinds))
    elif draft.intensity is not None:
        draft.report(faults.two_settings(word, "intensity"))
    else:
        draft.intensity, draft.intensity_span = Intensity(value), word.span


def _plain(draft: Draft, word: Word) -> None:
    if (digits := faults.other_digits(word)) is not None:
        _odd(draft, word, digits)
    elif _TILDE.match(word.text):
        _odd(draft, word, faults.odd_amount(word, "tilde", ""))
    elif _CLOCK_LIKE.fullmatch(word.text):
        _clock(draft, word)
    elif draft.open:
        _label_word(draft, word)
    elif draft.length is None and (stuck := stuck_length(word)) is not None:
        _odd(draft, word, stuck)
    else:
        draft.bare_words.append(word.span)


def _clock(draft: Draft, word: Word) -> None:
    """`1:45` alone; behind an `@` or `on`, in a swim, it is when the next one starts."""
    from workoutc.resolve.sets import send_off  # where there is a fault

    if (fault := send_off(draft, word)) is not None:
        draft.bare_words.pop()
    _odd(draft, word, fault or faults.odd_amount(word, "clock", "", draft.rules.sport))


def _label_word(draft: Draft, word: Word) -> None:
    if (stuck := stuck_length(word)) is not None:
        draft.odd.append(stuck)
    if (cut := _CUT.search(word.text)) and word.shape is not Shape.QUANTITY:
        draft.report(faults.hidden_token(word, cut.start()))
    draft.add_label(word.span)
