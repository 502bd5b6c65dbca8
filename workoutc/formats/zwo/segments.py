"""The segments of a Zwift workout as steps."""

from decimal import ROUND_HALF_UP, Decimal

from workoutc.formats import repaired
from workoutc.formats.zwo.markup import TEXTS, Element
from workoutc.formats.zwo.numbers import Page, cadence, decimal, lasts, length, number, percent
from workoutc.formats.zwo.texts import place, with_texts
from workoutc.model import Corridor, Cue, Intensity, Level, Ramp, Steady, Step, Target, Time, Unit
from workoutc.records import replace

_KNOWN = frozenset(
    {
        "duration", "power", "powerlow", "powerhigh", "cadence", "cadencelow", "cadencehigh",
        "repeat", "onduration", "offduration", "onpower", "offpower", "cadenceresting",
        "poweronlow", "poweronhigh", "powerofflow", "poweroffhigh", "zone", "pace",
        "flatroad", "ftptest", "show_avg", "slop", "overunder", "text", "never_fails",
        "forced_performance_test", "replacement_prescription",
        "replacement_verb", "units", "targetperformance", "failthresholdduration", "ftp_test",
        "showavg", "ramptest",
    }
)  # fmt: skip
"""Attributes that are read, or that change nothing in what is ridden."""

_LEFT_OUT = {
    "flatroad": "a flat road", "ftptest": "a test of FTP", "ftp_test": "a test of FTP",
    "ramptest": "a ramp test", "show_avg": "an average on the screen",
    "showavg": "an average on the screen", "never_fails": "a segment that nobody can fail",
    "forced_performance_test": "a test", "targetperformance": "a performance to reach",
    "failthresholdduration": "a time after which it counts as failed",
    "replacement_prescription": "a step in its place", "replacement_verb": "a word in its place",
}  # fmt: skip
"""What some of these ask Zwift for beside the ride, where they aren't off."""


_PAIRED = frozenset({"repeat", "onduration", "offduration"})


def steps_of(body: Element, page: Page) -> list[Step]:
    """All ridden steps in order, their texts as cues. Faults are told on the page."""
    steps: list[Step] = []
    later: list[Element] = []
    for element in body.children:
        if element.name in TEXTS:
            later.append(element)
        elif len(steps) <= repaired.MAX_STEPS:
            steps += _segment(element, page)
    _check_extent(steps, body, page)
    tell_unknown(body, page)
    for event in later:
        page.say(repaired.moved("the text stands outside of any segment", event.span,
                                "counted from the start of the workout"))  # fmt: skip
        place(steps, event, page)
    return steps


def _check_extent(steps: list[Step], body: Element, page: Page) -> None:
    seconds = sum(step.length.seconds for step in steps if isinstance(step.length, Time))
    if len(steps) > repaired.MAX_STEPS:
        page.say(repaired.too_much(f"the workout has more than {repaired.MAX_STEPS:,} steps",
                                   body.span))  # fmt: skip
    elif seconds > repaired.MAX_SECONDS:
        page.say(repaired.too_much(f"the workout lasts {seconds / 3600:.1f} hours", body.span))


def _segment(element: Element, page: Page) -> list[Step]:
    match element.name:
        case "steadystate" | "solidstate":
            step = _steady(element, page)
        case "warmup" | "cooldown" | "ramp":
            step = _ramp(element, page)
        case "freeride" | "maxeffort":
            step = _free(element, page)
        case "workoutstep":
            return _plain_step(element, page)
        case "intervalst":
            return _intervals(element, page)
        case _:
            return _unknown(element, page)
    return with_texts([step], element, page) if step else []


def _unknown(element: Element, page: Page) -> list[Step]:
    """A segment that nobody knows keeps its time, where it is plain, and its power."""
    what = f"`<{element.written}>` is no segment that is known"
    if not lasts(element):
        page.say(repaired.skipped(what, element.span))
        return []
    told = element.attributes.keys()
    if "duration" not in told or told & _PAIRED or any(map(lasts, element.children)):
        page.say(repaired.left_standing(
            f"`<{element.written}>` has lengths and is no segment that is known", element.span,
            "write it as one that is, such as `<SteadyState>`, `<FreeRide>` or `<IntervalsT>`; or"
            " take it out, if the session is meant to go without it",
        ))  # fmt: skip
        return []
    aimed = any(name in element.attributes for name in ("power", "powerlow", "powerhigh"))
    kept = "read as a step of its length" + ("" if aimed else ", without a target")
    page.say(repaired.changed(what, element.span, kept))
    step = _steady(element, page) if aimed else _step(element, page, None)
    return with_texts([step], element, page) if step else []


def _steady(element: Element, page: Page) -> Step | None:
    low, high = (percent(element, name, page) for name in ("powerlow", "powerhigh"))
    held = percent(element, "power", page)
    level: Level | None = None if held is None else Steady(held)
    if level is None and low is not None and high is not None:
        level = Steady(low) if low == high else Corridor(min(low, high), max(low, high))
    elif level is None and (low is not None or high is not None):
        level = Steady(low if low is not None else high or Decimal(0))
    zone = number(element, "zone", page) if level is None else None
    if level is None and not zone:
        page.say(repaired.skipped(f"`<{element.written}>` has no power", element.span,
                                  "without a target"))  # fmt: skip
    step = _step(element, page, level)
    if step and zone and 1 <= zone <= 7:
        return replace(step, power=Target(Steady(zone), Unit.POWER_ZONE, span=element.span))
    return step


