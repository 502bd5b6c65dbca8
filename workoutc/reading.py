"""Bytes to a source, with what may not stand in one."""

from collections.abc import Iterator

from workoutc.diagnostic import Diagnostic
from workoutc.limits import MAX_BYTES
from workoutc.records import replace
from workoutc.regex import regex
from workoutc.source import Source, Span

MANY = 100
"""Places of one kind of fault after which they are counted, not shown."""

# Bidirectional controls can make a line look like another one; the rest has no business in a text.
_FORBIDDEN = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb]+"
)
_BROKEN = regex("[\udc80-\udcff]+")
_NAMES = {
    "\x00": "a NUL character", "\ufeff": "a byte order mark", "\x7f": "a control character",
}  # fmt: skip


def decode(name: str, data: bytes) -> tuple[Source, list[Diagnostic]]:
    """The source in `data`; a byte order mark is taken off, broken UTF-8 is replaced and named."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) > 20:
        return Source(name, ""), [_no_text(data)]
    if len(data) > MAX_BYTES:
        return Source(name, ""), [too_large()]
    try:
        return Source(name, data.decode()), []
    except UnicodeDecodeError:
        text, places = _repaired(data)
    return Source(name, text), _few([_not_utf8(place) for place in places])


def forbidden(source: Source) -> list[Diagnostic]:
    """Characters that may not stand in a source, a run of them at a time."""
    return _few([*_forbidden(source)])


def allowed(text: str) -> str:
    """A text of other origin without the characters that may not stand in a source."""
    return _FORBIDDEN.sub("", text)


def _few(found: list[Diagnostic]) -> list[Diagnostic]:
    """Beyond `MANY` it is the file that is wrong, not its places: the first one stands for all."""
    if len(found) <= MANY:
        return found
    first = found[0]
    return [replace(first, message=f"{first.message}, and in {len(found) - 1:,} other places")]


def _forbidden(source: Source) -> Iterator[Diagnostic]:
    if source.text.replace("\n", "").isprintable():
        return  # as hardly any file is otherwise
    for found in _FORBIDDEN.finditer(source.text):
        first = found[0][0]
        what = _NAMES.get(first, "a control character" if first < "\xa0" else _other(first))
        yield Diagnostic(
            "E102",
            f"{what} stands in the text",
            Span(*found.span()),
            f"U+{ord(first):04X}",
            "delete it; it can't be seen, and may show a reader another text than the one compiled",
        )


def too_large() -> Diagnostic:
    """A file over the limit, of which nothing is read."""
    return Diagnostic("E103", "the file is larger than 1 MiB", Span(0, 0), "not read",
                      "split it into several files")  # fmt: skip


def _other(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return "half a character"
    return "a character that turns the direction of reading"


def _repaired(data: bytes) -> tuple[str, list[Span]]:
    # `backslashreplace` and its like can't be told from text, and decoding again behind each fault
    # would be quadratic: surrogates mark the broken bytes in one pass.
    marked = data.decode(errors="surrogateescape")
    places = [Span(*found.span()) for found in _BROKEN.finditer(marked)]
    return _BROKEN.sub(lambda run: "\ufffd" * len(run[0]), marked), places


def _no_text(data: bytes) -> Diagnostic:
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    what = "the file is UTF-16, not UTF-8" if utf16 else "the file is not a text"
    return Diagnostic("E101", what, Span(0, 0), "not read", "save it as UTF-8 in your editor")


def _not_utf8(span: Span) -> Diagnostic:
    return Diagnostic("E101", "the file is not UTF-8 here", span, "unreadable bytes",
                      "save the file as UTF-8 in your editor")  # fmt: skip
