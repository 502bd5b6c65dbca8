"""A text as the layout is to see it: what defines things is no part of a workout."""

from collections.abc import Collection, Iterator

from workoutc.fmt.spelling import hidden
from workoutc.reuse.outline import Outline
from workoutc.source import LINE_END


def readings(book: Outline, definitions: Collection[int]) -> tuple[str, ...]:
    """The workouts of a file, and its blocks by themselves: each in a text where everything has the
    place it has in the file, with all holes hidden. `definitions`: where those lines begin that
    define something."""
    plain = hidden(book.source.text)
    if not definitions:
        return (plain,)
    inner = {line.start for block in book.blocks for line in block.lines}
    workouts, blocks = [], []
    for start, end, stop in _lines(plain):
        line, rest = plain[start:end], plain[end:stop]
        body = line.lstrip()
        hushed = start in inner or end - len(body) in definitions
        workouts += ["#" * len(line) if hushed else line, rest]
        blocks += [line if start in inner or body[:1] == "#" else " " * len(line), rest]
    return "".join(workouts), "".join(blocks)


def _lines(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each line begins, where its words end, and where the next one begins."""
    at = 0
    for end in LINE_END.finditer(text):
        yield at, end.start(), end.end()
        at = end.end()
    yield at, len(text), len(text)
