"""How much a source may hold."""

MAX_BYTES = 1 << 20
"""One MiB, without a byte order mark."""
