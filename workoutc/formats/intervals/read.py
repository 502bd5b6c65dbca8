"""Intervals.icu's own reading of a workout text: the `workout_doc` that the server would store."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.intervals.step import Step, escaped, read_step
from workoutc.formats.intervals.tokens import AVERAGES, BLANKS, Number, number
from workoutc.sports import SPORTS, Kind
from workoutc.tuples import NamedTuple


def read(text: str, sport: str = "Ride", athlete: Athlete = UNKNOWN) -> dict[str, Any]:
    """What the server makes of any text whatever, well-formed or not; never raises.

    `steps`, `duration` (s) and `distance` (m) with repeats counted in full, `description` (the
    first paragraph of prose) and `options` where there are any. Numbers are `int` when whole, else
    `Decimal`. Thresholds serve only to estimate the times of distances and the reverse. Takes time
    linear in the length of the text, however large its numbers; the caller owns the result.
    """
    kind = SPORTS[sport].kind if sport in SPORTS else Kind.OTHER
    athlete = athlete.in_sport(sport)
    parts = list(paragraphs(text, sport))
    chunks = [part.lines for part in parts]
    steps = [step for part in parts for step in _steps(part, kind, athlete)]
    duration, distance = _totals(steps, kind, athlete)
    doc: dict[str, Any] = {"steps": steps, "duration": duration, "distance": distance}
    if description := _description(chunks):
        doc["description"] = description
    if options := _options(chunks):
        doc["options"] = options
    return doc


class Paragraph(NamedTuple):
    """The lines between two blank ones, and what the server takes them for.

    `header`: which line heads the steps. `steps`: which lines are steps, in the server's order, and
    what is read there; neither the header's flag nor estimates are in them.
    """

    lines: Sequence[str]
    header: int | None
    steps: Sequence[tuple[int, Step]]


def paragraphs(text: str, sport: str = "Ride") -> Iterator[Paragraph]:
    """The paragraphs of any text, line by line, for who has to know where a step came from."""
    for lines in _chunks(text):
        yield Paragraph(lines, *_headed(lines, sport))


def _chunks(text: str) -> Iterator[list[str]]:
    """The runs of lines between blank lines."""
    chunk: list[str] = []
    for line in text.replace("\r", "").split("\n"):
        if line.strip(" \t"):
            chunk.append(line)
        elif chunk:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def written_steps(text: str, sport: str) -> list[Step]:
    """The steps of any text as far as they are written, without what the server reckons: the times
    of distances, and the totals of repeats."""
    return [step for part in paragraphs(text, sport) for step in _written(part)]


def _written(part: Paragraph) -> list[Step]:
    """What a paragraph adds to the document: its steps, or the one repeat that holds them."""
    if not part.steps:
        return []
    steps = [step for _, step in part.steps]
    header = "" if part.header is None else part.lines[part.header]
    if flag := _flag(header):
        for step in steps:
            step[flag] = True
    reps = count_of(header)
    return steps if reps is None else [{"text": escaped(header), "reps": reps, "steps": steps}]


def _steps(part: Paragraph, kind: Kind, athlete: Athlete) -> list[Step]:
    """The same with times and totals."""
    written = _written(part)
    for item in written:
        for step in item.get("steps", (item,)):
            _timed(step, kind, athlete)
        if "reps" in item:
            totals = _totals(item["steps"], kind, athlete, item["reps"])
            item["duration"], item["distance"] = totals
    return written


def _headed(chunk: Sequence[str], sport: str) -> tuple[int | None, list[tuple[int, Step]]]:
    """The last line of prose above the first step that is kept, and the steps in their order.

    A repeat header below a step is lost, and the lines indented under it go behind all the others.
    """
    header: int | None = None
    steps: list[tuple[int, Step]] = []
    displaced: list[tuple[int, Step]] = []
    column, under_lost_header = 0, False
    for at, line in enumerate(chunk):
        body = body_of(line)
        if body is None:
            if not steps:
                header = at
            under_lost_header = bool(steps) and count_of(line) is not None
        elif step := read_step(body, sport):
            indented = len(line) - len(line.lstrip(BLANKS))
            under_lost_header = under_lost_header and indented > column
            (displaced if under_lost_header else steps).append((at, step))
            column = column if under_lost_header else indented
    return header, steps + displaced


def heads(line: str, times: int | None, flag: str | None) -> bool:
    """Whether a line of prose above steps repeats them so many times, and sets that flag in each;
    `None` where it does neither."""
    prose = line.strip(" \t") and body_of(line) is None
    return bool(prose) and count_of(line) == times and _flag(line) == flag


def is_prose(text: str) -> bool:
    """Whether no line of a text is a step."""
    return "-" not in text or all(map(_is_prose, text.replace("\r", "").split("\n")))


def _is_prose(line: str) -> bool:
    return body_of(line) is None


def _flag(header: str) -> str | None:
    return _FLAGS.get(header.strip(BLANKS).lower())


def body_of(line: str) -> str | None:
    """What follows the dash of a step line, `None` for any other line; a lone dash is prose."""
    rest = line.lstrip(BLANKS)
    return (rest[1:].strip(BLANKS) or None) if rest.startswith("-") else None


def _timed(step: Step, kind: Kind, athlete: Athlete) -> None:
    """Adds the time that a distance is reckoned to take."""
    if "duration" not in step:
        from workoutc.formats.intervals.estimate import seconds_of  # where there is a distance

        seconds = seconds_of(step, kind, athlete)
        if seconds:
            step["duration"] = seconds


def count_of(header: str) -> int | None:
    """The N of a line that ends in `Nx`; beyond nine digits it is no number to the server."""
    line = header.rstrip(BLANKS)
    if line[-1:] not in ("x", "X"):
        return None
    counted = line[:-1].rstrip(BLANKS)
    digits = counted[len(counted.rstrip("0123456789")) :]
    return int(digits) if 0 < len(digits) < 10 else None


def _totals(
    steps: Sequence[Step], kind: Kind, athlete: Athlete, reps: int = 1
) -> tuple[int, Number]:
    """Seconds and metres of so many passes; a timed step at a known pace goes its way too."""
    duration: int = sum(step.get("duration", 0) for step in steps)
    distance: Number = 0
    for step in steps:
        if "distance" in step:
            distance += step["distance"]
        elif "pace" in step:
            from workoutc.formats.intervals.estimate import metres_of

            distance += metres_of(step, kind, athlete)
    return duration * reps, _rounded(distance * reps)


def _rounded(metres: Number) -> Number:
    """Metres to four places, about what the server's single-precision numbers show."""
    if isinstance(metres, int):
        return metres
    return number(metres.quantize(_TENTH_MILLIMETRE, context=_WIDE))


