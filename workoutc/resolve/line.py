"""One line of a list to what it means: a step, a repeat, or the head of one."""

import re
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.layout import MAX_DEPTH
from workoutc.model import Cue, Item, Repeat, Step
from workoutc.parse import words
from workoutc.quoting import blanked, unquoted
from workoutc.regex import regex
from workoutc.resolve import faults
from workoutc.resolve.amounts import MAX_DIGITS, time_of
from workoutc.resolve.draft import Draft, Rules, label_of
from workoutc.resolve.finish import finished
from workoutc.resolve.step import read_words
from workoutc.source import Span
from workoutc.syntax import Element, Group, Shape, Unreadable, Word

MAX_COUNT = 10_000
"""More passes than a workout may have steps."""

_GROUP = regex(r"(?<![0-9])[0-9]+[xX×]\s*\(")
AMOUNTS = frozenset({Shape.QUANTITY, Shape.RANGE, Shape.ZONE, Shape.CLOCK, Shape.NUMBER})
_COMMA = regex(r"(?<![0-9.,])([0-9]+),([0-9]+)(?=[a-zA-Z%'\"])")
_TIMES_SIGNS = frozenset("xX×")
_SEPARATORS = frozenset({"/", "+", "|", "&"})
_LABEL_SHAPES = frozenset({Shape.WORD, Shape.STRING, Shape.NUMBER, Shape.COMMA})


class Head(NamedTuple):
    """`- Nx`: a repeat whose items are indented below it."""

    times: int
    label: str
    span: Span


class Meaning(NamedTuple):
    """What a line means; spans relative to its text."""

    what: Step | Repeat | Head | None
    diagnostics: tuple[Diagnostic, ...] = ()


Row: TypeAlias = tuple[Element, ...]


def line_meaning(text: str, rules: Rules) -> Meaning:
    """What stands behind a dash, read as a whole."""
    whole = Span(0, len(text))
    if "(" in text and len(_GROUP.findall(text)) > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        return Meaning(None, (too_deep(whole),))
    if "," in text and (comma := _COMMA.search(blanked(text))) is not None:
        return Meaning(None, (_decimal_comma(comma),))
    elements = words("item", text)
    if isinstance(elements, Unreadable):
        return Meaning(None, (_unreadable(elements, whole),))
    return read_row(text, elements, rules, whole)


def read_row(text: str, row: Row, rules: Rules, whole: Span) -> Meaning:
    """A step without its dash, or a repeat: a whole line, or a part of an inline repeat."""
    if not _TIMES_SIGNS.isdisjoint(text) and (counted := _counted(text, row, rules, whole)):
        return counted
    if _enclosed(text):
        return Meaning(None, (_no_count(whole),))
    draft = Draft(text, rules)
    read_words(draft, row)
    if draft.last_bare is not None:
        draft = _with_whole_label(draft, row, whole) or draft
    step = finished(draft, whole)
    return Meaning(step, tuple(draft.diagnostics))


def _counted(text: str, row: Row, rules: Rules, whole: Span) -> Meaning | None:
    """What a line with a count means: all of these have the letter `x`, which few steps have."""
    group = next((e for e in row if isinstance(e, Group)), None)
    if group is not None:
        return _inline(text, row, group, rules, whole)
    if (head := _head(text, row, whole)) is not None:
        return head
    if (spaced := _spaced_group(row)) is not None and not _enclosed(text):
        return Meaning(None, (_spaced_count(text[spaced.start : spaced.end], spaced),))
    return None


