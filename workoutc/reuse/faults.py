"""What can be wrong with definitions and with what uses them, in a coach's words."""

from collections.abc import Sequence

from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.expression import Value, is_name, name_of, text_of
from workoutc.records import replace
from workoutc.regex import regex
from workoutc.reuse.parameters import Parameter
from workoutc.source import Source, Span

_NEARLY = regex(r"(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:[ \t]*:[ \t]*|[ \t]+)(?P<value>[^\s=]+)")
"""`reps 3`, `reps: 3`."""


LINE = "it is line"
"""How a note begins that says where in an included file a fault is."""


def no_name(span: Span, name: str) -> Diagnostic:
    """A name that has other signs than a name may have."""
    return Diagnostic("E140", f"`{name}` can't be a name", span, "letters, digits and `_` only",
                      _name_help(name))  # fmt: skip


def _name_help(name: str) -> str:
    plain = name.replace("-", "_")
    if plain != name and is_name(plain):
        return f"a hyphen is a minus or a range: write `{plain}`"
    return "begin with a letter, such as `on` or `hard_2`; `Z2` is a zone"


def no_value(span: Span, name: str, meant: str) -> Diagnostic:
    """`let` without its equals sign or what stands behind it. `meant`: what may be the value."""
    help_ = f"write `let {name} = {meant}`" if meant else (
        f"put a value with its unit behind an equals sign: `let {name} = 95%`")  # fmt: skip
    fix = Fix(help_, (Edit(span, f"let {name} = {meant}"),)) if meant else None
    return Diagnostic("E141", f"`{name}` is given no value", span, "a name needs a value",
                      help_, fix)  # fmt: skip


def colon_in_definition(span: Span, gap: Span, word: str, rest: str) -> Diagnostic:
    """`let: on = 95%`."""
    return Diagnostic("E110", f"`{word}:` is not a field", span, "begins a definition",
                      f"write `{word} {rest}`, without the colon",
                      Fix("take the colon out", (Edit(gap, " "),), safe=True))  # fmt: skip


def no_parameter(span: Span, words: str) -> Diagnostic:
    """Something between commas that is no `NAME = VALUE`."""
    near = _NEARLY.fullmatch(words)
    help_, fix = "write a name, `=` and a value, with commas between them", None
    if near:
        meant = f"{near['name']} = {near['value']}"
        help_, fix = f"write `{meant}`", Fix(f"write `{meant}`", (Edit(span, meant),))
    elif is_name(words.rstrip("= ")):
        help_ = f"write a value behind it: `{words.rstrip('= ')} = …`"
    elif words:
        help_ = f"write the name in front of it that it is for: `… = {words.lstrip('= ')}`"
    return Diagnostic("E142", "this is no `name = value`", span, "a name, `=` and a value are due",
                      help_, fix)  # fmt: skip


def unclosed(span: Span) -> Diagnostic:
    """A parenthesis that is never closed, or words behind it."""
    return Diagnostic("E143", "the parentheses are not closed at the end of the line", span,
                      "begins here", "end it in `)`, and write nothing behind that")  # fmt: skip


def opened(span: Span, sign: str) -> Diagnostic:
    """`block sets(n = 3):`, `block sets(n = 3) {`, as in other languages."""
    return Diagnostic("E143", f"`{sign}` stands behind the parentheses", span, "nothing is due",
                      "take it out: a block is what stands below, up to a blank line",
                      Fix("take it out", (Edit(span, ""),), safe=True))  # fmt: skip


def empty_block(span: Span, name: str) -> Diagnostic:
    """A block without an item directly below."""
    return Diagnostic("E144", f"the block `{name}` has no steps", span, "nothing below it",
                      "write its steps directly below, without a blank line: `- 1m 110%`"
                      )  # fmt: skip


def too_late(span: Span, what: str) -> Diagnostic:
    """A definition behind the first workout or plan."""
    return Diagnostic("E145", f"`{what}` stands behind the first workout or plan", span,
                      "belongs to the top of the file",
                      "move it above the first `workout:` or `plan:`; it counts for the whole file"
                      )  # fmt: skip


