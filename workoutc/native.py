"""Native text of Intervals.icu as the body of a source that says the same."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from html import unescape
from typing import Any

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.formats.intervals.compare import alike, differences, expected
from workoutc.formats.intervals.read import (
    Paragraph,
    body_of,
    count_of,
    option_of,
    paragraphs,
    read,
)
from workoutc.formats.intervals.understood import step_of
from workoutc.formats.peak import peak_of
from workoutc.formats.source import plain
from workoutc.limits import HIGHEST_PEAK
from workoutc.model import Item, Repeat, Step, Time, Workout
from workoutc.reading import allowed
from workoutc.records import dataclass, replace
from workoutc.regex import regex
from workoutc.tuples import NamedTuple

Doc = Mapping[str, Any]


class How(StrEnum):
    """By which way a body came about."""

    TEXT = "text"
    """Every step and heading is in its author's words."""
    LINES = "lines"
    """Some lines are written anew, with the original above them as a comment."""
    STEPS = "steps"
    """Written anew from the steps of the calendar, which are not those of its text."""
    NOTES = "notes"
    """The steps can't be written in this language: all of it is kept as notes."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of source. `remark`: what is to be said about it. `anew`: in other words than it
    had."""

    text: str
    remark: str = ""
    anew: bool = False


class Body(NamedTuple):
    """Lines below the fields of a workout, without line ends. `peak`: the field of this name that
    they need."""

    how: How
    lines: tuple[Line, ...]
    peak: Decimal | None = None


def body(
    text: str, sport: str, athlete: Athlete = UNKNOWN, held: Sequence[Doc] | None = None
) -> Body:
    """A native text as source. `held`: the steps that the server made of it, where they are known;
    else those that it would make.

    The source has these very steps, or a remark for each that it can't have. Nothing of the text is
    left out: what is no step is a note. `sport`: one that is known.
    """
    trial = _Trial(sport, athlete)
    understood: list[Doc] = read(text, sport, athlete)["steps"]
    wanted = understood if held is None else held
    if alike(understood, wanted):
        lines = tuple(_counted(_by_text(text, trial)))
        anew = any(line.anew for line in lines)
        if _holds(trial.steps(lines), wanted, anew):
            return Body(How.LINES if anew else How.TEXT, lines, trial.peak(lines))
    if not any(inner.get("reps") for step in wanted for inner in step.get("steps") or ()):
        lines = tuple(_by_steps(text, wanted, trial))
        if _holds(trial.steps(lines), wanted, any(line.anew for line in lines)):
            return Body(How.STEPS, lines, trial.peak(lines))
    told = Line("# the steps on the calendar can't be written here", _UNWRITABLE)
    return Body(How.NOTES, (told, *notes(text).lines))


def _holds(steps: Sequence[Doc] | None, wanted: Sequence[Doc], anew: bool) -> bool:
    """Whether a body has the steps it should: only lines written anew may have lost something, and
    they tell."""
    return steps is not None and (anew or alike(steps, wanted))


def notes(text: str) -> Body:
    """A text that is nothing but words, as notes."""
    parts = (_prose(part.lines, quiet=True) for part in paragraphs(text))
    return Body(How.TEXT, tuple(_spaced(parts)))


class _Trial(NamedTuple):
    """For whom lines are tried out."""

    sport: str
    athlete: Athlete

    def steps(self, lines: Iterable[Line | str]) -> list[Doc] | None:
        """What the server makes of a source with this body; `None` if it has an error, or if a line
        of it is a field."""
        workout = self._workout(lines)
        return None if workout is None else self._written(workout)

    def peak(self, lines: Iterable[Line]) -> Decimal | None:
        """The `peak:` that a source with this body needs."""
        workout = self._workout(lines)
        return None if workout is None else peak_of(workout)

    def says(self, line: str, native: str, below: str = "") -> bool:
        """Whether a line of source is to the server just what the native line is."""
        steps = self.steps([line, below])
        return steps is not None and alike(
            steps, read(f"{native}\n{below}", self.sport, self.athlete)["steps"]
        )

    def line(self, item: Item) -> str:
        """The first line of an item in the style of the compiler, empty if it can't be written."""
        emission = write(Workout("Trial", "trial", self.sport, (item,)), athlete=self.athlete)
        first = emission.content.partition("\n")[0]
        writable = emission.ok and self.steps(emission.content.splitlines()) is not None
        return first if writable else ""

    def _workout(self, lines: Iterable[Line | str]) -> Workout | None:
        head = f"workout: Trial\nsport: {self.sport}\npeak: {HIGHEST_PEAK}%\n"
        texts = (line.text if isinstance(line, Line) else line for line in lines)
        compilation = compile("\n".join((head, *texts)), athlete=self.athlete)
        if not compilation.ok or len(compilation.workouts) != 1:
            return None
        workout = replace(compilation.workouts[0], peak=None)
        plain_one = Workout("Trial", "trial", self.sport)
        return workout if replace(workout, items=(), pool=None) == plain_one else None

    def _written(self, workout: Workout) -> list[Doc] | None:
        emission = write(workout, athlete=self.athlete)
        if not emission.ok:
            return None
        steps: list[Doc] = read(emission.content, self.sport, self.athlete)["steps"]
        return steps


