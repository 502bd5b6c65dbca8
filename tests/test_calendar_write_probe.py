"""The proof that writing works: whatever happens, nothing of it stays, nothing else is touched."""

import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.canary import KEY
from tests.patients import HOST, Examined, finding, kept, prepared  # noqa: F401
from tests.pushes import hurried
from tests.sandboxed import direct, workout
from workoutc.calendar.account import Account
from workoutc.calendar.client import Calendar
from workoutc.calendar.doctor.finding import Cause, Finding, Verdict
from workoutc.calendar.doctor.write_probe import NAME, check_writing, trial
from workoutc.calendar.patience import Patience
from workoutc.calendar.secret import Credentials, Scheme, Secret
from workoutc.sandbox.faults import Answer, Fault, Lost, Partial, Spared, Truncated, UpsertIgnored
from workoutc.sandbox.service import Sandbox

MINE = Account(Credentials(Scheme.KEY, Secret(KEY)), "0", f"https://{HOST}")
MANNER = replace(hurried(), patience=Patience(tries=3))


class TestWriteProbe:
    """Whatever happens, nothing of it stays, and nothing else is touched."""

    @pytest.fixture(autouse=True)
    def _foreign(self, sandbox: Sandbox) -> None:
        """Events that are not the probe's, on its very days."""
        self.sandbox = sandbox
        client = httpx.Client(
            transport=direct(sandbox), auth=("API_KEY", KEY), base_url="https://x/api/v1"
        )
        mine = workout(start_date_local="2099-01-01T00:00:00")
        theirs = mine | {"external_id": "other:~doctor", "name": NAME}
        nameless = mine | {"external_id": None, "category": "NOTE", "name": NAME}
        reply = client.post("/athlete/0/events/bulk", json=[mine, theirs, nameless])
        assert reply.status_code == 200
        sandbox.seen.clear()

    def events(self) -> list[tuple[Any, ...]]:
        found = self.sandbox.store.event_texts("i12345", "2000-01-01", "2100-01-01")
        return sorted((e["external_id"] or "", e["name"], e["id"]) for e in map(json.loads, found))

    def tried(self, *faults: Fault) -> dict[str, Finding]:
        """A trial against a sandbox with faults, by check; the other events stay."""
        before = self.events()
        self.sandbox.faults.extend(faults)
        with Calendar(MINE, MANNER, transport=direct(self.sandbox)) as calendar:
            found = {one.check: one for one in check_writing(trial(calendar, "workoutc"))}
        assert self.events() == before
        return found

    def test_it_proves_all_of_it_with_few_requests(self) -> None:
        found = self.tried()
        assert {check: f.verdict for check, f in found.items()} == dict.fromkeys(
            ("writing", "upsert"), Verdict.OK
        )
        methods = [f"{seen.method} {seen.url.partition('?')[0]}" for seen in self.sandbox.seen]
        events = "/api/v1/athlete/0/events"
        assert [m for m in methods if "GET" not in m] == [
            f"POST {events}/bulk", f"POST {events}/bulk", f"PUT {events}/4",
            f"PUT {events}/bulk-delete",
        ]  # fmt: skip
        assert len(methods) == 7

    def test_a_server_that_makes_duplicates_is_found_out(self) -> None:
        found = self.tried(Spared(on="POST"), UpsertIgnored())
        assert found["upsert"].cause is Cause.DUPLICATES
        assert found["writing"].verdict is Verdict.OK

    def test_a_move_that_is_not_made_is_found_out(self) -> None:
        done = {"id": 4, "external_id": "workoutc:~doctor"}
        found = self.tried(Answer(200, done, on="PUT events/4"))
        assert found["writing"].cause is Cause.NOT_WRITTEN
        assert found["upsert"].verdict is Verdict.OK

    @pytest.mark.parametrize("on", ["POST events/bulk", "PUT events/4", "GET events"])
    @pytest.mark.parametrize("spared", [0, 1])
    @pytest.mark.parametrize(
        "fault",
        [
            Answer(500), Answer(500, committed=True), Answer(422), Answer(200, "<html>"),
            Lost(committed=True), Lost(committed=False), Truncated(),
        ],
        ids=repr,
    )  # fmt: skip
    def test_it_tidies_up_after_any_failure(self, fault: Any, spared: int, on: str) -> None:
        faults = [replace(fault, on=on)] * 3  # so many tries one request gets
        self.tried(*[Spared(on=on)] * spared, *faults)
        self.sandbox.faults.clear()

    def test_half_a_batch_is_tidied_up(self) -> None:
        found = self.tried(Partial(1))
        assert found["writing"].cause is Cause.NOT_WRITTEN
        assert "making a test note failed" in found["writing"].words

    @pytest.mark.parametrize("method", ["POST", "PUT"])
    def test_it_tidies_up_when_it_is_interrupted(self, method: str) -> None:
        before, inner = self.events(), direct(self.sandbox)
        hit: list[httpx.Request] = []

        def handle(request: httpx.Request) -> httpx.Response:
            reply = inner.handle_request(request)
            if request.method == method and not hit:
                hit.append(request)
                raise KeyboardInterrupt
            return reply

        calendar = Calendar(MINE, MANNER, transport=httpx.MockTransport(handle))
        with pytest.raises(KeyboardInterrupt), calendar:
            trial(calendar, "workoutc")
        assert self.events() == before

    def test_it_says_so_when_it_could_not_tidy_up(self) -> None:
        before = self.events()
        self.sandbox.faults.extend([Answer(500, on="PUT events/bulk-delete")] * 9)
        with Calendar(MINE, MANNER, transport=direct(self.sandbox)) as calendar:
            found = {one.check: one for one in check_writing(trial(calendar, "workoutc"))}
        assert found["traces"].cause is Cause.LEFT_BEHIND
        assert "2099-01-01" in found["traces"].words
        assert len(self.events()) == len(before) + 1
        with Calendar(MINE, MANNER, transport=direct(self.sandbox)) as calendar:
            again = {one.check: one for one in check_writing(trial(calendar, "workoutc"))}
        assert "traces" not in again
        assert self.events() == before

    def test_it_is_not_tried_where_something_else_is_wrong(
        self, examined: Examined, sandbox: Sandbox
    ) -> None:
        found = examined(direct(sandbox), write=True, INTERVALS_API_KEY=f'"{KEY}"')
        assert finding(found, "writing").verdict is Verdict.UNKNOWN
        assert {seen.method for seen in sandbox.seen} == {"GET"}

    def test_an_examination_with_it_makes_few_requests(
        self, examined: Examined, sandbox: Sandbox
    ) -> None:
        assert examined(direct(sandbox), write=True).ok
        assert len(sandbox.seen) < 15
