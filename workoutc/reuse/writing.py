"""A workout written out: values in its holes, the lines of blocks where they are used."""

import re
from collections.abc import Mapping, Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Value, alike, filled, value_of
from workoutc.expression.filled import Filled
from workoutc.layout import without_comment
from workoutc.limits import MAX_LINES
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.reuse import faults
from workoutc.reuse.outline import Block, Line, Template
from workoutc.reuse.parameters import Parameter, parameters
from workoutc.reuse.scope import Inner, with_unread
from workoutc.reuse.sheet import Row, Sheet, Told, Use
from workoutc.source import Source, Span
from workoutc.suggest import nearest

USE = regex(
    r"(?P<indent>[ \t]*)-[ \t]*use[ \t]+(?P<name>[^\W\d][^\s(]*)[ \t]*(?P<rest>\(.*)?",
    re.IGNORECASE,
)
_BARE_USE = regex(r"[ \t]*-[ \t]*use[ \t]+(?P<name>\w+)[ \t]+(?P<rest>[^\s(].*)", re.IGNORECASE)
LONGEST = 1024 * 1024
"""Signs of a workout that is written out: as many as a file may have."""

MOST_USES = 8
"""Blocks within blocks, as deep as repeats may be."""


@dataclass(frozen=True, slots=True)
class Known:
    """A block, and the names of the file it stands in."""

    block: Block
    names: Mapping[str, Value | None]


@dataclass(slots=True)
class Budget:
    """What may be written out of a file in all, so that no file keeps the compiler busy without
    end: five times the lines and signs that it may have itself. `told`: whether one of the limits
    is told, of which many lines may be at fault in the same way."""

    lines: int = 5 * MAX_LINES
    signs: int = 5 * LONGEST
    told: bool = False

    @property
    def spent(self) -> bool:
        """Whether nothing more may be written."""
        return self.lines < 0 or self.signs < 0


@dataclass(slots=True)
class Writing:
    """One workout on its way. `blocks`: all that may be used. `told`: faults of the uses and holes,
    at their places in the main source."""

    main: Source
    blocks: Mapping[str, Known]
    sheet: Sheet
    told: list[Told] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    lines: int = 0
    full: bool = False
    budget: Budget = field(default_factory=Budget)
    blank: str = " "
    """What the section indents its items by, and so those of the blocks in it."""

    def template(self, template: Template, scope: Inner, trail: tuple[Use, ...] = ()) -> None:
        """The lines before the first workout, then those of the workout. `trail`: the entry of a
        plan that led here."""
        lines = [*template.head, *template.lines]
        for number, line in enumerate(lines):
            if self.full:
                break
            if number == 0 or not lines[number - 1].text:
                self.blank = _blank_of(lines, number)
            self._line(line, scope, trail)

    def block(self, known: Known, given: Mapping[str, Value | None], trail: tuple[Use, ...],
              indent: str) -> Inner:  # fmt: skip
        """The lines of a block, at the indentation of its use."""
        scope = Inner(given, known.names)
        first = known.block.lines[0] if known.block.lines else None
        blank = " " if " " in indent else self.blank
        for line in known.block.lines:
            if self.full:
                break
            beyond = max(line.indent - (first.indent if first else 0), 0)
            self._line(line, scope, trail, indent + blank * beyond)
        return scope

    def _line(
        self, line: Line, scope: Inner, trail: tuple[Use, ...], indent: str | None = None
    ) -> None:
        self.lines += 1
        self.budget.lines -= 1
        if self.lines > MAX_LINES or self.sheet.length > LONGEST or self.budget.spent:
            self._overflow(line, trail)
            return
        content = without_comment(line.text)
        if line.text.lstrip().startswith("#"):
            self.sheet.add(Filled(line.text, line.start), line.source, trail, indent)
        elif (bare := _BARE_USE.match(content)) and bare["name"] in self.blocks:
            rest = Span(line.start + bare.start("rest"), line.start + len(content))
            gap = line.at(bare.end("name"), bare.start("rest"))
            fault = faults.no_parentheses(rest, gap, bare["name"], bare["rest"].rstrip())
            self._tell((fault,), line.source, trail)
        elif use := USE.fullmatch(content):
            self._use(line, use, scope, trail, use["indent"] if indent is None else indent)
        else:
            prose = line.text.lstrip()[:1] not in ("-", "@")
            done = filled(content, line.start, scope, prose=prose)
            self.sheet.add(done, line.source, trail, indent)
            self.budget.signs -= len(done.text)
            self._tell(done.diagnostics, line.source, trail)

    def _tell(self, found: tuple[Diagnostic, ...], source: Source, trail: tuple[Use, ...]) -> None:
        self.told.extend(
            Told(_placed(fault, source, self.main, trail), (source.name, fault.span.start))
            for fault in found
        )

    def _use(
        self, line: Line, use: re.Match[str], scope: Inner, trail: tuple[Use, ...], indent: str
    ) -> None:
        if self.full:
            return
        name, name_span = use["name"], line.at(*use.span("name"))
        known = self.blocks.get(name)
        here = (*trail, Use(line.source, name_span, name))
        names = [one.name for one in here if not one.planned]
        fault: Diagnostic | None = None
        if known is None:
            fault = faults.no_block(name_span, name, nearest(name, list(self.blocks), most=2))
        elif name in names[:-1]:
            fault = faults.block_circle(name_span, names[names.index(name) :])
        elif len(names) > MOST_USES:
            fault = None if self.budget.told else faults.too_deep(name_span)
            known, self.budget.told = None, True
        if fault is not None or known is None:
            self._tell((fault,) if fault else (), line.source, trail)
            return
        self.used.add(name)
        self._tell(faults_of_defaults(known), known.block.source, here)
        rest, at = use["rest"] or "", line.start + max(use.start("rest"), 0)
        defaults = defaults_of(known.block.parameters, known.names)
        given, wrong = arguments(rest, at, defaults, scope, unread=known.block.unread)
        self._tell(tuple(wrong), line.source, trail)
        self.block(known, with_unread(given, known.block.unread, known.names), here, indent)

    def _overflow(self, line: Line, trail: tuple[Use, ...]) -> None:
        if not (self.full or self.budget.told):
            self.budget.told = True
            fault = faults.too_much if self.budget.spent else faults.too_long
            self._tell((fault(line.span),), line.source, trail)
        self.full = True


