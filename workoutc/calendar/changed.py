"""What differs between a workout and its event on the calendar, field by field."""

import datetime as dt
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from workoutc.calendar.event import Event, Payload, payload
from workoutc.calendar.fields import FIELDS, Plain, differing, edited, of_listed, of_payload
from workoutc.calendar.mark import found_in, with_mark
from workoutc.calendar.reply import Listed
from workoutc.calendar.retimed import retimed, seconds
from workoutc.tuples import NamedTuple

TRIED = 8
"""Fields of which every selection is tried, to find those that were edited."""

MOVED = 366
"""Days by which a plan may have been moved for an edited day still to be told."""

_DAY = "start_date_local"

AT_ONCE = 400
"""Lines between the first and the last that differ: of more, all count as changed."""

SHOWN = 3
"""Things that are named of what stands there."""

LONGEST = 60
"""Characters that are shown of a name, or of a line of a text."""


class Difference(NamedTuple):
    """A field, by its name on the calendar, as the event has it and as the workout says it."""

    field: str
    there: Plain
    here: Plain

    @property
    def name(self) -> str:
        """The field in the words of the source."""
        return FIELDS.get(self.field, self.field)

    @property
    def is_text(self) -> bool:
        """Whether lines are compared rather than values."""
        return self.field == "description"


class Line(NamedTuple):
    """A line of a text that only one side has. `sign`: `-` for the calendar, `+` for the source."""

    sign: str
    text: str


def differences(event: Event, known: Listed) -> tuple[Difference, ...]:
    """What the event would have to take over to be the workout."""
    sent = payload(event)
    ours, theirs = of_payload(sent), of_listed(known, sent)
    found = [Difference(field, theirs[field], ours[field]) for field in differing(sent, known)]
    if retimed(event, known):
        there = of_listed(known, ["moving_time"])["moving_time"]
        found.append(Difference("moving_time", there, seconds(event)))
    return tuple(found)


def edits(sent: Payload, shown: Listed, fields: Sequence[str]) -> tuple[str, ...]:
    """Which of the differing fields were edited on the calendar: the mark fits once they are as in
    the source. Empty where that can't be told, mostly because a field changed on both sides; the
    day is found out all the same."""
    if len(fields) > TRIED:
        return ()
    for count in range(1, len(fields) + 1):
        for some in combinations(fields, count):
            if not edited(_unedited(shown, sent, some)):
                return some
    return _with_day(sent, shown, fields) if _DAY in fields else ()


def lines(difference: Difference) -> Iterator[Line]:
    """The lines of a text that differ, in order, those that are there first."""
    there, here = str(difference.there or "").split("\n"), str(difference.here or "").split("\n")
    there, here = _trimmed(there, here)
    for _, a, b, c, d in _blocks(there, here):
        yield from (Line("-", text) for text in there[a:b])
        yield from (Line("+", text) for text in here[c:d])


def value(field: str, plain: Plain) -> str:
    """A value in words."""
    match field, plain:
        case "indoor", _:
            return "yes" if plain else "no"
        case _, None | "" | []:
            return "none"
        case "start_date_local", str():
            when = dt.datetime.fromisoformat(plain)
            return f"{when:%a} {when.date()}" + (
                f" {when:%H:%M}" if when.time() != _MIDNIGHT else ""
            )
        case "moving_time", int():
            return f"{plain // 3600}:{plain // 60 % 60:02}:{plain % 60:02}"
        case "distance_target", int():
            return f"{plain}m"
        case _, list():
            return ", ".join(plain)
        case _:
            return str(plain)


def standing(found: Sequence[Difference]) -> str:
    """What the event has and the workout doesn't, on one line."""
    told = [_standing(difference) for difference in found]
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return f"there: {'; '.join(told[:SHOWN])}{more}"


_MIDNIGHT = dt.time()


def _standing(difference: Difference) -> str:
    if not difference.is_text:
        return f"{difference.name} `{_cut(value(difference.field, difference.there))}`"
    found = list(lines(difference))
    there = [line.text for line in found if line.sign == "-" and line.text]
    if not there:
        missing = [line.text for line in found if line.text]
        return f"a text without {_some(missing)}" if missing else "other blank lines"
    return _some(there)


def _some(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - 2} more lines" if len(texts) > 2 else ""
    return ", ".join(f"`{_cut(text)}`" for text in texts[:2]) + more


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _with_day(sent: Payload, shown: Listed, fields: Sequence[str]) -> tuple[str, ...]:
    """The same where the day was edited there and moved here, as with a whole plan: it was sent
    for some day around, at the time that it has in the source."""
    others = [field for field in fields if field != _DAY]
    for some in ((), *((field,) for field in others)):
        sound = _unedited(shown, sent, some)
        if any(not edited(sound.model_copy(update={"start": when})) for when in _around(sent)):
            return (_DAY, *some)
    return ()


def _around(sent: Payload) -> Iterator[dt.datetime]:
    here = dt.datetime.fromisoformat(str(sent[_DAY]))
    first, last = dt.date.min.toordinal(), dt.date.max.toordinal()
    for day in range(here.toordinal() - MOVED, here.toordinal() + MOVED + 1):
        if first <= day <= last:
            yield dt.datetime.combine(dt.date.fromordinal(day), here.time())


def _unedited(shown: Listed, sent: Payload, fields: Sequence[str]) -> Listed:
    """The event, had these fields stayed as they were sent."""
    values = {field: sent[field] for field in fields}
    if "description" in values:
        mark = found_in(shown.description or "")
        values["description"] = with_mark(str(sent["description"]), mark)
    start = values.pop("start_date_local", None)
    when = {"start": dt.datetime.fromisoformat(str(start))} if start else {}
    return shown.model_copy(update=values | when)


def _trimmed(there: list[str], here: list[str]) -> tuple[list[str], list[str]]:
    """Without the lines that both begin and end with."""
    least = min(len(there), len(here))
    first = next((at for at in range(least) if there[at] != here[at]), least)
    there, here = there[first:], here[first:]
    least = min(len(there), len(here))
    last = next((at for at in range(least) if there[-1 - at] != here[-1 - at]), least)
    return there[: len(there) - last], here[: len(here) - last]


def _blocks(there: list[str], here: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    if max(len(there), len(here)) > AT_ONCE:
        yield "replace", 0, len(there), 0, len(here)
        return
    matched = SequenceMatcher(None, there, here, autojunk=False)
    yield from (block for block in matched.get_opcodes() if block[0] != "equal")
