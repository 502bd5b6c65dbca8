"""What can be wrong with the lines of a plan, in a coach's words."""

import re
from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.plan.forms import ARGUMENT, FIELD_ALONE, LOOSE_CLOCK, SEVERAL, UP_TO
from workoutc.quoting import quote_end, quoted, requoted
from workoutc.regex import regex
from workoutc.resolve.faults import unclosed_quote
from workoutc.resolve.fields import slug
from workoutc.source import Span
from workoutc.syntax import Shape, Word

_HOLE = regex(r"\{[^}]*\}?")


def stray_line(span: Span, body: str, day: int | None) -> Diagnostic:
    """A line that no plan has. `day`: where the day ends that it begins with."""
    fix = None
    help_ = 'below a week stand days: `tue: easy`, `sat: note "…"`, `sun: rest`'
    if day is not None:
        at = span.start + day
        fix = Fix("put a colon behind the day", (Edit(Span(at, at), ":"),))
        help_ = f"write `{body[:day]}: {body[day:].strip()}`"
    elif field := FIELD_ALONE.fullmatch(body):
        mended = f"{field['name'].lower()}: {field['value']}"
        help_, fix = f"write `{mended}`", Fix("put a colon behind it", (Edit(span, mended),))
    elif body[0] == ">":
        help_ = 'put it on a day: `mon: note "…"`; `#` begins a comment'
    elif body[0] in "-@":
        help_ = "a plan names workouts: put the steps below a `workout: NAME`, and its id here"
    elif ":" in body:
        help_ = "a line is for one day of the week, by its name: `tue: easy`"
    return Diagnostic("E150", "the line belongs in no plan", span, "neither a week nor a day",
                      help_, fix)  # fmt: skip


def no_week(span: Span) -> Diagnostic:
    """`week one`."""
    return Diagnostic("E151", "the week has no number", span, "which week?",
                      'write `week 4`, or `week 1-3 "Base"` for several that are alike'
                      )  # fmt: skip


def odd_title(span: Span, words: str, number: str) -> Diagnostic:
    """`week 3 Base`, `week 3: Base`; but `week 10, 11` is no title. `number`: of the week."""
    if quote_end(words, 0) == len(words):
        fix = Fix("put a blank in front", (Edit(Span(span.start, span.start), " "),), safe=True)
        return Diagnostic("E151", "the title of the week is glued to its number", span,
                          "a blank is due in front", f"write `{words}` behind a blank", fix
                          )  # fmt: skip
    if words[0] == '"' and '"' in words[1:] and quote_end(words, 0) is None:
        return unclosed_quote(Word(Shape.UNCLOSED, words, span))
    if (weeks := UP_TO.fullmatch(words)) is not None:
        return _weeks_in_words(span, weeks, number)
    plain = words.strip("\"'“”„()[]:-– ")
    if '"' in plain:
        help_ = r"inside a title a quote has a backslash in front: `\"`"
        return Diagnostic("E151", "the title of the week can't be read", span,
                          "a text between two quotes is due", help_)  # fmt: skip
    if not plain or not plain[0].isalpha():
        help_ = 'write `week 1-2`, or a heading for each; a title stands in quotes: `week 3 "Base"`'
        return Diagnostic("E151", "this is no number of a week", span,
                          "one number is due, or two with a hyphen", help_)  # fmt: skip
    blank = " " if words[0] in ",;:" else ""
    fix = Fix("put it in quotes", (Edit(span, f"{blank}{quoted(plain)}"),), safe=True)
    return Diagnostic("E151", "the title of the week has no quotes", span,
                      "a text stands in quotes", f"write `{quoted(plain)}`", fix)  # fmt: skip


def _weeks_in_words(span: Span, weeks: re.Match[str], number: str) -> Diagnostic:
    """`week 3 to 4`: no title, and no week may be lost."""
    whole = Span(span.start, span.start + weeks.end("last"))
    return Diagnostic("E151", "several weeks stand in words", whole, "a hyphen is due",
                      f"write `week {number}-{weeks['last']}`, from the first to the last, or a "
                      "heading for each")  # fmt: skip


def colon_behind_week(span: Span) -> Diagnostic:
    """`week 3:`."""
    return Diagnostic("E151", "a week has no colon behind it", span, "too much",
                      "write `week 3`", Fix("take it out", (Edit(span, ""),), safe=True)
                      )  # fmt: skip


def no_day(span: Span, word: str, near: Sequence[str]) -> Diagnostic:
    """`tud: easy`."""
    fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True) if len(near) == 1 else None
    meant = " or ".join(f"`{day}`" for day in near)
    return Diagnostic("E152", f"`{word}` is not a day", span, "a day of the week is due",
                      f"did you mean {meant}?" if near else
                      "write `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun`, or their whole "
                      "names", fix)  # fmt: skip


def no_time(span: Span, words: str, meant: str | None) -> Diagnostic:
    """`tue 6pm: easy`."""
    fix = Fix(f"write `{meant}`", (Edit(span, meant),), safe=True) if meant else None
    return Diagnostic("E153", f"`{words}` is not a time of day", span, "hours and minutes are due",
                      f"write `{meant}`" if meant else "write it as `18:00`, from 00:00 to 23:59",
                      fix)  # fmt: skip


