"""A file that says things once, taken apart: definitions, files it includes, workouts, plans."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workoutc.diagnostic import Diagnostic
from workoutc.expression import is_name
from workoutc.layout import without_comment
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.reuse import faults
from workoutc.reuse.parameters import Parameter, parameters
from workoutc.source import LINE_END, Source, Span
from workoutc.tuples import NamedTuple

_LET = regex(
    r"let(?P<gap>[ \t]*:[ \t]*|[ \t]+)(?P<name>[^\s=:]+)[ \t]*(?P<sign>=?)[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_LIKE_A_VALUE = regex(r":.*|[0-9{(]\S*(?:[ \t]+#.*)?")
"""What stands behind a name whose equals sign is missing, and not in `Let it be`."""

_BLOCK = regex(
    r"block(?P<gap>[ \t]*:[ \t]*|[ \t]+)(?P<name>[^\s(]+)[ \t]*(?P<rest>.*)", re.IGNORECASE
)
_FIELD = regex(r"(?P<name>workout|plan|include|with)[ \t]*:[ \t]*(?P<value>.*)", re.IGNORECASE)
_PLAN = regex(
    r"plan(?P<gap>[ \t]*[=–-]?[ \t]+)(?P<name>[^\s:][^:]*?)(?P<end>[ \t]*:?)", re.IGNORECASE
)
_OF_A_PLAN = regex(r"(start|end)[ \t]*:|weeks?[ \t]+[0-9]", re.IGNORECASE)
_PASSED_BY = regex(r"$|#|id[ \t]*:", re.IGNORECASE)
_WORD = regex(r"[A-Za-z_]\w*")
_ITEM = regex(r"[ \t]*-")


class Line(NamedTuple):
    """A line of a source. `text`: without its line end and without blanks at the right."""

    source: Source
    start: int
    text: str

    @property
    def indent(self) -> int:
        """Columns before its first sign; a tab counts four, as in the layout."""
        blanks = self.text[: len(self.text) - len(self.text.lstrip(" \t\f\v"))]
        return len(blanks.expandtabs(4))

    @property
    def span(self) -> Span:
        """From its first sign to its last."""
        first = len(self.text) - len(self.text.lstrip())
        return Span(self.start + first, self.start + len(self.text))

    def at(self, start: int, end: int) -> Span:
        """A stretch of its text in the source."""
        return Span(self.start + start, self.start + end)


class Let(NamedTuple):
    """`let NAME = EXPRESSION`."""

    name: str
    name_span: Span
    value: str
    value_span: Span
    source: Source


@dataclass(frozen=True, slots=True)
class Block:
    """`block NAME(parameters)` and the lines below it, without the blank line that ends it."""

    name: str
    name_span: Span
    parameters: tuple[Parameter, ...]
    lines: tuple[Line, ...]
    source: Source
    unread: frozenset[str] = frozenset()
    """Words that may be parameters, where not all of them can be read."""


class Include(NamedTuple):
    """`include: PATH`."""

    path: str
    span: Span


@dataclass(slots=True)
class Template:
    """A workout as written: its lines from `workout:` on, but not that of `with:`. `head`: the
    lines before the first workout of its file, which belong to it as well."""

    lines: list[Line]
    head: list[Line]
    parameters: tuple[Parameter, ...] = ()
    with_: Line | None = None
    unread: frozenset[str] = frozenset()
    """Words that may be parameters, where not all of them can be read."""


class PlanLines(NamedTuple):
    """A plan as written: its lines from `plan:` on."""

    lines: list[Line]


@dataclass(slots=True, eq=False)
class Outline:
    """A whole file. `head`: the lines before the first workout or plan that define nothing; they
    belong to every workout. A file with items and no `workout:` is one template. Each is equal to
    itself only: what is remembered of one must not be taken for another's."""

    source: Source
    lets: list[Let] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    includes: list[Include] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    templates: list[Template] = field(default_factory=list)
    plans: list[PlanLines] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    valueless: set[str] = field(default_factory=set)
    """Names that are given no value, which is told."""
    part: Template | PlanLines | None = None
    """What the lines belong to that come next."""

    @property
    def library(self) -> bool:
        """Whether it only defines."""
        return not (self.templates or self.plans)


