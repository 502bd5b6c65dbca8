"""Plans on the calendar, against a sandbox on a real socket."""

import json

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401

PLAN = """\
workout: Easy
id: easy
with: time = 1h
- {time} 60%

plan: Winter
start: 2026-12-07

week 1-2
tue 18:00: easy(time = {1h + 10m * week})
sat: note "Sleep in"
sun 10:00: race B "Cross"
"""

IDS = [
    "workoutc:winter/w01/tue/easy",
    "workoutc:winter/w01/sat/sleep-in",
    "workoutc:winter/w01/sun/cross",
    "workoutc:winter/w02/tue/easy",
    "workoutc:winter/w02/sat/sleep-in",
    "workoutc:winter/w02/sun/cross",
]


def actions(office: Desk, *words: str) -> list[str]:
    done = office.run("diff", "--json", *words)
    return [change["action"] for change in json.loads(done.stdout)["changes"]]


def test_a_plan_arrives_and_a_second_push_changes_nothing(office: Desk, site: Site) -> None:
    office.write(a=PLAN)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "6 created\n")
    assert sorted(held(site)) == sorted(
        zip(
            IDS,
            [
                "2026-12-08T18:00:00", "2026-12-12T00:00:00", "2026-12-13T10:00:00",
                "2026-12-15T18:00:00", "2026-12-19T00:00:00", "2026-12-20T10:00:00",
            ],
            strict=True,
        )
    )  # fmt: skip
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "6 unchanged\n")


def test_notes_and_races_are_what_they_are_on_the_calendar(office: Desk, site: Site) -> None:
    office.write(a=PLAN)
    office.run("push", "--yes", "a.workout")
    kinds = {e["name"]: (e["category"], e["type"]) for e in site.listed()}
    assert kinds == {
        "Easy": ("WORKOUT", "Ride"), "Sleep in": ("NOTE", None), "Cross": ("RACE_B", "Ride"),
    }  # fmt: skip


def test_a_plan_that_moves_moves_its_events(office: Desk, site: Site) -> None:
    office.write(a=PLAN)
    office.run("push", "--yes", "a.workout")
    ids = {e["external_id"]: e["id"] for e in site.listed()}
    office.write(a=PLAN.replace("2026-12-07", "2026-12-14"))
    assert actions(office, "a.workout") == ["move"] * 6
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "6 moved\n")
    assert {e["external_id"]: e["id"] for e in site.listed()} == ids
    assert min(day for _, day in held(site)) == "2026-12-15T18:00:00"


def test_an_entry_that_is_gone_is_a_stray_until_it_is_pruned(office: Desk, site: Site) -> None:
    office.write(a=PLAN)
    office.run("push", "--yes", "a.workout")
    office.write(a=PLAN.replace('sat: note "Sleep in"\n', ""))
    assert actions(office, "a.workout") == ["keep"] * 4
    assert sorted(actions(office, "a.workout", "--prune")) == ["delete"] * 2 + ["keep"] * 4
    office.run("push", "--yes", "--prune", "a.workout")
    assert sorted(i for i, _ in held(site)) == sorted(i for i in IDS if "/sat/" not in i)


def test_a_changed_workout_updates_the_weeks_that_it_changes(office: Desk) -> None:
    office.write(a=PLAN)
    office.run("push", "--yes", "a.workout")
    office.write(a=PLAN.replace("1h + 10m * week", "max(1h10m, 50m + 20m * week)"))
    changed = actions(office, "a.workout")
    assert changed == ["keep"] * 3 + ["update"] + ["keep"] * 2


def test_templates_of_a_plan_are_none_that_were_forgotten(office: Desk, site: Site) -> None:
    office.write(a=PLAN.replace("plan:", "workout: Spare\n- 5m 50%\n\nplan:"))
    done = office.run("push", "--yes", "a.workout")
    assert "1 workout without a date, so not pushed: `Spare`" in done.stderr
    assert len(held(site)) == 6


def test_nor_are_those_of_an_included_file(office: Desk) -> None:
    office.put("workoutc.toml", "")
    workout, _, plan = PLAN.partition("plan:")
    office.write(common=workout, plan="include: common.workout\n\nplan:" + plan)
    done = office.run("push", "--yes", ".")
    assert (done.exit_code, done.stderr) == (0, "6 created\n")


def test_two_files_with_one_plan_are_refused(office: Desk) -> None:
    plan = "plan: Winter\nstart: 2026-12-07\nweek 1\nmon: rest\n"
    office.write(a=plan, b=plan)
    done = office.run("check", ".")
    assert done.exit_code == 1
    assert "error[E279]" in done.stdout
    assert "the first is in a.workout" in done.stdout


def test_a_season_for_everybody_by_their_own_numbers(office: Desk, site: Site) -> None:
    site.store.put_athlete("i88", "WRITE")
    site.store.put_athlete("i99", "WRITE")
    office.put(
        "workoutc.toml",
        '[athletes.anna]\nid = "i88"\nftp = 200\n[athletes.bo]\nid = "i99"\nftp = 300\n',
    )
    plan = PLAN.replace("- {time} 60%", "- {time} {60% * ftp}")
    office.write(a=plan)
    done = office.run("push", "--yes", "--athlete", "all", "a.workout")
    assert done.exit_code == 0, done.output
    texts = []
    for athlete in ("i88", "i99"):
        window = {"oldest": "2026-12-08", "newest": "2026-12-08"}
        (event,) = site.client.get(f"/athlete/{athlete}/events", params=window).json()
        texts.append(event["description"].split("\n")[0])
    assert texts == ["- 1h10m 120w", "- 1h10m 180w"]


@pytest.mark.parametrize("verb", ["check", "build", "diff"])
def test_an_error_in_a_plan_stops_every_verb(office: Desk, verb: str) -> None:
    office.write(a=PLAN.replace("tue 18:00: easy", "tue 18:00: eazy"))
    done = office.run(verb, "a.workout")
    assert done.exit_code == 1
    assert "error[E270]" in done.output


def test_an_entry_whose_workout_has_a_faulty_default_is_not_left_out(desk: Desk) -> None:
    desk.write(
        c="workout: Hard\nid: hard\nwith: n = 3 x\n- Hard 12m 90%\n",
        p="include: c.workout\n\nplan: P\nstart: 2027-01-04\nweek 1-2\nmon: hard\n",
    )
    done = desk.run("build", "--to", "events", "p.workout")
    assert done.exit_code == 1
    assert done.stderr.count("E262") == 1
    assert "p.workout:6:6" in done.stderr
    assert "see `workoutc check c.workout`" in done.stderr


@pytest.mark.parametrize(
    ("heading", "mended"),
    [
        ("week 2 Build", 'week 2 "Build"'),
        ("week 2: Build", 'week 2 "Build"'),
        ("week 2, 3", "week 2, 3"),
        ('week 2 "A "b" c"', 'week 2 "A "b" c"'),
    ],
)
def test_a_title_is_put_in_quotes_and_nothing_else_is(
    desk: Desk, heading: str, mended: str
) -> None:
    desk.write(p=f"{PLAN}\n{heading.replace('2', '3')}\ntue: easy\n")
    desk.run("check", "--fix", "p.workout")
    assert mended.replace("2", "3") in desk.read("p.workout").decode().splitlines()
    assert desk.run("check", "p.workout").exit_code == (heading == mended)
