"""Times the compiler: warm compile, ten thousand files, growth. Asserts nothing."""

import resource
import statistics
import time
import tracemalloc
from collections.abc import Callable
from itertools import count

from workoutc.compiler import compile
from workoutc.formats import write

LINES = 12
FILES = 10_000


def main() -> None:
    yardstick()
    warm()
    many()
    growth()


def yardstick() -> None:
    """How fast this machine is at the moment: times of another one are to be held against this."""
    took = timed(lambda: sum(n * n % 7 for n in range(1_000_000)), 5)
    print(f"a million squares and remainders in plain Python: {took * 1e3:.0f} ms")


def warm() -> None:
    """Text to checked native text, in process, for a workout of twelve written lines."""
    numbers = count()
    known = session(next(numbers))
    checked(known)
    new = timed(lambda: checked(session(next(numbers))), 1000)
    old = timed(lambda: checked(known), 2000)
    print(f"warm compile of a {LINES}-line workout, text to checked text, median")
    print(f"  every line new: {new * 1e6:.0f} µs (aim 600)")
    print(f"  every line known: {old * 1e6:.0f} µs (aim 60)")


def timed(action: Callable[[], object], times: int) -> float:
    """CPU seconds: what else the machine does counts less."""
    took = []
    for _ in range(times):
        start = time.process_time()
        action()
        took.append(time.process_time() - start)
    return statistics.median(took)


def many() -> None:
    """Ten thousand different files one after the other; a second round shows what memory stays."""
    numbers = count(1_000_000)
    start = time.process_time()
    for _ in range(FILES):
        checked(plan_day(next(numbers)))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{FILES:,} different files: {seconds:.1f} s CPU (aim 2), "
          f"{FILES * LINES / seconds:,.0f} lines/s, peak {peak:.0f} MB")  # fmt: skip
    tracemalloc.start()
    sizes = []
    for _ in range(3):
        for _ in range(1000):
            checked(plan_day(next(numbers)))
        sizes.append(tracemalloc.get_traced_memory()[0] / 1e6)
    print("  memory held after each further 1,000: " + ", ".join(f"{s:.1f} MB" for s in sizes))


def growth() -> None:
    """The time a line takes must not hang on how many there are; a file has 10,000 at most."""
    print("from 1,000 lines to 100,000, CPU time a line")
    checked(season(100, 1000))
    for files, lines in ((1, 1000), (1, 2500), (1, 5000), (1, 9990), (10, 9990)):
        texts = [season(file, lines) for file in range(files)]
        start = time.process_time()
        for text in texts:
            checked(text)
        took = (time.process_time() - start) / sum(text.count("\n") for text in texts)
        print(f"  {files:2} x {lines:5,} lines: {took * 1e6:.0f} µs")


def season(number: int, lines: int) -> str:
    """A file of many workouts, as long as asked for."""
    first = 2_000_000 + 10_000 * (number + 20 * lines)
    return "\n".join(plan_day(first + n) for n in range(lines // (plan_day(0).count("\n") + 1)))


def checked(text: str) -> list[str]:
    return [write(workout).content for workout in compile(text).unwrap()]


def session(n: int) -> str:
    """Twelve lines of which no other session has any, headings and fields apart."""
    return f"""workout: Threshold {n}
sport: Ride
tags: bench {n}
> Settle in, then hold; number {n} of many.
Warmup
- Roll {n} 10m ramp 50-75% 85-95rpm
- Open {n} 30s 110%

Main set {n} 3x
- Hard {n} 12m 95-100% 85-95rpm
- Easy {n} 4m 55%

Cooldown
- Home {n} 10m ramp 65-40%
"""


def plan_day(n: int) -> str:
    """A file as a season has them: its own name and numbers, lines of a limited stock."""
    minutes, power, reps = 5 + n % 37, 80 + n % 41, 2 + n % 7
    return f"""workout: Session {n}
sport: Ride
tags: bench
> Hold the number, session {n}.
Warmup
- Easy {minutes}m ramp 50-75% 85-95rpm
- Open 30s 110%

Main set {reps}x
- Hard {minutes}m{n % 60}s {power}-{power + 5}% 85-95rpm
- Easy {1 + n % 5}m 55%

Cooldown
- Home 10m ramp 65-40%
"""


if __name__ == "__main__":
    main()
