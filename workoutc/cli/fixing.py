"""Sources with the safe fixes applied."""

from click import echo

from workoutc.cli.contexts import Context
from workoutc.cli.output import emit
from workoutc.cli.sources import Text
from workoutc.compiler import compile_bytes
from workoutc.diagnostic import Edit, Fix
from workoutc.files import write_file
from workoutc.fix import apply_fixes
from workoutc.records import replace

ROUNDS = 10
"""A fix may bring the next one to light; after this many rounds we stop looking."""


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
        echo(f"{text.name}: {words}", err=True)
    return text if data is None else text._replace(data=data)


def fix_all(text: Text, context: Context) -> tuple[bytes | None, int]:
    """The bytes with all safe fixes in them, and how many; nothing else of them is changed.

    Broken UTF-8 is left alone. `None` for what is too large to be read whole.
    """
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
