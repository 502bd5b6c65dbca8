"""A workout as a Zwift workout file."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from xml.sax.saxutils import escape, quoteattr

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats import lost
from workoutc.formats.emission import Emission
from workoutc.formats.ridden import Ridden, cue_at, notes, ridden, seconds_of, words
from workoutc.formats.spoken import length_spoken, percent_spoken, spoken
from workoutc.formats.targets import (
    Missing,
    Thresholds,
    middle,
    percent_ftp,
    percent_pace,
    thresholds,
)
from workoutc.model import (
    Corridor,
    Distance,
    Intensity,
    Item,
    Level,
    Ramp,
    Repeat,
    Section,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
    walk,
)
from workoutc.records import replace
from workoutc.sports import Kind
from workoutc.units import flag_of

NAME = "Zwift"
AUTHOR = "Written by "
"""How a note begins that says who wrote a workout; the format has an element for it."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FOURTH = Decimal("0.0001")


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """A file that Zwift and all who read its files can ride.

    Powers are fractions of FTP to 0.01 %; on a run they are fractions of threshold speed. Two
    steady parts in turn become `IntervalsT`, all other repeats are written out. Labels, headings
    and RPE become texts at the start of their step, notes the description.
    """
    page = _Page(workout, thresholds(workout, athlete))
    items = workout.items
    if not walk(items):
        if workout.duration is None:
            page.said.append(lost.nothing(NAME, workout.span))
        else:
            items = (*items, Step(Time(workout.duration), span=workout.span))
    lines = [*page.head(), *page.body(items), "</workout_file>"]
    content = '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(lines) + "\n"
    return Emission(content, by_place(dict.fromkeys(page.said)))


