"""XML with places: strictly by expat, and where that fails by a scanner that repairs and tells.

No document type, no entity but the five of XML itself and characters by number: nothing is expanded
and nothing is fetched.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from xml.parsers import expat

from workoutc.diagnostic import Diagnostic
from workoutc.records import dataclass, field
from workoutc.source import Span

SEGMENTS = frozenset(
    {"steadystate", "warmup", "cooldown", "ramp", "intervalst", "freeride", "maxeffort", "restday"}
)
"""Elements that never hold one another, in small letters."""

TEXTS = ("textevent", "text")
"""Elements that are a text of the segment that they stand in."""

DEEPEST = 50
"""Elements inside one another; real files have four."""


@dataclass(slots=True)
class Element:
    """A part of a file. `name` and the names of attributes in small letters. `span`: its opening
    tag. `written`: the name as it stands there."""

    written: str
    attributes: dict[str, str]
    span: Span
    text: str = ""
    children: list["Element"] = field(default_factory=list)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.written.lower()

    def child(self, *names: str) -> "Element | None":
        """The first child of one of these names."""
        return next((inner for inner in self.children if inner.name in names), None)


class RefusedError(Exception):
    """Markup that is not read at all; `fault` says why."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


def parsed(text: str) -> tuple[Element | None, list[Diagnostic]]:
    """The root of a text and what had to be repaired; `None` where nothing is left to read. Raises
    RefusedError."""
    try:
        return _strict(text), []
    except expat.ExpatError:
        return _Scanner(text).run()


def attribute_span(text: str, element: Element, name: str) -> Span:
    """Where an attribute stands, its name and value; the whole tag where it isn't found."""
    start, end = element.span
    found = re.compile(rf"\b{re.escape(name)}\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*)", re.IGNORECASE)
    match = found.search(text, start, end)
    return Span(*match.span()) if match else element.span


def _strict(text: str) -> Element | None:
    """By expat, which is fast. Raises ExpatError for what isn't well-formed."""
    return _Builder(text).run()


class _Builder:
    """Elements as expat comes to them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Element | None = None
        self.open: list[Element] = []
        # Expat counts bytes, we count code points: of a text with others than ASCII a table tells.
        self.starts = None if text.isascii() else _line_table(text)
        self.parser = expat.ParserCreate()

    def run(self) -> Element | None:
        parser = self.parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        parser.Parse(_DECLARATION.sub(_blank, self.text, count=1).encode(errors="replace"), True)
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._offset()
        end = _tag_end(self.text, start)
        element = Element(name, {key.lower(): v for key, v in attributes.items()}, Span(start, end))
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)
        if len(self.open) > DEEPEST:
            raise RefusedError(_deep(element.span))

    def _offset(self) -> int:
        at = self.parser.CurrentByteIndex
        return at if self.starts is None else self.starts.offset(at)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _data(self, text: str) -> None:
        self.open[-1].text += text

    def _doctype(self, *_: object) -> None:
        raise RefusedError(_doctype(self.text))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The first byte and the first code point of each line."""

    text: str
    by_byte: list[int]
    by_point: list[int]

    def offset(self, byte: int) -> int:
        line = bisect_right(self.by_byte, byte) - 1
        point, rest = self.by_point[line], byte - self.by_byte[line]
        behind = self.text[point : point + rest]
        if behind.isascii():
            return point + rest
        return point + len(behind.encode(errors="replace")[:rest].decode(errors="ignore"))


def _line_table(text: str) -> _Lines:
    by_byte, by_point = [0], [0]
    for line in text.splitlines(keepends=True):
        by_byte.append(by_byte[-1] + len(line.encode(errors="replace")))
        by_point.append(by_point[-1] + len(line))
    return _Lines(text, by_byte, by_point)


def _tag_end(text: str, start: int) -> int:
    found = _TAG.match(text, start)
    return found.end() if found else start + 1


