"""The way in: who stops us while we are still loading gets a word and no traceback."""

import os
from contextlib import suppress


def run() -> None:
    """The console script: nothing that takes long is loaded before it."""
    try:
        from workoutc.cli.main import run as begin

        begin()
    except KeyboardInterrupt:
        with suppress(OSError):
            os.write(2, b"stopped\n")  # of `sys.stderr` nobody knows yet whether it is there
        os._exit(130)
