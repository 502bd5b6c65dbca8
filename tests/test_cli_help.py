"""What the command line says of itself."""

from pathlib import Path

import pytest

import workoutc.cli
from tests.commands import Desk, sat_down  # noqa: F401
from workoutc import __version__
from workoutc.cli.main import verbs

FILES = sorted(Path(workoutc.cli.__file__).parent.glob("*_.py"))
VERBS = [path.stem.removesuffix("_") for path in FILES if not path.stem.startswith("_")]


def listed(text: str) -> dict[str, str]:
    """The commands of a help text, and what is said of each."""
    rows = [line.split(maxsplit=1) for line in text.split("Commands:\n")[1].splitlines()]
    return dict(rows)


def test_help_lists_every_file_that_is_a_verb(desk: Desk) -> None:
    done = desk.run("--help")
    assert done.exit_code == 0
    assert sorted(listed(done.stdout)) == sorted(VERBS) == verbs()


def test_every_verb_is_told_in_one_whole_sentence(desk: Desk) -> None:
    for verb, words in listed(desk.run("--help").stdout).items():
        assert words.endswith("."), verb
        assert "..." not in words, verb


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_a_verb_helps(desk: Desk, verb: str, option: str) -> None:
    done = desk.run(verb, option)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: main {verb} ")
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_says_what_it_does(desk: Desk, verb: str) -> None:
    options = desk.run(verb, "--help").stdout.split("Options:\n")[1].splitlines()
    for name, below in zip(options, [*options[1:], ""], strict=True):
        if name.startswith("  -"):
            assert "  " in name.strip() or not below.startswith("  -"), name


def test_nothing_at_all_is_wrong_use_and_helps(desk: Desk) -> None:
    done = desk.run()
    assert (done.exit_code, done.stdout) == (2, "")
    assert set(listed(done.stderr)) == set(VERBS)


def test_the_version_is_told(desk: Desk) -> None:
    assert desk.run("--version").stdout == f"workoutc, version {__version__}\n"
