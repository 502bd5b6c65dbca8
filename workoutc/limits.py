"""How much a source may hold, and ask for."""

MAX_BYTES = 1 << 20
"""One MiB, without a byte order mark."""

PEAK = 400
"""% of FTP beyond which a number is a slip, unless the workout's `peak:` says that it is meant."""

HIGHEST_PEAK = 1000
"""% of FTP that a `peak:` may say: the 2500 W of the strongest sprinters on an FTP of 250 W."""

MAX_LINES = 10_000
"""Lines of a file."""

MAX_LINE = 10_000
"""Longest line other than a note or a comment, in code points."""
