"""`workoutc show` of plans: a line a week."""

from decimal import Decimal

import pytest

from tests.commands import ROOT, Desk, sat_down  # noqa: F401
from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.picture.canvas import Canvas
from workoutc.picture.season import season
from workoutc.render.visible import cells

EASY = "workout: Easy\nid: easy\nwith: time = 1h\n- {time} 60%\n\n"
RUN = "workout: Run\nsport: Run\n- 5km Z2 Pace\n\n"
PLAN = "plan: Winter\nstart: 2027-01-04\n"
WEEKS = (
    'week 1-2 "Base"\nmon: easy(time = {1h * week})\nwed: note "x"\n\nweek 3\nmon: rest\n'
    'sun: race B "Club"\n'
)


def drawn(text: str, canvas: Canvas) -> list[str]:
    (plan,) = compile(text).plans
    return list(season(plan, Athlete(ftp=Decimal(250)), canvas))


def test_a_week_is_a_line_with_its_hours_its_load_and_a_bar() -> None:
    assert drawn(EASY + PLAN + WEEKS, Canvas(80)) == [
        "Winter: 3 weeks, 5 events, 2027-01-04 to 2027-01-24",
        "week  monday      sessions    time   load",
        "   1  2027-01-04         1  1:00:00     36  #####       Base",
        "   2  2027-01-11         1  2:00:00     72  ##########  Base",
        "   3  2027-01-18         0       -      -              Club (B)",
    ]


def test_what_is_not_known_is_marked_and_the_bars_are_of_the_hours() -> None:
    lines = drawn(
        EASY + RUN + PLAN + "week 1\nmon: easy\ntue: run\nweek 2\nmon: easy\n", Canvas(80)
    )
    assert lines[2:] == [
        "   1  2027-01-04         2  1:00:00+    36+  ##########",
        "   2  2027-01-11         1  1:00:00     36  ##########",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_titles_are_cut_to_the_width(width: int) -> None:
    long = EASY + PLAN.replace("Winter", "W" * 300) + f'week 1 "{"x" * 300}"\nmon: easy\n'
    assert all(cells(line) <= max(width, 76) for line in drawn(long, Canvas(width)))


def test_the_templates_of_a_plan_are_in_its_weeks_and_not_beside_them(desk: Desk) -> None:
    desk.write(a=EASY + "workout: Alone\n- 10m 75%\n\n" + PLAN + WEEKS)
    done = desk.run("show", "a.workout", "--color", "never")
    assert done.exit_code == 0
    assert "Alone" in done.stdout
    assert "Winter: 3 weeks" in done.stdout
    assert "Easy" not in done.stdout


def test_the_plans_of_the_examples_are_shown(desk: Desk) -> None:
    paths = [str(path) for path in sorted((ROOT / "examples").glob("plan-*.workout"))]
    done = desk.run("show", *paths, "--color", "never", "-q", "--set", "ftp=280")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "FTP build: 8 weeks, 37 events" in done.stdout
    assert "Race, Half marathon (A)" in done.stdout
