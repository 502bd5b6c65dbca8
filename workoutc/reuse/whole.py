"""What a file comes to, kept for the next athlete to whom it comes to the same: a plan that asks
nothing of the athlete is written out once for a whole team."""

from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic, has_errors
from workoutc.expression import Value
from workoutc.model import Plan, Workout
from workoutc.reuse.book import Book
from workoutc.reuse.compiling import Reader, speaks_of_watts
from workoutc.reuse.outline import Outline
from workoutc.reuse.page import FILES, MOST_ALIKE
from workoutc.tuples import NamedTuple

Asked: TypeAlias = Mapping[str, Mapping[str, Value | None]]
"""What names stood for, by sport."""


class Whole(NamedTuple):
    """The workouts and plans of a file, and what is wrong with it and advised but for its plans as
    a whole: places are those of the file itself."""

    workouts: tuple[Workout, ...]
    plans: tuple[Plan, ...]
    found: tuple[Diagnostic, ...]


class _Kept(NamedTuple):
    """`matters`: what it hangs on beside what names stand for."""

    asked: Asked
    matters: Hashable
    whole: Whole

    def fits(self, book: Book, reader: Reader) -> bool:
        return self.matters == _matters(book, reader, self.asked) and all(
            book.names_of(sport).still(asked) for sport, asked in self.asked.items()
        )


def whole_of(book: Book, reader: Reader, make: Callable[[], Whole]) -> Whole:
    """What `make` makes of a file, or what it made for somebody to whom the file means the same.

    Only a file without an error is kept: what is suggested instead depends on everything.
    """
    if book.found or book.setting.given:
        return make()
    kept = _kept(tuple(book.outlines))
    for each in kept:
        if each.fits(book, reader):
            return each.whole
    whole = make()
    if not book.found and not has_errors(whole.found):
        asked = {s: {name: names[name] for name in names.used} for s, names in book.scopes.items()}
        kept.append(_Kept(asked, _matters(book, reader, asked), whole))
        del kept[:-MOST_ALIKE]
    return whole


@lru_cache(maxsize=FILES)
def _kept(outlines: tuple[Outline, ...]) -> list[_Kept]:  # noqa: ARG001
    return []


def _matters(book: Book, reader: Reader, asked: Asked) -> Hashable:
    """The names of the profile, which a file may not define again, and what of the athlete the
    reading of its texts depends on: what a name of the profile stands for may be in watts."""
    own = any(name not in book.lets for names in asked.values() for name in names)
    watts = own or any(speaks_of_watts(outline.source.text) for outline in book.outlines)
    return frozenset(book.setting.names), reader.matters(watts)
