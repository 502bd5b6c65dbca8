"""`let`, `block`, `with`, `include` and `use` as they are written."""

from collections.abc import Iterator

from workoutc.diagnostic import Diagnostic
from workoutc.fmt.expression import expression_text
from workoutc.fmt.spelling import with_holes
from workoutc.layout import without_comment
from workoutc.reuse.outline import Outline
from workoutc.reuse.parameters import parameters
from workoutc.reuse.writing import USE
from workoutc.source import Source
from workoutc.syntax import Line


def definitions(book: Outline) -> Iterator[tuple[Line, str]]:
    """The lines of a file that are no part of a workout, but for those of blocks, and what is to
    stand there."""
    for let in book.lets:
        line = line_at(book.source, let.name_span.start)
        whole = line.text.endswith(let.value)
        yield line, f"let {let.name} = {value_text(let.value)}" if whole else line.text
    for block in book.blocks:
        line = line_at(book.source, block.name_span.start)
        yield line, _called(f"block {block.name}", block.name, line.text)
    for include in book.includes:
        line = line_at(book.source, include.span.start)
        yield line, f"include: {include.path}".rstrip()
    for template in book.templates:
        if template.with_ is not None:
            line = line_at(book.source, template.with_.start)
            listed = listed_text(line.text.partition(":")[2])
            yield line, line.text if listed is None else f"with: {listed}".rstrip()


def use_text(text: str) -> str | None:
    """What stands behind a dash and puts the items of a block there; `None` if it is none."""
    use = USE.fullmatch(f"- {text}")
    return _called(f"use {use['name']}", use["name"], text) if use else None


def value_text(value: str) -> str:
    """What stands behind a name and `=`: a value, a calculation, or a text with holes."""
    return with_holes(value) if "{" in value else expression_text(value) or value


def _called(head: str, name: str, text: str) -> str:
    """A block's name and what stands in parentheses behind it, if anything does."""
    rest = text.split(maxsplit=1)[1][len(name) :].strip()
    listed = listed_text(rest[1:-1])
    if listed is None or (rest and rest[-1] != ")"):
        return text
    return f"{head}({listed})" if listed else head


def listed_text(text: str) -> str | None:
    """Parameters or arguments, without their parentheses; `None` where one can't be read."""
    wrong: list[Diagnostic] = []
    found = parameters(text, 0, wrong)
    return None if wrong else ", ".join(f"{each.name} = {value_text(each.value)}" for each in found)


def line_at(source: Source, at: int) -> Line:
    """The line of a source on which a place is, without its indentation and its comment."""
    number = source.position(at).line
    raw = source.line(number)
    body = raw.strip()
    opening = source.line_starts[number - 1] + raw.index(body)
    return Line(opening, without_comment(body), 0, opening)
