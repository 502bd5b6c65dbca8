"""One line of a list to what it means: a step, a repeat, or the head of one."""

import re
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.layout import MAX_DEPTH
from workoutc.model import Item, Repeat, Step
from workoutc.parse import words
from workoutc.quoting import blanked
from workoutc.regex import regex
from workoutc.resolve import faults
from workoutc.resolve.counts import meant_count, read_count, spaced_count
from workoutc.resolve.draft import Draft, Rules, label_of
from workoutc.resolve.finish import finished
from workoutc.resolve.step import read_words
from workoutc.resolve.stuck import emphasized
from workoutc.resolve.thousands import COMMA, decimal_comma, pointed
from workoutc.source import Span
from workoutc.syntax import Element, Group, Shape, Unreadable, Word
from workoutc.tuples import NamedTuple

_GROUP = regex(r"(?<![0-9])[0-9]+[xX×]\s*\(")
AMOUNTS = frozenset({Shape.QUANTITY, Shape.RANGE, Shape.ZONE, Shape.CLOCK, Shape.NUMBER})
_TIMES_SIGNS = frozenset("xX×")
_SEPARATORS = frozenset({"/", "+", "|", "&"})
OF_A_WORD = frozenset({"E106", "E116", "E117", "E118", "E119", "E120", "E122", "E125", "E210",
                       "E211", "E213", "E216"})  # fmt: skip
"""Faults that a word has wherever it stands."""

_OF_ALL = frozenset({"E107", "E201", "E202", "E203"})
"""Faults of a line as a whole: what it lacks, and what it has too often."""

_SENTENCE = 4
"""So many words in a row are prose, not a slip in a step."""

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
    what, said = _read(text, rules)
    if said and any(d.fix is not None for d in said):
        from workoutc.resolve.certain import with_certain_fixes  # few files have a line with one

        said = with_certain_fixes(text, said, lambda mended: _read(mended, rules).diagnostics)
    return Meaning(what, said)


def _read(text: str, rules: Rules) -> Meaning:
    whole = Span(0, len(text))
    if "(" in text and len(_GROUP.findall(text)) > MAX_DEPTH and _depth(text) > MAX_DEPTH:
        return Meaning(None, (too_deep(whole),))
    # Nearly all commas have a blank behind them.
    if "," in text.replace(", ", "") and COMMA.search(blanked(text)) is not None:
        return _read_on(_pointed(text), rules, _decimal_commas(text))
    if (strong := emphasized(text)) is not None:
        return _read_on(strong[1], rules, (strong[0],))
    elements = words("item", text)
    if isinstance(elements, Unreadable):
        return _closed(text, elements, rules)
    return read_row(text, elements, rules, whole)


def _read_on(mended: str, rules: Rules, told: tuple[Diagnostic, ...]) -> Meaning:
    """The faults `told`, and those of the line as it is without them, `mended` in place. What is
    said of a mended stretch follows from its fault, unless it is said of the whole line."""
    meaning = _read(mended, rules)
    others = (
        d
        for d in meaning.diagnostics
        if d.code in _OF_ALL or not any(_overlap(d.span, t.span) for t in told)
    )
    return Meaning(None, (*told, *others))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _pointed(text: str) -> str:
    """The line with points for its decimal commas: as long as before."""
    for comma in COMMA.finditer(blanked(text)):
        text = f"{text[: comma.start()]}{pointed(comma)}{text[comma.end() :]}"
    return text


def _closed(text: str, stop: Unreadable, rules: Rules) -> Meaning:
    """An inline repeat that can't be read; what its words say by themselves is told where only its
    end is missing."""
    said, whole = blanked(text), Span(0, len(text))
    told = [_unreadable(stop, whole)]
    closed = text + ")" * (0 if stop.found else said.count("(") - said.count(")"))
    row = words("item", closed)  # not to be read where a quote that is open takes in its end
    if not isinstance(row, Unreadable):
        others = read_row(closed, row, rules, whole).diagnostics
        told += (d for d in others if d.code in OF_A_WORD and d.span.end <= len(text))
    return Meaning(None, tuple(told))


def read_row(text: str, row: Row, rules: Rules, whole: Span) -> Meaning:
    """A step without its dash, or a repeat: a whole line, or a part of an inline repeat."""
    if not _TIMES_SIGNS.isdisjoint(text) and (counted := _counted(text, row, rules, whole)):
        return counted
    if _enclosed(text):
        return Meaning(None, (_no_count(whole),))
    draft = Draft(text, rules)
    read_words(draft, row)
    if draft.open and (count := meant_count(text, whole)) is not None:
        return Meaning(None, (count,))
    if draft.last_bare is not None and not draft.counted:
        draft = _with_whole_label(draft, row, whole) or draft
    if draft.length is None and draft.odd:
        draft = _with_meant_length(draft, row) or draft
    step = finished(draft, whole)
    return Meaning(step, tuple(draft.diagnostics))