def _by_text(text: str, trial: _Trial) -> Iterator[Line]:
    parts = list(paragraphs(text, trial.sport))
    pool = _pool(parts, trial)
    if pool:
        yield from (Line(plain(pool)), Line(""))
    yield from _spaced(_paragraph(part, trial, pool) for part in parts)


def _pool(parts: Iterable[Paragraph], trial: _Trial) -> str:
    """The line that tells the length of the pool, which is a field of the source too."""
    lines = (line for part in parts for line in part.lines if body_of(line) is None)
    pools = (line for line in lines if (option_of(line) or ("",))[0] == "pool_length")
    return next((line for line in pools if trial.steps([plain(line)]) is not None), "")


def _spaced(parts: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """The lines of paragraphs, with a blank line between two."""
    first = True
    for part in parts:
        for at, line in enumerate(part):
            if at == 0 and not first:
                yield Line("")
            yield line
            first = False


def _paragraph(part: Paragraph, trial: _Trial, pool: str) -> Iterator[Line]:
    """Its lines in the order in which the server has its steps."""
    if part.steps and part.header is not None and count_of(part.lines[part.header]) == 0:
        yield from _never(part.lines)
        return
    steps = dict(part.steps)
    behind = _displaced(list(steps))
    for at, line in enumerate(part.lines):
        if line == pool or at in behind:
            continue
        if at in steps:
            yield from _step(line, steps[at], trial)
        elif at == part.header and steps:
            yield from _heading(line, trial)
        else:
            yield from _prose([line])
    for at in behind:
        *above, last = _step(part.lines[at], steps[at], trial)
        told = last.remark or f"`{last.text}` stands where the calendar put it, behind the others"
        yield from (*above, replace(last, remark=told, anew=True))


def _displaced(order: list[int]) -> dict[int, None]:
    """The lines that the server put behind later ones."""
    falls = (at for at in range(1, len(order)) if order[at] < order[at - 1])
    return dict.fromkeys(order[next(falls, len(order)) :])


def _never(lines: Iterable[str]) -> Iterator[Line]:
    first, *rest = _prose(lines, quiet=True)
    yield replace(first, remark="what is repeated 0 times is kept as a note", anew=True)
    yield from rest


def _prose(lines: Iterable[str], *, quiet: bool = False) -> Iterator[Line]:
    """Notes. `quiet`: all that is to be said is what was respelled."""
    for line in lines:
        words, old = plain(line), line.strip()
        told = "" if quiet else _no_effect(line)
        if not told and words != " ".join(_BLANKS.sub(" ", old).split(" ")):
            told = _respelled(old, words)
        if words or told:
            yield Line(f"> {words}".rstrip(), told)


def _no_effect(line: str) -> str:
    """What a line of prose looks like, and isn't."""
    if body_of(line) is not None:
        return _NO_STEP
    if count_of(line) is not None:
        return f"`{line.strip()}` repeats nothing on the calendar: kept as a note"
    if option_of(line):
        return f"`{line.strip()}` is an option that a source has no field for: kept as a note"
    return ""


def _counted(lines: Iterable[Line]) -> Iterator[Line]:
    """The same, with one remark for all lines that are no steps."""
    lines = list(lines)
    count = sum(line.remark == _NO_STEP for line in lines)
    told = f"{count} lines like this one are" if count > 1 else "this line is"
    for line in lines:
        if line.remark == _NO_STEP:
            line = replace(line, remark=f"{told} no step on the calendar: kept as a note")
            yield line if count else replace(line, remark="")
            count = 0
        else:
            yield line


def _heading(line: str, trial: _Trial) -> Iterator[Line]:
    """A heading with the effect it has; one without any may be a note as well."""
    words, old, count = plain(line), line.strip(), count_of(line)
    if trial.says(words, line, _STEP):
        yield Line(words, "" if words == old else _respelled(old, words))
    elif count is None:
        yield from _prose([line])
    else:
        label = words[: words.rindex(str(count))] if str(count) in words else ""
        repeat = Repeat(count, (Step(Time(600)),), label.strip())
        words = trial.line(repeat) or f"{count}x"
        yield from _anew(old, words, _respelled(old, words))


def _step(line: str, held: Doc, trial: _Trial) -> Iterator[Line]:
    """A step in the author's words, or where these say something else here, in ours."""
    native = f"- {body_of(line)}"
    own = allowed(_BLANKS.sub(" ", native))
    if trial.says(own, native):
        yield Line(own)
    else:
        yield from _rewritten(held, native, trial)


def _rewritten(held: Doc, native: str, trial: _Trial) -> Iterator[Line]:
    step = _expressible(step_of(held), trial)
    if step is None:
        told = f"`{_short(native)}` can't be written as a step"
        as_note = native.startswith("-")  # else it is data, which says nothing to the athlete
        kept = f"> {plain(native)}" if as_note else f"# {_on_calendar(native)}"
        yield Line(kept, f"{told}: kept as a {'note' if as_note else 'comment'}", anew=True)
        return
    words, losses = trial.line(step), ", ".join(_losses(step, held, trial))
    told = f"`{_short(words)}` stands here {losses}" if losses else _understood(words)
    yield from _anew(native, words, f"{told}; the original is the comment above it")


def _understood(words: str) -> str:
    return f"`{_short(words)}` is what the calendar understood"


def _losses(step: Step, held: Doc, trial: _Trial) -> Iterator[str]:
    """In what the step is not quite that of the calendar."""
    workout = Workout("Trial", "trial", trial.sport, (step,))
    for fault in differences(expected(workout, trial.athlete), [held]):
        what = _WORDS.get(fault.what, fault.what)
        if fault.ours is None:
            yield f"without its {what}"
        else:
            turned = fault.what in ("power", "hr", "pace", "cadence")
            yield f"with its {what} {'turned round' if turned else 'in other words'}"


def _anew(old: str, words: str, remark: str) -> Iterator[Line]:
    yield Line(f"# {_on_calendar(old)}")
    yield Line(words, remark, anew=True)


def _on_calendar(old: str) -> str:
    return f"on the calendar: “{allowed(_BLANKS.sub(' ', old))}”"


def _respelled(old: str, new: str) -> str:
    return f"`{_short(old)}` is written as `{_short(new)}`" if new else f"`{old}` is left out"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _expressible(step: Step | None, trial: _Trial) -> Step | None:
    """The step with all of it that this language can say."""
    if step is None or trial.line(step):
        return step
    alone: dict[str, Any] = {
        name: target if trial.line(Step(step.length, **{name: target})) else None
        for name in ("power", "hr", "pace", "cadence")
        if (target := getattr(step, name)) is not None
    }
    without = replace(step, **alone)
    bare = replace(without, label="")
    return next((one for one in (without, bare) if trial.line(one)), None)


def _by_steps(text: str, held: Sequence[Doc], trial: _Trial) -> Iterator[Line]:
    """The calendar's steps, with the prose of its text above them and all else below."""
    parts = list(paragraphs(text, trial.sport))
    told = Line("# the steps on the calendar are not those of its text, which stands below", _OTHER)
    prose = (_prose(part.lines, quiet=True) for part in parts if not part.steps)
    steps = (_held(step, trial) for step in held)
    below = (_quoted(part.lines) for part in parts if part.steps)
    yield from _spaced([*prose, [told], *steps, *below])


def _held(held: Doc, trial: _Trial) -> Iterator[Line]:
    if not held.get("reps"):
        yield from _from_doc(held, trial)
        return
    heading = unescape(str(held.get("text") or "")).strip()
    if count_of(heading) != held["reps"]:
        heading = f"{heading} {held['reps']}x".strip()
    yield from _heading(heading, trial)
    for step in held.get("steps") or ():
        yield from _from_doc(step, trial)


def _from_doc(held: Doc, trial: _Trial) -> Iterator[Line]:
    kept = {key: value for key, value in held.items() if key[:1] != "_"}
    *above, last = _rewritten(held, json.dumps(kept, ensure_ascii=False, default=str), trial)
    if last.remark.startswith(_understood(last.text)):
        yield replace(last, remark="")
    else:
        yield from (*above, last)


def _quoted(lines: Iterable[str]) -> Iterator[Line]:
    return (Line(f"# “{allowed(_BLANKS.sub(' ', line.strip()))}”") for line in lines)


_STEP = "- 10m"
_UNWRITABLE = "the steps of this text can't be written in this language: all of it is kept as notes"
_OTHER = (
    "the steps on the calendar are not those that its text makes: they were taken, and the text is "
    "kept as a comment"
)
_NO_STEP = "no step"
_LONGEST = 70
"""Characters of a line that a remark repeats."""
_BLANKS = regex("[\t\v\f]")
_WORDS = {"text": "label", "hr": "heart rate", "until_lap_press": "press lap"}
"""Keys of a `workout_doc` by the words of the source, where those differ."""
