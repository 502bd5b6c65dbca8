"""The examination of an account: what is concluded from what is set and from what is answered."""

import base64
import errno
import socket
import ssl
from typing import Any

import httpx
import pytest

from tests.canary import KEY, TOKEN, sings
from tests.patients import HOST, Examined, causes, finding, kept, prepared  # noqa: F401
from tests.sandboxed import LATE_EVENING, direct
from workoutc.calendar.doctor.examination import CHECKS
from workoutc.calendar.doctor.finding import Cause, Examination, Verdict
from workoutc.calendar.doctor.heard import Kind, heard
from workoutc.calendar.doctor.line import MOST
from workoutc.calendar.wire import Reply
from workoutc.sandbox.access import Token
from workoutc.sandbox.faults import Answer
from workoutc.sandbox.service import Sandbox

DATE = "Mon, 30 Nov 2026 23:30:00 GMT"
OWNER = {"id": "i12345", "name": "Eve Adams", "firstname": "Eve", "email": "eve@example.org"}


def texts(found: Examination) -> str:
    return repr((found.facts, found.findings, found.reach))


def answering(status: int, **content: Any) -> httpx.MockTransport:
    return httpx.MockTransport(lambda _: httpx.Response(status, **content))


def failing(error: Exception, cause: Exception | None = None) -> httpx.MockTransport:
    def handle(_: httpx.Request) -> httpx.Response:
        raise error from cause

    return httpx.MockTransport(handle)


class TestKinds:
    @pytest.mark.parametrize(
        ("status", "headers", "text", "kind"),
        [
            (200, {}, "[]", Kind.FINE),
            (200, {}, '{"id": "i1"}', Kind.FINE),
            (200, {"content-type": "text/html"}, "<html>Log in</html>", Kind.STRANGE),
            (200, {}, "", Kind.STRANGE),
            (200, {}, "[" * 99_999, Kind.STRANGE),
            (302, {"location": "https://hotel.example"}, "", Kind.STRANGE),
            (511, {}, "<html>", Kind.STRANGE),
            (401, {}, '{"status": 401}', Kind.REFUSED),
            (401, {}, "", Kind.REFUSED),
            (403, {}, '{"status": 403, "error": "Access denied"}', Kind.DENIED),
            (403, {"content-type": "text/html"}, "Blocked", Kind.BLOCKED),
            (403, {}, "\n<!DOCTYPE html>", Kind.BLOCKED),
            (404, {}, '{"status": 404, "error": "gone"}', Kind.ABSENT),
            (404, {}, '{"timestamp": "", "path": "/x"}', Kind.ELSEWHERE),
            (404, {}, "nginx", Kind.ELSEWHERE),
            (422, {}, "{}", Kind.REJECTED),
            (429, {}, "", Kind.LIMITED),
            (408, {}, "", Kind.TROUBLED),
            (503, {"content-type": "text/html"}, "<html>", Kind.TROUBLED),
        ],
    )
    def test_every_answer_is_of_one(
        self, status: int, headers: dict[str, str], text: str, kind: Kind
    ) -> None:
        assert heard(Reply(status, headers, text), LATE_EVENING).kind is kind


def os_error(number: int) -> OSError:
    return OSError(number, "in any language")


def distrusted(why: str) -> ssl.SSLCertVerificationError:
    return ssl.SSLCertVerificationError(1, f"[SSL: CERTIFICATE_VERIFY_FAILED] {why}")


LINES: dict[str, tuple[Exception, Exception | None, Cause, str]] = {
    "no name": (httpx.ConnectError(""), socket.gaierror(), Cause.UNKNOWN_NAME, HOST),
    "refused": (httpx.ConnectError(""), ConnectionRefusedError(), Cause.REFUSED_LINE, "listens"),
    "offline": (
        httpx.ConnectError(""), os_error(errno.ENETUNREACH), Cause.NO_WAY, "offline",
    ),
    "swallowed": (httpx.ConnectTimeout(""), TimeoutError(), Cause.NO_CONNECTION, "firewall"),
    "silent": (httpx.ReadTimeout(""), TimeoutError(), Cause.NO_ANSWER, "does not answer"),
    "reset": (httpx.ReadError(""), ConnectionResetError(), Cause.BROKEN_LINE, "broke off"),
    "cut": (httpx.RemoteProtocolError(""), None, Cause.BROKEN_LINE, "broke off"),
    "no TLS": (httpx.ConnectError(""), ssl.SSLError(1, "x"), Cause.ENCRYPTION, "TLS"),
    "proxy": (httpx.ProxyError("407 Login"), None, Cause.PROXY, f"NO_PROXY={HOST}"),
}  # fmt: skip

