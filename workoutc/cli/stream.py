"""Several workouts as one text."""

from collections.abc import Sequence

from workoutc.cli.outcome import Made
from workoutc.formats.events import JOINED


def stream(built: Sequence[Made], to: str) -> str:
    """One workout as it is; several as an array, as one document of events, or as a source that
    compiles to all of them."""
    if to in JOINED:
        return JOINED[to]([b.content for b in built])
    if len(built) == 1:
        return built[0].content
    if to == "intervals":
        return "\n".join("\n".join([*made.fields, "", made.content]) for made in built)
    inner = ",\n".join(made.content.rstrip("\n") for made in built)
    return f"[\n{inner}\n]\n" if built else "[]\n"
