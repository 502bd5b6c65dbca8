"""Native text as source: what it compiles to is what the server makes of it, or it is refused.

Every description of `../shared/corpus/pairs` and every text of `../shared/corpus/texts` is compiled
as it stands. Either the steps of the emitted text are the server's own for the original, or an
error says on which line they could not be; never a third thing.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.formats.intervals.doc_json import dumps
from workoutc.formats.intervals.read import read

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="needs the folder ../shared/corpus beside the project"
)

REFUSED = {
    "a zone stands in a label, which the server erases": {"E212"},
    "an amount stands in a label, where the server cuts it": {"E227"},
    "two targets of one kind, of which the server keeps the last": {"E203"},
    "a step without length, which the server drops": {"E201", "E204"},
    "words behind a target, which the server drops": {"E116", "E118"},
    "a heading that the server swallows, or that has no steps": {"E115", "E207"},
    "a step without its dash, which the server takes for prose": {"E114"},
    "a falling range without `ramp`": {"E210"},
    "a pace in a sport without one": {"E211", "E215"},
    "a line `Word: …`, which is a field of this language": {"E110"},
    "braces in prose, which are holes in this language": {"E128"},
}
"""Every reason for which a text of the corpus is refused."""


class Native(NamedTuple):
    """A text, the sport it is for, and the steps the server made of it."""

    name: str
    text: str
    sport: str
    steps: list[Any]


def as_json(steps: list[Any]) -> list[Any]:
    """The reader's steps with the numbers that JSON has."""
    plain: list[Any] = json.loads(dumps(steps))
    return plain


def natives() -> Iterator[Native]:
    for path in sorted((CORPUS / "pairs").glob("*.json")):
        pair = json.loads(path.read_text(encoding="utf-8"))
        doc = pair["workout_doc"] or {}
        yield Native(path.stem, pair["description"] or "", pair["sport"], doc.get("steps") or [])
    for path in sorted((CORPUS / "texts").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        sport = "Run" if path.stem.startswith("run-") else "Ride"
        yield Native(path.stem, text, sport, as_json(read(text, sport)["steps"]))


@pytest.mark.parametrize("native", [*natives()] if CORPUS.is_dir() else [], ids=lambda n: n.name)
def test_a_text_compiles_to_the_servers_steps_or_is_refused(native: Native) -> None:
    compilation = compile(native.text, name=native.name, sport=native.sport)
    errors = [d for d in compilation.diagnostics if d.code.startswith("E")]
    if errors:
        known = set[str]().union(*REFUSED.values())
        assert {d.code for d in errors} <= known
        return
    emissions = [write(workout) for workout in compilation.unwrap()]
    assert all(emission.ok for emission in emissions)
    made = [step for e in emissions for step in read(e.content, native.sport)["steps"]]
    assert comparable(as_json(made)) == comparable(native.steps)


def test_how_many_compile() -> None:
    score = {"pairs": [0, 0], "texts": [0, 0]}
    for native in natives():
        kind = "pairs" if (CORPUS / "pairs" / f"{native.name}.json").exists() else "texts"
        compiled = compile(native.text, name=native.name, sport=native.sport).ok
        score[kind][compiled] += 1
    # [refused, compiled]; the README states these figures.
    assert score == {"pairs": [31, 54], "texts": [8, 22]}


def comparable(steps: list[Any]) -> list[Any]:
    """Steps without estimates: the time of a step by distance, sums of repeats."""
    return [_step(step) for step in steps]


def _step(step: dict[str, Any]) -> dict[str, Any]:
    if "steps" in step:
        return {"reps": step["reps"], "text": step["text"], "steps": [*map(_step, step["steps"])]}
    estimated = {"duration"} if "distance" in step else set()
    return {key: value for key, value in step.items() if key[0] != "_" and key not in estimated}
