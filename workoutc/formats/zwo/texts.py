"""The texts of a Zwift workout, hung on the steps during which they come."""

from decimal import ROUND_HALF_UP, Decimal

from workoutc.formats import repaired
from workoutc.formats.zwo.markup import SEGMENTS, TEXTS, Element
from workoutc.formats.zwo.numbers import Page, lasts, number
from workoutc.model import Cue, Step, Time
from workoutc.records import replace


def with_texts(steps: list[Step], element: Element, page: Page) -> list[Step]:
    """The steps of one segment with its texts, whose times run over all of them."""
    for event in element.children:
        if event.name in TEXTS:
            place(steps, event, page)
        elif event.name in SEGMENTS and lasts(event):
            page.say(repaired.left_standing(
                f"`<{event.written}>` stands inside another segment", event.span,
                f"close `<{element.written}>` before it",
            ))  # fmt: skip
        else:
            said = repaired.skipped(f"`<{event.written}>` is unknown", event.span)
            page.say(said)
    return steps


def place(steps: list[Step], event: Element, page: Page) -> None:
    """Hang a text on the step during which it comes."""
    text = " ".join(event.attributes.get("message", "").split())
    if not text or not steps:
        return
    if "duration" in event.attributes:
        page.say(repaired.skipped("how long a text is shown isn't kept",
                                  page.at(event, "duration")))  # fmt: skip
    at = number(event, "timeoffset", page)
    if at is None:
        if "distoffset" in event.attributes:
            page.say(repaired.moved("a text that comes after a distance", event.span,
                                    "comes at the start"))  # fmt: skip
        at = Decimal(0)
    _hang(steps, int(at.quantize(Decimal(1), ROUND_HALF_UP)), text, event, page)


def _hang(steps: list[Step], at: int, text: str, event: Element, page: Page) -> None:
    last = len(steps) - 1
    if at < 0:
        page.say(repaired.moved("the text comes before its segment", event.span, "at its start"))
        at = 0
    for n, step in enumerate(steps):
        seconds = step.length.seconds if isinstance(step.length, Time) else 0
        if at < seconds or (n == last and (at <= seconds or not seconds)):
            break
        if n == last:
            page.say(repaired.moved("the text comes after the end of its segment", event.span,
                                    "at its last second"))  # fmt: skip
            at = seconds
            break
        at -= seconds
    steps[n] = replace(step, cues=(*step.cues, Cue(at, text, event.span)))
