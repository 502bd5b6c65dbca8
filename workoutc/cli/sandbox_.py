"""`workoutc sandbox`: a local stand-in for Intervals.icu."""

from pathlib import Path

import click


@click.command("sandbox")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
              help="0 takes any free port.")  # fmt: skip
@click.option("--data", type=click.Path(path_type=Path, dir_okay=False), default=None,
              metavar="FILE", help="An SQLite file to keep the calendar in.")  # fmt: skip
def command(port: int, data: Path | None) -> None:
    """Run a local stand-in for Intervals.icu, to push to without an account."""
    try:
        from workoutc.sandbox.server import serve
    except ModuleNotFoundError as missing:
        raise click.UsageError(
            f"the sandbox needs the package `{missing.name}`: pip install 'workoutc[sandbox]'"
        ) from None
    serve(port, data, ready=_ready)


def _ready(url: str) -> None:
    click.echo(
        f"The sandbox listens on {url}; stop it with Ctrl-C. In another terminal:\n", err=True
    )
    click.echo(f"export INTERVALS_URL={url}\nexport INTERVALS_API_KEY=sandbox-key")
