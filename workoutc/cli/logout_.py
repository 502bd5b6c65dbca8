"""`workoutc logout`: forget the key of an account."""

import os
from pathlib import Path

import click

from workoutc.calendar import keys
from workoutc.calendar.account import address
from workoutc.calendar.secret import Scheme
from workoutc.render.visible import visible
from workoutc.settings import load


@click.command("logout")
def command() -> None:
    """Forget the key that `workoutc login` kept.

    It is taken out of the system keyring and out of the file, on this machine; it stays valid
    until you make a new one on Intervals.icu.
    """
    url = address(load(Path.cwd(), os.environ).calendar.url)
    found = False
    for place in keys.forget(os.environ, url):
        found = True
        _say(f"the key for {url} is gone from {place}")
    if not found:
        _say(f"no key was kept for {url}")
    for name in Scheme:
        if os.environ.get(name):
            _say(f"{name} is still set in the environment; unset it to be without a key")


def _say(words: str) -> None:
    click.echo(visible(words), err=True)
