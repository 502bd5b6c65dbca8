"""Which files a source included, noted so that it can be seen later whether they are the same."""

import os

from workoutc.records import replace
from workoutc.setting import Includes, Setting
from workoutc.shelf import digest_of
from workoutc.source import Source


class Recorder:
    """Includes files as before, and notes what was found at each path."""

    def __init__(self, include: Includes | None) -> None:
        self.include = include
        self.read: list[tuple[str, str, str]] = []

    def within(self, setting: Setting) -> Setting:
        """The setting, its includes noted."""
        return setting if self.include is None else replace(setting, include=self._noted)

    def _noted(self, source: Source, path: str) -> "Source | str":
        assert self.include is not None
        found = self.include(source, path)
        self.read.append((source.name, path, digest(found)))
        return found


class Replay:
    """Tells whether includes would find today what they found then."""

    def __init__(self, include: Includes) -> None:
        self.include = include
        self._known: dict[tuple[str, str], str] = {}

    def finds(self, name: str, path: str, then: str) -> bool:
        """Whether a path in a source of that name leads to the same as then. It depends on nothing
        but the folder of the source, and ten thousand files may include the same one."""
        place = os.path.dirname(name), path
        if place not in self._known:
            self._known[place] = digest(self.include(Source(name, ""), path))
        return self._known[place] == then


def digest(found: "Source | str") -> str:
    """Stands for what was found at a path: a source and its name, or why there is none."""
    words = f"1{found.name}\0{found.text}" if isinstance(found, Source) else f"0{found}"
    return digest_of(words.encode(errors="surrogatepass")).hex()
