"""A file that says things once: its workouts written out, and the faults of its definitions."""

import re
from collections.abc import Iterator

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Filled, value_of
from workoutc.regex import regex
from workoutc.reuse import faults
from workoutc.reuse.book import THRESHOLDS, Book, nameless
from workoutc.reuse.given import Scope
from workoutc.reuse.outline import Block, Template
from workoutc.reuse.page import Page, keep
from workoutc.reuse.parameters import Parameter
from workoutc.reuse.scope import Inner, with_unread
from workoutc.reuse.sheet import Sheet, Use
from workoutc.reuse.writing import Known, defaults_of

_NAMING = regex(r"\{[^{}]*\}?|^[ \t]*-[ \t]*use[ \t].*", re.IGNORECASE | re.MULTILINE)
"""Where the lines of a block may name its parameters: in holes, and behind `use`."""

_PEAK = regex(r"[ \t]*peak[ \t]*:", re.IGNORECASE)
_WORD = regex(r"[^\W\d]\w*")


def expanded(book: Book) -> list[Page]:
    """Every workout of the file written out with its defaults; what is wrong with its uses and
    holes goes to the book."""
    return [_workout(book, template) for template in book.main.templates]


def page_of(book: Book, template: Template, given: Scope, trail: tuple[Use, ...] = ()) -> Page:
    """A workout written out. `given`: what its parameters stand for; `trail`: the entry of a plan
    that led to it."""
    names = book.names_of(book.sport_of(template))
    key = id(template), frozenset(given.items()), trail
    for known in book.memory.get(key, ()):
        if known.holds(names):
            book.uses |= known.blocks
            book.budget.lines -= known.lines
            return known
    page = _written(book, template, given, trail)
    keep(book.memory, key, page)
    return page


def _written(book: Book, template: Template, given: Scope, trail: tuple[Use, ...]) -> Page:
    writing, names = book.begin(book.sport_of(template))
    scope = Inner(with_unread(given, template.unread, names), names)
    writing.template(template, scope, trail)
    book.uses |= writing.used
    return Page(
        writing.sheet,
        names.asked,
        frozenset(writing.used),
        frozenset(scope.used),
        writing.lines,
        tuple(writing.told),
    )


def heading(book: Book, name: str, at: int) -> Sheet:
    """The lines before the first workout or plan, with a workout below them that says nothing, so
    that their values and faults are seen. `name`: of the first plan, and `at` where it stands."""
    page = _written(book, Template([], book.main.head), {}, ())
    book.found += (told.fault for told in page.told)
    page.sheet.add_title(name, at)
    page.sheet.add(Filled("> .", at), book.source)
    return page.sheet


def drafts(book: Book) -> list[Sheet]:
    """The blocks that nothing used, written out with their defaults so that their faults are seen;
    to be asked for last."""
    if book.main.library:
        names = book.names_of(book.setting.sport)
        for name in book.lets:
            names[name]
    return [
        _draft(book, block)
        for block in book.blocks.values()
        if block.name not in book.uses
        and block.source is book.source
        and block.lines
        and not book.budget.told
    ]


def unused(book: Book) -> Iterator[Diagnostic]:
    """The names and blocks of the file that nothing used; of a file of definitions only none."""
    if book.main.library:
        return
    for name, let in book.lets.items():
        if name not in book.names and let.source is book.source:
            yield faults.unused(let.name_span, name, "name")
    for name, block in book.blocks.items():
        if name not in book.uses and block.source is book.source:
            yield faults.unused(block.name_span, name, "block")


def idle_parameters(book: Book) -> Iterator[Diagnostic]:
    """What is to be said of the parameters of blocks that something uses; to be asked for last."""
    for name, block in book.blocks.items():
        if name in book.uses and block.source is book.source:
            text = "\n".join(line.text for line in block.lines)
            words = frozenset(w for part in _NAMING.finditer(text) for w in _WORD.findall(part[0]))
            for parameter in block.parameters:
                yield from _doubts(book, parameter, words)


def _workout(book: Book, template: Template) -> Page:
    names = book.names_of(book.sport_of(template))
    page = page_of(book, template, book.defaults(template, names))
    book.found += (told.fault for told in page.told)
    book.found += nameless(template)
    _judge(book, template.parameters, names, page.parameters)
    return page


def _draft(book: Book, block: Block) -> Sheet:
    writing, names = book.begin(book.setting.sport)
    given = with_unread(defaults_of(block.parameters, names), block.unread, names)
    writing.sheet.add_title(block.name, block.name_span.start)
    # The workout that uses a block says what it may ask for; where none does, the file's head.
    head = [line for line in book.main.head if _PEAK.match(line.text)]
    writing.template(Template([], head), Inner({}, names))
    scope = writing.block(Known(block, names), given, (), "")
    book.found += (told.fault for told in writing.told)
    _judge(book, block.parameters, names, frozenset(scope.used))
    return writing.sheet


def _judge(
    book: Book, wanted: tuple[Parameter, ...], names: Scope, used: frozenset[str]
) -> None:  # fmt: skip
    """What is wrong with parameters and their defaults."""
    for parameter in wanted:
        value = value_of(parameter.value, parameter.value_span.start, names)
        if isinstance(value, tuple):
            book.found.extend(value)
        book.found.extend(_doubts(book, parameter, used))


def _doubts(book: Book, parameter: Parameter, used: frozenset[str]) -> Iterator[Diagnostic]:
    name, span = parameter.name, parameter.name_span
    if name in THRESHOLDS or name in book.setting.names:
        yield faults.shadows_profile(span, name)
    elif name in book.lets:
        yield faults.shadows(span, name)
    if name not in used:
        yield faults.unused(span, name, "parameter")