def _enclosed(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


def _with_whole_label(first: Draft, row: Row, whole: Span) -> Draft | None:
    """A second reading, for a label with amounts in it: the label goes to the last bare word, or
    on to the length behind that where only so no target is doubled. `None` where no length
    follows: then the bare words themselves are the fault."""
    assert first.last_bare is not None
    draft = _labelled(first, row, Span(whole.start, first.last_bare.end))
    if draft.length is None:
        return None
    if any(d.code == "E203" for d in draft.diagnostics):
        longer = Span(whole.start, len(first.text[: draft.length_span.start].rstrip()))
        if not (other := _labelled(first, row, longer)).diagnostics:
            draft = other
    amount = next(e for e in row if isinstance(e, Word) and e.shape in AMOUNTS)
    draft.report(faults.amount_in_label(draft, amount, draft.label_span))
    return draft


def _labelled(first: Draft, row: Row, label: Span) -> Draft:
    draft = Draft(first.text, first.rules)
    draft.add_label(label)
    read_words(draft, [e for e in row if e.span.start >= label.end])
    return draft


def _decimal_comma(found: re.Match[str]) -> Diagnostic:
    span, mended = Span(*found.span()), f"{found[1]}.{found[2]}"
    thousands = len(found[2]) == 3
    help_ = f"write `{found[1]}{found[2]}` or `{mended}`" if thousands else f"write `{mended}`"
    fix = Fix(f"write `{mended}`", (Edit(span, mended),), safe=not thousands)
    return Diagnostic("E125", "a comma stands in a number", span, "a point here", help_, fix)


def _depth(text: str) -> int:
    depth = deepest = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


def _head(text: str, row: Row, whole: Span) -> Meaning | None:
    plain = [e for e in row if isinstance(e, Word)]
    if len(plain) == 2 and plain[0].shape is Shape.NUMBER and plain[1].text in ("x", "X", "×"):
        return Meaning(None, (_spaced_count(text, whole),))
    if not plain or plain[-1].shape is not Shape.TIMES:
        return None
    if any(word.shape not in _LABEL_SHAPES for word in plain[:-1]):
        return None
    count, wrong = read_count(plain[-1])
    label = label_of(plain[:-1], text)
    return Meaning(Head(count, label, whole) if count else None, tuple(wrong))


def _spaced_group(row: Row) -> Span | None:
    """`3 x (` where `3x (` was meant."""
    plain = [e for e in row if isinstance(e, Word)]
    for number, sign, opening in zip(plain, plain[1:], plain[2:], strict=False):
        leads = opening.text[0] == "(" or opening.shape is Shape.QUANTITY
        if number.shape is Shape.NUMBER and sign.text in ("x", "X", "×") and leads:
            return Span(number.span.start, sign.span.end)
    return None


def read_count(word: Word) -> tuple[int, list[Diagnostic]]:
    """The number of passes of `3x`; 0 with the reason where it can't be meant."""
    digits, sign = word.text[:-1].rstrip(), word.text[-1]
    wrong: list[Diagnostic] = []
    if sign == "×":
        at = Span(word.span.end - 1, word.span.end)
        wrong.append(
            Diagnostic(
                "E228",
                "the sign `×` is not the letter `x`",
                at,
                "write `x`",
                "Intervals.icu counts only with the letter `x`",
                Fix("write `x`", (Edit(at, "x"),), safe=True),
            )
        )
    if digits != word.text[:-1]:
        wrong.append(_spaced_count(word.text, word.span))
    if len(digits) > MAX_DIGITS or int(digits) > MAX_COUNT:
        return 0, [*wrong, _absurd(word, f"at most {MAX_COUNT:,} times")]
    if int(digits) == 0:
        return 0, [*wrong, _absurd(word, "at least once")]
    return int(digits), wrong


def _absurd(word: Word, limit: str) -> Diagnostic:
    shown = word.text if len(word.text) < 20 else word.text[:12] + "…x"
    return Diagnostic("E205", f"`{shown}` is no number of repeats", word.span, limit,
                      "say how often it is done: `3x`")  # fmt: skip


def _spaced_count(text: str, span: Span) -> Diagnostic:
    mended = re.sub(r"\s+", "", text.strip()).replace("×", "x").replace("X", "x")
    return Diagnostic("E119", f"`{text.strip()}` is not a count", span, "a blank too much",
                      f"write `{mended}`",
                      Fix(f"write `{mended}`", (Edit(span, mended),), safe=True))  # fmt: skip


def _inline(text: str, row: Row, group: Group, rules: Rules, whole: Span) -> Meaning:
    before = [e for e in row if e.span.end <= group.span.start]
    after = [e for e in row if e.span.start >= group.span.end]
    label_row = [e for e in before if isinstance(e, Word)]
    count, wrong = read_count(group.times)
    if stray := [e for e in label_row if e.shape not in _LABEL_SHAPES] or after:
        wrong.append(_around_group(Span(stray[0].span.start, stray[-1].span.end)))
    items: list[Item] = []
    for part in group.parts:
        items.extend(_part(text, part, rules, group, wrong))
    if not items or not count:
        return Meaning(None, tuple(wrong))
    label = label_of(label_row, text)
    return Meaning(Repeat(count, tuple(items), label, whole), tuple(wrong))


def _part(text: str, part: Row, rules: Rules, group: Group, wrong: list[Diagnostic]) -> list[Item]:
    if not part:
        wrong.append(_empty_part(group))
        return []
    span = Span(part[0].span.start, part[-1].span.end)
    if (sign := next((e for e in part if _separates(e)), None)) is not None:
        wrong.append(_other_separator(sign.span, text))
        return []
    meaning = read_row(text, part, rules, span)
    wrong.extend(meaning.diagnostics)
    match meaning.what:
        case Step() | Repeat() as item:
            return [item]
        case Head(span=where):
            wrong.append(no_items(where))
            return []
        case None:
            return []


def _separates(element: Element) -> bool:
    return isinstance(element, Word) and element.text in _SEPARATORS


def _other_separator(span: Span, text: str) -> Diagnostic:
    start = len(text[: span.start].rstrip())
    fix = Fix("write a comma", (Edit(Span(start, span.end), ","),), safe=True)
    return Diagnostic("E107", "steps in parentheses are parted by commas", span, "a comma here",
                      "write `8x (30s 120%, 30s 50%)`", fix)  # fmt: skip


def no_items(span: Span) -> Diagnostic:
    """`- 3x` with nothing below it."""
    return Diagnostic("E206", "the repeat has nothing to repeat", span, "no items below it",
                      "indent the steps to repeat deeper, directly below this line, "
                      "or write `3x (30s 120%, 30s 50%)`")  # fmt: skip


def _empty_part(group: Group) -> Diagnostic:
    return Diagnostic("E206", "a part of the inline repeat is empty", group.span, "an empty part",
                      "part the steps by one comma each: `8x (30s 120%, 30s 50%)`")  # fmt: skip


def _around_group(span: Span) -> Diagnostic:
    return Diagnostic("E107", "only a label may stand beside an inline repeat", span,
                      "belongs inside the parentheses, or into a step of its own",
                      "write `- [label] 8x (30s 120%, 30s 50%)`")  # fmt: skip


def _no_count(span: Span) -> Diagnostic:
    return Diagnostic("E107", "the inline repeat has no count", span, "how often?",
                      "write `8x (30s 120%, 30s 50%)`; a label with parentheses goes into quotes"
                      )  # fmt: skip


def _unreadable(stop: Unreadable, whole: Span) -> Diagnostic:
    what = "the inline repeat is never closed"
    label, span = "opens here", whole
    if stop.found:
        what, label, span = "the parentheses of the inline repeat don't fit", "not here", stop.span
    return Diagnostic("E107", what, span, label,
                      "write `8x (30s 120%, 30s 50%)`; a label with parentheses goes into quotes"
                      )  # fmt: skip


def too_deep(span: Span) -> Diagnostic:
    """A repeat below the deepest level."""
    return Diagnostic("E222", f"repeats are nested more than {MAX_DEPTH} deep", span, "too deep",
                      "write the inner repeats out, or make two workouts of it")  # fmt: skip


class CueMeaning(NamedTuple):
    """What a cue line means; spans relative to its text."""

    cue: Cue | None
    diagnostics: tuple[Diagnostic, ...] = ()


@lru_cache(maxsize=1024)
def cue_meaning(text: str) -> CueMeaning:
    """What stands behind an `@`."""
    whole = Span(0, len(text))
    elements = words("cue", text)
    row = [] if isinstance(elements, Unreadable) else [e for e in elements if isinstance(e, Word)]
    sign = 1
    if row and row[0].shape is Shape.MINUS:
        sign, row = -1, row[1:]
    if len(row) == 2 and row[1].shape is Shape.UNCLOSED:
        return CueMeaning(None, (faults.unclosed_quote(row[1]),))
    if len(row) != 2 or row[1].shape is not Shape.STRING:
        return CueMeaning(None, (_bad_cue(whole),))
    zero = row[0].text == "0"
    time = time_of(row[0].text)
    seconds = 0 if zero else time.seconds if time else None
    if seconds is None or len(row[0].text) > 12:
        return CueMeaning(None, (_bad_cue(row[0].span),))
    return CueMeaning(Cue(sign * seconds, unquoted(row[1].text).strip(), whole))


def _bad_cue(span: Span) -> Diagnostic:
    return Diagnostic("E113", "a cue needs a time and a text in quotes", span, "not a cue",
                      'write `@ 1m "text"`, or `@ -1m "text"` to count from the step\'s end'
                      )  # fmt: skip
