"""The command line as a process: streams, signals, terminals, and never a traceback."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.commands import BROKEN, CLEAN, PROGRAM, Desk, sat_down  # noqa: F401

ON_POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and terminals of POSIX")
pytestmark = ON_POSIX

MORE_THAN_A_PIPE_HOLDS = b"# 456789\n" * 20_000


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (BROKEN, 1)])
def test_the_exit_code_says_how_it_is(desk: Desk, text: str, code: int) -> None:
    desk.write(a=text)
    done = desk.spawn("check", "a.workout")
    assert done.code == code
    assert (b"E201" in done.out) is bool(code)
    assert (done.err == b"") is bool(code)


def test_data_and_talk_stay_apart(desk: Desk) -> None:
    desk.write(a='- Über 5m 95% "hold 250w"\n')
    done = desk.spawn("build", "a.workout")
    assert (done.code, done.out) == (0, "- Über hold 250 watts 5m 95%\n".encode())
    assert b"W401" in done.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_any_terminal_gets_its_words(desk: Desk, encoding: str) -> None:
    desk.write(a="- Über 漢 5m 95%\n- Easy…\n")
    done = desk.spawn("check", "a.workout", env={"PYTHONIOENCODING": encoding})
    assert done.code == 1
    assert b"E201" in done.out
    assert b"Traceback" not in done.err


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (BROKEN, 1)])
def test_a_reader_that_has_had_enough_changes_no_exit_code(
    desk: Desk, text: str, code: int
) -> None:
    desk.write(a=text)
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as pipe:
        done = desk.spawn("check", "--format", "json", "a.workout", stdout=pipe)
    assert (done.code, done.err) == (code, b"")


def test_nothing_is_built_when_nobody_can_be_told_of_a_fault(desk: Desk) -> None:
    desk.write(a=BROKEN)
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as pipe:
        done = desk.spawn("build", "a.workout", stderr=pipe)
    assert (done.code, done.out) == (1, b"")


def test_a_full_disk_is_told(desk: Desk) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("there is no /dev/full")
    desk.write(a=CLEAN)
    with open("/dev/full", "wb") as full:
        done = desk.spawn("build", "a.workout", stdout=full)
    assert done.code == 2
    assert done.err == b"error: standard output can't be written: No space left on device\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_accident(desk: Desk, closed: str) -> None:
    desk.write(a=CLEAN)
    line = f'exec "$@" {closed}'
    command = ["sh", "-c", line, "sh", *PROGRAM, "check", "a.workout", "-"]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_interrupted_is_130_and_one_word(desk: Desk) -> None:
    with desk.start("check", "-") as process:
        assert process.stdin
        assert process.stderr
        # Once all of this is in the pipe, somebody is reading at its other end.
        process.stdin.write(MORE_THAN_A_PIPE_HOLDS)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        process.stdin.close()
        assert process.wait(60) == 130
        assert process.stderr.read().strip() == b"stopped"


STOPPED_AT = """
import os, signal, sys
module = sys.argv.pop(1)
class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stopping())
from workoutc.cli.start import run
run()
"""


@pytest.mark.parametrize(
    "module", ["workoutc.cli.main", "click", "workoutc.places", "workoutc.cli.check_"]
)
def test_stopped_while_it_is_loading_it_shows_no_traceback(desk: Desk, module: str) -> None:
    command = [sys.executable, "-c", STOPPED_AT, module, "check", "-"]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"stopped")


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Ctrl-C, and once more where Python dropped it: it does in the callbacks of an import."""
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
            return


