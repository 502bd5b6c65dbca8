"""`workoutc fmt`: one layout for all sources."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from enum import Enum

import click

from workoutc.cli import options
from workoutc.cli.contexts import Contexts
from workoutc.cli.output import counted, emit, tell
from workoutc.cli.processes import followed
from workoutc.cli.refusal import Refusal, complain
from workoutc.cli.sources import Text, texts
from workoutc.files import write_file
from workoutc.fmt import Formatted, MeaningChangedError, formatted
from workoutc.tuples import NamedTuple

REPORT = "it stays as it is; please report it at https://pypi.org/project/workoutc/ with the file"
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@click.command("fmt")
@options.paths
@click.option("--check", is_flag=True,
              help="Change nothing: name the files that would change, and exit with 1 if there is "
              "one.")  # fmt: skip
@click.option("--diff", is_flag=True, help="Change nothing: print what would change.")
@options.look
def command(paths: tuple[str, ...], check: bool, diff: bool, color: str, quiet: bool) -> None:
    """Lay sources out in the one canonical way.

    Blanks, the order of a step's words and the spelling of its units; never what it means. Comments
    stay. A file with a line that can't be read stays as it is: what is wrong is told, and the exit
    code is 1. PATH is a file, a folder (every *.workout below it) or -, which is written to
    standard output.

    \b
      workoutc fmt training/
      workoutc fmt --check --diff training/
    """
    contexts = Contexts(None, ())
    given = texts(paths)
    _check_sources(given)
    ends, left = Counter[End](), []
    for text in followed(given, len(given), "formatting", quiet=quiet):
        sheet = _sheet(text, contexts)
        if sheet is not None and sheet.new.unreadable:
            left.append((sheet.new.source, sheet.new.unreadable))
        ends[_end(sheet, check=check, diff=diff)] += 1
    tell(left, color)
    if not quiet and any(text.file for text in given):
        _sum_up(ends, "would change" if check or diff else "changed")
    if ends[End.FAILED]:
        sys.exit(2)
    sys.exit(1 if left or (check and ends[End.CHANGED]) else 0)


def _check_sources(given: Sequence[Text]) -> None:
    """Raises Refusal for a foreign file, which has no layout of ours. Native text may be one."""
    for text in given:
        if text.origin not in ("", "intervals"):
            raise Refusal(
                f"`{text.name}` is no source", f"make one of it: workoutc import {text.name}"
            )


class End(Enum):
    """What became of a file."""

    SAME = "as it should be"
    CHANGED = "changed, or would be"
    LEFT = "can't be read"
    FAILED = "can't be written, or was nearly changed in its meaning"


class _Sheet(NamedTuple):
    """A text before and after."""

    text: Text
    new: Formatted

    @property
    def data(self) -> bytes:
        """What it should hold."""
        return self.text.data if self.new.unreadable else self.new.text.encode()

    @property
    def changes(self) -> bool:
        return self.data != self.text.data


def _sheet(text: Text, contexts: Contexts) -> _Sheet | None:
    """`None`, and a word of it, where the formatter is at fault; standard input is given back."""
    setting = contexts.of(text.file).setting(text.file)
    try:
        return _Sheet(text, formatted(text.data, text.name, setting))
    except MeaningChangedError:
        complain(f"a bug: in its new layout {text.name} would mean something else", REPORT)
        if text.file is None:
            emit(text.data)
        return None


def _end(sheet: _Sheet | None, *, check: bool, diff: bool) -> End:
    if sheet is None:
        return End.FAILED
    if check or diff:
        _show(sheet, diff=diff)
    elif sheet.text.file is None:
        _give_back(sheet)
    elif sheet.changes and not _written(sheet.text.file, sheet.data):
        return End.FAILED
    if sheet.new.unreadable:
        return End.LEFT
    return End.CHANGED if sheet.changes else End.SAME


def _written(file: str, data: bytes) -> bool:
    """Whether a file could be written; if not, that is told, and the others go on."""
    try:
        write_file(file, data)
    except OSError as wrong:
        complain(f"{file}: {wrong.strerror or wrong}")
        return False
    return True


def _give_back(sheet: _Sheet) -> None:
    """What came from standard input goes back also when it can't be read: an editor puts in its
    place whatever comes."""
    if all(fault.code != "E103" for fault in sheet.new.unreadable):  # which is only half there
        emit(sheet.data)


def _show(sheet: _Sheet, *, diff: bool) -> None:
    if sheet.changes:
        emit("".join(_differences(sheet)) if diff else f"{sheet.text.name}\n")


def _differences(sheet: _Sheet) -> Iterator[str]:
    """A unified diff, as `patch` reads it."""
    before, after = (_LINE.findall(side.decode()) for side in (sheet.text.data, sheet.data))
    for line in unified_diff(before, after, sheet.text.name, sheet.text.name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _sum_up(ends: Counter[End], verb: str) -> None:
    left = f"{ends[End.LEFT]} can't be read, left as it was"
    parts = [f"{ends[End.CHANGED]} {verb}"] if ends[End.CHANGED] else []
    parts += [left] if ends[End.LEFT] else []
    parts += [f"{ends[End.FAILED]} failed"] if ends[End.FAILED] else []
    told = ", ".join(parts) or "nothing to change"
    click.echo(f"{counted(ends.total(), 'file')}: {told}", err=True)
