"""What verbs print, and the files they write."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from workoutc.cli.refusal import Refusal

if TYPE_CHECKING:
    from workoutc.diagnostic import Diagnostic
    from workoutc.render import Format, Report


def errors_of(report: "Report") -> "Report":
    """The errors alone."""
    return [(source, _errors(found)) for source, found in report]


def tell(report: "Report", color: str, form: "Format" = "text") -> None:
    """Diagnostics as talk: on stderr."""
    from click import echo

    from workoutc.render import render

    text = render(report, form, color=colored(color, err=True), width=width())
    echo(text, err=True, nl=False, color=True)


def show(report: "Report", form: "Format", color: str) -> None:
    """Diagnostics as data: on stdout, in the form asked for."""
    from workoutc.render import render

    emit(render(report, form, color=colored(color), width=width()))


def _errors(found: "Sequence[Diagnostic]") -> "list[Diagnostic]":
    return [d for d in found if d.code.startswith("E")]


def counted(count: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@contextmanager
def waiting(words: str, *, quiet: bool) -> Iterator[None]:
    """What takes so long: a line on a terminal, and nowhere else, that is gone afterwards."""
    shown = sys.stderr.isatty() and not quiet
    from click import echo

    if shown:
        echo(f"{words} …", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            echo("\r\033[K", err=True, nl=False, color=True)


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


def write_data(target: str, data: str | bytes) -> None:
    """Data to a file, or to stdout for `-`. Raises Refusal for what is no text, on a terminal."""
    if target != "-":
        from workoutc.files import write_file

        write_file(target, data.encode() if isinstance(data, str) else data)
        return
    if isinstance(data, bytes) and sys.stdout.isatty():
        raise Refusal("this format is no text for a terminal", "name a file: `-o FILE`")
    emit(data)


def colored(choice: str, *, err: bool = False) -> bool:
    """Whether to colour what goes to stdout, or to stderr."""
    if choice != "auto":
        return choice == "always"
    stream = sys.stderr if err else sys.stdout
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


def width(most: int = 160) -> int:
    """Cells across the terminal, within what can be read."""
    from shutil import get_terminal_size

    return min(max(get_terminal_size((100, 24)).columns, 40), most)
