"""A word that every key of the tests has in it, and the search for it in all that comes out.

What a test prints, logs, captures, runs or leaves in a file fails it when the word is there, plain
or encoded, unless the file is one that keeps keys. A key without the word fails a test, too.
"""

import base64
import logging
import subprocess
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from workoutc.calendar.secret import Secret

CANARY = "canary9f8e7d6c5b"
KEY = f"key-{CANARY}"
TOKEN = f"token-{CANARY}"

PUBLIC = {"sandbox-key", "sandbox-token"}
"""What a sandbox opens to unless told otherwise; it prints that itself."""

KEEPERS = {"credentials.toml", "keyring.json"}
"""The files that keys are kept in."""

searched: Counter[str] = Counter()
"""How many texts of each kind were searched."""

sung: list[str] = []
"""Where the word was found in what was logged."""


def forms(word: str) -> Iterator[bytes]:
    """A word as it stands in a text, in its hexadecimal digits, and in the Base64 of any text it is
    part of: there it begins at one of three places of a group of bytes."""
    data = word.encode()
    yield data
    yield data.hex().encode()
    for before in range(3):
        encoded = base64.b64encode(b"?" * before + data)
        yield encoded[-(-before * 8 // 6) : (before + len(data)) * 8 // 6]


FORMS = [form for half in (CANARY[:8], CANARY[8:]) for form in forms(half)]
"""Of each half, so that a key that was cut short is found."""


def sings(text: str | bytes) -> bool:
    """Whether any of a key is in a text."""
    data = text.encode(errors="replace") if isinstance(text, str) else text
    return any(form in data for form in FORMS)


def check_key(text: str) -> None:
    """Fail for a key whose way nobody could follow; an empty one is none."""
    if text and CANARY not in text:
        pytest.fail("a key without the canary would leak unseen: take tests.canary.KEY")


class Ear(logging.Handler):
    """Listens to all that is logged, by anyone, at any level; but what httpcore repeats of a
    server's headers is the server's: that one sends a key back is a test's invention."""

    def emit(self, record: logging.LogRecord) -> None:
        searched["records"] += 1
        said = self.format(record)
        if sings(said) and not said.startswith("receive_response_headers.complete"):
            sung.append(f"what {record.name} logged")


def pytest_configure(config: pytest.Config) -> None:
    """Listen from now on."""
    patch = pytest.MonkeyPatch()
    config.add_cleanup(patch.undo)
    # Nobody's own keyring is opened by a test.
    patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    _overhear(patch, CliRunner, "invoke", lambda result: [result.output_bytes])
    _overhear(patch, subprocess.Popen, "communicate", list)
    _overhear(patch, pytest.CaptureFixture, "readouterr", list)
    _see_every_key(patch)
    root, ear = logging.getLogger(), Ear()
    patch.setattr(root, "level", logging.DEBUG)
    root.addHandler(ear)
    config.add_cleanup(lambda: root.removeHandler(ear))


def _overhear(
    patch: pytest.MonkeyPatch, owner: type, name: str, texts: Callable[[Any], list[Any]]
) -> None:
    """Search the texts in what a method returns."""
    method = getattr(owner, name)

    def overheard(*args: Any, **kwargs: Any) -> Any:
        result = method(*args, **kwargs)
        searched["outputs"] += 1
        if any(text and sings(text) for text in texts(result)):
            pytest.fail(f"a key is in what came out of {owner.__name__}.{name}")
        return result

    patch.setattr(owner, name, overheard)


def _see_every_key(patch: pytest.MonkeyPatch) -> None:
    made = Secret.__init__

    def seen(self: Secret, text: str) -> None:
        check_key(text)
        made(self, text)

    patch.setattr(Secret, "__init__", seen)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that let a key out."""
    report = yield
    phases = [f"Captured {stream} {call.when}" for stream in ("stdout", "stderr")]
    captured = [(title, text) for title, text in report.sections if title in phases]
    searched["outputs"] += len(captured)
    found = [*sung, *(title for title, text in captured if sings(text))]
    sung.clear()
    if call.when == "teardown":
        found += [f"the file {path.name}" for path in _files(item) if sings(path.read_bytes())]
    if found and report.passed:
        report.outcome = "failed"
        report.longrepr = f"a key is in {', '.join(sorted(set(found)))}"
    return report


def _files(item: pytest.Item) -> Iterator[Path]:
    """What a test left below its `tmp_path`, where it has one."""
    folder = (getattr(item, "funcargs", None) or {}).get("tmp_path")
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.is_file() and path.name not in KEEPERS:
            searched["files"] += 1
            yield path


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How much was searched, for whoever wants to know more."""
    if terminalreporter.verbosity >= 0:
        counts = ", ".join(f"{searched[kind]:,} {kind}" for kind in sorted(searched))
        terminalreporter.write_line(f"searched for keys: {counts}")
