"""Did you mean: the known words nearest to a mistyped one."""

from collections.abc import Iterable
from itertools import islice, takewhile

# One slip in three to five letters, two in six to eight, never more than three.
LETTERS_A_SLIP = 3
MOST_SLIPS = 3
# Nobody mistypes a longer word; and a file may define more names than it pays to compare: of
# those whose length fits, the first ones are.
LONGEST = 64
MOST_COMPARED = 200


def nearest(word: str, candidates: Iterable[str], *, most: int = 1) -> list[str]:
    """The candidates that `word` may be a slip for, nearest first, then by the alphabet.

    Letters left out, added, mistaken, or two neighbours swapped count one each (the optimal string
    alignment distance); case counts nothing. Of some hundreds of candidates only the first count,
    so they should come in a fixed order. With `most=2`, one answer means that no other
    candidate is near at all.
    """
    if not word or len(word) > LONGEST:
        return []
    wanted = word.casefold()
    found: list[tuple[int, str]] = []
    for candidate in islice(likely(wanted, dict.fromkeys(candidates)), MOST_COMPARED):
        known = candidate.casefold()
        slips = distance(wanted, known, allowed(wanted, known))
        if slips is not None:
            found.append((slips, candidate))
    return [candidate for _, candidate in sorted(found)[:most]]


def likely(wanted: str, candidates: Iterable[str]) -> Iterable[str]:
    """The candidates whose length alone doesn't rule them out."""
    return (known for known in candidates if abs(len(known) - len(wanted)) <= MOST_SLIPS)


def allowed(one: str, other: str) -> int:
    """How many slips two words may be apart."""
    return min(MOST_SLIPS, max(len(one), len(other)) // LETTERS_A_SLIP)


def distance(one: str, other: str, limit: int) -> int | None:
    """How many slips lie between two words; None for more than `limit`."""
    one, other = without_common_ends(one, other)
    if abs(len(one) - len(other)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one):
        before, above, row = row, before, [i + 1]
        for j, known in enumerate(other):
            slips = min(before[j] + (letter != known), before[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and known == one[i - 1]:
                slips = min(slips, above[j - 1] + 1)
            row.append(slips)
        if min(row) > limit and min(before) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def without_common_ends(one: str, other: str) -> tuple[str, str]:
    """Two words without the letters that both begin and end with: those are no slips."""
    start = common_start(one, other)
    one, other = one[start:], other[start:]
    end = common_start(one[::-1], other[::-1])
    return one[: len(one) - end], other[: len(other) - end]


def common_start(one: str, other: str) -> int:
    """How many letters two words have in common before they differ."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
