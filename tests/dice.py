"""Choices made by the bytes of one draw.

To draw a workout choice by choice takes Hypothesis some 20 ms, for hundreds of choices, more than
any test then does with it. One draw of bytes takes a tenth of that, and shrinks as well: with
fewer bytes and smaller ones all choices tend to the first.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st

Made = TypeVar("Made")
Option = TypeVar("Option")


def thrown(make: Callable[["Dice"], Made]) -> st.SearchStrategy[Made]:
    """Whatever is made by throwing dice."""
    return st.tuples(_BYTES, _STRANGE).map(lambda drawn: make(Dice(*drawn)))


_BYTES = st.binary(min_size=100, max_size=500)
"""Enough for a few steps; many are more than what comes of them needs."""

_STRANGE = st.text(min_size=6, max_size=30)
"""One, not several: Hypothesis would try each example again with one in the place of the other,
and what uses neither would stay the same."""


class Dice:
    """Each choice takes the next bytes; when there are none left it is the first of all.

    `letters`: any characters, as Hypothesis likes them.
    """

    def __init__(self, data: bytes, letters: str) -> None:
        self._letters = letters
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """A number from 0, less than so many."""
        number = next(self._bytes, 0)
        if count > 64:  # or the first few would come more often
            number = number << 16 | next(self._bytes, 0) << 8 | next(self._bytes, 0)
        return number % count

    def chance(self, times: int) -> bool:
        """True one in so many times."""
        return self.below(times) == times - 1

    def between(self, least: int, most: int) -> int:
        """Either of these or any number between, the ends more often than others."""
        match self.below(16):
            case 14:
                return least
            case 15:
                return most
            case _:
                return least + self.below(most - least + 1)

    def one_of(self, options: Sequence[Option]) -> Option:
        """Any of them."""
        return options[self.below(len(options))]

    def strange(self) -> str:
        """A text of any characters."""
        start = self.below(len(self._letters))
        return self._letters[start : start + 1 + self.below(12)]

    def some(self, options: Sequence[Option], most: int) -> list[Option]:
        """One of them or several, which may be the same."""
        return [self.one_of(options) for _ in range(1 + self.below(most))]

    def shuffled(self, options: Sequence[Option]) -> list[Option]:
        """All of them, in any order."""
        left = list(options)
        return [left.pop(self.below(len(left))) for _ in options]
