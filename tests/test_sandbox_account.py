"""What the sandbox knows beside the calendar: athletes, activities, wellness and the library."""

from typing import Any

import httpx
import pytest

from tests import openapi
from tests.sandboxed import Json, Site, entered, opened, workout  # noqa: F401
from workoutc.sandbox import records
from workoutc.sandbox.access import AREAS, SCOPES, Token

ME = "i12345"
MORNING = "2026-12-01T07:00:00"
DECEMBER = {"oldest": "2026-12-01", "newest": "2026-12-31"}

READS = {
    "/athlete/0/activities?oldest=2026-12-01": "ACTIVITY",
    "/athlete/0/wellness": "WELLNESS",
    "/athlete/0/events": "CALENDAR",
    "/athlete/0/training-plan": "CALENDAR",
    "/athlete/0/folders": "LIBRARY",
    "/athlete/0/workouts": "LIBRARY",
    "/athlete/0": "SETTINGS",
    "/athlete/0/sport-settings": "SETTINGS",
}
"""Harmless questions, and the area that a token needs for each."""


def asked(site: Site, path: str, **query: Any) -> Any:
    """The answer to a question. Where the official document is, it must know both."""
    reply = site.client.get(path, params=query or None)
    assert reply.status_code == 200, reply.text
    if openapi.DOCUMENT.exists():
        assert openapi.validate_request("GET", str(reply.url)) == []
        assert openapi.validate_response("GET", str(reply.url), reply.json()) == []
    return reply.json()


def done(site: Site, **query: str) -> list[Json]:
    found: list[Json] = asked(site, "/athlete/0/activities", **(DECEMBER | query))
    return found


class TestAthletes:
    def test_the_owner_stands_first_and_each_says_what_may_be_done(self, site: Site) -> None:
        site.store.put_athlete("777", permission="READ", name="A rider from Strava")
        site.store.put_athlete("i1", timezone="America/Denver")
        found = asked(site, "/athletes")
        told = [(one["id"], one["icu_permission"], one["timezone"]) for one in found]
        assert told == [
            (ME, "WRITE", "Europe/Berlin"),
            ("777", "READ", "Europe/Berlin"),
            ("i1", "WRITE", "America/Denver"),
        ]

    def test_one_athlete_says_it_too(self, site: Site) -> None:
        site.store.put_athlete("i1", permission="READ")
        assert asked(site, "/athlete/i1")["icu_permission"] == "READ"

    def test_no_token_is_enough_for_the_list(self, site: Site) -> None:
        bearer = {"Authorization": "Bearer sandbox-token"}
        reply = httpx.get(f"{site.url}/athletes", headers=bearer)
        assert (reply.status_code, reply.json()["error"]) == (403, "Access denied")
        assert httpx.get(f"{site.url}/athletes").status_code == 401


class TestScopes:
    def test_every_area_can_be_read_and_written(self) -> None:
        assert {f"{area}:{right}" for area in AREAS for right in ("READ", "WRITE")} == SCOPES
        assert len(SCOPES) == 12

    @pytest.mark.parametrize("path", READS)
    def test_each_question_needs_its_own(self, site: Site, path: str) -> None:
        area = READS[path]
        site.app.state.tokens = {
            "enough": Token(5, frozenset({f"{area}:READ"})),
            "more": Token(5, frozenset({f"{area}:WRITE"})),
            "others": Token(5, SCOPES - {f"{area}:READ", f"{area}:WRITE"}),
        }
        answers = {
            name: httpx.get(site.url + path, headers={"Authorization": f"Bearer {name}"})
            for name in site.app.state.tokens
        }
        assert {name: reply.status_code for name, reply in answers.items()} == {
            "enough": 200,
            "more": 200,
            "others": 403,
        }

    @pytest.mark.parametrize("path", READS)
    def test_what_is_asked_is_official_and_so_is_the_answer(self, site: Site, path: str) -> None:
        openapi.document()
        asked(site, path)