class _Page:
    """One file in the making, and what it loses."""

    def __init__(self, workout: Workout, known: Thresholds) -> None:
        self.workout, self.known = workout, known
        self.said: list[Diagnostic] = []
        self.runs = known.kind is Kind.RUN
        steps = walk(workout.items)
        self.metres = self.runs and bool(steps) and all(_in_metres(step) for step in steps)

    def head(self) -> Iterator[str]:
        paragraphs = notes(self.workout.items)
        author = next((p for p in paragraphs if p.startswith(AUTHOR) and "\n" not in p), "")
        yield "<workout_file>"
        yield f"  <author>{_text(author.removeprefix(AUTHOR) or 'workoutc')}</author>"
        yield f"  <name>{_text(self.workout.name)}</name>"
        yield f"  <description>{_text(_paragraphs(paragraphs, author))}</description>"
        yield f"  <sportType>{self._sport()}</sportType>"
        if self.metres:
            yield "  <durationType>distance</durationType>"
        yield "  <tags>" if self.workout.tags else "  <tags/>"
        if self.workout.tags:
            yield from (f"    <tag name={_quoted(tag)}/>" for tag in self.workout.tags)
            yield "  </tags>"

    def _sport(self) -> str:
        if self.known.kind not in (Kind.RIDE, Kind.RUN):
            said = lost.sport(NAME, self.workout.sport, self.workout.span, "written as a ride")
            self.said.append(said)
        return "run" if self.runs else "bike"

    def body(self, items: tuple[Item, ...]) -> Iterator[str]:
        lines = [line for part in _parts(items) for line in self._part(part)]
        yield "  <workout>" if lines else "  <workout/>"
        yield from lines
        if lines:
            yield "  </workout>"

    def _part(self, part: Ridden | Repeat) -> Iterator[str]:
        if isinstance(part, Ridden):
            yield from self._segment(part)
            return
        if (intervals := self._intervals(part)) is not None:
            yield from intervals
            return
        for each in ridden((part,)):
            yield from self._segment(each)

    def _intervals(self, repeat: Repeat) -> list[str] | None:
        """Two flat parts in turn, `None` for what has to be written out."""
        parts = [_bare(item) for item in repeat.items]
        if len(parts) != 2 or self.runs or repeat.count < 2:
            return None
        on, off = parts
        if on is None or off is None:
            return None
        first, second = self._level(on, on.power), self._level(off, off.power)
        if not (isinstance(first, Steady) and isinstance(second, Steady)):
            return None
        for step in (on, off):
            self._flags(step)
        attributes = {
            "Repeat": str(repeat.count),
            "OnDuration": str(seconds_of(on, self.known)),
            "OffDuration": str(seconds_of(off, self.known)),
            "OnPower": _fraction(first.value),
            "OffPower": _fraction(second.value),
            **_cadence(on.cadence, "Cadence"),
            **_cadence(off.cadence, "CadenceResting"),
        }
        title = words(replace(on, label=""), (repeat.label,) if repeat.label else ())
        return [*_element("IntervalsT", attributes, [(0, title)] if title else [])]

    def _segment(self, part: Ridden) -> Iterator[str]:
        step = part.step
        target = step.pace if self.runs else step.power
        level = self._level(step, target)
        if level is not None and step.freeride and target is not None:
            said = lost.target("a power on a free ride", NAME, lost.place(target, step), _TOLD)
            self.said.append(said)
            level = None
        name, attributes = _shape(step, level)
        length = {"Duration": str(self._length(step))}
        self._flags(step)
        untold = [t for t in step.targets if t is not target or level is None]
        texts = list(self._texts(part, untold))
        attributes = {**length, **attributes, **_cadence(step.cadence, "Cadence", bands=True)}
        yield from _element(name, attributes, texts)

    def _length(self, step: Step) -> int:
        if self.metres:
            assert isinstance(step.length, Distance)
            return max(1, int(step.length.metres.quantize(Decimal(1), ROUND_HALF_UP)))
        seconds = seconds_of(step, self.known)
        if isinstance(step.length, Distance):
            self.said.append(lost.estimated(NAME, step.span, length_spoken(Time(seconds))))
        return seconds

    def _level(self, step: Step, target: Target | None) -> Level | None:
        """What Zwift is to hold, in percent; what it can't is told."""
        if target is None:
            return None
        place = lost.place(target, step)
        held = (percent_pace if self.runs else percent_ftp)(target, self.known)
        if isinstance(held, Missing):
            if held is Missing.NOTHING:
                self.said.append(lost.target(spoken(target), NAME, place, _TOLD))
            else:
                self.said.append(lost.missing(held, NAME, place))
            return None
        level = middle(held)
        if target.unit not in (Unit.PERCENT_FTP, Unit.PERCENT_PACE):
            value = percent_spoken(level)
            self.said.append(lost.converted(spoken(target), NAME, place, value))
        elif isinstance(held, Corridor):
            self.said.append(lost.middle(NAME, place, percent_spoken(level)))
        return level

    def _flags(self, step: Step) -> None:
        """What else is said of a step, and has no place."""
        wanted = {"press lap": step.press_lap, "hidepower": step.hide_power}
        wanted["maxeffort"] = step.maxeffort and step.power is not None
        kinds = (None, Intensity.WARMUP, Intensity.COOLDOWN)
        wanted[f"intensity={step.intensity}"] = step.intensity not in kinds
        averaged = next((t.average for t in step.targets if t.average), None)
        wanted[f"average over {averaged}"] = averaged is not None
        self.said += [lost.flag(what, NAME, step) for what, said in wanted.items() if said]

    def _texts(self, part: Ridden, untold: list[Target]) -> Iterator[tuple[int, str]]:
        step = part.step
        for target in untold:
            if target is not (step.pace if self.runs else step.power):
                place = lost.place(target, step)
                self.said.append(lost.target(spoken(target), NAME, place, _TOLD))
        said = " ".join(filter(None, (words(step, part.begins), *map(spoken, untold))))
        if said:
            yield 0, said
        seconds = seconds_of(step, self.known)
        yield from ((cue_at(cue, seconds), cue.text) for cue in step.cues)


_TOLD = "the athlete is told in a text"


def _in_metres(step: Step) -> bool:
    return isinstance(step.length, Distance) and step.length.metres >= 1


