"""Plans for tests, compiled."""

from collections.abc import Mapping

from workoutc.compiler import Compilation, compile_bytes
from workoutc.model import Time, Workout, walk
from workoutc.setting import Setting
from workoutc.source import Source

EASY = "workout: Easy\nid: easy\nwith: time = 1h\n- {time} 60%\n\n"
PLAN = "plan: Winter\nstart: 2027-01-04\n\n"


def compiled(text: str, files: Mapping[str, str] | None = None, **setting: object) -> Compilation:
    def include(_: Source, path: str) -> "Source | str":
        known = files or {}
        return Source(path, known[path]) if path in known else "there is no such file"

    used = Setting(include=include, **setting)  # type: ignore[arg-type]
    return compile_bytes(text.encode(), name="a", setting=used)


def events(text: str, **setting: object) -> dict[str, Workout]:
    found = compiled(text, **setting)  # type: ignore[arg-type]
    assert found.diagnostics == ()
    return {event.identity: event for event in found.planned}


def codes(compilation: Compilation) -> list[str]:
    return [d.code for d in compilation.diagnostics]


def seconds(workout: Workout) -> list[int]:
    return [s.length.seconds for s in walk(workout.items) if isinstance(s.length, Time)]


def lines(compilation: Compilation) -> list[tuple[str, int]]:
    source = compilation.source
    return [(d.code, source.position(d.span.start).line) for d in compilation.diagnostics]
