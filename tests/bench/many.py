"""Times the check of ten thousand files by the command: one core, two, and once they are known."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.figures import plan_day

FILES = 10_000
ROUNDS = 3
ONE = "from workoutc.cli import processes; processes.cores = lambda: 1"
TWO = "from workoutc.cli import processes; processes.cores = lambda: 2"
CHECK = "import sys; sys.argv = ['workoutc', 'check', '-q', *{}, '.']; " \
        "from workoutc.cli.start import run; run()"  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "files"
        place.mkdir()
        for n in range(FILES):
            (place / f"{n:05}.workout").write_text(plan_day(n), encoding="utf-8")
        environ = os.environ | {"XDG_CACHE_HOME": f"{folder}/cache"}
        rounds(place, environ)


def rounds(place: Path, environ: dict[str, str]) -> None:
    alone, both, first, known = ([] for _ in range(4))
    for _ in range(ROUNDS):
        alone.append(seconds(f"{ONE}; {CHECK.format(['--no-cache'])}", place, environ))
        both.append(seconds(f"{TWO}; {CHECK.format(['--no-cache'])}", place, environ))
        first.append(seconds(f"{TWO}; {CHECK.format([])}", place, environ))
        known.append(seconds(f"{ONE}; {CHECK.format([])}", place, environ))
    one, two, again = (statistics.median(times) for times in (alone, both, known))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"check of a folder of {FILES:,} different files, from start to end")
    print(f"  one core: {one:.1f} s, two cores: {two:.1f} s (aims 2 and 1.1)")
    print(f"  ratio {one / two:.2f}, largest process {peak:.0f} MB")
    print(f"  known, one core: {again:.1f} s, ratio {one / again:.1f}; "
          f"first to be kept: {first[0]:.1f} s")  # fmt: skip


def seconds(program: str, place: Path, environ: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], cwd=place, env=environ, check=True,
                   capture_output=True)  # fmt: skip
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
