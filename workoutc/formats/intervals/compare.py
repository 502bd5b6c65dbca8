"""Whether Intervals.icu holds the session that was meant: ridden step by ridden step."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Generic, TypeAlias, TypeVar

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic
from workoutc.formats.intervals import doc
from workoutc.formats.intervals.labels import label_of
from workoutc.formats.intervals.lower import lowered
from workoutc.formats.intervals.read import body_of, read, written_steps
from workoutc.formats.intervals.step import read_step
from workoutc.model import Intensity, Item, Note, Repeat, Section, Step, Time, Unit, Workout, unroll
from workoutc.regex import regex
from workoutc.repeated import repeated
from workoutc.tuples import NamedTuple
from workoutc.units import PACE_METRES

Doc: TypeAlias = Mapping[str, Any]
T = TypeVar("T")

TOLERANCE = Decimal("0.01")
"""Between equal numbers: the server calculates in single precision."""


class Expected(NamedTuple):
    """A ridden step of the model, and what the server may hold for it.

    `docs`: spellings of the one step dict. `texts`: its label, and its label behind those of the
    repeats that begin with it, which have no heading of their own when they are written out.
    """

    step: Step
    docs: tuple[doc.StepDoc, ...]
    texts: tuple[str, ...]


class Difference(NamedTuple):
    """`what` is a key of `workout_doc`, or `step` where one is missing or too many.

    `step`: the written step, `None` for what the server has behind the end of the session.
    `ours`, `theirs`: the values as they are compared, `None` where there is none.
    """

    step: Step | None
    what: str
    ours: Any
    theirs: Any


def expected(workout: Workout, athlete: Athlete = UNKNOWN) -> Iterator[Expected]:
    """What the server must hold, by the model alone, ridden step by ridden step; lazy."""
    athlete = athlete.in_sport(workout.sport)
    heads: dict[int, list[str]] = {}
    for step, head in _heads(workout.items, ()):
        heads.setdefault(id(step), []).append(head)
    known: dict[int, Expected] = {}
    for step in unroll(workout.items):
        if id(step) not in known:
            known[id(step)] = _expected(step, athlete, heads.get(id(step), ()))
        yield known[id(step)]


def differences(ours: Iterable[Expected], theirs: Iterable[Doc]) -> Iterator[Difference]:
    """Where the steps of a `workout_doc` (`theirs`: its `steps`) aren't the ones that were meant.

    Both sides go in lock step, repeats expanded only as far as needed. A step that is missing or
    too many is found by looking one step ahead. Numbers may be int, float or Decimal; durations
    of distance steps, unknown keys and keys that begin with `_` don't count.
    """
    left, right = _Ahead(iter(ours)), _Ahead(_ridden(theirs))
    same: set[tuple[int, int]] = set()
    while (mine := left.at(0)) is not None and (other := right.at(0)) is not None:
        pair = (id(mine), id(other))
        if pair not in same and any(True for _ in _unequal(mine, other)):
            if _agree(left.at(1), other):
                yield Difference(mine.step, "step", mine.docs[0], None)
                left.take()
                continue
            if _agree(mine, right.at(1)):
                yield Difference(mine.step, "step", None, other)
                right.take()
                continue
            yield from _unequal(mine, other)
        same.add(pair)
        left.take()
        right.take()
    while (mine := left.take()) is not None:
        yield Difference(mine.step, "step", mine.docs[0], None)
    if (other := right.take()) is not None:
        yield Difference(None, "step", None, other)


def check(workout: Workout, text: str, athlete: Athlete = UNKNOWN) -> tuple[Diagnostic, ...]:
    """Reads the text as the server does; an `E402` for each step that isn't the one meant."""
    if _mirrors(workout.items, written_steps(text, workout.sport), athlete):
        return ()
    held = read(text, workout.sport)["steps"]
    found: dict[tuple[int, str], Diagnostic] = {}
    for difference in differences(expected(workout, athlete), held):
        key = (id(difference.step), difference.what)
        if key not in found:
            found[key] = _translation_differs(difference, workout)
    return tuple(found.values())


