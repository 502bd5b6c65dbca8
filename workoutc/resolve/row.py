"""What the words beside a word of a step are."""

from workoutc.resolve import faults
from workoutc.resolve.amounts import Odd, Value, amount
from workoutc.signs import DASHES
from workoutc.syntax import Shape, Word
from workoutc.units import LENGTH_UNITS, TIME_UNITS

SHAPE_WORDS = ("ramp", "freeride", "maxeffort", "hidepower")
AMOUNT_SHAPES = frozenset({Shape.QUANTITY, Shape.RANGE, Shape.ZONE, Shape.CLOCK})
LONE_DASHES = frozenset("-" + DASHES)
# `145 HR` is a heart rate without its percent sign, not hours.
GAPS = (frozenset(TIME_UNITS) | {"%", "w", "watt", "watts", "bpm", "mn"}) - {"hr", "hrs"}


def several_steps(row: list[Word]) -> bool:
    """Whether more than one step follows a count: then nobody knows which words belong together."""
    amounts = [amount(word) for word in row if word.shape in AMOUNT_SHAPES]
    kinds = [
        a.unit.value if isinstance(a, Value) else "length"
        for a in amounts
        if not isinstance(a, Odd)
    ]
    return len(kinds) > len(set(kinds)) or any(word.shape is Shape.TIMES for word in row)


def begins_between(word: Word) -> bool:
    """Whether a word is, or begins with, what may part the ends of a range."""
    return word.text[0] in LONE_DASHES or word.text.lower() == "to"


def family_word(row: list[Word], at: int) -> str:
    """The plain word at a place, which may say of what a number is."""
    if at >= len(row) or row[at].shape is not Shape.WORD:
        return ""
    return row[at].text.rstrip(",.;").lower()


def unit_word(row: list[Word], at: int) -> str:
    """The plain word at a place, which may be the unit of a number."""
    # Only a comma may follow: `109 rpm.` is two words of a label on the server.
    if at >= len(row) or row[at].shape is not Shape.WORD:
        return ""
    return row[at].text.rstrip(",").lower()


def ends_label(row: list[Word], at: int) -> bool:
    """Whether no ordinary word follows a number and its unit."""
    return at + 2 >= len(row) or row[at + 2].shape not in (Shape.WORD, Shape.NUMBER)


def plain_word(row: list[Word], at: int) -> bool:
    """Whether what comes next is an ordinary word of a label."""
    if at >= len(row):
        return False
    if row[at].shape in AMOUNT_SHAPES:
        return isinstance(amount(row[at]), Odd)
    if row[at].shape not in (Shape.WORD, Shape.NUMBER):
        return False
    lower = row[at].text.lower()
    if row[at].shape is Shape.NUMBER:
        unit = unit_word(row, at + 1)
        if unit in GAPS and ends_label(row, at):
            return faults.more_to_come(row, at + 2)
        return unit not in LENGTH_UNITS and unit != "rpm"
    return lower not in SHAPE_WORDS and lower not in ("press", "rpe") and lower not in LONE_DASHES
