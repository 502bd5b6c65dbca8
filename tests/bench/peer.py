"""Times the same sessions in this language and in zwog's, which is built on Lark too.

zwog (https://pypi.org/project/zwog) writes Zwift's XML from one line a block; it knows steady
steps, ramps and flat repeats in % of FTP, so the sessions here have nothing else. Its one way
in, `ZWOG(text)`, makes its parser anew each time, which is in its figure.
"""

import statistics
import time
from collections.abc import Callable

from workoutc.compiler import compile
from workoutc.formats import write

SESSIONS = 300


def main() -> None:
    from zwog import ZWOG  # type: ignore[import-not-found]  # only tests/bench/run installs it

    ours, theirs = [], []
    for n in range(SESSIONS):
        ours.append(seconds(checked, our_text(n)))
        theirs.append(seconds(lambda text: ZWOG(text).zwo_workout, their_text(n)))
    mine, other = statistics.median(ours), statistics.median(theirs)
    print("the same sessions, each a new one, text to checked text")
    print(f"  workoutc: {mine * 1e3:.2f} ms, zwog: {other * 1e3:.2f} ms, ratio {other / mine:.1f}")


def checked(text: str) -> list[str]:
    return [write(workout).content for workout in compile(text).unwrap()]


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def our_text(n: int) -> str:
    hard, power, easy = 3 + n % 17, 80 + n % 41, 1 + n % 5
    return f"""Warmup
- {10 + n % 7}m{n % 59 + 1}s ramp 40-75%

Openers 3x
- 1m {power + 10}%
- 1m 55%

Main set {2 + n % 5}x
- {hard}m{n % 58 + 1}s {power}%
- {easy}m 55%

Between
- 5m 50%

Second set 2x
- {hard}m {power - 5}%
- {easy}m 50%

Cooldown
- 10m ramp 65-40%
"""


def their_text(n: int) -> str:
    hard, power, easy = 3 + n % 17, 80 + n % 41, 1 + n % 5
    return f"""{10 + n % 7}min {n % 59 + 1}sec from 40 to 75% FTP
3x 1min @ {power + 10}% FTP, 1min @ 55% FTP
{2 + n % 5}x {hard}min {n % 58 + 1}sec @ {power}% FTP, {easy}min @ 55% FTP
5min @ 50% FTP
2x {hard}min @ {power - 5}% FTP, {easy}min @ 50% FTP
10min from 65 to 40% FTP
"""


if __name__ == "__main__":
    main()
