"""What may be amiss with the length of a step."""

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.model import Length, Time
from workoutc.resolve.thousands import thousands_point
from workoutc.source import Span
from workoutc.sports import Kind, Sport

METRES_FROM = 100
"""`100m` and more, in whole minutes, look like a distance."""


def length_faults(length: Length, written: str, span: Span, sport: Sport) -> list[Diagnostic]:
    """A length of nothing, and one that may have been meant otherwise. `span`: where it is
    `written`."""
    value = length.seconds if isinstance(length, Time) else length.value
    doubt = thousands_point(written, span) or doubtful_minutes(written, span, sport)
    return [*([] if value else [_zero(span)]), *([doubt] if doubt else [])]


def doubtful_minutes(written: str, span: Span, sport: Sport) -> Diagnostic | None:
    """A length such as `400m`, which is hours and may have been meant as metres."""
    if written[-1:] not in ("m", "M") or not written[:-1].isdigit():
        return None
    return _metres(written, span) if _like_metres(int(written[:-1]), sport) else None


def _like_metres(number: int, sport: Sport) -> bool:
    """Lengths of a pool are multiples of 25; nobody swims for 25 minutes so exactly as often."""
    swims = sport.kind is Kind.SWIM
    return number >= METRES_FROM or (swims and number > 0 and number % 25 == 0)


def _zero(span: Span) -> Diagnostic:
    return Diagnostic("E204", "the step has a length of zero", span, "zero",
                      "give it a length, or take the line out")  # fmt: skip


def _metres(written: str, span: Span) -> Diagnostic:
    metres = f"{written[:-1]}mtr"
    minutes = int(written[:-1])
    hours = f"{minutes // 60}h{minutes % 60:02d}m".replace("h00m", "h")
    clear = hours if minutes >= 60 else f"{minutes}min"
    return Diagnostic(
        "W303",
        f"`{written}` is {minutes} minutes, not metres",
        span,
        f"that is {clear}",
        f"for metres write `{metres}`; for time write `{clear}`, so that nobody wonders",
        Fix(f"write `{metres}`", (Edit(span, metres),)),
    )
