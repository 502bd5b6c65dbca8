"""What the writer writes, the reader reads as the same session, whatever the workout."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import THOROUGH, steps, texts, workouts
from workoutc.athlete import Athlete
from workoutc.formats.intervals.compare import differences, expected
from workoutc.formats.intervals.labels import safe_label
from workoutc.formats.intervals.prose import reads_like_a_step, safe_line
from workoutc.formats.intervals.read import read
from workoutc.formats.intervals.step import read_step
from workoutc.formats.intervals.write import write
from workoutc.model import Step, Workout, ridden_steps

ATHLETE = Athlete(lthr=Decimal(172), max_hr=Decimal(190))


@THOROUGH
@given(workouts())
def test_the_reader_reads_the_same_ridden_steps_of_a_canonical_text(workout: Workout) -> None:
    emission = write(workout, ATHLETE)
    assert_canonical(emission.content)
    held = read(emission.content, workout.sport, ATHLETE)["steps"]
    assert emission.ok, [d.message for d in emission.lost]
    assert list(differences(expected(workout, ATHLETE), held)) == []
    assert sum(step.get("reps", 1) * len(step.get("steps", "1")) for step in held) == ridden_steps(
        workout.items
    )


def assert_canonical(content: str) -> None:
    """Blanks, blank lines and headers stand where the writer's style has them."""
    lines = content.split("\n")
    assert content == "" or content.endswith("\n")
    assert "\n\n\n" not in content
    for above, line in zip(["", *lines], lines, strict=False):
        assert line == line.strip()
        if line.startswith("-"):
            assert line.startswith("- ")
            assert "  " not in line
        elif line:
            assert not above.startswith("-"), "a header straight after a step"


@THOROUGH
@given(steps(), st.data())
def test_a_step_that_differs_is_found(step: Step, data: st.DataObject) -> None:
    workout = Workout("One", "one", items=(step,))
    held: dict[str, Any] = read(write(workout, ATHLETE).content)["steps"][0]
    kinds = ("text", "power", "hr", "pace", "cadence", "ramp", "freeride", "intensity")
    length = "distance" if "distance" in held else "duration"
    lost = data.draw(st.sampled_from([length, *(kind for kind in kinds if kind in held)]))
    del held[lost]
    found = list(differences(expected(workout, ATHLETE), [held]))
    assert lost in {difference.what for difference in found}
    assert {difference.step for difference in found} == {step}


@THOROUGH
@given(texts())
def test_a_label_comes_back_and_has_no_effect(label: str) -> None:
    safe = safe_label(label)
    escaped = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert read_step(f"{safe} 10m") == ({"text": escaped} if safe else {}) | {"duration": 600}
    assert safe_label(safe) == safe
    assert any(c.isalnum() for c in safe) or not any(c.isascii() and c.isalnum() for c in label)


@THOROUGH
@given(texts())
def test_prose_is_only_prose(text: str) -> None:
    line = safe_line(text)
    assert read(f"{line}\n- 10m 50%")["steps"] == [
        {"duration": 600, "power": {"value": 50, "units": "%ftp"}}
    ]
    assert not reads_like_a_step(line)
    assert safe_line(line) == line