def defaults_of(
    wanted: tuple[Parameter, ...], outer: Mapping[str, Value | None]
) -> dict[str, Value | None]:
    """What parameters stand for where nothing is given; those at fault, which is told where they
    are judged or used, for nothing."""
    found: dict[str, Value | None] = {}
    for parameter in wanted:
        value = value_of(parameter.value, parameter.value_span.start, outer)
        found[parameter.name] = None if isinstance(value, tuple) else value
    return found


def faults_of_defaults(known: Known) -> tuple[Diagnostic, ...]:
    """What is wrong with the defaults of a block that is used: also of those that the use replaces,
    and told wherever the block is used from."""
    values = (value_of(p.value, p.value_span.start, known.names) for p in known.block.parameters)
    return tuple(fault for value in values if isinstance(value, tuple) for fault in value)


def _blank_of(lines: Sequence[Line], start: int) -> str:
    """A tab where items are indented by tabs, from a line on to the next empty one."""
    for number in range(start, len(lines)):
        text = lines[number].text
        if not text:
            break
        if text[0] == "\t" and text.lstrip()[0] == "-":
            return "\t"
    return " "


def arguments(
    rest: str, at: int, defaults: Mapping[str, Value | None], scope: Mapping[str, Value | None],
    *, unread: frozenset[str] = frozenset(),
) -> tuple[dict[str, Value | None], list[Diagnostic]]:  # fmt: skip
    """What the parameters stand for: their defaults, and over those what is given in `rest`, a text
    in parentheses; and what is wrong with it. `unread`: what may be parameters too, although
    that can't be read."""
    wrong: list[Diagnostic] = []
    given = dict(defaults)
    if rest and not rest.endswith(")"):
        wrong.append(faults.unclosed(Span(at, at + len(rest))))
        if ")" in rest:
            return given, wrong
        rest += ")"
    names = list(defaults)
    for argument in parameters(rest[1:-1], at + 1, wrong):
        if argument.name not in given:
            near = nearest(argument.name, names, most=2)
            fault = faults.no_such_parameter(argument.name_span, argument.name, names, near)
            wrong += [] if argument.name in unread else [fault]
            continue
        value = value_of(argument.value, argument.value_span.start, scope)
        if isinstance(value, tuple):
            wrong.extend(value)
            given[argument.name] = None
            continue
        default = given[argument.name]
        if default is not None and not alike(value, default):
            wrong.append(faults.wrong_kind(argument, value, default))
            continue
        given[argument.name] = value
    return given, wrong


def _placed(fault: Diagnostic, source: Source, main: Source, trail: tuple[Use, ...]) -> Diagnostic:
    sheet = Sheet(main, [Row(0, Filled(source.text, 0), 0, source, trail)])
    return sheet.placed(fault)
