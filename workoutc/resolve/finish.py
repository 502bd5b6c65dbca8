"""A draft to a step: what must be there, and what fits together."""

import re

from workoutc.diagnostic import Diagnostic
from workoutc.model import (
    Corridor,
    Length,
    Ramp,
    Step,
    Target,
    Unit,
    ends,
)
from workoutc.records import replace
from workoutc.regex import regex
from workoutc.resolve import faults
from workoutc.resolve.bare_words import MOVE
from workoutc.resolve.draft import NAMES, Draft, moved
from workoutc.resolve.lengths import length_faults
from workoutc.resolve.thousands import thousands_point
from workoutc.source import Span
from workoutc.units import CLOCK_PACES

CADENCE = (20, 220)
"""Revolutions a minute that legs can turn (language reference, Steps)."""

LIMITS = {
    Unit.PERCENT_LTHR: (130, "% of threshold heart rate"),
    Unit.PERCENT_MAX_HR: (130, "% of maximum heart rate"),
    Unit.PERCENT_PACE: (200, "% of threshold pace"),
    Unit.WATTS: (2500, " watts"),
    Unit.BPM: (230, " beats a minute"),
    Unit.PERCENT_MMP: (400, "% of mean maximal power"),
}
"""The most that can be meant (language reference, Steps); for % of FTP the rules say it. The 2500 W
are the peak of the strongest track sprinters and the 230 bpm above any measured maximum, both
rounded up."""

_INSTEAD_OF_A_LENGTH = frozenset({"E106", "E111", "E117", "E118", "E119", "E120", "E125", "E208"})
"""Faults of a word that may have been meant as the length."""

_NO_LENGTH = regex(r"\D*|.*(?:%|w|watts?|bpm|rpm|:.*/\w+)", re.IGNORECASE)
"""Words that are nothing of the kind, whatever their fault."""

_MAYBE_TARGET = regex(r"(?!.*(?:rpm|rmp|cadence)).*[0-9].*", re.IGNORECASE)

_INSTEAD_OF_A_RANGE = frozenset({"E116", "E117", "E118", "E119", "E122"})

_NEVER_ZERO = CLOCK_PACES | {Unit.BPM, Unit.PERCENT_LTHR, Unit.PERCENT_MAX_HR}

_BARE_NUMBER = regex(r"^[0-9]{1,5}$|^[0-9]{1,5}(?= )|(?<= )[0-9]{1,5}$")
_ZONED = {Unit.POWER_ZONE: "power_zones", Unit.HR_ZONE: "hr_zones", Unit.PACE_ZONE: "pace_zones"}


def finished(draft: Draft, whole: Span) -> Step | None:
    """The step, or `None` with the reason reported. `whole`: the step's own text."""
    _order(draft)
    if draft.length is None:
        _tell_no_length(draft, whole)
    else:
        written = draft.text[draft.length_span.start : draft.length_span.end]
        for fault in length_faults(draft.length, written, draft.length_span, draft.rules.sport):
            draft.report(fault)
    if draft.diagnostics:
        _doubt_moves(draft)
    for placed in draft.targets.values():
        _check(draft, placed.target)
    if "ramp" in draft.flags:
        _check_ramp(draft)
    if draft.averages:
        _average(draft)
    return None if draft.length is None else _built(draft, draft.length, whole)


def _built(draft: Draft, length: Length, whole: Span) -> Step:
    at = {kind: placed.target for kind, placed in draft.targets.items()}
    flags = draft.flags
    return Step(
        length,
        " ".join(draft.label),
        at.get("power"),
        at.get("hr"),
        at.get("pace"),
        at.get("cadence"),
        draft.rpe,
        "freeride" in flags,
        "maxeffort" in flags,
        "hidepower" in flags,
        "press lap" in flags,
        draft.intensity,
        span=whole,
        label_span=draft.label_span if draft.label else whole,
    )


def _average(draft: Draft) -> None:
    for kind, (average, span) in draft.averages.items():
        if kind in draft.targets:
            placed = draft.targets[kind]
            t = placed.target
            target = Target(t.level, t.unit, t.over, average, t.span)
            draft.targets[kind] = placed._replace(target=target)
        elif not _unread_target(draft):
            draft.report(_no_target_to_average(kind, span))


