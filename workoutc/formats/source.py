"""A workout as source of this language, in its canonical layout."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats import lost
from workoutc.formats.emission import Emission
from workoutc.formats.heading import fields
from workoutc.formats.intervals import spell
from workoutc.formats.intervals.prose import safe_title
from workoutc.formats.intervals.spell import duration
from workoutc.formats.peak import peak_of
from workoutc.formats.spoken import spoken
from workoutc.formats.targets import middle
from workoutc.limits import HIGHEST_PEAK
from workoutc.model import (
    NOWHERE,
    Corridor,
    Cue,
    Distance,
    Intensity,
    Item,
    LengthUnit,
    Level,
    Note,
    Ramp,
    Repeat,
    Section,
    Steady,
    Step,
    Target,
    Time,
    Unit,
    Workout,
    ends,
)
from workoutc.quoting import quoted, unquoted
from workoutc.reading import allowed
from workoutc.records import replace
from workoutc.regex import regex
from workoutc.source import Span
from workoutc.units import ZONES, flag_of

MOST = {Unit.PERCENT_FTP: Decimal(HIGHEST_PEAK), Unit.WATTS: Decimal(2500)}
"""The most that a source may say (language reference, Steps)."""

INDENT = "  "


def write(workout: Workout) -> Emission[str]:
    """All of a workout: what is written compiles to the same steps, told where it can't.

    Repeats are lists, also inside one another, so that they need no headings.
    """
    page = _Page(workout.span)
    for words in (workout.name, *workout.tags):
        page.respelled(words, plain(words), workout.span)
    paragraphs = ["\n".join(_head(workout)), *page.paragraphs(workout.items)]
    content = "\n\n".join(filter(None, paragraphs)) + "\n"
    return Emission(content, by_place(dict.fromkeys(page.said)))


def plain(text: str) -> str:
    """A line of other origin in the words that a line of source may have: nothing unseen, no
    comment in it, no hole."""
    for pattern, instead in _NOT_PLAIN:
        text = pattern.sub(instead, text)
    return allowed(text).strip()


def _head(workout: Workout) -> Iterator[str]:
    tags = (plain(tag) for tag in workout.tags)
    named = replace(workout, name=plain(workout.name) or workout.identity, peak=peak_of(workout))
    yield from fields(replace(named, tags=tuple(filter(None, tags))))
    if workout.pool is not None:
        unit = "yd" if workout.pool.unit is LengthUnit.YARD else "m"
        metric = workout.pool.unit in (LengthUnit.YARD, LengthUnit.METRE)
        value = workout.pool.value if metric else workout.pool.metres
        yield f"pool: {spell.plain(value)}{unit}"


class _Page:
    """The text in the making, and what it can't say."""

    def __init__(self, whole: Span) -> None:
        self.whole = whole
        self.said: list[Diagnostic] = []

    def paragraphs(self, items: tuple[Item, ...]) -> Iterator[str]:
        """Notes, sections, and runs of steps without a heading, to stand between blank lines."""
        run: list[str] = []
        for item in items:
            if isinstance(item, Note | Section):
                yield "\n".join(run)
                run = []
            match item:
                case Note():
                    yield "\n".join(self._note(item))
                case Section():
                    yield from self._section(item)
                case Step():
                    run += self._step(item, "", None)
                case Repeat():
                    run += self._repeat(item, "", None)
        yield "\n".join(run)

    def _section(self, section: Section) -> Iterator[str]:
        flag = flag_of(section.title)
        marks = flag if flag and _all(section.items, flag) else None
        title = section.title if marks else plain(safe_title(plain(section.title)))
        self.respelled(section.title, title, section.span)
        lines = list(self._list(section.items, "", marks))
        notes = [line for line in lines if line.startswith(">")]
        yield "\n".join(notes)
        steps = [line for line in lines if not line.startswith(">")]
        yield "\n".join([title, *steps] if title and steps else steps)

    def _list(
        self, items: tuple[Item, ...], indent: str, marked: Intensity | None
    ) -> Iterator[str]:
        for item in items:
            match item:
                case Step():
                    yield from self._step(item, indent, marked)
                case Repeat():
                    yield from self._repeat(item, indent, marked)
                case Section(title, inner):
                    flagged = flag_of(title) is not None
                    titled = inner if flagged else (Repeat(1, inner, title),)
                    yield from self._list(titled, indent, marked)
                case Note():
                    yield from self._note(item)

    def _repeat(self, repeat: Repeat, indent: str, marked: Intensity | None) -> Iterator[str]:
        inner = list(self._list(repeat.items, indent + INDENT, marked))
        yield from (line for line in inner if line.startswith(">"))
        steps = [line for line in inner if not line.startswith(">")]
        label = _label(repeat.label)
        self._compare(repeat.label, label, repeat.span)
        if steps:
            yield f"{indent}- {f'{label} ' if label else ''}{repeat.count}x"
        yield from steps

    def _step(self, step: Step, indent: str, marked: Intensity | None) -> Iterator[str]:
        step = self._held(step)
        label = _label(step.label)
        self._compare(step.label, label, step.label_span)
        words = filter(None, ("-", label, *_tokens(step, marked)))
        yield indent + " ".join(words)
        for cue in step.cues:
            if text := _quoted(cue.text):
                yield f"{indent}{INDENT}@ {_when(cue)} {text}"
            self._compare(cue.text, text, cue.span)

    def _note(self, note: Note) -> Iterator[str]:
        """Each line of a paragraph; a blank one parts it from the next."""
        for line in note.text.strip().splitlines():
            words = plain(line)
            self.respelled(line, words, note.span)
            yield f"> {words}" if words else ">"

    def _compare(self, old: str, new: str, span: Span) -> None:
        """Tell of words, in quotes or not, that are not quite those of the file."""
        self.respelled(old, unquoted(new) if new[:1] == '"' else new, span)

    def respelled(self, old: str, new: str, span: Span) -> None:
        """Tell of words that are not quite those of the file, but for their blanks."""
        if " ".join(old.split()) != " ".join(new.split()):
            told = f"becomes `{new}`" if new else "left out"
            placed = span not in (NOWHERE, self.whole)
            what = "a sign of this text" if placed else f"a sign of `{' '.join(old.split())}`"
            place = span if placed else self.whole
            self.said.append(lost.text(what, "a source", place, told))

    def _held(self, step: Step) -> Step:
        """The step as far as a source can say it: with no range beside a ramp, and no power that
        nobody can mean."""
        for name in ("power", "hr", "pace") if step.ramp else ():
            target: Target | None = getattr(step, name)
            if target is not None and isinstance(target.level, Corridor):
                level = target.level
                whole = target.unit in (*ZONES, Unit.CUSTOM_ZONE)
                held = Steady(level.low) if whole else middle(level)
                single = replace(target, level=held)
                place = lost.place(target, step)
                self.said.append(lost.middle("a source beside a ramp", place, spoken(single)))
                held_so: dict[str, Any] = {name: single}
                step = replace(step, **held_so)
        return self._capped(step)

    def _capped(self, step: Step) -> Step:
        target = step.power
        if target is None or max(ends(target.level)) <= MOST.get(target.unit, Decimal(10**9)):
            return step
        most = MOST[target.unit]
        what = f"{spoken(target)} is more than a source may say"
        capped = replace(target, level=_capped(target.level, most))
        self.said.append(lost.number(what, lost.place(target, step), f"becomes {spoken(capped)}"))
        return replace(step, power=capped)


