"""What a push makes of events that are not from its files, are gone, or were left by another."""

import json
import os
from pathlib import Path

import pytest

from tests.commands import BROKEN, Desk, sat_down  # noqa: F401
from tests.office import DATED, TEMPLATE, connected, held  # noqa: F401
from tests.sandboxed import LATE_EVENING, Site, entered, opened  # noqa: F401
from workoutc.calendar.account import account
from workoutc.calendar.journal import Intent
from workoutc.calendar.journal import opened as journal
from workoutc.calendar.mark import found_in
from workoutc.sandbox.faults import Answer, TargetDropped
from workoutc.settings import state_folder

SECOND = DATED.replace("Tempo", "Second")
LATER = DATED.replace("Tempo", "Later").replace("12-03", "12-20")
PLAN = """workout: Base
- 30m 65%

plan: Winter
start: 2026-12-07

week 1
tue: base
"""
ZWO = """<workout_file><name>Sweet Spot</name><sportType>bike</sportType><workout>
<SteadyState Duration="600" Power="0.9"/></workout></workout_file>"""
CUT = "\nweek 2\ntue: base\n\nweek 3\ntue: base\n"


def names(site: Site) -> list[str]:
    """The names of all events, in order."""
    return sorted(str(event["name"]) for event in site.listed())


class TestMisread:
    def test_it_is_sent_again_until_it_is_understood(self, office: Desk, site: Site) -> None:
        office.write(a=DATED)
        site.break_with(TargetDropped(1, on="POST events/bulk"))
        assert office.run("push", "--yes", "a.workout").exit_code == 1
        done = office.run("diff", "a.workout")
        assert (done.exit_code, done.stderr) == (3, "1 to update\n")
        assert "the calendar understood another power of this very text; sent again" in done.stdout
        site.break_with(TargetDropped(1, on="PUT"))
        again = office.run("push", "--yes", "a.workout")
        assert again.exit_code == 1
        assert "error[E516]" in again.stderr
        assert office.run("push", "--yes", "a.workout").exit_code == 0
        assert office.run("diff", "a.workout").exit_code == 0

    def test_a_value_that_was_not_kept_is_no_longer_called_fine(
        self, office: Desk, site: Site
    ) -> None:
        office.write(a=DATED)
        office.run("push", "--yes", "a.workout")
        office.write(a=DATED.replace("\n-", "\ntags: build\n-", 1))
        site.break_with(Answer(200, site.listed()[0], on="PUT"))
        done = office.run("push", "--yes", "a.workout")
        assert "error[E515]" in done.stderr
        assert office.run("diff", "a.workout").exit_code == 3
        assert office.run("push", "--yes", "a.workout").exit_code == 0


