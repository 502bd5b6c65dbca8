"""What goes wrong in the sandbox on purpose, over a socket and without one."""

import base64
import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.sandboxed import KEY, LOST, Json, Site, direct, entered, opened, workout  # noqa: F401
from workoutc.sandbox.faults import (
    Answer,
    Fault,
    Fewer,
    How,
    Lost,
    Partial,
    Spared,
    TargetDropped,
    Truncated,
    UpsertIgnored,
)

BULK = "/athlete/0/events/bulk?upsert=true"
SHORT = httpx.Timeout(10, read=0.5)
"""So little patience that a server which says nothing is soon given up, yet not while it works."""


@pytest.fixture(name="client", params=["socket", "direct"])
def either_way(request: pytest.FixtureRequest, site: Site) -> Iterator[httpx.Client]:
    transport = direct(site.app.state) if request.param == "direct" else None
    with httpx.Client(
        base_url=site.url, auth=KEY, transport=transport, timeout=10, trust_env=False
    ) as client:
        yield client


def pushed(client: httpx.Client, *events: Json) -> httpx.Response:
    return client.post(BULK, json=list(events))


def names(site: Site) -> list[str]:
    return [event["external_id"] for event in site.store.events("i12345")]


TWO = workout(), workout(external_id="b")


class TestAnswers:
    def test_another_answer_and_then_the_right_one(self, site: Site, client: httpx.Client) -> None:
        site.break_with(Answer(429, headers={"Retry-After": "2"}, on="GET"))
        assert pushed(client, *TWO).status_code == 200
        reply = client.get("/athlete/0/events")
        assert (reply.status_code, reply.headers["retry-after"]) == (429, "2")
        assert reply.json() == {"status": 429, "error": "On purpose"}
        assert client.get("/athlete/0/events").status_code == 200

    def test_an_answer_may_be_any_text(self, site: Site, client: httpx.Client) -> None:
        site.break_with(Answer(502, "<html>Bad gateway</html>"))
        assert client.get("/athlete/0").text == "<html>Bad gateway</html>"
        site.break_with(Answer(200, []))
        assert client.get("/athlete/0").json() == []

    @pytest.mark.parametrize(("committed", "kept"), [(True, ["workoutc:tempo"]), (False, [])])
    def test_it_comes_instead_of_the_work_or_after_it(
        self, site: Site, client: httpx.Client, committed: bool, kept: list[str]
    ) -> None:
        site.break_with(Answer(503, "<html>", committed=committed))
        assert pushed(client, workout()).status_code == 503
        assert names(site) == kept

    def test_half_an_answer_looks_whole_until_it_is_read(
        self, site: Site, client: httpx.Client
    ) -> None:
        site.break_with(Truncated(on="POST"))
        reply = pushed(client, *TWO)
        assert reply.status_code == 200
        assert int(reply.headers["content-length"]) == len(reply.content) > 1000
        with pytest.raises(json.JSONDecodeError):
            reply.json()
        assert len(names(site)) == 2

    @pytest.mark.parametrize(("count", "left"), [(1, 1), (2, 0), (3, 0)])
    def test_fewer_are_told_than_were_kept(
        self, site: Site, client: httpx.Client, count: int, left: int
    ) -> None:
        site.break_with(Fewer(count), Fewer(count, on="GET events"))
        assert len(pushed(client, *TWO).json()) == left
        assert len(names(site)) == 2
        assert len(client.get("/athlete/0/events").json()) == left

    def test_what_is_no_list_is_told_whole(self, site: Site, client: httpx.Client) -> None:
        site.break_with(Fewer(on="GET"))
        assert client.get("/athlete/0").json()["id"] == "i12345"


