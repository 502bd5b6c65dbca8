"""Many files on a cluster: two workers, each a process, that talk over sockets."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from distributed import Client, LocalCluster

import workoutc
from tests.commands import ROOT, Desk, sat_down  # noqa: F401

EXAMPLES = sorted((ROOT / "examples").glob("*.workout"))


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A cluster on this machine that nobody else can reach."""
    with (
        LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def test_real_sessions_are_the_same_from_a_cluster(client: Client) -> None:
    there = list(workoutc.compile_many(EXAMPLES * 3, client.get_executor()))
    assert there == list(workoutc.compile_many(EXAMPLES * 3))
    assert all(each.ok for each in there)


def test_both_workers_have_worked(client: Client, desk: Desk) -> None:
    for n in range(300):
        desk.put(f"{n:03}.workout", f"- {n + 1}m 75%\n")
    paths = sorted(desk.folder.glob("*.workout"))
    done = list(workoutc.compile_many(paths, client.get_executor()))
    assert [each.source.name for each in done] == [str(path) for path in paths]
    tasks = client.run(lambda dask_worker: dask_worker.state.executed_count)
    assert len(tasks) == 2
    assert all(tasks.values())


def test_the_example_runs_without_a_cluster(desk: Desk) -> None:
    desk.write(a="- 10m 75%\n", b="- Easy\n")
    done = subprocess.run(
        [sys.executable, "-W", "error", ROOT / "examples" / "cluster.py", "."],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout.startswith("b.workout:1: E201 ")
    assert done.returncode == 1
    assert done.stderr.startswith("2 files, 1 with errors\n")  # a cluster may talk as it goes