class TestProject:
    def test_what_another_file_has_is_neither_told_nor_pruned(
        self, office: Desk, site: Site
    ) -> None:
        office.write(a=DATED, b=SECOND)
        office.run("push", "--yes", ".")
        assert office.run("diff", "a.workout").stderr == "1 to keep\n"
        done = office.run("push", "--prune", "--yes", "a.workout")
        assert (done.exit_code, done.stderr) == (0, "1 unchanged\n")
        assert names(site) == ["Second", "Tempo"]
        (office.folder / "b.workout").unlink()
        done = office.run("diff", "a.workout")
        assert "1 event of ours no source has; --prune deletes such" in done.stderr
        assert office.run("push", "--prune", "--yes", "a.workout").exit_code == 0
        assert names(site) == ["Tempo"]

    def test_a_project_reaches_as_far_as_its_settings(self, office: Desk, site: Site) -> None:
        office.put("workoutc.toml", "")
        office.put("week1/a.workout", DATED)
        office.put("week2/deep/b.workout", SECOND)
        office.run("push", "--yes", ".")
        (Path.home() / ".local/state/workoutc/pushes").rename(office.folder / "elsewhere")
        assert office.run("push", "--prune", "--yes", "week1").stderr == "1 unchanged\n"
        (office.folder / "workoutc.toml").unlink()
        (Path.home() / ".local/state/workoutc/pushes").rename(office.folder / "again")
        done = office.run("diff", "week1")
        assert "1 event of ours no source has" in done.stderr
        assert names(site) == ["Second", "Tempo"]

    def test_a_file_pushed_from_here_counts_wherever_it_is(self, office: Desk, site: Site) -> None:
        office.put("rides/a.workout", DATED)
        office.put("runs/b.workout", SECOND)
        for folder in ("rides", "runs"):
            office.run("push", "--yes", folder)
        assert office.run("push", "--prune", "--yes", "rides").stderr == "1 unchanged\n"
        office.put("runs/b.workout", SECOND.replace("Second", "Another"))
        done = office.run("push", "--prune", "--yes", "rides")
        assert done.stderr == "1 deleted, 1 unchanged\n"
        assert names(site) == ["Tempo"]

    @pytest.mark.parametrize(("name", "origin"), [("z.zwo", ()), ("z.xml", ("--from", "zwo"))])
    def test_a_foreign_file_counts_too(
        self, office: Desk, site: Site, name: str, origin: tuple[str, ...]
    ) -> None:
        office.put(name, ZWO)
        office.write(a=DATED)
        office.run("push", "--yes", *origin, "--date", "2026-12-20", name)
        for words in ((), ("--prune",)):
            done = office.run("push", "--yes", *words, "a.workout")
            assert (done.exit_code, "no source has" in done.stderr) == (0, False)
        assert names(site) == ["Sweet Spot", "Tempo"]
        (office.folder / name).unlink()
        assert "no source has any more" in office.run("push", "--yes", "a.workout").stderr

    def test_a_template_keeps_its_events(self, office: Desk, site: Site) -> None:
        office.write(a=DATED, b=TEMPLATE)
        office.run("push", "--yes", "b.workout", "--date", "2026-12-03")
        for words in (["a.workout"], ["."], [".", "--date", "2026-12-04"]):
            done = office.run("push", *words, "--prune", "--yes")
            assert (done.exit_code, "delete" in done.output) == (0, False)
        assert names(site) == ["Openers", "Openers", "Tempo"]
        (office.folder / "b.workout").unlink()
        assert "1 deleted" in office.run("push", "a.workout", "--prune", "--yes").stderr

    def test_what_a_broken_file_may_have_is_not_deleted(self, office: Desk, site: Site) -> None:
        office.write(a=DATED, b=SECOND)
        office.run("push", "--yes", ".")
        office.write(b=BROKEN)
        done = office.run("push", "a.workout", "--prune", "--yes")
        assert done.exit_code == 0
        assert "b.workout` has errors; mend it first" in done.stdout
        assert names(site) == ["Second", "Tempo"]

    def test_what_is_left_behind_the_last_day_by_a_file_of_elsewhere_is_told_and_kept(
        self, office: Desk, site: Site
    ) -> None:
        office.write(a=DATED, b=LATER)
        office.run("push", "--yes", ".")
        assert office.run("push", "--yes", "a.workout").stderr == "1 unchanged\n"
        (office.folder / "b.workout").unlink()
        done = office.run("push", "--prune", "--yes", "a.workout")
        assert done.exit_code == 0
        assert "1 event of ours no source has any more" in done.stderr
        assert "`Later` on 2026-12-20; push what they were pushed from with --prune" in done.stderr
        assert office.run("push", "--yes", "-q", "a.workout").stderr == "1 unchanged\n"
        assert names(site) == ["Later", "Tempo"]

    def test_what_is_left_behind_the_last_day_by_a_folder_is_pruned_with_it(
        self, office: Desk, site: Site
    ) -> None:
        office.write(a=DATED, b=LATER)
        office.run("push", "--yes", ".")
        (office.folder / "b.workout").unlink()
        done = office.run("push", "--yes", ".")
        assert "no source has; --prune deletes such: `Later` on 2026-12-20" in done.stderr
        assert names(site) == ["Later", "Tempo"]
        assert office.run("push", "--prune", ".").exit_code == 2, "that is half of them"
        assert office.run("push", "--prune", "--yes", ".").stderr == "1 unchanged, 1 deleted\n"
        assert names(site) == ["Tempo"]

    def test_weeks_cut_from_the_end_of_a_plan_are_pruned_with_it(
        self, office: Desk, site: Site
    ) -> None:
        office.write(plan=PLAN + CUT)
        office.run("push", "--yes", "plan.workout")
        assert names(site) == ["Base"] * 3
        site.store.amend(site.listed()[2]["id"], name="Base, with Anna")
        office.write(plan=PLAN)
        done = office.run("push", "--prune", "--yes", "plan.workout")
        assert (done.exit_code, done.stderr.splitlines()[-1]) == (
            1,
            "1 unchanged, 1 deleted, 1 skipped",
        )
        assert names(site) == ["Base", "Base, with Anna"]

    def test_a_week_that_another_source_has_by_now_stays(self, office: Desk, site: Site) -> None:
        office.put("plans/a.workout", DATED + "\n" + LATER)
        office.run("push", "--yes", "plans")
        office.put("plans/a.workout", DATED)
        office.put("plans/later/b.workout", LATER)
        office.put("plans/workoutc.toml", "")
        done = office.run("push", "--prune", "--yes", "plans/a.workout")
        assert (done.exit_code, done.stderr) == (0, "1 unchanged\n")
        office.put("plans/later/b.workout", BROKEN)
        done = office.run("push", "--prune", "--yes", "plans/a.workout")
        assert "b.workout` has errors; mend it first" in done.stdout
        assert names(site) == ["Later", "Tempo"]

    @pytest.mark.parametrize("verb", [["diff"], ["push", "--yes"], ["push", "--yes", "-q"]])
    def test_an_edited_one_that_prune_leaves_is_a_conflict(
        self, office: Desk, site: Site, verb: list[str]
    ) -> None:
        office.write(a=DATED, b=SECOND)
        office.run("push", "--yes", ".")
        (office.folder / "b.workout").unlink()
        (event,) = (e for e in site.listed() if e["name"] == "Second")
        site.store.amend(event["id"], name="With Anna")
        done = office.run(*verb, "--prune", ".")
        assert done.exit_code == 1
        told = (
            "error[E518]: `With Anna` on 2026-12-03 was edited on the calendar since the last push"
        )
        assert told in done.stderr
        assert names(site) == ["Tempo", "With Anna"]
        found = json.loads(office.run(*verb, "--prune", "--json", ".").stdout)
        assert [advice["code"] for advice in found["advice"]] == ["E518"]
        assert office.run("push", "--prune", "--force", "--yes", ".").exit_code == 0
        assert names(site) == ["Tempo"]


