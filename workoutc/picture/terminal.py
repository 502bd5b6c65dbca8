"""A session for the terminal: totals, picture, steps, time in zone."""

from collections.abc import Iterator, Sequence

from workoutc.athlete import Athlete
from workoutc.model import Family, Step, Time, Workout
from workoutc.picture.bars import Drawing
from workoutc.picture.canvas import FAINT, STRONG, Canvas
from workoutc.picture.chart import chart
from workoutc.picture.outline import fitted, length, outline
from workoutc.picture.session import Shown, drawn_of, totals
from workoutc.render.visible import cells, visible, wrapped

POWER_NAMES = (
    "Active Recovery", "Endurance", "Tempo", "Threshold", "VO2 Max", "Anaerobic", "Neuromuscular",
)  # fmt: skip
"""Intervals.icu's names of the default power zones."""

GAP = "   "


def picture(shown: Shown, canvas: Canvas, *, quiet: bool = False) -> Iterator[str]:
    """The session line by line. `quiet`: without remarks on what isn't known."""
    yield canvas.styled(STRONG, _title(shown.workout, canvas))
    yield from _packed(list(totals(shown.load)), canvas)
    for reason in () if quiet else shown.load.reasons:
        for line in wrapped(f"({reason})", 0, canvas.width):
            yield canvas.styled(FAINT, fitted(line, canvas.width))
    drawn = drawn_of(shown)
    if drawn.seconds:
        yield ""
        yield from chart(drawn, canvas, timed=shown.load.duration_s is not None)
    if lines := list(outline(shown.workout.items, _zones(drawn), canvas)):
        yield from ("", *lines)
    if lines := list(_times_in_zones(shown, canvas)):
        yield from ("", *lines)


def _title(workout: Workout, canvas: Canvas) -> str:
    """The name, and at the right the sport and the day."""
    day = f"{workout.date:%a} {workout.date}" if workout.date else ""
    time = f"{workout.time:%H:%M}" if workout.time else ""
    right = " ".join(filter(None, (workout.sport, day, time)))
    name = fitted(workout.name, max(canvas.width - len(right) - 2, 10))
    return f"{name}{' ' * (canvas.width - cells(name) - len(right))}{right}"


def _packed(parts: Sequence[str], canvas: Canvas) -> Iterator[str]:
    """Words in as few lines as hold them."""
    line = ""
    for part in parts:
        longer = f"{line}{GAP}{part}" if line else part
        if line and len(longer) > canvas.width:
            yield line
            longer = part
        line = longer
    yield line


def _zones(drawn: Drawing) -> dict[Step, int]:
    """The zone of each step in its middle."""
    return {
        bar.step: drawn.stick.zone(bar.share.middle, bar.family)
        for bar in drawn.bars
        if bar.share and bar.family
    }


def _times_in_zones(shown: Shown, canvas: Canvas) -> Iterator[str]:
    """A bar for each zone that has any time."""
    whole = shown.load.duration_s or 0
    names = _names(shown.athlete, shown.load.family)
    held = [(id_, names.get(id_, ""), seconds) for id_, seconds in shown.load.zones if seconds]
    wide = max((cells(visible(name)) for _, name, _ in held), default=0)
    room = canvas.width - wide - 24
    for id_, name, seconds in held:
        filled = round(seconds / whole * max(room, 0)) or 1
        number = int(id_[1:]) if id_[1:].isdecimal() else 0
        bar = ("█" if canvas.blocks else "#") * filled
        shown_name = visible(name) + " " * (wide - cells(visible(name)))
        line = f"{id_:<3} {shown_name} {length(Time(seconds)):>9} {seconds * 100 / whole:3.0f}%  "
        yield line + canvas.zone(number, bar)


def _names(athlete: Athlete, family: Family | None) -> dict[str, str]:
    if family is None:
        return {}
    names = athlete.zone_names(family)
    if not names and family is Family.POWER and athlete.zones(family) == len(POWER_NAMES):
        names = POWER_NAMES
    return {f"Z{number}": name for number, name in enumerate(names, 1)} | {"SS": "Sweet Spot"}
