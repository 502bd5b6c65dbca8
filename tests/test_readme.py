"""What the README shows is what happens."""

import re
from pathlib import Path

from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.render import render

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SESSION, ERROR = re.findall(r"```\n(.*?)```", README, re.DOTALL)[:2]


def test_the_session_compiles_and_is_written_with_nothing_to_say() -> None:
    compilation = compile(SESSION, name="threshold.workout")
    assert compilation.diagnostics == ()
    assert [write(workout).lost for workout in compilation.unwrap()] == [()]


def test_the_error_is_the_one_that_is_shown() -> None:
    compilation = compile(SESSION.replace("12m", "12 min"), name="threshold.workout")
    shown = render([(compilation.source, compilation.diagnostics)], "text")
    assert shown.startswith(ERROR)
