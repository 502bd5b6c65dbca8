"""A workout as the course of a trainer: ERG in watts, MRC in percent of FTP."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats import lost
from workoutc.formats.emission import Emission
from workoutc.formats.ridden import Ridden, cue_at, notes, ridden, seconds_of, words
from workoutc.formats.spoken import length_spoken, percent_spoken, spoken
from workoutc.formats.targets import Missing, Thresholds, middle, percent_ftp, thresholds, watts
from workoutc.model import (
    Corridor,
    Distance,
    Intensity,
    Level,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
    ends,
    walk,
)
from workoutc.sports import Kind
from workoutc.tuples import NamedTuple

EASY = Decimal(50)
"""% of FTP where a trainer has to be given something and the workout says nothing."""

SHOWN = 10
"""Seconds that a text is shown."""


class _Course(NamedTuple):
    """Which of the two formats it is. `unit`: what its second column counts."""

    name: str
    heading: str
    unit: Unit


ERG = _Course("ERG", "MINUTES WATTS", Unit.WATTS)
MRC = _Course("MRC", "MINUTES PERCENT", Unit.PERCENT_FTP)


def write_erg(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """Minutes and whole watts, for the athlete's FTP; six decimals of a minute, far below a second.

    Cues, labels and what the trainer can't be told become its texts. Needs an FTP for percentages.
    """
    return _written(workout, athlete, ERG)


def write_mrc(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """Minutes and % of FTP to one decimal; texts as in ERG. Needs an FTP for watts only."""
    return _written(workout, athlete, MRC)


def _written(workout: Workout, athlete: Athlete, course: _Course) -> Emission[str]:
    known = thresholds(workout, athlete)
    said: list[Diagnostic] = []
    items = workout.items
    if not walk(items):
        if workout.duration is None:
            said.append(lost.nothing(course.name, workout.span))
        else:
            items = (*items, Step(Time(workout.duration), span=workout.span))
    if known.kind is not Kind.RIDE:
        said.append(
            lost.sport(course.name, workout.sport, workout.span, "written as for a trainer")
        )
    rows, texts, at = [], [], 0
    for part in ridden(items):
        seconds = _seconds(part.step, known, course, said)
        start, end, told = _power(part.step, known, course, said)
        rows += [f"{_minutes(at)}\t{start}", f"{_minutes(at + seconds)}\t{end}"]
        texts += [f"{at + when}\t{text}\t{SHOWN}" for when, text in _texts(part, told, seconds)]
        at += seconds
    lines = [*_head(workout, known, course), "[COURSE DATA]", *rows, "[END COURSE DATA]"]
    if texts:
        lines += ["", "[COURSE TEXT]", *texts, "[END COURSE TEXT]"]
    return Emission("\r\n".join(lines) + "\r\n", by_place(dict.fromkeys(said)))


def _head(workout: Workout, known: Thresholds, course: _Course) -> Iterator[str]:
    yield "[COURSE HEADER]"
    yield "VERSION = 2"
    yield "UNITS = ENGLISH"
    yield f"DESCRIPTION = {_line(' '.join([workout.name, *_prose(workout)]))}"
    yield f"FILE NAME = {workout.identity}.{course.name.lower()}"
    if known.ftp and course is ERG:
        yield f"FTP = {known.ftp.normalize():f}"
    yield course.heading
    yield "[END COURSE HEADER]"
    yield ""


def _prose(workout: Workout) -> list[str]:
    paragraphs = [_line(text) for text in notes(workout.items)]
    return ["-", *paragraphs] if any(paragraphs) else []


def _seconds(step: Step, known: Thresholds, course: _Course, said: list[Diagnostic]) -> int:
    seconds = seconds_of(step, known)
    if isinstance(step.length, Distance):
        said.append(lost.estimated(course.name, step.span, length_spoken(Time(seconds))))
    return seconds


def _power(
    step: Step, known: Thresholds, course: _Course, said: list[Diagnostic]
) -> tuple[str, str, list[Target]]:
    """The values at both ends of a step, and the targets that only a text can tell."""
    told: list[Target] = [t for t in step.targets if t is not step.power]
    level = _level(step, step.power, known, course, said) if step.power else None
    if level is None:
        told = list(step.targets)
        level = _easy(step, known, course, said)
    said += [
        lost.target(spoken(target), course.name, lost.place(target, step), _instead(step))
        for target in told
        if target is not step.power
    ]
    if step.cadence:
        said.append(lost.cadence(course.name, lost.place(step.cadence, step), _TOLD))
        told.append(step.cadence)
    said += [lost.flag(what, course.name, step) for what in _flags(step)]
    first, *_, last = (_value(value, course) for value in (*ends(level), *ends(level)))
    return first, last, told


_TOLD = "the athlete is told in a text"
_FREE = f"{EASY} % of FTP, and a text"


def _instead(step: Step) -> str:
    return _TOLD if step.power else _FREE


def _flags(step: Step) -> Iterator[str]:
    yield from ["press lap"] if step.press_lap else []
    yield from ["hidepower"] if step.hide_power else []
    yield from ["maxeffort"] if step.maxeffort and step.power else []
    yield from ["freeride"] if step.freeride and step.power else []
    kinds = (None, Intensity.WARMUP, Intensity.COOLDOWN)
    yield from [] if step.intensity in kinds else [f"intensity={step.intensity}"]
    yield from [f"average over {t.average}" for t in step.targets if t.average]


def _level(
    step: Step, target: Target, known: Thresholds, course: _Course, said: list[Diagnostic]
) -> Level | None:
    """One value or a slope, in the course's unit; what is not quite that is told."""
    place = lost.place(target, step)
    held = (watts if course is ERG else percent_ftp)(target, known)
    if isinstance(held, Missing):
        if held is Missing.NOTHING:
            said.append(lost.target(spoken(target), course.name, place, _FREE))
        else:
            said.append(lost.missing(held, course.name, place))
        return None
    level = middle(held)
    suffix = "w" if course is ERG else "%"
    if target.unit is Unit.POWER_ZONE or (course is MRC and target.unit is Unit.WATTS):
        value = percent_spoken(level, suffix)
        said.append(lost.converted(spoken(target), course.name, place, value))
    elif isinstance(held, Corridor):
        said.append(lost.middle(course.name, place, percent_spoken(level, suffix)))
    return level