class TestLostAnswers:
    @pytest.mark.parametrize("how", ["cut", "reset", "stall"])
    @pytest.mark.parametrize(("committed", "kept"), [(True, ["workoutc:tempo"]), (False, [])])
    def test_each_way_is_another_error_to_the_client(
        self, site: Site, client: httpx.Client, how: How, committed: bool, kept: list[str]
    ) -> None:
        site.break_with(Lost(committed, "POST events/bulk", how))
        with pytest.raises(LOST[how]):
            client.post(BULK, json=[workout()], timeout=SHORT)
        assert names(site) == kept
        assert client.get("/athlete/0/events").status_code == 200

    def test_a_drip_is_blanks_for_as_long_as_one_waits(self, site: Site) -> None:
        site.break_with(Lost(committed=True, how="drip"))
        with site.client.stream("POST", BULK, json=[workout()]) as reply:
            pieces = reply.iter_raw()
            came = [next(pieces) for _ in range(3)]
        assert b"".join(came).strip(b" ") == b""
        assert names(site) == ["workoutc:tempo"]
        assert site.client.get("/athlete/0").status_code == 200

    def test_without_a_socket_a_drip_is_silence(self, site: Site) -> None:
        site.break_with(Lost(committed=False, how="drip"))
        with (
            httpx.Client(base_url=site.url, auth=KEY, transport=direct(site.app.state)) as client,
            pytest.raises(httpx.ReadTimeout),
        ):
            pushed(client, workout())
        assert names(site) == []

    def test_who_may_not_come_in_is_told_so(self, site: Site, client: httpx.Client) -> None:
        site.break_with(Lost(committed=True), Truncated(), Answer(503, committed=True))
        for _ in range(3):
            assert client.get("/athlete/i9/events").status_code == 403


class TestHalfDone:
    def test_a_batch_that_breaks_off(self, site: Site, client: httpx.Client) -> None:
        site.break_with(Partial(1, status=503))
        assert pushed(client, *TWO).status_code == 503
        assert names(site) == ["workoutc:tempo"]

    def test_an_upsert_that_is_ignored(self, site: Site, client: httpx.Client) -> None:
        pushed(client, workout())
        site.break_with(UpsertIgnored())
        assert pushed(client, workout()).json()[0]["id"] == 2

    def test_a_target_that_is_missed(self, site: Site, client: httpx.Client) -> None:
        text = workout(description="Set 2x\n- 1m 100%\n- 1m 50% 90rpm")
        site.break_with(TargetDropped(step=1))
        (event,) = pushed(client, text).json()
        hard, easy = event["workout_doc"]["steps"][0]["steps"]
        assert "power" in hard
        assert set(easy) == {"duration", "cadence"}
        (event,) = pushed(client, text).json()
        assert "power" in event["workout_doc"]["steps"][0]["steps"][1]


def test_half_a_request_is_none(site: Site) -> None:
    """Its line drops, and what came of it could be read as a whole."""
    address = httpx.URL(site.url)
    event = b'{"category": "NOTE", "start_date_local": "2026-12-01T00:00:00"}'
    pair = base64.b64encode(":".join(KEY).encode())
    head = b"POST /api/v1/athlete/0/events HTTP/1.1\r\nHost: here\r\nContent-Length: 999\r\n"
    with socket.create_connection((address.host, address.port), timeout=10) as line:
        line.sendall(head + b"Authorization: Basic " + pair + b"\r\n\r\n" + event)
        line.shutdown(socket.SHUT_WR)
        line.recv(1000)
    assert site.client.get("/athlete/0/events").status_code == 200
    assert site.store.events("i12345") == []
    assert [seen.method for seen in site.app.state.seen] == ["GET"]


@pytest.mark.parametrize(
    ("faults", "expected"),
    [
        ((Spared(), Spared(), Answer(500)), [200, 200, 500, 200]),
        ((Spared("POST"), Answer(500, on="POST"), Answer(501, on="GET")), [501, 200, 200, 200]),
        ((Answer(500, on="GET activities"), Answer(501)), [501, 200, 200, 200]),
    ],
)
def test_each_request_meets_the_first_that_waits_for_it(
    site: Site, client: httpx.Client, faults: tuple[Fault, ...], expected: list[int]
) -> None:
    site.break_with(*faults)
    assert [client.get("/athlete/0/events").status_code for _ in range(4)] == expected
