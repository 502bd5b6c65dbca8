"""The lines of a plan as they are written."""

from collections.abc import Iterator
from typing import assert_never

from workoutc.diagnostic import Diagnostic
from workoutc.fmt.definitions import line_at, listed_text
from workoutc.fmt.spelling import with_holes
from workoutc.plan.reading import read_plan
from workoutc.plan.written import DAYS, Day, Entry, Occasion, Rest, Session, Weeks, Words
from workoutc.reuse.outline import Outline
from workoutc.syntax import Line


def plan_lines(book: Outline) -> Iterator[tuple[Line, str]]:
    """The weeks and days of a file's plans, and what is to stand there. Fields are written like
    those of a workout."""
    for plan in book.plans:
        wrong: list[Diagnostic] = []
        written = read_plan(plan.lines, wrong)
        for weeks in () if wrong else written.weeks:
            yield line_at(book.source, weeks.span.start), _week_text(weeks)
            for day in weeks.days:
                yield line_at(book.source, day.span.start), _day_text(day)


def _week_text(weeks: Weeks) -> str:
    numbers = f"{weeks.first}" if weeks.first == weeks.last else f"{weeks.first}-{weeks.last}"
    title = f' "{with_holes(weeks.title.text)}"' if weeks.title.text else ""
    return f"week {numbers}{title}"


def _day_text(day: Day) -> str:
    time = f" {day.time:%H:%M}" if day.time is not None else ""
    return f"{DAYS[day.number][:3]}{time}: {_entry_text(day.entry)}"


def _entry_text(entry: Entry) -> str:
    match entry:
        case Session(workout=workout, arguments=arguments, alias=alias):
            return f"{workout.text}{_arguments(arguments.text)}{_alias(alias)}"
        case Occasion(category=category, text=text, sport=sport, alias=alias):
            kind = category.lower() if category[:4] != "RACE" else f"race {category[-1]}"
            ridden = f" {sport}" if sport else ""
            return f'{kind} "{with_holes(text.text)}"{ridden}{_alias(alias)}'
        case Rest():
            return "rest"
        case _:
            assert_never(entry)


def _arguments(text: str) -> str:
    told = listed_text(text[1:-1])
    return text if told is None else f"({told})" if told else ""


def _alias(alias: Words | None) -> str:
    return f" as {alias.text}" if alias else ""
