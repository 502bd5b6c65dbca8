"""Files that sources include: inside their project, and nowhere else."""

import os
import posixpath
from functools import partial

from workoutc.limits import MAX_BYTES
from workoutc.reading import decode
from workoutc.setting import Includes
from workoutc.source import Source


def including(project: str | os.PathLike[str]) -> Includes:
    """Gives the source at a path that a source of the project names, or says why not. Other
    processes can be given it."""
    return partial(_included, os.fspath(project))


def _included(project: str, source: Source, path: str) -> "Source | str":
    if posixpath.isabs(path) or os.path.isabs(path):
        return "an absolute path leads to nowhere on another machine"
    place = os.path.normpath(os.path.join(os.path.dirname(source.name), path))
    if not _is_within(os.path.realpath(place), os.path.realpath(project)):
        return "outside the project"
    if not os.path.isfile(place):
        return "there is no such file"
    return _read(place)


def _is_within(place: str, folder: str) -> bool:
    """Whether a place without links is a folder without links or below it."""
    place, folder = os.path.normcase(place), os.path.normcase(folder)
    return place == folder or place.startswith(os.path.join(folder, ""))


def _read(place: str) -> "Source | str":
    with open(place, "rb") as opened:
        data = opened.read(MAX_BYTES + 4)
    source, faults = decode(place, data)
    return faults[0].message if faults else source
