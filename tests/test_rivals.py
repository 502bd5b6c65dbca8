"""Two files of one id: the event of the one is not taken over, or deleted, by the other."""

from dataclasses import replace

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import DATED, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401
from tests.test_calendar_sync import TERMS, days, event, listed
from workoutc.calendar.elsewhere import Elsewhere
from workoutc.calendar.sync import Action, diff

SECOND = DATED.replace("Tempo", "Second")


def test_what_another_file_has_is_not_taken_over_unless_forced() -> None:
    theirs = Elsewhere(rival=lambda identity: "/b.workout" if identity.endswith("tempo") else "")
    wanted = event("tempo", days(1))
    there = listed(event("tempo", days(3)))
    (change,) = diff([wanted], [there], TERMS, theirs).changes
    assert (change.action, [d.code for d in change.diagnostics]) == (Action.SKIP, ["E525"])
    (change,) = diff([wanted], [there], replace(TERMS, force=True), theirs).changes
    assert (change.action, change.reason.partition("; ")[2]) == (
        Action.MOVE, "forced although `/b.workout` has it too"
    )  # fmt: skip


def test_what_is_as_it_should_be_is_nobodys_conflict() -> None:
    theirs = Elsewhere(rival=lambda _: "/b.workout")
    wanted = event("tempo", days(1))
    (change,) = diff([wanted], [listed(wanted)], TERMS, theirs).changes
    assert change.action is Action.KEEP
    piped, there = event("tempo", days(1), source="<stdin>"), listed(event("tempo", days(3)))
    (change,) = diff([piped], [there], TERMS, theirs).changes
    assert change.action is Action.MOVE, "it has no place"


def names(site: Site) -> list[str]:
    """The names of all events, in order."""
    return sorted(str(event["name"]) for event in site.listed())


class TestTwoFolders:
    """Two projects on one machine, each with a workout of one id."""

    @pytest.fixture
    def two(self, office: Desk) -> Desk:
        for name in ("p1", "p2"):
            (office.folder / name).mkdir()
            (office.folder / name / "workoutc.toml").write_text("")
            (office.folder / name / "a.workout").write_text(DATED)
        assert office.run("push", "--yes", "p1").exit_code == 0
        return office

    def test_the_event_of_the_one_is_not_taken_over_by_the_other(
        self, two: Desk, site: Site
    ) -> None:
        (two.folder / "p2/a.workout").write_text(DATED.replace("12-03", "12-05"))
        done = two.run("push", "--yes", "p2")
        assert done.exit_code == 1
        assert "error[E525]" in done.stderr
        assert "p1/a.workout` has it too" in done.stderr
        assert [event["start_date_local"][:10] for event in site.listed()] == ["2026-12-03"]
        assert two.run("push", "--yes", "p1").stderr == "1 unchanged\n"
        forced = two.run("push", "--yes", "--force", "p2")
        assert (forced.exit_code, "p1/a.workout` has it too" in forced.stdout) == (0, True)

    def test_nor_is_it_pruned_by_the_other_that_had_it_too(self, two: Desk, site: Site) -> None:
        assert two.run("push", "--yes", "p2").stderr == "1 unchanged\n"
        (two.folder / "p2/a.workout").unlink()
        (two.folder / "p2/b.workout").write_text(SECOND)
        assert two.run("push", "--prune", "--yes", "p2").exit_code == 0
        assert names(site) == ["Second", "Tempo"]
        (two.folder / "p1/a.workout").unlink()
        assert two.run("push", "--prune", "--yes", "p2").exit_code == 0
        assert names(site) == ["Second"]

    def test_a_file_that_moved_takes_its_event_along(self, two: Desk, site: Site) -> None:
        (two.folder / "p1/a.workout").rename(two.folder / "p1/moved.workout")
        text = DATED.replace("12-03", "12-05")
        (two.folder / "p1/moved.workout").write_text(text)
        assert two.run("push", "--yes", "p1").exit_code == 0
        assert [event["start_date_local"][:10] for event in site.listed()] == ["2026-12-05"]
