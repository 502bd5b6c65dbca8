"""Commands in processes of their own, each forked from one that has imported everything."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.canary import KEY, sings
from tests.commands import ROOT
from tests.faults.season import KINDS, Season


class Ended(NamedTuple):
    """A command that is over."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """Sources in a folder, to be pushed to an address; `papers`: where the journal is kept."""

    folder: Path
    papers: Path
    url: str
    prune: bool

    @property
    def journal(self) -> Path:
        """The journal of the calendar, whether it is there or not."""
        host = self.url.removeprefix("http://").replace(":", "_")
        return self.papers / "workoutc" / "pushes" / f"{host}_i12345.jsonl"

    @property
    def home(self) -> Path:
        """Where all of it is."""
        return self.papers.parent

    def steps(self) -> list[dict[str, Any]]:
        """All whole lines of the journal."""
        text = self.journal.read_bytes() if self.journal.exists() else b""
        return [json.loads(line) for line in text.split(b"\n")[:-1]]

    def check_papers(self) -> None:
        """Fail where a key is in any of them."""
        files = [path for path in self.papers.rglob("*") if path.is_file()]
        assert not [path for path in files if sings(path.read_bytes())]


class Zygote:
    """The process that all others are forked from."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.zygote"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def push(self, desk: Desk, **more: Any) -> Ended:
        """`workoutc push` at a desk. `more`: what is to befall it."""
        env = {
            "INTERVALS_URL": desk.url,
            "INTERVALS_API_KEY": KEY,
            "HOME": str(desk.home),
            "XDG_STATE_HOME": str(desk.papers),
            "XDG_CONFIG_HOME": str(desk.home),
        }
        words = ["push", ".", "--yes", *(["--prune"] if desk.prune else [])]
        order = {"folder": str(desk.folder), "env": env, "words": words, **more}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        ended = Ended(**json.loads(self._process.stdout.readline()))
        assert not sings(ended.out + ended.err), "a key is in the output"
        return ended


def write_sources(folder: Path, season: Season) -> None:
    """A season as files."""
    folder.mkdir()
    for identity, wanted in season.items():
        name, _, rest = KINDS[wanted.kind].format(v=wanted.version).partition("\n")
        text = f"{name}\nid: {identity}\ndate: {wanted.day}\n{rest}"
        (folder / f"{identity}.workout").write_text(text, "utf-8")
