"""A key that somebody pasted into an event of the calendar, and what commands show of it."""

import pytest

from tests.canary import KEY
from tests.commands import Desk, sat_down  # noqa: F401
from tests.office import DATED, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened  # noqa: F401


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "."),
        ("diff", "--json", "."),
        ("push", "--yes", "--json", "."),
        ("status", "--date", "2026-12-03"),
        ("pull", "--oldest", "2026-12-01", "--newest", "2026-12-31", "-o", "pulled"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_key_that_somebody_pasted_into_an_event_is_not_shown(
    office: Desk, site: Site, words: tuple[str, ...]
) -> None:
    office.write(a=DATED)
    office.run("push", "--yes", "a.workout")
    ours = site.listed()[0]
    site.store.amend(ours["id"], name=f"mine {KEY}", description=f"{ours['description']}\n{KEY}")
    note = {"category": "NOTE", "name": KEY, "description": KEY}
    site.push({**note, "start_date_local": "2026-12-03T00:00:00"})
    office.write(a=DATED.replace("95%", "96%"))
    done = office.run(*words)
    assert KEY not in done.stdout + done.stderr
    assert "[secret]" in done.stdout + "".join(map(str, map(office.read, office.names())))
