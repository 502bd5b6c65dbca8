"""What an example is compiled with: a sport, thresholds."""

from typing import NamedTuple

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import Compilation, compile, compile_bytes
from workoutc.foreign import compile_foreign
from workoutc.setting import Setting
from workoutc.settings.set import with_values


class Given(NamedTuple):
    """What a text doesn't say of itself."""

    athlete: Athlete = UNKNOWN
    sport: str = "Ride"


def given(words: str) -> Given:
    """From `sport=Run lthr=172`, in any order, with commas or without; thresholds as `--set`."""
    values = named(words)
    sport = values.pop("sport", "Ride")
    thresholds = {name: value for name, value in values.items() if name not in ("to", "from")}
    return Given(with_values(UNKNOWN, thresholds), sport)


def named(words: str) -> dict[str, str]:
    """The words by name. `to`: the format that an example is written to; `from`: that it is in."""
    return dict(word.split("=", 1) for word in words.replace(",", " ").split())


def compiled(text: str, words: str = "", name: str = "example.workout") -> Compilation:
    """The text compiled with what the words give, or read as the foreign file they say it is."""
    if origin := named(words).get("from"):
        setting = Setting(*given(words))
        return compile_foreign(text.encode(), name=name, origin=origin, setting=setting)
    return compile(text, name=name, **given(words)._asdict())


def compiled_file(data: bytes, words: str, name: str) -> Compilation:
    """The bytes of a file, as a command reads them."""
    return compile_bytes(data, name=name, setting=Setting(*given(words)))
