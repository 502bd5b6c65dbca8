"""The calendar of an athlete, as the settings say, and the time."""

import datetime as dt
import os
from pathlib import Path

import click

from workoutc.calendar.account import account
from workoutc.calendar.client import Calendar
from workoutc.calendar.patience import SLACK, wrong_by
from workoutc.calendar.quota import Quota
from workoutc.calendar.wire import Manner
from workoutc.cli.contexts import Context
from workoutc.render.visible import visible
from workoutc.settings import Settings, SettingsError, state_folder


def clock() -> dt.datetime:
    """The time, whatever the zone."""
    return dt.datetime.now(dt.UTC)


def time(calendar: Calendar, *, quiet: bool) -> dt.datetime:
    """The time by this machine, or by the calendar's last answer where they differ: a slow clock
    would let a push change what is over."""
    here, there = clock(), calendar.wire.told
    if there is None or abs(here - there) <= SLACK:
        return here
    if not quiet:
        off = wrong_by(here - there)
        click.echo(f"note: this machine's clock is {off}, so the calendar's counts", err=True)
    return there


def manner(*, quiet: bool) -> Manner:
    """How requests of a command are made: what is waited for is told on stderr."""
    quota = Quota.of(Path(state_folder(os.environ), "requests.json"))
    return Manner(quota=quota, tell=_silent if quiet else _tell)


def connected(context: Context, athlete: str | None, *, quiet: bool) -> Calendar:
    """The calendar of the athlete of that name in the settings, to be closed. Raises SettingsError
    without a key or with a bad address, and for somebody whose calendar isn't known: what is meant
    for them must not end up on another's."""
    settings = context.settings
    if athlete is not None and not settings.profile(athlete).id:
        raise SettingsError(
            f"`[athletes.{athlete}]` has no `id`, so their calendar is not known",
            'write id = "i12345", as in the address of their calendar page',
        )
    person, named_in = _whose(settings, athlete)
    mine = account(os.environ, person, settings.calendar.url, named_in)
    return Calendar(mine, manner(quiet=quiet))


def _whose(settings: Settings, athlete: str | None) -> tuple[str, str]:
    """The id of whose calendar it is, and where that stands."""
    if own := settings.profile(athlete).id:
        return own, f"`id` under [{'.'.join(settings.table(athlete))}] of the settings"
    if os.environ.get("INTERVALS_ATHLETE"):
        return settings.calendar.athlete, "INTERVALS_ATHLETE"
    return settings.calendar.athlete, "`athlete` under [calendar] of the settings"


def _tell(words: str) -> None:
    click.echo(f"  {visible(words)}", err=True)


def _silent(_: str) -> None:
    return None
