"""`workoutc show`: pictures kept in files, figures as JSON."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands import BROKEN, CLEAN, WARNED, Desk, sat_down  # noqa: F401
from tests.given import given as athlete_of
from tests.golden import CASES, Golden
from tests.json_schema import problems
from tests.strategies import THOROUGH, workouts
from workoutc.cli.schema_ import SCHEMAS
from workoutc.load import load_of
from workoutc.model import Repeat, Step, Time, Workout
from workoutc.picture.canvas import Canvas
from workoutc.picture.session import Shown
from workoutc.picture.terminal import picture
from workoutc.render.visible import cells

SHOWN = sorted((CASES / "show").glob("*.workout"))
NUMBERS = (
    "ftp=280", "lthr=172", "max_hr=190", "threshold_pace.run=4:10/km",
    "threshold_pace.swim=1:45/100m",
)  # fmt: skip
SET = tuple(word for number in NUMBERS for word in ("--set", number))
SCHEMA = json.loads((SCHEMAS / "show.json").read_text("utf-8"))
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("color", ["never", "always"])
@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.stem)
def test_a_picture(
    path: Path, width: int, color: str, desk: Desk, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = desk.run("show", str(path), "--color", color, *SET)
    assert done.exit_code == 0
    assert max(cells(line) for line in COLOURS.sub("", done.stdout).split("\n")) <= width
    if color == "never":
        assert "\x1b" not in done.stdout
    suffix = f".{width}-color" if color == "always" else f".{width}"
    golden.check(path.with_suffix(suffix), done.stdout)


def test_without_colours_the_drawing_is_ascii(desk: Desk) -> None:
    desk.write(a=CLEAN)
    assert desk.run("show", "a.workout", *SET).stdout.isascii()


def test_a_terminal_that_knows_no_blocks_gets_coloured_digits(desk: Desk) -> None:
    desk.write(a=CLEAN)
    env = {"PYTHONIOENCODING": "latin-1"}
    done = desk.spawn("show", "a.workout", "--color", "always", *SET, env=env)
    assert done.code == 0
    assert done.out.isascii()
    assert b"\x1b[38;5;33m2222" in done.out


def test_what_is_not_known_says_why(desk: Desk) -> None:
    desk.write(a=CLEAN)
    done = desk.run("show", "a.workout")
    assert "load ?   IF ?" in done.stdout
    assert "(no FTP is known: set `ftp` in the profile, or try `--set ftp=250`)" in done.stdout
    assert "(no FTP" not in desk.run("show", "a.workout", "--quiet").stdout


def test_several_have_blank_lines_between(desk: Desk) -> None:
    desk.write(a=CLEAN, b=CLEAN.replace("Tempo", "Other"))
    done = desk.run("show", ".", *SET).stdout
    assert re.findall(r"(?:^|\n\n\n)(\w+) +Ride\n", done) == ["Tempo", "Other"]


def test_errors_are_told_and_nothing_is_drawn(desk: Desk) -> None:
    desk.write(a=CLEAN, b=BROKEN)
    for more in ((), ("--json",), ("--quiet",)):
        done = desk.run("show", ".", *more)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "error[E201]" in done.stderr


def test_warnings_are_told_beside_the_picture(desk: Desk) -> None:
    desk.write(a=WARNED)
    done = desk.run("show", "a.workout")
    assert done.exit_code == 0
    assert "warning[W322]" in done.stderr
    assert "Beats" in done.stdout
    assert desk.run("show", "a.workout", "--quiet").stderr == ""


def test_the_figures_as_json(desk: Desk) -> None:
    desk.write(a="workout: A\n- 3h 177-210w\n")
    done = desk.run("show", "a.workout", "--json", "--set", "ftp=280")
    assert (done.exit_code, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    [workout] = found["workouts"]
    assert found["version"] == 1
    zones = {zone["name"]: zone["seconds"] for zone in workout.pop("zones")}
    assert zones == {"Z1": 0, "Z2": 10800} | {f"Z{n}": 0 for n in range(3, 8)} | {"SS": 0}
    assert workout == {
        "name": "A", "sport": "Ride", "duration_s": 10800, "distance_m": None, "load": 144,
        "intensity": 69.28203, "normalized_power_w": 194, "average_power_w": 194,
        "estimate": False, "reasons": [],
    }  # fmt: skip


def test_every_json_has_its_shape(desk: Desk) -> None:
    folder = CASES.parent.parent / "examples"
    for numbers in ((), SET):
        done = desk.run("show", str(folder), "--json", *numbers)
        assert problems(json.loads(done.stdout), SCHEMA) == []
    assert desk.run("show", "-", "--json", input="let a = 5m\n").stdout.endswith('"plans": []\n}\n')


CANVASES = st.builds(Canvas, st.integers(40, 200), st.booleans(), st.booleans())


@settings(THOROUGH, max_examples=150)
@given(workouts(), CANVASES, st.sampled_from(("", "ftp=250 lthr=170 max_hr=190")))
def test_any_workout_fits_any_terminal(workout: Workout, canvas: Canvas, words: str) -> None:
    athlete = athlete_of(words).athlete
    lines = list(picture(Shown(workout, athlete, load_of(workout, athlete)), canvas))
    plain = [COLOURS.sub("", line) for line in lines]
    assert all(cells(line) <= canvas.width for line in plain)
    assert canvas.color or plain == lines
    assert all("\n" not in line for line in lines)


def test_a_sprint_is_seen_among_hours_and_a_huge_session_is_drawn() -> None:
    athlete = athlete_of("ftp=250").athlete
    text = "- 2h 60%\n- 10s 200%\n- 2h 60%\n"
    from workoutc.compiler import compile

    [workout] = compile(text).workouts
    drawn = "\n".join(picture(Shown(workout, athlete, load_of(workout, athlete)), Canvas(60)))
    assert re.search(r"^180% \|\s+7$", drawn, re.MULTILINE)
    many = Workout("x", "x", items=(Repeat(9000, (Step(Time(5)), Step(Time(4)))),))
    assert list(picture(Shown(many, athlete, load_of(many, athlete)), Canvas(60)))