def reads_back(step: Step, line: str, sport: str, marked: Intensity | None) -> bool:
    """Whether a line by itself is the step (bpm lowered), below a heading that marks it so."""
    body = body_of(line)
    held = read_step(body, sport) if body else None
    if held is None:
        return False
    ours = doc.step(step)
    if marked is not None:
        held[marked] = True
        return held == doc.marked(ours)
    return held == ours


def alike(ours: Sequence[Doc], theirs: Sequence[Doc]) -> bool:
    """Whether two readings hold the same steps and repeats: numbers within the tolerance, estimates
    and spellings apart."""
    return len(ours) == len(theirs) and all(map(_alike, ours, theirs))


def _alike(one: Doc, other: Doc) -> bool:
    if _repeats(one) or _repeats(other):
        return (
            one.get("reps") == other.get("reps")
            and _titled(one) == _titled(other)
            and alike(one.get("steps") or (), other.get("steps") or ())
        )
    mine = _canonical(one)
    expected = Expected(Step(Time(0)), (mine,), (mine.get("text", ""),))
    return not any(True for _ in _unequal(expected, other))


def _repeats(step: Doc) -> bool:
    return bool(step.get("reps")) or step.get("steps") is not None


def _titled(repeat: Doc) -> str:
    """The words of a repeat's heading, without its count."""
    return " ".join(_COUNT.sub("", _unescaped(repeat.get("text") or "")).split())


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # it brings all names of entities with it

    return unescape(text)


def _mirrors(items: tuple[Item, ...], held: Sequence[Doc], athlete: Athlete) -> bool:
    """Whether the text has the very steps and repeats of the model, so that one pass of each proves
    them all. Nested repeats, and equals that are spelled differently, need the long way."""
    written = list(_written(items))
    return len(written) == len(held) and all(
        _mirrored(item, other, athlete) for item, other in zip(written, held, strict=True)
    )


def _mirrored(item: Step | Repeat, other: Doc, athlete: Athlete) -> bool:
    if isinstance(item, Step):
        return other in _docs(lowered(item, athlete))
    return other.get("reps") == item.count and _mirrors(item.items, other["steps"], athlete)


def _written(items: tuple[Item, ...]) -> Iterator[Step | Repeat]:
    for item in items:
        if isinstance(item, Step | Repeat):
            yield item
        elif isinstance(item, Section):
            yield from _written(item.items)


def _expected(step: Step, athlete: Athlete, heads: Iterable[str]) -> Expected:
    docs = _docs(lowered(step, athlete))
    return Expected(step, docs, (label_of(step), *(label_of(step, head) for head in heads)))


@repeated(8192)
def _docs(step: Step) -> tuple[doc.StepDoc, ...]:
    held = doc.step(step)
    marked = doc.marked(held)
    return (held,) if marked is held else (held, marked)


def _heads(items: tuple[Item, ...], open_: tuple[str, ...]) -> Iterator[tuple[Step, str]]:
    """The labels of repeats and sections that begin with a step, joined from each one inwards."""
    for item in items:
        match item:
            case Step():
                yield from ((item, " ".join(open_[at:])) for at in range(len(open_)))
                open_ = ()
            case Note():
                pass
            case Section() | Repeat():
                own = item.title if isinstance(item, Section) else item.label
                yield from _heads(item.items, (*open_, own) if own else open_)
                if own and open_:
                    # From the second pass on only the repeat itself begins here.
                    yield from _heads(item.items, (own,))
                open_ = ()


def _ridden(steps: Iterable[Doc]) -> Iterator[Doc]:
    for step in steps:
        if not _repeats(step):
            yield step
            continue
        for _ in range(int(step.get("reps") or 1)):
            yield from _ridden(step.get("steps") or ())


def _agree(mine: Expected | None, other: Doc | None) -> bool:
    if mine is None or other is None:
        return False
    return not any(True for _ in _unequal(mine, other))


