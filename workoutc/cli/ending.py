"""How a command ends: whatever happens becomes an exit code, and no traceback reaches a user."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import NoReturn

from workoutc import __version__
from workoutc.cli.refusal import Refusal, complain
from workoutc.places import SettingsError

REPORT = (
    "please report it at https://pypi.org/project/workoutc/ with the file that brings it about; "
    "`python -X dev -m workoutc …` shows where it happened"
)


@contextmanager
def ending() -> Iterator[None]:
    """Exit with 2 for wrong use or environment, with 130 when stopped; a verb exits by itself."""
    try:
        yield
    except (Refusal, SettingsError) as wrong:
        complain(wrong.message, wrong.help)
    except KeyboardInterrupt:
        stopped()
    except OSError as wrong:
        complain(f"{wrong.filename or 'the system'}: {wrong.strerror or wrong}")
    else:
        return
    sys.exit(2)


def stopped() -> NoReturn:
    """Somebody has had enough."""
    print("stopped", file=sys.stderr)
    sys.exit(130)


def open_closed_streams() -> None:
    """A stream that was closed before we began (`>&-`) is one that leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Whatever nobody foresaw: what and where, without what it had in its hands. Python's
    developer mode shows the whole traceback."""
    if issubclass(kind, KeyboardInterrupt):
        os._exit(130)
    if sys.flags.dev_mode:
        sys.__excepthook__(kind, error, trace)
    complain(f"a bug in workoutc {__version__}: {kind.__name__}", REPORT)
    sys.stderr.flush()
    os._exit(2)  # Python would exit with 1, which is for errors in the sources
