"""The cases: sources beside what they mean, what is said of them and what they become."""

import json
import re
from pathlib import Path

import pytest

from tests.given import compiled_file, given
from tests.golden import CASES, Golden
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic
from workoutc.fmt import formatted
from workoutc.foreign import compile_foreign
from workoutc.formats import write
from workoutc.formats.fit.read import Listing
from workoutc.formats.fit.wire import decoded
from workoutc.formats.model_json import plain
from workoutc.formats.source import write as write_source
from workoutc.render import render

EXAMPLES = Path(__file__).parent.parent / "examples"
HEADER = re.compile(r"# (sport|athlete): (.*)")
"""The comments at the top of a case that stand for settings."""


def sources(folder: str) -> list[Path]:
    return sorted((CASES / folder).rglob("*.workout"))


def foreign_files() -> list[Path]:
    wanted = (".zwo", ".erg", ".mrc", ".txt")
    folder = CASES / "formats" / "reading"
    return sorted(path for path in folder.rglob("*") if path.suffix in wanted)


def named(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def settings(data: bytes) -> str:
    """What a case asks for in its first lines: `# sport: Run`, `# athlete: lthr=172 ftp=250`."""
    words = []
    for line in data.decode(errors="replace").splitlines():
        if (asked := HEADER.fullmatch(line)) is None:
            break
        words.append(f"sport={asked[2]}" if asked[1] == "sport" else asked[2])
    return " ".join(words)


def compiled_case(path: Path) -> Compilation:
    data = path.read_bytes()
    return compiled_file(data, settings(data), path.name)


def rendered(compilation: Compilation, diagnostics: tuple[Diagnostic, ...]) -> str:
    return render([(compilation.source, diagnostics)], "text", width=80)


def meaning(compilation: Compilation) -> str:
    """All workouts and plans of a file, as far as it may be built."""
    if not compilation.ok:
        return ""
    workouts = [plain(each) for each in (*compilation.workouts, *compilation.plans)]
    return json.dumps(workouts, indent=1, ensure_ascii=False) + "\n"


def emitted(compilation: Compilation, words: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The texts for Intervals.icu, each below the id of its workout where there are several."""
    texts: list[str] = []
    lost: list[Diagnostic] = []
    athlete = given(words).athlete
    compilation.unwrap()
    for workout in compilation.sessions:
        emission = write(workout, "intervals", athlete)
        several = len(compilation.sessions) > 1
        texts.append(f"=== {workout.identity}\n{emission.content}" if several else emission.content)
        lost.extend(emission.lost)
    return "\n".join(texts), tuple(lost)


@pytest.mark.parametrize("path", sources("language"), ids=named)
def test_language(path: Path, golden: Golden) -> None:
    compilation = compiled_case(path)
    golden.check(path.with_suffix(".json"), meaning(compilation))
    golden.check(path.with_suffix(".diagnostics"), rendered(compilation, compilation.diagnostics))


@pytest.mark.parametrize("path", sources("formats/intervals"), ids=named)
def test_intervals(path: Path, golden: Golden) -> None:
    compilation = compiled_case(path)
    text, lost = emitted(compilation, settings(path.read_bytes()))
    golden.check(path.with_suffix(".txt"), text)
    golden.check(path.with_suffix(".diagnostics"), rendered(compilation, lost))


@pytest.mark.parametrize("path", sources("fmt"), ids=named)
def test_fmt(path: Path, golden: Golden) -> None:
    new = formatted(path.read_bytes(), path.name)
    golden.check(path.with_suffix(".out"), "" if new.unreadable else new.text)
    golden.check(
        path.with_suffix(".diagnostics"), render([(new.source, new.unreadable)], "text", width=80)
    )


@pytest.mark.parametrize("to", ["zwo", "erg", "mrc", "csv"])
@pytest.mark.parametrize("path", sources("formats/foreign"), ids=named)
def test_foreign(path: Path, to: str, golden: Golden) -> None:
    compilation = compiled_case(path)
    (workout,) = compilation.unwrap()
    emission = write(workout, to, given(settings(path.read_bytes())).athlete)
    content = emission.content
    assert isinstance(content, str)
    golden.check(path.with_suffix(f".{to}"), content.replace("\r\n", "\n"))
    golden.check(path.with_suffix(f".{to}.diagnostics"), rendered(compilation, emission.lost))


@pytest.mark.parametrize("path", sources("formats/foreign"), ids=named)
def test_fit(path: Path, golden: Golden) -> None:
    compilation = compiled_case(path)
    (workout,) = compilation.unwrap()
    emission = write(workout, "fit", given(settings(path.read_bytes())).athlete)
    listing = Listing(decoded(emission.content).messages).text
    golden.check(path.with_suffix(".fit.txt"), listing)
    golden.check(path.with_suffix(".fit.diagnostics"), rendered(compilation, emission.lost))


@pytest.mark.parametrize("path", foreign_files(), ids=lambda path: path.name)
def test_reading(path: Path, golden: Golden) -> None:
    origin = path.suffix.removeprefix(".").replace("txt", "intervals")
    compilation = compile_foreign(path.read_bytes(), name=path.name, origin=origin)
    source = "".join(write_source(workout).content for workout in compilation.workouts)
    golden.check(path.with_suffix(".source"), source)
    found = tuple(d for d in compilation.diagnostics if not d.code.startswith("W3"))
    golden.check(path.with_suffix(".diagnostics"), rendered(compilation, found))


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.workout")), ids=named)
def test_examples(path: Path, golden: Golden) -> None:
    compilation = compiled_file(path.read_bytes(), "", path.name)
    assert not compilation.diagnostics
    text, lost = emitted(compilation, "")
    assert not lost
    golden.check(CASES / "examples" / f"{path.stem}.txt", text)


def bare(path: Path) -> Path:
    """Without any suffix."""
    return path.with_name(path.name.partition(".")[0])


def test_no_output_without_its_source() -> None:
    kept = {bare(p) for p in CASES.rglob("*.*") if p.suffix != ".workout"}
    cases = {bare(p) for p in [*CASES.rglob("*.workout"), *foreign_files()]}
    examples = {CASES / "examples" / p.stem for p in EXAMPLES.glob("*.workout")}
    assert kept - cases - examples == set()