def _unread_target(draft: Draft) -> bool:
    """Whether a word at fault may have been meant as a target."""
    return any(
        d.code in _INSTEAD_OF_A_RANGE
        and d.span.start != draft.length_span.start
        and _MAYBE_TARGET.fullmatch(draft.text, d.span.start, d.span.end)
        for d in draft.diagnostics
    )


def _order(draft: Draft) -> None:
    """Words in front of the length that the server would read as label text, or not at all."""
    zone = draft.first_zone
    if zone is not None and draft.bare_label and _length_follows(draft, zone):
        draft.report(faults.zone_before_length(draft))
    for word in draft.early:
        at = draft.length_span.end if draft.length is not None else None
        fix = None if at is None else moved(draft.text, word.span, at, "move it behind the length")
        draft.report(
            Diagnostic(
                "E214",
                f"`{word.text}` stands in front of the length",
                word.span,
                "Intervals.icu would take it for a word of the label",
                f"write it behind the length: `10m {word.text} …`",
                fix,
            )
        )


def _length_follows(draft: Draft, zone: Span) -> bool:
    """Whether a length, or what may have been meant as one, stands behind a zone."""
    return draft.length is not None or any(
        d.span.start > zone.start and _may_be_length(d, draft.text) for d in draft.diagnostics
    )


def _tell_no_length(draft: Draft, whole: Span) -> None:
    if any(_may_be_length(d, draft.text) for d in draft.diagnostics):
        return
    # Without a length no label ends: what would cut it short is the length that was meant, or none.
    draft.diagnostics = [d for d in draft.diagnostics if d.code != "E227"]
    if draft.odd:
        draft.report(draft.odd[0])
    if not draft.odd or draft.odd[0].code == "E216":
        draft.report(_no_length(draft, whole))


def _may_be_length(fault: Diagnostic, text: str) -> bool:
    if fault.code not in _INSTEAD_OF_A_LENGTH:
        return False
    written = text[fault.span.start : fault.span.end]
    return fault.code == "E111" or _NO_LENGTH.fullmatch(written) is None


def _no_length(draft: Draft, whole: Span) -> Diagnostic:
    if draft.text[whole.start : whole.end].startswith("--"):
        return Diagnostic("E201", "a line of dashes is not a step", whole, "no length",
                          "leave it out, or begin it with `>` to keep it as a note")  # fmt: skip
    bare = _BARE_NUMBER.search(" ".join(draft.label))
    asked = f"`{bare[0]}` of what? `{bare[0]}mtr`, `{bare[0]}m` (minutes)?" if bare else ""
    return Diagnostic(
        "E201",
        "the step has no length",
        whole,
        "how long, or how far?",
        asked
        or "give it a time (`10m`, `30s`) or a distance (`400mtr`, `2km`); "
        "Intervals.icu drops a step without one",
    )


def _doubt_moves(draft: Draft) -> None:
    """With two lengths or targets on a line, or none that can be read as its length, nobody knows
    which words belong to which; and without a target they may have been meant as one."""
    lost = draft.length is None or any(d.code in ("E202", "E203") for d in draft.diagnostics)
    if lost or _aimless(draft):
        draft.diagnostics = [
            replace(d, fix=replace(d.fix, safe=False))
            if d.code == "E116" and d.fix and (lost or d.fix.title == MOVE)
            else d
            for d in draft.diagnostics
        ]


def _aimless(draft: Draft) -> bool:
    """Whether nothing says how hard the step is."""
    held = draft.targets.keys() - {"cadence"}
    return not held and draft.rpe is None and draft.flags.keys() <= {"press lap", "hidepower"}


def _check(draft: Draft, target: Target) -> None:
    for check in (_thousands, _falling, _plausible, _zone_exists, _has_pace):
        if (fault := check(draft, target)) is not None:
            draft.report(fault)
            return


