"""Values from outside a file: of the athlete's profile, and those given for one run."""

import re
from collections.abc import Mapping
from typing import TypeAlias

from workoutc.diagnostic import Diagnostic
from workoutc.expression import Value, alike, name_of, value_of
from workoutc.source import Source, Span

Scope: TypeAlias = Mapping[str, Value | None]


def for_this_run(
    name: str, text: str, scope: Scope, own: Value | None, span: Span
) -> Value | Diagnostic:
    """The value that `--set` gives to a name, or why it can't have it. `own`: what the source says;
    `span`: where it does."""
    value = value_of(text, 0, scope)
    if isinstance(value, tuple):
        why = value[0].message if value else "its names have no values"
        return _unusable(span, name, text, why, own)
    if own is not None and not alike(value, own):
        why = f"`{name}` is {name_of(own)}, and this is {name_of(value)}"
        return _unusable(span, name, text, why, own)
    return value


def of_profile(text: str) -> Value | str:
    """The value that the profile gives to a name, or what is wrong with it."""
    value = value_of(text, 0, {})
    if isinstance(value, tuple):
        return value[0].message if value else "it has no value"
    return value


def in_profile(source: Source, name: str, text: str, why: str) -> Diagnostic:
    """A name of the profile that is used and has no value, told where the source first has it."""
    found = re.search(rf"\b{re.escape(name)}\b", source.text)
    span = Span(*found.span()) if found else Span(0, 0)
    return Diagnostic("E265", f"the profile's value of `{name}` can't be read", span,
                      f"`{text}`: {why}", f"correct `{name}` under `names` in workoutc.toml"
                      )  # fmt: skip


def _unusable(span: Span, name: str, text: str, why: str, own: Value | None) -> Diagnostic:
    due = "a value" if own is None else name_of(own)
    return Diagnostic("E264", f"the value given for `{name}` can't be used", span,
                      f"`{text}`: {why}", f"give it {due}, as the source does: `--set {name}=…`"
                      )  # fmt: skip
