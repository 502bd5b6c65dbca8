"""A file that says things once: its workouts written out, and the faults of its definitions."""

from collections.abc import Iterator, Mapping

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Filled, Value, value_of
from workoutc.reuse import faults
from workoutc.reuse.book import THRESHOLDS, Book, nameless
from workoutc.reuse.outline import Block, Template
from workoutc.reuse.parameters import Parameter
from workoutc.reuse.scope import Inner, Names
from workoutc.reuse.sheet import Sheet, Told, Use
from workoutc.reuse.writing import Known, defaults_of


def expanded(book: Book) -> list[Sheet]:
    """Every workout of the file written out with its defaults; what is wrong with its uses and
    holes goes to the book."""
    return [_workout(book, template) for template in book.main.templates]


def drafts(book: Book) -> list[Sheet]:
    """The blocks that nothing used, written out with their defaults so that their faults are seen;
    to be asked for last."""
    if book.main.library:
        writing, names = book.begin(book.setting.sport)
        for name in book.lets:
            names[name]
        book.close(writing, names)
    return [
        _draft(book, block)
        for name, block in book.blocks.items()
        if name not in book.uses and block.source is book.source and block.lines
    ]


def planned(
    book: Book, template: Template, given: Mapping[str, Value | None], trail: tuple[Use, ...]
) -> tuple[Sheet, list[Told]]:
    """A workout written out with what a plan gives it, and what is wrong with its uses and holes.
    `trail`: the entry of the plan."""
    writing, names = book.begin(book.sport_of(template))
    writing.template(template, Inner(given, names), trail)
    told, writing.told = writing.told, []
    book.close(writing, names)
    return writing.sheet, told


def heading(book: Book, name: str, at: int) -> Sheet:
    """The lines before the first workout or plan, with a workout below them that says nothing, so
    that their values and faults are seen. `name`: of the first plan, and `at` where it stands."""
    writing, names = book.begin(book.setting.sport)
    writing.template(Template([], book.main.head), Inner({}, names))
    book.close(writing, names)
    writing.sheet.add_title(name, at)
    writing.sheet.add(Filled("> .", at), book.source)
    return writing.sheet


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


def _workout(book: Book, template: Template) -> Sheet:
    writing, names = book.begin(book.sport_of(template))
    scope = Inner(book.defaults(template, names), names)
    writing.template(template, scope)
    book.found += nameless(template)
    _judge(book, template.parameters, names, scope.used)
    book.close(writing, names)
    return writing.sheet


def _draft(book: Book, block: Block) -> Sheet:
    writing, names = book.begin(book.setting.sport)
    given = defaults_of(block.parameters, names)
    writing.sheet.add_title(block.name, block.name_span.start)
    scope = writing.block(Known(block, names), given, (), "")
    _judge(book, block.parameters, names, scope.used)
    writing.used.clear()  # what only an unused block uses is unused
    book.close(writing, names)
    return writing.sheet


def _judge(book: Book, wanted: tuple[Parameter, ...], names: Names, used: set[str]) -> None:
    """What is wrong with parameters and their defaults."""
    for parameter in wanted:
        value = value_of(parameter.value, parameter.value_span.start, names)
        if isinstance(value, tuple):
            book.found.extend(value)
        book.found.extend(_doubts(book, parameter, used))


def _doubts(book: Book, parameter: Parameter, used: set[str]) -> Iterator[Diagnostic]:
    name, span = parameter.name, parameter.name_span
    if name in THRESHOLDS or name in book.setting.names:
        yield faults.shadows_profile(span, name)
    elif name in book.lets:
        yield faults.shadows(span, name)
    if name not in used:
        yield faults.unused(span, name, "parameter")
