"""A session as a picture: SVG, and PNG made of it."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from workoutc.athlete import UNKNOWN, Athlete
from workoutc.formats.emission import Emission
from workoutc.load.figures import half_up
from workoutc.model import Family, Workout
from workoutc.picture.axes import pace
from workoutc.picture.session import Shown, drawn_of, shown_of, totals
from workoutc.picture.svg import svg
from workoutc.sports import SPORTS, Kind

PIXELS = 1200
"""Width of a PNG: sharp on a page and on a phone, and small enough to be sent."""


def write_svg(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[str]:
    """The picture as a text; letters stay letters. Nothing is lost that an eye could see."""
    shown = shown_of(workout, athlete)
    drawn = drawn_of(shown)
    figures = (figure for figure in totals(shown.load) if not figure.endswith("?"))
    words = " · ".join([workout.sport, *figures])
    return Emission(svg(drawn, workout.name, words, list(_scale(shown, drawn.families))))


def write_png(workout: Workout, athlete: Athlete = UNKNOWN) -> Emission[bytes]:
    """The same in pixels, with a font of its own, so that it looks alike on every machine. Raises
    ModuleNotFoundError without the packages of the extra `png`."""
    from importlib.resources import as_file, files

    from resvg_py import svg_to_bytes

    picture = write_svg(workout, athlete)
    with as_file(files("fontpkg_noto_sans") / "files") as fonts:
        pixels = svg_to_bytes(
            svg_string=picture.content, width=PIXELS, skip_system_fonts=True,
            font_dirs=[str(fonts)], font_family="Noto Sans", sans_serif_family="Noto Sans",
        )  # fmt: skip
    return Emission(bytes(pixels), picture.lost)


def _scale(shown: Shown, families: list[Family]) -> Iterator[tuple[float, str]]:
    """What shares of the threshold are in the athlete's own numbers, where they are known."""
    match families[:1]:
        case [Family.POWER]:
            ftp = _ftp(shown)
            yield from ((s, f"{_part(s, ftp)} W") for s in SHARES if ftp)
        case [Family.HR]:
            lthr = shown.athlete.lthr
            yield from ((s, f"{_part(s, lthr)}") for s in SHARES if lthr)
        case [Family.PACE]:
            yield from _paces(shown)


SHARES = tuple(quarter / 4 for quarter in range(1, 13))


def _part(share: float, whole: Decimal) -> int:
    """A share of watts or beats, a half rounded up as everywhere."""
    return half_up(Fraction(share) * Fraction(whole))


def _ftp(shown: Shown) -> Decimal | None:
    sport, indoor = SPORTS.get(shown.workout.sport), shown.workout.indoor
    indoors = bool(sport and sport.indoor) if indoor is None else indoor
    return (shown.athlete.indoor_ftp if indoors else None) or shown.athlete.ftp


def _paces(shown: Shown) -> Iterator[tuple[float, str]]:
    sport = SPORTS.get(shown.workout.sport)
    kind = sport.kind if sport else Kind.OTHER
    metres = {Kind.SWIM: 100, Kind.ROW: 500}.get(kind, 1000)
    if speed := shown.athlete.threshold_pace.get(kind):
        yield from ((share, pace(float(speed) * share, metres)) for share in SHARES)