def _easy(step: Step, known: Thresholds, course: _Course, said: list[Diagnostic]) -> Level:
    """What the trainer is given where the workout leaves it free."""
    if not step.targets:
        said.append(lost.free(course.name, step, _FREE))
    if course is MRC:
        return Steady(EASY)
    if known.ftp is None and not step.power:
        said.append(lost.missing(Missing.FTP, course.name, step.span))
    return Steady(EASY * (known.ftp or 0) / 100)


def _texts(part: Ridden, told: list[Target], seconds: int) -> Iterator[tuple[int, str]]:
    step = part.step
    free = "all out" if step.maxeffort else "free ride" if step.freeride else ""
    said = (words(step, part.begins), free, *map(spoken, told))
    opening = [(0, _line(" ".join(filter(None, said))))]
    cues = [(cue_at(cue, seconds), _line(cue.text)) for cue in step.cues]
    yield from sorted((text for text in opening + cues if text[1]), key=lambda text: text[0])


def _value(value: Decimal, course: _Course) -> str:
    places = Decimal(1) if course is ERG else Decimal("0.1")
    return f"{value.quantize(places, ROUND_HALF_UP).normalize():f}"


def _minutes(seconds: int) -> str:
    return f"{(Decimal(seconds) / 60).quantize(Decimal('0.000001')):f}"


def _line(text: str) -> str:
    """Words that fit between tabs; a bracket at their start would begin a block."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"({words[1:]}" if words.startswith("[") else words
