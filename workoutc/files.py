"""Files put in place whole: a reader sees the old one or the new one, never a half."""

import errno
import os
from pathlib import Path


def write_file(path: str | os.PathLike[str], data: bytes, *, mode: int | None = None) -> None:
    """The whole file or nothing: written beside it, then put in its place.

    `mode`: its permissions from the first byte on; else those it has are kept, and a new file gets
    the usual ones.

    What is no regular file (`/dev/null`, a pipe) is written to, and never replaced. Raises OSError
    with the path that was asked for.
    """
    real = Path(path).resolve()
    try:
        if real.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder; end it in `/` to write into it")
        if real.exists() and not real.is_file():
            real.write_bytes(data)
        elif real.exists() and not os.access(real, os.W_OK):
            raise PermissionError(errno.EACCES, "may not be written")
        else:
            _put(real, data, mode)
    except OSError as wrong:
        raise OSError(wrong.errno, wrong.strerror, str(path)) from None


def _put(path: Path, data: bytes, mode: int | None) -> None:
    import tempfile

    if mode is None:
        mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:200]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
