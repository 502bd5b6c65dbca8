"""Paths to sources."""

import os
import stat
import sys
from collections.abc import Iterable

from workoutc.cli.refusal import Refusal
from workoutc.limits import MAX_BYTES
from workoutc.tuples import NamedTuple

SUFFIX = ".workout"
FOREIGN = {
    ".txt": "intervals", ".zwo": "zwo", ".erg": "erg", ".mrc": "mrc", ".fit": "fit",
}  # fmt: skip
"""The formats that files are in by their suffix, where they are no sources."""


NO_WORKOUTS = frozenset({
    ".json", ".csv", ".ics", ".svg", ".png", ".xml", ".html", ".tcx", ".gpx", ".pdf", ".zip", ".gz",
})  # fmt: skip
"""Of other files without a format the text is read as native; in these it would all be prose."""


class Text(NamedTuple):
    """What was read: its name as shown to people, its bytes, and its file unless it came from
    standard input. More than a source may hold is not read to the end. `origin`: the foreign format
    that it is in, empty for a source."""

    name: str
    data: bytes
    file: str | None
    origin: str = ""


def texts(paths: Iterable[str], origin: str | None = None) -> list[Text]:
    """What stands at the paths: files, all `*.workout` files below folders in name order, and `-`,
    standard input. What is named twice is read once. Raises Refusal for what isn't there.

    `origin`: the foreign format of all of them, whose files are then looked for in folders; without
    it the suffix of a file tells.
    """
    suffix = next((end for end, name in FOREIGN.items() if name == origin), SUFFIX)
    files = [file for path in paths for file in _files(path, suffix)]
    once: dict[str | None, str | None] = {}
    for file in files:
        once.setdefault(file and os.path.realpath(file), file)
    return [_read(file)._replace(origin=origin or _origin(file)) for file in once.values()]


def _origin(file: str | None) -> str:
    return "" if file is None else FOREIGN.get(os.path.splitext(file)[1].lower(), "")


def read_files(paths: Iterable[str], origin: str | None) -> list[Text]:
    """The same for foreign files of any suffix; native text where nothing tells. Without an origin
    they can't be looked for in folders."""
    paths = list(paths)
    for path in paths if origin is None else ():
        if path != "-" and os.path.isdir(path):
            raise Refusal(f"`{path}` is a folder", "name the files in it, or their format: --from")
    for path in paths if origin is None else ():
        _check_native(path)
    given = texts(paths, origin)
    return [text if text.origin else text._replace(origin="intervals") for text in given]


def _check_native(path: str) -> None:
    """Raises Refusal for a file that is no native text, by its suffix."""
    end = os.path.splitext(path)[1].lower()
    if end == SUFFIX:
        raise Refusal(f"`{path}` is a source already", "native text in it: --from intervals")
    if end in NO_WORKOUTS:
        raise Refusal(
            f"`{path}`: workouts can't be read from a `{end}` file",
            f"what can: {', '.join(FOREIGN)}; if it is native text: --from intervals",
        )


def _files(path: str, suffix: str) -> Iterable[str | None]:
    if path == "-":
        return [None]
    try:
        is_folder = stat.S_ISDIR(os.stat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Refusal(f"there is no file or folder `{path}`", _meant(path)) from None
    return _below(path, suffix) if is_folder else [_tidy(path)]


def _tidy(path: str) -> str:
    """A path without steps that lead nowhere: `./easy.workout` is `easy.workout`."""
    if os.sep == "/" and "//" not in path and "./" not in path and not path.endswith("/."):
        return path
    from pathlib import Path

    return str(Path(path))


def _below(folder: str, suffix: str) -> list[str]:
    from pathlib import Path

    # A link that leads nowhere is not passed over: reading it will say so.
    found = [p for p in Path(folder).rglob(f"*{suffix}") if p.is_file() or p.is_symlink()]
    if not found:
        raise Refusal(
            f"there is no `*{suffix}` file in `{folder}`", "a file of another name must be named"
        )
    return [str(path) for path in sorted(found)]


def _meant(named: str) -> str:
    from pathlib import Path

    from workoutc.suggest import nearest

    path = Path(named)
    if Path(f"{path}{SUFFIX}").is_file():
        return f"did you mean `{path}{SUFFIX}`?"
    beside = sorted(path.parent.glob(f"*{SUFFIX}")) if path.parent.is_dir() else []
    near = nearest(path.stem, [p.stem for p in beside])
    return f"did you mean `{path.parent / near[0]}{SUFFIX}`?" if near else ""


def _read(file: str | None) -> Text:
    most = MAX_BYTES + 4  # with a byte order mark and one too many
    if file is None:
        return Text("<stdin>", sys.stdin.buffer.read(most), None)
    with open(file, "rb") as opened:
        # A name of undecodable bytes must not become half a character in a workout's name.
        return Text(os.fsencode(file).decode(errors="replace"), opened.read(most), file)
