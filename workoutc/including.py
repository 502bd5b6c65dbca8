"""Files that sources include: inside their project, and nowhere else."""

import os
from functools import partial
from pathlib import Path, PurePosixPath

from workoutc.limits import MAX_BYTES
from workoutc.reading import decode
from workoutc.setting import Includes
from workoutc.source import Source


def including(project: Path) -> Includes:
    """Gives the source at a path that a source of the project names, or says why not. Other
    processes can be given it."""
    return partial(_included, project)


def _included(project: Path, source: Source, path: str) -> "Source | str":
    if PurePosixPath(path).is_absolute() or Path(path).is_absolute():
        return "an absolute path leads to nowhere on another machine"
    place = Path(os.path.normpath(Path(source.name).parent / path))
    if not place.resolve().is_relative_to(project.resolve()):
        return "outside the project"
    if not place.is_file():
        return "there is no such file"
    return _read(place)


def _read(place: Path) -> "Source | str":
    with place.open("rb") as opened:
        data = opened.read(MAX_BYTES + 4)
    source, faults = decode(str(place), data)
    return faults[0].message if faults else source
