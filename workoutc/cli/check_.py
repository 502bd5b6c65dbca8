"""`workoutc check`: say what is wrong."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from workoutc.cli import options
from workoutc.cli.options import Context
from workoutc.cli.output import report_of, show, write_file
from workoutc.cli.sources import compiled, contents
from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import by_place
from workoutc.render import FORMATS, Format

ROUNDS = 10
"""A fix may bring the next one to light; after this many rounds we stop looking."""


@click.command("check")
@options.paths
@click.option("--fix", is_flag=True, help="Apply the safe fixes; `-` prints the fixed text.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@options.profile
@options.look
def command(
    paths: tuple[str, ...], fix: bool, strict: bool, form: Format, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Say what is wrong with workouts: all of it, with places and cures.

    PATH is a file, a folder (every *.workout below it) or - for standard input.
    """
    context = options.context(athlete, values)
    if fix:
        fixed(paths, context, quiet=quiet or form != "text")
        paths = tuple(path for path in paths if path != "-")
    found = [with_losses(c, context) for c in compiled(paths, context)]
    show(report_of(found), form, color)
    bad = any(not c.ok or (strict and c.diagnostics) for c in found)
    if not bad and not quiet and form == "text" and not any(c.diagnostics for c in found):
        files = "1 file" if len(found) == 1 else f"{len(found)} files"
        click.echo(f"{files}: nothing to complain about", err=True)
    sys.exit(1 if bad else 0)


def with_losses(compilation: Compilation, context: Context) -> Compilation:
    """The same with what would be changed on the way to Intervals.icu.

    A threshold that is missing for that is a warning here, and an error only when building.
    """
    if not compilation.ok:
        return compilation
    from workoutc.formats.intervals.write import write

    lost = [d for w in compilation.workouts for d in write(w, context.athlete).lost]
    found = by_place([*compilation.diagnostics, *(d for d in lost if d.code != "E401")])
    return replace(compilation, diagnostics=found)


def fixed(paths: tuple[str, ...], context: Context, *, quiet: bool) -> None:
    """Apply the safe fixes to the files; standard input is fixed to standard output."""
    for name, data in contents(paths):
        text, count = fix_all(name, data, context)
        if name == "<stdin>":
            sys.stdout.buffer.write(text)
        elif count:
            write_file(Path(name), text)
        if count and not quiet:
            click.echo(f"{name}: {count} {'fix' if count == 1 else 'fixes'} applied", err=True)


def fix_all(name: str, data: bytes, context: Context) -> tuple[bytes, int]:
    """The bytes with all safe fixes in them, and how many; broken UTF-8 is left alone."""
    from workoutc.fix import apply_fixes

    mark = b"\xef\xbb\xbf"
    had_mark, total = data.startswith(mark), 0
    for _ in range(ROUNDS):
        compilation = compile_bytes(data, name=name, athlete=context.athlete, sport=context.sport)
        if any(d.code in ("E101", "E103") for d in compilation.diagnostics):
            return data, total
        fixes = [d.fix for d in compilation.diagnostics if d.fix is not None]
        text, count = apply_fixes(compilation.source.text, fixes)
        if not count:
            break
        data, total = (mark if had_mark else b"") + text.encode(), total + count
    return data, total
