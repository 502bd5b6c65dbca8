"""Where on this machine things are: settings, notes of what was done, results.

Apart from the settings themselves, as a command that finds its answer among the results needs none;
and as text, since `pathlib` takes such a command longer to load than to look.
"""

import os
from collections.abc import Mapping

PROJECT_FILE = "workoutc.toml"


class SettingsError(Exception):
    """The surroundings are not fit to work in; `message` says what is wrong, `help` the cure."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def project_of(start: str | os.PathLike[str]) -> str | None:
    """The nearest folder upwards from a file or folder that has a `workoutc.toml`."""
    folder, below = os.path.abspath(start), ""
    while folder != below:
        if os.path.isfile(os.path.join(folder, PROJECT_FILE)):
            return folder
        folder, below = os.path.dirname(folder), folder
    return None


def own_file(environ: Mapping[str, str]) -> str:
    """One's own settings file."""
    return os.path.join(config_folder(environ), "config.toml")


def config_folder(environ: Mapping[str, str]) -> str:
    """Where one's own settings are kept."""
    return _base(environ, "XDG_CONFIG_HOME", ".config")


def state_folder(environ: Mapping[str, str]) -> str:
    """Where it is noted what was done, such as the journals of pushes."""
    return _base(environ, "XDG_STATE_HOME", ".local/state")


def cache_folder(environ: Mapping[str, str]) -> str:
    """Where things are kept that can be made anew."""
    return _base(environ, "XDG_CACHE_HOME", ".cache")


def _base(environ: Mapping[str, str], variable: str, usual: str) -> str:
    """Our folder below a base folder; a relative one is ignored, as the standard asks
    (specifications.freedesktop.org/basedir-spec)."""
    base = environ.get(variable, "")
    if not os.path.isabs(base):
        home = environ.get("HOME") or os.path.expanduser("~")
        if not os.path.isabs(home):
            raise SettingsError("there is no home folder", f"set HOME, or {variable}")
        base = os.path.join(home, usual)
    return os.path.join(base, "workoutc")