class _Scanner:
    """Elements of markup that is broken, with a word about each repair."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Element | None = None
        self.open: list[Element] = []
        self.faults: list[Diagnostic] = []

    def run(self) -> tuple[Element | None, list[Diagnostic]]:
        at = 0
        for token in _TOKEN.finditer(self.text):
            self._words(at, token.start())
            at = token.end()
            self._token(token)
        self._words(at, len(self.text))
        for left in reversed(self.open):
            self._repair(left.span, f"`<{left.written}>` is never closed", "closed at the end")
        return self.root, self.faults

    def _token(self, token: "re.Match[str]") -> None:
        span = Span(*token.span())
        if token["doctype"]:
            raise RefusedError(_doctype(self.text))
        if token["cdata"] is not None:
            self._text(token["cdata"])
        elif token["stray"]:
            self._repair(span, "a bare `<` stands in the text", "read as a sign")
            self._text("<")
        elif token["name"] and token["slash"]:
            self._close(token["name"], span)
        elif token["name"]:
            self._begin(token["name"], token["body"], token.start("body"), span)

    def _begin(self, name: str, body: str, at: int, span: Span) -> None:
        while self.open and {name.lower(), self.open[-1].name} <= SEGMENTS:
            left = self.open.pop()
            self._repair(left.span, f"`<{left.written}>` is never closed", "closed before the next")
        attributes = self._attributes(body.removesuffix("/"), at)
        element = Element(name, attributes, span)
        if self.open:
            self.open[-1].children.append(element)
        elif self.root is None:
            self.root = element
        if not body.endswith("/"):
            self.open.append(element)
        if len(self.open) > DEEPEST:
            raise RefusedError(_deep(span))

    def _close(self, name: str, span: Span) -> None:
        names = [element.name for element in self.open]
        if name.lower() in names:
            while (left := self.open.pop()).name != name.lower():
                self._repair(left.span, f"`<{left.written}>` is never closed", "closed further on")
        elif names and names[-1] in SEGMENTS:
            left = self.open.pop()
            self._repair(span, f"`</{name}>` closes `<{left.written}>`", "taken for its end")
        else:
            self._repair(span, f"`</{name}>` closes nothing", "passed over")

    def _attributes(self, body: str, at: int) -> dict[str, str]:
        found: dict[str, str] = {}
        done = 0
        for match in _ATTRIBUTE.finditer(body):
            self._rest(body[done : match.start()], at + done)
            done = match.end()
            kind = next(k for k in ("value", "single", "bare") if match[k] is not None)
            value = match[kind]
            span = Span(at + match.start(), at + match.end())
            if match["bare"] is not None:
                self._repair(span, f"the value of `{match['name']}` has no quotes", "read so far")
            elif match["value"] is not None and not match["end"]:
                self._repair(span, f"a quote is missing behind `{match['name']}`", "read so far")
            if "<" in value:
                self._repair(span, "a bare `<` stands in a value", "read as a sign")
            found.setdefault(match["name"].lower(), self._unescaped(value, at + match.start(kind)))
        self._rest(body[done:], at + done)
        return found

    def _rest(self, text: str, at: int) -> None:
        if text.strip():
            start = at + len(text) - len(text.lstrip())
            span = Span(start, start + len(text.strip()))
            self._repair(span, "this is no attribute", "passed over")

    def _words(self, start: int, end: int) -> None:
        if start < end:
            self._text(self._unescaped(self.text[start:end], start))

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].text += text

    def _unescaped(self, text: str, at: int) -> str:
        if "&" not in text:
            return text
        for found in _AMPERSAND.finditer(text):
            span = Span(at + found.start(), at + found.end())
            if not found[1]:
                self._repair(span, "a bare `&` stands in the text", "read as a sign")
            elif html.unescape(found[0]) == found[0]:
                raise RefusedError(_entity(found[0], span))
        return html.unescape(_AMPERSAND.sub(lambda sign: sign[0] if sign[1] else "&amp;", text))

    def _repair(self, span: Span, what: str, how: str) -> None:
        if len(self.faults) < _MANY:
            self.faults.append(
                Diagnostic(
                    "W430",
                    f"the XML is broken: {what}",
                    span,
                    how,
                    "look whether the step is what was meant, and have the file mended where"
                    " it came from",
                )
            )


_MANY = 50
"""Repairs that are told; a file with more is told of the first."""


def _doctype(text: str) -> Diagnostic:
    at = max(0, text.upper().find("<!DOCTYPE"))
    return Diagnostic(
        "E431", "the file declares a document type", Span(at, at + 9), "not read",
        "no workout needs one, and entities in it may hide anything; delete it",
    )  # fmt: skip


def _entity(name: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "E431", f"`{name}` stands for something outside the file", span, "not read",
        "only `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and characters by number are read; write"
        " the text itself",
    )  # fmt: skip


def _deep(span: Span) -> Diagnostic:
    return Diagnostic(
        "E430", f"elements stand in one another more than {DEEPEST} deep", span, "not read",
        "no workout file does; this one has another purpose",
    )  # fmt: skip


def _blank(found: "re.Match[str]") -> str:
    """As many blanks: the text is decoded, whatever it says of itself."""
    return " " * len(found[0])


def elements(root: Element) -> Iterator[Element]:
    """The element and all below, in order."""
    yield root
    for child in root.children:
        yield from elements(child)


_DECLARATION = re.compile(r"\A\s*<\?xml.*?\?>", re.DOTALL)
_INSIDE = r"""(?:"(?:[^"\n<]|<(?![a-z/!]))*"|'(?:[^'\n<]|<(?![a-z/!]))*'|[^<>"']|["'])*+"""
_TAG = re.compile(rf"""<[a-z_]{_INSIDE}>""", re.IGNORECASE)
_TOKEN = re.compile(
    rf"""<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>|(?P<doctype><!DOCTYPE)
    |<(?P<slash>/?)\s*(?P<name>[A-Za-z_][\w:.-]*)(?P<body>{_INSIDE})>|(?P<stray><)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[A-Za-z_][\w:.-]*)\s*=\s*
    (?:"(?P<value>[^"]*?)(?:(?P<end>")|(?=\s[A-Za-z_:]+=")|$)
    |'(?P<single>[^']*)'
    |(?P<bare>[^\s"'=<>]+))""",
    re.VERBOSE,
)
_AMPERSAND = re.compile(r"&(#[0-9]+;|#[xX][0-9A-Fa-f]+;|[A-Za-z][A-Za-z0-9]*;)?")
