"""A command that can't go on, and how that is told."""

from typing import IO, Any

import click


class Refusal(click.ClickException):
    """Wrong use or a broken environment: what is wrong, and what to do about it."""

    exit_code = 2

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002
        """On stderr, like every error."""
        complain(self.message, self.help)


def complain(message: str, help: str | None = None, code: str = "") -> None:
    """One error or warning that belongs to no source, on stderr; file names and servers may say
    anything, so nothing of it reaches the terminal but what can be seen. `code`: its page, where it
    has one."""
    from workoutc.render.visible import visible

    word = "warning" if code.startswith("W") else "error"
    click.echo(f"{word}{f'[{code}]' if code else ''}: {visible(message)}", err=True)
    if help:
        click.echo(f"help: {visible(help)}", err=True)
