"""Where things are on this machine."""

import os
from pathlib import Path

import pytest

from workoutc.places import SettingsError, cache_folder, config_folder, project_of, state_folder


def test_the_folders_of_the_desktop_standard() -> None:
    environ = {"XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative", "HOME": "/home/ann"}
    assert config_folder(environ) == "/c/workoutc"
    assert state_folder(environ) == "/home/ann/.local/state/workoutc"
    assert cache_folder(environ) == "/home/ann/.cache/workoutc"


def test_without_a_home_it_is_said_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)  # as for a user that has none
    with pytest.raises(SettingsError, match="no home folder") as raised:
        cache_folder({})
    assert raised.value.help == "set HOME, or XDG_CACHE_HOME"


def test_a_project_is_the_nearest_folder_upwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "season" / "base" / "week"
    inner.mkdir(parents=True)
    for folder in (tmp_path, tmp_path / "season" / "base"):
        (folder / "workoutc.toml").write_text("")
    assert project_of(inner) == str(tmp_path / "season" / "base")
    assert project_of(tmp_path / "season") == str(tmp_path)
    monkeypatch.chdir(inner)
    assert project_of(os.curdir) == str(tmp_path / "season" / "base")
    (inner / "workoutc.toml").write_text("")
    assert project_of(os.curdir) == str(inner)
    assert project_of("../easy.workout") == str(tmp_path / "season" / "base")  # and not ours
