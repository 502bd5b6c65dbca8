"""Diagnostics in a frame of their source, as a terminal shows them."""

import pytest

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.render import render
from workoutc.source import Source, Span

TEXT = """\
workout: Threshold
id: thr

Main set 3x
- 10m 75% 200w
- 400m 75%
\t- 10min\t75%
- 5m 60%

Cooldown 2x
  - 5m 50%
  - 5m 40%
  - 5m 30%
  - 5m 20%

workout: Threshold again
id: thr"""


def place(words: str, nth: int = 0, text: str = TEXT) -> Span:
    """Where some words stand in a text for the nth time."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def after(words: str, text: str = TEXT) -> Span:
    """The empty place behind some words."""
    end = place(words, text=text).end
    return Span(end, end)


def before(words: str) -> Span:
    """The empty place in front of some words."""
    start = place(words).start
    return Span(start, start)


def from_to(first: str, last: str) -> Span:
    """From the first of some words to the end of others."""
    return Span(place(first).start, place(last).end)


def drawn(*faults: Diagnostic, text: str = TEXT, width: int = 72, color: bool = False) -> str:
    """Diagnostics of one file as a terminal shows them, without the summary."""
    report = [(Source("thr.workout", text), faults)]
    return render(report, "text", width=width, color=color).rpartition("\n\n")[0] + "\n"


def summary(*report: tuple[str, tuple[Diagnostic, ...]]) -> str:
    """What stands below the last frame."""
    sources = [(Source(name, TEXT), faults) for name, faults in report]
    return render(sources, "text").rpartition("\n\n")[2]


TARGETS = Diagnostic(
    "E203",
    "two power targets in one step",
    place("200w"),
    label="one power target a step",
    help='Keep the one to steer by. Quote the other, `"about 200 watts"`, and it becomes a label.',
    fix=Fix("take `200w` out", (Edit(Span(place(" 200w").start, place("200w").end), ""),)),
    notes=(Note("the first one", place("75%")), Note("a step has one target of each kind")),
)
METRES = Diagnostic(
    "W301",
    "`400m` is six hours and forty minutes",
    place("400m"),
    fix=Fix("write `400mtr`", (Edit(place("400m"), "400mtr"),), safe=True),
)
GOLDEN = {
    "a fault with all that it can say": (
        [TARGETS],
        """\
error[E203]: two power targets in one step
 --> thr.workout:5:11
  |
5 | - 10m 75% 200w
  |       --- ^^^^ one power target a step
  |       |
  |       the first one
  |
  = note: a step has one target of each kind
  = help: Keep the one to steer by. Quote the other,
          `"about 200 watts"`, and it becomes a label.
  = fix, if you meant it: take `200w` out
5 | - 10m 75%
""",
    ),
    "a warning with a safe fix, and the next after an empty line": (
        [METRES, Diagnostic("E101", "no second", place("60%"))],
        """\
warning[W301]: `400m` is six hours and forty minutes
 --> thr.workout:6:3
  |
6 | - 400m 75%
  |   ^^^^
  |
  = fix: write `400mtr`
6 | - 400mtr 75%
  |   ~~~~~~

error[E101]: no second
 --> thr.workout:8:6
  |
8 | - 5m 60%
  |      ^^^
""",
    ),
    "a fix that puts something in": (
        [
            Diagnostic(
                "E130",
                "no parentheses",
                place("5m 60%"),
                "what is repeated",
                fix=Fix(
                    "add them",
                    (
                        Edit(after("5m 60%"), ")"),
                        Edit(
                            before("5m 60%"),
                            "(",
                        ),
                    ),
                ),
            )
        ],
        """\
error[E130]: no parentheses
 --> thr.workout:8:3
  |
8 | - 5m 60%
  |   ^^^^^^ what is repeated
  |
  = fix, if you meant it: add them
8 | - (5m 60%)
  |   +      +
""",
    ),
    "a fix over several lines has no preview": (
        [
            Diagnostic(
                "W310",
                "prose",
                place("Cooldown"),
                fix=Fix("join them", (Edit(from_to("60%", "Cooldown"), "60%"),), safe=True),
            )
        ],
        """\
warning[W310]: prose
  --> thr.workout:10:1
   |
10 | Cooldown 2x
   | ^^^^^^^^
   |
   = fix: join them
""",
    ),
    "tabs have one width, above the carets and below the line": (
        [Diagnostic("E102", "a gap", place("75%", 2), "here")],
        """\
error[E102]: a gap
 --> thr.workout:7:10
  |
7 |     - 10min    75%
  |                ^^^ here
""",
    ),
    "a note some lines away, in the same frame": (
        [
            Diagnostic(
                "E104", "unlike", place("60%"), "this", notes=(Note("that", place("75%", 0)),)
            ),
            Diagnostic("E104", "next but one", place("60%"), notes=(Note("x", place("400m")),)),
        ],
        """\
error[E104]: unlike
 --> thr.workout:8:6
  |
5 | - 10m 75% 200w
  |       --- that
...
8 | - 5m 60%
  |      ^^^ this

error[E104]: next but one
 --> thr.workout:8:6
  |
