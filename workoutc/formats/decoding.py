"""The text of a foreign file, which may be in another encoding than it says."""

import codecs
import re

from workoutc.diagnostic import Diagnostic
from workoutc.source import Span


def decoded(data: bytes) -> tuple[str, list[Diagnostic]]:
    """The text of a file in UTF-8 or UTF-16, in what it declares, or else in Windows-1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace").removeprefix("\ufeff"), []
    try:
        return data.decode(), []
    except UnicodeDecodeError as wrong:
        at = len(data[: wrong.start].decode())
    declared = _DECLARED.search(data[:200])
    name = declared[1].decode().lower() if declared else "cp1252"
    name = name if name in ("iso-8859-1", "iso-8859-15", "latin-1") else "cp1252"
    text = data.decode(name, errors="replace")
    if declared and declared[1].decode().lower() == name:
        return text, []
    return text, [_encoding(Span(at, at + 1))]


def _encoding(span: Span) -> Diagnostic:
    return Diagnostic(
        "W431", "the file is not in the UTF-8 that it should be", span, "read as Windows-1252",
        "look at the letters with accents; save the file as UTF-8",
    )  # fmt: skip


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
