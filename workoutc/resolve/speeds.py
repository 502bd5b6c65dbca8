"""How fast anybody is, by kind of sport."""

from decimal import Decimal

from workoutc.diagnostic import Diagnostic, Edit, Fix
from workoutc.model import Target, Unit, ends
from workoutc.regex import regex
from workoutc.sports import Kind, Sport
from workoutc.units import PACE_METRES, PACE_UNITS

FASTEST = {
    Kind.RUN: (Decimal("12.5"), "runs"),
    Kind.WALK: (Decimal("12.5"), "walks"),
    Kind.SWIM: (Decimal("2.5"), "swims"),
    Kind.ROW: (Decimal(8), "rows"),
}
"""Metres a second that nobody exceeds, rounded up. Running: 12.4 m/s, the fastest of Bolt's world
record over 100 m (Berlin 2009); walking has no lower one, since it is hardly told apart. Swimming:
2.4 m/s, the world record over 50 m freestyle (Cielo, 20.91 s, 2009). Rowing: a boat does 6.3 m/s
(the eights' best over 2000 m, 5:18.68, Poznan 2017), and a sprint on an ergometer nearly 8 m/s
(Concept2's records over 100 m). Whoever skis goes downhill, too."""

_PER = regex(r"/\w+")


def beyond_the_fastest(target: Target, text: str, sport: Sport) -> Diagnostic | None:
    """A clock pace that nobody in the sport can hold; often one per another distance was meant."""
    if (known := FASTEST.get(sport.kind)) is None or sport.pace is None:
        return None
    most, does = known
    unit = sport.pace if target.unit is Unit.PACE_DEFAULT else target.unit
    seconds = min(ends(target.level))
    if PACE_METRES[unit] <= most * seconds:
        return None
    written = text[target.span.start : target.span.end]
    help_, fix = "check the number and what it is per", None
    if unit is not sport.pace and PACE_METRES[sport.pace] <= most * seconds:
        mended = _PER.sub(f"/{_NAMES[sport.pace]}", written)
        help_ += f": was `{mended}` meant?"
        fix = Fix(f"write `{mended}`", (Edit(target.span, mended),))
    return Diagnostic("E213", f"nobody {does} faster than {most} metres a second", target.span,
                      "too fast", help_, fix)  # fmt: skip


_NAMES = {unit: name for name, unit in PACE_UNITS.items()}
