"""The sandbox against the official API document, and the judge itself against known mistakes."""

import typing

import httpx
import pytest

from tests import openapi
from workoutc.sandbox import event
from workoutc.sandbox.addresses import API, OPERATIONS
from workoutc.sandbox.app import App
from workoutc.sandbox.athlete import OWNER, profile, settings
from workoutc.sandbox.server import running
from workoutc.sandbox.service import Sandbox
from workoutc.sandbox.store import Store

BULK = f"{API}/athlete/0/events/bulk"
WORKOUT = {
    "category": "WORKOUT",
    "type": "Ride",
    "start_date_local": "2026-12-01T00:00:00",
    "name": "Tempo",
    "description": "- 20m 85%",
}


@pytest.mark.parametrize(
    ("method", "path"), [(method, path) for path, ops in OPERATIONS.items() for method in ops]
)
def test_every_operation_of_the_sandbox_is_official(method: str, path: str) -> None:
    sample = API + path.format(athlete="0", event="1", id="Ride")
    official = openapi.template(method, sample)
    assert official is not None
    open_places = official.replace("s{format}", "s").replace("s{ext}", "s").count("{")
    assert open_places == path.count("{")


def test_an_event_has_the_official_fields_and_the_forgotten_one() -> None:
    assert set(event.EMPTY) - set(openapi.properties("Event")) == {"paired_activity_id"}
    assert set(openapi.properties("Event")) <= set(event.EMPTY)


def test_only_official_fields_are_taken_in() -> None:
    assert set(event.Sent.model_fields) <= set(openapi.properties("EventEx"))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("category", event.Category),
        ("sub_type", event.SubType),
        ("target", event.Target),
        ("training_availability", event.Availability),
    ],
)
def test_enums_are_the_official_ones(field: str, values: object) -> None:
    assert set(typing.get_args(values)) == set(openapi.properties("EventEx")[field]["enum"])


def test_profile_and_sport_settings_have_official_fields() -> None:
    assert set(profile(OWNER)) <= set(openapi.properties("WithSportSettings"))
    assert set(settings(("Ride",))) == set(openapi.properties("SportSettings"))


def test_what_the_sandbox_answers_passes_the_judge() -> None:
    openapi.document()
    with (
        Store() as store,
        running(App(Sandbox(store))) as url,
        httpx.Client(base_url=url, auth=("API_KEY", "sandbox-key")) as client,
    ):
        for method, path, body in (
            ("POST", f"{BULK}?upsert=true", [WORKOUT]),
            ("GET", f"{API}/athlete/0/events?oldest=2026-12-01&resolve=true", None),
            ("GET", f"{API}/athlete/0/events/1", None),
            ("PUT", f"{API}/athlete/0/events/1", {"name": "Longer tempo"}),
            ("GET", f"{API}/athlete/0", None),
            ("GET", f"{API}/athlete/0/training-plan", None),
            ("GET", f"{API}/athlete/0/sport-settings", None),
            ("GET", f"{API}/athlete/0/sport-settings/Run", None),
            ("PUT", f"{API}/athlete/0/events/bulk-delete", [{"id": 1}]),
        ):
            assert openapi.validate_request(method, path, body) == []
            reply = client.request(method, path, json=body)
            assert reply.status_code == 200
            assert openapi.validate_response(method, path, reply.json()) == []


@pytest.mark.parametrize(
    ("method", "url", "body", "problem"),
    [
        ("GET", f"{API}/athlete/0/fitness", None, "no such operation"),
        ("POST", f"{API}/athlete/0/events?upsert=true", WORKOUT, "query upsert: unknown"),
        ("GET", f"{API}/athlete/0/events?limit=all", None, "query limit: 'all' is no integer"),
        ("GET", f"{API}/athlete/0/events/first", None, "path {eventId}: 'first' is no integer"),
        ("DELETE", f"{API}/athlete/0/events?oldest=2026-12-01", None, "query category: missing"),
        ("POST", BULK, None, "body: missing"),
        ("POST", BULK, WORKOUT, "is no array"),
        ("POST", BULK, [WORKOUT | {"colour": "red"}], "body[0].colour: unknown"),
        ("POST", BULK, [WORKOUT | {"category": "NOTES"}], "body[0].category: 'NOTES' is not one"),
        ("POST", BULK, [WORKOUT | {"moving_time": 1.5}], "body[0].moving_time: 1.5 is no integer"),
        ("POST", BULK, [WORKOUT | {"moving_time": True}], "True is no integer"),
        ("POST", BULK, [WORKOUT | {"moving_time": 2**31}], "does not fit"),
        ("POST", BULK, [WORKOUT | {"tags": ["a", 1]}], "body[0].tags[1]: 1 is no string"),
        ("GET", f"{API}/athlete/0", {}, "body: none expected"),
    ],
)
def test_the_judge_finds(method: str, url: str, body: object, problem: str) -> None:
    problems = openapi.validate_request(method, url, body)
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize("ending", ["", ".csv"])
def test_a_glued_parameter_may_be_empty(ending: str) -> None:
    url = f"https://intervals.icu{API}/athlete/i1/events{ending}?oldest=2026-12-01"
    assert openapi.validate_request("GET", url) == []
