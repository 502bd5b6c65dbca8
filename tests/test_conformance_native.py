"""Descriptions that athletes stored, as source: the steps are those that the server made of them.

Every text of `../shared/corpus` becomes a source that compiles. What the server's steps have and a
source can't is told, and known here by name; there is no third thing.
"""

from collections import Counter

import pytest

from tests.test_conformance_sources import CORPUS, Native, as_json, comparable, natives
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.formats.intervals.read import read
from workoutc.native import Body, How, body

pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
)

LESS = {
    "ride-many-kinds-001": ["without its pace", "without its pace"],
    "forum-zone-and-lthr": ["with its heart rate turned round"],
}
"""Texts whose source has less than the server's steps, and what of each step: a ride has no pace,
and only a ramp may fall."""


def source_of(native: Native) -> Body:
    return body(native.text, native.sport, held=native.steps)


@pytest.mark.parametrize("native", [*natives()] if CORPUS.is_dir() else [], ids=lambda n: n.name)
def test_a_text_as_source_has_the_servers_steps(native: Native) -> None:
    made = source_of(native)
    head = f"workout: {native.name}\nsport: {native.sport}\n\n"
    compilation = compile(head + "\n".join(line.text for line in made.lines))
    (workout,) = compilation.unwrap()
    emission = write(workout)
    assert emission.ok
    steps = as_json(read(emission.content, native.sport)["steps"])
    told = [line.remark for line in made.lines if "stands here" in line.remark]
    assert len(told) == len(LESS.get(native.name, ()))
    assert all(loss in remark for loss, remark in zip(LESS.get(native.name, ()), told, strict=True))
    assert (comparable(steps) == comparable(native.steps)) is (native.name not in LESS)


def test_how_many_keep_their_words() -> None:
    score = {"pairs": Counter[str](), "texts": Counter[str]()}
    for native in natives():
        kind = "pairs" if (CORPUS / "pairs" / f"{native.name}.json").exists() else "texts"
        score[kind][source_of(native).how] += 1
    # The README states these figures.
    assert score == {
        "pairs": {How.TEXT: 60, How.LINES: 25},
        "texts": {How.TEXT: 25, How.LINES: 5},
    }
