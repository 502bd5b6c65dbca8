"""Signs that mean the same: typography's dashes, and its primes and quotes behind a number."""

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"
"""Typography's dashes, which are read as a hyphen. The sign for a minus is none of them."""

MINUS = "\u2212"
"""The sign for a minus, which makes no range."""

_ALIKE = str.maketrans(dict.fromkeys(DASHES, "-") | dict.fromkeys("’”′″", "'"))


def alike(text: str) -> str:
    """A text of the same length with one dash, and one sign for minutes and seconds: for an
    expression that tells shapes apart. One that had to know them all takes long to compile."""
    return text if text.isascii() else text.translate(_ALIKE)
