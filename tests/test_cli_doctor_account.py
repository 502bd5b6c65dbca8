"""`workoutc doctor` on keys, tokens, ids and rights: each known cause is told, with its cure."""

import json
import os
import signal
from pathlib import Path

import pytest

from tests.canary import KEY, TOKEN
from tests.commands import Desk, sat_down  # noqa: F401
from tests.doctoring import ALL, MINE, causes, examined, finding, reached
from tests.keyrings import RING, Ring, hung  # noqa: F401
from tests.office import connected  # noqa: F401
from tests.sandboxed import Site, entered, opened, workout  # noqa: F401
from workoutc.calendar import keys
from workoutc.sandbox.faults import Lost, UpsertIgnored

SOME_TIME = 300
"""Seconds for what takes one, on a machine that has much else to do."""


class TestKey:
    @pytest.mark.parametrize(
        ("text", "flaw"),
        [
            (f"'{KEY}'", "quotes"),
            (f" {KEY}", "blanks"),
            (f"{KEY}\n", "line end"),
            (f"API_KEY:{KEY}", "begins with `API_KEY:`"),
            (f"Basic {KEY}", "the name of a scheme"),
            (f"eve:{KEY}", "something before or around"),
        ],
    )
    def test_what_copying_did_to_it(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch, text: str, flaw: str
    ) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", text)
        found = examined(office)
        assert causes(found) == ["spoilt-key"]
        assert flaw in finding(found, "key")["message"]
        assert "opens the account" in finding(found, "key")["message"]
        assert reached(found) == ALL

    def test_what_copying_did_to_a_wrong_one(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", f'"other-{KEY}"')
        found = examined(office)
        assert causes(found) == ["spoilt-key"]
        assert "without that it is refused, too" in finding(found, "key")["message"]
        assert reached(found) == []

    def test_a_wrong_one(self, office: Desk, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", f"other-{KEY}")
        found = examined(office)
        assert causes(found) == ["refused-key"]
        assert finding(found, "key")["said"] == "Unauthorized"
        assert len(site.app.state.seen) == 2

    def test_a_key_where_a_token_belongs(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("INTERVALS_API_KEY")
        monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", KEY)
        found = examined(office)
        assert causes(found) == ["key-as-token"]
        assert "set it as INTERVALS_API_KEY" in finding(found, "key")["help"]
        assert reached(found) == ALL

    def test_a_token_where_a_key_belongs(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for text in (TOKEN, f"Bearer {TOKEN}"):
            monkeypatch.setenv("INTERVALS_API_KEY", text)
            found = examined(office)
            assert "INTERVALS_ACCESS_TOKEN" in finding(found, "key")["help"]
            assert reached(found) == ["calendar"]
        monkeypatch.setenv("INTERVALS_API_KEY", TOKEN)
        assert causes(examined(office)) == ["token-as-key"]

    def test_key_and_id_exchanged(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", "i12345")
        monkeypatch.setenv("INTERVALS_ATHLETE", KEY)
        found = examined(office)
        assert causes(found) == ["key-and-athlete-exchanged"]
        assert reached(found) == ALL

    def test_the_key_in_the_place_of_the_id_alone(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("INTERVALS_API_KEY")
        office.put("workoutc.toml", f'[calendar]\nathlete = "{KEY}"\n')
        found = examined(office)
        assert causes(found) == ["key-and-athlete-exchanged"]
        assert "from workoutc.toml" in finding(found, "athlete")["message"]
        office.put("workoutc.toml", "")  # where no key may stand

    def test_an_id_in_the_place_of_the_key_alone(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", "i12345")
        found = examined(office)
        assert causes(found) == ["key-and-athlete-exchanged"]
        assert "holds the id of an athlete" in finding(found, "key")["message"]

    def test_both_kinds_are_set(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", TOKEN)
        found = examined(office)
        assert causes(found) == ["two-keys"]
        assert finding(found, "key")["help"].startswith("unset INTERVALS_ACCESS_TOKEN")
        monkeypatch.setenv("INTERVALS_API_KEY", f"other-{KEY}")
        assert finding(examined(office), "key")["help"].startswith("unset INTERVALS_API_KEY")

    def test_none(self, office: Desk, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
        monkeypatch.delenv("INTERVALS_API_KEY")
        found = examined(office)
        assert causes(found) == ["no-key"]
        assert "workoutc login" in finding(found, "key")["help"]
        assert finding(found, "network")["verdict"] == "ok"
        assert len(site.app.state.seen) == 1

    def test_one_of_the_environment_hides_the_one_that_login_kept(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch, ring: Ring
    ) -> None:
        assert ring.entries() == {}
        keys.keep(os.environ, os.environ["INTERVALS_URL"], MINE, in_file=False)
        monkeypatch.setenv("INTERVALS_API_KEY", f"old-{KEY}")
        found = examined(office)
        assert causes(found) == ["environment-over-login"]
        assert finding(found, "key")["help"] == "unset INTERVALS_API_KEY"
        monkeypatch.delenv("INTERVALS_API_KEY")
        found = examined(office)
        assert found["ok"]
        assert found["facts"]["key"] == f"a key, from {RING}"

    def test_one_that_login_kept_in_a_file(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("INTERVALS_API_KEY")
        keys.keep(os.environ, os.environ["INTERVALS_URL"], MINE, in_file=True)
        found = examined(office)
        assert found["facts"]["key"] == "a key, from [settings folder]/credentials.toml"
        (Path(os.environ["XDG_CONFIG_HOME"]) / "workoutc/credentials.toml").chmod(0o644)
        found = examined(office)
        assert causes(found) == ["unreadable-key"]
        assert os.environ["HOME"] not in json.dumps(found)


class TestAthlete:
    def test_an_id_without_its_i(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERVALS_ATHLETE", "12345")
        found = examined(office)
        assert causes(found) == ["id-without-i"]
        assert found["facts"]["athlete"] == "1...45, from INTERVALS_ATHLETE"

    def test_an_i_that_is_one_too_many(
        self, office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.store.put_athlete("777777")
        monkeypatch.setenv("INTERVALS_ATHLETE", "i777777")
        assert causes(examined(office)) == ["id-with-i"]

    def test_plain_digits_are_no_fault(
        self, office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.store.put_athlete("777777")
        monkeypatch.setenv("INTERVALS_ATHLETE", "777777")
        found = examined(office)
        assert found["ok"]
        assert "may edit" in finding(found, "athlete")["message"]

    def test_one_who_is_not_coached(
        self, office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_ATHLETE", "i99999")
        found = examined(office)
        assert causes(found) == ["not-coached"]
        assert finding(found, "athlete")["said"] == "Access denied"
        assert len(site.app.state.seen) < 15

    @pytest.mark.parametrize(
        ("permission", "cause"), [("NONE", "no-right"), ("READ", "read-only"), ("WRITE", None)]
    )
    def test_the_rights_of_a_coach(
        self, office: Desk, site: Site, permission: str, cause: str | None
    ) -> None:
        site.store.put_athlete("i23456", permission, name="Anna Coached")
        office.put("workoutc.toml", '[athletes.anna]\nid = "i23456"\n[athletes.bert]\nid = "i1"\n')
        found = examined(office, "--athlete", "anna")
        assert causes(found) == ([cause] if cause else [])
        assert found["facts"]["athlete"] == "i2...56, from workoutc.toml"
        editable = int(permission == "WRITE")
        remark = f"1 beside yourself, {editable} with a calendar you may edit"
        assert found["reach"][-1]["remark"] == remark
        assert "anna" not in json.dumps(found).lower()

    @pytest.mark.parametrize(
        "text", [" i12345", '"i12345"', "https://intervals.icu/athlete/i12345"]
    )
    def test_an_id_that_was_copied_with_something(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch, text: str
    ) -> None:
        monkeypatch.setenv("INTERVALS_ATHLETE", text)
        found = examined(office)
        assert causes(found) == ["no-athlete-id"]
        assert finding(found, "athlete")["help"] == "set the id alone"
        assert "calendar" in reached(found)

    def test_what_is_no_id(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERVALS_ATHLETE", "me")
        found = examined(office)
        assert causes(found) == ["no-athlete-id"]
        assert "from INTERVALS_ATHLETE" in finding(found, "athlete")["message"]

    def test_what_says_so_is_named(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        office.put("workoutc.toml", '[calendar]\nathlete = "i12345"\n')
        assert examined(office)["facts"]["athlete"] == "i1...45, from workoutc.toml"
        own = Path(os.environ["XDG_CONFIG_HOME"]) / "workoutc/config.toml"
        own.parent.mkdir(parents=True)
        url = os.environ["INTERVALS_URL"]
        own.write_text(f'[calendar]\nathlete = "0"\nurl = "{url}"\n')
        monkeypatch.delenv("INTERVALS_URL")
        facts = examined(office)["facts"]
        assert facts["athlete"] == "0, from config.toml"
        assert facts["calendar"] == f"{url}, from config.toml"
        assert facts["settings"] == "workoutc.toml, config.toml"
        monkeypatch.setenv("INTERVALS_ATHLETE", "i12345")
        assert examined(office)["facts"]["athlete"] == "i1...45, from INTERVALS_ATHLETE"


class TestRights:
    @pytest.fixture(autouse=True)
    def _token(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        assert office
        monkeypatch.delenv("INTERVALS_API_KEY")
        monkeypatch.setenv("INTERVALS_ACCESS_TOKEN", TOKEN)

    @staticmethod
    def _scopes(site: Site, *scopes: str) -> None:
        known = site.app.state.tokens[TOKEN]
        site.app.state.tokens = {TOKEN: known._replace(scopes=frozenset(scopes))}

    def test_a_token_that_reads_the_calendar_alone(self, office: Desk) -> None:
        found = examined(office)
        assert found["ok"]
        assert causes(found, "note") == ["missing-scope"]
        assert "ACTIVITY:READ, SETTINGS:READ" in finding(found, "rights")["help"]
        assert "activities  no        for `status`; a token needs ACTIVITY:READ" in (
            office.run("doctor").stdout
        )

    def test_a_token_that_does_not_read_the_calendar(self, office: Desk, site: Site) -> None:
        self._scopes(site, "ACTIVITY:READ", "LIBRARY:WRITE")
        found = examined(office)
        assert causes(found) == ["missing-scope"]
        assert "CALENDAR:READ" in finding(found, "rights")["help"]
        assert reached(found) == ["activities", "library"]

    def test_a_token_that_was_revoked(self, office: Desk, site: Site) -> None:
        site.app.state.tokens = {}
        found = examined(office)
        assert causes(found) == ["refused-key"]
        assert "revoked" in finding(found, "key")["help"]

    def test_a_token_that_may_nothing(self, office: Desk, site: Site) -> None:
        self._scopes(site)
        assert causes(examined(office)) == ["refused-key"]
        assert len(site.app.state.seen) < 15

    def test_a_token_that_may_not_write_is_found_by_writing(self, office: Desk) -> None:
        assert examined(office)["ok"]
        found = examined(office, "--write-probe")
        assert causes(found) == ["not-written"]
        assert "CALENDAR:WRITE" in finding(found, "writing")["help"]


class TestWriting:
    def test_it_works_and_leaves_nothing(self, office: Desk, site: Site) -> None:
        site.push(workout(), workout(external_id=None, start_date_local="2099-01-01T00:00:00"))
        before = site.listed(newest="2100-01-01")
        site.app.state.seen.clear()
        found = examined(office, "--write-probe")
        assert finding(found, "writing")["verdict"] == finding(found, "upsert")["verdict"] == "ok"
        assert site.listed(newest="2100-01-01") == before
        assert len(site.app.state.seen) < 16

    def test_duplicates_are_told_and_removed(self, office: Desk, site: Site) -> None:
        site.break_with(UpsertIgnored(), UpsertIgnored())
        found = examined(office, "--write-probe")
        assert causes(found) == ["upsert-makes-duplicates"]
        assert site.listed(newest="2100-01-01") == []

    def test_a_namespace_of_ones_own(self, office: Desk, site: Site) -> None:
        office.put("workoutc.toml", '[calendar]\nnamespace = "club"\n')
        examined(office, "--write-probe")
        sent = [r.body[0]["external_id"] for r in site.app.state.seen if r.method == "POST"]
        assert sent == ["club:~doctor"] * 2

    def test_a_killed_one_is_tidied_up_by_the_next(self, office: Desk, site: Site) -> None:
        site.break_with(Lost(committed=True, on="PUT events/", how="stall"))
        written = site.heard("PUT")
        with office.start("doctor", "--write-probe") as process:
            assert written.wait(SOME_TIME)
            process.kill()
        assert len(site.listed(newest="2100-01-01")) == 1
        assert examined(office, "--write-probe")["ok"]
        assert site.listed(newest="2100-01-01") == []

    @pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
    def test_an_interrupted_one_tidies_up(self, office: Desk, site: Site) -> None:
        site.break_with(Lost(committed=True, on="PUT events/", how="stall"))
        written = site.heard("PUT")
        with office.start("doctor", "--write-probe") as process:
            assert written.wait(SOME_TIME)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=SOME_TIME)
        assert (process.returncode, out, err.strip()) == (130, b"", b"stopped")
        assert site.listed(newest="2100-01-01") == []
