"""FIT messages as bytes, and bytes as FIT messages."""

import struct
from collections.abc import Iterator, Sequence

from workoutc.formats.fit.profile import FILE_ID, INDEX, STEP, WORKOUT, Message, Value
from workoutc.tuples import NamedTuple

ENUM, UINT16, UINT32, UINT32Z, STRING = 0x00, 0x84, 0x86, 0x8C, 0x07
TYPES = {
    FILE_ID: {0: ENUM, 1: UINT16, 2: UINT16, 3: UINT32Z, 4: UINT32},
    WORKOUT: {4: ENUM, 6: UINT16, 8: STRING, 11: ENUM, 14: UINT16, 15: ENUM, 17: STRING},
    STEP: {
        INDEX: UINT16, 0: STRING, 1: ENUM, 2: UINT32, 3: ENUM, 4: UINT32, 5: UINT32, 6: UINT32,
        7: ENUM, 8: STRING, 19: ENUM, 20: UINT32, 21: UINT32, 22: UINT32,
    },
}  # fmt: skip
"""The base type of each field that is written."""

MOST_BYTES = 254
"""Of a string; one more ends it."""

_PROTOCOL, _PROFILE = 0x20, 2132
"""Versions 2.0 and 21.32: nothing in a workout is younger."""

_FORMATS = {
    0x00: "B", 0x01: "b", 0x02: "B", 0x83: "h", 0x84: "H", 0x85: "i", 0x86: "I", 0x88: "f",
    0x89: "d", 0x0A: "B", 0x8B: "H", 0x8C: "I", 0x0D: "B", 0x8E: "q", 0x8F: "Q", 0x90: "Q",
}  # fmt: skip
_NOTHING = {
    0x00: 0xFF, 0x01: 0x7F, 0x02: 0xFF, 0x83: 0x7FFF, 0x84: 0xFFFF, 0x85: 0x7FFFFFFF,
    0x86: 0xFFFFFFFF, 0x0A: 0, 0x8B: 0, 0x8C: 0, 0x0D: 0xFF,
}  # fmt: skip
"""The value of each type that says that there is none."""


def encoded(messages: Sequence[tuple[int, Message]]) -> bytes:
    """A whole file: header, records, checksum. `messages`: each with its global number; every field
    must be one of `TYPES`, every string at most `MOST_BYTES` long in UTF-8."""
    records = bytearray()
    last = b""
    for number, message in messages:
        definition = _definition(number, message)
        if definition != last:
            records += definition
            last = definition
        records += b"\x00" + b"".join(_packed(TYPES[number][f], v) for f, v in message.items())
    head = struct.pack("<BBHI4s", 14, _PROTOCOL, _PROFILE, len(records), b".FIT")
    head += struct.pack("<H", checksum(head))
    return head + records + struct.pack("<H", checksum(head + records))


def _definition(number: int, message: Message) -> bytes:
    fields = b"".join(
        bytes((field, len(_packed(TYPES[number][field], value)), TYPES[number][field]))
        for field, value in message.items()
    )
    return b"\x40" + struct.pack("<BBHB", 0, 0, number, len(message)) + fields


def _packed(kind: int, value: Value) -> bytes:
    if isinstance(value, str):
        return value.encode() + b"\0"
    return struct.pack(f"<{_FORMATS[kind]}", value)


class Decoded(NamedTuple):
    """What was in a file. `damage`: what is wrong with it, in a clause."""

    messages: list[tuple[int, Message]]
    damage: str = ""


class NoFitError(ValueError):
    """The bytes are not a FIT file."""


def decoded(data: bytes) -> Decoded:
    """The messages of a file with the fields that say something, as far as it is whole. Raises
    NoFitError."""
    if len(data) < 12 or data[0] not in (12, 14) or data[8:12] != b".FIT":
        raise NoFitError
    start, size = data[0], struct.unpack_from("<I", data, 4)[0]
    end = start + size
    if end + 2 > len(data):
        return Decoded(list(_messages(data[start:])), "the file breaks off before its end")
    messages = list(_messages(data[start:end]))
    if struct.unpack_from("<H", data, end)[0] != checksum(data[:end]):
        return Decoded(messages, "the checksum of the file is wrong")
    return Decoded(messages)


class _Layout(NamedTuple):
    """How the records of one local number are laid out."""

    number: int
    order: str
    fields: tuple[tuple[int, int, int], ...]
    skip: int


def _messages(records: bytes) -> Iterator[tuple[int, Message]]:
    """The messages up to the first that is not whole."""
    layouts: dict[int, _Layout] = {}
    at = 0
    while at < len(records):
        head = records[at]
        at += 1
        if head & 0xC0 == 0x40:
            found = _layout(records, at, developer=bool(head & 0x20))
            if found is None:
                return
            layouts[head & 0x0F], at = found
            continue
        layout = layouts.get((head >> 5) & 3 if head & 0x80 else head & 0x0F)
        if layout is None:
            return
        size = sum(field[1] for field in layout.fields) + layout.skip
        if at + size > len(records):
            return
        yield layout.number, _message(records, at, layout)
        at += size


def _layout(records: bytes, at: int, *, developer: bool) -> tuple[_Layout, int] | None:
    if at + 5 > len(records):
        return None
    order = ">" if records[at + 1] else "<"
    number, count = struct.unpack_from(f"{order}HB", records, at + 2)
    at += 5
    fields = tuple(tuple(records[at + 3 * n : at + 3 * n + 3]) for n in range(count))
    at += 3 * count
    skip = 0
    if developer and at < len(records):
        extra = records[at]
        skip = sum(records[at + 2 + 3 * n : at + 3 + 3 * n][0] for n in range(extra)
                   if at + 2 + 3 * n < len(records))  # fmt: skip
        at += 1 + 3 * extra
    if at > len(records):
        return None
    return _Layout(number, order, tuple((f[0], f[1], f[2]) for f in fields), skip), at


def _message(records: bytes, at: int, layout: _Layout) -> Message:
    message: Message = {}
    for field, size, kind in layout.fields:
        value = _value(records[at : at + size], kind, layout.order)
        at += size
        if value is not None:
            message[field] = value
    return message


def _value(raw: bytes, kind: int, order: str) -> Value | None:
    """A number or a text, `None` for one that says nothing, for a list and for a fraction."""
    if kind == STRING:
        return raw.partition(b"\0")[0].decode(errors="replace") or None
    form = _FORMATS.get(kind, "")
    if not form or form in "fd" or len(raw) != struct.calcsize(form):
        return None
    value = int(struct.unpack(f"{order}{form}", raw)[0])
    return None if value == _NOTHING.get(kind) else value


def checksum(data: bytes) -> int:
    """The CRC-16 of the protocol (polynomial 0xA001)."""
    crc = 0
    for byte in data:
        crc = (crc >> 8) ^ _TABLE[(crc ^ byte) & 0xFF]
    return crc


def _row(number: int) -> int:
    for _ in range(8):
        number = (number >> 1) ^ 0xA001 if number & 1 else number >> 1
    return number


_TABLE = tuple(map(_row, range(256)))
