"""A command that can't go on, and how that is told."""


class Refusal(Exception):  # noqa: N818  (not every one is an error of somebody's)
    """Wrong use or a broken environment: what is wrong, and what to do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def complain(message: str, help: str | None = None, code: str = "") -> None:
    """One error or warning that belongs to no source, on stderr; file names and servers may say
    anything, so nothing of it reaches the terminal but what can be seen. `code`: its page, where it
    has one."""
    from click import echo

    from workoutc.render.visible import visible

    word = "warning" if code.startswith("W") else "error"
    echo(f"{word}{f'[{code}]' if code else ''}: {visible(message)}", err=True)
    if help:
        echo(f"help: {visible(help)}", err=True)
