"""A file and those that it includes: all that its workouts may be written with."""

import re
from collections.abc import Iterator
from typing import TypeVar

from workoutc.diagnostic import Diagnostic, Note
from workoutc.expression import Value, filled, thresholds, value_of
from workoutc.layout import without_comment
from workoutc.records import dataclass, field
from workoutc.regex import regex
from workoutc.resolve.fields import slug
from workoutc.resolve.workouts import shared_identity
from workoutc.reuse import faults
from workoutc.reuse.given import Scope, for_this_run, in_profile, of_profile
from workoutc.reuse.outline import Block, Let, Outline, Template, outline
from workoutc.reuse.page import Memory, memory_of
from workoutc.reuse.scope import Asked, Inner, Names
from workoutc.reuse.sheet import Sheet
from workoutc.reuse.writing import Budget, Known, Writing, defaults_of
from workoutc.setting import Setting
from workoutc.source import Source, Span
from workoutc.sports import SPORTS
from workoutc.tuples import NamedTuple

Defined = TypeVar("Defined", Let, Block)
THRESHOLDS = ("ftp", "indoor_ftp", "lthr", "max_hr", "threshold_pace")
MOST_FILES = 100
"""Files that one may include, with those that they include."""

_SPORT = regex(r"[ \t]*sport[ \t]*:[ \t]*(\w+)", re.IGNORECASE)
_NAMING = regex(r"[ \t]*(id|workout)[ \t]*:[ \t]*(.*)", re.IGNORECASE)


class Shelved(NamedTuple):
    """A workout that a plan may name. `named_at`: where it says what it is called."""

    template: Template
    source: Source
    named_at: Span


