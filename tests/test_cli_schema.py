"""`workoutc schema`: real outputs have the shape that is printed of them."""

import dataclasses
import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.commands import BROKEN, CLEAN, ROOT, SLIP, Desk, sat_down  # noqa: F401
from tests.json_schema import problems, unknown_words
from tests.office import TRIES, connected  # noqa: F401
from tests.sandboxed import Site, entered, opened, workout  # noqa: F401
from tests.strategies import workouts
from workoutc import catalogue, model
from workoutc.calendar.outcome import State
from workoutc.calendar.sync import Action
from workoutc.catalogue import Block
from workoutc.cli.schema_ import SCHEMAS, names
from workoutc.formats import write
from workoutc.model import Workout
from workoutc.sandbox.faults import Answer, TargetDropped

EXAMPLES = sorted((ROOT / "examples").glob("*.workout"))
QUICK = settings(
    max_examples=60, derandomize=True, database=None, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


@functools.cache
def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def blocks() -> list[Block]:
    return [block for code in catalogue.codes() for block in catalogue.page(code).bad]


@pytest.mark.parametrize("name", names())
def test_a_schema_is_printed_as_it_stands(desk: Desk, name: str) -> None:
    done = desk.run("schema", name)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == schema(name)
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", names())
def test_nothing_in_a_schema_is_passed_over_here(name: str) -> None:
    assert unknown_words(schema(name)) == set()
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(schema(name))))
    assert used == set(schema(name)["$defs"])


def test_the_judge_judges() -> None:
    good = {"version": 1, "diagnostics": []}
    assert problems(good, schema("check")) == []
    assert problems([], schema("check"))
    assert problems({"version": 1}, schema("check"))
    for wrong in ({"version": 2}, {"more": 1}, {"diagnostics": [1]}):
        assert problems(good | wrong, schema("check"))


def test_a_check_of_every_fault_there_is(desk: Desk) -> None:
    for number, block in enumerate(blocks()):
        desk.put(f"{number}.workout", block.text)
    done = desk.run("check", "--format", "json", ".")
    assert problems(json.loads(done.stdout), schema("check")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_built(desk: Desk, path: Path) -> None:
    for to in ("doc", "json"):
        done = desk.run("build", "--to", to, str(path), "--set", "lthr=172")
        assert problems(json.loads(done.stdout), schema(to)) == []


@pytest.mark.parametrize("to", ["doc", "json"])
def test_several_built(desk: Desk, to: str) -> None:
    desk.write(a=CLEAN, b=CLEAN.replace("Tempo", "Other"))
    found = json.loads(desk.run("build", "--to", to, ".").stdout)
    assert len(found) == 2
    assert problems(found, schema(to)) == []


@QUICK
@given(workouts())
def test_any_workout_written(workout: Workout) -> None:
    for to in ("doc", "json"):
        assert problems(json.loads(write(workout, to).content), schema(to)) == []


@pytest.mark.parametrize("text", ["", "Category: x\nPool length: 25m\n\nHi\n\n3x\n- 1km ramp 5w\n"])
def test_a_foreign_text_read(desk: Desk, text: str) -> None:
    found = json.loads(desk.run("import", "-", "--to", "doc", "--sport", "Swim", input=text).stdout)
    assert problems(found, schema("doc")) == []


def test_whatever_becomes_of_a_push(office: Desk, site: Site) -> None:
    office.write(a="workout: A\ndate: 2026-12-03 06:30\n- 10m 75%\n", b=CLEAN, c=SLIP)
    office.put("bad/a.workout", BROKEN)

    def pushed(*words: str) -> Any:
        done = office.run("push", "--yes", "--json", *words)
        return json.loads(done.stdout)

    pushes = [pushed("bad"), pushed("b.workout"), pushed("a.workout", "--dry-run")]
    site.break_with(TargetDropped(0, on="POST events/bulk"))
    pushes.append(pushed("a.workout", "b.workout", "--date", "2026-11-01"))
    site.break_with(*[Answer(500)] * TRIES)
    pushes.append(pushed("a.workout"))
    assert [problems(push, schema("push")) for push in pushes] == [[]] * 5
    assert [len(push["events"]) for push in pushes] == [0, 0, 1, 2, 0]
    assert [bool(push["failure"]) for push in pushes] == [False] * 4 + [True]


def test_whatever_comes_of_a_diff(office: Desk, site: Site) -> None:
    dated = "workout: A\ndate: 2026-12-03 06:30\n- 10m 75%\n"
    office.write(a=dated, b=CLEAN, c=SLIP, d=dated)
    office.put("bad/a.workout", BROKEN)
    site.push(workout(external_id="workoutc:a"), workout(external_id="workoutc:stray"))
    found = []
    for words in (("bad",), ("b.workout",), ("a.workout",), ("a.workout", "--prune", "--force")):
        done = office.run("diff", "--json", *words)
        found.append(json.loads(done.stdout))
    site.break_with(*[Answer(500)] * TRIES)
    found.append(json.loads(office.run("diff", "--json", "a.workout").stdout))
    assert [problems(each, schema("diff")) for each in found] == [[]] * 5
    assert [len(each["changes"]) for each in found] == [0, 0, 1, 1, 0]


def test_the_schema_of_a_push_knows_every_action_and_state() -> None:
    event = schema("push")["$defs"]["event"]["properties"]
    assert event["action"]["enum"] == list(Action)
    assert event["state"]["enum"] == list(State)


def test_the_schema_of_the_model_knows_every_word_of_the_model() -> None:
    kinds = schema("json")["$defs"]
    of_model = {
        name.lower(): {f.name for f in dataclasses.fields(kind)} - {"span", "label_span"}
        for name, kind in vars(model).items()
        if isinstance(kind, type) and dataclasses.is_dataclass(kind)
    }
    for not_written in ("plan", "week", "entry"):  # what is built of a plan is its workouts
        del of_model[not_written]
    assert {n: set(k["properties"]) - {"kind"} for n, k in kinds.items()} == of_model
    assert set(kinds["target"]["properties"]["unit"]["enum"]) == set(model.Unit)
    assert set(kinds["distance"]["properties"]["unit"]["enum"]) == set(model.LengthUnit)
    assert set(kinds["step"]["properties"]["intensity"]["enum"]) == set(model.Intensity)


def test_a_default_is_left_out_and_is_not_required() -> None:
    required = {n: set(k["required"]) for n, k in schema("json")["$defs"].items()}
    assert required["workout"] == {"kind", "name", "identity"}
    assert required["repeat"] == {"kind", "count", "items"}
