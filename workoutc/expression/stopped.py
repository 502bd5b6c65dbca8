"""Why the parser stopped in an expression, from what stands there."""

import re

from workoutc.diagnostic import Diagnostic
from workoutc.expression import faults
from workoutc.lalr import Token
from workoutc.quoting import blanked
from workoutc.regex import regex
from workoutc.resolve.faults import other_digits, unclosed_quote
from workoutc.signs import DASHES, MINUS
from workoutc.source import Span
from workoutc.syntax import Shape, Word

_DASHES = frozenset("-" + DASHES + MINUS)
_SIGNS = _DASHES | set("+*/")
_CLOSING = frozenset("),;")
_WORD = regex(r"[0-9][^\s,;+*/(){}]*|\w+|.", re.DOTALL)
_LAST_WORD = regex(r"[^\W\d]\w*$")
_DECIMAL = regex(r"[0-9]+,[0-9]+[a-zA-Z%]*")
_SPLIT_TIME = regex(r"[0-9]{1,2}h[0-9]{1,2}m|[0-9]{1,2}m[0-9]{1,2}s", re.IGNORECASE)


def stopped(text: str, token: Token) -> Diagnostic:
    """The fault of a text in which there was no way on with a token, which is empty at the end."""
    before = text[: token.start].rstrip()
    if not token.text:
        return _broken_off(text, before)
    word = _WORD.match(text, token.start)
    assert word is not None
    span = Span(*word.span())
    missing = _missing_sign if _complete(before) else _missing_value
    return missing(text, before, span)


def _complete(before: str) -> bool:
    """Whether a value has just ended, so that only a sign could follow."""
    return before[-1:] not in ("", "(", ",", ";", *_SIGNS)


def _broken_off(text: str, before: str) -> Diagnostic:
    if not before:
        return faults.empty(Span(0, len(text)))
    if _complete(before):
        return faults.unfitting(_last_open(before), opening=True)
    last = Span(len(before) - 1, len(before))
    return faults.value_missing(last, f"behind `{before[-1]}`")


def _last_open(before: str) -> Span:
    opened: list[int] = []
    for found in re.finditer(r"[()]", blanked(before)):
        if found[0] == "(":
            opened.append(found.start())
        elif opened:
            opened.pop()
    at = opened[-1] if opened else len(before) - 1
    return Span(at, at + 1)


def _missing_value(text: str, before: str, span: Span) -> Diagnostic:
    found = text[span.start : span.end]
    if found in _CLOSING or found in _SIGNS:
        return faults.value_missing(span, f"in front of `{found}`")
    if found == '"':
        return unclosed_quote(Word(Shape.UNCLOSED, text[span.start :], span))
    if before[-1:] in _DASHES and before[-2:-1].isdigit():  # a number keeps its dash: `2-(n)`
        word = len(before) - len(before.split()[-1])
        return faults.tight_minus(text, Span(word, span.end), len(before) - 1)
    digits = other_digits(Word(Shape.WORD, found, span))
    return digits or faults.strange(text, span)


def _missing_sign(text: str, before: str, span: Span) -> Diagnostic:
    found = text[span.start : span.end]
    if found == ")":
        return faults.unfitting(span, opening=False)
    if found == ",":
        for decimal in _DECIMAL.finditer(text):
            if decimal.start() < span.start < decimal.end():
                return faults.decimal_comma(text, Span(*decimal.span()))
    last = before.split()[-1]
    if _SPLIT_TIME.fullmatch(last + found):
        return faults.split_time(last + found, Span(len(before) - len(last), span.end))
    if found[0].isalnum() or found[0] in '_("':
        spoken = _LAST_WORD.search(before)
        if spoken and spoken[0].lower() in ("of", "x"):
            span = Span(*spoken.span())
        return faults.sign_missing(text, span)
    return faults.strange(text, span)