@dataclass(slots=True)
class Book:
    """What is defined, by name; `workouts` by id. `found`: what is wrong with definitions. `names`
    and `uses`: what was used on the way."""

    source: Source
    setting: Setting
    main: Outline
    lets: dict[str, Let] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)
    workouts: dict[str, Shelved] = field(default_factory=dict)
    outlines: list[Outline] = field(default_factory=list)
    memory: Memory = field(default_factory=dict)
    shelf: list[tuple[Template, Source]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    budget: Budget = field(default_factory=Budget)
    scopes: dict[str, Names] = field(default_factory=dict)
    """What names stand for, by sport."""
    open: list[str] = field(default_factory=list)
    seen: dict[str, Span] = field(default_factory=dict)
    """Where the main file asks for each file that is included, by the name of the file."""
    hidden: set[str] = field(default_factory=set)
    """Names of thresholds that the file defines although it can't, and names without a value; that
    is told."""

    @property
    def broken(self) -> bool:
        """Whether a definition, use or hole is at fault, of which others then only follow."""
        return any(fault.code.startswith("E") for fault in self.found)

    def begin(self, sport: str) -> tuple[Writing, Asked]:
        """A workout of a sport to be written, and the names it may use."""
        names = Asked(self.names_of(sport))
        blocks = {name: Known(block, names) for name, block in self.blocks.items()}
        return Writing(self.source, blocks, Sheet(self.source), budget=self.budget), names

    def names_of(self, sport: str) -> Names:
        """What names stand for in workouts of a sport; to be asked for once all is read."""
        if sport not in self.scopes:
            self.scopes[sport] = self._names(sport)
        return self.scopes[sport]

    def _names(self, sport: str) -> Names:
        setting = self.setting
        outer: dict[str, Value | None] = dict.fromkeys(self.hidden)
        outer |= thresholds(setting.athlete, sport)
        for name, text in setting.names.items():
            value = of_profile(text)
            outer[name] = None if isinstance(value, str) else value
        lets = {n: let for n, let in self.lets.items() if n not in setting.given}
        names = Names(lets, outer)
        for name in set(setting.given) & set(self.lets):
            let = self.lets[name]
            own = _valued(let.value, Names(self.lets, outer))
            outer[name] = self._given(name, names, own, let.source, let.name_span)
        return names

    def _given(
        self, name: str, scope: Scope, own: Value | None, source: Source, span: Span
    ) -> Value | None:
        """What is given to a name for this run; what is wrong with it is told where it is defined,
        or at the first include."""
        if source is not self.source and self.main.includes:
            span = self.main.includes[0].span
        value = for_this_run(name, self.setting.given[name], scope, own, span)
        if isinstance(value, Diagnostic):
            self.found.append(value)
            return None
        return value

    def defaults(self, template: Template, names: Scope) -> dict[str, Value | None]:
        """What the parameters of a workout stand for, and what was given for this run instead."""
        given = defaults_of(template.parameters, names)
        for name in set(given) & set(self.setting.given):
            parameter = next(p for p in template.parameters if p.name == name)
            source, span = template.lines[0].source, parameter.name_span
            given[name] = self._given(name, names, given[name], source, span)
        return given

    def sport_of(self, template: Template) -> str:
        """The sport whose thresholds the names of a workout stand for."""
        for line in reversed([*template.head, *template.lines]):
            if (named := _SPORT.match(line.text)) and named[1] in SPORTS:
                return named[1]
        return self.setting.sport

    def close(self) -> None:
        """Keep what was used and told while names were worked out; to be done last."""
        for names in self.scopes.values():
            self.names |= names.used
            self.found += (self._placed(let.source, fault) for let, fault in names.told)
        for name in sorted(self.names & set(self.setting.names)):
            text = self.setting.names[name]
            if isinstance(why := of_profile(text), str):
                self.found.append(in_profile(self.source, name, text, why))

    def _placed(self, source: Source, fault: Diagnostic) -> Diagnostic:
        """A fault of a definition, at its place or at the include that led to its file."""
        if source is self.source:
            return fault
        return faults.in_included(self.seen[source.name], source, fault)


def opened(source: Source, setting: Setting) -> Book:
    """A file taken apart, with all that it includes."""
    main = outline(source)
    book = Book(main.source, setting, main)
    _take(book, main)
    book.memory = memory_of(tuple(book.outlines))
    for template, its_source in book.shelf:
        _shelve(book, template, its_source)
    return book


def _take(book: Book, found: Outline, include: Span | None = None) -> None:
    """Take in the definitions of an outline; `include`: where the main file asks for it."""
    book.outlines.append(found)
    for included in found.includes:
        _include(book, found.source, included.path, include or included.span)
    for let in found.lets:
        _define(book, book.lets, let, include)
    book.hidden |= found.valueless
    for block in found.blocks:
        _define(book, book.blocks, block, include)
    book.shelf += ((template, found.source) for template in found.templates)
    if include is None:
        book.found.extend(found.faults)
    elif found.faults:
        book.found.append(faults.faulty_include(include, found.source, found.faults[0]))


def _define(
    book: Book, known: dict[str, Defined], new: Defined, include: Span | None
) -> None:  # fmt: skip
    name, here = new.name, new.source is book.source
    if isinstance(new, Let) and name in (*THRESHOLDS, *book.setting.names):
        fault = faults.shadows_profile(new.name_span, name)
        if include is not None:
            fault = faults.faulty_include(include, new.source, fault)
        book.found.append(fault)
        book.hidden.add(name)
    elif name in known and here:
        first = _first(known[name], new.source)
        book.found.append(faults.defined_twice(new.name_span, name, first))
    else:
        known.setdefault(name, new)


def _first(known: Let | Block, source: Source) -> Note:
    if known.source is source:
        return Note("the first is here", known.name_span)
    return Note(f"the first is in {known.source.name}")


def _include(book: Book, source: Source, path: str, span: Span) -> None:
    reader = book.setting.include
    found = reader(source, path) if reader else "a text without a file can include none"
    if isinstance(found, str):
        book.found.append(faults.no_include(span, path, found))
    elif found.name in book.open or found.name == book.source.name:
        book.found.append(faults.include_circle(span, path))
    elif found.name not in book.seen and len(book.seen) == MOST_FILES:
        book.found.append(faults.no_include(span, path, f"more than {MOST_FILES} files in all"))
    elif found.name not in book.seen:
        book.seen[found.name] = span
        book.open.append(found.name)
        _take(book, outline(found), span)
        book.open.pop()


def _shelve(book: Book, template: Template, source: Source) -> None:
    identity, span = _identity(book, template, source)
    first = book.workouts.setdefault(identity, Shelved(template, source, span))
    if identity and source is book.source and first.source is not source:
        remark = Note(f"the first is in {first.source.name}")
        book.found.append(shared_identity(identity, span, remark))


def _identity(book: Book, template: Template, source: Source) -> tuple[str, Span]:
    """The id of a workout, and the line that says it: its own, else made from its name."""
    named = [(line, match) for line in template.lines if (match := _NAMING.match(line.text))]
    for wanted in ("id", "workout"):
        for line, match in named:
            if match[1].lower() == wanted:
                text = without_comment(match[2])
                if "{" in text:
                    names = book.names_of(book.sport_of(template))
                    scope = Inner(book.defaults(template, names), names)
                    text = filled(text, 0, scope, prose=True).text
                return text if wanted == "id" else slug(text), line.span
    first = template.lines[0].span
    return slug(source.stem), first


def nameless(template: Template) -> Iterator[Diagnostic]:
    """A name with a hole and no id: with another value it would be another event."""
    named = {match[1].lower(): line for line in template.lines
             if (match := _NAMING.match(line.text))}  # fmt: skip
    name = named.get("workout")
    if name is not None and "id" not in named and "{" in without_comment(name.text):
        yield faults.nameless(name.span, "workout")


def _valued(text: str, scope: Scope) -> Value | None:
    value = value_of(text, 0, scope)
    return None if isinstance(value, tuple) else value
