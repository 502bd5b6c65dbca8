"""Paths to compiled sources."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from workoutc.athlete import UNKNOWN
from workoutc.cli.options import Contexts
from workoutc.cli.refusal import Refusal
from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import Note as Remark
from workoutc.diagnostic import by_place
from workoutc.reading import MAX_BYTES
from workoutc.resolve.workouts import shared_identity
from workoutc.source import Source

SUFFIX = ".workout"
MANY = 300
"""Files that take long enough, a second or so, to show how far we are."""


class Text(NamedTuple):
    """What was read: its name as shown to people, its bytes, and its file unless it came from
    standard input. More than a source may hold is not read to the end."""

    name: str
    data: bytes
    file: Path | None


def compiled(
    texts: Sequence[Text], contexts: Contexts, *, quiet: bool = False
) -> list[Compilation]:
    """Every source, in order; an id that two files share is an error at the second. Raises Refusal
    for a value of `--set` that none of them has a name for."""
    _check_given(texts, contexts)
    return list(_without_shared_ids(_compilations(texts, contexts, quiet=quiet)))


def _check_given(texts: Sequence[Text], contexts: Contexts) -> None:
    for name in contexts.given if contexts.values else ():
        if not any(re.search(rf"\b{re.escape(name)}\b".encode(), text.data) for text in texts):
            from workoutc.settings.set import with_values

            with_values(UNKNOWN, {name: ""})  # tells which names there are


def texts(paths: Iterable[str]) -> list[Text]:
    """What stands at the paths: files, all `*.workout` files below folders in name order, and `-`,
    standard input. What is named twice is read once. Raises Refusal for what isn't there."""
    files = [file for path in paths for file in _files(path)]
    once: dict[Path | None, Path | None] = {}
    for file in files:
        once.setdefault(file and file.resolve(), file)
    return [_read(file) for file in once.values()]


def read_files(paths: Iterable[str]) -> list[Text]:
    """The same for files of any suffix, which can't be looked for in folders."""
    paths = list(paths)
    for path in paths:
        if path != "-" and Path(path).is_dir():
            raise Refusal(f"`{path}` is a folder", "name the files in it")
    return texts(paths)


def _files(path: str) -> list[Path | None]:
    if path == "-":
        return [None]
    place = Path(path)
    if not place.exists():
        raise Refusal(f"there is no file or folder `{path}`", _meant(place))
    if not place.is_dir():
        return [place]
    # A link that leads nowhere is not passed over: reading it will say so.
    found = sorted(p for p in place.rglob(f"*{SUFFIX}") if p.is_file() or p.is_symlink())
    if not found:
        raise Refusal(
            f"there is no `*{SUFFIX}` file in `{path}`", "a file of another name must be named"
        )
    return list(found)


def _meant(path: Path) -> str:
    from workoutc.suggest import nearest

    if Path(f"{path}{SUFFIX}").is_file():
        return f"did you mean `{path}{SUFFIX}`?"
    beside = sorted(path.parent.glob(f"*{SUFFIX}")) if path.parent.is_dir() else []
    near = nearest(path.stem, [p.stem for p in beside])
    return f"did you mean `{path.parent / near[0]}{SUFFIX}`?" if near else ""


def _read(file: Path | None) -> Text:
    most = MAX_BYTES + 4  # with a byte order mark and one too many
    if file is None:
        return Text("<stdin>", sys.stdin.buffer.read(most), None)
    with file.open("rb") as opened:
        # A name of undecodable bytes must not become half a character in a workout's name.
        return Text(os.fsencode(file).decode(errors="replace"), opened.read(most), file)


def _compilations(
    texts: Sequence[Text], contexts: Contexts, *, quiet: bool
) -> Iterator[Compilation]:
    for text in followed(texts, "compiling", quiet=quiet):
        context = contexts.of(text.file)
        yield compile_bytes(text.data, name=text.name, setting=context.setting(text.file))


def followed(texts: Sequence[Text], doing: str, *, quiet: bool) -> Iterator[Text]:
    """The same, with a bar of progress when there are many and somebody watches."""
    if len(texts) < MANY or quiet or not sys.stderr.isatty():
        yield from texts
        return
    from click import progressbar

    with progressbar(texts, label=doing, file=sys.stderr) as bar:
        yield from bar


def _without_shared_ids(compilations: Iterable[Compilation]) -> Iterator[Compilation]:
    from workoutc.plan.misfits import same_plan

    seen: dict[str, Source] = {}
    plans: dict[str, Source] = {}
    for compilation in compilations:
        clashes = [
            shared_identity(w.identity, w.span, Remark(f"the first is in {seen[w.identity].name}"))
            for w in compilation.workouts
            if w.identity in seen
        ]
        clashes += [
            same_plan(p.span, p.identity, Remark(f"the first is in {plans[p.identity].name}"))
            for p in compilation.plans
            if p.identity in plans
        ]
        for plan in compilation.plans:
            plans.setdefault(plan.identity, compilation.source)
        for workout in compilation.workouts:
            seen.setdefault(workout.identity, compilation.source)
        if clashes:
            found = by_place([*compilation.diagnostics, *clashes])
            compilation = replace(compilation, diagnostics=found)
        yield compilation
