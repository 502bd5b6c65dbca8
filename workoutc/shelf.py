"""Short texts kept in files by a key, as long as there is room: what is lost can be made anew.

A key's first two letters name the file it is in, one text a line. So one text is found by reading
one small file, and ten thousand by reading 256; a file that is full loses its oldest lines.
"""

import os
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b
else:
    try:
        from _blake2 import blake2b  # where `hashlib` has it from, which loads all of OpenSSL
    except ImportError:
        from hashlib import blake2b

MOST = 128 * 1024
"""Bytes of a file: 32 MiB in all."""

LEFT_BEHIND = 60.0
"""Seconds after which a file that somebody was writing has no writer any more."""


class Shelf:
    """The texts in a folder. Whatever goes wrong with it, texts are just not there: what is
    damaged, or in a folder that others may write to, doesn't count."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = os.fspath(folder)
        self._files: dict[str, Mapping[str, str]] = {}
        self._new: dict[str, dict[str, str]] = {}

    def text(self, key: str) -> str | None:
        """The text of a key of hexadecimal digits."""
        name = key[:2]
        if name not in self._files:
            self._files[name] = self._read(name)
        return self._files[name].get(key)

    def put(self, key: str, text: str) -> None:
        """Remember a text, of one line, until `save`."""
        self._new.setdefault(key[:2], {})[key] = text

    def save(self) -> None:
        """Write down what is new."""
        try:
            for folder in (os.path.dirname(self.folder), self.folder):
                os.makedirs(folder, mode=0o700, exist_ok=True)
            if _private(self.folder):
                for name, new in self._new.items():
                    self._write(name, new)
        except OSError:
            return  # no room, no permission, a folder that is none: then nothing is remembered

    def _read(self, name: str) -> dict[str, str]:
        try:
            data = self._data(name) if _private(self.folder) else b""
        except OSError:
            return {}
        return dict(filter(None, map(_entry, data.split(b"\n"))))

    def _data(self, name: str) -> bytes:
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def _write(self, name: str, new: Mapping[str, str]) -> None:
        lines = [_line(key, text) for key, text in ({**self._read(name), **new}).items()]
        room = MOST
        for first in range(len(lines), 0, -1):
            room -= len(lines[first - 1])
            if room < 0:
                lines = lines[first:]
                break
        self._replace(os.path.join(self.folder, name), b"".join(lines))

    def _replace(self, path: str, data: bytes) -> None:
        """The whole file or nothing. Who finds another one writing leaves it to them."""
        beside = f"{path}.new"
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if time.time() - os.stat(beside).st_mtime > LEFT_BEHIND:
                os.unlink(beside)
            return
        try:
            with open(handle, "wb") as file:
                file.write(data)
            os.replace(beside, path)
        except OSError:
            with suppress(FileNotFoundError):
                os.unlink(beside)
            raise


def _line(key: str, text: str) -> bytes:
    name, data = key.encode(), text.encode()
    return b"%s %s %s\n" % (name, _check(name, data), data)


def _entry(line: bytes) -> tuple[str, str] | None:
    """What stands in a line, unless it is damaged."""
    key, _, rest = line.partition(b" ")
    check, _, data = rest.partition(b" ")
    try:
        return (key.decode(), data.decode()) if check == _check(key, data) else None
    except UnicodeDecodeError:
        return None


def _check(key: bytes, data: bytes) -> bytes:
    return b"%08x" % zlib.crc32(data, zlib.crc32(key))


def _private(folder: str) -> bool:
    """Whether a folder is ours alone to write to, as far as the system knows owners."""
    if os.name != "posix":
        return True
    found = os.stat(folder)
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


def digest_of(*parts: bytes) -> bytes:
    """A digest of the parts, each told apart from the next."""
    found = blake2b(digest_size=32)
    for part in parts:
        found.update(b"%d:" % len(part))
        found.update(part)
    return found.digest()
