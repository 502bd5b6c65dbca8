"""`workoutc doctor`: the known causes, met for real, and what is printed of them."""

import json
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.canary import KEY, sings
from tests.commands import Desk, sat_down  # noqa: F401
from tests.doctoring import MINE, causes, examined, finding, reached
from tests.office import connected  # noqa: F401
from tests.openapi import document, validate_request
from tests.sandboxed import LATE_EVENING, Site, entered, opened, workout  # noqa: F401
from workoutc import __version__
from workoutc.calendar.account import Account
from workoutc.calendar.doctor.finding import Cause, Verdict
from workoutc.calendar.journal import Intent
from workoutc.calendar.journal import opened as journal
from workoutc.calendar.wire import Timeouts
from workoutc.cli.schema_ import SCHEMAS
from workoutc.sandbox.access import BLOCKED
from workoutc.sandbox.faults import Answer, Lost
from workoutc.settings import state_folder

HTML = {"content-type": "text/html", "server": "cloudflare"}
CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""Of nobody, with its key: made for these tests, and trusted by none."""


class TestReport:
    def test_all_is_well(self, office: Desk, site: Site) -> None:
        done = office.run("doctor")
        assert (done.exit_code, done.stderr) == (0, "")
        url = os.environ["INTERVALS_URL"]
        facts, findings, table, end = done.stdout.split("\n\n")
        assert facts.splitlines()[0] == f"workoutc   {__version__}"
        assert facts.splitlines()[2:] == [
            f"calendar   {url}, from INTERVALS_URL",
            "athlete    0, by default",
            "key        a key, from INTERVALS_API_KEY",
            "keyring    none",
            "settings   no files",
        ]
        assert findings.splitlines() == [
            "  ok         settings  no settings files, and none are needed",
            f"  ok         address   {url}",
            "  ok         network   127.0.0.1 is reached directly",
            "  ok         service   it answers",
            "  ok         clock     it agrees with the service's",
            "  ok         key       the key from INTERVALS_API_KEY opens the account",
            "  ok         athlete   the key's own account",
            "  ok         rights    all that workoutc needs can be read",
            "  ok         pushes    none was stopped midway",
        ]
        assert table.splitlines() == [
            "what the key reaches",
            "  calendar    yes       for `diff`, `push`, `pull`, `status`",
            "  activities  yes       for `status`",
            "  settings    yes       for `athlete pull`",
            "  library     yes",
            "  wellness    yes",
            "  athletes    yes       yourself alone",
        ]
        assert end.startswith("nothing is at fault\nwriting was not tried; ")
        assert {seen.method for seen in site.app.state.seen} == {"GET"}
        assert len(site.app.state.seen) == 6

    def test_the_table_of_what_is_reached_breaks_no_sentence(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_ATHLETE", "i777")
        monkeypatch.setenv("COLUMNS", "50")
        table = office.run("doctor").stdout.split("\n\n")[2].splitlines()
        assert table[1:4] == [
            "  calendar    no        for `diff`, `push`,",
            "                        `pull`, `status`",
            "  activities  no        for `status`",
        ]
        assert max(map(len, table)) <= 50
        assert "a token needs" not in "".join(table)  # it is a key

    def test_a_fault_and_its_cure(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("INTERVALS_API_KEY", f'"{KEY}"')
        monkeypatch.setenv("COLUMNS", "70")
        done = office.run("doctor")
        assert done.exit_code == 1
        assert (
            "  fault      key       INTERVALS_API_KEY has quotes around it; without\n"
            "                       that it opens the account\n"
            "                       help: set INTERVALS_API_KEY to the bare key:\n"
        ) in done.stdout
        assert done.stdout.endswith("\n\n1 fault\n")
        assert max(map(len, done.stdout.splitlines())) <= 70

    def test_quietly_it_tells_faults_alone(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert office.run("doctor", "-q").stdout == ""
        monkeypatch.setenv("INTERVALS_ATHLETE", "12345")
        done = office.run("doctor", "-q")
        assert done.exit_code == 1
        assert done.stdout.startswith("  fault      athlete   the id lacks its `i`")

    def test_colours_are_for_those_who_want_them(self, office: Desk) -> None:
        plain, colored = office.run("doctor"), office.run("doctor", "--color", "always")
        assert plain.stdout.isascii()
        assert "\x1b" not in plain.stdout
        assert "\x1b[32mok" in colored.stdout

    def test_wrong_use(self, office: Desk, site: Site) -> None:
        for words in (("here",), ("--key",), ("--athlete", "nobody")):
            assert office.run("doctor", *words).exit_code == 2
        assert not site.app.state.seen

    def test_no_table_where_nothing_is_known(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_URL", "http://127.0.0.1:1")
        done = office.run("doctor")
        assert "what the key reaches" not in done.stdout
        assert "not known  key" in done.stdout

    def test_the_schema_knows_every_cause_and_verdict(self) -> None:
        words = json.loads((SCHEMAS / "doctor.json").read_text())["$defs"]["finding"]["properties"]
        assert words["cause"]["enum"] == [*Cause, None]
        assert words["verdict"]["enum"] == list(Verdict)

    def test_every_request_is_in_the_official_document(
        self, office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        document()
        examined(office, "--write-probe")
        monkeypatch.setenv("INTERVALS_ATHLETE", "12345")
        examined(office)
        seen = site.app.state.seen
        assert [p for r in seen for p in validate_request(r.method, r.url, r.body or None)] == []
        assert {r.method for r in seen} == {"GET", "POST", "PUT"}


class TestLine:
    @pytest.fixture(autouse=True)
    def _hurry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hurry = Timeouts(connect=5, read=0.2, whole=0.4)
        monkeypatch.setattr("workoutc.calendar.doctor.examination.HURRY", hurry)

    def test_nobody_listens(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        monkeypatch.setenv("INTERVALS_URL", f"http://127.0.0.1:{port}")
        found = examined(office)
        assert causes(found) == ["connection-refused"]
        assert {row["reached"] for row in found["reach"]} == {None}

    def test_a_spoilt_key_is_told_without_a_network(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("INTERVALS_URL", "http://127.0.0.1:1")
        monkeypatch.setenv("INTERVALS_API_KEY", f"{KEY}\n")
        assert causes(examined(office)) == ["connection-refused", "spoilt-key"]

    @pytest.mark.parametrize(
        ("how", "cause"),
        [
            ("stall", "no-answer-in-time"),
            ("drip", "no-answer-in-time"),
            ("reset", "line-broken"),
            ("cut", "line-broken"),
        ],
    )
    def test_an_answer_that_does_not_come(
        self, office: Desk, site: Site, how: Any, cause: str
    ) -> None:
        site.break_with(Lost(committed=False, how=how))
        assert causes(examined(office)) == [cause]
        assert len(site.app.state.seen) == 1

    def test_no_tls_where_it_is_due(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        url = os.environ["INTERVALS_URL"].replace("http:", "https:")
        monkeypatch.setenv("INTERVALS_URL", url)
        assert causes(examined(office)) == ["encryption"]

    def test_a_certificate_of_nobody(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch, impostor: int
    ) -> None:
        monkeypatch.setenv("INTERVALS_URL", f"https://127.0.0.1:{impostor}")
        found = examined(office)
        assert causes(found) == ["certificate"]

    def test_a_proxy_that_is_not_there(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("NO_PROXY", "no_proxy", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("INTERVALS_URL", "https://calendar.example")
        monkeypatch.setenv("HTTPS_PROXY", "http://eve:secret@127.0.0.1:1")
        found = examined(office)
        assert causes(found) == ["connection-refused"]
        assert "through the proxy of HTTPS_PROXY" in finding(found, "network")["message"]
        assert "secret" not in json.dumps(found)

    @pytest.mark.parametrize(
        ("answer", "cause"),
        [
            (Answer(403, BLOCKED, HTML), "blocked"),
            (Answer(302, "", {"location": "https://hotel.example"}), "somebody-else-answers"),
            (Answer(200, "<html>Log in</html>", HTML), "somebody-else-answers"),
            (Answer(429), "too-many-requests"),
        ],
    )
    def test_one_answer_tells_enough(
        self, office: Desk, site: Site, answer: Answer, cause: str
    ) -> None:
        site.break_with(answer)
        assert causes(examined(office)) == [cause]
        assert len(site.app.state.seen) == 1

    def test_an_outage(self, office: Desk, site: Site) -> None:
        site.break_with(*[Answer(503, BLOCKED, HTML)] * 20)
        assert causes(examined(office)) == ["outage"]
        assert len(site.app.state.seen) < 15

    def test_a_clock_that_is_wrong(self, office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        late = LATE_EVENING.replace(day=29)
        monkeypatch.setattr("workoutc.cli.connection.clock", lambda: late)
        found = examined(office)
        assert causes(found) == ["clock"]
        assert "24 hours slow" in finding(found, "clock")["message"]


@pytest.fixture(name="impostor")
def listening() -> Iterator[int]:
    """The port of a server whose certificate nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            line, _ = listener.accept()
            with line, pytest.raises(ssl.SSLError):
                context.wrap_socket(line, server_side=True)

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


