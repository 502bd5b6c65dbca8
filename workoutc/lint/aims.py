"""Advice on labels: what reads like a target, and is only shown."""

import re
from functools import lru_cache

from workoutc.counting import counted
from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.lint.frame import Frame
from workoutc.lint.labels import Slip, is_bare, only_text, place
from workoutc.lint.labels import slip as slip_of_a_keyword
from workoutc.model import NOWHERE, Step, Unit, ends
from workoutc.regex import regex
from workoutc.sports import Sport
from workoutc.tuples import NamedTuple

_RANGE = r"([0-9]{2,3}(?:[-–][0-9]{2,3})?)"
_ZONE = regex(
    r"(?:\bzone ?|(?<![a-z0-9])z)([1-9])(?:\s?(?:[-–/]|to)\s?z?([1-9]))?(?![0-9])[+)]*"
    r"(?:\s+(HR|pace|power)\b)?",
    re.IGNORECASE,
)
_SIGNS = "<>≤≥~("
_FAMILIES = {"": "", "hr": " HR", "pace": " Pace", "power": " Power"}

_FORMS = tuple(
    (regex(pattern, re.IGNORECASE), token)
    for pattern, token in (
        (r"(?:\bat |@ ?)FTP$|^FTP$", "100%"),
        (r"(?:\bat |@ ?)LTHR$", "100% LTHR"),
        (r"\b[0-9]+(?:\.[0-9]+)?(?:[-–][0-9.]+)? ?W ?/ ?kg\b", ""),
        (rf"\b{_RANGE} ?(?:HR|bpm)\b", r"\1bpm"),
        (rf"\bHR:? ?{_RANGE}$", r"\1bpm"),
        (r"^([0-9]+(?:[-–][0-9]+)?) watts?$", r"\1w"),
    )
)
"""What a label says of how hard a step is, and how that is written; nothing where it can't be."""

_NUMBER = regex(r"(?:[3-9][0-9]|[1-9][0-9]{2})(?:\s?[-–]\s?[0-9]{2,3})?")
"""Too large for one that counts sets."""

_FEEL = regex(
    r"\bRPE ?[:=]? ?([0-9]+)(?: ?/ ?10)?(?![0-9])|\b([0-9]+)(?:/10)? ?RPE\b", re.IGNORECASE
)
_CADENCE = regex(rf"\b{_RANGE} ?[U1]/min", re.IGNORECASE)
_OF_WHAT = {
    "hr": Unit.PERCENT_MAX_HR, "hrmax": Unit.PERCENT_MAX_HR, "maxhr": Unit.PERCENT_MAX_HR,
    "heartrate": Unit.PERCENT_MAX_HR, "hf": Unit.PERCENT_MAX_HR, "fc": Unit.PERCENT_MAX_HR,
    "lthr": Unit.PERCENT_LTHR, "pace": Unit.PERCENT_PACE,
}  # fmt: skip
_WORDS = {
    Unit.PERCENT_MAX_HR: "HR", Unit.PERCENT_LTHR: "LTHR", Unit.PERCENT_PACE: "Pace",
}  # fmt: skip
_SUSPECT = regex(r"z|/|\bHR|HR\b|bpm|watt|rpe|ftp|lthr|\bper\b|[km]ph|\A[0-9]", re.IGNORECASE)
"""What a label with a figure has at least, if it is to be any of these."""
_KILOGRAMS = "write watts (`250w`) or a share of FTP (`95%`) behind the length"


class Aim(NamedTuple):
    """A stretch of a label, and how it is written as a target. `family`: where that is all that the
    step's target lacks. `also`: what else may have been meant."""

    start: int
    end: int
    token: str
    family: str = ""
    also: str = ""


def in_label(step: Step, frame: Frame) -> Diagnostic | None:
    """What reads like a target in front of the length, in a step that has none of its kind."""
    if step.label and is_bare(step) and (found := aim(step, frame)) is not None:
        return _said(step, found)
    return None


def aim(step: Step, frame: Frame) -> Aim | None:
    """The first such stretch of a label, quoted or not; `None` where a typo is suspected anyway."""
    if not step.label:
        return None
    sport = frame.sport
    found = _aims(step.label, sport.bare_percent_is_power)
    if found is None or slip_of_a_keyword(step, frame) is not None:
        return None
    if found.repeats is not None:
        return found.repeats
    if step.rpe is None and found.feel is not None:
        return found.feel
    if step.targets:
        return found.cadence if found.cadence and step.cadence is None else _of_what(step, sport)
    if step.freeride or step.maxeffort or step.cadence is not None:
        return None
    return found.level or found.cadence


