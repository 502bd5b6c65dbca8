"""A workout as Intervals.icu's native text, in the one style that every reading agrees on."""

from collections.abc import Iterator

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats.emission import Emission
from workoutc.formats.intervals import lost, spell
from workoutc.formats.intervals.chunks import Chunk, Piece, Row, chunks, is_plain, mirrors
from workoutc.formats.intervals.compare import check
from workoutc.formats.intervals.labels import respelled
from workoutc.formats.intervals.lines import line_of
from workoutc.formats.intervals.lower import lowered, unlowered
from workoutc.formats.intervals.prose import safe_paragraph, safe_title
from workoutc.formats.intervals.read import heads, is_prose
from workoutc.model import Distance, Intensity, Item, LengthUnit, Step, Workout
from workoutc.repeated import repeated
from workoutc.tuples import NamedTuple
from workoutc.units import flag_of

HEADINGS = {Intensity.WARMUP: "Warmup", Intensity.COOLDOWN: "Cooldown"}


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """The workout as the server reads it, proved by reading it back (`E402` where it differs).

    Nested repeats are unrolled, cues and notes become prose, beats a minute percentages. Warns of
    every word that had to be respelled. The text ends in a line end, or is empty.
    """
    athlete = athlete.in_sport(workout.sport)
    said: list[Diagnostic] = []
    content, proved, goes_on = _pool(workout.pool) if workout.pool else "", True, False
    for items in _runs(workout.items):
        part = _part(items, workout.sport, athlete)
        said += part.said
        if part.text:
            gap = "" if not content else "\n" if goes_on and part.opens else "\n\n"
            content = f"{content}{gap}{part.text}"
        goes_on = goes_on if part.ends is None else part.ends
        proved = proved and part.proved
    content += "\n" if content else ""
    said += () if proved else check(workout, content, athlete)
    return Emission(content, by_place(dict.fromkeys(said)) if said else ())


class Part(NamedTuple):
    """Items as text. `opens`, `ends`: whether it begins and ends with plain steps, which share a
    paragraph with those of the neighbour; `None` for what leaves nothing behind. `proved`: it reads
    back as the same. `said`: what there is to say about it."""

    text: str
    opens: bool | None = None
    ends: bool | None = None
    proved: bool = True
    said: tuple[Diagnostic, ...] = ()

    @property
    def known(self) -> bool:
        """Whether the same items have the same part wherever they stand. Long ones aren't kept,
        lest they fill the memory."""
        return self.proved and not self.said and len(self.text) <= LONGEST


LONGEST = 2000
"""Characters of a part that is kept."""


# The workouts of a season share most of their parts, and the server reads paragraph by paragraph,
# so that what is proved of a part by itself holds anywhere.
@repeated(4096, only=lambda part: part.known)
def _part(items: tuple[Item, ...], sport: str, athlete: Athlete) -> Part:
    if not (pieces := list(chunks(items))):
        return Part("")
    said: list[Diagnostic] = []
    paragraphs = [_paragraph(piece, sport, athlete, said) for piece in pieces]
    text = "\n\n".join([paragraph.text for paragraph in paragraphs if paragraph.text])
    proved = (len(pieces) == 1 and paragraphs[0].proved and mirrors(pieces[0], items)) or not check(
        Workout("", "", sport, items), text, athlete
    )
    return Part(text, is_plain(pieces[0]), is_plain(pieces[-1]), proved, tuple(said))


def _runs(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    """Steps in a row, which are written as one paragraph, and everything else by itself."""
    at = 0
    for end, item in enumerate(items):
        if not isinstance(item, Step):
            if at < end:
                yield items[at:end]
            yield (item,)
            at = end + 1
    if at < len(items):
        yield items[at:]


def _pool(length: Distance) -> str:
    unit, value = length.unit, length.value
    if unit not in (LengthUnit.METRE, LengthUnit.YARD):
        unit, value = LengthUnit.METRE, length.metres
    return f"Pool length: {spell.plain(value)}{'y' if unit is LengthUnit.YARD else 'm'}"


class Paragraph(NamedTuple):
    """A piece as text. `proved`: each line by itself reads back as the one meant; the server's
    reading of such a paragraph is the readings of its lines in a row."""

    text: str
    proved: bool = False


def _paragraph(piece: Piece, sport: str, athlete: Athlete, said: list[Diagnostic]) -> Paragraph:
    if isinstance(piece, Chunk):
        return _chunk(piece, sport, athlete, said)
    text, changed = safe_paragraph(piece.text)
    said += [lost.prose(old, new, piece.span) for old, new in changed]
    return Paragraph(text, is_prose(text))


def _chunk(chunk: Chunk, sport: str, athlete: Athlete, said: list[Diagnostic]) -> Paragraph:
    flag = _flag(chunk)
    header = _header(chunk, flag, said)
    marked = None if chunk.times else flag
    lines = [header] if header else []
    proved = not header or heads(header, chunk.times, marked)
    for row in chunk.rows:
        step = lowered(row.step, athlete)
        line = line_of(step, row.head, marked, sport)
        lines.append(line.text)
        proved = proved and line.proved
        if line.doubtful or step is not row.step:
            said += _losses(row, step, athlete)
    said += [lost.label_moved(item) for item in chunk.merged]
    return Paragraph("\n".join(lines), proved)


def _flag(chunk: Chunk) -> Intensity | None:
    """What the heading says of its steps, as far as it may: a step without any intensity must not
    come to one by its heading."""
    flag = flag_of(chunk.title)
    return flag if flag and all(row.step.intensity for row in chunk.rows) else None


def _header(chunk: Chunk, flag: Intensity | None, said: list[Diagnostic]) -> str:
    """The line above the steps; empty for none."""
    title = HEADINGS[flag] if flag else safe_title(chunk.title) if chunk.title else ""
    if not (flag or chunk.again) and title != " ".join(chunk.title.split()):
        said.append(lost.prose(chunk.title, title, chunk.span))
    return title if chunk.times is None else f"{title} {chunk.times}x".lstrip()


def _losses(row: Row, step: Step, athlete: Athlete) -> Iterator[Diagnostic]:
    if change := respelled(step, row.head):
        yield lost.label(row.step, *change)
    if row.step.hr and not step.hr:
        yield unlowered(row.step.hr, athlete)
    yield from lost.doubts(step)