CERTIFICATES = {
    "certificate is not yet valid": "is slow",
    "certificate has expired": "may be fast",
    "Hostname mismatch, certificate is not valid for 'x'": "slip in INTERVALS_URL",
    "self-signed certificate in certificate chain": "SSL_CERT_FILE",
    "unable to get local issuer certificate": "SSL_CERT_FILE",
}


class TestLine:
    """No answer: one request, and it is told apart why."""

    @pytest.mark.parametrize("name", LINES)
    def test_a_line_that_does_not_stand(self, examined: Examined, name: str) -> None:
        error, root, cause, words = LINES[name]
        found = examined(failing(error, root))
        assert causes(found) == {cause}
        told = finding(found, "network")
        assert words in told.words + told.help
        assert finding(found, "key").verdict is Verdict.UNKNOWN
        assert all(reach.reached is None for reach in found.reach)

    @pytest.mark.parametrize("why", CERTIFICATES)
    def test_a_certificate_that_is_not_trusted(self, examined: Examined, why: str) -> None:
        found = examined(failing(httpx.ConnectError(str(distrusted(why))), distrusted(why)))
        assert causes(found) == {Cause.CERTIFICATE}
        told = finding(found, "network")
        assert CERTIFICATES[why] in told.help

    def test_it_is_asked_once(self, examined: Examined) -> None:
        asked = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request)
            raise httpx.ReadTimeout("")

        examined(httpx.MockTransport(handle))
        assert len(asked) == 1

    def test_a_proxy_is_named_by_its_variable_alone(
        self, examined: Examined, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        proxy = {"https_proxy": f"http://eve:{KEY}@proxy.corp.example:3128"}
        found = examined(failing(httpx.ConnectError(""), ConnectionRefusedError()), **proxy)
        assert "(through the proxy of https_proxy)" in finding(found, "network").words
        assert "corp" not in texts(found)
        assert not sings(texts(found))

    def test_a_proxy_that_is_none_is_told(
        self, examined: Examined, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HTTPS_PROXY", "nonsense://")
        found = examined(None)
        assert causes(found) == {Cause.LINE_SETUP}


class TestService:
    @pytest.mark.parametrize(
        ("transport", "cause", "words"),
        [
            (
                answering(403, html="<html>x</html>", headers={"server": "cloudflare"}),
                Cause.BLOCKED,
                "Cloudflare, which stands before it,",
            ),
            (
                answering(403, html="<html>Corp filter</html>"),
                Cause.BLOCKED,
                "a gatekeeper before it",
            ),
            (answering(302, headers={"location": "/login"}), Cause.SOMEBODY_ELSE, "status 302"),
            (answering(200, html="<html>Hotel</html>"), Cause.SOMEBODY_ELSE, "status 200"),
            (answering(404, html="<html>x</html>"), Cause.SOMEBODY_ELSE, "not Intervals.icu"),
            (
                answering(200, headers={"content-encoding": "gzip"}, content=b"no gzip"),
                Cause.SOMEBODY_ELSE,
                "not Intervals.icu",
            ),
            (answering(429, headers={"retry-after": "30"}), Cause.LIMITED, "wait 30 seconds"),
            (answering(429, headers={"retry-after": "soon"}), Cause.LIMITED, "wait 15 minutes"),
            (answering(503), Cause.OUTAGE, "it is in trouble (status 503)"),
        ],
    )
    def test_what_is_not_about_the_key(
        self, examined: Examined, transport: httpx.MockTransport, cause: Cause, words: str
    ) -> None:
        found = examined(transport)
        assert causes(found) == {cause}
        told = finding(found, "service")
        assert words in f"{told.words}; {told.help}"
        assert finding(found, "key").verdict is Verdict.UNKNOWN

    def test_a_part_that_fails_does_not_hide_the_rest(
        self, examined: Examined, sandbox: Sandbox
    ) -> None:
        sandbox.faults.append(Answer(500, on="GET folders"))
        sandbox.faults.append(Answer(404, "no such page", on="GET wellness"))
        found = examined(direct(sandbox))
        assert causes(found) == {Cause.OUTAGE}
        assert "a part of it" in finding(found, "service").words
        assert finding(found, "key").verdict is Verdict.OK
        assert [reach.reached for reach in found.reach] == [True, True, True, None, None, True]

    @pytest.mark.parametrize(
        ("date", "words"),
        [
            ("Mon, 30 Nov 2026 23:34:00 GMT", ""),
            ("Mon, 30 Nov 2026 23:20:00 GMT", "10 minutes fast"),
            ("Tue, 01 Dec 2026 03:30:00 GMT", "4 hours slow"),
            ("Sun, 01 Nov 2026 23:30:00 GMT", "29 days fast"),
        ],
    )
    def test_clocks_are_compared(self, examined: Examined, date: str, words: str) -> None:
        found = examined(answering(401, headers={"date": date}))
        clock = finding(found, "clock")
        assert clock.verdict is (Verdict.FAULT if words else Verdict.OK)
        assert words in clock.words

    @pytest.mark.parametrize("date", ["", "yesterday", "Mon, 30 Nov 99999999999 23:30:00 GMT"])
    def test_no_date_is_no_fault(self, examined: Examined, date: str) -> None:
        found = examined(answering(401, headers={"date": date} if date else {}))
        assert finding(found, "clock").verdict is Verdict.UNKNOWN


class TestAccount:
    @pytest.mark.parametrize("status", [401, 403])
    def test_a_refused_key_repeats_the_words_of_the_service(
        self, examined: Examined, status: int
    ) -> None:
        said = {"status": status, "error": f"no {KEY} for i12345\n of eve@example.org"}
        found = examined(answering(status, json=said))
        assert causes(found) == {Cause.REFUSED_KEY}
        told = finding(found, "key")
        assert told.said == "no [secret] for i1...45 of [e-mail]"
        assert "API_KEY" in told.help

    def test_a_name_that_the_service_told_is_hidden_in_its_words(self, examined: Examined) -> None:
        def handle(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/athlete/0"):
                return httpx.Response(200, json=OWNER)
            return httpx.Response(403, json={"error": "Eve Adams may not"})

        found = examined(httpx.MockTransport(handle), INTERVALS_ATHLETE="i99")
        assert finding(found, "athlete").said == "[name] may not"
        assert "Eve" not in texts(found)

    def test_the_longest_way_asks_few_questions(self, examined: Examined) -> None:
        asked: list[str] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.path)
            return httpx.Response(403, json={"error": "Access denied"})

        found = examined(
            httpx.MockTransport(handle),
            INTERVALS_API_KEY=f"i12345:{KEY}",
            INTERVALS_ATHLETE=f"other-{KEY}",
        )
        assert len(asked) <= MOST < 15
        assert not found.ok

    def test_a_scope_that_is_no_scope_of_ours_is_found(
        self, examined: Examined, sandbox: Sandbox
    ) -> None:
        """A token for wellness alone is neither wrong nor of any use."""
        sandbox.tokens = {TOKEN: Token(1, frozenset({"WELLNESS:READ"}))}
        found = examined(direct(sandbox), INTERVALS_API_KEY="", INTERVALS_ACCESS_TOKEN=TOKEN)
        assert finding(found, "key").verdict is Verdict.OK
        assert causes(found) == {Cause.SCOPE}
        assert "CALENDAR:READ" in finding(found, "rights").help
        assert [row.area for row in found.reach if row.reached] == ["wellness"]

    @pytest.mark.parametrize("body", [[], {"id": None}, [{"id": 5}], [None], {"name": ["x"]}, "a"])
    def test_an_odd_answer_is_no_bug(self, examined: Examined, body: object) -> None:
        for athlete in ("0", "i23456"):
            found = examined(answering(200, json=body), INTERVALS_ATHLETE=athlete)
            assert len(found.findings) == len(CHECKS)

    def test_without_a_key_the_network_is_looked_at(self, examined: Examined) -> None:
        seen = []

        def handle(request: httpx.Request) -> httpx.Response:
            seen.append(request.headers["authorization"])
            return httpx.Response(401, headers={"date": DATE})

        found = examined(httpx.MockTransport(handle), INTERVALS_API_KEY="")
        assert causes(found) == {Cause.NO_KEY}
        assert finding(found, "network").verdict is Verdict.OK
        assert seen == ["Basic " + base64.b64encode(b"API_KEY:").decode()]

    @pytest.mark.parametrize("url", ["http://calendar.example", "https://x@y", "nonsense"])
    def test_a_bad_address_gets_no_key(
        self, examined: Examined, sandbox: Sandbox, url: str
    ) -> None:
        found = examined(direct(sandbox), INTERVALS_URL=url)
        assert causes(found) == {Cause.ADDRESS}
        assert not sandbox.seen


def test_nothing_changes_without_being_asked(examined: Examined, sandbox: Sandbox) -> None:
    for key in (KEY, f"API_KEY:{KEY}", f"no-{KEY}"):
        examined(direct(sandbox), INTERVALS_API_KEY=key)
    assert {seen.method for seen in sandbox.seen} == {"GET"}


def test_every_check_that_finds_a_fault_says_what_helps(
    examined: Examined, sandbox: Sandbox
) -> None:
    names = [f"check_{finding.check}" for finding in examined(direct(sandbox)).findings]
    assert names == [check.__name__ for check in CHECKS]
    found = examined(answering(401), INTERVALS_ATHLETE="eve")
    assert all(one.help for one in found.findings if one.verdict is Verdict.FAULT)
