"""The command line for tests: in this process, or in one of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import workoutc
from tests import canary
from workoutc.cli.main import main

ROOT = Path(workoutc.__file__).parent.parent
PROGRAM = (sys.executable, "-m", "workoutc")
OURS = ("INTERVALS_", "NO_COLOR", "XDG_", "PYTHON", "TERM")

CLEAN = "workout: Tempo\n- 10m 75%\n"
BROKEN = "workout: Broken\n- 10m 75%\n- Easy\n"
WARNED = "workout: Beats\n- 10m 150bpm\n"
SLIP = "workout: Slip\n- 10 min 75%\n"


@dataclass
class Desk:
    """A folder to work in, and the commands given there."""

    folder: Path

    def write(self, **texts: str) -> None:
        """Workout files by their names, such as `a="- 10m"`."""
        for name, text in texts.items():
            self.put(f"{name}.workout", text)

    def put(self, name: str, text: str | bytes) -> Path:
        """A file, its folders made."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name: str) -> bytes:
        """What stands in a file."""
        return (self.folder / name).read_bytes()

    def names(self) -> list[str]:
        """All files below, hidden ones too."""
        found = (p for p in self.folder.rglob("*") if p.is_file() and p.parts[-2] != "home")
        return sorted(p.relative_to(self.folder).as_posix() for p in found)

    def run(self, *words: str, input: str | bytes | None = None) -> Result:
        """A command in this process; what is no exit is raised."""
        return CliRunner().invoke(main, list(words), input=input, catch_exceptions=False)

    def start(self, *words: str, **options: Any) -> "subprocess.Popen[bytes]":
        """A command in a process of its own, all its streams in pipes unless told otherwise."""
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        env = dict(os.environ) | {"PYTHONPATH": str(ROOT)} | options.pop("env", {})
        for name in ("INTERVALS_API_KEY", "INTERVALS_ACCESS_TOKEN"):
            if env.get(name) not in (None, *canary.PUBLIC):
                canary.check_key(env[name])
        return subprocess.Popen(
            [*PROGRAM, *words], cwd=self.folder, env=env, **{**pipes, **options}
        )

    def spawn(self, *words: str, input: bytes = b"", **options: Any) -> "Ended":
        """The same, waited for."""
        with self.start(*words, **options) as process:
            out, err = process.communicate(input, timeout=60)
        return Ended(process.returncode, out or b"", err or b"")


@dataclass(frozen=True)
class Ended:
    """A process that is over."""

    code: int
    out: bytes
    err: bytes


@pytest.fixture(name="desk")
def sat_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty working folder, nobody's home, and an environment that sets nothing."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    folder = tmp_path / "desk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Desk(folder)
