"""Files of other people, in ../shared/corpus: each reads, is repaired and told, or refused."""

from collections import Counter
from pathlib import Path

import pytest

from tests.profiles import cues, profile
from workoutc.compiler import Compilation, compile
from workoutc.fmt import formatted
from workoutc.foreign import compile_foreign
from workoutc.formats import write
from workoutc.formats.source import write as write_source
from workoutc.model import Distance, Workout, walk

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
FORMATS = ("zwo", "erg", "mrc", "fit")
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
)
FILES = [path for form in FORMATS for path in sorted((CORPUS / form).glob("*"))]
REFUSED = {
    "jpequegn--security.test.js.00": "E431",
    "pablo-albaladejo--well-formedness-validator.test.ts.05": "E430",
}
REPAIRED = {
    "eljefewappo--867-5309_Jenny_30-30", "eljefewappo--867-5309_Jenny_45-20",
    "eljefewappo--Five_by_Five_Ramps", "eljefewappo--Six_by_Five_Ramps",
    "eljefewappo--The_Wringer", "pablo-albaladejo--well-formedness-validator.test.ts.06",
}  # fmt: skip


def read(path: Path) -> Compilation:
    form = path.suffix.removeprefix(".")
    return compile_foreign(path.read_bytes(), name=path.name, origin=form)


def workout_of(path: Path) -> Workout:
    (workout,) = read(path).unwrap()
    return workout


READABLE = [path for path in FILES if path.stem not in REFUSED]
TIMED = [
    path for path in READABLE
    if not any(isinstance(step.length, Distance) for step in walk(workout_of(path).items))
]  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_reads_or_says_why_not(path: Path) -> None:
    compilation = read(path)
    codes = {d.code for d in compilation.diagnostics}
    errors = {code for code in codes if code.startswith("E")}
    assert errors == ({REFUSED[path.stem]} if path.stem in REFUSED else set())
    if path.stem not in REFUSED:
        assert ("W430" in codes) == (path.stem in REPAIRED)


def test_how_many_are_read() -> None:
    score: dict[str, Counter[str]] = {form: Counter() for form in FORMATS}
    for path in FILES:
        codes = {d.code for d in read(path).diagnostics}
        how = "refused" if path.stem in REFUSED else "repaired" if "W430" in codes else "read"
        score[path.suffix.removeprefix(".")][how] += 1
    # The README states these figures.
    assert score == {
        "zwo": {"read": 112, "repaired": 6, "refused": 2},
        "erg": {"read": 4},
        "mrc": {"read": 7},
        "fit": {"read": 2},
    }


@pytest.mark.parametrize("path", TIMED, ids=lambda path: path.name)
def test_a_file_as_source_is_the_same_session(path: Path) -> None:
    workout = workout_of(path)
    emission = write_source(workout)
    (again,) = compile(emission.content, name=path.name).unwrap()
    lost = {d.code for d in emission.lost}
    assert "W419" not in lost
    assert profile(again) == profile(workout)
    assert "W418" in lost or cues(again) == cues(workout)
    assert again.tags == workout.tags
    assert formatted(emission.content.encode(), path.name).text == emission.content


@pytest.mark.parametrize(
    "path", [path for path in TIMED if path.suffix == ".zwo"], ids=lambda path: path.name
)
def test_zwo_by_way_of_source_keeps_every_second_and_every_text(path: Path) -> None:
    workout = workout_of(path)
    (source,) = compile(write_source(workout).content, name=path.name).unwrap()
    emission = write(source, "zwo")
    if {d.code for d in emission.lost} & {"E410", "E411"}:
        return  # a file in watts, or of no steps
    data = emission.content.encode()
    (again,) = compile_foreign(data, name=path.name, origin="zwo").unwrap()
    assert cues(again) == cues(source)
    if path.stem == "eljefewappo--myRampTest":  # "I'm fine" and "I'm toast!"
        assert cues(again) == cues(workout)
        assert any('"' in text for *_, text in cues(again))
    assert "W411" in {d.code for d in emission.lost} or profile(again) == profile(source)
    assert (again.name, again.tags) == (source.name, source.tags)
