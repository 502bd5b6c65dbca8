"""What became of a foreign file."""

from collections.abc import Iterator, Sequence

import click

from workoutc.cli.contexts import Context, Contexts
from workoutc.cli.output import tell
from workoutc.cli.sources import Text
from workoutc.compiler import Compilation
from workoutc.diagnostic import Diagnostic, by_place, has_errors
from workoutc.formats.intervals.doc_json import dumps
from workoutc.model import Workout
from workoutc.records import dataclass, replace
from workoutc.render.visible import visible
from workoutc.source import Source

FORMS = ("source", "doc", "json")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `form`: one of `FORMS`."""

    form: str
    sport: str
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A file and what was made of it. `remarks`: what its source says in other words, by line."""

    source: Source
    form: str
    content: str
    found: tuple[Diagnostic, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the content may be used."""
        return not has_errors(self.found)


def imported(text: Text, contexts: Contexts, wanted: Wanted) -> Imported:
    """A file in the form that is wanted. Raises SettingsError."""
    form = wanted.form
    context = contexts.of(text.file)
    if text.origin == "intervals" and form != "json":
        return _native(text, context, wanted.sport, form)
    from workoutc.foreign import compile_foreign

    setting = replace(context.setting(text.file), sport=wanted.sport)
    compilation = compile_foreign(
        text.data, name=text.name, origin=text.origin, setting=setting, percent=wanted.percent
    )
    # Advice on the session is for whoever checks it.
    found = tuple(d for d in compilation.diagnostics if not d.code.startswith("W3"))
    if has_errors(found):
        return Imported(compilation.source, form, "", found)
    content, lost = _written(compilation, form)
    return Imported(compilation.source, form, content, by_place([*found, *lost]))


def _written(compilation: Compilation, form: str) -> tuple[str, Sequence[Diagnostic]]:
    from workoutc.formats import write
    from workoutc.formats.source import write as write_source

    workout, *_ = compilation.workouts
    if form == "source":
        emission = write_source(workout)
    else:
        emission = write(workout, "doc" if form == "doc" else "json", compilation.athlete)
    return emission.content, emission.lost


def _native(text: Text, context: Context, sport: str, form: str) -> Imported:
    """Native text as the server reads it, or as a source in its author's own words."""
    from workoutc.formats.intervals.read import read
    from workoutc.reading import decode

    source, faults = decode(text.name, text.data)
    if has_errors(faults):
        return Imported(source, form, "", tuple(faults))
    if form == "doc":
        return Imported(source, form, dumps(read(source.text, sport, context.athlete), 2) + "\n")
    return _in_own_words(source, sport, context)


def _in_own_words(source: Source, sport: str, context: Context) -> Imported:
    from workoutc.foreign import named
    from workoutc.formats.heading import fields
    from workoutc.native import body

    found = body(source.text, sport, context.athlete)
    head = list(fields(named(Workout("", "", sport, peak=found.peak), source.name)))
    lines = found.lines
    content = "\n".join([*head, "", *(line.text for line in lines)]).rstrip("\n") + "\n"
    remarks = tuple(
        f"line {number} of the source: {line.remark}"
        for number, line in enumerate(lines, start=len(head) + 2)
        if line.remark
    )
    return Imported(source, "source", _laid_out(content), remarks=remarks)


def _laid_out(content: str) -> str:
    """The canonical layout, line for line, so that the numbers of lines stay right."""
    from workoutc.fmt import formatted

    text = formatted(content.encode(), "imported.workout").text
    return text if text.count("\n") == content.count("\n") else content


def told(each: Sequence[Imported], color: str, *, quiet: bool) -> None:
    """What was found, on stderr."""
    tell([(one.source, one.found) for one in each if not quiet or not one.ok], color)
    for line in _remarks(each) if not quiet else ():
        click.echo(visible(line), err=True)


def _remarks(each: Sequence[Imported]) -> Iterator[str]:
    for one in each:
        yield from (f"{one.source.name}: {remark}" for remark in one.remarks)