def _parts(items: tuple[Item, ...]) -> Iterator[Ridden | Repeat]:
    """The steps outside of repeats, and the outermost repeats whole."""
    begins: list[str] = []
    for item in items:
        match item:
            case Step():
                yield Ridden(item, begins=tuple(begins))
                begins = []
            case Repeat():
                yield _under(begins, item)
                begins = []
            case Section(title, inner):
                parts = list(_parts(inner))
                for part in parts[:1]:
                    yield _under([*begins, title], part)
                    begins = []
                yield from parts[1:]
            case _:
                pass


def _under(titles: list[str], part: Ridden | Repeat) -> Ridden | Repeat:
    titles = [title for title in titles if title and flag_of(title) is None]
    if isinstance(part, Ridden):
        return part._replace(begins=(*titles, *part.begins))
    return replace(part, label=" · ".join(filter(None, [*titles, part.label])))


def _bare(item: Item) -> Step | None:
    """A step that says nothing but how long, how hard and how fast to turn."""
    if not isinstance(item, Step) or not isinstance(item.length, Time) or item.power is None:
        return None
    says = item.label or item.cues or item.rpe or item.hr or item.pace
    odd = item.freeride or item.maxeffort or _marked(item)
    band = item.cadence is not None and not isinstance(item.cadence.level, Steady)
    return None if says or odd or band else item


def _marked(step: Step) -> bool:
    """Whether an element of its own tells what kind of step it is."""
    level = step.power.level if step.power else None
    rises = not isinstance(level, Ramp) or level.start <= level.end
    falls = not isinstance(level, Ramp) or level.start >= level.end
    if level is None or step.freeride:
        return False
    return (step.intensity is Intensity.WARMUP and rises) or (
        step.intensity is Intensity.COOLDOWN and falls
    )


def _shape(step: Step, level: Level | None) -> tuple[str, dict[str, str]]:
    """The element and its powers."""
    if level is None:
        return ("MaxEffort", {}) if step.maxeffort else ("FreeRide", {"FlatRoad": "0"})
    kind = {Intensity.WARMUP: "Warmup", Intensity.COOLDOWN: "Cooldown"}.get(
        step.intensity or Intensity.OTHER, "Ramp"
    )
    match level:
        case Steady(value) if kind == "Ramp":
            return "SteadyState", {"Power": _fraction(value)}
        case Steady(value) | Corridor(value, _):
            return kind, {"PowerLow": _fraction(value), "PowerHigh": _fraction(value)}
        case Ramp(start, end):
            fits = (kind, start <= end) != ("Warmup", False) and (
                (kind, start >= end) != ("Cooldown", False)
            )
            powers = {"PowerLow": _fraction(start), "PowerHigh": _fraction(end)}
            return (kind if fits else "Ramp"), powers


def _element(name: str, attributes: dict[str, str], texts: list[tuple[int, str]]) -> Iterator[str]:
    opening = f"    <{name} " + " ".join(f'{key}="{value}"' for key, value in attributes.items())
    if not texts:
        yield f"{opening}/>"
        return
    yield f"{opening}>"
    for at, text in sorted(texts, key=lambda said: said[0]):
        yield f'      <textevent timeoffset="{at}" message={_quoted(text)}/>'
    yield f"    </{name}>"


def _cadence(target: Target | None, name: str, *, bands: bool = False) -> dict[str, str]:
    if target is None:
        return {}
    match target.level:
        case Corridor(low, high) if bands:
            both = {"CadenceLow": str(round(low)), "CadenceHigh": str(round(high))}
            return {name: str(round((low + high) / 2)), **both}
        case level:
            held = middle(level)
            return {name: str(round(held.value))} if isinstance(held, Steady) else {}


def _fraction(percent: Decimal) -> str:
    """Percent as a fraction of one, with two to four decimals."""
    value = (percent / 100).quantize(_FOURTH, ROUND_HALF_UP)
    return f"{value:f}"[:-2] + f"{value:f}"[-2:].rstrip("0")


def _paragraphs(paragraphs: list[str], author: str) -> str:
    return "\n\n".join(p for p in paragraphs if p is not author and p.strip())


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", " ".join(text.split())), {'"': "&quot;"})
