"""Outcomes of earlier runs: found again, they are the same to the byte, and never wrong."""

import json
import os
from pathlib import Path

import pytest
from click.testing import Result

from tests.commands import BROKEN, CLEAN, ROOT, SLIP, WARNED, Desk, sat_down  # noqa: F401
from workoutc import catalogue
from workoutc.cli import known, working
from workoutc.cli.outcome_json import decoded, encoded
from workoutc.cli.working import Job, outcome
from workoutc.setting import PLAIN

TEXTS = [
    *(path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.workout"))),
    *(block.text for code in catalogue.codes() for block in catalogue.page(code).bad),
    *(block.text for code in catalogue.codes() for block in catalogue.page(code).good),
]


def said(done: Result) -> tuple[int, bytes, str]:
    """All that a command says."""
    return done.exit_code, done.stdout_bytes, done.stderr


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of sources that are compiled from now on."""
    names: list[str] = []
    real = working.worked

    def noted(job: Job) -> working.Work:
        names.append(job.name)
        return real(job)

    monkeypatch.setattr(working, "worked", noted)
    return names


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--format", "json"),
        ("check", "--format", "sarif"),
        ("check", "--format", "github"),
        ("check", "--strict", "--color", "always"),
        ("check", "-q"),
        ("build",),
        ("build", "--to", "doc"),
        ("build", "--to", "json", "--strict"),
    ],
    ids=" ".join,
)
def test_what_is_known_is_said_the_same_way(
    desk: Desk, compiled: list[str], words: tuple[str, ...]
) -> None:
    desk.write(a=CLEAN, b=SLIP.replace(" min", "min"), c=WARNED, d='- Über 5m 95% "hold 250w"\n')
    if words[0] == "check":
        desk.write(e=BROKEN, f=SLIP, g=CLEAN, h="workout: H\n- use nothing\n- {x + 5%}\n")
    fresh = said(desk.run(*words, "--no-cache", "."))
    first = said(desk.run(*words, "."))
    compiled.clear()
    assert said(desk.run(*words, ".")) == first == fresh
    assert compiled == []


def test_every_page_and_every_session_is_known_exactly() -> None:
    for text in TEXTS:
        for to in ("intervals", "doc"):
            found = outcome(Job("a.workout", text.encode(), PLAIN, to))
            again = decoded(json.loads(json.dumps(encoded(found))))
            assert again == found
            assert repr(again) == repr(found)


def test_without_cache_everything_is_compiled_and_nothing_is_kept(
    desk: Desk, compiled: list[str]
) -> None:
    desk.write(a=CLEAN)
    for _ in range(2):
        desk.run("check", "--no-cache", ".")
        desk.run("build", "--no-cache", ".")
    assert compiled == ["a.workout"] * 4
    assert not (Path(os.environ["HOME"]) / ".cache").exists()


def change(desk: Desk, what: str) -> tuple[str, ...]:
    """Something that an outcome depends on is another one now; gives options."""
    toml = "[athlete]\nlthr = 170\n"
    match what:
        case "the source":
            desk.write(a=WARNED + "- 5m 50%\n")
        case "its project":
            desk.put("workoutc.toml", toml)
        case "one's own settings":
            desk.put("../home/config/workoutc/config.toml", toml)
        case "its name":
            (desk.folder / "a.workout").rename(desk.folder / "b.workout")
        case "an include":
            desk.put("common.workout", "let x = 60%\n")
        case "an include that is gone":
            (desk.folder / "common.workout").unlink()
        case "a value":
            return ("--set", "lthr=170")
        case _:
            raise AssertionError(what)
    return ()


CHANGES = ("the source", "its project", "one's own settings", "its name", "an include",
           "an include that is gone", "a value")  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_compiled_again(desk: Desk, compiled: list[str], what: str) -> None:
    includes = "include" in what
    desk.write(a="include: common.workout\n- 9m {x}\n" if includes else WARNED)
    desk.put("common.workout" if includes else "common.txt", "let x = 55%\n")
    path = "a.workout" if includes else "."
    desk.run("check", path)
    desk.run("check", path)
    assert compiled == ["a.workout"]
    options = change(desk, what)
    first = said(desk.run("check", *options, path))
    assert len(compiled) == 2
    assert said(desk.run("check", "--no-cache", *options, path)) == first


def test_another_athlete_is_another_outcome(desk: Desk, compiled: list[str]) -> None:
    desk.put("workoutc.toml", "[athletes.anna]\nlthr = 170\n[athletes.ben]\n")
    desk.write(a=WARNED)
    assert "W322" in desk.run("check", "--athlete", "ben", ".").stdout
    assert desk.run("check", "--athlete", "anna", ".").stdout == ""
    compiled.clear()
    assert "W322" in desk.run("check", "--athlete", "ben", ".").stdout
    assert compiled == []


def test_another_compiler_knows_nothing(
    desk: Desk, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write(a=CLEAN)
    desk.run("check", ".")
    desk.put("elsewhere/lint.py", "")
    monkeypatch.setattr(known, "PACKAGE", desk.folder / "elsewhere")
    stamp = known.compiler_stamp()
    desk.run("check", ".")
    assert compiled == ["a.workout"] * 2
    desk.put("elsewhere/lint.py", "# changed")
    assert known.compiler_stamp() != stamp
    desk.put("grammar/workout.lark", "")
    assert len({stamp, known.compiler_stamp()}) == 2


@pytest.mark.parametrize(
    "value",
    ["null", "[]", "{}", "[[],[],[]]", "[[1],[],[],[]]", "[[],[],[],[[1,2,3]]]", "nonsense",
     '[[["E1","m",[0],"",null,null,[]]],[],[],[]]', '[[],[],[["a",[0,1],[2],""]],[]]',
     '[[["E1","m",[0,1],"",null,["t",[[0,1]],true],[]]],[],[],[]]', "[" * 100_000],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_what_was_not_written_by_us_does_not_count(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, compiled: list[str], value: str
) -> None:
    desk.write(a=BROKEN)
    fresh = said(desk.run("check", "--no-cache", "."))
    monkeypatch.setattr("workoutc.shelf.Shelf.text", lambda *_: value)
    compiled.clear()
    assert said(desk.run("check", ".")) == fresh
    assert compiled == ["a.workout"]


def test_ids_that_two_files_share_are_found_in_what_is_known(desk: Desk) -> None:
    desk.write(a=CLEAN)
    desk.run("check", ".")
    desk.write(b=CLEAN)
    first = said(desk.run("check", "."))
    assert first[0] == 1
    assert b"E220" in first[1]
    assert said(desk.run("check", ".")) == first
    assert desk.run("check", "b.workout").exit_code == 0


def test_no_folder_to_keep_it_in_is_no_reason_to_fail(desk: Desk) -> None:
    desk.write(a=CLEAN)
    (Path(os.environ["HOME"]) / ".cache").write_text("a file")
    assert desk.run("check", ".").exit_code == 0
    assert desk.run("check", ".").exit_code == 0


def test_a_key_that_stands_in_the_environment_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVALS_API_KEY", "s3cret-s3cret")
    desk.write(a=CLEAN)
    desk.run("check", ".")
    kept = [p for p in (Path(os.environ["HOME"]) / ".cache").rglob("*") if p.is_file()]
    assert kept
    assert not any(b"s3cret" in path.read_bytes() for path in kept)