def _counted(text: str, row: Row, rules: Rules, whole: Span) -> Meaning | None:
    """What a line with a count means: all of these have the letter `x`, which few steps have."""
    group = next((e for e in row if isinstance(e, Group)), None)
    if group is not None:
        return _inline(text, row, group, rules, whole)
    if (head := _head(text, row, whole)) is not None:
        return head
    if (spaced := _spaced_groups(row)) and not _enclosed(text):
        told = tuple(spaced_count(text[span.start : span.end], span) for span in spaced)
        if whole != Span(0, len(text)):
            return Meaning(None, told)
        for span in spaced:  # as long as before
            count = re.sub(r"\s+", "", text[span.start : span.end])
            text = text[: span.start] + count.rjust(span.end - span.start) + text[span.end :]
        return _read_on(text, rules, told)
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


def _with_meant_length(first: Draft, row: Row) -> Draft | None:
    """A second reading of a step without a length: the label ends at the first word that may have
    been meant as one, so that what stands behind is judged too. `None` where nothing was meant as a
    length, or where a whole sentence follows."""
    meant = next((d.span for d in first.odd if d.code != "E216"), None)
    if meant is None:
        return None
    draft = Draft(first.text, first.rules)
    read_words(draft, [e for e in row if e.span.end <= meant.start])
    draft.diagnostics += draft.odd
    draft.close(meant.start)
    draft.length_span = meant
    read_words(draft, [e for e in row if e.span.start >= meant.start])
    return None if any(_is_prose(d, first.text) for d in draft.diagnostics) else draft


def _is_prose(fault: Diagnostic, text: str) -> bool:
    words = text[fault.span.start : fault.span.end].split()
    return fault.code == "E116" and len(words) >= _SENTENCE


def _labelled(first: Draft, row: Row, label: Span) -> Draft:
    draft = Draft(first.text, first.rules)
    draft.add_label(label)
    read_words(draft, [e for e in row if e.span.start >= label.end])
    return draft


def _decimal_commas(text: str) -> tuple[Diagnostic, ...]:
    return tuple(map(decimal_comma, COMMA.finditer(blanked(text))))


def _depth(text: str) -> int:
    depth = deepest = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


def _head(text: str, row: Row, whole: Span) -> Meaning | None:
    plain = [e for e in row if isinstance(e, Word)]
    if len(plain) == 2 and plain[0].shape is Shape.NUMBER and plain[1].text in ("x", "X", "×"):
        return Meaning(None, (spaced_count(text, whole),))
    if not plain or plain[-1].shape is not Shape.TIMES:
        return None
    if any(word.shape not in _LABEL_SHAPES for word in plain[:-1]):
        return None
    count, wrong = read_count(plain[-1])
    label = label_of(plain[:-1], text)
    return Meaning(Head(count, label, whole) if count else None, tuple(wrong))


def _spaced_groups(row: Row) -> list[Span]:
    """Every `3 x (` where `3x (` was meant."""
    found = []
    plain = [e for e in row if isinstance(e, Word)]
    for number, sign, opening in zip(plain, plain[1:], plain[2:], strict=False):
        leads = opening.text[0] == "(" or opening.shape is Shape.QUANTITY
        if number.shape is Shape.NUMBER and sign.text in ("x", "X", "×") and leads:
            found.append(Span(number.span.start, sign.span.end))
    return found


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
    if any(map(_separates, part)):
        _parted(text, part, rules, wrong)
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


def _parted(text: str, part: Row, rules: Rules, wrong: list[Diagnostic]) -> None:
    """What is wrong with steps that another sign than a comma parts."""
    step: list[Element] = []
    for element in part:
        if _separates(element):
            wrong.append(_other_separator(element.span, text))
            _alone(text, step, rules, wrong)
            step = []
        else:
            step.append(element)
    _alone(text, step, rules, wrong)


def _alone(text: str, step: list[Element], rules: Rules, wrong: list[Diagnostic]) -> None:
    if step:
        span = Span(step[0].span.start, step[-1].span.end)
        meaning = read_row(text, tuple(step), rules, span)
        wrong.extend(d for d in meaning.diagnostics if d.code in OF_A_WORD)


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
