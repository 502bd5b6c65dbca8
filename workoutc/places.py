"""Where on this machine things are: settings, notes of what was done, results.

Apart from the settings themselves, as a command that finds its answer among the results needs none.
"""

from collections.abc import Mapping
from pathlib import Path

PROJECT_FILE = "workoutc.toml"


class SettingsError(Exception):
    """The surroundings are not fit to work in; `message` says what is wrong, `help` the cure."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


def project_of(start: Path) -> Path | None:
    """The nearest folder upwards from a file or folder that has a `workoutc.toml`."""
    start = start.absolute()
    return next((d for d in (start, *start.parents) if (d / PROJECT_FILE).is_file()), None)


def own_file(environ: Mapping[str, str]) -> Path:
    """One's own settings file."""
    return config_folder(environ) / "config.toml"


def config_folder(environ: Mapping[str, str]) -> Path:
    """Where one's own settings are kept."""
    return _base(environ, "XDG_CONFIG_HOME", ".config")


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where it is noted what was done, such as the journals of pushes."""
    return _base(environ, "XDG_STATE_HOME", ".local/state")


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Where things are kept that can be made anew."""
    return _base(environ, "XDG_CACHE_HOME", ".cache")


def _base(environ: Mapping[str, str], variable: str, usual: str) -> Path:
    """Our folder below a base folder; a relative one is ignored, as the standard asks
    (specifications.freedesktop.org/basedir-spec)."""
    base = Path(environ.get(variable, ""))
    if not base.is_absolute():
        base = Path(environ.get("HOME") or Path.home()) / usual
    return base / "workoutc"
