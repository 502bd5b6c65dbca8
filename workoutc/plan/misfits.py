"""What a plan can't mean, put into a coach's words."""

import datetime as dt
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.plan.written import DAYS
from workoutc.records import replace
from workoutc.source import Source, Span
from workoutc.syntax import Field


def no_weeks(span: Span, *, dated: bool) -> Diagnostic:
    """`plan:` with nothing of a plan below it. `dated`: but for its start or end."""
    first = "" if dated else "`start: DATE`, then "
    help_ = f"write {first}`week 1` and its days below"
    if not dated:
        help_ += "; if it is a note, begin the line with `> `"
    return Diagnostic("E276", "the plan has no weeks", span, "nothing below it that it could hold",
                      help_)  # fmt: skip


def no_date(span: Span) -> Diagnostic:
    """Neither `start:` nor `end:`."""
    return Diagnostic("E273", "the plan has neither a start nor an end", span, "when is it?",
                      "write `start:` and the Monday of week 1, or `end:` and a day of the last "
                      "week, such as that of the race")  # fmt: skip


def no_day(field: Field, fault: Diagnostic) -> Diagnostic:
    """`start: tomorrow`, which isn't any date of a workout either."""
    what = "the Monday of week 1" if field.name == "start" else "a day of the last week"
    message = fault.message if field.value else f"`{field.name}:` is empty"
    return replace(fault, message=message, label=f"{what} is due",
                   help="write year-month-day: `2027-01-04`")  # fmt: skip


def two_dates(span: Span, first: Span) -> Diagnostic:
    """Both."""
    return Diagnostic("E273", "the plan has both a start and an end", span, "the second",
                      "keep one of them: the other follows from the weeks",
                      notes=(Note("the first is here", first),))  # fmt: skip


def timed(span: Span, day: str) -> Diagnostic:
    """`start: 2027-01-04 06:30`."""
    return Diagnostic("E219", "a plan begins and ends on a day, without a time", span,
                      "only a date is due",
                      f"write `{day}`; times stand at the days: `tue 18:00: …`",
                      Fix(f"write `{day}`", (Edit(span, day),), safe=True))  # fmt: skip


def beyond_the_calendar(span: Span) -> Diagnostic:
    """Weeks before the year 1 or behind the year 9999."""
    return Diagnostic("E278", "the plan reaches beyond the calendar", span,
                      "leaves the years 1 to 9999", "which year did you mean?")  # fmt: skip


def no_monday(span: Span, day: dt.date, monday: dt.date) -> Diagnostic:
    """`start:` on another day of the week."""
    fix = Fix(f"write `{monday}`", (Edit(span, monday.isoformat()),))
    name = DAYS[day.weekday()].capitalize()
    return Diagnostic("W351", f"the plan starts on a {name}", span,
                      f"week 1 begins on Monday {monday}",
                      "weeks go from Monday to Sunday: write the Monday, so that nobody counts "
                      f"from the {name}", fix)  # fmt: skip


def week_hidden(span: Span) -> Diagnostic:
    """`let week = 3` in a file with a plan."""
    return Diagnostic("W340", "the name `week` of the file is hidden in its plans", span,
                      "means the number of the week there", "give it another name"
                      )  # fmt: skip


def gap(span: Span, missing: Sequence[int]) -> Diagnostic:
    """Weeks that no heading has."""
    first, last = missing[0], missing[-1]
    what = f"week {first} is" if first == last else f"weeks {first} to {last} are"
    return Diagnostic("W350", f"{what} missing", span, "comes after a gap",
                      "number the weeks one after another; a free week is written `week "
                      f"{first}` with `mon: rest` below")  # fmt: skip


def out_of_order(span: Span, first: int, last: Span, before: int) -> Diagnostic:
    """A week that was there already, or comes late."""
    what = f"week {first} is there already" if first == before else (
        f"week {first} stands behind week {before}")  # fmt: skip
    return Diagnostic("E275", what, span, f"week {before + 1} is due",
                      "write the weeks in their order, each once",
                      notes=(Note(f"week {before} is here", last),))  # fmt: skip


