"""What stands behind a dash, piece by piece: a label, a length, and what to hold.

Lines differ more than their pieces do. Most steps are a plain label in front of a length in front
of targets, and none of these changes what the others mean: so each is read once, and a line that
puts known pieces together anew is not read as a whole.
"""

import re

from workoutc.model import Distance, Length, Step, Time
from workoutc.regex import regex
from workoutc.repeated import repeated
from workoutc.resolve.amounts import quantity
from workoutc.resolve.draft import Rules
from workoutc.resolve.lengths import length_faults
from workoutc.resolve.line import Meaning, line_meaning
from workoutc.resolve.placing import put_together
from workoutc.source import Span
from workoutc.sports import Sport

_PLAIN = regex(
    r"(?![a-z ]*(?:ramp|ride|effort|power|lap|rpe|use ))"
    r"(?:([a-z]+(?: [a-z]+)*(?: [0-9]{1,9})?) +)?([0-9][0-9a-z.]*)(?= |$)",
    re.IGNORECASE | re.ASCII,
)
"""Words that mean nothing but themselves, as most labels are, and what may be a length."""

_SOME = "10m"
"""A length for targets that are read without their own."""


@repeated(8192)
def item_meaning(text: str, rules: Rules) -> Meaning:
    """What stands behind a dash; equal lines under equal rules are read once."""
    if '"' not in text and (found := _PLAIN.match(text)) is not None:
        step = _by_pieces(text, found, rules)
        if step is not None:
            return Meaning(step)
    return line_meaning(text, rules)


def _by_pieces(text: str, found: re.Match[str], rules: Rules) -> Step | None:
    """The step of a line without a fault; `None` for whatever has to be read as a whole."""
    at = found.end()
    length = _length(found[2], rules.sport)
    aims = None if length is None else _aims(text[at:], rules)
    if length is None or aims is None:
        return None
    whole = Span(0, len(text))
    label_span = Span(*found.span(1)) if found[1] else whole
    return put_together(found[1] or "", length, aims, at - len(_SOME), whole, label_span)


@repeated(8192)
def _length(text: str, sport: Sport) -> Length | None:
    """The length that a word is, if there is nothing to say about it."""
    length, whole = quantity(text), Span(0, len(text))
    if not isinstance(length, Time | Distance) or length_faults(length, text, whole, sport):
        return None
    return length


@repeated(8192)
def _aims(text: str, rules: Rules) -> Step | None:
    """A step of `_SOME` length with whatever stands behind it, if that leaves nothing to say."""
    step, faults = line_meaning(_SOME + text, rules)
    return step if isinstance(step, Step) and not faults and not step.label else None
