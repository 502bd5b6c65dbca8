"""What is known of sources from earlier runs: an outcome that is found again is not worked out."""

import json
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workoutc import __version__
from workoutc.cli.contexts import Contexts
from workoutc.cli.outcome import Outcome
from workoutc.cli.outcome_json import decoded, encoded
from workoutc.cli.sources import Text
from workoutc.places import cache_folder
from workoutc.shelf import Shelf, digest_of

if TYPE_CHECKING:
    from workoutc.cli.replay import Replay

PACKAGE = os.path.dirname(os.path.dirname(__file__))


class Known:
    """Outcomes by all that they depend on: the compiler, the settings and options, the source and
    its name, and what it includes."""

    def __init__(self, contexts: Contexts, to: str, environ: Mapping[str, str]) -> None:
        self.contexts = contexts
        self.to = to
        self.shelf = Shelf(os.path.join(cache_folder(environ), "outcomes"))
        self.compiler = compiler_stamp()
        self._replays: dict[str, Replay] = {}

    def outcome(self, text: Text) -> Outcome | None:
        """The outcome of a source, if it is known and would be the same now."""
        entry = self.shelf.text(self._key(text))
        if entry is None:
            return None
        try:
            found = decoded(json.loads(entry))
        except (ValueError, TypeError, RecursionError):
            return None  # not written by us
        if found.read and not self._same(text, found):
            return None
        return found

    def keep(self, text: Text, outcome: Outcome) -> None:
        """Remember an outcome until `save`."""
        self.shelf.put(self._key(text), json.dumps(encoded(outcome), separators=(",", ":")))

    def save(self) -> None:
        """Write down what is new."""
        self.shelf.save()

    def _key(self, text: Text) -> str:
        parts = (
            self.compiler,
            self.contexts.stamp(text.file),
            self.to.encode(),
            text.origin.encode(),
            text.name.encode(errors="surrogatepass"),
            text.data,
        )
        return digest_of(*parts).hex()

    def _same(self, text: Text, outcome: Outcome) -> bool:
        from workoutc.cli.replay import Replay
        from workoutc.including import including

        project = self.contexts.project(text.file)
        replay = self._replays.setdefault(project, Replay(including(project)))
        return all(replay.finds(*read) for read in outcome.read)


def compiler_stamp() -> bytes:
    """Another one whenever the compiler is: its version, its files and its grammar, and Python's
    version, on whose tables of letters something may depend."""
    files = sorted(_files(PACKAGE))
    grammar = os.path.join(os.path.dirname(PACKAGE), "grammar", "workout.lark")
    if os.path.isfile(grammar):
        found = os.stat(grammar)
        files.append(("grammar", found.st_size, found.st_mtime_ns))
    return digest_of(__version__.encode(), sys.version.encode(), repr(files).encode())


def _files(folder: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                found += _files(entry.path) if entry.name != "__pycache__" else []
            elif entry.name.endswith((".py", ".lark")):
                stat = entry.stat()
                found.append((entry.path, stat.st_size, stat.st_mtime_ns))
    return found