def empty_week(span: Span, what: str) -> Diagnostic:
    """A week heading without a day."""
    return Diagnostic("W352", f"{what} has no days", span, "nothing below it",
                      "write its days below; if it is free on purpose, say so: `mon: rest`"
                      )  # fmt: skip


def idle_field(span: Span, name: str, *, race: bool) -> Diagnostic:
    """`date:` or `pool:` above a plan, and no workout in the file."""
    label = "there is neither a workout nor a race" if race else "there is no workout in the file"
    help_ = "take it out: it is a default of the workouts that stand below it"
    if name == "date":
        help_ = "take it out: the days of a plan follow from `start:` or `end:` below `plan:`"
    elif race:
        help_ = "take it out: it is a default of the workouts of this file and of the plan's races"
    return Diagnostic("W356", f"`{name}:` counts for nothing in this file", span, label, help_
                      )  # fmt: skip


def too_many(span: Span, count: int, most: int, where: str) -> Diagnostic:
    """More entries than anybody plans."""
    return Diagnostic("E277", f"{where} more than {most:,} entries", span,
                      f"{count:,} with these", "split it into plans for parts of the season"
                      )  # fmt: skip


_FREE = frozenset({"off", "day off", "free", "nothing", "none", "-", "recovery day", "restday"})
"""What a free day is called elsewhere."""


def no_workout(
    span: Span, words: str, near: Sequence[str], *, named: bool, step: bool
) -> Diagnostic:
    """An id that no workout has. `named`: one has these words as its name. `step`: they read like a
    step."""
    fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True) if len(near) == 1 else None
    if step:
        help_ = f"write it as a workout above, `- {words}` below `workout: NAME`, and its id here"
    elif named and near:
        help_ = f"a plan names workouts by their ids: write `{near[0]}`"
    elif near:
        help_ = f"did you mean {' or '.join(f'`{word}`' for word in near)}?"
    elif words.lower() in _FREE:
        help_ = "a day without training is `rest`"
    else:
        help_ = (
            "write the id of a workout of this file or of an included one; a text for the athlete "
            'is `note "…"`'
        )
    return Diagnostic("E270", f"there is no workout `{words}`", span, "not an id that is known",
                      help_, fix)  # fmt: skip


def dated(span: Span, name: str, where: Note) -> Diagnostic:
    """A workout with a date of its own."""
    return Diagnostic("E271", f"the workout `{name}` has a date of its own", span,
                      "can't stand on another day",
                      "take the `date:` out of the workout, or this line out of the plan",
                      notes=(where,))  # fmt: skip


def twice(span: Span, name: str, first: Span) -> Diagnostic:
    """One name twice on a day."""
    return Diagnostic("E272", f"`{name}` stands twice on this day", span, "the second",
                      f"give one a name of its own, by which the calendar knows it: "
                      f"`… as {name}-2`", notes=(Note("the first is here", first),))  # fmt: skip


def same_plan(span: Span, identity: str, remark: Note) -> Diagnostic:
    """Two plans of one id, in one file or in two. `remark`: where the first is."""
    return Diagnostic("E279", f"two plans have the id `{identity}`", span, "the second",
                      "give one an `id:` of its own; its events are known by it on the calendar",
                      notes=(remark,))  # fmt: skip


def nameless(span: Span, text: str, help_: str) -> Diagnostic:
    """A text that no name for the calendar can be made of."""
    return Diagnostic("E280", f"no id can be made of `{text}`", span,
                      "no letter or digit that an id may have", help_)  # fmt: skip


def faulty_defaults(span: Span, name: str, source: Source) -> Diagnostic:
    """A workout of another file, with `with: n = 3 x`."""
    return Diagnostic("E262", "the included file has an error", span,
                      f"a value behind `with:` of `{name}` can't be read",
                      f"see `workoutc check {source.name}`")  # fmt: skip
