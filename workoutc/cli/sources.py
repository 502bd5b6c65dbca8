"""Paths to compiled sources."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from workoutc.cli.options import Context
from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.diagnostic import Note as Remark
from workoutc.source import Source

SUFFIX = ".workout"


def compiled(paths: Sequence[str], context: Context) -> list[Compilation]:
    """Every source of the paths, in order; an id that two files share is an error at the second."""
    compilations = [
        compile_bytes(data, name=name, athlete=context.athlete, sport=context.sport)
        for name, data in contents(paths)
    ]
    return list(_without_shared_ids(compilations))


def contents(paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The names as shown to people, and the bytes. `-` is standard input."""
    for path in paths:
        if path == "-":
            yield "<stdin>", sys.stdin.buffer.read()
        else:
            for file in _files(Path(path)):
                yield str(file), file.read_bytes()


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise click.UsageError(f"there is no file or folder `{path}`")
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.rglob(f"*{SUFFIX}") if p.is_file())
    if not found:
        raise click.UsageError(f"there is no `*{SUFFIX}` file in `{path}`")
    return found


def _without_shared_ids(compilations: Iterable[Compilation]) -> Iterator[Compilation]:
    seen: dict[str, Source] = {}
    for compilation in compilations:
        clashes = [
            _shared(workout.identity, workout.span, seen[workout.identity])
            for workout in compilation.workouts
            if workout.identity in seen
        ]
        for workout in compilation.workouts:
            seen.setdefault(workout.identity, compilation.source)
        if clashes:
            found = by_place([*compilation.diagnostics, *clashes])
            compilation = replace(compilation, diagnostics=found)
        yield compilation


def _shared(identity: str, span: tuple[int, int], first: Source) -> Diagnostic:
    from workoutc.source import Span

    return Diagnostic(
        "E220",
        f"two workouts have the id `{identity}`",
        Span(*span),
        "the second",
        "give one of them an `id:` of its own; the id names the event on the calendar",
        notes=(Remark(f"the first is in {first.name}"),),
    )