class TestSurroundings:
    def test_settings_that_cannot_be_read(self, office: Desk, site: Site) -> None:
        office.put("workoutc.toml", "[calendar\n")
        found = examined(office, "--athlete", "anna")
        assert causes(found) == ["settings"]
        assert "./workoutc.toml is not TOML" in finding(found, "settings")["message"]
        assert "calendar" in reached(found)
        assert str(office.folder) not in json.dumps(found)
        assert site.app.state.seen

    def test_an_address_that_is_none(
        self, office: Desk, monkeypatch: pytest.MonkeyPatch, site: Site
    ) -> None:
        monkeypatch.setenv("INTERVALS_URL", f"https://{KEY}@intervals.icu")
        found = examined(office)
        assert causes(found) == ["address"]
        assert found["facts"]["calendar"].startswith("none, as what is written is no address")
        assert not site.app.state.seen

    def test_a_push_that_came_to_no_end(self, office: Desk) -> None:
        account = Account(MINE, "i12345", os.environ["INTERVALS_URL"])
        with journal(Path(state_folder(os.environ)), account) as desk:
            desk.journal.plan(LATE_EVENING, 3)
            desk.journal.intend("create", [Intent(name, "", "2026-12-03", "") for name in "ab"])
            desk.journal.answered(["a"])
        found = examined(office)
        assert found["ok"]
        assert causes(found, "note") == ["open-push"]
        assert "1 of 3 changes are acknowledged" in finding(found, "pushes")["message"]

    def test_nothing_is_printed_that_is_not_for_others(
        self, office: Desk, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        site.store.put_athlete("i12345", name="Eve Adams", firstname="Eve", email="eve@x.example")
        own = {"status": 403, "error": f"Eve Adams <eve@x.example> {KEY} of i12345 may not"}
        for name, text in (
            ("INTERVALS_ATHLETE", "i12345"),
            ("INTERVALS_ATHLETE", "i7654321"),
            ("INTERVALS_API_KEY", f"API_KEY:{KEY}"),
        ):
            monkeypatch.setenv(name, text)
            site.break_with(Answer(403, own, on="GET athlete/i7654321"))
            for words in ((), ("--json",), ("--write-probe", "--color", "always")):
                done = office.run("doctor", *words)
                shown = done.stdout + done.stderr
                assert not sings(shown)
                for private in ("Adams", "Eve", "eve@", "12345", "7654321", os.environ["HOME"]):
                    assert private not in shown
