"""A workout as a FIT file, as watches and bike computers take it."""

import zlib
from decimal import ROUND_HALF_UP, Decimal

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.diagnostic import Diagnostic, by_place
from workoutc.formats import lost
from workoutc.formats.emission import Emission
from workoutc.formats.fit.aims import aims
from workoutc.formats.fit.profile import (
    DISTANCE,
    DURATION,
    DURATION_TYPE,
    FILE_ID,
    HIGH,
    HIGH_2,
    INDEX,
    INTENSITIES,
    INTENSITY,
    LOW,
    LOW_2,
    NAME,
    NO_TARGET,
    NOTES,
    OPEN,
    REPEAT,
    SPORTS,
    STEP,
    TARGET,
    TARGET_2,
    TARGET_TYPE,
    TARGET_TYPE_2,
    TIME,
    TYPE_WORKOUT,
    WORKOUT,
    Message,
)
from workoutc.formats.fit.stairs import rungs
from workoutc.formats.fit.wire import MOST_BYTES, encoded
from workoutc.formats.ridden import notes, words
from workoutc.formats.spoken import length_spoken
from workoutc.formats.targets import Thresholds, thresholds
from workoutc.model import (
    Distance,
    Item,
    Note,
    Ramp,
    Repeat,
    Section,
    Step,
    Time,
    Workout,
    walk,
)
from workoutc.records import dataclass, field, replace
from workoutc.source import Span
from workoutc.units import flag_of

FIT = "FIT"
_DEVELOPMENT = 255
_MADE = 1_104_537_600
"""1 January 2025, in seconds since the FIT epoch: same workout, same bytes."""

_CODES = {intensity: code for code, intensity in INTENSITIES.items()}


