"""Hypothesis strategies for sources written in odd ways, beside the one canonical way."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hypothesis import strategies as st


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


def kinds(*tables: Mapping[str, tuple[str, ...]]) -> st.SearchStrategy[Both]:
    """One of the texts, in any of its ways."""
    ways = [Both(tidy, way) for table in tables for tidy, odd in table.items()
            for way in (tidy, *odd)]  # fmt: skip
    return st.sampled_from(ways)


@st.composite
def steps(draw: st.DrawFn) -> Both:
    """A step, its words behind the length in any order."""
    label, length = draw(st.sampled_from(LABELS)), draw(kinds(LENGTHS))
    tables = (POWER, HR, PACE, CADENCE, FEEL, *FLAGS, SAID)
    rest = [draw(kinds(table)) for table in tables if draw(st.booleans())]
    order = draw(st.permutations(rest))
    blanks = draw(st.sampled_from((" ", "   ", "\t")))
    tidy = " ".join(part for part in (label, length.tidy, *(part.tidy for part in rest)) if part)
    odd = blanks.join(part for part in (label, length.odd, *(part.odd for part in order)) if part)
    return Both(f"- {tidy}", f"-{odd}")


def lists(draw: st.DrawFn, depth: int = 0) -> Iterator[tuple[int, Both]]:
    """Items with comments, notes and cues among them, and how deep each stands."""
    for _ in range(draw(st.integers(1, 3))):
        yield from ((depth, both) for both in draw(st.lists(kinds(BESIDE), max_size=1)))
        if depth < 3 and draw(st.integers(0, 2)) == 0:
            yield depth, draw(kinds(HEADS))
            yield from lists(draw, depth + 1)
        elif draw(st.integers(0, 3)) == 0:
            yield depth, draw(kinds(REPEATS))
        else:
            yield depth, draw(st.one_of(steps(), kinds(HOLES)))
            yield from ((depth + 1, both) for both in draw(st.lists(kinds(CUES), max_size=2)))
    yield from ((depth, both) for both in draw(st.lists(kinds(REMARKS), max_size=1)))


@st.composite
def files(draw: st.DrawFn) -> Both:
    """A whole file: odd in its line ends, its blank lines and its indentation too."""
    blank = draw(st.sampled_from(("", "\n", " \t\n  \n")))
    tidy, odd = HEAD.tidy, blank + HEAD.odd
    for _ in range(draw(st.integers(0, 3))):
        rows = [(0, heading) for heading in draw(st.lists(kinds(HEADINGS), max_size=1))]
        rows += lists(draw)
        columns = draw(indentations())
        tidy += "\n" + "".join(f"{'  ' * depth}{both.tidy}\n" for depth, both in rows)
        odd += f"\n{blank}" + "".join(f"{columns[depth]}{both.odd} \n" for depth, both in rows)
    odd = odd.removesuffix(draw(st.sampled_from(("", "\n"))))
    return Both(tidy, draw(st.sampled_from(("", "\ufeff"))) + odd.replace("\n", draw(line_ends())))


def line_ends() -> st.SearchStrategy[str]:
    """Those of all systems."""
    return st.sampled_from(("\n", "\r\n", "\r"))


def indentations() -> st.SearchStrategy[list[str]]:
    """By level: tabs, or blanks in steps of any width."""
    tabs = st.just(["\t" * depth for depth in range(6)])
    widths = st.lists(st.integers(1, 5), min_size=6, max_size=6)
    return st.one_of(tabs, widths.map(lambda each: [" " * sum(each[:at]) for at in range(6)]))