class TestDeleted:
    @pytest.fixture(autouse=True, name="_deleted")
    def deleted(self, office: Desk, site: Site) -> None:
        office.write(a=DATED, b=SECOND)
        office.run("push", "--yes", ".")
        (event,) = (e for e in site.listed() if e["name"] == "Second")
        site.store.delete(event["athlete_id"], event["id"])

    def test_it_is_told_and_not_made_again(self, office: Desk, site: Site) -> None:
        done = office.run("diff", ".")
        assert done.exit_code == 1
        assert "deleted on the calendar since the last push; --force makes it again" in done.stdout
        for _ in range(2):
            done = office.run("push", "--yes", ".")
            assert done.exit_code == 1
            assert "error[E524]: deleted on the calendar since the last push" in done.stderr
            assert "b.workout:1" in done.stderr
        assert names(site) == ["Tempo"]

    def test_force_makes_it_again(self, office: Desk, site: Site) -> None:
        assert office.run("push", "--yes", "--force", "b.workout").exit_code == 0
        assert office.run("push", "--yes", ".").stderr == "2 unchanged\n"
        assert names(site) == ["Second", "Tempo"]

    def test_without_the_source_all_is_well(self, office: Desk) -> None:
        (office.folder / "b.workout").unlink()
        assert office.run("push", "--yes", ".").stderr == "1 unchanged\n"

    def test_where_nothing_is_remembered_it_is_new(self, office: Desk, site: Site) -> None:
        (state,) = (Path.home() / ".local/state/workoutc/pushes").glob("*.known.json")
        for text in ("", "[]", '{"events": {"workoutc:second": 5}}'):
            state.write_text(text)
            assert "1 to create" in office.run("diff", ".").stderr
        assert office.run("push", "--yes", ".").exit_code == 0
        assert names(site) == ["Second", "Tempo"]

    def test_a_sandbox_that_was_started_anew_has_deleted_nothing(
        self, office: Desk, site: Site
    ) -> None:
        for event in site.listed():
            site.store.delete(event["athlete_id"], event["id"])
        assert office.run("push", "--yes", ".").stderr == "2 created\n"

    def test_what_prune_deleted_may_come_back(self, office: Desk, site: Site) -> None:
        (office.folder / "a.workout").unlink()
        office.write(b=SECOND.replace("Second", "Third"))
        assert "1 deleted, 1 created" in office.run("push", "--prune", "--yes", ".").stderr
        office.write(a=DATED)
        assert "1 created" in office.run("push", "--yes", ".").stderr
        assert names(site) == ["Tempo", "Third"]


