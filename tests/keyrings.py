"""Keyrings for tests: one that keeps what it is given, for other processes too, and bad ones."""

import json
import os
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError, PasswordSetError

RING = "the system keyring (tests Ring)"
"""What is said of it."""


class Ring(KeyringBackend):
    """Keeps passwords in a file at home."""

    priority = 1
    name = "tests Ring"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    @property
    def file(self) -> Path:
        return Path(os.environ["HOME"]) / "keyring.json"

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries().get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.file.write_text(json.dumps(self.entries() | {f"{service} {username}": password}))

    def delete_password(self, service: str, username: str) -> None:
        entries = self.entries()
        if entries.pop(f"{service} {username}", None) is None:
            raise PasswordDeleteError("no such password")
        self.file.write_text(json.dumps(entries))

    def entries(self) -> dict[str, str]:
        """All it keeps."""
        return dict(json.loads(self.file.read_text())) if self.file.exists() else {}


class Locked(Ring):
    """Lets nobody in."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise self.error


class Full(Ring):
    """Takes nothing more, and says of what."""

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        raise PasswordSetError(f"no room for {password}")


class Forgetful(Ring):
    """Takes all and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


@pytest.fixture(name="ring")
def hung(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ring:
    """A keyring that works, in this process and in those started from it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.keyrings.Ring")
    ring = Ring()
    hang(ring, monkeypatch)
    return ring


def hang(ring: KeyringBackend | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it the keyring of this process until the test is over; `None`: it is to be found."""
    monkeypatch.setattr("keyring.core._keyring_backend", ring)