@lru_cache(maxsize=64)
def outline(source: Source) -> Outline:
    """A file taken apart, and what is wrong with its definitions as such.

    Equal files are taken apart once, for everybody who is compiled for: nobody changes an outline.
    """
    found = Outline(source)
    lines = list(_lines(source))
    number = 0
    while number < len(lines):
        number += _taken(found, lines, number)
    if not found.templates and _is_a_workout(found):
        found.templates, found.head = [Template(found.head, [])], []
    return found


def _is_a_workout(found: Outline) -> bool:
    """Whether the lines above the first plan, or all, are a workout: with items they are, and
    without where nothing else is there for which the file may have been written."""
    if any(_ITEM.match(line.text) for line in found.head):
        return True
    defines = found.lets or found.blocks or found.includes or found.plans or found.faults
    return not defines and any(line.text.lstrip()[:1] not in ("", "#") for line in found.head)


def _lines(source: Source) -> Iterator[Line]:
    at = 0
    for end in [*LINE_END.finditer(source.text), None]:
        stop = end.start() if end else len(source.text)
        yield Line(source, at, source.text[at:stop].rstrip())
        at = end.end() if end else stop


def _taken(found: Outline, lines: Sequence[Line], number: int) -> int:
    """Take one line, or a block with its lines; how many that were."""
    line = lines[number]
    body = line.text.lstrip()
    if (let := _LET.fullmatch(body)) and (let["sign"] or _lacks_a_sign(let)):
        _let(found, line, let)
        return 1
    if (block := _BLOCK.fullmatch(body)) and _defines(block):
        return _block(found, lines, number, block)
    if named := _FIELD.fullmatch(body):
        return _field(found, line, named)
    if (plan := _PLAN.fullmatch(without_comment(body))) and _begins(lines, number + 1):
        _plan(found, line, plan)
        return 1
    _plain(found, line)
    return 1


def _lacks_a_sign(let: re.Match[str]) -> bool:
    """Whether a line without an equals sign is a definition all the same, and no prose: with a
    value behind the name, or a name alone."""
    value = let["value"]
    alone = not without_comment(f" {value}").strip() and let.string.startswith("let")
    return is_name(let["name"]) and (alone or _LIKE_A_VALUE.fullmatch(value) is not None)


def _let(found: Outline, line: Line, let: re.Match[str]) -> None:
    first = len(line.text) - len(let.string)
    name_span = line.at(first + let.start("name"), first + let.end("name"))
    _check_gap(found, line, let)
    start = first + let.start("value")
    value = without_comment(f" {let['value']}")[1:]
    if not is_name(let["name"]):
        found.faults.append(faults.no_name(name_span, let["name"]))
        return
    if not let["sign"]:
        start += len(value) - len(value.lstrip(": \t"))
        value = value.lstrip(": \t")
    if not let["sign"] or not value:
        found.faults.append(faults.no_value(line.span, let["name"], value))
    if not value:
        found.valueless.add(let["name"])
    else:
        span = line.at(start, start + len(value))
        found.lets.append(Let(let["name"], name_span, value, span, line.source))
        _check_place(found, line, "let")


def _defines(block: re.Match[str]) -> bool:
    """Whether it is a definition; `Block 1` and `Block of three` are headings."""
    return is_name(block["name"]) and block["rest"][:1] in ("", "(", "#")


def _check_gap(found: Outline, line: Line, definition: re.Match[str]) -> None:
    """`let: on = 95%`, `block: openers`: a definition all the same."""
    if ":" not in definition["gap"]:
        return
    first = len(line.text) - len(definition.string)
    word = definition.string[: definition.start("gap")]
    gap = line.at(first + definition.start("gap"), first + definition.end("gap"))
    rest = without_comment(definition.string[definition.end("gap") :])
    named_at = line.at(first, first + len(word))
    found.faults.append(faults.colon_in_definition(named_at, gap, word.lower(), rest))


