"""`workoutc show` of plans: a line a week."""

import json
from decimal import Decimal

import pytest

from tests.commands import ROOT, Desk, sat_down  # noqa: F401
from tests.json_schema import problems
from workoutc.athlete import Athlete
from workoutc.cli.schema_ import SCHEMAS
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
    assert lines[2:4] == [
        "   1  2027-01-04         2  1:00:00+    36+  ##########",
        "   2  2027-01-11         1  1:00:00     36  ##########",
    ]


def test_why_something_is_not_known_is_said_once_with_the_names(desk: Desk) -> None:
    text = RUN + "workout: Yoga\n> x\n\n" + PLAN + "week 1\nmon: run\ntue: run\nwed: yoga\n"
    lines = drawn(text, Canvas(120))
    assert lines[0] == "Winter: 1 week, 3 events, 2027-01-04 to 2027-01-06"
    assert lines[2].split()[2:5] == ["3", "?", "?"]
    assert lines[3] == "(? not known, + and more that isn't known)"
    assert [line.partition(":")[0] for line in lines[4:]] == ["(Run", "(Run", "(Yoga"]
    desk.write(a=text)
    quiet = desk.run("show", "-q", "a.workout", "--color", "never").stdout
    assert "not known" not in quiet


def test_planned_figures_of_a_race_count_and_unknown_ones_leave_no_gap() -> None:
    text = "load: 90\nduration: 2h\n\n" + PLAN + 'week 1\nsun: race B "Club"\n'
    assert drawn(text, Canvas(80))[2].split()[:5] == ["1", "2027-01-04", "0", "2:00:00", "90"]
    bare = drawn(text.partition("plan")[1] + text.partition("plan")[2], Canvas(80))
    assert bare[2].split()[2:5] == ["0", "-", "-"]
    assert len(bare) == 3


def test_workouts_without_steps_have_figures_of_their_own() -> None:
    text = "".join(
        f"workout: {n}\nduration: {t}\nload: 5\n\n" for n, t in (("A", "1h"), ("B", "2h"))
    )
    assert "3:00:00" in drawn(text + PLAN + "week 1\nmon: a\ntue: b\n", Canvas(80))[2]


def test_the_weeks_are_in_the_json(desk: Desk) -> None:
    desk.write(a=EASY + RUN + PLAN + 'week 1 "Base"\nmon: easy\ntue: run\nweek 2\nmon: easy\n')
    done = desk.run("show", "a.workout", "--json", "--set", "ftp=250")
    (plan,) = json.loads(done.stdout)["plans"]
    assert (plan["name"], plan["identity"]) == ("Winter", "winter")
    first, second = plan["weeks"]
    assert [first[k] for k in ("number", "monday", "title", "sessions", "duration_s", "load")] == [
        1, "2027-01-04", "Base", 2, 3600, 36,
    ]  # fmt: skip
    assert first["partial"] == ["duration_s", "load"]
    assert first["reasons"][0].startswith("Run: ")
    assert (second["partial"], second["reasons"]) == ([], [])
    schema = json.loads((SCHEMAS / "show.json").read_text(encoding="utf-8"))
    assert problems(json.loads(done.stdout), schema) == []


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_titles_are_cut_to_the_width(width: int) -> None:
    long = EASY + PLAN.replace("Winter", "W" * 300) + f'week 1 "{"x" * 300}"\nmon: easy\n'
    assert all(cells(line) <= max(width, 76) for line in drawn(long, Canvas(width)))


def test_the_templates_of_a_plan_are_in_its_weeks_and_not_beside_them(desk: Desk) -> None:
    desk.write(a=EASY + "workout: Alone\n- 10m 75%\n\n" + PLAN + WEEKS)
    done = desk.run("show", "a.workout", "--color", "never", "--set", "ftp=280")
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
