"""The numbers in a Zwift file: lengths, powers, cadences, and what is odd about them."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from workoutc.diagnostic import Diagnostic
from workoutc.formats import repaired
from workoutc.formats.emission import Wish
from workoutc.formats.zwo.markup import TEXTS, Element, attribute_span
from workoutc.model import Corridor, Distance, Length, LengthUnit, Level, Steady, Target, Time, Unit
from workoutc.records import dataclass, field
from workoutc.source import Span

HIGHEST = 10
"""Times FTP beyond which a power must be something else. Sprints go to 5; a ramp test that is meant
to be broken off goes further, which is told."""

PERCENT = (5, 300)
"""Between which a power lies that is in percent by mistake."""

_TIMES = ("duration", "onduration", "offduration", "repeat")
"""Attributes of segments that last."""

_TENTH = Decimal("0.1")


@dataclass(slots=True)
class Page:
    """A file and how its numbers are to be taken.

    `found`: what is said of it, added to. `runs`: powers are paces. `metres`: lengths are
    distances. `ftp`: the FTP that the file is for, whoever rides it.
    """

    text: str
    root: Element
    wish: Wish
    found: list[Diagnostic]
    runs: bool
    metres: bool = field(init=False)
    ftp: Decimal | None = field(init=False)

    def __post_init__(self) -> None:
        kind, override = self.root.child("durationtype"), self.root.child("ftpoverride")
        self.metres = kind is not None and kind.text.strip().lower() == "distance"
        value = decimal(override.text) if override else None
        self.ftp = value if value and value > 0 else None

    def say(self, diagnostic: Diagnostic) -> None:
        """Tell it with all that is said of the file."""
        self.found.append(diagnostic)

    def at(self, element: Element, name: str) -> Span:
        """The place of an attribute."""
        return attribute_span(self.text, element, name)


def length(element: Element, name: str, page: Page) -> Length | None:
    """How long an element lasts in whole seconds or metres; `None`, with a word about it, for one
    that doesn't last."""
    value = number(element, name, page)
    if value is None or value <= 0:
        if value is not None or name not in element.attributes:
            page.say(repaired.skipped(f"`<{element.written}>` has no length", element.span))
        return None
    whole = max(Decimal(1), value.quantize(Decimal(1), ROUND_HALF_UP))
    if abs(whole - value) >= _TENTH:
        page.say(repaired.changed(f"{value:f} is no whole number", page.at(element, name),
                                  f"rounded to {whole}"))  # fmt: skip
    if page.metres:
        return Distance(whole, LengthUnit.METRE)
    return Time(int(whole))


def lasts(element: Element) -> bool:
    """Whether time passes in an element, by what it says itself or by what is in it."""
    said = element.attributes | {inner.name: inner.text for inner in element.children}
    inside = (inner for inner in element.children if inner.name not in TEXTS)
    times = (said.get(name, "").strip() for name in _TIMES)
    return any(text and decimal(text) != 0 for text in times) or any(map(lasts, inside))


def cadence(element: Element, name: str, page: Page) -> Target | None:
    """The cadence of an element, `None` where there is none that legs can turn."""
    low, high = number(element, f"{name}low", page), number(element, f"{name}high", page)
    held = number(element, name, page)
    level: Level
    if low and high and low != high:
        level = Corridor(*(round(value, 0) for value in sorted((low, high))))
    elif held or low or high:
        level = Steady(round(held or low or high or Decimal(0), 0))
    else:
        return None
    span = page.at(element, name)
    if not all(20 <= value <= 220 for value in (_first(level), _last(level))):
        page.say(repaired.skipped("nobody turns the cranks like that", span, "left out"))
        return None
    return Target(level, Unit.RPM, span=span)


def _first(level: Level) -> Decimal:
    return level.low if isinstance(level, Corridor) else getattr(level, "value", Decimal(0))


def _last(level: Level) -> Decimal:
    return level.high if isinstance(level, Corridor) else getattr(level, "value", Decimal(0))


def percent(element: Element, name: str, page: Page) -> Decimal | None:
    """A power in % of FTP to one decimal, `None` where there is none."""
    value = number(element, name, page)
    if value is None:
        return None
    if value < 0:
        page.say(_below_zero(page.at(element, name)))
        return None
    if page.wish.percent and value > PERCENT[0]:
        return value.quantize(_TENTH, ROUND_HALF_UP)
    if value > PERCENT[0] and page.ftp is None:
        _doubt(element, name, value, page)
    if page.ftp is not None:
        return value * 100
    return (value * 100).quantize(_TENTH, ROUND_HALF_UP)


def _below_zero(span: Span) -> Diagnostic:
    return repaired.bad_value("a power below zero", span, "less than nothing",
                              "write a fraction of FTP, such as 0.75")  # fmt: skip


def _doubt(element: Element, name: str, value: Decimal, page: Page) -> None:
    """A power beyond five times FTP: a slip of the unit, or a ramp that nobody ends."""
    span = page.at(element, name)
    if value <= HIGHEST:
        page.say(repaired.changed(f"{_plain(value)} times FTP is more than anybody holds", span,
                                  "read as it stands"))  # fmt: skip
        return
    help_ = "write a fraction of FTP, such as 0.75"
    if value <= PERCENT[1]:
        help_ += "; if it is in percent, read the file with `workoutc import --percent`"
    page.say(repaired.bad_value(f"{_plain(value)} is no fraction of FTP", span,
                                "watts or percent?", help_))  # fmt: skip


def _plain(value: Decimal) -> str:
    return f"{round(value, 2).normalize():f}"


def number(
    element: Element, name: str, page: Page, default: Decimal | None = None
) -> Decimal | None:
    """The number of an attribute; one that is none is an error."""
    text = element.attributes.get(name)
    if text is None or not text.strip():
        return default
    value = decimal(text)
    if value is None:
        page.say(repaired.bad_value(f"`{text[:20]}` is no number", page.at(element, name),
                                    "a number was expected", "write digits, such as 0.75 or 300")
                 )  # fmt: skip
    return value


def decimal(text: str) -> Decimal | None:
    """A number below a thousand million as it is written; `None` for anything else."""
    if len(text) > 30 or not text.isascii():
        return None
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**9 else None
