"""The command `workoutc`: finds its verbs, and turns whatever ends one into an exit code."""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from workoutc import __version__
from workoutc.cli.ending import ending, stopped
from workoutc.cli.refusal import Refusal, complain

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Verbs(click.Group):
    """A group whose commands are the files of this folder, each imported when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The verbs by name."""
        return verbs()

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """The command of one verb."""
        if name not in verbs():
            return None
        module = importlib.import_module(f"workoutc.cli.{name}_")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a verb that isn't one."""
        if args and not args[0].startswith("-") and args[0] not in verbs():
            from workoutc.suggest import nearest

            meant = nearest(args[0], verbs())
            help_ = f"did you mean `{meant[0]}`?" if meant else "`workoutc --help` lists them"
            raise Refusal(f"there is no command `{args[0]}`", help_)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a verb and exit: 0 fine, 1 errors in the sources or on the calendar, 2 wrong use or
        environment, 130 stopped."""
        with ending():
            _run(super().main, *args, **{**extra, "standalone_mode": False})


def _run(run: Callable[..., Any], *args: Any, **extra: Any) -> None:
    """A command, ended the way click wants it."""
    try:
        sys.exit(run(*args, **extra))
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.UsageError as wrong:
        _misused(wrong)
    except click.ClickException as wrong:
        wrong.show()
    except click.Abort:
        stopped()
    sys.exit(2)


def verbs() -> list[str]:
    """The verbs there are: a file `check_.py` is the verb `check`."""
    here = Path(__file__).parent
    return sorted(path.stem.removesuffix("_") for path in here.glob("[a-z]*_.py"))


@click.group(cls=Verbs, context_settings=HELP, invoke_without_command=True)
@click.version_option(__version__, prog_name="workoutc")
@click.option("-C", "folder", metavar="DIR", help="Work in this folder.")
@click.pass_context
def main(ctx: click.Context, folder: str | None) -> None:
    """Structured workouts as text: checked, compiled, and put on the Intervals.icu calendar."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
    if folder is not None:
        os.chdir(folder)


def _misused(wrong: click.UsageError) -> None:
    """What click has against the use of a command, as short as all other errors."""
    message = wrong.format_message().rstrip(".")
    command = wrong.ctx.command_path if wrong.ctx else "workoutc"
    help_ = _spelled(wrong) or f"`{command} --help` tells how it is used"
    complain(message[:1].lower() + message[1:], help_)


def _spelled(wrong: click.UsageError) -> str:
    """How a verb without `--json` is asked for JSON, where it can be."""
    if not isinstance(wrong, click.NoSuchOption) or wrong.option_name != "--json" or not wrong.ctx:
        return ""
    for option in (name for param in wrong.ctx.command.params for name in param.opts):
        if option in ("--format", "--to"):
            return f"here it is spelled `{option} json`"
    return ""
