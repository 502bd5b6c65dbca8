"""Lines with no sign in front: headings, prose, and steps that lost their dash."""

import re
from functools import lru_cache

from workoutc.counting import counted
from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.parse import words
from workoutc.regex import regex
from workoutc.repeated import repeated
from workoutc.source import Span
from workoutc.syntax import Line, Notes, Shape, Unreadable, Word
from workoutc.units import LENGTH_WORD, STEP_OPENING, flag_of

_MISPLACED = regex(
    r"^[0-9]+\s?[xX×](?=[\s:])|(?<=\s)[xX×*]\s?[0-9]+$|[0-9]+[xX×][\W_]+$"
    # digits of another script, which count nothing
    r"|(?:^|(?<=\s))(?=\d*[^\x00-\x7f])\d+\s?[xX×]$"
)
_REPEAT = regex(r"[0-9}]\s?[xX×](?!\w)")
_LONGEST_HEADING = 5
"""Words of a comment that may have been meant for a heading; a longer one is a remark."""
_BULLET = regex(r"[•*–—·]\s*")
_FIELD = regex(
    r"(sport|date|id|tags|indoor|target|peak(?=[\s=]+[0-9]+%)|pool|workout|category)\s*=?\s+(\S+)",
    re.IGNORECASE,
)
_SURELY_A_FIELD = regex(
    r"(?:(sport)\s+(\S+)|(date)\s+([0-9]{4}-\S+(?:\s+[0-9:]+)?)|(indoor)\s+(yes|no)"
    r"|(target)\s+(auto|power|hr|pace)|(with)\s+([a-z_]\w*\s*=.+)|(include)\s+(\S+\.workout\S*)"
    r"|(tags)\s+(\S+(?:,\s*\S+)+)"
    r"|(sport|date|id|tags|indoor|target|pool|workout|category|color|duration|distance|load)"
    r"\s*=\s*(\S.*))",
    re.IGNORECASE,
)
"""What no sentence is: among prose, where a field without its colon would be lost."""

_WEEK = regex(r"week(?=[ \t]+[0-9])", re.IGNORECASE)
_BLANKS = {
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u3000": "a wide blank",
}
_FIGURES = frozenset("0123456789")
_STEP_SHAPES = frozenset({Shape.QUANTITY, Shape.RANGE, Shape.CLOCK, Shape.ZONE})
_STEP_WORDS = frozenset(
    {"ramp", "freeride", "maxeffort", "hidepower", "hr", "lthr", "pace", "power", "ftp", "rpm"}
)


def bare_lines(lines: list[Line], *, before_blank: bool) -> tuple[Notes | None, list[Diagnostic]]:
    """Bare lines with no items directly below: a paragraph, or what keeps them from being one."""
    faults: list[Diagnostic] = []
    prose: list[Line] = []
    for at, line in enumerate(lines):
        count = read_count(line.text)
        if count is not None:
            last = before_blank and at == len(lines) - 1
            faults.append(_no_items(line, last))
        elif reads_like_a_step(line.text):
            faults.append(_no_dash(line))
        elif _WEEK.match(line.text):
            faults.append(_no_plan(line))
        else:
            prose.append(line)
    if not prose:
        return None, faults
    fields = [_no_colon(line, *field) for line in prose if (field := _field_in(line.text))]
    others = [line for line in prose if not _field_in(line.text)]
    told = [_prose(others)] if others else []
    return Notes(prose, bare=True), [*faults, *fields, *told]


def _field_in(text: str) -> tuple[str, str] | None:
    """The name and value of a line of prose that is a field without its colon."""
    found = _SURELY_A_FIELD.fullmatch(text)
    if found is None:
        return None
    name, value = filter(None, found.groups())
    return name, value.strip("\"'") if name.lower() == "include" else value


@lru_cache(maxsize=1024)
def read_count(heading: str) -> str | None:
    """The `3x` at the end of a heading, as written; `None` when there is none."""
    if heading[-1:] not in ("x", "X", "×"):
        return None
    elements = words("heading", heading)
    last = elements[-1] if elements and not isinstance(elements, Unreadable) else None
    counted = isinstance(last, Word) and last.shape is Shape.TIMES
    return heading[last.span.start :] if last is not None and counted else None


def doubtful_heading(line: Line) -> list[Diagnostic]:
    """What may be amiss with a heading that has no count at its end."""
    if flag_of(line.text) is not None:
        return []
    if reads_like_a_step(line.text):
        return [_no_dash(line)]
    if (mended := _count_last(line.text)) is not None:
        return [_uncounted(line, mended, in_words=_MISPLACED.search(line.text) is None)]
    if (plain := line.text.rstrip(":*").lstrip("*#")) != line.text and flag_of(plain):
        return [_decorated(line, plain)]
    field = _FIELD.fullmatch(line.text)
    return [_no_colon(line, field[1], field[2])] if field else []


def counts(heading: str) -> bool:
    """Whether more hangs on a heading than its words: it repeats its steps, or marks them."""
    return read_count(heading) is not None or flag_of(heading) is not None


@repeated(4096)
def reads_like_a_step(text: str) -> bool:
    """Whether a line is a step without its dash: a length in front, or a length and nothing but
    step words behind it."""
    if _FIGURES.isdisjoint(text):
        return False
    if STEP_OPENING.match(text):
        return True
    elements = words("item", text)
    if isinstance(elements, Unreadable):
        return False
    row = [e for e in elements if isinstance(e, Word) and e.shape is not Shape.COMMA]
    start = next((i for i, e in enumerate(row) if LENGTH_WORD.fullmatch(e.text)), None)
    if start is None or len(row) != len([e for e in elements if isinstance(e, Word)]):
        return False
    return all(_in_a_step(word) for word in row[start:]) and (start == 0 or start + 1 < len(row))