def _thousands(draft: Draft, target: Target) -> Diagnostic | None:
    return thousands_point(draft.text[target.span.start : target.span.end], target.span)


def _falling(draft: Draft, target: Target) -> Diagnostic | None:
    level = target.level
    if not isinstance(level, Corridor) or target.unit in CLOCK_PACES or level.low <= level.high:
        return None
    if "ramp" in draft.flags and target.unit is not Unit.RPM:
        return None
    written = draft.text[target.span.start : target.span.end]
    help_ = "write the low end first"
    if target.unit is not Unit.RPM:
        help_ += f"; if it should fall from one to the other, write `ramp {written}`"
    return Diagnostic("E210", "the range falls, and only a ramp can fall", target.span,
                      "from high to low", help_)  # fmt: skip


def _plausible(draft: Draft, target: Target) -> Diagnostic | None:
    values = ends(target.level)
    if target.unit is Unit.RPM:
        least, most = CADENCE
        if least <= min(values) and max(values) <= most:
            return None
        return Diagnostic("E213", "nobody turns the cranks like that", target.span,
                          "out of reach", f"a cadence goes from {least} to {most} rpm")  # fmt: skip
    if target.unit in _NEVER_ZERO and min(values) == 0:
        return Diagnostic("E213", "nothing can be held at zero", target.span, "zero",
                          "check the number and its unit")  # fmt: skip
    if target.unit in CLOCK_PACES:
        from workoutc.resolve.speeds import beyond_the_fastest  # where there is a clock pace

        return beyond_the_fastest(target, draft.text, draft.rules.sport)
    if target.unit is Unit.PERCENT_FTP:
        peak = draft.rules.peak
        return faults.beyond_peak(target.span, max(values), peak) if max(values) > peak else None
    if target.unit not in LIMITS:
        return None
    most, what = LIMITS[target.unit]
    if max(values) <= most:
        return None
    return Diagnostic("E213", f"nobody reaches more than {most}{what}", target.span, "too much",
                      "check the number and its unit")  # fmt: skip


def _zone_exists(draft: Draft, target: Target) -> Diagnostic | None:
    name = _ZONED.get(target.unit)
    if name is None:
        return None
    if target.unit is Unit.PACE_ZONE and draft.rules.sport.pace is None:
        return Diagnostic("E211", f"{draft.rules.sport.name} has no pace zones", target.span,
                          "no such zone", "hold power or heart rate, or set the workout's `sport:`"
                          )  # fmt: skip
    most = getattr(draft.rules, name)
    if all(1 <= end <= most for end in ends(target.level)):
        return None
    what = name.replace("_", " ").replace("hr", "heart rate")
    return Diagnostic("E211", f"there is no such zone: the {what} go from 1 to {most}", target.span,
                      "no such zone", "use one of the zones, or write percentages")  # fmt: skip


def _has_pace(draft: Draft, target: Target) -> Diagnostic | None:
    sport = draft.rules.sport
    if target.unit not in CLOCK_PACES or sport.pace is not None:
        return None
    return Diagnostic("E215", f"{sport.name} knows no pace on a clock", target.span,
                      "a pace in a sport without one",
                      "hold power or heart rate, or set the workout's `sport:`")  # fmt: skip


def _check_ramp(draft: Draft) -> None:
    if _unread_target(draft):
        return
    ranged = False
    for kind, placed in draft.targets.items():
        target = placed.target
        if kind != "cadence" and isinstance(target.level, Corridor):
            level = Ramp(target.level.low, target.level.high)
            target = Target(level, target.unit, target.over, target.average, target.span)
            draft.targets[kind] = placed._replace(target=target)
            ranged = True
    if not ranged:
        draft.report(
            Diagnostic(
                "E209",
                "a ramp needs a range to go through",
                draft.flags["ramp"],
                "from where to where?",
                "write both ends: `10m ramp 50-75%`",
            )
        )


def _no_target_to_average(kind: str, span: Span) -> Diagnostic:
    return Diagnostic("E217", f"there is no {NAMES[kind]} target to average", span, "of what?",
                      f"give the step a {NAMES[kind]} target, or take this out")  # fmt: skip
