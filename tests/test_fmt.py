"""One layout for every source that says the same, and nothing lost on the way to it."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.odd_ways import Both, files
from tests.strategies import THOROUGH, workouts
from tests.test_properties import PIECES
from workoutc import fmt
from workoutc.compiler import Compilation, compile_bytes
from workoutc.fmt import Formatted, MeaningChangedError, formatted
from workoutc.formats import write
from workoutc.model import Workout
from workoutc.source import Source
from workoutc.units import LENGTH_UNITS, TIME_UNITS

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for folder in (ROOT / "examples", ROOT / "tests" / "cases")
                 for path in folder.rglob("*.workout"))  # fmt: skip
CORPUS = ROOT.parent / "shared" / "corpus"

REUSED = (
    "let a = 5m", "let n = 3", "{a}", "{n}x", "{a + 5m}", "block b(k = 2)", "- use b(k = {n})", "{",
    "}", "include: x", "with: k = 2", "workout: A", '"x {n}"', "# c", "  ", "\t", "- 3x", "  # c",
    "  - 1m {a}", "    - {n}x (1m 60–70%, {a} 50%)", '  @ 1m "x"', "  > n", "\xa0", "RPE 7,", "5m",
    "- 10m {a},  85–95 rpm", "press lap", "hidepower", "60% MMP", "tags: a,b", "\u2028", "Main 3X",
    "", "Easy", "{ a*2 }", "{a+5min}-{ a }", "let c = a+1min", "let d=2*( n+1 )", "10min", "1m30",
    "50'", "50%–75%", "200W-240w", "400 meters", "sport: run", "{ max(n,2) }X", "25MIN",
    "date: 2026-12-01  06:30", "- Set { n } of 3  {a},  10m", "duration: 90min", "pool: 25 M",
)  # fmt: skip
lines = st.lists(st.sampled_from(PIECES + REUSED), max_size=4)
texts = st.one_of(
    st.text(max_size=100),
    st.lists(lines.map(" ".join), max_size=12).map("\n".join),
    st.lists(lines.map("".join), max_size=12).map("\n".join),
)


def checked(data: bytes) -> Formatted:
    """The new layout, which must be stable and lose nothing."""
    new = formatted(data, "workout")
    if new.unreadable:
        assert new.text == new.source.text
        return new
    again = formatted(new.text.encode(), "workout")
    assert not again.unreadable
    assert again.text == new.text
    assert signs(new.text) == signs(new.source.text)
    assert not re.search(r"[ \t]\n|\r|\n\n\n|^\n|\n\n\Z|[^\n]\Z", new.text)
    return new


UNITS = "|".join(unit for unit in (*TIME_UNITS, *LENGTH_UNITS, "watts?", "w") if unit[0].isalpha())
MEASURED = re.compile(
    rf"(?<=[0-9])(?:[^\S\n]*(?:/[0-9]*)?(?:{UNITS})(?![a-z=])|[%'\"′″’”])", re.IGNORECASE
)


ANEW = re.compile(
    r"^[ \t]*(?:indoor|peak|pool(?:[ ]+length)?|date|category)[ \t]*:.*",
    re.IGNORECASE | re.MULTILINE,
)
"""Fields whose values have one spelling."""

ON = re.compile(
    r"^[ \t]*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:[ \t]+[0-9]{1,2}:[0-9]{2})?[ \t]*:"
    r"|weeks?\b)",
    re.IGNORECASE | re.MULTILINE,
)
"""Days with their times, and the word `week`, which have one spelling too."""


def signs(text: str) -> Counter[str]:
    """What no layout may take away or add: all but blanks, dashes, commas, the case of letters and
    the units of numbers; a list of nothing needs no parentheses."""
    text = ON.sub("", ANEW.sub("", re.sub(r"\r\n?", "\n", text)))
    text = re.sub(r"[\s,;.\-\u2010-\u2015]|\(\s*\)", "", MEASURED.sub("", text))
    return Counter(text.casefold())


def meaning(compilation: Compilation) -> object:
    found = Counter(d.code for d in compilation.diagnostics)
    return found, compilation.workouts if compilation.ok else ()


@THOROUGH
@given(texts)
def test_any_text_keeps_its_meaning_or_stays_as_it_is(text: str) -> None:
    data = text.encode(errors="replace")
    new = checked(data)
    before, after = (compile_bytes(side, name="x") for side in (data, new.text.encode()))
    assert new.unreadable or meaning(before) == meaning(after)


@THOROUGH
@given(st.binary(max_size=200))
def test_any_bytes_are_laid_out_or_told(data: bytes) -> None:
    checked(data)


@THOROUGH
@given(files())
def test_odd_ways_all_come_to_the_same(both: Both) -> None:
    new = checked(both.odd.encode())
    assert not new.unreadable, new.unreadable
    assert new.text == both.tidy


@THOROUGH
@given(workouts())
def test_what_is_written_for_the_calendar_can_be_laid_out(workout: Workout) -> None:
    emission = write(workout)
    if emission.ok:
        new = checked(emission.content.encode())
        before = compile_bytes(emission.content.encode(), name="x")
        assert new.unreadable or meaning(before) == meaning(
            compile_bytes(new.text.encode(), name="x")
        )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_source_of_ours(path: Path) -> None:
    new = checked(path.read_bytes())
    if path.is_relative_to(ROOT / "examples"):
        assert new.text == new.source.text, "run `workoutc fmt examples`"


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
)
def test_native_texts() -> None:
    pairs = [json.loads(path.read_bytes())["description"] for path in CORPUS.glob("pairs/*.json")]
    natives = [path.read_text(encoding="utf-8") for path in CORPUS.glob("texts/*.txt")]
    new = [checked((text or "").encode()) for text in pairs + natives]
    assert sum(not each.unreadable for each in new) > 90


def test_what_would_not_fit_stays() -> None:
    line = "# " + "x" * 9_000
    head = "- 3x\n - 10m 75%\n"
    text = head + f" {line}\n" * ((2**20 - len(head)) // (len(line) + 2))
    text += "#" * (2**20 - len(text) - 1) + "\n"
    assert formatted(text.encode(), "a").text == text


def test_a_line_that_would_grow_too_long_stays() -> None:
    steps = ",".join(["1m 60%"] * 1_400)
    long, short = f"- 4x({steps})\n", "- 4x(1m 60%)\n"
    assert formatted((long + short).encode(), "a").text == f"{long}- 4x (1m 60%)\n"


def test_another_meaning_is_never_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def laid_out(source: Source) -> str:
        return source.text.replace("10m", "11m")

    monkeypatch.setattr(fmt, "laid_out", laid_out)
    with pytest.raises(MeaningChangedError):
        formatted(b"- 10m 75%\n", "a")