def stray_with(span: Span, *, twice: bool) -> Diagnostic:
    """`with:` where it belongs to no workout, or a second time."""
    what = "a workout has two `with:`" if twice else "`with:` belongs to no workout"
    return Diagnostic("E146", what, span, "not here",
                      "write one line `with: reps = 3, easy = 55%` below `workout:`")  # fmt: skip


def no_colon(span: Span, gaps: Sequence[Span], name: str) -> Diagnostic:
    """`plan Winter`. `gaps`: what stands around its name."""
    before, behind = gaps
    fix = Fix(f"write `plan: {name}`", (Edit(before, ": "), Edit(behind, "")), safe=True)
    return Diagnostic("E147", "the plan has no colon", span, "a colon is due behind `plan`",
                      f"write `plan: {name}`", fix)  # fmt: skip


def twice(second: Parameter, first: Parameter) -> Diagnostic:
    """A parameter or argument of the same name."""
    return Diagnostic("E250", f"`{second.name}` is given twice", second.name_span, "the second",
                      "take one of them out",
                      notes=(Note("the first is here", first.name_span),))  # fmt: skip


def defined_twice(span: Span, name: str, first: Note) -> Diagnostic:
    """A name or block that is there already."""
    return Diagnostic("E251", f"there are two of `{name}`", span, "the second",
                      "give one of them another name", notes=(first,))  # fmt: skip


def circle(span: Span, around: Sequence[str]) -> Diagnostic:
    """A name that needs itself."""
    way = " needs ".join(f"`{name}`" for name in around)
    return Diagnostic("E252", f"`{around[0]}` needs itself", span, "goes round in a circle",
                      f"{way}: give one of them a value of its own")  # fmt: skip


def nameless(span: Span, what: str) -> Diagnostic:
    """A name with a hole, of a workout or plan that has no id."""
    return Diagnostic("E263", f"the name of the {what} has a hole, and it has no id", span,
                      "another value would make it another event",
                      f"add a line such as `id: {'winter' if what == 'plan' else 'threshold'}`, "
                      "by which the calendar knows it"
                      )  # fmt: skip


def no_block(span: Span, name: str, near: Sequence[str]) -> Diagnostic:
    """A block that isn't there."""
    meant = f"did you mean `{near[0]}`?" if near else f"write `block {name}` and its steps above"
    fix = None
    if len(near) == 1:
        fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True)
    elif not near and "-" in name:
        plain = name.replace("-", "_")
        meant = f"a block's name has letters, digits and `_` only: `block {plain}`"
    return Diagnostic("E253", f"there is no block `{name}`", span, "not defined", meant, fix)


def no_parentheses(span: Span, gap: Span, name: str, words: str) -> Diagnostic:
    """`- use openers n = 2`. `gap`: what stands in front of the words."""
    if "=" not in words:
        return Diagnostic("E266", f"words stand behind the use of `{name}`", span,
                          "nothing may follow", f"write `- use {name}` alone; its arguments stand "
                          "in parentheses behind the name")  # fmt: skip
    edits = (Edit(gap, "("), Edit(Span(span.end, span.end), ")"))
    fix = Fix("put parentheses around them", edits)
    return Diagnostic("E266", f"words stand behind the use of `{name}`", span,
                      "no parentheses around them", f"write `- use {name}({words})`", fix
                      )  # fmt: skip


def block_circle(span: Span, around: Sequence[str]) -> Diagnostic:
    """A block that uses itself."""
    way = " uses ".join(f"`{name}`" for name in around)
    return Diagnostic("E254", f"the block `{around[0]}` uses itself", span,
                      "goes round in a circle", f"{way}: write one of them out")  # fmt: skip


def too_deep(span: Span) -> Diagnostic:
    """Blocks in blocks in blocks."""
    return Diagnostic("E255", "blocks use each other more than 8 deep", span, "one too many",
                      "nobody can follow that: write some of them out")  # fmt: skip