def write(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[bytes]:
    """A file for the device. Percentages of FTP and of maximum heart rate stay what they are, to a
    whole percent; what FIT has no relative unit for becomes beats or a speed by the athlete's
    thresholds. Repeats stay repeats, ramps become staircases, cues go into the notes of their step.
    """
    known = thresholds(workout, athlete)
    track = _Track(workout, known)
    items = workout.items
    if not walk(items):
        if workout.duration is None:
            track.said.append(lost.nothing(FIT, workout.span))
        else:
            items = (*items, Step(Time(workout.duration), span=workout.span))
    track.put(items)
    head = _head(workout, len(track.steps), track)
    serial = zlib.crc32(repr((workout.identity, head, track.steps)).encode()) or 1
    identity: Message = {0: TYPE_WORKOUT, 1: _DEVELOPMENT, 2: 0, 3: serial, 4: _MADE}
    messages = [(FILE_ID, identity), (WORKOUT, head), *((STEP, step) for step in track.steps)]
    return Emission(encoded(messages), by_place(dict.fromkeys(track.said)))


def _head(workout: Workout, count: int, track: "_Track") -> Message:
    sport, sub_sport = SPORTS.get(workout.sport, SPORTS["Other"])
    if workout.sport not in SPORTS:
        said = lost.sport(FIT, workout.sport, workout.span, "written without a sport")
        track.said.append(said)
    head: Message = {4: sport, 11: sub_sport, 6: count}
    if name := track.cut(" ".join(workout.name.split()), "this long name", workout.span):
        head[8] = name
    if workout.pool:
        head[14] = int((workout.pool.metres * 100).quantize(Decimal(1), ROUND_HALF_UP))
        head[15] = int(workout.pool.unit in ("yrd", "mi"))
    if prose := track.cut(
        "\n".join(notes(workout.items)).strip(), "notes this long", _notes(workout)
    ):
        head[17] = prose
    return head


def _notes(workout: Workout) -> Span:
    return next((item.span for item in workout.items if isinstance(item, Note)), workout.span)


@dataclass()
class _Track:
    """The steps of one file in the making, and what it loses."""

    workout: Workout
    known: Thresholds
    steps: list[Message] = field(default_factory=list)
    said: list[Diagnostic] = field(default_factory=list)
    begins: list[str] = field(default_factory=list)

    def put(self, items: tuple[Item, ...]) -> None:
        """Write the items, a repeat behind what it repeats."""
        for item in items:
            match item:
                case Step():
                    self._step(item)
                case Section(title, inner):
                    self._entitled(title, inner)
                case Repeat(count, inner, label):
                    first = len(self.steps)
                    self._entitled(label, inner)
                    if count > 1 and len(self.steps) > first:
                        self._again(first, count)
                case Note():
                    pass

    def _entitled(self, title: str, items: tuple[Item, ...]) -> None:
        if title and flag_of(title) is None:
            self.begins.append(title)
        self.put(items)

    def _again(self, first: int, count: int) -> None:
        self._add({DURATION_TYPE: REPEAT, DURATION: first, TARGET_TYPE: NO_TARGET, TARGET: count})

    def _step(self, step: Step) -> None:
        begins, self.begins = self.begins, []
        label = " ".join(step.label.split())
        told = words(replace(step, label=""), tuple(begins))
        parts = list(rungs(step, self.known))
        if len(parts) > 1 or step.ramp:
            ramped = next(t for t in step.targets if isinstance(t.level, Ramp))
            self.said.append(lost.staircase(FIT, lost.place(ramped, step), len(parts)))
        text = self._notes(step, told)
        for number, part in enumerate(parts):
            message: Message = {}
            if name := self.cut(label, "a label this long", step.label_span):
                message[NAME] = name
            message |= self._length(part)
            message |= self._targets(part, step)
            message[INTENSITY] = _CODES[step.intensity] if step.intensity else 0
            if number == 0 and text:
                message[NOTES] = text
            self._add(message)

    def _add(self, message: Message) -> None:
        numbered: Message = {INDEX: len(self.steps)}
        self.steps.append(numbered | message)

    def _length(self, step: Step) -> Message:
        if step.press_lap:
            return {DURATION_TYPE: OPEN, DURATION: 0}
        match step.length:
            case Time(seconds):
                return {DURATION_TYPE: TIME, DURATION: seconds * 1000}
            case Distance() as distance:
                centimetres = (distance.metres * 100).quantize(Decimal(1), ROUND_HALF_UP)
                return {DURATION_TYPE: DISTANCE, DURATION: max(1, int(centimetres))}

    def _targets(self, part: Step, step: Step) -> Message:
        found, said = aims(part, step, self.known, self.workout.target)
        self.said += said
        message: Message = {TARGET_TYPE: NO_TARGET, TARGET: 0}
        fields = ((TARGET_TYPE, TARGET, LOW, HIGH), (TARGET_TYPE_2, TARGET_2, LOW_2, HIGH_2))
        for aim, (kind, zone, low, high) in zip(found, fields, strict=False):
            message[kind], message[zone] = aim.kind, aim.zone
            if not aim.zone:
                message[low], message[high] = aim.low, aim.high
        return message

    def _notes(self, step: Step, told: str) -> str:
        """What is said of a step beside its label, and of what only words can tell."""
        lines = [told] if told else []
        if step.press_lap:
            lines.append(f"Press lap after about {length_spoken(step.length)}")
            self.said.append(lost.flag("a length", FIT, step, "lasts until the lap button"))
        lines += ["Max effort"] if step.maxeffort else []
        for cue in step.cues:
            when = length_spoken(Time(abs(cue.at))) + (" to go" if cue.at < 0 else "")
            text = " ".join(cue.text.split())
            lines.append(f"{when}: {text}" if cue.at else text)
        if late := next((cue for cue in step.cues if cue.at), None):
            place = late.span if late.span != (0, 0) else step.span
            self.said.append(lost.text("a cue at its time", FIT, place, "told in the notes"))
        if step.hide_power:
            self.said.append(lost.flag("hidepower", FIT, step))
        if step.freeride and step.power:
            self.said.append(lost.flag("freeride", FIT, step))
        return self.cut("\n".join(lines), "notes this long", step.span)

    def cut(self, text: str, what: str, span: Span) -> str:
        """The text as far as a field holds it."""
        raw = text.replace("\0", "").encode(errors="replace")
        if len(raw) <= MOST_BYTES:
            return raw.decode()
        kept = raw[:MOST_BYTES].decode(errors="ignore").rstrip()
        self.said.append(lost.text(what, FIT, span, f"cut behind {len(kept)} letters"))
        return kept
