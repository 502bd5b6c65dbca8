"""`workoutc push` against a sandbox on a real socket."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.canary import CANARY
from tests.commands import BROKEN, WARNED, Desk, sat_down  # noqa: F401
from tests.office import DATED, TEMPLATE, TRIES, connected, held  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from workoutc.sandbox.faults import Answer, Fault, Lost, Partial, TargetDropped

PAST = "workout: Over\ndate: 2026-11-20\n- 10m 75%\n"
SECRET = f"k3y-that-nobody-may-see-{CANARY}"


def test_a_dated_workout_arrives(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 created\n")
    assert done.stdout == "Thu 2026-12-03 06:30  created     Tempo\n"
    assert held(site) == [("workoutc:tempo", "2026-12-03T06:30:00")]


def test_a_second_push_changes_nothing(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    before = site.listed()
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 unchanged\n")
    assert site.listed() == before


def test_a_changed_source_updates_its_event(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    first = site.listed()[0]["id"]
    office.write(a=DATED.replace("75%", "80%"))
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 updated\n")
    assert "updated     Tempo  (changed: text)" in done.stdout
    assert [(e["id"], "80%" in e["description"]) for e in site.listed()] == [(first, True)]


def test_templates_are_told_and_left_out(office: Desk, site: Site) -> None:
    office.write(a=DATED, b=TEMPLATE)
    done = office.run("push", "--yes", ".")
    assert done.exit_code == 0
    assert "1 workout without a date, so not pushed: `Openers`" in done.stderr
    assert "--date DAY" in done.stderr
    assert held(site) == [("workoutc:tempo", "2026-12-03T06:30:00")]


def test_templates_go_one_a_day_in_name_order(office: Desk, site: Site) -> None:
    office.write(b=TEMPLATE, a=TEMPLATE.replace("Openers", "Zulu"))
    done = office.run("push", "--yes", ".", "--date", "monday")
    assert done.exit_code == 0
    assert held(site) == [
        ("workoutc:zulu@2026-12-07", "2026-12-07T00:00:00"),
        ("workoutc:openers@2026-12-08", "2026-12-08T00:00:00"),
    ]


def test_several_templates_of_one_file_are_parted_and_told_of(office: Desk, site: Site) -> None:
    office.write(brick=TEMPLATE + TEMPLATE.replace("Openers", "Run"), c=TEMPLATE)
    done = office.run("push", "--yes", "brick.workout", "--date", "monday")
    assert done.stderr == (
        "note: `brick.workout` has several workouts, and --date gives each a day of its own; a "
        "`date:` above the first one puts all of a file on one day\n2 created\n"
    )
    assert [day for _, day in held(site)] == ["2026-12-07T00:00:00", "2026-12-08T00:00:00"]
    office.put("brick.workout", b"date: 2026-12-10\n" + office.read("brick.workout"))
    done = office.run("push", "--yes", "brick.workout", "--date", "monday")
    assert "note:" not in done.stderr
    assert [day for _, day in held(site)][2:] == ["2026-12-10T00:00:00"] * 2


def test_today_is_the_athletes_day(office: Desk, site: Site) -> None:
    office.write(a=TEMPLATE)
    office.run("push", "--yes", "a.workout", "--date", "today")
    assert held(site) == [("workoutc:openers@2026-12-01", "2026-12-01T00:00:00")]


def test_a_dry_run_writes_nothing(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    done = office.run("push", "--yes", "a.workout", "--dry-run")
    assert (done.exit_code, held(site)) == (0, [])
    assert "to create   Tempo" in done.stdout
    assert done.stderr == "1 to create; this was a dry run, nothing was changed\n"
    assert {seen.method for seen in site.app.state.seen} == {"GET"}


def test_a_past_date_is_skipped_with_the_reason(office: Desk, site: Site) -> None:
    office.write(a=PAST)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stderr) == (0, "1 skipped\n")
    assert "(its day is over; give it a date from today on)" in done.stdout
    assert site.listed(oldest="2026-01-01") == []


def test_a_misread_step_is_an_error_at_its_line(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    site.break_with(TargetDropped(1, on="POST events/bulk"))
    done = office.run("push", "--yes", "a.workout")
    assert done.exit_code == 1
    assert "error[E516]: the calendar understood another power" in done.stderr
    assert "a.workout:4:" in done.stderr
    assert "- Hard 5m 95%" in done.stderr


def test_one_error_anywhere_and_nothing_is_asked_or_sent(office: Desk, site: Site) -> None:
    office.write(a=DATED, b=BROKEN)
    done = office.run("push", "--yes", ".")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("nothing was pushed\n")
    assert len(site.app.state.seen) == 0


def test_beats_without_a_threshold_are_not_pushed(office: Desk, site: Site) -> None:
    office.write(a=WARNED)
    done = office.run("push", "--yes", "a.workout", "--date", "today")
    assert done.exit_code == 1
    assert "E401" in done.stderr
    assert "W322" not in done.stderr
    assert len(site.app.state.seen) == 0


@pytest.mark.parametrize("text", [TEMPLATE, "# nothing yet\n"])
def test_nothing_to_push_needs_no_key_and_no_network(desk: Desk, text: str) -> None:
    desk.write(a=text)
    done = desk.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("there was nothing to push\n")


def test_without_a_key_the_way_to_one_is_told(desk: Desk) -> None:
    desk.write(a=DATED)
    done = desk.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "there is no key for the calendar" in done.stderr
    assert "export INTERVALS_API_KEY" in done.stderr


@pytest.mark.parametrize("day", ["nonsense", "2026-02-30", "1.12.2026"])
def test_a_day_that_is_none_is_told_before_anything_is_asked(
    office: Desk, site: Site, day: str
) -> None:
    office.write(a=TEMPLATE)
    done = office.run("push", "--yes", "a.workout", "--date", day)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: --date: `{day}` ")
    assert "tomorrow" in done.stderr
    assert len(site.app.state.seen) == 0


def test_templates_beyond_the_last_day_are_refused(office: Desk, site: Site) -> None:
    office.write(a=TEMPLATE, b=TEMPLATE.replace("Openers", "Next"))
    done = office.run("push", "--yes", ".", "--date", "9999-12-31")
    assert (done.exit_code, held(site)) == (2, [])
    assert "too late" in done.stderr


def outcome(text: str) -> Any:
    """The JSON of a push, each event as its action and state."""
    found = json.loads(text)
    found["events"] = [(e["action"], e["state"]) for e in found["events"]]
    return found


def test_json_is_the_only_word(office: Desk) -> None:
    office.write(a=DATED, b=TEMPLATE, c='workout: Cap\n- 5m 95% "hold 250w"\n')
    done = office.run("push", "--yes", ".", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    found = outcome(done.stdout)
    assert found["events"] == [("create", "done")]
    assert [t["identity"] for t in found["templates"]] == ["openers", "cap"]
    assert [d["code"] for d in found["diagnostics"]] == ["W401"]
    assert (found["ok"], found["failure"], found["version"]) == (True, None, 1)


def test_json_asks_nobody_not_even_on_a_terminal(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write(a=DATED)
    for terminal in (False, True):
        monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _, is_=terminal: is_)
        done = office.run("push", "a.workout", "--json")
        assert (done.exit_code, done.stdout, held(site)) == (2, "", [])
        assert done.stderr.startswith("error: with --json nobody is asked, so nothing was changed")
        assert "--yes" in done.stderr


def test_json_tells_of_a_misread_step(office: Desk, site: Site) -> None:
    office.write(a=DATED)
    site.break_with(TargetDropped(1, on="POST events/bulk"))
    done = office.run("push", "--yes", "a.workout", "--json")
    assert (done.exit_code, done.stderr) == (1, "")
    found = outcome(done.stdout)
    assert not found["ok"]
    told = [(d["code"], d["file"], d["line"]) for d in found["diagnostics"]]
    assert told == [("E516", "a.workout", 4)]


def test_json_tells_of_errors_in_the_sources(office: Desk) -> None:
    office.write(a=BROKEN)
    done = office.run("push", "--yes", "a.workout", "--json")
    assert (done.exit_code, done.stderr) == (1, "")
    found = outcome(done.stdout)
    assert (found["ok"], found["events"]) == (False, [])
    assert [d["code"] for d in found["diagnostics"]] == ["E201"]


FAILURES: dict[str, Fault] = {
    "E501": Answer(401, {"status": 401, "error": f"Unauthorized {SECRET}"}),
    "E502": Answer(403, {"status": 403, "error": f"Access denied {SECRET}"}),
    "E512": Answer(404, {"status": 404, "error": SECRET}),
    "E506": Answer(429, headers={"Retry-After": SECRET}),
    "E507": Answer(500, SECRET),
    "E508": Lost(committed=False),
    "E510": Answer(200, f"<html>{SECRET}"),
}


@pytest.mark.parametrize("as_json", [(), ("--json",)])
@pytest.mark.parametrize("code", FAILURES)
def test_a_failure_is_told_without_the_key(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, code: str, as_json: tuple[str, ...]
) -> None:
    monkeypatch.setenv("INTERVALS_API_KEY", SECRET)
    site.app.state.key = SECRET
    office.write(a=DATED)
    fault = FAILURES[code]
    site.break_with(*[fault] * TRIES)
    done = office.run("push", "--yes", "a.workout", *as_json)
    assert done.exit_code == 1
    assert SECRET not in done.output
    if as_json:
        assert outcome(done.stdout)["failure"]["code"] == code
        assert done.stderr == ""
    else:
        assert done.stdout == ""
        assert done.stderr.startswith(f"error[{code}]: ")
        assert "\nhelp: " in done.stderr


def test_no_network_is_told_without_the_key(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVALS_API_KEY", SECRET)
    monkeypatch.setenv("INTERVALS_URL", "http://127.0.0.1:1")
    office.write(a=DATED)
    done = office.run("push", "--yes", "a.workout")
    assert done.exit_code == 1
    assert done.stderr.startswith("error[E509]: the calendar can't be reached")
    assert SECRET not in done.output


def test_a_push_that_stops_midway_says_what_arrived(office: Desk, site: Site) -> None:
    office.write(a=DATED, b=DATED.replace("Tempo", "Second"))
    site.break_with(Partial(1), *[Answer(500, on="POST")] * (TRIES - 1))
    done = office.run("push", "--yes", ".")
    assert done.exit_code == 1
    assert done.stderr.startswith("error[E507]: ")
    assert done.stderr.endswith("1 created, 1 not sent\n")
    again = office.run("push", "--yes", ".")
    assert (again.exit_code, again.stderr) == (0, "1 unchanged, 1 created\n")


def test_quiet_is_the_sum_alone(office: Desk) -> None:
    office.write(a=DATED)
    done = office.run("push", "--yes", "-q", "a.workout")
    assert (done.stdout, done.stderr) == ("", "1 created\n")


def test_a_key_of_a_stranger_opens_nothing(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVALS_API_KEY", SECRET)
    office.write(a=DATED)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error[E501]: ")
    assert SECRET not in done.stderr


def test_each_athlete_has_a_calendar(office: Desk, site: Site) -> None:
    site.store.put_athlete("i777", "READ")
    office.put("workoutc.toml", '[athletes.anna]\nid = "i777"\n')
    office.write(a=DATED)
    done = office.run("push", "--yes", "--athlete", "anna", "a.workout")
    assert done.exit_code == 1
    assert done.stderr.startswith("error[E502]: ")


@pytest.mark.parametrize(
    ("settings", "words", "variable", "where"),
    [
        ('[athletes.anna]\nid = "i777"\n', ["--athlete", "anna"], "i778",
         "check the id `i777`, from `id` under [athletes.anna] of the settings"),
        ('[calendar]\nathlete = "i777"\n', [], "",
         "check the id `i777`, from `athlete` under [calendar] of the settings"),
        ('[calendar]\nathlete = "i777"\n', [], "i778", "check the id `i778`, from INTERVALS_ATHL"),
        ("", [], "", "it is the key's own calendar"),
    ],
)  # fmt: skip
def test_a_wrong_id_is_named_with_its_place(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch, settings: str, words: list[str],
    variable: str, where: str,
) -> None:  # fmt: skip
    office.put("workoutc.toml", settings)
    monkeypatch.setenv("INTERVALS_ATHLETE", variable)
    denied = Answer(403, {"status": 403, "error": "Access denied"})
    site.break_with(*[denied] * TRIES)
    office.write(a=DATED)
    done = office.run("push", "--yes", *words, "a.workout")
    assert done.stderr.startswith("error[E502]: ")
    assert f"\nhelp: {where}" in done.stderr


def test_what_is_missing_is_to_be_set_where_the_athletes_values_stand(office: Desk) -> None:
    office.put("workoutc.toml", '[athletes.bob]\nid = "i777"\n[athletes.eve]\nid = "i778"\n')
    office.write(a=WARNED)
    done = office.run("build", "--athlete", "bob", "a.workout")
    assert "error[E401]" in done.stderr
    assert "set `lthr` (or `max_hr`) under [athletes.bob] in workoutc.toml" in done.stderr
    done = office.run("check", "--athlete", "bob", "a.workout")
    assert "under `[athletes.bob]`" in " ".join(done.stdout.split())
    assert "[athlete] in workoutc.toml" in office.run("build", "a.workout").stderr


def test_a_journal_that_cannot_be_is_told_with_its_folder(
    office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put("state/workoutc/pushes", "in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(office.folder / "state"))
    office.write(a=DATED)
    done = office.run("push", "--yes", "a.workout")
    assert (done.exit_code, held(site)) == (1, [])
    assert f"can't be written in {office.folder}/state/workoutc/pushes: " in done.stderr


def test_a_stop_says_that_going_on_is_safe(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write(a=DATED)

    def stopped() -> dt.datetime:
        raise KeyboardInterrupt

    monkeypatch.setattr("workoutc.cli.connection.clock", stopped)
    done = office.run("push", "--yes", "a.workout")
    assert done.exit_code == 130
    assert "run the same command again" in done.stderr
    assert done.stderr.endswith("stopped\n")


def test_waiting_is_told_on_a_terminal_only(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office.write(a=DATED)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    assert (
        "asking the calendar …\r"
        in office.run("push", "--yes", "a.workout", "--color", "never").stderr
    )
    assert "asking" not in office.run("push", "--yes", "-q", "a.workout").stderr
    assert "asking" not in office.run("push", "--yes", "--json", "a.workout").stderr


def test_a_real_process_pushes_and_keeps_its_streams_apart(office: Desk, site: Site) -> None:
    far = "2126-12-03"  # to come, whenever this is run
    office.write(a=DATED.replace("2026-12-03", far))
    done = office.spawn("push", "--yes", "a.workout", "--json")
    assert (done.code, done.err) == (0, b"")
    assert outcome(done.out.decode())["events"] == [("create", "done")]
    assert [e["name"] for e in site.listed(oldest=far, newest=far)] == ["Tempo"]


def test_nothing_is_left_behind(office: Desk) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    assert office.names() == ["a.workout"]
    state = Path.home() / ".local/state/workoutc"
    kept = sorted(p.name for p in Path.home().rglob("*") if p.is_file())
    assert kept == sorted(p.name for p in state.rglob("*") if p.is_file())
    assert [name for name in kept if "i12345" not in name] == ["requests.json"]
