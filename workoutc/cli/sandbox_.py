"""`workoutc sandbox`: a local stand-in for Intervals.icu."""

from pathlib import Path

import click

from workoutc.cli.output import emit
from workoutc.cli.refusal import Refusal

DATABASE = b"SQLite format 3\0"
"""What a file of SQLite begins with (sqlite.org/fileformat.html, 1.3)."""


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
              help="0 takes any free port.")  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False, writable=True),
              default=None, metavar="FILE", help="An SQLite file to keep the calendar in; without "
              "it, all is forgotten at the end.")  # fmt: skip
def command(port: int, data: Path | None) -> None:
    """Run a local stand-in for Intervals.icu.

    A calendar to push to without an account, on this machine only, until Ctrl-C. Prints the
    variables that point `workoutc push` to it. Its key belongs to athlete i12345, who coaches
    i23456.
    """
    if data is not None:
        _check_database(data)
    try:
        from workoutc.sandbox.server import serve
        from workoutc.sandbox.store import NoDatabaseError
    except ModuleNotFoundError as missing:
        raise Refusal(
            f"the sandbox needs the package `{missing.name}`", "pip install 'workoutc[sandbox]'"
        ) from None
    try:
        serve(port, data, ready=_ready)
    except NoDatabaseError as wrong:
        raise Refusal(f"`{data}` can't be used: {wrong}", "name another for --data") from None
    except OSError as wrong:
        raise Refusal(
            f"port {port} can't be used: {wrong.strerror}",
            "perhaps another sandbox is running; name another port with --port, 0 takes a free one",
        ) from None


def _check_database(data: Path) -> None:
    """Raises Refusal for what SQLite could not open, before it does something about it."""
    if not data.parent.is_dir():
        raise Refusal(f"there is no folder `{data.parent}`", "make it, or name another for --data")
    if data.exists():
        with data.open("rb") as opened:
            beginning = opened.read(len(DATABASE))
        if beginning not in (b"", DATABASE):
            raise Refusal(f"`{data}` is no database", "name a new file for --data")


def _ready(url: str) -> None:
    click.echo(
        f"The sandbox listens on {url}; stop it with Ctrl-C. In another terminal:\n", err=True
    )
    emit(f"export INTERVALS_URL={url}\nexport INTERVALS_API_KEY=sandbox-key\n")
