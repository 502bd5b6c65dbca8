"""What an example is compiled with: a sport, thresholds."""

from typing import NamedTuple

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import Compilation, compile, compile_bytes
from workoutc.setting import Setting
from workoutc.settings.set import with_values


class Given(NamedTuple):
    """What a text doesn't say of itself."""

    athlete: Athlete = UNKNOWN
    sport: str = "Ride"


def given(words: str) -> Given:
    """From `sport=Run lthr=172`, in any order, with commas or without; thresholds as `--set`."""
    values = dict(word.split("=", 1) for word in words.replace(",", " ").split())
    sport = values.pop("sport", "Ride")
    return Given(with_values(UNKNOWN, values), sport)


def compiled(text: str, words: str = "", name: str = "example.workout") -> Compilation:
    """The text compiled with what the words give."""
    return compile(text, name=name, **given(words)._asdict())


def compiled_file(data: bytes, words: str, name: str) -> Compilation:
    """The bytes of a file, as a command reads them."""
    return compile_bytes(data, name=name, setting=Setting(*given(words)))
