"""What verbs print, and the files they write."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from workoutc.cli.options import colored, width
from workoutc.cli.refusal import Refusal
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic
from workoutc.files import write_file
from workoutc.render import Format, Report, render


def report_of(compilations: Sequence[Compilation]) -> Report:
    """What was found, by source."""
    return [(c.source, c.diagnostics) for c in compilations]


def errors_of(report: Report) -> Report:
    """The errors alone."""
    return [(source, _errors(found)) for source, found in report]


def tell(report: Report, color: str, form: Format = "text") -> None:
    """Diagnostics as talk: on stderr."""
    text = render(report, form, color=colored(color, err=True), width=width())
    click.echo(text, err=True, nl=False, color=True)


def show(report: Report, form: Format, color: str) -> None:
    """Diagnostics as data: on stdout, in the form asked for."""
    emit(render(report, form, color=colored(color), width=width()))


def _errors(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return [d for d in found if d.code.startswith("E")]


def counted(count: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@contextmanager
def waiting(words: str, *, quiet: bool) -> Iterator[None]:
    """What takes so long: a line on a terminal, and nowhere else, that is gone afterwards."""
    shown = sys.stderr.isatty() and not quiet
    if shown:
        click.echo(f"{words} …", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\033[K", err=True, nl=False, color=True)


def emit(data: str | bytes) -> None:
    """Data to stdout, in UTF-8 and with its own line ends on any machine.

    A reader that has had enough (`| head`) is no fault and changes no exit code.
    """
    try:
        sys.stdout.buffer.write(data.encode() if isinstance(data, str) else data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as wrong:
        silence(sys.stdout)
        raise Refusal(f"standard output can't be written: {wrong.strerror}") from None


def silence(stream: TextIO) -> None:
    """Let a stream lead nowhere, so that nobody, not even Python at its end, stumbles over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_text(target: str, text: str) -> None:
    """Data to a file, or to stdout for `-`."""
    if target == "-":
        emit(text)
    else:
        write_file(Path(target), text.encode())