def _in_a_step(word: Word) -> bool:
    return word.shape in _STEP_SHAPES or word.text.lower() in _STEP_WORDS


def _no_items(line: Line, before_blank: bool) -> Diagnostic:
    help_ = "put the steps to repeat directly below it, each with a dash in front"
    if before_blank:
        help_ = (
            "take the blank line below it away, so that the heading stands directly above its steps"
        )
    return Diagnostic(
        "E207",
        f"the heading `{line.text}` has nothing below it to repeat",
        line.span,
        "a blank line cuts it off from its steps" if before_blank else "no steps directly below",
        help_,
    )


def _no_dash(line: Line) -> Diagnostic:
    bullet = _BULLET.match(line.text)
    at = Span(line.opening, line.opening + (bullet.end() if bullet else 0))
    step = line.text[bullet.end() :] if bullet else line.text
    return Diagnostic(
        "E114",
        "a step stands without its dash",
        line.span,
        "reads like a step",
        f"write `- {step}`; without the dash Intervals.icu takes it for prose",
        Fix("put a dash in front", (Edit(at, "- "),)),
    )


def _no_plan(line: Line) -> Diagnostic:
    return Diagnostic("E159", "a week belongs to a plan, and this one stands in none", line.span,
                      "no `plan:` above it",
                      "write `plan: NAME` and `start: DATE` above the first week; behind a "
                      "`workout:` a plan begins anew")  # fmt: skip


def _count_last(heading: str) -> str | None:
    """The heading with its count where it counts; `None` where it has none in another form."""
    if count := _MISPLACED.search(heading):
        words = (heading[: count.start()] + heading[count.end() :]).strip(" \t([:-*_")
        times = int("".join(sign for sign in count[0] if sign.isdecimal()))
        return f"{words} {times}x".lstrip()
    said = counted(heading)
    return f"{said.title} {said.times}x".lstrip() if said else None


def _uncounted(line: Line, mended: str, *, in_words: bool) -> Diagnostic:
    how = "a count in words, and" if in_words else "a count, but not at its end, and"
    return Diagnostic(
        "W305",
        f"the heading has {how} repeats nothing",
        line.span,
        "its steps are done once",
        f"write the count last, with the letter x and nothing behind it: `{mended}`",
        Fix(f"write `{mended}`", (Edit(line.span, mended),)),
    )


def _decorated(line: Line, plain: str) -> Diagnostic:
    fix = Fix(f"write `{plain}`", (Edit(line.span, plain),), safe=True)
    return Diagnostic("W306", f"the heading `{line.text}` marks no step", line.span,
                      "only the bare word counts", f"write `{plain}`", fix)  # fmt: skip


def _no_colon(line: Line, name: str, value: str) -> Diagnostic:
    mended = f"{name.lower()}: {value}"
    return Diagnostic("W306", f"`{line.text}` is read as a heading or note", line.span, "a field?",
                      f"if it is a field, write `{mended}`",
                      Fix(f"write `{mended}`", (Edit(line.span, mended),)))  # fmt: skip


def odd_blanks(blanks: str, at: int, mark: str) -> Diagnostic:
    """A line whose sign stands behind blanks that Intervals.icu takes for letters."""
    name = _BLANKS.get(blanks[0], "an unusual blank")
    plain = " " * len(blanks)
    span = Span(at, at + len(blanks))
    many = "plain blanks" if len(blanks) > 1 else "a plain blank"
    fix = Fix(f"write {many}", (Edit(span, plain),), safe=True)
    return Diagnostic("E108", f"{name} stands in front of the `{mark}`", span,
                      f"U+{ord(blanks[0]):04X} is a letter to Intervals.icu",
                      f"write {many} there; such ones come from web pages and chats",
                      fix)  # fmt: skip


def hidden_heading(span: Span, comment: str, item: str) -> list[Diagnostic]:
    """`# Main set 3x`: a comment to this language, a heading to those who know Markdown. `item`:
    what stands below; where it repeats itself, other forms of a count may be a remark on it."""
    if counts(comment):
        return [_hidden(span, comment)]
    short = len(comment.split()) <= _LONGEST_HEADING and not _REPEAT.search(item)
    mended = _count_last(comment) if short else None
    return [_hidden(span, mended)] if mended else []


def _hidden(span: Span, heading: str) -> Diagnostic:
    fix = Fix("make it a heading", (Edit(span, heading),))
    return Diagnostic("W307", "a comment reads like the heading of the steps below it", span,
                      "has no effect", f"for a heading write `{heading}`", fix)  # fmt: skip


def _prose(lines: list[Line]) -> Diagnostic:
    first, last = lines[0], lines[-1]
    edits = tuple(Edit(Span(line.opening, line.opening), "> ") for line in lines)
    short = len(lines) == 1 and len(first.text.split()) <= 4 and first.text[-1].isalnum()
    what = "a heading has no steps directly below it" if short else "prose stands without its `>`"
    return Diagnostic(
        "W301",
        what,
        Span(first.opening, last.span.end),
        "taken as a note",
        "begin a note with `> `; a heading stands directly above its steps, without a blank line",
        Fix("mark it as a note", edits, safe=True),
    )