def _capped(level: Level, most: Decimal) -> Level:
    first, last = (min(value, most) for value in (ends(level)[0], ends(level)[-1]))
    if first == last:
        return Steady(first)
    return Ramp(first, last) if isinstance(level, Ramp) else Corridor(first, last)


def _all(items: tuple[Item, ...], flag: Intensity) -> bool:
    """Whether all steps are of one kind."""
    return all(
        item.intensity is flag
        if isinstance(item, Step)
        else isinstance(item, Note) or _all(item.items, flag)
        for item in items
    )


def _tokens(step: Step, marked: Intensity | None) -> Iterator[str]:
    """Length, shape, targets, feel, flags, in the order of `fmt`."""
    yield _length(step)
    yield "ramp" if step.ramp else ""
    yield "freeride" if step.freeride else ""
    yield "maxeffort" if step.maxeffort else ""
    yield from (_target(target) for target in (*step.targets, step.cadence) if target)
    yield "RPE " + "-".join(map(spell.plain, ends(step.rpe))) if step.rpe else ""
    yield "press lap" if step.press_lap else ""
    yield "hidepower" if step.hide_power else ""
    if step.intensity is not None and step.intensity is not marked:
        yield f"intensity={step.intensity}"
    averages = (("power", step.power), ("hr", step.hr))
    yield from (f"{name}={t.average}" for name, t in averages if t and t.average)


def _length(step: Step) -> str:
    match step.length:
        case Time(seconds):
            return duration(seconds)
        case Distance(value, unit):
            return f"{value.normalize():f}{unit}"


def _target(target: Target) -> str:
    return spoken(target)


def _when(cue: Cue) -> str:
    return f"-{duration(-cue.at)}" if cue.at < 0 else duration(cue.at)


def _label(text: str) -> str:
    """A label as it stands, or in quotes where a word of it may mean something."""
    words = " ".join(text.split())
    if not words:
        return ""
    bare = all(_BARE.fullmatch(word) and word.lower() not in _MEANING for word in words.split())
    return words if bare else _quoted(words)


def _quoted(text: str) -> str:
    inner = " ".join(plain(" ".join(text.split())).split())
    return quoted(inner) if inner else ""


_BARE = regex(r"[A-Za-z]{2,}(?:[-'][A-Za-z]{2,})*")
_MEANING = frozenset(
    {
        "ramp", "freeride", "maxeffort", "hidepower", "press", "lap", "use", "rpe", "hr", "lthr",
        "pace", "power", "ftp", "mmp", "let", "block", "free", "max", "effort", "hide", "rpm",
    }
)  # fmt: skip
"""Words that may be more than words."""

_NOT_PLAIN = (
    (regex("[\t\v\f]"), " "),
    (regex(r"^\s*#+\s+"), ""),
    (regex(r"(?<!\S)#(?!\S)"), "no."),
    (regex("{"), "["),
    (regex("}"), "]"),
)
