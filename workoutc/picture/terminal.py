"""A session for the terminal: totals, picture, steps, time in zone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from workoutc.athlete import Athlete
from workoutc.load.course import seconds_of
from workoutc.load.figures import Load
from workoutc.model import Distance, Family, Step, Time, Workout
from workoutc.picture.bars import Drawing, drawing
from workoutc.picture.canvas import FAINT, STRONG, Canvas
from workoutc.picture.chart import chart
from workoutc.picture.outline import fitted, length, outline
from workoutc.render.visible import cells, visible, wrapped
from workoutc.sports import SPORTS, Kind, Sport

POWER_NAMES = (
    "Active Recovery", "Endurance", "Tempo", "Threshold", "VO2 Max", "Anaerobic", "Neuromuscular",
)  # fmt: skip
"""Intervals.icu's names of the default power zones."""

ASSUMED = {Kind.SWIM: Fraction(4, 5), Kind.RIDE: Fraction(25, 3)}
ON_FOOT = Fraction(3)
"""Metres a second at which a distance of unknown speed is drawn."""

GAP = "   "


@dataclass(frozen=True, slots=True)
class Shown:
    """A session as an athlete rides it, the athlete being the one of its sport."""

    workout: Workout
    athlete: Athlete
    load: Load


def picture(shown: Shown, canvas: Canvas, *, quiet: bool = False) -> Iterator[str]:
    """The session line by line. `quiet`: without remarks on what isn't known."""
    yield canvas.styled(STRONG, _title(shown.workout, canvas))
    yield from _packed(list(totals(shown.load)), canvas)
    for reason in () if quiet else shown.load.reasons:
        for line in wrapped(f"({reason})", 0, canvas.width):
            yield canvas.styled(FAINT, fitted(line, canvas.width))
    drawn = _drawing(shown)
    if drawn.seconds:
        yield ""
        yield from chart(drawn, canvas, timed=shown.load.duration_s is not None)
    if lines := list(outline(shown.workout.items, _zones(drawn), canvas)):
        yield from ("", *lines)
    if lines := list(_times_in_zones(shown, canvas)):
        yield from ("", *lines)


def totals(load: Load) -> Iterator[str]:
    """Time, distance, load and what else is known, each in a few words."""
    yield clock(load.duration_s) if load.duration_s is not None else "time ?"
    if load.distance_m:
        yield distance(load.distance_m)
    about = "~" if load.estimate else ""
    yield f"load {about}{load.load}" if load.load is not None else "load ?"
    yield f"IF {about}{load.intensity / 100:.2f}" if load.intensity is not None else "IF ?"
    if load.normalized_power_w is not None:
        yield f"NP {load.normalized_power_w} W"
    if load.average_power_w is not None:
        yield f"avg {load.average_power_w} W"
    if load.joules:
        yield f"{load.joules / 1000:.0f} kJ"


def clock(seconds: int) -> str:
    """`1:17:00`, `42:30`."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def distance(metres: Decimal) -> str:
    """`1700 m`, `13.4 km`."""
    return f"{metres:.0f} m" if metres < 5000 else f"{metres / 1000:.1f} km"


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


def _drawing(shown: Shown) -> Drawing:
    sport = SPORTS.get(shown.workout.sport) or Sport(shown.workout.sport)

    def seconds(step: Step) -> float:
        known = seconds_of(step, sport, shown.athlete)
        if known is None and isinstance(step.length, Distance):
            return float(Fraction(step.length.metres) / ASSUMED.get(sport.kind, ON_FOOT))
        return float(known or 0)

    return drawing(shown.workout, shown.athlete, seconds)


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