def _description(chunks: Sequence[Sequence[str]]) -> str:
    """The first paragraph without a step line, its option lines left out."""
    for chunk in chunks:
        if all(body_of(line) is None for line in chunk):
            prose = "\n".join(line for line in chunk if option_of(line) is None).strip(BLANKS)
            if prose:
                return prose
    return ""


def _options(chunks: Sequence[Sequence[str]]) -> dict[str, str]:
    lines = (line for chunk in chunks for line in chunk if ":" in line and body_of(line) is None)
    return dict(option for line in lines if (option := option_of(line)))


def option_of(line: str) -> tuple[str, str] | None:
    """The option that a line of prose sets, and its value."""
    name, _, value = line.partition(":")
    key = _OPTIONS.get(name.strip(BLANKS).lower())
    value = value.strip(BLANKS)
    if not (key and value) or (key == "power" and value not in AVERAGES):
        return None
    return key, value


_FLAGS = {
    **dict.fromkeys(("warmup", "warm up", "warm-up"), "warmup"),
    **dict.fromkeys(("cooldown", "cool down", "cool-down"), "cooldown"),
}
_OPTIONS = {"category": "category", "pool length": "pool_length", "power": "power"}
_TENTH_MILLIMETRE = Decimal("0.0001")
# Wide enough for nine digits of repeats of nine digits of kilometres on every line of a megabyte.
_WIDE = Context(prec=60)
