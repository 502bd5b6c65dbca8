"""The lines of a plan to what is written on them; one bad line never hides the next."""

import datetime as dt
import re
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic
from workoutc.layout import without_comment
from workoutc.plan import faults
from workoutc.plan.entries import read_entry
from workoutc.plan.forms import (
    CLOCK,
    DAY,
    DAY_ALONE,
    FIELD,
    LOOSE_CLOCK,
    NAMED,
    NUMBERS,
    WEEK,
)
from workoutc.plan.written import DAYS, Day, Weeks, Words, Written
from workoutc.quoting import quote_end
from workoutc.records import dataclass
from workoutc.resolve.fields import given_twice
from workoutc.reuse.outline import Line
from workoutc.source import Span
from workoutc.suggest import nearest
from workoutc.syntax import Field
from workoutc.syntax import Line as Plain

FIELDS = ("id", "start", "end")
MOST_WEEKS = 1000
"""Weeks of a plan; as many as it may have entries."""

_DAYS = {name[:length]: day for day, name in enumerate(DAYS) for length in (3, len(name))}


def read_plan(lines: Sequence[Line], wrong: list[Diagnostic]) -> Written:
    """A plan as written, from its line `plan:` on; what is wrong with its lines goes to `wrong`."""
    first = lines[0]
    body = without_comment(first.text)
    named = NAMED.match(body)
    start = named.end() if named else 0
    if ":" not in body[:start]:
        body = body.rstrip(": \t")  # `plan Winter:`, which is told
    name = Words(body[start:], first.at(start, len(body)))
    reading = _Reading(Written(name, Span(first.span.start, first.start + len(body))), wrong)
    for line in lines[1:]:
        reading.take(line)
    return reading.plan


