"""The command `workoutc`: finds its verbs, and turns whatever ends one into an exit code."""

import importlib
import os
import sys
from pathlib import Path

import click

from workoutc import __version__
from workoutc.settings import SettingsError

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
            hint = f" Did you mean `{meant[0]}`?" if meant else ""
            ctx.fail(f"There is no command `{args[0]}`.{hint}")
        return super().resolve_command(ctx, args)


def verbs() -> list[str]:
    """The verbs there are: a file `check_.py` is the verb `check`."""
    here = Path(__file__).parent
    return sorted(path.stem.removesuffix("_") for path in here.glob("[a-z]*_.py"))


@click.group(cls=Verbs, context_settings=HELP)
@click.version_option(__version__, prog_name="workoutc")
@click.option("-C", "folder", metavar="DIR", help="Work in this folder.")
def main(folder: str | None) -> None:
    """Compile structured workouts: plain text in, checked Intervals.icu workouts out."""
    if folder is not None:
        os.chdir(folder)


def run() -> None:
    """The console script. No traceback reaches a user; the exit code says what happened:
    0 fine, 1 errors in the sources or on the calendar, 2 wrong use or environment, 130 stopped."""
    try:
        main.main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except SettingsError as wrong:
        complain(wrong.message, wrong.help)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output has had enough; keep the interpreter from flushing into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as wrong:
        complain(f"{wrong.filename or 'file'}: {wrong.strerror or wrong}", None)
        sys.exit(2)


def complain(message: str, help_: str | None) -> None:
    """One error that belongs to no source, on stderr."""
    click.echo(f"error: {message}", err=True)
    if help_:
        click.echo(f"help: {help_}", err=True)