class TestActivities:
    def test_every_official_field_is_there(self, site: Site) -> None:
        site.store.put_activity(ME, start_date_local=MORNING)
        assert set(done(site)[0]) == set(openapi.properties("Activity"))

    def test_what_was_not_said_is_null(self, site: Site) -> None:
        id_ = site.store.put_activity(
            ME, start_date_local=MORNING, type="Run", moving_time=3000, distance=10_000.0
        )
        (found,) = done(site)
        known = {name: value for name, value in found.items() if value is not None}
        assert known == {
            "id": id_,
            "icu_athlete_id": ME,
            "start_date_local": MORNING,
            "type": "Run",
            "name": "Run",
            "source": "UPLOAD",
            "moving_time": 3000,
            "elapsed_time": 3000,
            "distance": 10_000.0,
        }

    def test_the_latest_comes_first_and_the_window_includes_its_ends(self, site: Site) -> None:
        for day in ("2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03"):
            site.store.put_activity(ME, start_date_local=f"{day}T23:59:59", name=day)
        site.store.put_athlete("i1")
        site.store.put_activity("i1", start_date_local=MORNING)
        window = {"oldest": "2026-12-01T00:00:00", "newest": "2026-12-02"}
        assert [one["name"] for one in done(site, **window)] == ["2026-12-02", "2026-12-01"]
        assert [one["name"] for one in done(site, **window, limit="1")] == ["2026-12-02"]

    def test_without_an_end_the_window_ends_today_where_the_athlete_is(self, site: Site) -> None:
        for day in ("2026-11-30", "2026-12-01", "2026-12-02"):
            site.store.put_activity(ME, start_date_local=f"{day}T08:00:00", name=day)
        found = asked(site, "/athlete/0/activities", oldest="2026-11-01")
        assert [one["name"] for one in found] == ["2026-12-01", "2026-11-30"]

    def test_a_beginning_is_needed(self, site: Site) -> None:
        reply = site.client.get("/athlete/0/activities")
        assert reply.status_code == 422
        assert "'oldest' is not present" in reply.json()["error"]

    def test_few_fields_may_be_asked_for(self, site: Site) -> None:
        id_ = site.store.put_activity(ME, start_date_local=MORNING, moving_time=60)
        assert done(site, fields="id,moving_time,distance") == [{"id": id_, "moving_time": 60}]

    def test_one_from_strava_is_a_stub(self, site: Site) -> None:
        site.store.put_activity(ME, id="987", start_date_local=MORNING, source="STRAVA")
        (found,) = done(site)
        assert set(found) == {"id", "icu_athlete_id", "start_date_local", "source", "_note"}
        assert (found["id"], found["source"]) == ("987", "STRAVA")


