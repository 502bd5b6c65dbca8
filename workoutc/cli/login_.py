"""`workoutc login`: keep the key of an account."""

import os
import sys
from pathlib import Path

import click

from workoutc.calendar import key_file, key_ring, keys
from workoutc.calendar.account import Account, address
from workoutc.calendar.secret import WHERE_KEYS_ARE, Credentials, Scheme, Secret, sound
from workoutc.cli.refusal import Refusal, complain
from workoutc.records import replace
from workoutc.render.visible import visible
from workoutc.settings import load

LONGEST = 4096
"""Bytes of a line that may be a key."""

UNKEPT = "nothing was kept; with --no-check it is kept without asking the calendar"


@click.command("login", context_settings={"allow_extra_args": True})
@click.option("--token", is_flag=True, help="It is the token of an OAuth application, not a key.")
@click.option("--file", "in_file", is_flag=True,
              help="Keep it in a file that only you can read, not in the keyring.")  # fmt: skip
@click.option("--no-check", "unchecked", is_flag=True, help="Don't ask the calendar whose it is.")
@click.option("--yes", is_flag=True, help="Don't ask before it is kept in a file.")
@click.pass_context
def command(ctx: click.Context, *, token: bool, in_file: bool, unchecked: bool, yes: bool) -> None:
    """Keep the key of your account.

    Asks for the key, without showing it, or reads one line of standard input. The calendar says
    whose it is; then it is kept in the system keyring (pip install 'workoutc[keyring]'), or in a
    file that only you can read. It is sent to this one service and nowhere else.

    \b
      workoutc login
      pass show intervals | workoutc login --file
    """
    if ctx.args:
        raise Refusal(
            "a key is no argument: other programs and the shell's history would see it",
            f"run it without one; what was just typed is best replaced at {WHERE_KEYS_ARE}",
        )
    url = address(load(Path.cwd(), os.environ).calendar.url)
    scheme = Scheme.TOKEN if token else Scheme.KEY
    # Before any other question: whoever has the key at hand pastes it at the first prompt there is,
    # and this one doesn't show it.
    credentials = Credentials(scheme, _given(scheme, url))
    in_file = in_file or _falls_to_file(yes=yes)
    if not unchecked:
        _check(credentials, url)
    _tell(keys.keep(os.environ, url, credentials, in_file=in_file), scheme, url)


def _falls_to_file(*, yes: bool) -> bool:
    """Whether a file has to do, for want of a keyring. Raises Refusal when nobody agrees to it."""
    try:
        if key_ring.name() is not None:
            return False
        why = "there is no system keyring to keep a key in"
        more = "`pip install 'workoutc[keyring]'` lets workoutc use the one of your system"
    except key_ring.ShutError as shut:
        why, more = f"the system keyring can't be used: {shut}", "see PYTHON_KEYRING_BACKEND"
    if yes:
        return True
    path = key_file.path_of(os.environ)
    if sys.stdin.isatty():
        click.echo(visible(why), err=True)
        if click.confirm(visible(f"keep it in {path}, readable by you only?"), err=True):
            return True
        raise Refusal("nothing was kept", more)
    raise Refusal(why, f"`--file` keeps it in {path}, readable by you only; {more}")


def _given(scheme: Scheme, url: str) -> Secret:
    """What was typed, or came in through a pipe. Raises Refusal and SettingsError."""
    if sys.stdin.isatty():
        text = click.prompt(f"{scheme.noun} for {url} (not shown)", hide_input=True, err=True)
    else:
        line = sys.stdin.buffer.readline(LONGEST).decode(errors="replace")
        text = line.removesuffix("\n").removesuffix("\r")
    if not text:
        raise Refusal(
            f"no {scheme.noun} came in",
            "run it on a terminal, or: pass show intervals | workoutc login",
        )
    return sound(f"this {scheme.noun}", text)


def _check(credentials: Credentials, url: str) -> None:
    """Say whose it is, or end with 1: what opens nothing is not kept."""
    from workoutc.calendar.client import Calendar
    from workoutc.calendar.faults import CalendarError
    from workoutc.calendar.patience import Patience
    from workoutc.cli import connection

    manner = replace(connection.manner(quiet=False), patience=Patience(tries=3, total=20))
    try:
        with Calendar(Account(credentials, "0", url), manner) as calendar:
            person = calendar.person()
            names = [calendar.clean(text) for text in (person.name, person.id) if text]
    except CalendarError as error:
        complain(error.message, error.help, error.code)
    else:
        if names:
            whose = f"{names[0]} ({names[1]})" if len(names) > 1 else names[0]
            click.echo(f"this is the {credentials.scheme.noun} of {visible(whose)}", err=True)
            return
        _complain_of_silence(credentials.scheme)
    click.echo(UNKEPT, err=True)
    sys.exit(1)


def _complain_of_silence(scheme: Scheme) -> None:
    """No profile and no training plan is what a token without scopes gets, and a key in the place
    of a token."""
    mixed = (
        "a personal key goes without --token" if scheme is Scheme.TOKEN else "a token needs --token"
    )
    complain(
        f"the calendar doesn't say whose {scheme.noun} this is",
        f"{mixed}; a token needs the scope CALENDAR:READ or SETTINGS:READ to tell; "
        f"a key can be copied again from {WHERE_KEYS_ARE}",
    )


def _tell(change: keys.Change, scheme: Scheme, url: str) -> None:
    lines = [f"the {scheme.noun} for {url} is kept in {change.place}"]
    lines += [f"it replaces the one in {place}" for place in change.replaced]
    if change.shut:
        lines.append(
            f"the system keyring can't be used now ({change.shut}); "
            "what it may hold for this address comes first once it can"
        )
    lines += [
        f"{name} is set in the environment, and is what will be used until you unset it"
        for name in Scheme
        if os.environ.get(name)
    ]
    for line in lines:
        click.echo(visible(line), err=True)