@dataclass(slots=True)
class _Reading:
    plan: Written
    wrong: list[Diagnostic]
    stray: str = ""
    """What the line before began with, if it was one of no plan; of several alike in a row the
    first is told."""

    def take(self, line: Line) -> None:
        body = without_comment(line.text.strip())
        if not body or body[0] == "#":
            return
        at = line.span.start
        before, self.stray = self.stray, ""
        told = len(self.wrong)
        if week := WEEK.match(body):
            self.week(body, week, at)
        elif (day := DAY.match(body)) and not self.is_field(body):
            self.day(day, at)
        elif named := FIELD.match(body):
            self.field(line, body, named, at)
        else:
            self.stray = body[0] if body[0] in ">-@" else "word"
            if self.stray != before or _day_in(body) is not None or ":" in body:
                self.wrong.append(faults.stray_line(Span(at, at + len(body)), body, _day_in(body)))
        if len(self.wrong) > told:
            self.plan.bad = True
            if self.plan.weeks:
                self.plan.weeks[-1].bad = True

    def is_field(self, body: str) -> bool:
        """Whether a line `word: …` is a field: by its name, or as no day above the first week."""
        word = body.partition(":")[0].strip().lower()
        day = word in _DAYS or (self.plan.weeks and word not in FIELDS)
        return " " not in word and not day

    def week(self, body: str, week: re.Match[str], at: int) -> None:
        span = Span(at, at + len(body))
        numbers = NUMBERS.fullmatch(week["rest"].rstrip(": \t"))
        if numbers is None:
            self.wrong.append(faults.no_week(span))
            self.open(Weeks(0, 0, Words("", span), span))
            return
        first, last = (_number(numbers[name] or numbers["first"]) for name in ("first", "last"))
        start = at + week.start("rest")
        words = numbers["title"].strip()
        place = start + numbers.start("title") + numbers["title"].find(words)
        said = Words(words, Span(place, place + len(words)))
        title = _within_quotes(said) if numbers["title"][:1] in " \t" else None
        if words and title is None:
            self.wrong.append(faults.odd_title(said.span, words, numbers["first"]))
        elif week["rest"].rstrip().endswith(":"):
            self.wrong.append(faults.colon_behind_week(Span(at + len(body) - 1, at + len(body))))
        where = Span(start, start + numbers.start("title"))
        untitled = Words("", Span(start, start))
        self.open(Weeks(first, last, title or untitled, span), where)

    def open(self, weeks: Weeks, numbers: Span | None = None) -> None:
        if numbers is not None and (fault := _odd_numbers(weeks, numbers)):
            self.wrong.append(fault)
            weeks.first = weeks.last = 0
        self.plan.weeks.append(weeks)

    def day(self, found: re.Match[str], at: int) -> None:
        word = Words(found["day"], Span(*found.span("day")).shifted(at))
        number, meant = _DAYS.get(word.text.lower()), list[str]()
        if number is None:
            meant = nearest(word.text.lower(), _DAYS, most=2)
            self.wrong.append(faults.no_day(word.span, word.text, meant))
        # Behind what is no day at all no time may have been meant: `every day: easy`.
        time = self.time(found, at) if number is not None or meant else None
        start = at + found.start("entry")
        if not found["entry"]:
            self.wrong.append(faults.no_entry(Span(at, start), found["day"]))
            return
        told = len(self.wrong)
        entry = read_entry(found["entry"], start, self.wrong)
        whole = number is not None and len(self.wrong) == told
        if not self.plan.weeks:
            self.wrong.append(faults.no_week_above(Span(at, at + len(found[0]))))
        elif entry is not None:
            span, weeks = Span(start, start + len(found["entry"])), self.plan.weeks[-1]
            days = weeks.days if whole else weeks.astray
            days.append(Day(number or 0, time, entry, span))

    def time(self, found: re.Match[str], at: int) -> dt.time | None:
        words = found["time"].strip()
        if not words:
            return None
        start = at + found.start("time") + found["time"].index(words)
        span = Span(start, start + len(words))
        clock = CLOCK.fullmatch(words)
        if clock is None or int(clock["hour"]) > 23 or int(clock["minute"]) > 59:
            self.wrong.append(faults.no_time(span, words, None if clock else _clock(words)))
            return None
        return dt.time(int(clock["hour"]), int(clock["minute"]))

    def field(self, line: Line, body: str, named: re.Match[str], at: int) -> None:
        name, value = named["name"].lower(), named["value"]
        spans = [Span(*named.span(part)).shifted(at) for part in ("name", "value")]
        field = Field(Plain(at, body, line.indent, at), name, spans[0], value, spans[1])
        if name not in FIELDS:
            near = nearest(name, FIELDS, most=2)
            self.wrong.append(faults.no_field(spans[0], named["name"], near))
        elif name in self.plan.fields:
            self.wrong.append(given_twice(field, self.plan.fields[name]))
        else:
            self.plan.fields[name] = field


def _within_quotes(words: Words) -> Words | None:
    """What stands between the quotes, where these are the first sign and the last."""
    if quote_end(words.text, 0) != len(words.text):
        return None
    return Words(words.text[1:-1], Span(words.span.start + 1, words.span.end - 1))


def _number(digits: str) -> int:
    """A number of a week; a longer one than any that may be is as good as the next."""
    return int(digits) if len(digits.lstrip("0")) <= 4 else 10 * MOST_WEEKS


def _odd_numbers(weeks: Weeks, span: Span) -> Diagnostic | None:
    if weeks.first == 0:
        return faults.week_zero(span)
    if weeks.last < weeks.first:
        return faults.backwards(span, weeks.first, weeks.last)
    return faults.too_many_weeks(span, MOST_WEEKS) if weeks.last > MOST_WEEKS else None


def _clock(words: str) -> str | None:
    """The time that may have been meant, as it is to be written."""
    found = LOOSE_CLOCK.fullmatch(words)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        hour = hour % 12 + (12 if found["half"].lower() == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _day_in(body: str) -> int | None:
    """Where the day ends, and its time, at the beginning of a line that has no colon."""
    found = DAY_ALONE.match(body)
    return found.end() if found and found["day"].lower() in _DAYS else None
