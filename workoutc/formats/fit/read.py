"""A workout from a FIT file."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.formats import repaired
from workoutc.formats.emission import Reading, Wish
from workoutc.formats.fit.goals import Goals, goals
from workoutc.formats.fit.profile import (
    DISTANCE,
    DURATION,
    DURATION_TYPE,
    FIELDS,
    FILE_ID,
    INDEX,
    INTENSITIES,
    INTENSITY,
    MESSAGES,
    NAME,
    NOTES,
    OPEN,
    REPEAT,
    REPETITION_TIME,
    SPORT_OF,
    SPORTS,
    STEP,
    TARGET,
    TIME,
    TIME_ONLY,
    TYPE_WORKOUT,
    WORKOUT,
    Message,
)
from workoutc.formats.fit.wire import NoFitError, decoded
from workoutc.formats.fold import session
from workoutc.model import (
    Cue,
    Distance,
    Intensity,
    Item,
    Length,
    LengthUnit,
    Repeat,
    Step,
    Time,
    Workout,
    ridden_steps,
    unroll,
)
from workoutc.records import dataclass
from workoutc.source import Span
from workoutc.sports import SPORTS as KNOWN
from workoutc.sports import Kind

STAND_IN = 300
"""Seconds of a step that ends when the athlete says so: every step here has a length."""


def read(data: bytes, wish: Wish) -> Reading:
    """The session of a FIT workout file. Places are places in a listing of its messages.

    Notes of a step become a cue at its start; a step without an end is five minutes and `press
    lap`, which is told.
    """
    try:
        messages, damage = decoded(data)
    except NoFitError:
        fault = repaired.unreadable("this is no FIT file", Span(0, 0),
                                    "name its format with `--from`, if it is another")  # fmt: skip
        return Reading("", None, (fault,))
    listing = Listing(messages)
    found = [repaired.damaged(damage, Span(0, 0), "read as far as it is whole")] if damage else []
    steps = listing.places(STEP)
    if (odd := _no_workout(listing, steps)) is not None:
        return Reading(listing.text, None, (*found, odd))
    head, place = next(iter(listing.places(WORKOUT)), ({}, Span(0, 0)))
    sport = _sport(head, wish.sport)
    items = _items(steps, sport, found)
    _check_extent(items, place, found)
    workout = None if has_errors(found) else _workout(head, place, sport, items)
    return Reading(listing.text, workout, by_place(dict.fromkeys(found)))


@dataclass(frozen=True, slots=True)
class Listing:
    """Messages, a line for each."""

    messages: list[tuple[int, Message]]

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for number, message in self.messages:
            names = FIELDS.get(number, {})
            name = MESSAGES.get(number, f"message {number}")
            fields = (f"{names.get(f, f)}={_one_line(v)}" for f, v in message.items())
            yield " ".join([name, *fields])

    def places(self, wanted: int) -> list[tuple[Message, Span]]:
        """The messages of one kind and their lines; steps in the order of their index."""
        found, at = [], 0
        for (number, message), line in zip(self.messages, self._lines(), strict=True):
            if number == wanted:
                found.append((message, Span(at, at + len(line))))
            at += len(line) + 1
        return sorted(found, key=_index) if wanted == STEP else found


def _index(placed: tuple[Message, Span]) -> int:
    value = placed[0].get(INDEX)
    return value if isinstance(value, int) else 0


def _one_line(value: int | str) -> str:
    return str(value) if isinstance(value, int) else f'"{" ".join(value.split())}"'


def _no_workout(listing: Listing, steps: list[tuple[Message, Span]]) -> Diagnostic | None:
    identity = next(iter(listing.places(FILE_ID)), None)
    kind = identity[0].get(0) if identity else TYPE_WORKOUT
    if steps and kind == TYPE_WORKOUT:
        return None
    what = (
        "the FIT file holds no workout"
        if kind == TYPE_WORKOUT
        else ("this FIT file is a recording or a setting, not a workout")
    )
    return repaired.unreadable(what, identity[1] if identity else Span(0, 0),
                               "export the planned workout, not the activity")  # fmt: skip


def _sport(head: Message, usual: str) -> str:
    main, sub = head.get(4), head.get(11, 0)
    if not isinstance(main, int) or not isinstance(sub, int):
        return usual
    exact = next((name for name, codes in SPORTS.items() if codes == (main, sub)), None)
    if sub and exact:
        return exact
    indoor = {(2, 5): "VirtualRide", (2, 6): "VirtualRide", (1, 1): "VirtualRun"}.get((main, sub))
    found = indoor or SPORT_OF.get(main, "Other")
    # `cycling` is any ride: then it is the one that is usual here.
    alike = KNOWN[found].kind is KNOWN[usual].kind is not Kind.OTHER
    return usual if alike and not indoor and not sub else found


def _items(
    steps: list[tuple[Message, Span]], sport: str, found: list[Diagnostic]
) -> tuple[Item, ...]:
    """The steps with their repeats, each of which stands behind what it repeats."""
    items: list[tuple[int, Item]] = []
    for message, span in steps:
        kind = message.get(DURATION_TYPE, OPEN)
        if kind == REPEAT or (isinstance(kind, int) and kind in _REPEAT_UNTIL):
            _again(items, message, span, found)
        else:
            items.append((_index((message, span)), _step(message, span, sport, found)))
    return tuple(item for _, item in items)


_REPEAT_UNTIL = frozenset({7, 8, 9, 10, 11, 12, 13, 17, 18, 27})
"""Repeats that end with something else than a count."""


def _again(
    items: list[tuple[int, Item]], message: Message, span: Span, found: list[Diagnostic]
) -> None:
    first, count = message.get(DURATION), message.get(TARGET)
    inner = [(at, item) for at, item in items if isinstance(first, int) and at >= first]
    if message.get(DURATION_TYPE) != REPEAT:
        found.append(repaired.changed("a repeat without a count", span, "ridden once"))
        return
    if not inner or not isinstance(count, int) or count < 1:
        found.append(repaired.skipped("the repeat has nothing to repeat", span))
        return
    if count > repaired.MAX_STEPS:
        found.append(repaired.too_much(f"a repeat of {count:,} times", span))
        return
    del items[-len(inner) :]
    repeat = Repeat(count, tuple(item for _, item in inner), span=span)
    items.append((inner[0][0], repeat))


def _step(message: Message, span: Span, sport: str, found: list[Diagnostic]) -> Step:
    length, lap = _length(message, span, found)
    held: Goals = goals(message, span, KNOWN[sport])
    found += held.found
    kind = message.get(INTENSITY)
    intensity = INTENSITIES.get(kind) if isinstance(kind, int) else None
    label = " ".join(filter(None, (_text(message, NAME), held.stroke)))
    notes = _text(message, NOTES)
    return Step(
        length,
        label,
        power=held.power,
        hr=held.hr,
        pace=held.pace,
        cadence=held.cadence,
        press_lap=lap,
        intensity=None if intensity is Intensity.ACTIVE else intensity,
        cues=(Cue(0, notes, span),) if notes and notes != label else (),
        span=span,
        label_span=span,
    )


def _text(message: Message, field: int) -> str:
    return " ".join(str(message.get(field, "")).split())


def _length(message: Message, span: Span, found: list[Diagnostic]) -> tuple[Length, bool]:
    """How long the step is, and whether it ends by the lap button only."""
    kind, value = message.get(DURATION_TYPE, OPEN), message.get(DURATION)
    if isinstance(value, int) and value > 0:
        if kind in (TIME, REPETITION_TIME, TIME_ONLY):
            return _time(value, span, found), False
        if kind == DISTANCE:
            return Distance((Decimal(value) / 100).normalize() + 0, LengthUnit.METRE), False
    if kind != OPEN:
        found.append(
            repaired.changed(
                "the step ends with a heart rate, calories or the like",
                span,
                "5m and the lap button",
            )
        )
    else:
        found.append(repaired.changed("the step has no length", span, "5m and the lap button"))
    return Time(STAND_IN), True


def _time(milliseconds: int, span: Span, found: list[Diagnostic]) -> Time:
    seconds = (Decimal(milliseconds) / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    whole = max(1, int(seconds))
    if abs(whole * 1000 - milliseconds) >= 100:
        found.append(repaired.changed(f"{milliseconds / 1000} s are no whole seconds", span,
                                      f"rounded to {whole} s"))  # fmt: skip
    return Time(whole)


def _check_extent(items: tuple[Item, ...], span: Span, found: list[Diagnostic]) -> None:
    steps = ridden_steps(items)
    if steps > repaired.MAX_STEPS:
        found.append(repaired.too_much(f"the workout has {steps:,} steps", span))
        return
    lengths = (step.length for step in unroll(items))
    seconds = sum(length.seconds for length in lengths if isinstance(length, Time))
    if seconds > repaired.MAX_SECONDS:
        found.append(repaired.too_much(f"the workout lasts {seconds / 3600:.1f} hours", span))


def _workout(head: Message, span: Span, sport: str, items: tuple[Item, ...]) -> Workout:
    pool = head.get(14)
    prose = str(head.get(17, "")).replace("\r", "")
    return Workout(
        " ".join(str(head.get(8, "")).split()),
        "",
        sport,
        session([prose], list(unroll(items))),
        pool=_pool(pool, head.get(15)) if isinstance(pool, int) and pool else None,
        span=span,
    )


def _pool(centimetres: int, unit: int | str | None) -> Distance:
    metres = Decimal(centimetres) / 100
    if unit == 1:
        yards = (metres / LengthUnit.YARD.metres).quantize(Decimal("0.1")).normalize() + 0
        return Distance(yards, LengthUnit.YARD)
    return Distance(metres.normalize() + 0)
