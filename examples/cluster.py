"""Compile on a cluster: python examples/cluster.py [ADDRESS] PATH…

Without the address of a Dask scheduler (tcp://host:8786), two workers are started here. Files are
read here and sent to the workers; what they include must be there under the same path. Needs
pip install 'workoutc[cluster]', on the workers too.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from distributed import Client, LocalCluster

import workoutc


def main(words: Sequence[str]) -> int:
    """Say what is wrong in all files; 1 where anything is."""
    address = next((word for word in words if "://" in word), None)
    paths = [path for word in words if word != address for path in files(Path(word))]
    with ExitStack() as stack:
        if address is None:
            cluster = LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1",
                                   dashboard_address="127.0.0.1:0")  # fmt: skip
            address = stack.enter_context(cluster).scheduler_address
        client = stack.enter_context(Client(address))
        faulty = 0
        for compiled in workoutc.compile_many(paths, client.get_executor()):
            for fault in compiled.diagnostics:
                line = compiled.source.position(fault.span.start).line
                print(f"{compiled.source.name}:{line}: {fault.code} {fault.message}")
            faulty += not compiled.ok
        print(f"{len(paths)} files, {faulty} with errors", file=sys.stderr, flush=True)
    return 1 if faulty else 0


def files(path: Path) -> list[Path]:
    """The file, or all below the folder."""
    return sorted(path.rglob("*.workout")) if path.is_dir() else [path]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
