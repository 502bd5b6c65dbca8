"""Times one plan for many athletes: each one's events, as text that could be sent."""

import time
from decimal import Decimal

from tests.bench.figures import yardstick
from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.formats import write

ATHLETES = 100
WEEKS = 16
DAYS = ("mon", "tue", "wed", "thu", "sat", "sun")

WORKOUTS = """let easy = 60-68%

workout: Easy
with: length = 40m
- {length} {easy}

workout: Threshold
with: on = 95%, reps = 2

Warmup
- 15m ramp 50-75% 85-95rpm

Main set {reps}x
- Hard 8m {on}-{on + 4%} 85-95rpm
- Easy 4m 55%

Cooldown
- 10m ramp 60-40%

workout: VO2
with: reps = 4

Warmup
- 12m ramp 50-75%

Main set {reps}x
- 3m 115-120%
- 3m 50%

Cooldown
- 10m 50%

workout: Long
with: length = 2h
- {length} {easy}
- 20m 80-85%
- 10m 50%

plan: Build
start: 2027-01-04

"""


def main() -> None:
    yardstick()
    text = source()
    start = time.process_time()
    events = sum(written(text, Athlete(ftp=Decimal(180 + 2 * n))) for n in range(ATHLETES))
    took = time.process_time() - start
    print(f"a plan of {WEEKS} weeks, {len(DAYS)} sessions each, for {ATHLETES} athletes: "
          f"{events:,} events in {took:.1f} s CPU (aim 2)")  # fmt: skip


def written(text: str, athlete: Athlete) -> int:
    compilation = compile(text, name="build", athlete=athlete)
    assert compilation.ok, compilation.diagnostics
    return sum(1 for event in compilation.events if write(event, athlete=athlete).content)


def source() -> str:
    entries = ("easy(length = {40m + 2m * week})",
               "threshold(on = {88% + 0.5% * week}, reps = {pick(week, 2, 3, 4, 2, 3, 4, 5, 2, "
               "3, 4, 5, 2, 3, 4, 5, 2)})",
               "easy", "vo2(reps = {min(week, 6)})", "long(length = {1h30m + 5m * week})",
               "easy(length = 50m)")  # fmt: skip
    days = "\n".join(f"{day}: {entry}" for day, entry in zip(DAYS, entries, strict=True))
    return f"{WORKOUTS}week 1-{WEEKS}\n{days}\n"


if __name__ == "__main__":
    main()
