"""What the sandbox makes of a workout's text, and how it resolves targets for an athlete."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.sandboxed import Json, Site, entered, opened, workout  # noqa: F401
from workoutc.sandbox.athlete import settings
from workoutc.sandbox.targets import NONE, Widening, resolved

PAIRS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "pairs"


class TestReading:
    def test_text_becomes_steps_and_totals(self, site: Site) -> None:
        text = "Main Set 3x\n- Hard 2m 110%\n- 1m 50%"
        sent = workout(description=text, moving_time=1, icu_training_load=99)
        (event,) = site.push(sent | {"workout_doc": {"steps": []}})
        (block,) = event["workout_doc"]["steps"]
        assert (block["reps"], block["text"]) == (3, "Main Set 3x")
        assert block["steps"][0]["power"] == {"value": 110, "units": "%ftp"}
        assert event["moving_time"] == event["workout_doc"]["duration"] == 540
        assert event["icu_training_load"] is None

    def test_new_text_is_read_again(self, site: Site) -> None:
        site.push(workout())
        changed = site.client.put("/athlete/0/events/1", json={"description": "- 5m 50%"}).json()
        assert changed["moving_time"] == 300
        assert changed["workout_doc"]["steps"][0]["power"]["value"] == 50

    @pytest.mark.parametrize("text", ["", "Squats, three sets of five"])
    def test_without_steps_the_numbers_sent_stand_but_not_the_distance(
        self, site: Site, text: str
    ) -> None:
        sent = workout(description=text, moving_time=1800, icu_training_load=20, distance=9000)
        (event,) = site.push(sent)
        assert event["workout_doc"]["steps"] == []
        assert (event["moving_time"], event["icu_training_load"]) == (1800, 20)
        assert event["distance"] == 0

    def test_a_document_alone_is_stored_without_totals(self, site: Site) -> None:
        own = {"steps": [{"duration": 60}]}
        (event,) = site.push(workout(description=None, workout_doc=own))
        assert event["workout_doc"] == own
        assert event["moving_time"] is None
        assert site.listed(resolve="true")[0]["workout_doc"] == own

    @pytest.mark.parametrize("category", ["NOTE", "HOLIDAY"])
    def test_only_workouts_are_read(self, site: Site, category: str) -> None:
        (event,) = site.push(workout(category=category))
        assert event["workout_doc"] is None
        assert event["description"] == "- 10m 85%"

    def test_a_workout_that_becomes_a_note_loses_its_document(self, site: Site) -> None:
        site.push(workout())
        note = site.client.put("/athlete/0/events/1", json={"category": "NOTE"}).json()
        assert note["workout_doc"] is None


class TestResolving:
    def test_nothing_is_resolved_unasked(self, site: Site) -> None:
        site.push(workout())
        assert set(site.listed()[0]["workout_doc"]["steps"][0]) == {"duration", "power"}

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("50%", {"value": 140, "start": 137, "end": 144}),
            ("200w", {"value": 200, "start": 195, "end": 205}),
            ("50-60%", {"value": 154, "start": 140, "end": 168}),
            ("ramp 60-50%", {"value": 154, "start": 168, "end": 140}),
            ("Z1", {"start": 0, "end": 154}),
            ("Z2", {"start": 157, "end": 210}),
            ("Z3-Z4", {"start": 213, "end": 294}),
        ],
    )
    def test_power(self, site: Site, target: str, expected: Json) -> None:
        (step,) = site.resolved(f"- 10m {target}")["steps"]
        assert step["_power"] == expected

    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("80% LTHR", {"value": 138, "start": 136, "end": 140}),
            ("80% HR", {"value": 152, "start": 150, "end": 154}),
            ("Z2-Z3 HR", {"start": 140, "end": 160}),
        ],
    )
    def test_heart_rate(self, site: Site, target: str, expected: Json) -> None:
        (step,) = site.resolved(f"- 10m {target}")["steps"]
        assert step["_hr"] == expected

    @pytest.mark.parametrize(
        ("target", "expected", "metres"),
        [
            ("50% Pace", {"value": 2.0, "start": 1.95, "end": 2.05}, 1200),
            ("5:00-4:10/km Pace", {"value": 3.6667, "start": 3.3333, "end": 4.0}, 2200),
            ("Z2 Pace", {"start": 3.14, "end": 3.508}, 1994.4),
        ],
    )
    def test_pace(self, site: Site, target: str, expected: Json, metres: float) -> None:
        (step,) = site.resolved(f"- 10m {target}", type="Run")["steps"]
        assert step["_pace"] == pytest.approx(expected, abs=1e-4)
        assert step["_distance"] == pytest.approx(metres, abs=0.1)

    def test_steps_of_a_repeat_and_thresholds(self, site: Site) -> None:
        doc = site.resolved("Set 2x\n- 1m 100%\n- 1m 90% LTHR")
        hard, easy = doc["steps"][0]["steps"]
        assert hard["_power"]["value"] == 280
        assert easy["_hr"]["value"] == 155
        assert (doc["ftp"], doc["lthr"], doc["target"]) == (280, 172, "POWER")
        assert site.listed()[0]["workout_doc"].keys().isdisjoint({"ftp", "target"})

    @pytest.mark.parametrize(
        ("fields", "text", "family"),
        [
            ({"type": "VirtualRide"}, "- 10m 50%", "_power"),
            ({"indoor": True}, "- 10m 50%", "_power"),
            ({"type": "Swim"}, "- 10m 80% Pace", "_pace"),
        ],
    )
    def test_indoors_and_in_water_nothing_is_widened(
        self, site: Site, fields: Json, text: str, family: str
    ) -> None:
        target = site.resolved(text, **fields)["steps"][0][family]
        assert target["start"] == target["value"] == target["end"]

    def test_ranges_come_from_the_query_or_the_athlete(self, site: Site) -> None:
        site.push(workout(description="- 10m 50%"))
        (event,) = site.listed(resolve="true", powerRange="10")
        assert event["workout_doc"]["steps"][0]["_power"]["start"] == 126
        site.store.put_athlete("i12345", icu_garmin_outdoor_power_range=5)
        (event,) = site.listed(resolve="true")
        assert event["workout_doc"]["steps"][0]["_power"]["start"] == 133

    def test_without_a_threshold_there_is_no_target(self, site: Site) -> None:
        site.store.put_settings("i12345", [settings(("Ride",), lthr=170)])
        doc = site.resolved("- 10m 50%\n- 10m Z2\n- 10m 200w\n- 10m 90% LTHR")
        assert ["_power" in step for step in doc["steps"]] == [False, False, True, False]
        assert doc["steps"][3]["_hr"]["value"] == 153
        assert "ftp" not in doc

    def test_indoors_the_indoor_ftp_counts(self, site: Site) -> None:
        site.store.put_settings("i12345", [settings(("Ride",), ftp=300, indoor_ftp=200)])
        doc = site.resolved("- 10m 50%", indoor=True)
        assert doc["steps"][0]["_power"]["value"] == 100


class TestAthlete:
    def test_the_profile_holds_zone_and_settings(self, site: Site) -> None:
        athlete = site.client.get("/athlete/0").json()
        assert (athlete["id"], athlete["timezone"]) == ("i12345", "Europe/Berlin")
        assert athlete["sportSettings"] == site.client.get("/athlete/0/sport-settings").json()

    @pytest.mark.parametrize(("name", "id_"), [("VirtualRide", 1), ("2", 2), ("Swim", 3)])
    def test_settings_by_sport_or_id(self, site: Site, name: str, id_: int) -> None:
        entry = site.client.get(f"/athlete/0/sport-settings/{name}").json()
        assert entry["id"] == id_
        assert entry["athlete_id"] == "i12345"

    def test_the_default_thresholds(self, site: Site) -> None:
        ride, run, swim, _ = site.client.get("/athlete/0/sport-settings").json()
        assert (ride["ftp"], ride["lthr"], ride["max_hr"]) == (280, 172, 190)
        assert run["threshold_pace"] == 4.0
        assert swim["threshold_pace"] == pytest.approx(100 / 105)
        assert all(entry["hr_zones"][-1] == entry["max_hr"] for entry in (ride, run, swim))


def _real_docs() -> list[Json]:
    """Real documents with the thresholds by which their targets were resolved."""
    pairs = [json.loads(path.read_text("utf-8")) for path in sorted(PAIRS.glob("*.json"))]
    return [pair for pair in pairs if {"ftp", "threshold_pace"} & pair["workout_doc"].keys()]


def _written(step: Json) -> Json:
    return {key: value for key, value in step.items() if not key.startswith("_")}


def test_real_targets_come_out_the_same() -> None:
    if not PAIRS.exists():
        pytest.skip("real documents are absent: ../shared/corpus/pairs")
    compared = 0
    for pair in _real_docs():
        doc = pair["workout_doc"]
        limits = settings((pair["sport"],), **_limits(doc))
        # This athlete's own widening; nothing is widened indoors and in water.
        widening = Widening(3, 2, 2.5) if pair["sport"] in ("Ride", "Run") else NONE
        ours = resolved([_written(step) for step in doc["steps"]], limits, widening)
        for mine, real in zip(ours, doc["steps"], strict=True):
            for key in {"_power", "_pace", "_distance"} & (real.keys() | mine.keys()):
                assert mine[key] == pytest.approx(real[key], rel=1e-5), (pair["name"], real)
                compared += 1
    assert compared


def _limits(doc: Json) -> dict[str, Any]:
    zones = {
        "power_zones": [55, 75, 90, 105, 120, 150, 999],
        "pace_zones": [77.5, 87.7, 94.3, 100.0, 103.4, 111.5, 999.0],
    }
    return {key: doc.get(key) for key in ("ftp", "lthr", "threshold_pace")} | zones
