"""`workoutc diff`, plan files, and what push asks before it changes anything."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.canary import CANARY
from tests.commands import BROKEN, Desk, sat_down  # noqa: F401
from tests.office import DATED, TEMPLATE, TRIES, connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.sandbox.access import Token
from workoutc.sandbox.faults import Answer

SECOND = DATED.replace("Tempo", "Second").replace("12-03", "12-05")
MOVED = DATED.replace("12-03", "12-04")


def changes(text: str) -> list[tuple[str, str]]:
    return [(c["action"], c["external_id"]) for c in json.loads(text)["changes"]]


def season(desk: Desk, count: int) -> None:
    """One workout a day, from the first of December on."""
    for number in range(1, count + 1):
        text = f"workout: Day {number}\ndate: 2026-12-{number:02}\n- 10m 75%\n"
        desk.put(f"day{number:02}.workout", text)


def test_a_diff_says_what_push_would_do_and_does_nothing(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    done = office.run("diff", "a.workout")
    assert (done.exit_code, done.stderr) == (3, "1 to create\n")
    assert done.stdout == "Thu 2026-12-03 06:30  create      Tempo  (new)\n"
    assert {seen.method for seen in site.app.state.seen} == {"GET"}
    office.run("push", "--yes", "a.workout")
    done = office.run("diff", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 to keep\n")


def test_every_action_has_its_name(office: Desk, site: Site) -> None:
    office.write(keep=DATED, update=SECOND, move=DATED.replace("Tempo", "Move"))
    office.put("delete.workout", DATED.replace("Tempo", "Delete").replace("12-03", "12-04"))
    office.run("push", "--yes", ".")
    office.write(update=SECOND.replace("75%", "70%"))
    office.write(move=DATED.replace("Tempo", "Move").replace("12-03", "12-06"))
    office.write(new=DATED.replace("Tempo", "New"), past=DATED.replace("Tempo", "Past")
                 .replace("2026-12", "2026-10"))  # fmt: skip
    (office.folder / "delete.workout").unlink()
    done = office.run("diff", ".", "--prune", "--json")
    assert (done.exit_code, done.stderr) == (3, "")
    assert sorted(changes(done.stdout)) == [
        ("create", "workoutc:new"),
        ("delete", "workoutc:delete"),
        ("keep", "workoutc:tempo"),
        ("move", "workoutc:move"),
        ("skip", "workoutc:past"),
        ("update", "workoutc:second"),
    ]
    assert office.run("push", ".", "--prune", "--yes").exit_code == 0
    assert len(held(site)) == 4
    assert office.run("diff", ".", "--prune").exit_code == 0


def test_without_prune_strays_are_told_and_kept(office: Desk) -> None:
    office.write(a=DATED, b=DATED.replace("Tempo", "Stray"))
    office.run("push", "--yes", ".")
    (office.folder / "b.workout").unlink()
    done = office.run("diff", "a.workout")
    assert done.exit_code == 0
    assert "1 event of ours no source has; --prune deletes such" in done.stderr


def test_errors_in_the_sources_ask_nothing(office: Desk, site: Site) -> None:
    office.write(a=DATED, b=BROKEN)
    done = office.run("diff", ".")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "E201" in done.stderr
    assert not site.app.state.seen
    found = json.loads(office.run("diff", ".", "--json").stdout)
    assert [d["code"] for d in found["diagnostics"]] == ["E201"]


def test_a_calendar_that_does_not_answer_is_an_error(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    site.break_with(*[Answer(503)] * TRIES)
    done = office.run("diff", "a.workout")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error[E507]")


def test_an_edited_event_is_shown_and_left_alone_unless_forced(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    event = site.listed()[0]
    site.store.amend(event["id"], name="Tempo, but with Anna")
    office.write(a=DATED.replace("75%", "70%"))
    done = office.run("diff", "a.workout")
    assert done.exit_code == 1
    assert "edited on the calendar since the last push" in done.stdout
    assert "error[E518]" in done.stderr
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, site.listed()[0]["name"]) == (1, "Tempo, but with Anna")
    done = office.run("push", "--yes", "--force", "a.workout")
    assert (done.exit_code, site.listed()[0]["name"]) == (0, "Tempo")


def test_an_edited_duration_of_steps_is_a_conflict_that_force_settles(
    office: Desk, site: Site
) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    event = site.listed()[0]
    made = event["moving_time"]
    site.store.amend(event["id"], moving_time=made + 60)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, site.listed()[0]["moving_time"]) == (1, made + 60)
    assert "edited on the calendar since the last push: duration" in done.stderr
    office.write(a=DATED.replace("75%", "70%"))
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, site.listed()[0]["moving_time"]) == (1, made + 60)
    assert office.run("push", "--yes", "--force", "a.workout").exit_code == 0
    assert site.listed()[0]["moving_time"] == made
    assert office.run("diff", "a.workout").exit_code == 0


def test_events_of_another_owner_are_told_and_never_doubled(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    monkeypatch.delenv("INTERVALS_API_KEY")
    tokens = {f"token-{CANARY}": Token(client=7)}
    monkeypatch.setattr(site.app.state, "tokens", tokens)
    monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", f"token-{CANARY}")
    office.write(a=DATED.replace("75%", "70%"))
    done = office.run("push", "--yes", "a.workout")
    assert done.exit_code == 0
    assert "warning[W501]: 1 event of ours" in done.stderr
    assert len(held(site)) == 1


def test_without_a_terminal_a_yes_is_needed(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    done = office.run("push", "a.workout")
    assert (done.exit_code, held(site)) == (2, [])
    assert done.stdout == "Thu 2026-12-03 06:30  to create   Tempo  (new)\n"
    assert "--yes" in done.stderr
    office.run("push", "--yes", "a.workout")
    assert office.run("push", "a.workout").exit_code == 0  # nothing to agree to


@pytest.fixture(name="terminal")
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)


@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_push_shows_the_diff_and_asks(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    done = office.run("push", "a.workout", input="n\n")
    assert (done.exit_code, held(site)) == (130, [])
    assert "create      Tempo  (new)" in done.stderr
    assert "1 to create. Go ahead? [y/N]" in done.stderr
    done = office.run("push", "a.workout", input="y\n")
    assert (done.exit_code, len(held(site))) == (0, 1)


@pytest.mark.usefixtures("terminal")
def test_what_changes_while_somebody_thinks_is_not_overwritten(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    office.write(a=DATED.replace("75%", "70%"))

    def edits(*_: Any, **__: Any) -> bool:
        site.store.amend(site.listed()[0]["id"], name="Mine")
        return True

    monkeypatch.setattr("click.confirm", edits)
    done = office.run("push", "a.workout")
    assert done.exit_code == 1
    assert "error[E523]" in done.stderr
    assert site.listed()[0]["name"] == "Mine"


def test_many_deletions_need_a_yes_or_their_number_on_a_terminal(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    season(office, 6)
    office.run("push", "--yes", ".")
    for number in (2, 3, 4):
        (office.folder / f"day{number:02}.workout").unlink()
    loss = "3 of our 6 events that --prune reaches would be deleted"
    done = office.run("push", ".", "--prune")
    assert (done.exit_code, len(held(site))) == (2, 6)
    assert f"error: {loss}, so nothing was changed" in done.stderr
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    for answer in ("y\n", "\n", "33\n", ""):
        done = office.run("push", ".", "--prune", input=answer)
        assert (done.exit_code, len(held(site))) == (130, 6)
    assert f"{loss}; to go ahead, type how many [none]: " in done.stderr
    assert "delete      Day 2  (no source has it any more)" in done.stderr
    done = office.run("push", ".", "--prune", input="3\n")
    assert (done.exit_code, len(held(site))) == (0, 3)


def test_a_plan_does_exactly_what_it_says(office: Desk, site: Site) -> None:
    office.write(a=DATED, b=TEMPLATE)
    done = office.run("diff", ".", "--date", "friday", "--out", "monday.plan")
    assert done.exit_code == 3
    done = office.run("push", "monday.plan", "--yes")
    assert (done.exit_code, done.stderr) == (0, "2 created\n")
    assert [identity for identity, _ in held(site)] == [
        "workoutc:tempo",
        "workoutc:openers@2026-12-04",
    ]
    again = office.run("push", "monday.plan", "--yes")
    assert (again.exit_code, again.stderr) == (0, "2 unchanged\n")


def test_a_plan_goes_stale_with_its_sources_and_its_calendar(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    office.write(a=MOVED)
    office.run("diff", "a.workout", "--out", "a.plan")
    office.write(a=MOVED.replace("75%", "70%"))
    done = office.run("push", "a.plan", "--yes")
    assert done.exit_code == 1
    assert "error[E523]: the plan is out of date: Tempo, 2026-12-04" in done.stderr
    office.write(a=MOVED)
    site.store.amend(site.listed()[0]["id"], name="Mine")
    done = office.run("push", "a.plan", "--yes")
    assert done.exit_code == 1
    assert "was to move, now to skip" in done.stderr
    assert site.listed()[0]["start_date_local"] == "2026-12-03T06:30:00"


def test_a_plan_holds_from_any_folder_and_not_for_another_calendar(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.write(a=DATED)
    office.run("diff", "a.workout", "--out", "a.plan")
    monkeypatch.chdir(tmp_path)
    site.store.put_athlete("i777")
    monkeypatch.setenv("INTERVALS_ATHLETE", "i777")
    done = office.run("push", str(office.folder / "a.plan"), "--yes")
    assert done.exit_code == 1
    assert "another calendar" in done.stderr
    monkeypatch.delenv("INTERVALS_ATHLETE")
    assert office.run("push", str(office.folder / "a.plan"), "--yes").exit_code == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"kind": "workoutc plan", "version": 2}', "its `version`"),
        ('{"kind": "workoutc plan"', "not a whole plan"),
        ("{}", "not a whole plan"),
        ("", "not a whole plan"),
        ("workout: A\n- 10m 60%\n", "not a whole plan"),
    ],
)
def test_a_damaged_plan_is_refused(office: Desk, site: Site, text: str, words: str) -> None:
    office.put("a.plan", text)
    done = office.run("push", "a.plan", "--yes")
    assert done.exit_code == 2
    assert words in done.stderr
    assert not site.app.state.seen


def test_a_plan_takes_no_other_options(office: Desk) -> None:
    office.write(a=DATED)
    office.run("diff", "a.workout", "--out", "a.plan")
    done = office.run("push", "a.plan", "--prune", "--yes")
    assert (done.exit_code, done.stderr.split("\n")[0]) == (
        2,
        "error: a plan says all of that itself",
    )


def test_standard_input_makes_no_plan(office: Desk) -> None:
    done = office.run("diff", "-", "--out", "a.plan", input=DATED)
    assert done.exit_code == 2
    assert "a second time" in done.stderr


ATHLETES = '[athletes.anna]\nid = "i777"\n[athletes.ben]\nid = "i778"\n'


def test_all_athletes_are_worked_through_and_one_stops_no_other(office: Desk, site: Site) -> None:
    site.store.put_athlete("i777", "NONE")
    site.store.put_athlete("i778")
    office.put("workoutc.toml", ATHLETES)
    office.write(a=DATED)
    done = office.run("diff", "a.workout", "--athlete", "all")
    assert done.exit_code == 1
    done = office.run("push", "a.workout", "--athlete", "all", "--yes")
    assert done.exit_code == 1
    assert "anna:\nerror[E502]" in done.stderr
    assert done.stderr.endswith("ben:\n1 created\n")
    assert len(site.client.get("/athlete/i778/events", params={"oldest": "2026-12-03"}).json()) == 1
    found = json.loads(office.run("push", ".", "--athlete", "all", "--yes", "--json").stdout)
    assert [(each["athlete"], each["ok"]) for each in found] == [("anna", False), ("ben", True)]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("", "there are no athletes"),
        ("[athletes.anna]\nftp = 200\n", "has no `id`"),
        (ATHLETES.replace("i778", "i777"), "have one `id`"),
    ],
)
def test_all_athletes_must_be_known(office: Desk, settings: str, words: str) -> None:
    office.put("workoutc.toml", settings)
    office.write(a=DATED)
    done = office.run("push", "a.workout", "--athlete", "all", "--yes")
    assert done.exit_code == 2
    assert words in done.stderr


@pytest.mark.parametrize("verb", [["push", "--yes"], ["diff"], ["push", "--yes", "--json"]])
def test_with_several_athletes_one_has_to_be_named(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, verb: list[str]
) -> None:
    site.store.put_athlete("i777")
    office.put("workoutc.toml", ATHLETES)
    office.write(a=DATED)
    done = office.run(*verb, "a.workout")
    assert (done.exit_code, done.stdout, len(site.app.state.seen)) == (2, "", 0)
    assert "error: there are several athletes, and nothing says whose calendar" in done.stderr
    assert "help: write `--athlete anna`, `--athlete ben` or `--athlete all`;" in done.stderr
    assert office.run(*verb, "--athlete", "anna", "a.workout").exit_code != 2
    monkeypatch.setenv("INTERVALS_ATHLETE", "0")
    assert office.run(*verb, "a.workout").exit_code != 2


@pytest.mark.parametrize("own", ["[athlete]\n", '[calendar]\nathlete = "i12345"\n'])
def test_where_one_of_several_is_set_that_one_is_meant(office: Desk, own: str) -> None:
    office.put("workoutc.toml", own + ATHLETES)
    office.write(a=DATED)
    assert office.run("push", "--yes", "a.workout").exit_code == 0


def test_pushing_for_all_needs_a_yes(office: Desk) -> None:
    office.put("workoutc.toml", ATHLETES)
    office.write(a=DATED)
    done = office.run("push", "a.workout", "--athlete", "all")
    assert done.exit_code == 2
    assert "--yes" in done.stderr


def test_an_athlete_without_an_id_is_not_taken_for_the_owner(office: Desk, site: Site) -> None:
    office.put("workoutc.toml", "[athletes.dora]\nftp = 200\n")
    office.write(a=DATED)
    done = office.run("push", "a.workout", "--athlete", "dora", "--yes")
    assert (done.exit_code, held(site)) == (2, [])
    assert "`[athletes.dora]` has no `id`" in done.stderr


def test_a_plan_never_takes_the_place_of_a_source(office: Desk) -> None:
    office.write(a=DATED)
    done = office.run("diff", "a.workout", "--out", "a.workout")
    assert (done.exit_code, office.read("a.workout")) == (2, DATED.encode())
    assert "is no plan" in done.stderr
    for code in (3, 3):
        assert office.run("diff", "a.workout", "--out", "a.plan").exit_code == code


def test_one_name_for_two_calendars_is_refused(office: Desk, site: Site) -> None:
    for folder, number in (("a", "i777"), ("b", "i778")):
        office.put(f"{folder}/workoutc.toml", f'[athletes.anna]\nid = "{number}"\n')
        office.put(f"{folder}/{folder}.workout", DATED.replace("Tempo", folder))
    done = office.run("push", "a", "b", "--athlete", "anna", "--yes")
    assert (done.exit_code, held(site)) == (2, [])
    assert "different athletes or calendars" in done.stderr
