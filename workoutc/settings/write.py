"""Values put into a settings file: every byte that needn't change stays.

No TOML library is asked: those that keep comments put what is new behind the comment that belongs
to the next table.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from workoutc.tuples import NamedTuple

Path = tuple[str, ...]

LINE = 100
"""Characters of a line beyond which a list gets a line for each of its entries."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'|#[^\n]*|[\[\]{}=\n]',
    re.DOTALL,
)
_ENTRY = re.compile(r'#[^\n]*|"(?:\\.|[^"\\])*"|\'[^\']*\'|[^\s,\[\]#"\']+')
_BLANKS = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Put(NamedTuple):
    """A number, a text or a list of either, and its place from the root of the file. `table`: the
    header that it goes under, where it is new: for `("athlete", "threshold_pace", "run")` that is
    `("athlete",)`."""

    path: Path
    value: object
    table: Path


class LayoutError(ValueError):
    """A value can't be put into this text without a risk for the rest of it."""


def edited(text: str, puts: Iterable[Put]) -> str:
    """The text of a file with values replaced or added, its comments and layout kept. Read again it
    says what it said before, and the values; raises LayoutError where that can't be done."""
    wanted = _loaded(text)
    try:
        for put in puts:
            _set(wanted, put.path, put.value)
            text = _with(text, put)
        sound = _loaded(text) == wanted
    except tomllib.TOMLDecodeError:
        sound = False
    if not sound:
        raise LayoutError("the file is laid out in a way that can't be edited")
    return text


class _Statement(NamedTuple):
    """A header, or a key with its value: the `path` from the root, that of the header above it, and
    where it stands in the text. `value`: from where to where."""

    path: Path
    section: Path
    start: int
    end: int
    value: tuple[int, int] | None = None

    @property
    def parent(self) -> Path:
        return self.path[:-1] if self.value else self.path


def _statements(text: str) -> Iterator[_Statement]:
    section: Path = ()
    for start, equals, stop, end in _lines(text):
        if not text[start:stop].strip():
            continue
        if equals is None:
            section = _path(text[start:stop].strip())
            yield _Statement(section, section, start, end)
            continue
        path = section + _path(text[start:equals] + "0")
        blanks = len(text[equals:stop]) - len(text[equals:stop].lstrip())
        value = (equals + blanks, equals + len(text[equals:stop].rstrip()))
        yield _Statement(path, section, start, end, value)


def _lines(text: str) -> Iterator[tuple[int, int | None, int, int]]:
    """Each line, a value of several lines in one: its start, the end of its `=`, the start of its
    comment, its end."""
    start, depth = 0, 0
    equals = comment = None
    for token in _TOKEN.finditer(text if text.endswith("\n") else f"{text}\n"):
        match token[0][0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "=" if equals is None:
                equals = token.end()
            case "#" if not depth:
                comment = token.start()
            case "\n" if not depth:
                yield start, equals, token.start() if comment is None else comment, token.end()
                start, equals, comment = token.end(), None, None


def _path(written: str) -> Path:
    """The keys of a header, or of a key with a value that is no table."""
    found: list[str] = []
    at: Any = tomllib.loads(written)
    while isinstance(at, dict) and at:
        [(key, at)] = at.items()
        found.append(key)
    return tuple(found)


def _with(text: str, put: Put) -> str:
    found = list(_statements(text))
    for statement in found:
        if statement.value and statement.path == put.path[: len(statement.path)]:
            start, end = statement.value
            inner = put.path[len(statement.path) :]
            return text[:start] + _changed(text[start:end], inner, put.value) + text[end:]
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    return _added(text, found, put, newline)


def _changed(old: str, inner: Path, value: object) -> str:
    """A value written anew; `inner`: where in it, should it be a table in braces."""
    held = tomllib.loads(f"x = {old}", parse_float=Decimal)
    _set(held, ("x", *inner), value)
    if isinstance(value, list) and not inner:
        return _list(old, value)
    return _text(held["x"])


def _list(old: str, value: Sequence[object]) -> str:
    """A list written anew: one of the same length keeps its lines and comments."""
    held = [token for token in _ENTRY.finditer(old) if not token[0].startswith("#")]
    if len(held) != len(value):
        return _text(value)
    for token, entry in reversed(list(zip(held, value, strict=True))):
        old = old[: token.start()] + _text(entry) + old[token.end() :]
    return old


def _added(text: str, found: Sequence[_Statement], put: Put, newline: str) -> str:
    for table in (put.path[:-1], put.table):
        if above := [statement for statement in found if statement.parent == table]:
            last = above[-1]
            indent = _BLANKS.match(text, last.start)
            line = _entry(put, last.section, newline)
            return text[: last.end] + (indent[0] if indent else "") + line + text[last.end :]
    at = _end_of_group(text, found, put.table)
    before = newline if text[:at].strip() else ""
    after = newline if text[at:] and not text[at].isspace() else ""
    header = f"[{_dotted(put.table)}]{newline}"
    return text[:at] + before + header + _entry(put, put.table, newline) + after + text[at:]


def _end_of_group(text: str, found: Sequence[_Statement], table: Path) -> int:
    """Where a new table goes: behind its nearest kin, else to the end."""
    for length in range(len(table) - 1, 0, -1):
        kin = [i for i, s in enumerate(found) if s.path[:length] == table[:length]]
        if kin:
            last = kin[-1]
            while last + 1 < len(found) and found[last + 1].value:
                last += 1
            return found[last].end
    return len(text)


def _entry(put: Put, section: Path, newline: str) -> str:
    line = f"{_dotted(put.path[len(section) :])} = {_text(put.value)}{newline}"
    if len(line) <= LINE or not isinstance(put.value, list):
        return line
    entries = "".join(f"    {_text(entry)},{newline}" for entry in put.value)
    return f"{_dotted(put.path[len(section) :])} = [{newline}{entries}]{newline}"


def _dotted(path: Path) -> str:
    return ".".join(key if _BARE.fullmatch(key) else _quoted(key) for key in path)


def _text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return f"{value:f}" if value % 1 else f"{value:.0f}"
        case list():
            return f"[{', '.join(map(_text, value))}]"
        case dict():
            pairs = (f"{_dotted((key,))} = {_text(inner)}" for key, inner in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case str():
            return _quoted(value)
        case _:
            return str(value)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _loaded(text: str) -> dict[str, Any]:
    return tomllib.loads(text, parse_float=Decimal)


def _set(tables: dict[str, Any], path: Path, value: object) -> None:
    for key in path[:-1]:
        tables = tables.setdefault(key, {})
        if not isinstance(tables, dict):
            raise LayoutError(f"`{key}` is no table")
    tables[path[-1]] = value
