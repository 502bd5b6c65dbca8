"""Planned load against the service's own: every example of `../shared/corpus/load`, exactly."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workoutc.athlete import Athlete
from workoutc.compiler import compile
from workoutc.formats.intervals.read import read
from workoutc.formats.intervals.understood import step_of
from workoutc.load import load_of
from workoutc.load.figures import Load, intensity
from workoutc.model import Item, Repeat, Workout
from workoutc.sports import SPORTS

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
)

Example = Mapping[str, Any]


def examples() -> Sequence[Example]:
    file = CORPUS / "load" / "worked_examples.json"
    if not file.exists():
        return []
    found: Sequence[Example] = json.loads(file.read_text("utf-8"), parse_float=Decimal)["examples"]
    return found


def athlete_of(example: Example) -> Athlete:
    known = example.get("athlete") or {"ftp": example["ftp"]}
    ftp, lthr = (Decimal(known[key]) if key in known else None for key in ("ftp", "lthr"))
    speed = known.get("threshold_pace")
    pace = {SPORTS[example["sport"]].kind: speed} if speed else {}
    return Athlete(ftp=ftp, lthr=lthr, threshold_pace=pace)


def items(steps: Sequence[Mapping[str, Any]]) -> Iterator[Item]:
    """The items that the steps of a `workout_doc` are."""
    for step in steps:
        if step.get("steps"):
            yield Repeat(int(step["reps"]), tuple(items(step["steps"])))
        elif found := step_of(step):
            yield found


def agrees(found: Load, example: Example) -> None:
    """Exactly what the site showed, as far as the example tells."""
    shown = example["displayed"]
    assert found.load == shown["icu_training_load"]
    assert found.duration_s == shown["moving_time"]
    near = intensity(found.load or 0, shown["moving_time"])
    assert near is not None
    assert abs(near - shown["icu_intensity"]) < Decimal("0.00002")  # its floats have 24 bits
    assert found.intensity == near
    for name, ours in (
        ("normalized_power", found.normalized_power_w),
        ("average_watts", found.average_power_w),
    ):
        assert ours == shown.get(name, ours)
    assert (found.joules or 0) == shown.get("joules", found.joules or 0)
    assert dict(found.zones) == example.get("zone_times", dict(found.zones))
    assert (found.distance_m or 0) == shown.get("distance", found.distance_m or 0)
    assert not found.estimate


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e['pair']}-{e['event']}")
def test_the_load_of_the_steps_that_the_service_has(example: Example) -> None:
    pair = json.loads((CORPUS / "pairs" / example["pair"]).read_text("utf-8"), parse_float=Decimal)
    steps = tuple(items(pair["workout_doc"]["steps"]))
    agrees(load_of(Workout("x", "x", example["sport"], steps), athlete_of(example)), example)


@pytest.mark.parametrize("example", examples(), ids=lambda e: f"{e['pair']}-{e['event']}")
def test_the_load_of_the_text_as_it_is_read(example: Example) -> None:
    athlete, sport = athlete_of(example), example["sport"]
    steps = tuple(items(read(example["description"], sport, athlete)["steps"]))
    agrees(load_of(Workout("x", "x", sport, steps), athlete), example)


def test_the_load_of_the_texts_that_are_sources() -> None:
    compiled = [
        (compile(e["description"], athlete=athlete_of(e), sport=e["sport"]), e) for e in examples()
    ]
    sources = [(c.workouts[0], example) for c, example in compiled if c.ok]
    assert len(sources) >= 35
    for workout, example in sources:
        agrees(load_of(workout, athlete_of(example)), example)
