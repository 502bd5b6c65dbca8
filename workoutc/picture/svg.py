"""A session drawn as SVG: slopes for ramps, bands for corridors, zones by colour and by height."""

import re
from collections.abc import Iterator, Sequence
from xml.sax import saxutils

from workoutc.model import Family
from workoutc.picture.axes import clock, shares, times
from workoutc.picture.bars import Bar, Bracket, Drawing, Flag, Piece, pieces
from workoutc.picture.words import cut, target_words, wide
from workoutc.records import dataclass
from workoutc.tuples import NamedTuple

WIDTH, HEIGHT = 480.0, 250.0
"""Units of the drawing. Small, so that letters of 11 units can still be read 300 pixels wide."""

LEFT, RIGHT, TOP, ROW = 38.0, 42.0, 56.0, 15.0
AXIS = 20.0
FONT = "Inter, 'Noto Sans', 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
INK, PALE, RULE, PAPER = "#1d2530", "#5b6675", "#d9dee5", "#ffffff"

ZONES = ("#9aa5b1", "#56b4e9", "#009e73", "#f0e442", "#e69f00", "#d55e00", "#a3428a")
"""Zone 1 to 7. Okabe and Ito's colours, which people of every colour vision can tell apart, in the
order that cyclists know; beyond the seventh the last one."""

CEILING, FLOOR, CAP = 1.25, 0.5, 2.0
"""Shares at which a picture ends at least and at most; what is higher is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand: `seconds` wide and `top` (a share of threshold) high."""

    seconds: float
    top: float
    bottom: float

    def x(self, at: float) -> float:
        """The place of a time."""
        span = WIDTH - LEFT - RIGHT
        return LEFT + (at / self.seconds * span if self.seconds else 0)

    def y(self, share: float) -> float:
        """The place of a share of threshold."""
        return self.bottom - min(share, self.top) / self.top * (self.bottom - TOP)


def svg(drawn: Drawing, title: str, totals: str, scale: Sequence[tuple[float, str]]) -> str:
    """The picture as a text. `totals` stands below the title; `scale`: shares of threshold with
    words for the right edge, such as watts."""
    frame = _frame(drawn)
    body = [
        *_header(drawn, title, totals),
        *_grid(frame, drawn, scale),
        *(line for bar in drawn.bars for line in _bar(bar, drawn, frame)),
        *_values(drawn, frame),
        *_flags(drawn.flags, frame),
        *_brackets(drawn.brackets, frame),
    ]
    return "\n".join([*_opening(drawn, title, totals), *body, "</svg>"]) + "\n"


def _frame(drawn: Drawing) -> Frame:
    tops = [bar.share.top for bar in drawn.bars if bar.share]
    top = min(max([CEILING, *(t * 1.08 for t in tops)]), CAP)
    rows = min(drawn.depth, 3)
    return Frame(drawn.seconds, top, HEIGHT - AXIS - ROW * rows)


def _opening(drawn: Drawing, title: str, totals: str) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-labelledby="title desc" font-family="{escape(FONT)}" font-size="11" fill="{INK}">'
    )
    yield f'<title id="title">{escape(title)}</title>'
    yield f'<desc id="desc">{escape(totals)}. {escape(_told(drawn))}</desc>'
    yield "<defs>"
    yield (
        f'<pattern id="free" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<path d="M-1 4 L2 1 L5 4 L8 1" fill="none" stroke="{ZONES[0]}"/></pattern>'
    )
    yield (
        '<pattern id="hr" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<circle cx="3" cy="3" r="1.1" fill="#ffffff"/></pattern>'
    )
    yield (
        '<pattern id="pace" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1 7 L7 -1" stroke="#ffffff" stroke-width="1.2"/></pattern>'
    )
    yield "</defs>"
    yield f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{PAPER}"/>'


def _told(drawn: Drawing) -> str:
    """The session in words, each step as often as it is written in a row."""
    told: list[str] = []
    for bar in drawn.bars[:40]:
        words = _step_words(bar)
        if not told or told[-1] != words:
            told.append(words)
    more = "; …" if len(drawn.bars) > 40 else ""
    return "; ".join(told) + more


def _step_words(bar: Bar) -> str:
    label = f"{bar.step.label} " if bar.step.label else ""
    return f"{label}{clock(bar.seconds)} {target_words(bar)}".strip()


