"""A workout from the course of a trainer."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.formats import repaired
from workoutc.formats.decoding import decoded
from workoutc.formats.emission import Reading, Wish
from workoutc.formats.fold import session
from workoutc.model import Cue, Level, Ramp, Steady, Step, Target, Time, Unit, Workout
from workoutc.records import dataclass, field
from workoutc.source import Span
from workoutc.sports import SPORTS, Kind
from workoutc.tuples import NamedTuple


class _Row(NamedTuple):
    """A point of the course. `lap`: a mark, which has no value."""

    minutes: Decimal
    value: Decimal
    span: Span
    lap: bool = False


@dataclass(slots=True)
class _Course:
    """What was read of a file so far."""

    keys: dict[str, tuple[str, Span]] = field(default_factory=dict)
    unit: str = ""
    unit_span: Span = Span(0, 0)
    rows: list[_Row] = field(default_factory=list)
    texts: list[tuple[int, str, Span]] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)


def read(data: bytes, wish: Wish) -> Reading:
    """The session of an ERG or MRC file; the line above the data tells which it is, not its name.

    Watts for an FTP that the file names become percentages, which any other athlete can ride.
    """
    text, found = decoded(data)
    course = _Course(found=found)
    for line in _lines(text):
        _take(course, *line)
    steps = _steps(course)
    if not course.rows and not has_errors(course.found):
        return Reading(text, None, (_no_course(text),))
    _check_extent(steps, course)
    ok = not has_errors(course.found)
    workout = _workout(course, steps, wish) if ok else None
    return Reading(text, workout, by_place(dict.fromkeys(course.found)))


def _no_course(text: str) -> Diagnostic:
    return repaired.unreadable(
        "this is no course for a trainer: it has no rows of minutes and power",
        Span(0, min(len(text), 15)),
        "a file of this kind has a part `[COURSE DATA]`; or name its format with `--from`",
    )


def _lines(text: str) -> Iterator[tuple[str, str, Span]]:
    """Block, content and place of each line that has one; a comment is none."""
    block = ""
    for found in _LINE.finditer(text):
        line = found[0].strip()
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        if not line or line.startswith(";"):
            continue
        if line.startswith("["):
            name = line.strip("[] \t").upper()
            block = "" if name.startswith("END") else name
        else:
            yield block, line, Span(start, start + len(line))


def _take(course: _Course, block: str, line: str, span: Span) -> None:
    match block:
        case "COURSE HEADER":
            _header(course, line, span)
        case "COURSE DATA":
            _row(course, line, span)
        case "COURSE TEXT":
            _text(course, line, span)
        case "":
            said = repaired.skipped("the line stands outside of all blocks", span)
            course.found.append(said)
        case _:
            pass  # `[INTERVAL DATA]`, `[MODE DATA]`: nothing about what is ridden


def _header(course: _Course, line: str, span: Span) -> None:
    words = line.upper().split()
    if words[0] == "MINUTES" and len(words) > 1:
        course.unit, course.unit_span = words[1], span
        return
    key, equals, value = line.partition("=")
    if equals:
        course.keys.setdefault(" ".join(key.upper().split()), (value.strip(), span))


def _row(course: _Course, line: str, span: Span) -> None:
    words = line.replace(",", " ").split()
    if len(words) > 1 and words[1].upper() == "LAP":
        if _NUMBER.fullmatch(words[0]):
            course.rows.append(_Row(Decimal(words[0]), Decimal(0), span, lap=True))
        return
    numbers = [word.removesuffix("%") for word in words]
    if len(numbers) < 2 or not all(_NUMBER.fullmatch(number) for number in numbers[:2]):
        fault = repaired.bad_value("this is no row of the course", span, "minutes and a power",
                                   "write two numbers, such as `10.0 150`")  # fmt: skip
        course.found.append(fault)
        return
    course.rows.append(_Row(Decimal(numbers[0]), Decimal(numbers[1]), span))


def _text(course: _Course, line: str, span: Span) -> None:
    found = _TEXT.fullmatch(line)
    if found is None:
        course.found.append(repaired.skipped("this is no text with its time", span))
        return
    course.texts.append((int(Decimal(found[1])), " ".join(found[2].split()), span))


def _steps(course: _Course) -> list[Step]:
    """A step for each stretch; those that go on in one line are one, but for a lap mark."""
    unit = _unit(course)
    scale = _scale(course) if unit is Unit.WATTS else None
    stretches = list(_stretches(course))
    steps: list[Step] = []
    starts: list[int] = []
    for start, end, first, last, span in stretches:
        level = _level(first, last, scale, unit)
        target = Target(level, Unit.PERCENT_FTP if scale else unit, span=span)
        steps.append(Step(Time(end - start), power=target, span=span, label_span=span))
        starts.append(start)
    return _with_texts(steps, starts, course)


def _unit(course: _Course) -> Unit:
    if course.unit in ("PERCENT", "FTP", "%", "%FTP", "PERCENTAGE"):
        return Unit.PERCENT_FTP
    if course.unit != "WATTS" and course.rows:
        course.found.append(
            repaired.changed(
                "the header doesn't say what the second column is",
                course.unit_span,
                "read as watts",
            )
        )
    return Unit.WATTS


def _scale(course: _Course) -> Decimal | None:
    """Percent in a watt, by the FTP of the header."""
    value, span = course.keys.get("FTP", ("", course.unit_span))
    if _NUMBER.fullmatch(value) and Decimal(value) > 0:
        return 100 / Decimal(value)
    if course.rows:
        course.found.append(repaired.no_ftp(span))
    return None


def _level(first: Decimal, last: Decimal, scale: Decimal | None, unit: Unit) -> Level:
    places = Decimal("0.1") if scale or unit is Unit.PERCENT_FTP else Decimal(1)
    start, end = ((v * (scale or 1)).quantize(places, ROUND_HALF_UP) for v in (first, last))
    return Steady(start) if start == end else Ramp(start, end)


def _stretches(course: _Course) -> Iterator[tuple[int, int, Decimal, Decimal, Span]]:
    """From one point to the next that is later, in whole seconds; the time of a file that begins
    late is counted from its beginning."""
    points = [row for row in course.rows if not row.lap]
    laps = {_second(row.minutes) for row in course.rows if row.lap}
    run: list[_Row] = []
    for one, two in pairwise(points):
        if _second(two.minutes) < _second(one.minutes):
            course.found.append(
                repaired.bad_value(
                    "the course goes back in time",
                    two.span,
                    "earlier than above",
                    "put the rows in the order of their minutes",
                )
            )
        if _second(two.minutes) <= _second(one.minutes):
            continue
        if run and run[-1] == one and _second(one.minutes) not in laps and _straight(run, two):
            run.append(two)
            continue
        yield from _ended(run)
        run = [one, two]
    yield from _ended(run)


def _ended(run: list[_Row]) -> Iterator[tuple[int, int, Decimal, Decimal, Span]]:
    if run:
        one, two = run[0], run[-1]
        yield _second(one.minutes), _second(two.minutes), one.value, two.value, one.span


def _straight(run: list[_Row], row: _Row) -> bool:
    """Whether a point lies on the line so far."""
    one, two = run[0], run[-1]
    if one.value == two.value:
        return two.value == row.value
    rise, run_ = two.value - one.value, two.minutes - one.minutes
    return rise * (row.minutes - one.minutes) == (row.value - one.value) * run_


def _second(minutes: Decimal) -> int:
    return int((minutes * 60).quantize(Decimal(1), ROUND_HALF_UP))


def _with_texts(steps: list[Step], starts: list[int], course: _Course) -> list[Step]:
    cues: dict[int, list[Cue]] = {}
    for at, text, span in course.texts:
        n = max((n for n, start in enumerate(starts) if start <= at), default=0)
        if not steps or not text:
            continue
        length = steps[n].length
        assert isinstance(length, Time)
        within = min(max(at - starts[n], 0), length.seconds)
        if within != at - starts[n]:
            said = repaired.moved("the text comes outside of the course", span, "at its edge")
            course.found.append(said)
        cues.setdefault(n, []).append(Cue(within, text, span))
    return [
        Step(s.length, power=s.power, cues=tuple(cues.get(n, ())), span=s.span, label_span=s.span)
        for n, s in enumerate(steps)
    ]


def _check_extent(steps: list[Step], course: _Course) -> None:
    seconds = sum(step.length.seconds for step in steps if isinstance(step.length, Time))
    if len(steps) > repaired.MAX_STEPS or seconds > repaired.MAX_SECONDS:
        what = f"the workout has {len(steps):,} steps and lasts {seconds / 3600:.1f} hours"
        course.found.append(repaired.too_much(what, course.rows[-1].span))


def _workout(course: _Course, steps: list[Step], wish: Wish) -> Workout:
    description = course.keys.get("DESCRIPTION", ("", Span(0, 0)))[0]
    name, _, prose = description.partition(" - ")
    sport = wish.sport if SPORTS[wish.sport].kind is Kind.RIDE else "Ride"
    if len(name) > _LONGEST_NAME:
        name, prose = "", description
    return Workout(" ".join(name.split()), "", sport, session([prose], steps))


_LONGEST_NAME = 80
"""Characters; a longer description is no name."""

_LINE = re.compile(r"[^\r\n]+")
_NUMBER = re.compile(r"[0-9]{1,7}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}")
_TEXT = re.compile(r"([0-9]{1,7}(?:\.[0-9]*)?)[\t ,]+(.*?)(?:\t+[0-9]+(?:\.[0-9]*)?)?", re.DOTALL)
