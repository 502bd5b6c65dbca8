"""The way into the sandbox without a socket: the same answers, from any number of threads."""

import base64
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests import canary
from tests.sandboxed import KEY, LATE_EVENING, Json, Site, direct, entered, opened, workout  # noqa: F401
from workoutc.sandbox.athlete import SECRET_KEY
from workoutc.sandbox.faults import Answer, Lost
from workoutc.sandbox.service import LostError, Reply, Sandbox, answer
from workoutc.sandbox.store import Store

PAIR = base64.b64encode(f"API_KEY:{SECRET_KEY}".encode()).decode()
HEADERS = {"authorization": f"Basic {PAIR}", "user-agent": "test"}
BULK = "/api/v1/athlete/0/events/bulk?upsert=true"


def sent(sandbox: Sandbox, *events: Json) -> Reply:
    return answer(sandbox, "POST", BULK, HEADERS, json.dumps(events).encode())


REQUESTS: list[tuple[str, str, object, dict[str, str]]] = [
    ("POST", "/athlete/0/events/bulk?upsert=true", [workout(name="Größe 🚴")], {}),
    ("GET", "/athlete/0/events?oldest=2026-12-01&resolve=true&powerRange=5", None, {}),
    ("GET", "/athlete/0/events?category=NOTE&category=WORKOUT&oldest=2026-12-01", None, {}),
    ("GET", "/athlete/i12345/events/1", None, {}),
    ("GET", "/athlete/%69%3112345/events/1", None, {}),
    ("PUT", "/athlete/0/events/1", {"name": "Longer"}, {}),
    ("PUT", "/athlete/0/events/bulk-delete", [{"id": 1}], {}),
    ("DELETE", "/athlete/0/events?oldest=2026-12-01&category=NOTE", None, {}),
    ("GET", "/athletes", None, {}),
    ("GET", "/athlete/0/fitness", None, {}),
    ("GET", "/athlete/0/", None, {}),
    ("GET", "/athlete/0/fitn%C3%A9ss?a=b", None, {}),
    ("PATCH", "/athlete/0/events/1", {}, {}),
    ("GET", "/athlete/0/events/bulk", None, {}),
    ("POST", "/athlete/0/events", None, {}),
    ("POST", "/athlete/0/events", {"category": "RACE"}, {}),
    ("GET", "/athlete/0", None, {"Authorization": "Basic !!!"}),
    ("GET", "/athlete/0", None, {"Authorization": f"Bearer {canary.TOKEN}"}),
    ("GET", "/athlete/0", None, {"User-Agent": "Python-urllib/3.11"}),
]


@pytest.mark.parametrize(("method", "path", "body", "headers"), REQUESTS)
def test_both_ways_say_the_same(
    site: Site, method: str, path: str, body: object, headers: dict[str, str]
) -> None:
    with Store() as store:
        twin = Sandbox(store, site.app.state.key, site.app.state.tokens, lambda: LATE_EVENING)
        with httpx.Client(base_url=site.url, auth=KEY, transport=direct(twin)) as client:
            auth = None if "Authorization" in headers else KEY
            for one in (client, site.client):
                one.post("/athlete/0/events", json=workout())
            here, there = (
                one.request(method, path, json=body, headers=headers, auth=auth)
                for one in (client, site.client)
            )
        assert (here.status_code, here.text) == (there.status_code, there.text)
        for name in ("content-type", "content-length", "allow"):
            assert here.headers.get(name) == there.headers.get(name)
        assert [seen.url for seen in twin.seen] == [seen.url for seen in site.app.state.seen]


def test_what_arrived_is_seen_without_who_sent_it() -> None:
    with Store() as store:
        sandbox = Sandbox(store)
        answer(sandbox, "PUT", "/api/v1/nowhere?x=1", HEADERS, b"[NaN]")
        answer(sandbox, "POST", BULK, HEADERS, b'[{"id": 1}]')
    assert [tuple(seen) for seen in sandbox.seen] == [
        ("PUT", "/api/v1/nowhere?x=1", "test", "[NaN]"),
        ("POST", BULK, "test", [{"id": 1}]),
    ]


def test_a_lost_answer_is_an_exception_that_says_what_was_done() -> None:
    with Store() as store:
        sandbox = Sandbox(store, faults=[Lost(False, how="stall"), Lost(True)])
        for committed, how in ((False, "stall"), (True, "cut")):
            with pytest.raises(LostError) as caught:
                sent(sandbox, workout())
            assert (caught.value.committed, caught.value.how) == (committed, how)
            assert len(store.events("i12345")) == committed


def test_many_threads_make_one_event_of_one_name_and_share_the_faults() -> None:
    with Store() as store, ThreadPoolExecutor(8) as pool:
        sandbox = Sandbox(store, faults=[Answer(503) for _ in range(20)])
        replies = list(pool.map(lambda _: sent(sandbox, workout()), range(200)))
        assert sorted(reply.status for reply in replies) == [200] * 180 + [503] * 20
        assert [event["id"] for event in store.events("i12345")] == [1]
    assert sandbox.faults == []


def test_what_was_read_once_is_read_again_after_a_change() -> None:
    """Texts and settings are remembered; new ones must count all the same."""
    listing = "/api/v1/athlete/0/events?oldest=2026-12-01&resolve=true"
    with Store() as store:
        sandbox = Sandbox(store)
        watts = []
        for ftp in (280, 300):
            ride, *others = store.settings("i12345")
            store.put_settings("i12345", [ride | {"ftp": ftp}, *others])
            sent(sandbox, workout(description="- 10m 50%"))
            (event,) = json.loads(answer(sandbox, "GET", listing, HEADERS).body)
            watts.append(event["workout_doc"]["steps"][0]["_power"]["value"])
        store.put_athlete("i12345", icu_garmin_outdoor_power_range=10)
        (event,) = json.loads(answer(sandbox, "GET", listing, HEADERS).body)
    assert watts == [140, 150]
    assert event["workout_doc"]["steps"][0]["_power"]["start"] == 135


def test_it_needs_no_server_and_no_client() -> None:
    program = "import sys, workoutc.sandbox.service; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = {name.split(".")[0] for name in done.stdout.split()}
    assert "sqlite3" in loaded
    assert not loaded & {"httpx", "uvicorn", "asyncio"}