def no_entry(span: Span, day: str) -> Diagnostic:
    """`tue:`."""
    return Diagnostic("E154", "nothing stands behind the day", span, "what is to be done?",
                      f"write the id of a workout, `{day}: note \"…\"`, or `{day}: rest`"
                      )  # fmt: skip


def no_kind(span: Span, words: str) -> Diagnostic:
    """`tue: "Travel"`."""
    fix = None
    if quote_end(words, 0) == len(words):
        fix = Fix("make it a note", (Edit(Span(span.start, span.start), "note "),))
    return Diagnostic("E154", "the entry doesn't say what it is", span, "a text of what kind?",
                      'write `note "…"`, `race A "…"` or `holiday "…"`, or the id of a workout',
                      fix)  # fmt: skip


def no_text(span: Span, kind: str) -> Diagnostic:
    """`sat: note`."""
    example = 'race A "Gran Fondo"' if kind == "race" else f'{kind} "Travel to Girona"'
    return Diagnostic("E155", f"the {kind} has no text", span, "what is it called?",
                      f"write `{example}`")  # fmt: skip


def unquoted(span: Span, words: str) -> Diagnostic:
    """`sat: note Travel`."""
    closes = words.count('"') == 1
    said = requoted(words) or quoted(words.removesuffix('"').rstrip() if closes else words)
    plain = '"' not in words or "{" not in words
    fix = Fix("put the text in quotes", (Edit(span, said),), '"' not in words) if plain else None
    return Diagnostic("E155", "the text has no quotes", span, "a text stands in quotes",
                      f"write `{said}`" if plain else "put it in quotes", fix)  # fmt: skip


def no_priority(span: Span, word: Span) -> Diagnostic:
    """`sun: race "Gran Fondo"`."""
    return Diagnostic("E156", "the race has no priority", word if span.start == span.end else span,
                      "A, B or C is due",
                      'write `race A "…"` for a goal of the season, B for one that counts, C for '
                      "one ridden in training")  # fmt: skip


def stray_words(span: Span, words: str) -> Diagnostic:
    """`tue: easy today`."""
    if is_time(words):
        help_ = "the time stands behind the day: `tue 18:00: easy`"
    elif ARGUMENT.fullmatch(words):
        help_ = f"what a workout is given stands in parentheses: `({words})`"
    elif SEVERAL.match(words):
        help_ = "each entry has a line of its own, also on one day"
    else:
        help_ = (
            'put what is for the athlete into an entry of its own: `tue: note "…"`; `#` begins a '
            "comment"
        )
    return Diagnostic("E157", f"`{words}` stands behind the entry", span, "nothing may follow",
                      help_)  # fmt: skip


def is_time(words: str) -> bool:
    """Whether words behind an entry are a time of day: `at 10:00`, `6pm`, but not `3`."""
    return not words.isdigit() and LOOSE_CLOCK.fullmatch(words) is not None


def no_sport(span: Span, word: str, near: Sequence[str]) -> Diagnostic:
    """`sun: race A "Gran Fondo" Rdie`."""
    fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True) if len(near) == 1 else None
    return Diagnostic("E157", f"`{word}` is not a sport of Intervals.icu", span,
                      "only a sport may follow",
                      f"did you mean `{near[0]}`?" if near else "for instance Ride, Run or Swim",
                      fix)  # fmt: skip


def no_alias(span: Span, word: str, entry: str) -> Diagnostic:
    """`tue: easy as` and `tue: easy as 2nd!`. `entry`: its first word."""
    what = f"`{word}` can't be a name" if word else "no name stands behind `as`"
    fixed = slug(_HOLE.sub("", word)) or f"{entry}-2"
    help_ = f"write `as {fixed}`"
    if "{" in word:
        help_ += "; the number of the week is in what the calendar knows it by, without being said"
    return Diagnostic("E157", what, span, "letters, digits and hyphens only", help_)


def no_week_above(span: Span) -> Diagnostic:
    """A day line above the first week."""
    return Diagnostic("E158", "the day belongs to no week", span, "no `week` above it",
                      "write `week 1` above it")  # fmt: skip


def no_field(span: Span, word: str, near: Sequence[str]) -> Diagnostic:
    """`strat: 2027-01-04`."""
    fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True) if len(near) == 1 else None
    return Diagnostic("E110", f"`{word}:` is not a field of a plan", span, "unknown field",
                      f"did you mean `{near[0]}:`?" if near else
                      "a plan has `id:`, and `start:` or `end:`; all else belongs to its workouts",
                      fix)  # fmt: skip


def week_zero(span: Span) -> Diagnostic:
    """`week 0`."""
    return Diagnostic("E274", "there is no week 0", span, "weeks count from 1", "write `week 1`")


def backwards(span: Span, first: int, last: int) -> Diagnostic:
    """`week 3-1`."""
    fix = Fix(f"write `{last}-{first}`", (Edit(span, f"{last}-{first}"),))
    return Diagnostic("E274", "the weeks run backwards", span, "ends before it begins",
                      f"write `{last}-{first}`", fix)  # fmt: skip


def too_many_weeks(span: Span, most: int) -> Diagnostic:
    """`week 5000`."""
    return Diagnostic("E277", f"the plan has more than {most:,} weeks", span, "beyond the last",
                      "begin a new plan for a new season")  # fmt: skip
