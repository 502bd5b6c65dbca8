"""What `diff` and `push` show of a change: `name: old → new`, and the lines of a text."""

import json
from typing import Any

import pytest

from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import DATED, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401

CHANGED = "workout: Tempo\ndate: 2026-12-03 07:00\ntags: hard\n- 10m 75%\n- Hard 5m 98%\n"
BELOW = (
    "    day or time: Thu 2026-12-03 06:30 → Thu 2026-12-03 07:00\n"
    "    text:\n"
    "      - - Hard 5m 95%\n"
    "      + - Hard 5m 98%\n"
    "    tags: none → hard\n"
)


@pytest.fixture(name="pushed")
def pushed_once(office: Desk) -> Desk:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    return office


def only(text: str, key: str = "changes") -> Any:
    (found,) = json.loads(text)[key]
    return found


def test_an_update_shows_what_it_changes(pushed: Desk) -> None:
    pushed.write(a=CHANGED)
    head = "Thu 2026-12-03 07:00  {:<10}  Tempo  (changed: day or time, text, tags)\n"
    done = pushed.run("diff", "a.workout")
    assert done.stdout == head.format("update") + BELOW
    done = pushed.run("push", "--dry-run", "a.workout")
    assert done.stdout == head.format("to update") + BELOW
    done = pushed.run("push", "a.workout")  # nobody there to be asked
    assert (done.exit_code, done.stdout) == (2, head.format("to update") + BELOW)
    done = pushed.run("push", "--yes", "a.workout")
    assert done.stdout == head.format("updated")
    assert pushed.run("diff", "a.workout").stdout.count("\n") == 1


def test_a_question_comes_after_what_would_change(
    pushed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pushed.write(a=CHANGED)
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    done = pushed.run("push", "a.workout", "--color", "never", input="n\n")
    assert BELOW + "1 to update. Go ahead? [y/N]" in done.stderr


def test_a_mere_move_shows_no_more_than_its_line(pushed: Desk) -> None:
    pushed.write(a=DATED.replace("12-03", "12-04"))
    done = pushed.run("diff", "a.workout")
    assert done.stdout == "Fri 2026-12-04 06:30  move        Tempo  (from Thu 2026-12-03)\n"
    pushed.write(a=DATED.replace("12-03 06:30", "12-04 07:00").replace("Tempo", "Tempo\nid: tempo"))
    assert "    day or time: Thu 2026-12-03 06:30 → Fri 2026-12-04 07:00\n" in pushed.run(
        "diff", "a.workout"
    ).stdout  # fmt: skip


def test_a_conflict_shows_what_force_would_change(pushed: Desk, site: Site) -> None:
    site.store.amend(site.listed()[0]["id"], name="With Anna")
    pushed.write(a=DATED.replace("95%", "98%"))
    done = pushed.run("diff", "a.workout")
    assert done.stdout == (
        "Thu 2026-12-03 06:30  skip        Tempo  (edited on the calendar since the last push: "
        "name; --force overwrites it)\n"
        "    name: With Anna → Tempo\n"
        "    text:\n"
        "      - - Hard 5m 95%\n"
        "      + - Hard 5m 98%\n"
    )
    assert "there: name `With Anna`; `- Hard 5m 95%`" in done.stderr
    done = pushed.run("push", "--yes", "--force", "a.workout")
    assert (
        "updated     Tempo  (changed: name, text; forced although "
        "it was edited on the calendar since the last push: name)\n" in done.stdout
    )


def test_what_was_over_is_named_when_it_is_forced(pushed: Desk, site: Site) -> None:
    site.store.amend(site.listed()[0]["id"], start_date_local="2026-11-20T06:30:00")
    done = pushed.run("diff", "--force", "a.workout")
    assert "its day, 2026-11-20, is over and it was edited on the calendar" in done.stdout
    old = "workout: Old\ndate: 2026-11-20\n- 10m 75%\n"
    pushed.write(a=old)
    done = pushed.run("push", "--force", "--yes", "a.workout")
    assert "created     Old  (new; forced although its day is over)\n" in done.stdout


def test_colours_mark_old_and_new(pushed: Desk) -> None:
    pushed.write(a=CHANGED)
    done = pushed.run("diff", "a.workout", "--color", "always")
    assert "      \x1b[1;31m- - Hard 5m 95%\x1b[0m\n" in done.stdout
    assert "      \x1b[32m+ - Hard 5m 98%\x1b[0m\n" in done.stdout
    assert "tags: \x1b[1;31mnone\x1b[0m → \x1b[32mhard\x1b[0m\n" in done.stdout


def test_a_text_of_the_calendar_moves_no_cursor(pushed: Desk, site: Site) -> None:
    event = site.listed()[0]
    site.store.amend(event["id"], description="\x1b[2J\u202egone\n" + "x" * 20_000, name="\x1b[1m")
    done = pushed.run("diff", "a.workout", "--force")
    assert "\x1b" not in done.stdout
    assert "- <U+001B>[2J<U+202E>gone\n" in done.stdout
    assert max(map(len, done.stdout.split("\n"))) < 300


def test_a_long_text_is_shown_in_part(pushed: Desk) -> None:
    steps = "".join(f"- {seconds}s 75%\n" for seconds in range(11, 110))
    pushed.write(a=f"workout: Tempo\ndate: 2026-12-03 06:30\n{steps}")
    done = pushed.run("diff", "a.workout")
    assert len(done.stdout.splitlines()) == 1 + 1 + 20 + 1
    assert done.stdout.endswith("      … and 81 more\n")


def test_programs_get_both_values(pushed: Desk, site: Site) -> None:
    assert only(pushed.run("diff", "--json", "a.workout").stdout)["fields"] == []
    pushed.write(a=CHANGED)
    change = only(pushed.run("diff", "--json", "a.workout").stdout)
    assert change["fields"] == [
        {"field": "start_date_local", "old": "2026-12-03T06:30:00", "new": "2026-12-03T07:00:00"},
        {"field": "description", "old": "- 10m 75%\n- Hard 5m 95%",
         "new": "- 10m 75%\n- Hard 5m 98%"},
        {"field": "tags", "old": [], "new": ["hard"]},
    ]  # fmt: skip
    done = pushed.run("push", "--yes", "--json", "a.workout")
    assert only(done.stdout, "events")["fields"] == change["fields"]
    site.store.amend(site.listed()[0]["id"], indoor=True)
    change = only(pushed.run("diff", "--json", "a.workout").stdout)
    assert change["fields"] == [{"field": "indoor", "old": True, "new": False}]