def too_long(span: Span) -> Diagnostic:
    """More lines than a file may have."""
    return Diagnostic("E256", "written out, the workout has more than 10,000 lines", span,
                      "written out up to here", "use a repeat such as `- 3x` instead of many uses"
                      )  # fmt: skip


def too_much(span: Span) -> Diagnostic:
    """More lines in all the workouts of a file than anybody plans."""
    return Diagnostic("E256", "written out, the workouts of the file have more than 50,000 lines",
                      span, "written out up to here",
                      "split the file, or use fewer arguments that change from week to week"
                      )  # fmt: skip


def no_such_parameter(
    span: Span, name: str, known: Sequence[str], near: Sequence[str]
) -> Diagnostic:
    """An argument that nobody asked for."""
    there = f"it has {', '.join(f'`{k}`' for k in known)}" if known else "it has none"
    fix = Fix(f"write `{near[0]}`", (Edit(span, near[0]),), safe=True) if len(near) == 1 else None
    return Diagnostic("E257", f"there is no parameter `{name}`", span, "not asked for",
                      f"did you mean `{near[0]}`?" if near else there, fix)  # fmt: skip


def wrong_kind(argument: Parameter, value: Value, default: Value) -> Diagnostic:
    """An argument of another kind than the default."""
    return Diagnostic(
        "E258", f"`{argument.name}` is {name_of(default)}, and this is {name_of(value)}",
        argument.value_span, f"{name_of(default)} is due",
        f"give it a value of the same kind as its default, `{text_of(default)}`",
    )  # fmt: skip


def shadows(span: Span, name: str) -> Diagnostic:
    """A parameter that hides a name of the file."""
    return Diagnostic("W340", f"the parameter `{name}` hides the name `{name}` of the file", span,
                      "means the parameter below", "give one of them another name")  # fmt: skip


def shadows_profile(span: Span, name: str) -> Diagnostic:
    """A definition that would hide a threshold."""
    return Diagnostic("E259", f"`{name}` is a threshold of the athlete", span,
                      "can't mean anything else", "give it another name, such as `my_"
                      f"{name}`; `--set {name}=…` changes the threshold for one run")  # fmt: skip


def unused(span: Span, name: str, what: str) -> Diagnostic:
    """Something defined that nothing uses."""
    return Diagnostic("W341", f"nothing uses the {what} `{name}`", span, "defined here",
                      "take it out, or use it: a misspelt name elsewhere may be the reason"
                      )  # fmt: skip


def no_include(span: Span, path: str, why: str) -> Diagnostic:
    """A file that can't be included."""
    return Diagnostic("E260", f"`{path}` can't be included", span, why,
                      "name a file inside the project, by its path from this file")  # fmt: skip


def include_circle(span: Span, path: str) -> Diagnostic:
    """Files that include each other."""
    return Diagnostic("E261", f"`{path}` includes this file again", span,
                      "goes round in a circle",
                      "put what both need into a third file, and include that")  # fmt: skip


def in_included(span: Span, source: Source, fault: Diagnostic) -> Diagnostic:
    """A fault of an included file, told at the include; without a fix, which would change other
    text than that it was made for."""
    notes = [Note(note.message, note.span and span) for note in fault.notes]
    notes.append(line_of(source, fault.span.start))
    return replace(fault, span=span, fix=None, notes=tuple(notes))


def line_of(source: Source, at: int) -> Note:
    """Where in an included file a fault is."""
    return Note(f"{LINE} {source.position(at).line} of {source.name}")


def faulty_include(span: Span, source: Source, first: Diagnostic) -> Diagnostic:
    """A file with an error in its definitions."""
    line = source.position(first.span.start).line
    return Diagnostic("E262", "the included file has an error", span,
                      f"{source.name}:{line}: {first.message}",
                      f"see `workoutc check {source.name}`")  # fmt: skip