@pytest.mark.parametrize("seconds", [0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_stopped_at_any_moment_it_shows_no_traceback(desk: Desk, seconds: float) -> None:
    with desk.start("check", "-", env={"PYTHONPROFILEIMPORTTIME": "1"}) as process:
        assert process.stderr
        for line in process.stderr:
            if b"click" in line:  # Python is up by then, and we are not
                break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        stop(process)
        # To a shell both are 130: Python ends by the signal itself where it fell into an `exec`.
        assert process.returncode in (130, -signal.SIGINT)
        said = [line for line in process.stderr if not line.startswith(b"import time:")]
    assert b"".join(said).strip() == b"stopped"


def test_even_a_bug_shows_no_traceback_and_no_secret(desk: Desk) -> None:
    program = (
        "import workoutc.compiler as it\n"
        "def broken(*_): raise KeyError('s3cret')\n"
        "it.layout = broken\n"
        "import sys; sys.argv = ['workoutc', 'check', '-']\n"
        "from workoutc.cli.start import run; run()\n"
    )
    for flags, seen in ([], False), (["-X", "dev", "-W", "ignore"], True):
        command = [sys.executable, *flags, "-c", program]
        done = subprocess.run(
            command, cwd=desk.folder, input=b"- 10m", capture_output=True, timeout=60, check=False
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"a bug in workoutc" in done.stderr
        assert (b"Traceback" in done.stderr) is seen
        assert (b"s3cret" in done.stderr) is seen


def on_terminal(desk: Desk, *words: str, **env: str) -> bytes:
    """What a command shows on a terminal."""
    import pty

    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as screen:
        env = {"TERM": "xterm"} | env
        done = desk.spawn(*words, stdout=theirs, stderr=theirs, env=env)
        shown = screen.read(60_000)
        os.close(theirs)
    assert done.code == 1
    return shown


@pytest.mark.parametrize(
    ("options", "env", "colored"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": ""}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_has_colours_unless_somebody_objects(
    desk: Desk, options: tuple[str, ...], env: dict[str, str], colored: bool
) -> None:
    desk.write(a=BROKEN)
    shown = on_terminal(desk, "check", *options, "a.workout", **env)
    assert b"E201" in shown
    assert (b"\x1b[" in shown) is colored


def test_a_pipe_has_colours_only_when_told(desk: Desk) -> None:
    desk.write(a=BROKEN)
    assert b"\x1b[" not in desk.spawn("check", "a.workout").out
    assert b"\x1b[" in desk.spawn("check", "--color", "always", "a.workout").out


@pytest.fixture(name="sandbox")
def opened_sandbox(desk: Desk) -> Iterator["subprocess.Popen[bytes]"]:
    with desk.start("sandbox", "--port", "0", "--data", "calendar.sqlite") as process:
        yield process
        if process.poll() is None:
            process.kill()


def settings_of(process: "subprocess.Popen[bytes]") -> dict[str, str]:
    """The variables that a sandbox prints once it takes connections."""
    assert process.stdout
    lines = [process.stdout.readline().decode().removeprefix("export ") for _ in range(2)]
    return dict(line.rstrip().split("=", 1) for line in lines)


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_sandbox_serves_until_it_is_stopped(
    desk: Desk, sandbox: "subprocess.Popen[bytes]", sent: signal.Signals, code: int
) -> None:
    settings = settings_of(sandbox)
    url = f"{settings['INTERVALS_URL']}/api/v1/athlete/0"
    reply = httpx.get(url, auth=("API_KEY", settings["INTERVALS_API_KEY"]))
    assert reply.json()["id"] == "i12345"
    sandbox.send_signal(sent)
    assert sandbox.wait(60) == code
    assert sandbox.stderr
    said = sandbox.stderr.read()
    assert b"stop it with Ctrl-C" in said
    assert b"Traceback" not in said
    assert desk.names() == ["calendar.sqlite"]


def test_a_push_to_a_sandbox_of_its_own_is_still_there_tomorrow(
    desk: Desk, sandbox: "subprocess.Popen[bytes]"
) -> None:
    desk.write(a="workout: Tempo\ndate: 2126-12-03\n- 10m 75%\n")
    first = desk.spawn("push", "--yes", "a.workout", env=settings_of(sandbox))
    assert (first.code, first.err) == (0, b"1 created\n")
    sandbox.send_signal(signal.SIGINT)
    sandbox.wait(60)
    with desk.start("sandbox", "--port", "0", "--data", "calendar.sqlite") as again:
        second = desk.spawn("push", "--yes", "--json", "a.workout", env=settings_of(again))
        again.send_signal(signal.SIGINT)
    assert (second.code, second.err) == (0, b"")
    assert [e["action"] for e in json.loads(second.out)["events"]] == ["keep"]


def test_a_check_loads_nothing_that_it_does_not_need(desk: Desk) -> None:
    desk.write(a='- 5m 95% "hold 250w"\n')
    program = (
        "import sys\nfrom workoutc.cli.main import main\n"
        "try: main(['check', '-q', 'a.workout'])\n"
        "finally: print(*sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, timeout=60, check=True)
    loaded = {name.split(b".")[0] for name in done.stdout.split()}
    assert b"workoutc" in loaded
    assert not loaded & {b"httpx", b"pydantic", b"starlette", b"uvicorn", b"sqlite3", b"tomllib"}
    assert not [name for name in done.stdout.split() if name.startswith(b"workoutc.calendar")]
