"""Advice on labels: words of the language that a typo turned into mere text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.lint.frame import Frame
from workoutc.model import NOWHERE, Corridor, Intensity, Step
from workoutc.records import dataclass
from workoutc.regex import regex
from workoutc.source import Span
from workoutc.suggest import distance

FLAGS = ("freeride", "maxeffort", "hidepower")
"""Long enough that a word one typo away is hardly another word."""

SHORTEST, LONGEST = len("ramp"), len(max(FLAGS, key=len)) + 1
"""How long a word is that a flag or `ramp` may be hidden in."""

RAMPS = frozenset({"rmap", "rapm", "armp"})
"""Transpositions only: camp, tramp, ramps and cramp are words."""

ORDINARY = frozenset({"freerider", "freerides"})
"""Words after all, though one letter away from a flag."""

UNITS = {
    "mn": "m", "mns": "m", "mim": "m", "mni": "m", "sce": "s", "sek": "s",
    "mrt": "mtr", "mter": "mtr", "mtrr": "mtr",
    "prc": "%", "pct": "%", "perc": "%", "proc": "%",
    "wat": "w", "wats": "w", "wtts": "w",
    "bmp": "bpm", "bpn": "bpm", "pbm": "bpm",
    "rmp": "rpm", "prm": "rpm", "rpn": "rpm",
}  # fmt: skip
"""What people type for a unit, and is no word or unit of its own (`1RM` is a lift)."""

LENGTHS = ("m", "s", "mtr")

EDGES = ".,:;!?()[]{}<>'*_/=~–—-"

_WORD = regex(r"\S+")
_AMOUNT = regex(r"(?<![\w.])(\d+(?:\.\d+)?) ?([a-z]{2,4})(?!\w)", re.IGNORECASE)
_SETTING = regex(rf"\b([a-z]{{8,10}}) ?([=:]) ?({'|'.join(Intensity)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slip:
    """A stretch of a label, and the token that was probably meant."""

    start: int
    end: int
    token: str
    unit: str = ""


def near_keyword(step: Step, frame: Frame) -> Diagnostic | None:
    """A word of a label that looks like a token with a typo, so that it is only shown.

    Quoted labels are text by intent. Only what the step doesn't have already is suspected.
    """
    if is_bare(step) and (found := slip(step, frame)) is not None:
        return _mistyped(step, found)
    return None


def slip(step: Step, _frame: Frame) -> Slip | None:
    """The first stretch of a label that may be a token with a typo, quoted or not."""
    return next((one for one in _slips(step.label) if _lacking(step, one)), None)


def is_bare(step: Step) -> bool:
    """Whether the label stands there without quotes."""
    span = step.label_span
    return span == NOWHERE or span.end - span.start == len(step.label)


@lru_cache(maxsize=4096)
def _slips(label: str) -> tuple[Slip, ...]:
    # Most labels of a plan are the same few words.
    return tuple(_find_slips(label))


def _find_slips(label: str) -> Iterator[Slip]:
    for found in _WORD.finditer(label):
        if token := _keyword(found[0]):
            yield Slip(found.start(), found.end(), token)
    words = label.rstrip(" 0123456789").replace(" ", "")
    if not words or words.isalpha():
        return  # most are words with perhaps a number behind
    for found in _AMOUNT.finditer(label):
        if unit := UNITS.get(found[2].lower()):
            yield Slip(found.start(), found.end(), found[1] + unit, unit)
    for found in _SETTING.finditer(label):
        if distance(found[1].lower(), "intensity", 1) is not None:
            yield Slip(found.start(), found.end(), f"intensity={found[3].lower()}")


@lru_cache(maxsize=4096)
def _keyword(written: str) -> str | None:
    # A keyword in one piece is no label, but with punctuation clinging to it, it is.
    word = written.lower()
    core = word.strip(EDGES)
    if not SHORTEST <= len(core) <= LONGEST:
        return None
    if core in RAMPS or (core == "ramp" and word != core):
        return "ramp"
    if core in FLAGS:
        return core if word != core else None
    if core in ORDINARY or len(core) < len(min(FLAGS, key=len)) - 1 or not core.isalpha():
        return None
    return next((flag for flag in FLAGS if distance(core, flag, 1)), None)


def _lacking(step: Step, slip: Slip) -> bool:
    glued = slip.token in step.label[slip.start : slip.end].lower()
    match slip.unit or slip.token:
        case "ramp":
            return not step.ramp and (_range(step) or not glued)
        case "freeride":
            return not step.freeride and not (glued and step.targets)
        case "maxeffort":
            return not step.maxeffort and not (glued and step.targets)
        case "hidepower":
            return not step.hide_power
        case "%" | "w" | "bpm":
            return not step.targets
        case "rpm":
            return step.cadence is None
        case "m" | "s" | "mtr":
            return True
        case _:
            return step.intensity is None


def _range(step: Step) -> bool:
    return any(isinstance(target.level, Corridor) for target in step.targets)


def _mistyped(step: Step, slip: Slip) -> Diagnostic:
    help_ = f"write `{slip.token}` behind the length"
    return only_text(step, slip, f"was `{slip.token}` meant?", help_, _fix(step, slip))


def only_text(step: Step, slip: Slip, label: str, help_: str, fix: Fix | None) -> Diagnostic:
    """A stretch of a label that was probably meant to do something."""
    return Diagnostic(
        code="W331",
        message=f"`{step.label[slip.start : slip.end]}` is only label text here",
        span=place(step, slip),
        label=label,
        help=f"{help_}, or put the label in quotes if it is just what the athlete should read",
        fix=fix,
    )


def place(step: Step, slip: Slip) -> Span:
    """Where the stretch stands; of a label without a place the step."""
    if step.label_span == NOWHERE:
        return step.span
    start = step.label_span.start
    return Span(start + slip.start, start + slip.end)


def _fix(step: Step, slip: Slip) -> Fix | None:
    # Flags stand behind the length. A label of that one word leaves no doubt of what it was.
    fits = _range(step) if slip.token == "ramp" else slip.unit not in LENGTHS
    if step.label_span == NOWHERE or not fits:
        return None
    there = place(step, slip)
    with_blank = Span(there.start, there.end + 1)
    behind = Span(step.span.end, step.span.end)
    alone = slip.end - slip.start == len(step.label)
    edits = (Edit(with_blank, ""), Edit(behind, f" {slip.token}"))
    return Fix(f"write `{slip.token}` behind the length", edits, safe=alone)
