"""Many files at once: here, in threads, in processes."""

import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

import workoutc
from workoutc.compiler import compile
from workoutc.many import AHEAD, mapped

EXAMPLES = sorted((Path(workoutc.__file__).parent.parent / "examples").glob("*.workout"))


def files(folder: Path, count: int) -> list[Path]:
    """So many different files, every tenth of them faulty."""
    paths = [folder / f"{n:04}.workout" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(f"workout: Day {n}\n- {10 + n}m {50 + n % 50}%{' hard' * (n % 10 == 9)}\n")
    return paths


@pytest.fixture(params=["threads", "spawned processes"], scope="module")
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Processes are spawned: they have nothing of ours but what is sent to them."""
    pools: dict[str, Executor] = {
        "threads": ThreadPoolExecutor(2),
        "spawned processes": ProcessPoolExecutor(2, multiprocessing.get_context("spawn")),
    }
    with pools[request.param] as pool:
        yield pool


def test_files_come_back_in_the_order_of_their_paths(executor: Executor, tmp_path: Path) -> None:
    paths = files(tmp_path, 200)[::-1]
    done = list(workoutc.compile_many(paths, executor))
    assert [each.source.name for each in done] == [str(path) for path in paths]
    assert done == [compile(path.read_text(), name=str(path)) for path in paths]
    assert not done[0].ok
    assert done[1].ok


def test_real_sessions_are_the_same_from_anywhere(executor: Executor) -> None:
    here = list(workoutc.compile_many(EXAMPLES))
    assert all(each.ok for each in here)
    there = list(workoutc.compile_many(EXAMPLES, executor))
    assert there == here
    # Places are outside of what is compared.
    assert repr([each.workouts for each in there]) == repr([each.workouts for each in here])


def test_a_compilation_survives_pickling() -> None:
    compiled = compile("- 10m 75% easy\n- 10 min 50%\n", name="a")
    again = pickle.loads(pickle.dumps(compiled))
    assert again == compiled
    assert again.source.position(10) == compiled.source.position(10)


def test_an_athlete_and_a_sport_go_with_the_files(executor: Executor, tmp_path: Path) -> None:
    path = tmp_path / "beats.workout"
    path.write_text("- 10m 150bpm\n")
    athlete = workoutc.Athlete(lthr=Decimal(170))
    (done,) = workoutc.compile_many([path], executor, athlete=athlete, sport="Run")
    assert (done.diagnostics, done.athlete, done.workouts[0].sport) == ((), athlete, "Run")


def test_files_include_others_of_their_project(executor: Executor, tmp_path: Path) -> None:
    (tmp_path / "workoutc.toml").touch()
    (tmp_path / "common.workout").write_text("let easy = 55%\n")
    (tmp_path / "days").mkdir()
    path = tmp_path / "days" / "a.workout"
    path.write_text("include: ../common.workout\n- 10m {easy}\n")
    (done,) = workoutc.compile_many([path], executor)
    assert done.diagnostics == ()


def test_a_file_that_is_not_there_is_an_error_of_the_caller(executor: Executor) -> None:
    with pytest.raises(FileNotFoundError):
        list(workoutc.compile_many(["nowhere.workout"], executor))


def test_no_paths_no_compilations(executor: Executor) -> None:
    assert list(workoutc.compile_many([], executor)) == []


class Counting(Executor):
    """Does nothing before it is asked for a result, and counts what waits."""

    def __init__(self) -> None:
        self.waiting = 0
        self.most = 0
        self.cancelled = 0

    def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
        """A future that works when its result is wanted."""
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return Lazy(self, lambda: fn(*args, **kwargs))


class Lazy(Future):  # type: ignore[type-arg]
    """A result not yet worked out."""

    def __init__(self, pool, work) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self.pool, self.work = pool, work

    def result(self, timeout=None):  # type: ignore[no-untyped-def]  # noqa: ARG002
        """Worked out now."""
        self.pool.waiting -= 1
        return self.work()

    def cancel(self) -> bool:
        """Not wanted any more."""
        self.pool.cancelled += 1
        return True


def test_a_million_jobs_are_never_in_memory_at_once() -> None:
    pool = Counting()
    assert sum(1 for _ in mapped(abs, range(3 * AHEAD), pool, size=1)) == 3 * AHEAD
    assert (pool.most, pool.waiting) == (AHEAD, 0)


def test_who_has_seen_enough_leaves_no_work_behind() -> None:
    pool = Counting()
    results = mapped(abs, range(10), pool, size=1)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    assert pool.cancelled == 9
