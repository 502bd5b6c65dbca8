"""Times `check FILE` in a process of its own: a file never seen, and one that has not changed."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = "examples/over-unders.workout"
ROUNDS = 21
NOTHING = [sys.executable, "-c", "pass"]
CHECK = [sys.executable, "-m", "workoutc", "check", EXAMPLE]
INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as an installation does; the first run does it here."""


def main() -> None:
    """CPU seconds of whole processes, in turn, so that a drifting machine hurts all alike."""
    with tempfile.TemporaryDirectory() as folder:
        times = [timed(Path(folder) / str(n)) for n in range(ROUNDS)][1:]
    bare, new, known = (statistics.median(side) for side in zip(*times, strict=True))
    print(f"check FILE, CPU of the process; python -c pass: {bare * 1e3:.0f} ms")
    print(f"  never seen: {new * 1e3:.0f} ms, ratio {ratio(times, 1):.1f} (aim 7)")
    print(f"  unchanged: {known * 1e3:.0f} ms, ratio {ratio(times, 2):.1f} (aim 4.5)")


def ratio(times: list[tuple[float, float, float]], at: int) -> float:
    return statistics.median(each[at] / each[0] for each in times)


def timed(cache: Path) -> tuple[float, float, float]:
    environ = INSTALLED | {"XDG_CACHE_HOME": str(cache)}
    return cpu_of(NOTHING, environ), cpu_of(CHECK, environ), cpu_of(CHECK, environ)


def cpu_of(command: list[str], environ: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
