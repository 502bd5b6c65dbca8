"""Work spread over processes by the command line."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.commands import BROKEN, Desk, sat_down  # noqa: F401
from workoutc.cli import processes
from workoutc.cli.processes import spread


def where(job: int) -> tuple[int, int]:
    """A job, and the process that did it."""
    return job, os.getpid()


def fatal(job: int) -> int:
    """Half the jobs end their process, unless it is the one that runs the tests."""
    if job % 100 == 50 and os.environ["TESTS_RUN_IN"] != str(os.getpid()):
        os._exit(1)
    return job


def faulty(job: int) -> int:
    """A bug at the last job."""
    return job // (599 - job)


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cores on any machine."""
    monkeypatch.setattr(processes, "cores", lambda: 2)


@pytest.mark.parametrize("alone", [True, False], ids=["forked", "spawned"])
def test_many_jobs_are_done_elsewhere_in_order(alone: bool) -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    if not alone:
        other.start()  # which forbids to fork
    try:
        found = list(spread(where, range(600)))
    finally:
        done.set()
    assert [job for job, _ in found] == list(range(600))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.parametrize("count", [0, 1, processes.MANY - 1])
def test_few_jobs_are_done_here(count: int) -> None:
    assert {process for _, process in spread(where, range(count))} <= {os.getpid()}


def test_one_core_needs_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert {process for _, process in spread(where, range(600))} == {os.getpid()}


@pytest.mark.parametrize("error", [ImportError, NotImplementedError, PermissionError])
def test_where_there_are_no_processes_it_is_done_here(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise error("no semaphores here")

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", refused)
    assert {process for _, process in spread(where, range(600))} == {os.getpid()}


FEW = """
import os, sys
from workoutc.cli import processes

forked, main = os.fork, os.getpid()

def fork():
    if os.getpid() == main and os.path.exists("one"):
        raise BlockingIOError("fork: resource temporarily unavailable")
    open("one", "w").close()
    return forked()

os.fork = fork
processes.cores = lambda: 2
sys.argv = ["workoutc", "check", "--no-cache", "."]
from workoutc.cli.start import run
run()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_one_process_and_no_second_is_no_end(desk: Desk) -> None:
    many(desk, 400)
    command = [sys.executable, "-c", FEW]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1
    assert "1 error in 0300.workout" in ended.stdout
    assert ended.stderr == ""


def test_no_more_processes_to_be_had_is_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise BlockingIOError("fork: resource temporarily unavailable")

    monkeypatch.setattr(ProcessPoolExecutor, "submit", refused)
    assert {process for _, process in spread(where, range(600))} == {os.getpid()}


def test_a_killed_process_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESTS_RUN_IN", str(os.getpid()))
    assert list(spread(fatal, range(600))) == list(range(600))


def test_a_bug_elsewhere_is_a_bug_here() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(faulty, range(600)))


def many(desk: Desk, count: int) -> None:
    """A folder of so many different files."""
    for n in range(count):
        desk.put(f"{n:04}.workout", f"workout: Day {n}\n- {n + 1}s 75%{' hard' * (n == 300)}\n")


def test_many_files_are_said_the_same_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    many(desk, 500)
    desk.write(broken=BROKEN, later="workout: Day 7\n- 5m 50%\n")
    spread_out = desk.run("check", "--no-cache", ".")
    monkeypatch.setattr(processes, "cores", lambda: 1)
    here = desk.run("check", "--no-cache", ".")
    assert (spread_out.exit_code, spread_out.output) == (here.exit_code, here.output)
    assert spread_out.exit_code == 1
    assert {"E201", "E220"} <= {word[6:10] for word in here.stdout.split("\n") if "error[" in word}


def test_building_many_files_is_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    many(desk, 400)
    desk.put("0300.workout", "")
    spread_out = desk.run("build", "--no-cache", ".")
    monkeypatch.setattr(processes, "cores", lambda: 1)
    assert desk.run("build", "--no-cache", ".").output == spread_out.output
    assert spread_out.exit_code == 0


STUCK = """
import functools, multiprocessing.connection, os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.process import BaseProcess as Process
from workoutc.cli import processes, working

def stuck(job):
    with open("begun", "w") as pipe:
        pipe.write("x")
    with open("never") as pipe:
        pipe.read()

def late(what):
    @functools.wraps(what)  # found again by its name, as a process that is handed it does
    def later(*words, **more):
        time.sleep(0.1)
        made = what(*words, **more)
        time.sleep(0.1)
        return made
    return later

processes.cores = lambda: 2
working.outcome = stuck
slow = sys.argv[1]
if slow == "the pool hears":
    ProcessPoolExecutor.shutdown = late(ProcessPoolExecutor.shutdown)
elif slow == "processes end":
    Process.terminate = late(Process.terminate)
elif slow == "its thread hears":
    multiprocessing.connection.wait = late(multiprocessing.connection.wait)
elif slow == "processes start":
    processes._deaf = late(processes._deaf)
sys.argv = ["workoutc", "check", "."]
from workoutc.cli.start import run
run()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
@pytest.mark.parametrize(
    "slow", ["nothing", "the pool hears", "its thread hears", "processes end", "processes start"]
)
def test_interrupted_all_of_them_end(desk: Desk, slow: str) -> None:
    many(desk, 400)
    os.mkfifo("begun")
    os.mkfifo("never")
    command = [sys.executable, "-c", STUCK, slow]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as process:
        with open("begun") as pipe:
            assert pipe.read(1) == "x"
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: all of them hear it
        assert process.stderr is not None
        # Its end comes when the last process that has it is gone.
        assert process.stderr.read().strip() == b"stopped"
        assert process.wait(60) == 130