def _unequal(mine: Expected, other: Doc) -> Iterator[Difference]:
    if other in mine.docs:
        return
    held, found = mine.docs[0], _canonical(other)
    for key in KEYS:
        ours, theirs = held.get(key), found.get(key)
        if key == "text":
            ours, equal = mine.texts[0], (theirs or "") in mine.texts
        elif key in FAMILIES:
            equal = _same_target(ours, theirs)
        else:
            equal = _same_value(ours, theirs)
        if not equal:
            yield Difference(mine.step, key, ours, theirs)


def _canonical(step: Doc) -> dict[str, Any]:
    """What a step holds, one spelling for each fact; what is false or empty is absent."""
    found = {key: held for key in KEYS if (held := step.get(key))}
    if "text" in found:
        found["text"] = " ".join(_unescaped(found["text"]).split())
    if "distance" in found:
        found.pop("duration", None)
    for flag in ("warmup", "cooldown"):
        if step.get(flag):
            found.setdefault("intensity", flag)
    return found


def _same_target(ours: Doc | None, theirs: Doc | None) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    units, their_units = ours["units"], str(theirs.get("units"))
    if units == Unit.CUSTOM_ZONE:
        return True  # Nobody has seen what the server makes of it: W404 says so.
    if units != their_units and not (units == Unit.PACE_DEFAULT and their_units in PACE_METRES):
        return False
    first, second = _numbers(ours), _numbers(theirs)
    return (
        len(first) == len(second)
        and all(map(_same_value, first, second))
        and all(ours.get(key) == theirs.get(key) for key in ("target", "mmp_duration"))
    )


def _numbers(target: Doc) -> list[Any]:
    ends = [target.get("start"), target.get("end")]
    if None in ends:
        return [target.get("value")]
    return ends[:1] if ends[0] == ends[1] else ends


def _same_value(ours: Any, theirs: Any) -> bool:
    if bool in (type(ours), type(theirs)) or not isinstance(ours, int | Decimal):
        return bool(ours == theirs)
    # By way of its shortest spelling: 66.6 is meant, not the nearest binary fraction.
    return theirs is not None and abs(Decimal(str(theirs)) - ours) <= TOLERANCE


class _Ahead(Generic[T]):
    """An iterator with a view of what comes next; `None` stands for the end."""

    def __init__(self, rest: Iterator[T]) -> None:
        self._rest = rest
        self._next: deque[T] = deque()

    def at(self, place: int) -> T | None:
        while len(self._next) <= place:
            if (item := next(self._rest, None)) is None:
                return None
            self._next.append(item)
        return self._next[place]

    def take(self) -> T | None:
        return self._next.popleft() if self._next else next(self._rest, None)


def _translation_differs(found: Difference, workout: Workout) -> Diagnostic:
    ours, theirs = _shown(found.ours), _shown(found.theirs)
    return Diagnostic(
        "E402",
        f"the translation differs: {found.what} is {ours} here, {theirs} on Intervals.icu",
        found.step.span if found.step else workout.span,
        label=f"would become {theirs}",
        help="nothing is wrong with your workout: this is a fault of workoutc, which sends no text"
        " that reads differently; please report this line, and write the step another way until"
        " it is mended",
    )


def _shown(value: Any) -> str:
    """A value of `workout_doc` in words: `95-105 %ftp`, `10 s`, `nothing`."""
    match value:
        case None | "":
            return "nothing"
        case {"units": units}:
            return f"{'-'.join(map(_shown, _numbers(value)))} {units}"
        case {}:
            parts = (f"{key} {_shown(held)}" for key, held in value.items() if key in KEYS)
            return "a step of " + ", ".join(parts)
        case True:
            return "set"
        case Decimal():
            return f"{value:f}"
        case _:
            return f"`{value}`" if isinstance(value, str) else str(value)


_COUNT = regex("[0-9]+[ \t]*[xX][ \t]*$")
FAMILIES = ("power", "hr", "pace", "cadence")
KEYS = (
    "text", "duration", "distance", "intensity", "ramp", "freeride", "maxeffort", "hidepower",
    "until_lap_press", *FAMILIES,
)  # fmt: skip
