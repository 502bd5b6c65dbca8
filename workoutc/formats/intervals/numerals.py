"""Numbers in words, for label text in which digits beside a unit would be read as a token."""

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
TENS = (
    "zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip


def in_words(number: str) -> str:
    """`400` as "four hundred", `1.5` as "one point five"; ASCII digits only.

    A whole number of more than six digits, and what follows the point, is read digit by digit.
    """
    whole, point, rest = number.partition(".")
    spoken = _digits(whole) if len(whole) > 6 else _below_a_million(int(whole))
    return f"{spoken} point {_digits(rest)}" if point else spoken


def _digits(number: str) -> str:
    return " ".join(SMALL[int(digit)] for digit in number)


def _below_a_million(number: int) -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{TENS[tens]}-{SMALL[ones]}" if ones else TENS[tens]
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    head, rest = divmod(number, size)
    spoken = f"{_below_a_million(head)} {name}"
    return f"{spoken} {_below_a_million(rest)}" if rest else spoken
