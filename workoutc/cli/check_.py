"""`workoutc check`: say what is wrong."""

import sys
from dataclasses import replace

import click

from workoutc.cli import options
from workoutc.cli.options import Context
from workoutc.cli.output import counted, emit, errors_of, report_of, show, tell
from workoutc.cli.sources import Text, compiled, texts
from workoutc.compiler import Compilation, compile_bytes
from workoutc.diagnostic import Edit, Fix, by_place
from workoutc.files import write_file
from workoutc.render import FORMATS, Format

ROUNDS = 10
"""A fix may bring the next one to light; after this many rounds we stop looking."""


@click.command("check")
@options.paths
@click.option("--fix", is_flag=True,
              help="Apply the safe fixes; that of `-` goes to stdout, and what is left to say to "
              "stderr.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True,
              help="What to print.")  # fmt: skip
@options.profile
@options.look
def command(
    paths: tuple[str, ...], fix: bool, strict: bool, form: Format, athlete: str | None,
    values: tuple[str, ...], color: str, quiet: bool,
) -> None:  # fmt: skip
    """Say what is wrong, where, and what to write instead.

    PATH is a file, a folder (every *.workout below it) or - for standard input. Exits with 1 when
    there is an error.

    \b
      workoutc check training/
      workoutc check --fix tempo.workout
    """
    contexts = options.Contexts(athlete, values)
    given = texts(paths)
    if fix:
        given = [
            fixed(text, contexts.of(text.file), quiet=quiet or form != "text") for text in given
        ]
    found = [with_losses(c) for c in compiled(given, contexts, quiet=quiet)]
    report = report_of(found)
    if quiet and form == "text" and not strict:
        report = errors_of(report)
    if fix and any(text.file is None for text in given):
        tell(report, color, form)  # stdout holds the fixed text
    else:
        show(report, form, color)
    if not quiet and form == "text" and not any(c.diagnostics for c in found):
        click.echo(f"{counted(len(found), 'file')}: nothing to complain about", err=True)
    sys.exit(1 if any(not c.ok or (strict and c.diagnostics) for c in found) else 0)


def with_losses(compilation: Compilation) -> Compilation:
    """The same with what would be changed on the way to Intervals.icu.

    A threshold that is missing for that is a warning here, and an error only when building.
    """
    if not compilation.ok:
        return compilation
    from workoutc.formats.intervals.write import write

    lost = [d for w in compilation.sessions for d in write(w, compilation.athlete).lost]
    found = by_place(
        dict.fromkeys([*compilation.diagnostics, *(d for d in lost if d.code != "E401")])
    )
    return replace(compilation, diagnostics=found)


def fixed(text: Text, context: Context, *, quiet: bool) -> Text:
    """The text with the safe fixes in it: its file is changed, standard input goes to stdout."""
    data, count = fix_all(text, context)
    if data is not None:
        if text.file is None:
            emit(data)
        elif count:
            write_file(text.file, data)
    if count and not quiet:
        words = f"{count} {'fix' if count == 1 else 'fixes'} applied"
        click.echo(f"{text.name}: {words}", err=True)
    return text if data is None else text._replace(data=data)


def fix_all(text: Text, context: Context) -> tuple[bytes | None, int]:
    """The bytes with all safe fixes in them, and how many; nothing else of them is changed.

    Broken UTF-8 is left alone. `None` for what is too large to be read whole.
    """
    from workoutc.fix import apply_fixes

    data, total = text.data, 0
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    for _ in range(ROUNDS):
        compilation = compile_bytes(data, name=text.name, setting=context.setting(text.file))
        codes = {d.code for d in compilation.diagnostics}
        if codes & {"E101", "E103"}:
            return None if "E103" in codes else data, total
        source = compilation.source.text
        fixes = [_in_style(d.fix, source) for d in compilation.diagnostics if d.fix is not None]
        mended, count = apply_fixes(source, fixes)
        if not count:
            break
        data, total = mark + mended.encode(), total + count
    return data, total


def _in_style(fix: Fix, source: str) -> Fix:
    """A fix with line ends as the source has them."""
    if "\r\n" not in source:
        return fix
    return replace(fix, edits=tuple(Edit(e.span, e.text.replace("\n", "\r\n")) for e in fix.edits))
