"""What verbs print, and the files they write."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from workoutc.cli.options import colored, width
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic
from workoutc.render import Format, Report, render


def report_of(compilations: Sequence[Compilation]) -> Report:
    """What was found, by source."""
    return [(c.source, c.diagnostics) for c in compilations]


def tell(report: Report, color: str, *, quiet: bool = False) -> None:
    """Diagnostics as talk: on stderr, as text; with `quiet` the errors alone."""
    if quiet:
        report = [(source, _errors(found)) for source, found in report]
    text = render(report, "text", color=colored(color, err=True), width=width())
    click.echo(text, err=True, nl=False, color=True)


def show(report: Report, form: Format, color: str) -> None:
    """Diagnostics as data: on stdout, in the form asked for."""
    text = render(report, form, color=colored(color), width=width())
    click.echo(text, nl=False, color=True)


def _errors(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.code.startswith("E")]


def write_text(target: str, text: str) -> None:
    """Data to a file, or to stdout for `-`."""
    if target == "-":
        click.echo(text, nl=False)
    else:
        write_file(Path(target), text.encode())


def write_file(path: Path, data: bytes) -> None:
    """The whole file or nothing: written beside it, then put in its place; its mode is kept."""
    import tempfile

    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
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
