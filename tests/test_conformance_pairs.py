"""Real replies of Intervals.icu: the reader makes the same document of the same text."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.intervals.read import read
from workoutc.sports import SPORTS, Kind

PAIRS = Path(__file__).parents[2] / "shared" / "corpus" / "pairs"

MISSES: dict[str, str] = {}
"""Documents that are read otherwise than the server did, by file name, each with the reason."""

pytestmark = pytest.mark.skipif(not PAIRS.is_dir(), reason="../shared/corpus/pairs is absent")


def test_documents_are_read_as_the_server_read_them() -> None:
    pairs = sorted(PAIRS.glob("*.json"))
    faults = {pair.name: fault for pair in pairs if (fault := _fault(_load(pair)))}
    listing = "\n".join(f"  {name}: {fault}" for name, fault in faults.items())
    print(f"{len(pairs) - len(faults)} of {len(pairs)} documents agree\n{listing}")  # noqa: T201
    assert pairs, "the folder holds no pairs"
    assert faults.keys() == MISSES.keys(), listing


def _load(pair: Path) -> Any:
    return json.loads(pair.read_text(encoding="utf-8"), parse_float=Decimal)


def _fault(pair: Any) -> str | None:
    """The first disagreement on steps, totals or prose, `None` where the two are one."""
    server = pair["workout_doc"]
    athlete = _athlete(pair["sport"], server)
    ours = read(pair["description"], pair["sport"], athlete)
    expected = {
        "steps": [_step(step) for step in server.get("steps") or []],
        "duration": server.get("duration", ours["duration"]),
        # Timed pace steps count towards it, by a threshold that not every document tells.
        "distance": server.get("distance") if athlete is not UNKNOWN else ours["distance"],
        # Most documents were saved without their prose; those that have options were not.
        "description": server.get("description" if "options" in server else "", ""),
    }
    got = {**ours, "steps": [_step(step) for step in ours["steps"]]}
    got["description"] = ours.get("description", "") if "options" in server else ""
    for part, value in expected.items():
        if got[part] != value:
            return f"{part}: server {value!r}, read {got[part]!r}"
    return None


def _athlete(sport: str, server: Any) -> Athlete:
    threshold = server.get("threshold_pace")
    kind = SPORTS[sport].kind if sport in SPORTS else Kind.OTHER
    return Athlete(threshold_pace={kind: Decimal(threshold)}) if threshold else UNKNOWN


def _step(step: Any) -> Any:
    """A step without what the server adds on request, and without its ways of saying no."""
    kept = {key: value for key, value in step.items() if not key.startswith("_") and value}
    if "steps" in kept:
        kept["steps"] = [_step(child) for child in kept["steps"]]
    return kept