class TestPairing:
    def test_both_sides_know_and_the_event_takes_over_what_was_done(self, site: Site) -> None:
        site.push(workout(description="- 50m 70%"))
        id_ = site.store.put_activity(
            ME, start_date_local=MORNING, moving_time=3300, distance=28_000.0, icu_training_load=51
        )
        (activity,), (event,) = done(site), site.listed()
        assert (activity["paired_event_id"], activity["compliance"]) == (event["id"], 110.0)
        assert event["paired_activity_id"] == id_
        assert (event["moving_time"], event["distance"]) == (3300, 28_000.0)
        assert event["icu_training_load"] == 51
        assert event["workout_doc"]["duration"] == 3000

    def test_what_the_activity_does_not_know_stays_as_planned(self, site: Site) -> None:
        text = {"description": "Squats", "type": "WeightTraining"}
        site.push(workout(moving_time=1800, icu_training_load=20, **text))
        site.store.put_activity(
            ME, start_date_local=MORNING, type="WeightTraining", icu_training_load=30
        )
        (activity,), (event,) = done(site), site.listed()
        assert (event["moving_time"], event["icu_training_load"]) == (1800, 30)
        assert activity["compliance"] == 150.0

    @pytest.mark.parametrize(
        ("planned", "did", "paired"),
        [
            ({}, {"type": "VirtualRide"}, True),
            ({"type": "Run"}, {"type": "TrailRun"}, True),
            ({"type": "Swim"}, {"type": "OpenWaterSwim"}, True),
            ({"type": "Yoga"}, {"type": "Yoga"}, True),
            ({"type": "Yoga"}, {"type": "Pilates"}, False),
            ({}, {"type": "Run"}, False),
            ({}, {"start_date_local": "2026-12-02T07:00:00"}, False),
            ({"category": "NOTE"}, {}, False),
            ({}, {"paired_event_id": None}, False),
        ],
    )
    def test_day_and_sport_decide(self, site: Site, planned: Json, did: Json, paired: bool) -> None:
        site.push(workout(**planned))
        fields: Json = {"start_date_local": MORNING, "moving_time": 60} | did
        site.store.put_activity(ME, **fields)
        (event,) = site.listed()
        assert (event["paired_activity_id"] is not None) == paired
        assert (event["moving_time"] == 60) == paired

    def test_of_two_the_earlier_is_taken_and_then_the_other(self, site: Site) -> None:
        evening = workout(external_id="b", start_date_local="2026-12-01T18:00:00")
        site.push(evening, workout())
        for _ in range(3):
            site.store.put_activity(ME, start_date_local=MORNING, moving_time=600)
        paired = [event["paired_activity_id"] for event in site.listed()]
        assert paired == ["i1", "i2"]
        assert [one["paired_event_id"] for one in done(site)] == [None, 1, 2]

    def test_one_can_be_named(self, site: Site) -> None:
        site.push(workout(), workout(external_id="b"))
        site.store.put_activity(ME, start_date_local=MORNING, paired_event_id=2)
        assert [event["paired_activity_id"] for event in site.listed()] == [None, "i1"]

    def test_pairing_by_hand(self, site: Site) -> None:
        site.push(workout(type="Run"))
        id_ = site.store.put_activity(ME, start_date_local=MORNING, moving_time=300)
        site.store.pair(1, id_)
        assert site.listed()[0]["paired_activity_id"] == id_
        assert done(site)[0]["compliance"] == 50.0

    @pytest.mark.parametrize(("event", "activity"), [(2, "i1"), (1, "i2")])
    def test_only_what_is_there_can_be_paired(self, site: Site, event: int, activity: str) -> None:
        site.push(workout())
        site.store.put_activity(ME, start_date_local=MORNING, type="Run")
        with pytest.raises(KeyError):
            site.store.pair(event, activity)
        assert done(site)[0]["paired_event_id"] is None

    def test_a_wrong_event_keeps_the_activity_out(self, site: Site) -> None:
        with pytest.raises(KeyError):
            site.store.put_activity(ME, start_date_local=MORNING, paired_event_id=9)
        assert done(site) == []

    def test_a_deleted_event_frees_its_activity(self, site: Site) -> None:
        site.push(workout())
        site.store.put_activity(ME, start_date_local=MORNING, moving_time=600)
        assert done(site)[0]["compliance"] == 100.0
        site.client.delete("/athlete/0/events/1")
        (activity,) = done(site)
        assert activity["paired_event_id"] is None
        assert activity["compliance"] is None


class TestRecords:
    def test_wellness_comes_by_day(self, site: Site) -> None:
        for day in ("2026-12-03", "2026-12-01", "2026-12-02"):
            site.store.put_record(ME, "wellness", id=day, weight=70.5)
        found = asked(site, "/athlete/0/wellness")
        assert [one["id"] for one in found] == ["2026-12-01", "2026-12-02", "2026-12-03"]
        window = {"oldest": "2026-12-02", "newest": "2026-12-02"}
        assert asked(site, "/athlete/0/wellness", **window, fields="id,weight") == [
            {"id": "2026-12-02", "weight": 70.5}
        ]

    def test_folders_hold_their_workouts(self, site: Site) -> None:
        base = site.store.put_record(ME, "folder", name="Base")
        empty = site.store.put_record(ME, "folder", name="Empty", type="PLAN")
        tempo = site.store.put_record(ME, "workout", folder_id=base, name="Tempo", type="Ride")
        first, second = asked(site, "/athlete/0/folders")
        assert (first["id"], first["type"], second["id"]) == (base, "FOLDER", empty)
        assert [one["id"] for one in first["children"]] == [tempo]
        assert second["children"] == []
        assert asked(site, "/athlete/0/workouts") == first["children"]
        assert first["athlete_id"] == first["children"][0]["athlete_id"] == ME

    @pytest.mark.parametrize(
        ("kind", "schema"),
        [("wellness", "Wellness"), ("folder", "Folder"), ("workout", "Workout")],
    )
    def test_fields_are_the_official_ones(self, kind: records.Kind, schema: str) -> None:
        assert set(records.EMPTY[kind]) == set(openapi.properties(schema))

    def test_everything_is_somebodys(self, site: Site) -> None:
        site.store.put_athlete("i1")
        site.store.put_record("i1", "wellness", id="2026-12-01")
        site.store.put_record("i1", "folder", name="Base")
        for path in ("wellness", "folders", "workouts"):
            assert asked(site, f"/athlete/0/{path}") == []
