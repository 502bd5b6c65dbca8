"""A file of another format as what a source would have come to."""

import re

from workoutc.compiler import Compilation
from workoutc.diagnostic import by_place
from workoutc.formats import READERS
from workoutc.formats.emission import Wish
from workoutc.formats.peak import peak_of
from workoutc.limits import MAX_BYTES
from workoutc.lint import lint
from workoutc.model import Workout
from workoutc.reading import allowed, too_large
from workoutc.records import replace
from workoutc.resolve.fields import slug
from workoutc.setting import PLAIN, Setting
from workoutc.source import Source

LONGEST_NAME = 200
"""Characters of a name."""


def compile_foreign(
    data: bytes, *, name: str, origin: str, setting: Setting = PLAIN, percent: bool = False
) -> Compilation:
    """A file of a format of `READERS`, with what was repaired and what is to be advised; never
    raises for what the file holds.

    The workout's identity comes from the file's name, so that it stays when the title in the file
    changes. `percent`: powers above five times FTP are percentages by mistake.
    """
    if len(data) > MAX_BYTES:
        return Compilation(Source(name, ""), (), (too_large(),), setting.athlete)
    wish = Wish(setting.athlete, setting.sport, percent)
    reading = READERS[origin](data, wish)
    source = Source(name, reading.text)
    if reading.workout is None:
        return Compilation(source, (), by_place(reading.found), setting.athlete)
    workout = named(replace(reading.workout, peak=peak_of(reading.workout)), name)
    found = by_place([*reading.found, *lint(workout, setting.athlete)])
    return Compilation(source, (workout,), found, setting.athlete)


def named(workout: Workout, name: str) -> Workout:
    """The workout with a name and an identity: its own, else those of its file."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = "" if name == "<stdin>" else re.sub(r"\.[A-Za-z0-9]{1,8}$", "", base)
    title = " ".join(allowed(workout.name).split())[:LONGEST_NAME].strip()
    title = title or " ".join(stem.replace("_", " ").split()) or "Workout"
    return replace(workout, name=title, identity=slug(stem) or slug(title) or "workout")
