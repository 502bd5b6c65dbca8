"""Several workouts as one text."""

from collections.abc import Iterator, Sequence

from workoutc.cli.outcome import Made
from workoutc.cli.refusal import Refusal
from workoutc.formats.events import JOINED

ALONE = frozenset({"zwo", "erg", "mrc", "fit", "svg", "png"})
"""Formats of one workout a file."""


def stream(built: Sequence[Made], to: str) -> str | bytes:
    """One workout as it is; several as an array, as one document of events, as a source that
    compiles to all of them, or as one table. Raises Refusal for formats of one workout a file."""
    if to in JOINED:
        return JOINED[to]([b.text for b in built])
    if len(built) == 1:
        return built[0].content
    if to in ALONE:
        if not built:
            return ""
        raise Refusal(
            f"{len(built)} workouts don't fit into one {to} file",
            "name a folder to put them in, such as `-o built/`",
        )
    if to == "csv":
        return "".join(_rows(built))
    if to == "intervals":
        return "\n".join("\n".join([*made.fields, "", made.text]) for made in built)
    inner = ",\n".join(made.text.rstrip("\n") for made in built)
    return f"[\n{inner}\n]\n" if built else "[]\n"


def _rows(built: Sequence[Made]) -> Iterator[str]:
    """Tables below one another, with the first row once."""
    for number, each in enumerate(built):
        head, end, rows = each.text.partition("\r\n")
        yield rows if number else head + end + rows
