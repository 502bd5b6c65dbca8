"""A file of secrets that only its owner can read."""

import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from shlex import quote

from workoutc.calendar.secret import WHERE_KEYS_ARE, Secret
from workoutc.files import write_file
from workoutc.settings import SettingsError, config_folder

HEAD = "# Written by `workoutc login`. Each line is as good as a password: share none.\n"

Entries = Mapping[str, Secret]
"""What is kept, by the address it is for."""


def path_of(environ: Mapping[str, str]) -> Path:
    """Where the file is."""
    return Path(config_folder(environ), "credentials.toml")


def read(path: Path, *, exposed: bool = False) -> Entries:
    """What the file holds; nothing where there is none.

    Raises SettingsError when it can't be read or is not in order, and, unless it may be `exposed`,
    when others can read it.
    """
    try:
        with path.open("rb") as file:
            open_to_others = _open_to_others(file.fileno())
            data = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as wrong:
        problem = SettingsError(f"{path} can't be read: {wrong.strerror}", "check its permissions")
    else:
        if open_to_others and not exposed:
            raise SettingsError(
                f"{path} holds keys, and others can read it",
                f"chmod 600 {quote(str(path))}, and make a new key at {WHERE_KEYS_ARE} if anybody "
                "may have looked",
            )
        return _entries(path, data)
    raise problem


def write(path: Path, entries: Entries) -> None:
    """Put these in place of what the file holds; without any, there is no file. Raises OSError."""
    if not entries:
        path.resolve().unlink(missing_ok=True)
        return
    lines = (f"{_toml(name)} = {_toml(entry.reveal())}\n" for name, entry in entries.items())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_file(path, (HEAD + "".join(lines)).encode(), mode=0o600)


def _open_to_others(file: int) -> bool:
    """Where a file has permissions of this kind: whether they let anyone in but its owner."""
    mode = os.fstat(file).st_mode
    return os.name == "posix" and bool(mode & (stat.S_IRWXG | stat.S_IRWXO))


def _entries(path: Path, data: bytes) -> Entries:
    import tomllib  # only where there is a file

    try:
        found = tomllib.loads(data.decode("utf-8"))
    except ValueError:  # of TOML and of UTF-8
        found = None
    if found is not None and all(isinstance(entry, str) for entry in found.values()):
        return {address: Secret(entry) for address, entry in found.items()}
    raise SettingsError(
        f"{path} is not as `workoutc login` writes it", "delete it and log in again"
    )


def _toml(text: str) -> str:
    """A string of TOML, which for ASCII is one of JSON."""
    return json.dumps(text)