def _header(drawn: Drawing, title: str, totals: str) -> Iterator[str]:
    families = drawn.families
    named = " + ".join(MEASURES[family] for family in families)
    room = WIDTH - 16
    yield _text(8, 21, cut(title, 17, room), 'font-size="17" font-weight="700"')
    if len(families) > 1:
        yield from _legend(families)
        room -= 24 + sum(wide(NAMES[family], 11) + 26 for family in families)
    elif named:
        yield _text(WIDTH - 8, 38, named, f'text-anchor="end" fill="{PALE}"')
        room -= wide(named, 11) + 8
    yield _text(8, 38, cut(totals, 12, room), f'font-size="12" fill="{PALE}"')


MEASURES = {Family.POWER: "% of FTP", Family.HR: "% of LTHR", Family.PACE: "% of threshold pace"}
NAMES = {Family.POWER: "power", Family.HR: "heart rate", Family.PACE: "pace"}


def _legend(families: Sequence[Family]) -> Iterator[str]:
    x = WIDTH - 8
    for family in reversed(families):
        words = NAMES[family]
        x -= wide(words, 11) + 4
        yield _text(x, 38, words, f'fill="{PALE}"')
        x -= 14
        yield f'<rect x="{x:.1f}" y="29" width="11" height="11" fill="{ZONES[1]}"/>'
        if family is not Family.POWER:
            yield f'<rect x="{x:.1f}" y="29" width="11" height="11" fill="url(#{family.value})"/>'
        x -= 8


def _grid(frame: Frame, drawn: Drawing, scale: Sequence[tuple[float, str]]) -> Iterator[str]:
    right = WIDTH - RIGHT
    named = dict(scale)
    for share in shares(frame.top):
        y, whole = frame.y(share), abs(share - 1) < 1e-9
        style = f'stroke="{PALE}" stroke-dasharray="4 3"' if whole else f'stroke="{RULE}"'
        yield f'<path d="M{LEFT:g} {y:.1f} H{right:g}" {style} stroke-width="0.8"/>'
        yield _text(LEFT - 4, y + 4, f"{share * 100:.0f}%", f'text-anchor="end" fill="{PALE}"')
        if share in named:
            yield _text(right + 4, y + 4, named[share], f'fill="{PALE}"')
    yield f'<path d="M{LEFT:g} {frame.bottom:.1f} H{right:g}" stroke="{INK}"/>'
    for at, words in times(drawn.seconds, 8):
        x = frame.x(at)
        yield f'<path d="M{x:.1f} {frame.bottom:.1f} v3" stroke="{INK}"/>'
        anchor = "start" if not at else "middle"
        yield _text(x, frame.bottom + 14, words, f'text-anchor="{anchor}" fill="{PALE}"')


def _bar(bar: Bar, drawn: Drawing, frame: Frame) -> Iterator[str]:
    yield f"<g><title>{escape(_step_words(bar))}</title>"
    if bar.share is None or bar.family is None:
        yield from _open_bar(bar, frame)
    else:
        for piece in pieces(bar, drawn.stick):
            yield from _piece(bar, piece, drawn, frame)
    yield "</g>"


def _open_bar(bar: Bar, frame: Frame) -> Iterator[str]:
    """A step without a height: rest is flat, a free ride is waves, an all-out effort goes up to
    the edge and fades."""
    high = _top_of(bar, frame)
    box = _polygon(bar, 0, 1, (0, 0), (high, high), frame)
    color = ZONES[6] if bar.step.maxeffort else ZONES[0]
    yield f'<path d="{box}" fill="{color}" fill-opacity="0.35" {_edge(bar, frame)}/>'
    if bar.step.freeride:
        yield f'<path d="{box}" fill="url(#free)"/>'


def _piece(bar: Bar, piece: Piece, drawn: Drawing, frame: Frame) -> Iterator[str]:
    assert bar.share is not None, "a bar without a share is an open one"
    begin, end, zone = piece
    lows, highs = zip(bar.share.at(begin), bar.share.at(end), strict=True)
    color = ZONES[min(zone, len(ZONES)) - 1]
    body = _polygon(bar, begin, end, (0, 0), lows, frame)
    yield f'<path d="{body}" fill="{color}" {_edge(bar, frame)}/>'
    if highs != lows:
        band = _polygon(bar, begin, end, lows, highs, frame)
        yield f'<path d="{band}" fill="{color}" fill-opacity="0.5" stroke="{color}"/>'
    if bar.family in (Family.HR, Family.PACE) and len(drawn.families) > 1:
        yield f'<path d="{body}" fill="url(#{bar.family})"/>'


def _edge(bar: Bar, frame: Frame) -> str:
    """A white line between bars, where they are wide enough to spare it."""
    wide_enough = frame.x(bar.end) - frame.x(bar.start) > 3
    return f'stroke="{PAPER}" stroke-width="0.6"' if wide_enough else ""


