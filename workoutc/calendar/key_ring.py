"""The keyring of the system, where the extra `keyring` is installed: the only door to it."""

import configparser
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from workoutc.calendar.secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "workoutc"
"""What entries are filed under, beside the address of the service."""

MISNAMED = (
    ImportError, AttributeError, ValueError, TypeError, RuntimeError, OSError, configparser.Error
)  # fmt: skip
"""What comes of a `PYTHON_KEYRING_BACKEND` or a `keyringrc.cfg` that names no good one."""

FOREIGN = {
    "secretstorage.exceptions": "SecretStorageException",
    "jeepney.wrappers": "DBusErrorResponse",
}
"""Errors of the Secret Service that keyring lets through as they are, by their modules."""


class ShutError(Exception):
    """There is a keyring, and it can't be used; the text says why."""


def name() -> str | None:
    """The keyring, as it calls itself; `None` where there is none. Raises ShutError."""
    backend = _backend()
    return None if backend is None else backend.name


def read(address: str) -> str | None:
    """What is kept for an address, `None` where there is no keyring. Raises ShutError."""
    backend = _backend()
    if backend is None:
        return None
    with _told():
        return backend.get_password(SERVICE, address)


def write(address: str, entry: Secret) -> None:
    """Keep an entry for an address, and see that it is kept. Raises ShutError."""
    backend, kept = _backend(), None
    if backend is not None:
        with _told(writing=True):
            backend.set_password(SERVICE, address, entry.reveal())
            kept = backend.get_password(SERVICE, address)
    if kept != entry.reveal():
        raise ShutError("it does not keep what it is given")


def remove(address: str) -> bool:
    """Take out what is kept for an address; whether there was anything. Raises ShutError."""
    backend = _backend()
    if backend is None or read(address) is None:
        return False
    with _told():
        backend.delete_password(SERVICE, address)
    return True


def _backend() -> "KeyringBackend | None":
    """The keyring that was chosen or found, but none of those that only stand in for one."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ModuleNotFoundError:
        return None
    try:
        found = keyring.get_keyring()
    except MISNAMED as wrong:
        raise ShutError(_words(wrong)) from None
    return None if isinstance(found, fail.Keyring | null.Keyring) else found


@contextmanager
def _told(*, writing: bool = False) -> Iterator[None]:
    """Turns what a keyring fails with into ShutError: in its own words, but not while `writing`,
    when they may repeat what was to be written."""
    from keyring.errors import KeyringError

    loaded = [getattr(sys.modules.get(module), name, None) for module, name in FOREIGN.items()]
    foreign = [error for error in loaded if error is not None]
    try:
        yield
    except (KeyringError, RuntimeError, OSError, *foreign) as wrong:
        raise ShutError(type(wrong).__name__ if writing else _words(wrong)) from None


def _words(wrong: Exception) -> str:
    lines = str(wrong).strip().splitlines()
    return lines[0].rstrip(".!") if lines else type(wrong).__name__
