"""Outputs kept in files beside their inputs."""

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Golden:
    """`bless`: files are made to hold what was found, not compared with it."""

    bless: bool

    def check(self, path: Path, found: str) -> None:
        """The file holds just what was found; when nothing was, there is no such file."""
        if self.bless:
            write(path, found)
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        assert found == kept, f"{path.name}: see --bless"


def write(path: Path, found: str) -> None:
    """Keep what was found; nothing is kept as no file."""
    if found:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)