class _Aims(NamedTuple):
    level: Aim | None
    feel: Aim | None
    cadence: Aim | None
    repeats: Aim | None


@lru_cache(maxsize=4096)
def _aims(label: str, bare_is_power: bool) -> _Aims | None:
    """What a label may mean; `None` for most, which mean nothing else."""
    repeats = _repeats(label)
    if not any(map(str.isdecimal, label)) and label[-3:].lower() not in ("ftp", "thr"):
        nothing = repeats is None and label.replace(" ", "").lower() not in _OF_WHAT
        return None if nothing else _Aims(None, None, None, repeats)
    if not _SUSPECT.search(label):
        return None if repeats is None else _Aims(None, None, None, repeats)
    level, feel = _level(label, bare_is_power), _first(_FEEL, label, "RPE {}")
    found = _Aims(level, feel, _first(_CADENCE, label, "{}rpm"), repeats)
    return found if any(found) or label.lower() in _OF_WHAT else None


def _repeats(label: str) -> Aim | None:
    """`3 sets`: the step is done once."""
    said = counted(label)
    if said is None or not label.startswith(said.title):
        return None
    start = len(said.title) and len(said.title) + 1
    return Aim(start, len(label), f"{said.times}x (…)")


def _level(label: str, bare_is_power: bool) -> Aim | None:
    if zone := _ZONE.search(label):
        range_ = f"Z{zone[1]}" + (f"-Z{zone[2]}" if zone[2] else "")
        start = len(label[: zone.start()].rstrip(_SIGNS))
        if zone[3] or bare_is_power:
            family = _FAMILIES[(zone[3] or "").lower()]
            return Aim(start, zone.end(), f"{range_}{family}")
        return Aim(start, zone.end(), f"{range_} Pace", also=f"{range_} HR")
    if not bare_is_power and (pace := _pace(label)) is not None:
        return pace
    if _NUMBER.fullmatch(label):
        return Aim(0, len(label), "")
    for pattern, token in _FORMS:
        if found := pattern.search(label):
            return Aim(found.start(), found.end(), found.expand(token))
    return None


def _pace(label: str) -> Aim | None:
    from workoutc.paces import pace_in  # few labels have a figure

    said = pace_in(label)
    return said and Aim(*said.span, said.mended)


def _first(pattern: re.Pattern[str], label: str, token: str) -> Aim | None:
    found = pattern.search(label)
    return found and Aim(
        found.start(), found.end(), token.format(next(filter(None, found.groups())))
    )


def _of_what(step: Step, sport: Sport) -> Aim | None:
    """`HRmax 10m 85%`: a share of FTP, though the label says of what."""
    unit = _OF_WHAT.get(step.label.replace(" ", "").lower())
    power = step.power
    if unit is None or power is None or step.hr or step.pace or not sport.bare_percent_is_power:
        return None
    if power.unit is not Unit.PERCENT_FTP or (unit is Unit.PERCENT_PACE and sport.pace is None):
        return None
    level = "-".join(f"{end:f}" for end in ends(power.level))
    return Aim(0, len(step.label), f"{level}% {_WORDS[unit]}", _WORDS[unit])


def _said(step: Step, found: Aim) -> Diagnostic:
    slip = Slip(found.start, found.end, found.token)
    if found.token.endswith("(…)"):
        help_ = f"write `{found.token}` around the step, or `- {found.token[:-4]}` above it"
        return only_text(step, slip, f"was `{found.token}` meant?", help_, None)
    if not found.token:
        return only_text(step, slip, "was a target meant?", _KILOGRAMS, None)
    other = f" or `{found.also}`" if found.also else ""
    help_ = f"write `{found.token}`{other} behind the length"
    return only_text(step, slip, f"was `{found.token}` meant?", help_, _fix(step, found))


def _fix(step: Step, found: Aim) -> Fix | None:
    if step.label_span == NOWHERE:
        return None
    stretch = place(step, Slip(found.start, found.end, found.token))
    away = Edit(stretch._replace(end=stretch.end + 1), "")
    at, put = step.span.end, found.token
    if found.family and step.power is not None:
        at, put = step.power.span.end, found.family
    return Fix(
        f"write `{found.token}`", (away, Edit(stretch._replace(start=at, end=at), f" {put}"))
    )
