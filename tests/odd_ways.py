"""Hypothesis strategies for sources written in odd ways, beside the one canonical way."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from tests.dice import Dice, thrown


class Both(NamedTuple):
    """A text as it should be, and one that should become it."""

    tidy: str
    odd: str


LENGTHS = {
    "10m": ("10M", "10m,", "10m ;", "10min", "10MIN,", "10minutes", "10'"),
    "45s": ("45Sec", '45",'), "1h30m": ("1H30M", "1h30", "1hour30min"),
    "1m30s": ("1m30", "1'30\",", "1min30,"), "1.5h": (),
    "400mtr": ("400 mtr", "400 MTR,", "400meters", "400 metres"),
    "1km": ("1 km", "1 KM,", "1kms"),
    "0.4mi": ("0.4  mi", "0.4 miles,"), "100yrd": ("100 Yrd", "100yd", "100y,"),
    "50min": ("50minutes", "50MIN,"), "120min": (),
}  # fmt: skip
POWER = {
    "75%": ("75%,", "75% ,"), "95-105%": ("95–105%", "95%—105%,"), "Z2": ("z2",),
    "220w": ("220W", "220watts"),
    "200-240w": ("200‑240W", "200w–240w"), "95% FTP": ("95%  ftp", "95% Ftp,"), "Z3-Z4": ("z3–z4",),
    "ramp 50-75%": ("RAMP 50–75%", "50–75% Ramp,"), "60% MMP 5m": ("60% mmp 5M", "60%  MMP, 5min"),
    "freeride": ("FreeRide,",), "maxeffort": ("MAXEFFORT",), "CZ1": ("cz1",),
}  # fmt: skip
HR = {
    "150bpm": ("150BPM",), "90-95% LTHR": ("90–95% lthr,",), "Z2 HR": ("z2  hr", "Z2 HR."),
}  # fmt: skip
PACE = {
    "4:15-3:55/km Pace": ("4:15–3:55/KM  pace,", "4:15/km-3:55/km Pace"),
    "5:20 Pace": ("5:20 PACE",), "85% Pace": (),
}  # fmt: skip
CADENCE = {"90rpm": ("90 rpm", "90 RPM,", "90RPM"), "85-95rpm": ("85–95rpm", "85-95Rpm;")}
FEEL = {"RPE 7": ("rpe 7", "RPE  7,"), "RPE 6-7": ("Rpe 6–7",)}
FLAGS = (
    {"press lap": ("Press  LAP", "press lap,")}, {"hidepower": ("HidePower,",)},
    {"intensity=rest": ("Intensity=REST",), "intensity=warmup": ()},
)  # fmt: skip
SAID = {'"quick, now"': ('"quick, now",',), '"95–105%  # held"': ()}
LABELS = ("", "Hard", "Over/under, no. 3  (of 5)", '"Hold 250w"', 'Easy "and  long"', "Hill #3")

HOLES = {
    "- Hard 12m {on} 85-95rpm": ("- Hard 12M  {on},  85–95rpm",),
    "- {length} {on}": (),
    "- 10m {on}-85% press lap": ("-10m,  {on}–85%,   Press Lap",),
    '- 10m {on + 5%} "{n} to go"': ('-  10min { on+5% },  "{ n } to go"',),
    "- Set {n} of 3 10m {max(on, 70%)}": ("- Set { n } of 3 10m { max(on,70%) },",),
    '- {length * 2 - 30s} {on} "now"': ('-{length*2 - 30sec} {on} "now"',),
}
"""Steps with holes, which keep their order."""

REPEATS = {
    "- {n}x (30s {on}, 30s 50%)": ("- {n}X(30s  {on},30sec 50%)",),
    "- Sprints 4x (10s 180%, 50s 50%)": ("- Sprints 4X(180%  10s,50S 50%)",),
    "- use again(k = {n + 1})": ("- use  again(k={ n+1 } )",),
    "- use again": ("-USE again()",),
}
"""Lines that may have no cues."""

HEADS = {"- 3x": ("-  3X",), "- Sprints {n}x  # all": ("-  Sprints {n}X # all",)}
HEADINGS = {
    "Main set 3x": ("  Main set   3X",),
    "Warmup": ("\tWarmup",),
    "Set {n + 1}x": ("Set  {n+1}X",),
}
CUES = {'@ 5s "go"': ('@5S  "go"',), '@ -1s "now, go"': ('@ – 1s "now, go"',), '@ {length} "x"': ()}
REMARKS: dict[str, tuple[str, ...]] = {"# a  remark": (), "#": ()}
BESIDE: dict[str, tuple[str, ...]] = REMARKS | {
    "> a  note of {length}": (">   a  note of { length }",),
    ">": ("> ",),
}

HEAD = Both(
    "let on = 80%\nlet length = 4m + 3m\nlet n = 3\n\nblock again(k = 2)\n- {k}x\n  - 1m {on}\n\n"
    "workout: Odd  ways\nsport: Run\ntags: a, b c\nindoor: no\n",
    "let  on=80%\n LET length =4min+3M\nlet n = 3  \n \n\n"
    "block  again( k=2 )\n -{k}X\n    -1m  {on}\n\n"
    "Workout :Odd  ways\nSPORT:  run\n  tags:a,, b c ,\nIndoor: No\n",
)
"""What the names in the holes mean."""


def kind(dice: Dice, *tables: Mapping[str, tuple[str, ...]]) -> Both:
    """One of the texts, in any of its ways."""
    ways = [Both(tidy, way) for table in tables for tidy, odd in table.items()
            for way in (tidy, *odd)]  # fmt: skip
    return dice.one_of(ways)


def step(dice: Dice) -> Both:
    """A step, its words behind the length in any order."""
    label, length = dice.one_of(LABELS), kind(dice, LENGTHS)
    tables = (POWER, HR, PACE, CADENCE, FEEL, *FLAGS, SAID)
    rest = [kind(dice, table) for table in tables if dice.chance(2)]
    order = dice.shuffled(rest)
    blanks = dice.one_of((" ", "   ", "\t"))
    tidy = " ".join(part for part in (label, length.tidy, *(part.tidy for part in rest)) if part)
    odd = blanks.join(part for part in (label, length.odd, *(part.odd for part in order)) if part)
    return Both(f"- {tidy}", f"-{odd}")


def lists(dice: Dice, depth: int = 0) -> Iterator[tuple[int, Both]]:
    """Items with comments, notes and cues among them, and how deep each stands."""
    for _ in range(1 + dice.below(3)):
        if dice.chance(2):
            yield depth, kind(dice, BESIDE)
        if depth < 3 and dice.chance(3):
            yield depth, kind(dice, HEADS)
            yield from lists(dice, depth + 1)
        elif dice.chance(4):
            yield depth, kind(dice, REPEATS)
        else:
            yield depth, kind(dice, HOLES) if dice.chance(2) else step(dice)
            yield from ((depth + 1, kind(dice, CUES)) for _ in range(dice.below(3)))
    if dice.chance(2):
        yield depth, kind(dice, REMARKS)


def files() -> st.SearchStrategy[Both]:
    """A whole file: odd in its line ends, its blank lines and its indentation too."""
    return thrown(_file)


def _file(dice: Dice) -> Both:
    blank = dice.one_of(("", "\n", " \t\n  \n"))
    tail, mark = dice.one_of(("", "\n")), dice.one_of(("", "\ufeff"))
    line_end = dice.one_of(("\n", "\r\n", "\r"))  # of all systems
    tidy, odd = HEAD.tidy, blank + HEAD.odd
    for _ in range(0 if dice.chance(32) else 1 + dice.below(3)):
        rows = [(0, kind(dice, HEADINGS))] if dice.chance(2) else []
        columns = indentation(dice)
        rows += lists(dice)
        tidy += "\n" + "".join(f"{'  ' * depth}{both.tidy}\n" for depth, both in rows)
        odd += f"\n{blank}" + "".join(f"{columns[depth]}{both.odd} \n" for depth, both in rows)
    return Both(tidy, mark + odd.removesuffix(tail).replace("\n", line_end))


def indentation(dice: Dice) -> list[str]:
    """By level: tabs, or blanks in steps of any width."""
    if dice.chance(2):
        return ["\t" * depth for depth in range(6)]
    widths = [1 + dice.below(5) for _ in range(6)]
    return [" " * sum(widths[:at]) for at in range(6)]