class TestStopped:
    def leave(self, *intents: Intent) -> None:
        """The papers of a push that was killed with these under way."""
        mine = account(os.environ, "i12345", os.environ["INTERVALS_URL"])
        with journal(Path(state_folder(os.environ)), mine) as desk:
            desk.journal.plan(LATE_EVENING, 3)
            desk.journal.intend("update", intents)

    def intent(self, desk: Desk, site: Site, name: str, *, sent: bool = True) -> Intent:
        (event,) = (e for e in site.listed() if e["name"] == name)
        mark = found_in(event["description"]) if sent else "0123456789ab"
        file = str(desk.folder / f"{name.lower()}.workout")
        return Intent(event["external_id"], mark, "2026-12-03", file)

    def test_the_event_of_before_is_not_taken_for_what_was_sent(
        self, office: Desk, site: Site
    ) -> None:
        office.write(tempo=DATED, second=SECOND)
        office.run("push", "--yes", ".")
        self.leave(
            self.intent(office, site, "Tempo"), self.intent(office, site, "Second", sent=False)
        )
        done = office.run("push", "--yes", ".")
        assert (
            "was stopped: of 3 changes, 0 were acknowledged, 2 under way, of which 1 were carried "
            "out; this push goes by what the calendar shows\n"
        ) in done.stderr
        assert "stopped" not in office.run("push", "--yes", ".").stderr

    def test_a_push_of_other_files_does_not_use_it_up(self, office: Desk, site: Site) -> None:
        office.put("a/tempo.workout", DATED)
        office.put("b/second.workout", SECOND)
        office.run("push", "--yes", ".")
        left = self.intent(office, site, "Tempo")
        self.leave(left._replace(file=str(office.folder / "a/tempo.workout")))
        for _ in range(3):
            done = office.run("push", "--yes", "b")
            assert "with 1 event under way, of which none is in these files" in done.stderr
        assert "1 under way, of which 1 were" in office.run("push", "--yes", "a").stderr
        assert "stopped" not in office.run("push", "--yes", ".").stderr

    def test_what_no_source_has_any_more_is_not_told_for_ever(
        self, office: Desk, site: Site
    ) -> None:
        office.write(tempo=DATED, second=SECOND)
        office.run("push", "--yes", ".")
        self.leave(self.intent(office, site, "Second", sent=False))
        (office.folder / "second.workout").unlink()
        assert "1 under way, of which 0 were" in office.run("push", "--yes", ".").stderr
        assert "stopped" not in office.run("push", "--yes", ".").stderr


class TestPlans:
    def test_one_that_was_interrupted_goes_on(self, office: Desk, site: Site) -> None:
        office.write(a=DATED, b=SECOND, c=LATER)
        office.run("push", "--yes", ".")
        office.write(a=DATED.replace("12-03", "12-04"), b=SECOND.replace("75%", "70%"),
                     d=DATED.replace("Tempo", "New"))  # fmt: skip
        (office.folder / "c.workout").unlink()
        office.write(e=DATED.replace("Tempo", "End").replace("12-03", "12-24"))
        assert office.run("diff", ".", "--prune", "--out", "x.plan").exit_code == 3
        assert office.run("push", "--yes", "a.workout", "d.workout").exit_code == 0
        done = office.run("push", "--yes", "x.plan")
        assert (done.exit_code, names(site)) == (0, ["End", "New", "Second", "Tempo"])
        assert "1 updated" in done.stderr
        assert office.run("push", "--yes", "x.plan").exit_code == 0

    def test_one_whose_rest_is_stale_is_still_refused(self, office: Desk, site: Site) -> None:
        office.write(a=DATED, b=SECOND)
        office.run("diff", ".", "--out", "x.plan")
        office.run("push", "--yes", "a.workout")
        office.write(b=SECOND.replace("75%", "70%"))
        done = office.run("push", "--yes", "x.plan")
        assert done.exit_code == 1
        assert "error[E523]: the plan is out of date: Second, 2026-12-03" in done.stderr
        office.write(b=SECOND, a=DATED.replace("75%", "70%"))
        assert "Tempo, 2026-12-03" in office.run("push", "--yes", "x.plan").stderr
        assert names(site) == ["Tempo"]

    @pytest.mark.parametrize("verb", ["push", "diff"])
    def test_among_other_paths_it_is_no_source(self, office: Desk, site: Site, verb: str) -> None:
        office.write(a=DATED)
        office.run("diff", "a.workout", "--out", "x.plan")
        seen = len(site.app.state.seen)
        done = office.run(verb, "x.plan", "a.workout")
        assert (done.exit_code, len(site.app.state.seen)) == (2, seen)
        assert done.stderr == (
            "error: `x.plan` is a plan, not a source\n"
            "help: push a plan by itself: workoutc push x.plan\n"
        )
        office.put("x.plan", json.dumps({"kind": "workoutc plan", "version": 9}))
        assert "is a plan" in office.run(verb, "a.workout", "x.plan").stderr