def _polygon(
    bar: Bar, begin: float, end: float, lows: Sequence[float], highs: Sequence[float], frame: Frame
) -> str:
    x0, x1 = (frame.x(bar.start + bar.seconds * part) for part in (begin, end))
    corners = ((x0, lows[0]), (x0, highs[0]), (x1, highs[1]), (x1, lows[1]))
    first, *rest = (f"{x:.1f} {frame.y(share):.1f}" for x, share in corners)
    return f"M{first} L" + " L".join(rest) + " Z"


def _values(drawn: Drawing, frame: Frame) -> Iterator[str]:
    """What to hold, above the first bar that asks for it, wherever the words stand free."""
    told: set[str] = set()
    taken: list[Box] = []
    for bar in drawn.bars:
        words = target_words(bar)
        if not words or words in told:
            continue
        box = _above(bar, wide(words, 10), drawn, frame)
        if box is not None and not any(box.meets(other) for other in taken):
            told.add(words)
            taken.append(box)
            middle = (box.left + box.right) / 2
            yield _text(middle, box.base, words, f'font-size="10" text-anchor="middle" {HALO}')


HALO = f'stroke="{PAPER}" stroke-width="2.5" stroke-linejoin="round" paint-order="stroke"'
"""Keeps lines from running through words."""


class Box(NamedTuple):
    """Where words stand."""

    left: float
    right: float
    base: float

    def meets(self, other: "Box") -> bool:
        """Whether they would run into other words."""
        beside = self.right + 3 < other.left or other.right + 3 < self.left
        return not beside and abs(self.base - other.base) < 11


def _above(bar: Bar, width: float, drawn: Drawing, frame: Frame) -> Box | None:
    """A place for words above a bar, `None` where they would stand above a higher neighbour and
    seem to be its own."""
    middle = (frame.x(bar.start) + frame.x(bar.end)) / 2
    middle = min(max(middle, LEFT + width / 2), WIDTH - RIGHT - width / 2)
    left, right = middle - width / 2, middle + width / 2
    below = [b for b in drawn.bars if frame.x(b.start) < right and frame.x(b.end) > left]
    top = _top_of(bar, frame)
    if any(_top_of(other, frame) > top + 0.02 for other in below):
        return None
    return Box(left, right, max(frame.y(top) - 3, TOP - 2))


def _top_of(bar: Bar, frame: Frame) -> float:
    if bar.share is not None:
        return bar.share.top
    return frame.top if bar.step.maxeffort else FLOOR if bar.step.freeride else 0.12


def _flags(flags: Sequence[Flag], frame: Frame) -> Iterator[str]:
    """Cues as marks below the axis line's bars, with their words on a pointer's touch."""
    for flag in flags:
        x = frame.x(flag.at)
        words = escape(f"{clock(flag.at)}: {flag.cue.text}")
        yield (
            f'<path d="M{x:.1f} {frame.bottom - 7:.1f} l3.5 7 h-7 Z" fill="{INK}" '
            f'stroke="{PAPER}" stroke-width="0.8"><title>{words}</title></path>'
        )


def _brackets(brackets: Sequence[Bracket], frame: Frame) -> Iterator[str]:
    for bracket in brackets:
        if bracket.depth > 2:
            continue
        x0, x1 = frame.x(bracket.start), frame.x(bracket.end)
        y = HEIGHT - 7 - ROW * bracket.depth
        words = _bracket_words(bracket, x1 - x0)
        half = wide(words, 11) / 2 + 3
        middle = (x0 + x1) / 2
        gap = f"H{middle - half:.1f} M{middle + half:.1f} {y:.1f} " if words else ""
        yield (
            f'<path d="M{x0 + 0.5:.1f} {y - 5:.1f} v5 {gap}H{x1 - 0.5:.1f} v-5" fill="none" '
            f'stroke="{PALE}"/>'
        )
        if words:
            yield _text(middle, y + 4, words, 'text-anchor="middle" font-weight="600"')


def _bracket_words(bracket: Bracket, room: float) -> str:
    count = f"{bracket.count}×"
    told = f"{count} {bracket.label}" if bracket.label else count
    return next((w for w in (told, count) if wide(w, 11) + 9 < room), "")


def _text(x: float, y: float, words: str, style: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(words)}</text>'


_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(words: str) -> str:
    """Words as XML may hold them: control characters, which it can't, are left out."""
    return saxutils.escape(_NOT_XML.sub("", words))
