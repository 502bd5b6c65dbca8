"""Files that an import writes, none over one that says something else."""

import re
from collections.abc import Sequence
from pathlib import Path

import click

from workoutc.cli.imported import Imported
from workoutc.cli.output import counted, emit
from workoutc.files import write_file

SUFFIXES = {"source": ".workout", "doc": ".json", "json": ".json"}


def put_each(each: Sequence[Imported], folder: Path, *, quiet: bool) -> bool:
    """A file for each that could be read, called as it was; whether all are in place."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    written = unchanged = 0
    fine = all(one.ok for one in each)
    for one in each:
        if not one.ok:
            continue
        path = folder / f"{_free(_stem(one), taken)}{SUFFIXES[one.form]}"
        if _same(path, one.content):
            unchanged += 1
        elif _put(path, one.content):
            written += 1
        else:
            fine = False
    if not quiet:
        left = len(each) - written - unchanged
        words = [f"{counted(written, 'file')} written to {folder}"]
        words += [f"{unchanged} unchanged"] if unchanged else []
        words += [f"{left} not"] if left else []
        click.echo(", ".join(words), err=True)
    return fine


def put_one(each: Sequence[Imported], target: str) -> bool:
    """All of them in one file or on standard output, if all could be read."""
    if not all(one.ok for one in each):
        click.echo("nothing was read", err=True)
        return False
    data = _together(each)
    if target == "-":
        emit(data)
        return True
    return _same(Path(target), data) or _put(Path(target), data)


def _together(each: Sequence[Imported]) -> str:
    if len(each) == 1:
        return each[0].content
    if all(one.form == "source" for one in each):
        return "\n".join(one.content for one in each)
    inner = ",\n".join(one.content.rstrip("\n") for one in each)
    return f"[\n{inner}\n]\n"


def _put(path: Path, content: str) -> bool:
    """Write a file, unless it is there: then somebody may have changed it."""
    if path.is_file():
        click.echo(f"{path} is there and says something else: left alone", err=True)
        click.echo("help: delete it, or name another place with -o", err=True)
        return False
    write_file(path, content.encode())
    return True


def _same(path: Path, content: str) -> bool:
    return path.is_file() and path.read_bytes() == content.encode()


def _stem(one: Imported) -> str:
    name = one.source.name.replace("\\", "/").rsplit("/", 1)[-1]
    return "workout" if name == "<stdin>" else re.sub(r"\.[A-Za-z0-9]{1,8}$", "", name)


def _free(stem: str, taken: set[str]) -> str:
    """A name that no other file of this command has, on any machine."""
    free, number = stem, 1
    while free.casefold() in taken:
        number += 1
        free = f"{stem}-{number}"
    taken.add(free.casefold())
    return free