6 | - 400m 75%
  |   ---- x
7 |     - 10min    75%
8 | - 5m 60%
  |      ^^^
""",
    ),
    "a note far away, in a frame of its own": (
        [
            Diagnostic(
                "E210",
                "two workouts are `thr`",
                place("thr", 1),
                "the second",
                notes=(Note("the first is here", place("thr")),),
                help="One id, one event.",
            )
        ],
        """\
error[E210]: two workouts are `thr`
  --> thr.workout:17:5
   |
17 | id: thr
   |     ^^^ the second
   |
   = help: One id, one event.
   = note: the first is here
  --> thr.workout:2:5
   |
 2 | id: thr
   |     ---
""",
    ),
    "marks that cover one another": (
        [Diagnostic("E1", "twice", place("10m 75%"), "all", notes=(Note("part", place("75%")),))],
        """\
error[E1]: twice
 --> thr.workout:5:3
  |
5 | - 10m 75% 200w
  |   ^^^^^^^ all
  |       --- part
""",
    ),
    "three marks in a line": (
        [
            Diagnostic(
                "E1",
                "three",
                place("75%"),
                "middle",
                notes=(Note("right", place("200w")), Note("left", place("10m"))),
            )
        ],
        """\
error[E1]: three
 --> thr.workout:5:7
  |
5 | - 10m 75% 200w
  |   --- ^^^ ---- right
  |   |   |
  |   |   middle
  |   left
""",
    ),
    "several lines from the start of one": (
        [Diagnostic("E1", "too deep", from_to("  - 5m 50%", "40%"), "out of place")],
        """\
error[E1]: too deep
  --> thr.workout:11:1
   |
11 | /   - 5m 50%
12 | |   - 5m 40%
   | |__________^ out of place
""",
    ),
    "many lines from the middle of one, with a note among them": (
        [
            Diagnostic(
                "E1", "too long", from_to("2x", "20%"), "ends", notes=(Note("mid", place("40%")),)
            )
        ],
        """\
error[E1]: too long
  --> thr.workout:10:10
   |
10 |   Cooldown 2x
   |  __________^
11 | |   - 5m 50%
12 | |   - 5m 40%
   | |        --- mid
13 | |   - 5m 30%
14 | |   - 5m 20%
   | |__________^ ends
""",
    ),
    "more lines than are shown": (
        [Diagnostic("E1", "too long", from_to("- 10m", "20%"))],
        """\
error[E1]: too long
  --> thr.workout:5:1
   |
 5 | / - 10m 75% 200w
 6 | | - 400m 75%
 7 | |     - 10min    75%
...
14 | |   - 5m 20%
   | |__________^
""",
    ),
    "a line end belongs to its line": (
        [Diagnostic("E1", "with its end", Span(place("60%").start, place("60%").end + 1))],
        """\
error[E1]: with its end
 --> thr.workout:8:6
  |
8 | - 5m 60%
  |      ^^^
""",
    ),
    "an empty place": (
        [
            Diagnostic("E1", "in a line", after("10m"), "a"),
            Diagnostic("E1", "at its end", after("60%"), "b"),
            Diagnostic(
                "E1",
                "in an empty line",
                after("id: thr\n"),
                "c",
            ),
            Diagnostic("E1", "at the end of all", Span(len(TEXT), len(TEXT)), "d"),
        ],
        """\
error[E1]: in a line
 --> thr.workout:5:6
  |
5 | - 10m 75% 200w
  |      ^ a

error[E1]: at its end
 --> thr.workout:8:9
  |
8 | - 5m 60%
  |         ^ b

error[E1]: in an empty line
 --> thr.workout:3:1
  |
3 |
  | ^ c

error[E1]: at the end of all
  --> thr.workout:17:8
   |
17 | id: thr
   |        ^ d
""",
    ),
}


@pytest.mark.parametrize("case", GOLDEN)
def test_a_frame_reads_as_it_should(case: str) -> None:
    faults, expected = GOLDEN[case]
    assert drawn(*faults) == expected


def test_a_place_behind_the_last_line_end_is_an_empty_line() -> None:
    assert drawn(Diagnostic("E1", "no steps", Span(3, 3), "here"), text="ab\n").endswith(
        " --> thr.workout:2:1\n  |\n2 |\n  | ^ here\n"
    )
    assert drawn(Diagnostic("E1", "no steps", Span(0, 0)), text="").endswith("1 |\n  | ^\n")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_draw_the_same(end: str) -> None:
    faults = [Diagnostic("E1", "x", after("60%"), "b"), Diagnostic("E1", "y", from_to("2x", "40%"))]
    ended = TEXT.replace("\n", end)
    lines_before = (8, 10)
    moved = [
        Diagnostic(
            fault.code,
            fault.message,
            Span(
                fault.span.start + (line - 1) * (len(end) - 1),
                fault.span.end + (line - 1 + lines) * (len(end) - 1),
            ),
            fault.label,
        )
        for fault, line, lines in zip(faults, lines_before, (0, 2), strict=True)
    ]
    assert drawn(*moved, text=ended) == drawn(*faults)
