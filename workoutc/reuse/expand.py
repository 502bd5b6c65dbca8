"""A file that says things once: its workouts written out, and the faults of its definitions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from workoutc.diagnostic import Diagnostic, Note
from workoutc.expression import Value, thresholds, value_of
from workoutc.regex import regex
from workoutc.reuse import faults
from workoutc.reuse.outline import Block, Let, Outline, Template, outline
from workoutc.reuse.parameters import Parameter
from workoutc.reuse.scope import Inner, Names
from workoutc.reuse.sheet import Sheet
from workoutc.reuse.writing import Known, Writing, arguments
from workoutc.setting import Setting
from workoutc.source import Source, Span
from workoutc.sports import SPORTS

Defined = TypeVar("Defined", Let, Block)
THRESHOLDS = ("ftp", "indoor_ftp", "lthr", "max_hr", "threshold_pace")
_SPORT = regex(r"[ \t]*sport[ \t]*:[ \t]*(\w+)", re.IGNORECASE)


class Expanded(NamedTuple):
    """A file written out. `drafts`: blocks that no workout uses, written out with their defaults,
    so that their faults are seen. `found`: what is wrong with definitions, uses and holes."""

    sheets: tuple[Sheet, ...]
    drafts: tuple[Sheet, ...]
    found: tuple[Diagnostic, ...]


def expanded(source: Source, setting: Setting) -> Expanded:
    """Every workout of the file written out."""
    book = _Book(source, setting)
    book.read(outline(source))
    return book.written()


@dataclass(slots=True)
class _Book:
    """A file and those that it includes."""

    source: Source
    setting: Setting
    main: Outline | None = None
    lets: dict[str, Let] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    """Names of thresholds that the file defines although it can't; that is told."""

    def read(self, found: Outline, include: Span | None = None) -> None:
        """Take in the definitions of an outline; `include`: where the main file asks for it."""
        for included in found.includes:
            self._include(found.source, included.path, include or included.span)
        for let in found.lets:
            self._define(self.lets, let)
        for block in found.blocks:
            self._define(self.blocks, block)
        if include is None:
            self.main = found
            self.found.extend(found.faults)
        elif found.faults:
            self.found.append(faults.faulty_include(include, found.source, found.faults[0]))

    def _define(self, known: dict[str, Defined], new: Defined) -> None:
        name, here = new.name, new.source is self.source
        if isinstance(new, Let) and here and name in (*THRESHOLDS, *self.setting.names):
            self.found.append(faults.shadows_profile(new.name_span, name))
            self.hidden.add(name)
        elif name in known and here:
            first = _first(known[name], new.source)
            self.found.append(faults.defined_twice(new.name_span, name, first))
        else:
            known.setdefault(name, new)

    def _include(self, source: Source, path: str, span: Span) -> None:
        reader = self.setting.include
        found = reader(source, path) if reader else "a text without a file can include none"
        if isinstance(found, str):
            self.found.append(faults.no_include(span, path, found))
        elif found.name in self.open or found.name == self.source.name:
            self.found.append(faults.include_circle(span, path))
        elif found.name not in self.seen:
            self.seen.add(found.name)
            self.open.append(found.name)
            self.read(outline(found), span)
            self.open.pop()

    def written(self) -> Expanded:
        assert self.main is not None
        used_names: set[str] = set()
        used_blocks: set[str] = set()
        sheets = []
        for template in self.main.templates:
            writing, names = self._begin(self.sport_of(template))
            given = self._parameters(template.parameters, names)
            scope = Inner(given, names)
            writing.template(self.main.head, template, scope)
            sheets.append(writing.sheet)
            self._close(writing, names, template.parameters, scope.used)
            used_names |= names.used
            used_blocks |= writing.used
        drafts = [self._draft(b, used_names) for n, b in self.blocks.items()
                  if n not in used_blocks and b.source is self.source and b.lines]  # fmt: skip
        if self.main.templates:
            self.found.extend(self._unused(used_names, used_blocks))
        else:
            _, names = self._begin(self.setting.sport)
            for name in self.lets:
                names[name]
            self.found.extend(names.told)
        return Expanded(tuple(sheets), tuple(drafts), tuple(dict.fromkeys(self.found)))

    def sport_of(self, template: Template) -> str:
        """The sport whose thresholds the names of a workout stand for."""
        assert self.main is not None
        for line in reversed([*self.main.head, *template.lines]):
            if (named := _SPORT.match(line.text)) and named[1] in SPORTS:
                return named[1]
        return self.setting.sport

    def _begin(self, sport: str) -> tuple[Writing, Names]:
        setting = self.setting
        outer: dict[str, Value | None] = dict.fromkeys(self.hidden)
        outer |= thresholds(setting.athlete, sport)
        for name, text in setting.names.items():
            value = value_of(text, 0, {})
            outer[name] = None if isinstance(value, tuple) else value
        lets = {n: let for n, let in self.lets.items() if n not in setting.given}
        for name in set(setting.given) & set(self.lets):
            value = value_of(setting.given[name], 0, outer)
            outer[name] = None if isinstance(value, tuple) else value
        names = Names(lets, outer)
        blocks = {name: Known(block, names) for name, block in self.blocks.items()}
        return Writing(self.source, blocks, Sheet(self.source)), names

    def _parameters(self, wanted: tuple[Parameter, ...], names: Names) -> dict[str, Value | None]:
        """The defaults of a workout's parameters, and what was given for this run instead."""
        given, _ = arguments("", 0, wanted, names, names)
        for name in set(given) & set(self.setting.given):
            value = value_of(self.setting.given[name], 0, names)
            given[name] = None if isinstance(value, tuple) else value
        return given

    def _close(
        self, writing: Writing, names: Names, wanted: tuple[Parameter, ...], used: set[str]
    ) -> None:
        for parameter in wanted:
            value = value_of(parameter.value, parameter.value_span.start, names)
            if isinstance(value, tuple):
                self.found.extend(value)
            self.found.extend(self._doubts(parameter, used))
        self.found.extend(writing.told)
        self.found.extend(names.told)

    def _doubts(self, parameter: Parameter, used: set[str]) -> Iterator[Diagnostic]:
        name, span = parameter.name, parameter.name_span
        if name in THRESHOLDS or name in self.setting.names:
            yield faults.shadows_profile(span, name)
        elif name in self.lets:
            yield faults.shadows(span, name)
        if name not in used:
            yield faults.unused(span, name, "parameter")

    def _draft(self, block: Block, used: set[str]) -> Sheet:
        writing, names = self._begin(self.setting.sport)
        given, _ = arguments("", 0, block.parameters, names, names)
        writing.sheet.add_title(block.name, block.name_span.start)
        scope = writing.block(Known(block, names), given, (), "")
        self._close(writing, names, block.parameters, scope.used)
        used |= names.used
        return writing.sheet

    def _unused(self, names: set[str], blocks: set[str]) -> Iterator[Diagnostic]:
        for name, let in self.lets.items():
            if name not in names and let.source is self.source:
                yield faults.unused(let.name_span, name, "name")
        for name, block in self.blocks.items():
            if name not in blocks and block.source is self.source:
                yield faults.unused(block.name_span, name, "block")


def _first(known: Let | Block, source: Source) -> Note:
    if known.source is source:
        return Note("the first is here", known.name_span)
    return Note(f"the first is in {known.source.name}")