def _ramp(element: Element, page: Page) -> Step | None:
    start, end = (percent(element, name, page) for name in ("powerlow", "powerhigh"))
    if start is None and end is None:
        start = end = percent(element, "power", page)
    start, end = (end if start is None else start), (start if end is None else end)
    if start is None or end is None:
        page.say(repaired.skipped(f"`<{element.written}>` has no power", element.span,
                                  "without a target"))  # fmt: skip
        return _step(element, page, None)
    if element.name == "cooldown" and start < end:
        page.say(repaired.changed("the cool-down rises", element.span,
                                  f"read as falling, {end:g} % to {start:g} %"))  # fmt: skip
        start, end = end, start
    level = Steady(start) if start == end else Ramp(start, end)
    step = _step(element, page, level)
    kind = {"warmup": Intensity.WARMUP, "cooldown": Intensity.COOLDOWN}.get(element.name)
    return replace(step, intensity=kind) if step else None


def _free(element: Element, page: Page) -> Step | None:
    step = _step(element, page, None)
    if step is None:
        return None
    if element.name == "maxeffort":
        return replace(step, maxeffort=True)
    return replace(step, freeride=True)


def _plain_step(element: Element, page: Page) -> list[Step]:
    """`<workoutstep>`: the parts of a segment as elements of their own, seen in some files."""
    inner = {child.name: child.text.strip() for child in element.children}
    twin = Element("SteadyState", inner | element.attributes, element.span)
    step = _steady(twin, page)
    text = " ".join(inner.get("message", "").split())
    if step is None:
        return []
    return [replace(step, cues=(Cue(0, text, element.span),)) if text else step]


def _intervals(element: Element, page: Page) -> list[Step]:
    count = number(element, "repeat", page, Decimal(1)) or Decimal(1)
    if count * 2 > repaired.MAX_STEPS:
        page.say(repaired.too_much(f"the workout has {int(count) * 2:,} steps",
                                   page.at(element, "repeat")))  # fmt: skip
        return []
    on = _part(element, page, "on", "cadence")
    off = _part(element, page, "off", "cadenceresting")
    pair = [step for step in (on, off) if step is not None]
    return with_texts(pair * max(1, int(count)), element, page)


def _part(element: Element, page: Page, which: str, pedals: str) -> Step | None:
    """The first or the second part of a pair; one of no length is left out."""
    lasts = f"{which}duration"
    if lasts in element.attributes and not decimal(element.attributes[lasts]):
        return None
    if lasts not in element.attributes:
        if which == "on":
            page.say(repaired.bad_value(f"`<{element.written}>` has no length", element.span,
                                        "needs `OnDuration`", "add it, in seconds"))  # fmt: skip
        return None
    held = percent(element, f"{which}power", page)
    low, high = (percent(element, f"power{which}{end}", page) for end in ("low", "high"))
    level: Level | None = None if held is None else Steady(held)
    if level is None and low is not None and high is not None:
        level = Steady(low) if low == high else Ramp(low, high)
    elif level is None and (low is not None or high is not None):
        level = Steady(low if low is not None else high or Decimal(0))
    return _step(element, page, level, lasts, pedals)


def _step(
    element: Element, page: Page, level: Level | None, lasts: str = "duration",
    pedals: str = "cadence",
) -> Step | None:  # fmt: skip
    """A step of a segment, `None` with a word about it for one without a length."""
    long = length(element, lasts, page)
    if long is None:
        return None
    span = element.span
    target = None
    if level is not None:
        unit = Unit.PERCENT_PACE if page.runs else Unit.PERCENT_FTP
        if page.ftp and not page.runs:
            unit, level = Unit.WATTS, _watts(level, page.ftp)
        target = Target(level, unit, span=span)
    turning = cadence(element, pedals, page)
    if page.runs:
        return Step(long, pace=target, cadence=turning, span=span, label_span=span)
    return Step(long, power=target, cadence=turning, span=span, label_span=span)


def _watts(level: Level, ftp: Decimal) -> Level:
    def watts(percent: Decimal) -> Decimal:
        return (percent * ftp / 100).quantize(Decimal(1), ROUND_HALF_UP)

    match level:
        case Steady(value):
            return Steady(watts(value))
        case Corridor(low, high):
            return Corridor(watts(low), watts(high))
        case Ramp(start, end):
            return Ramp(watts(start), watts(end))


def tell_unknown(body: Element, page: Page) -> None:
    """Attributes that mean nothing here, each name once; and what files of a race index have."""
    seen: set[str] = set()
    for element in body.children:
        if element.name in TEXTS:
            continue
        for name in element.attributes.keys() - _KNOWN - seen:
            page.say(repaired.skipped(f"`{name}` is unknown", page.at(element, name)))
        seen |= element.attributes.keys()
    _tell_left_out(body, page)
    if page.runs and (first := next((e for e in body.children if "pace" in e.attributes), None)):
        page.say(repaired.skipped(
            "`pace` names a race whose pace is meant, and no two programs agree which",
            page.at(first, "pace"), "threshold pace is taken",
        ))  # fmt: skip


def _tell_left_out(body: Element, page: Page) -> None:
    """What is asked for beside the ride, and isn't kept, each once."""
    first: dict[str, Element] = {}
    for element in body.children:
        for name in element.attributes.keys() & _LEFT_OUT.keys():
            if element.attributes[name].strip().lower() not in ("", "0", "false", "no"):
                first.setdefault(name, element)
    for name, element in first.items():
        what = f"a workout has no place for {_LEFT_OUT[name]}"
        page.say(repaired.skipped(what, page.at(element, name), "left out"))