def _block(found: Outline, lines: Sequence[Line], number: int, block: re.Match[str]) -> int:
    line = lines[number]
    first = len(line.text) - len(block.string)
    name_span = line.at(first + block.start("name"), first + block.end("name"))
    _check_gap(found, line, block)
    below = list(_body(lines[number + 1 :]))
    rest, at = without_comment(block["rest"]), line.start + first + block.start("rest")
    before = len(found.faults)
    known = _parameters(rest, at, found.faults)
    unread = _words(rest) if len(found.faults) > before else frozenset()
    items = [kept for kept in below if not kept.text.lstrip().startswith("#")]
    if not any(_ITEM.match(kept.text) for kept in items):
        found.faults.append(faults.empty_block(name_span, block["name"]))
    found.blocks.append(Block(block["name"], name_span, known, tuple(items), line.source, unread))
    _check_place(found, line, "block")
    return 1 + len(below)


def _parameters(rest: str, at: int, wrong: list[Diagnostic]) -> tuple[Parameter, ...]:
    if not rest:
        return ()
    if rest[-1] in ":{" and (inner := rest[:-1].rstrip())[-1:] == ")":
        wrong.append(faults.opened(Span(at + len(inner), at + len(rest)), rest[-1]))
        rest = inner
    elif rest[-1] != ")":
        wrong.append(faults.unclosed(Span(at, at + len(rest))))
    return parameters(rest[1:].removesuffix(")"), at + 1, wrong)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _body(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a block: up to a blank one, or to one that can't belong to it."""
    for line in lines:
        if line.text.lstrip()[:1] not in ("-", "@", ">", "#"):
            return
        yield line


def _check_place(found: Outline, line: Line, what: str) -> None:
    if not found.library:
        found.faults.append(faults.too_late(line.span, what))


def _field(found: Outline, line: Line, named: re.Match[str]) -> int:
    name = named["name"].lower()
    first = len(line.text) - len(named.string)
    value = without_comment(named["value"])
    at = line.start + first + named.start("value")
    match name:
        case "workout":
            found.part = Template([line], found.head)
            found.templates.append(found.part)
        case "plan":
            found.part = PlanLines([line])
            found.plans.append(found.part)
        case "include":
            found.includes.append(Include(value, Span(at, at + len(value))))
            _check_place(found, line, "include")
        case _:
            _with(found, line, value, at)
    return 1


def _begins(lines: Sequence[Line], number: int) -> bool:
    """Whether what stands next, but for blank lines, comments and an id, is what only a plan begins
    with."""
    rest = (lines[at].text.lstrip() for at in range(number, len(lines)))
    following = next((text for text in rest if not _PASSED_BY.match(text)), "")
    return _OF_A_PLAN.match(following) is not None


def _plan(found: Outline, line: Line, plan: re.Match[str]) -> None:
    """`plan Winter`: a plan all the same, whose weeks and days are read as such."""
    first = len(line.text) - len(line.text.lstrip())
    span = line.at(first, first + plan.end())
    gaps = [line.at(first + start, first + end) for start, end in
            (plan.span("gap"), plan.span("end"))]  # fmt: skip
    found.faults.append(faults.no_colon(span, gaps, plan["name"]))
    found.part = PlanLines([line])
    found.plans.append(found.part)


def _with(found: Outline, line: Line, value: str, at: int) -> None:
    if isinstance(found.part, Template) and found.part.with_ is None:
        before = len(found.faults)
        found.part.parameters = parameters(value, at, found.faults)
        if len(found.faults) > before:
            found.part.unread = _words(value)
        found.part.with_ = line
    else:
        twice = isinstance(found.part, Template)
        found.faults.append(faults.stray_with(line.span, twice=twice))


def _plain(found: Outline, line: Line) -> None:
    (found.part.lines if found.part else found.head).append(line)
