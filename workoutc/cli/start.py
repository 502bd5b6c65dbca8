"""The way in: who stops us while we are still loading gets a word and no traceback.

The check of plain paths, which an editor asks for again and again, takes a short way, on which
nothing is loaded that it doesn't need.
"""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

MANY = 50_000
"""New objects after which circles among all are looked for. What a compiler makes has hardly any
and lives to the end: to look as often as usual takes a check of one file a tenth of its time."""


def run() -> None:
    """The console script: nothing that takes long is loaded before it."""
    gc.set_threshold(MANY)
    try:
        _begin(sys.argv[1:])
    except KeyboardInterrupt:
        with suppress(OSError):
            os.write(2, b"stopped\n")  # of `sys.stderr` nobody knows yet whether it is there
        os._exit(130)


def _begin(words: Sequence[str]) -> None:
    """All there is to do. No traceback reaches a user: even a bug of ours ends in two lines."""
    from workoutc.cli.ending import bug, open_closed_streams

    sys.excepthook = bug
    open_closed_streams()
    if _is_plain(words):
        _check(words[1:])
    from workoutc.cli.main import main

    main()


def _is_plain(words: Sequence[str]) -> bool:
    """Whether it is `check` with paths and no options: click has nothing to find out then."""
    return (
        words[:1] == ["check"]
        and len(words) > 1
        and all(not word.startswith("-") and os.path.exists(word) for word in words[1:])
    )


def _check(paths: Sequence[str]) -> None:
    from workoutc.cli.ending import ending

    with ending():
        from workoutc.cli.checking import Manner, checked
        from workoutc.cli.contexts import Contexts

        sys.exit(checked(paths, Contexts(None, ()), Manner()))
