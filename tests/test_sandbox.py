"""The sandbox over real HTTP on a real socket: what it shares with the service, quirk by quirk."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import canary
from tests.sandboxed import Json, Site, entered, opened, workout  # noqa: F401
from workoutc.sandbox.athlete import SECRET_KEY, settings
from workoutc.sandbox.store import NoDatabaseError, Store


class TestAccess:
    def test_the_personal_key_opens(self, site: Site) -> None:
        assert site.client.get("/athlete/0").status_code == 200

    @pytest.mark.parametrize(
        ("header", "status"),
        [
            (None, 401),
            (httpx.BasicAuth("API_KEY", "wrong"), 401),
            (httpx.BasicAuth("API_KEY", ""), 401),
            (httpx.BasicAuth("i12345", canary.KEY), 401),
            ("Basic !!!", 401),
            ("Bearer nobody", 401),
            (f"Bearer {canary.KEY}", 403),
            (f"ApiKey {canary.KEY}", 403),
        ],
    )
    def test_other_ways_do_not(self, site: Site, header: Any, status: int) -> None:
        auth = header if isinstance(header, httpx.Auth) else None
        headers = {"Authorization": header} if isinstance(header, str) else {}
        reply = httpx.get(f"{site.url}/athlete/0", auth=auth, headers=headers)
        assert reply.status_code == status
        assert reply.json()["status"] == status
        assert reply.json()["error"] == ("Access denied" if status == 403 else "Unauthorized")

    def test_a_token_opens_what_its_scopes_allow(self, site: Site) -> None:
        bearer = {"Authorization": f"Bearer {canary.TOKEN}"}
        with httpx.Client(base_url=site.url, headers=bearer) as client:
            assert client.get("/athlete/0/events").status_code == 200
            assert client.get("/athlete/0/training-plan").json()["timezone"] == "Europe/Berlin"
            assert client.get("/athlete/0").status_code == 403
            assert client.post("/athlete/0/events", json=workout()).status_code == 403

    @pytest.mark.parametrize(
        ("athlete", "status"),
        [("0", 200), ("i12345", 200), ("12345", 403), ("me", 403), ("i999", 403), ("777", 200)],
    )
    def test_athlete_ids_are_taken_as_they_stand(
        self, site: Site, athlete: str, status: int
    ) -> None:
        site.store.put_athlete("777", name="A rider from Strava")
        assert site.client.get(f"/athlete/{athlete}/events").status_code == status

    def test_a_coach_who_may_only_read_cannot_write(self, site: Site) -> None:
        site.store.put_athlete("i2", permission="READ")
        site.store.put_athlete("i3", permission="NONE")
        assert site.client.get("/athlete/i2/events").status_code == 200
        assert site.client.post("/athlete/i2/events", json=workout()).status_code == 403
        assert site.client.get("/athlete/i3/events").status_code == 403

    def test_a_default_library_agent_meets_the_shield(self, site: Site) -> None:
        reply = site.client.get("/athlete/0", headers={"User-Agent": "Python-urllib/3.11"})
        assert reply.status_code == 403
        assert reply.headers["content-type"].startswith("text/html")

    def test_the_key_is_not_kept_among_the_requests_seen(self, site: Site) -> None:
        site.push(workout())
        (seen,) = site.app.state.seen
        assert (seen.method, seen.url) == (
            "POST",
            "/api/v1/athlete/0/events/bulk?upsert=true",
        )
        assert seen.body == [workout()]
        assert canary.KEY not in repr(seen)


class TestRefusals:
    def test_an_unknown_address_is_told_by_spring(self, site: Site) -> None:
        reply = site.client.get("/athlete/0/fitness")
        assert reply.status_code == 404
        assert reply.json() == {
            "timestamp": "2026-11-30T23:30:00.000+00:00",
            "status": 404,
            "error": "Not Found",
            "path": "/api/v1/athlete/0/fitness",
        }

    @pytest.mark.parametrize("path", ["/athlete/0/events/7", "/athlete/0/sport-settings/Golf"])
    def test_an_object_that_is_gone_is_told_by_the_service(self, site: Site, path: str) -> None:
        reply = site.client.get(path)
        assert reply.status_code == 404
        assert set(reply.json()) == {"status", "error"}

    def test_a_wrong_verb(self, site: Site) -> None:
        reply = site.client.patch("/athlete/0/events/1", json={})
        assert reply.status_code == 405
        assert reply.json()["path"] == "/api/v1/athlete/0/events/1"
        assert reply.headers["allow"]

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"start_date_local": "2026-12-01"}, 422),
            ({"start_date_local": "2026-12-01T06:30:00Z"}, 422),
            ({"start_date_local": "2026-02-30T06:30:00"}, 422),
            ({"start_date_local": None}, 422),
            ({"category": "NOTE", "start_date_local": "2026-12-01"}, 422),
            ({"type": None}, 422),
            ({"type": None, "category": "RACE_B"}, 422),
            ({"type": None, "category": "NOTE"}, 200),
            ({"category": None}, 422),
            ({"category": "RACE"}, 400),
            ({"sub_type": "EASY"}, 400),
            ({"target": "WATTS"}, 400),
            ({"moving_time": "long"}, 400),
            ({"tags": "base"}, 400),
            ({"file_contents": "<workout_file/>"}, 422),
        ],
    )
    def test_what_is_not_kept(self, site: Site, changes: Json, status: int) -> None:
        for path, body in (("events", workout(**changes)), ("events/bulk", [workout(**changes)])):
            reply = site.client.post(f"/athlete/0/{path}", json=body)
            assert reply.status_code == status
            if status != 200:
                assert reply.json()["status"] == status
                assert reply.json()["error"]

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"\xff", b"[NaN]", b"{}", b"[1]", b"[1e999]", b"[" * 100_000]
    )
    def test_a_body_that_is_no_list_of_events(self, site: Site, body: bytes) -> None:
        reply = site.client.post("/athlete/0/events/bulk", content=body)
        assert reply.status_code == 400

    @pytest.mark.parametrize("text", [r'"\ud800"', "1e999", "NaN"])
    def test_what_could_not_be_given_back_is_not_taken(self, site: Site, text: str) -> None:
        event = '{"category": "NOTE", "start_date_local": "2026-12-01T00:00:00", "workout_doc": '
        reply = site.client.post("/athlete/0/events", content=event + '{"a": ' + text + "}}")
        assert reply.status_code == 400
        assert site.listed() == []

    @pytest.mark.parametrize("doomed", [{}, [1], [{"id": "first"}], [{"id": 2**70}]])
    def test_a_bulk_delete_takes_a_list_of_ids(self, site: Site, doomed: Any) -> None:
        assert site.client.put("/athlete/0/events/bulk-delete", json=doomed).status_code == 400

    def test_a_parameter_of_another_kind_is_the_servers_own_fault(self, site: Site) -> None:
        assert site.client.get("/athlete/0/events/first").status_code == 500
        assert site.client.get("/athlete/0/events?limit=all").status_code == 500
        assert site.client.get("/athlete/0/events?resolve=true&powerRange=wide").status_code == 500

    def test_a_range_delete_needs_its_parameters(self, site: Site) -> None:
        for query in ("", "?oldest=2026-12-01", "?category=WORKOUT"):
            assert site.client.delete(f"/athlete/0/events{query}").status_code == 422

    def test_one_bad_event_keeps_the_whole_batch_out(self, site: Site) -> None:
        batch = [workout(), workout(external_id="b", type=None)]
        assert site.client.post("/athlete/0/events/bulk", json=batch).status_code == 422
        assert site.listed() == []


class TestWriting:
    def test_ids_count_from_one_and_are_not_used_again(self, site: Site) -> None:
        first, second = site.push(workout(), workout(external_id="b"))
        assert (first["id"], second["id"]) == (1, 2)
        site.client.delete("/athlete/0/events/2")
        assert site.push(workout(external_id="c"))[0]["id"] == 3

    def test_what_comes_back(self, site: Site) -> None:
        (event,) = site.push(workout(tags=["base", "indoors"], color="red"))
        assert event["external_id"] == "workoutc:tempo"
        assert event["tags"] == ["base", "indoors"]
        assert event["start_date_local"] == "2026-12-01T06:30:00"
        assert event["end_date_local"] == "2026-12-02T00:00:00"
        assert event["updated"] == "2026-11-30T23:30:00.000+00:00"
        assert event["athlete_id"] == event["created_by_id"] == "i12345"
        assert event["push_errors"] is None
        assert event["attachments"] is None

    def test_short_times_are_stored_in_full(self, site: Site) -> None:
        (event,) = site.push(workout(start_date_local="2026-12-01T06:30"))
        assert event["start_date_local"] == "2026-12-01T06:30:00"

    def test_read_only_and_unknown_fields_are_read_over(self, site: Site) -> None:
        sent = workout(id=99, uid="mine", icu_ftp=300, paired_activity_id="i1", nonsense={"a": 1})
        (event,) = site.push(sent)
        assert event["id"] == 1
        assert event["uid"] not in (None, "mine")
        assert event["icu_ftp"] is None
        assert event["paired_activity_id"] is None
        assert "nonsense" not in event

    def test_bulk_upsert_finds_its_own_and_moves_it(self, site: Site) -> None:
        site.push(workout())
        (event,) = site.push(workout(start_date_local="2026-12-03T00:00:00", name="Moved"))
        assert event["id"] == 1
        assert event["end_date_local"] == "2026-12-04T00:00:00"
        assert [it["name"] for it in site.listed()] == ["Moved"]

    def test_upsert_counts_letter_case_and_the_client(self, site: Site) -> None:
        site.push(workout())
        site.push(workout(external_id="Workoutc:tempo"))
        assert len(site.listed()) == 2
        url = f"{site.url}/athlete/0/events/bulk?upsert=true"
        bearer = {"Authorization": "Bearer sandbox-token"}
        (event,) = httpx.post(url, json=[workout()], headers=bearer).json()
        assert (event["id"], event["oauth_client_id"]) == (3, 1)

    def test_upsert_is_per_athlete(self, site: Site) -> None:
        site.store.put_athlete("i2")
        site.push(workout())
        site.client.post("/athlete/i2/events/bulk?upsert=true", json=[workout()])
        assert len(site.store.events("i2")) == len(site.store.events("i12345")) == 1

    def test_a_single_post_never_upserts(self, site: Site) -> None:
        for _ in range(2):
            site.client.post("/athlete/0/events?upsert=true", json=workout())
        assert len(site.listed()) == 2

    def test_upsert_on_uid_duplicates(self, site: Site) -> None:
        (event,) = site.push(workout())
        path = "/athlete/0/events/bulk?upsertOnUid=true"
        (again,) = site.client.post(path, json=[workout(uid=event["uid"])]).json()
        assert again["id"] != event["id"]
        assert again["uid"] != event["uid"]

    def test_put_changes_only_what_was_sent(self, site: Site) -> None:
        (event,) = site.push(workout(color="red", time_target=600))
        changes = {"name": "Renamed", "color": None, "time_target": -1}
        changed = site.client.put("/athlete/0/events/1", json=changes).json()
        assert changed["name"] == "Renamed"
        assert changed["color"] == "red"
        assert changed["time_target"] is None
        assert changed["workout_doc"] == event["workout_doc"]

    def test_a_moved_camp_keeps_its_days(self, site: Site) -> None:
        camp = {
            "category": "HOLIDAY",
            "start_date_local": "2026-12-01T00:00:00",
            "end_date_local": "2026-12-06T00:00:00",
        }
        site.push(camp)
        moved = {"start_date_local": "2026-12-10T00:00:00"}
        event = site.client.put("/athlete/0/events/1", json=moved).json()
        assert event["end_date_local"] == "2026-12-15T00:00:00"

    def test_bulk_delete_prefers_the_external_id(self, site: Site) -> None:
        site.push(workout(), workout(external_id="b"), workout(external_id="c"))
        doomed = [{"id": 1, "external_id": "b"}, {"id": 3}, {"id": 99}, {"external_id": "none"}]
        reply = site.client.put("/athlete/0/events/bulk-delete", json=doomed)
        assert reply.json() == {"eventsDeleted": 2}
        assert [event["id"] for event in site.listed()] == [1]

    def test_a_range_delete_spares_other_categories(self, site: Site) -> None:
        site.push(workout(), workout(external_id="b", category="NOTE"))
        site.client.delete("/athlete/0/events?oldest=2026-01-01&category=WORKOUT,TARGET")
        assert [event["category"] for event in site.listed()] == ["NOTE"]

    def test_events_of_others_cannot_be_reached(self, site: Site) -> None:
        site.store.put_athlete("i2")
        site.push(workout())
        for method in ("GET", "DELETE"):
            assert site.client.request(method, "/athlete/i2/events/1").status_code == 404

    def test_what_only_the_service_writes(self, site: Site) -> None:
        site.push(workout())
        site.store.amend(1, paired_activity_id="i77", moving_time=655)
        event = site.client.get("/athlete/0/events/1").json()
        assert (event["paired_activity_id"], event["moving_time"]) == ("i77", 655)


class TestListing:
    def test_today_is_the_athletes(self, site: Site) -> None:
        for day in ("2026-11-30", "2026-12-01", "2026-12-07", "2026-12-08"):
            site.push(workout(external_id=day, start_date_local=f"{day}T00:00:00"))
        found = site.client.get("/athlete/0/events").json()
        assert [it["external_id"] for it in found] == ["2026-12-01", "2026-12-07"]

    def test_newest_is_included_and_may_have_a_time(self, site: Site) -> None:
        site.push(workout(start_date_local="2026-12-07T21:00:00"))
        assert site.listed(newest="2026-12-07")
        assert site.listed(oldest="2026-12-07T23:00:00", newest="2026-12-07T00:00:00")
        assert not site.listed(newest="2026-12-06")

    def test_events_of_many_days_are_whole(self, site: Site) -> None:
        site.push(
            {
                "category": "SICK",
                "start_date_local": "2026-12-01T00:00:00",
                "end_date_local": "2026-12-04T00:00:00",
            }
        )
        assert site.listed(oldest="2026-12-03", newest="2026-12-03")
        assert not site.listed(oldest="2026-12-04", newest="2026-12-04")

    def test_categories_and_limit(self, site: Site) -> None:
        site.push(
            workout(start_date_local="2026-12-02T00:00:00"),
            workout(external_id="race", category="RACE_A"),
            workout(external_id="note", category="NOTE"),
        )
        assert [it["id"] for it in site.listed(category="WORKOUT,RACE_A")] == [2, 1]
        assert [it["id"] for it in site.listed(category="WORKOUT,RACE_A", limit="1")] == [2]

    def test_an_unreadable_day(self, site: Site) -> None:
        reply = site.client.get("/athlete/0/events", params={"oldest": "1.12.2026"})
        assert reply.status_code == 422


def test_a_file_outlives_the_store(tmp_path: Path) -> None:
    path = tmp_path / "athlete.db"
    with Store(path, owner="i7") as store:
        store.put_settings("i7", [settings(("Ride",), ftp=300)])
    with Store(path) as store:
        assert store.owner == "i7"
        assert [entry["ftp"] for entry in store.settings("i7")] == [300]


def test_a_file_that_is_no_database_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("nothing that SQLite could read, and long enough to be looked at" * 20)
    with pytest.raises(NoDatabaseError):
        Store(path)


def test_only_the_service_may_amend_and_only_what_there_is() -> None:
    with Store() as store, pytest.raises(KeyError):
        store.amend(1, moving_time=600)


@pytest.mark.skipif(sys.platform == "win32", reason="an interrupt reaches no single process there")
def test_serving_until_interrupted(tmp_path: Path) -> None:
    script = (
        "import pathlib, sys; from workoutc.sandbox.server import serve\n"
        "try: serve(data=pathlib.Path(sys.argv[1]), ready=lambda url: print(url, flush=True))\n"
        "except KeyboardInterrupt: print('interrupted')"
    )
    command = [sys.executable, "-W", "error", "-c", script, str(tmp_path / "athlete.db")]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        reply = httpx.post(
            f"{url}/api/v1/athlete/0/events", auth=("API_KEY", SECRET_KEY), json=workout()
        )
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=30)
    assert reply.status_code == 200
    assert (said, complained) == ("interrupted\n", "")
    with Store(tmp_path / "athlete.db") as store:
        assert len(store.events("i12345")) == 1
        assert [athlete.id for athlete in store.athletes()] == ["i12345", "i23456"]
