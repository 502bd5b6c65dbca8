"""Pictures: bars at their times and heights, and an SVG that any viewer can read."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given

from tests.strategies import THOROUGH, workouts
from workoutc.athlete import UNKNOWN, Athlete
from workoutc.compiler import compile
from workoutc.model import Distance, Family, Step, Time, Unit, Workout
from workoutc.picture.axes import clock, pace, shares, times
from workoutc.picture.bars import Drawing, drawing, pieces
from workoutc.picture.share import Share, yardstick
from workoutc.picture.svg import CAP, HEIGHT, WIDTH, ZONES, svg
from workoutc.picture.words import cut, target_words, wide
from workoutc.sports import Kind

SVG = "{http://www.w3.org/2000/svg}"
RIDER = Athlete(
    ftp=Decimal(200),
    indoor_ftp=Decimal(190),
    lthr=Decimal(170),
    max_hr=Decimal(200),
    threshold_pace={Kind.RUN: Decimal(4)},
)


def seconds(step: Step) -> float:
    match step.length:
        case Time(whole):
            return float(whole)
        case Distance() as distance:
            return float(distance.metres) / 4


def drawn(text: str, athlete: Athlete = RIDER) -> Drawing:
    return drawing(compile(text, athlete=athlete).unwrap()[0], athlete, seconds)


def shares_of(text: str, athlete: Athlete = RIDER) -> list[Share | None]:
    return [bar.share for bar in drawn(text, athlete).bars]


def level(low: float, high: float | None = None) -> Share:
    band = (low, low if high is None else high)
    return Share(band, band)


def test_bars_stand_at_the_times_they_are_ridden() -> None:
    session = drawn("- 10m 50%\n- 2x\n  - 5m 100%\n  - 1m 50%\n- 2km 60%\n")
    assert [(bar.start, bar.seconds) for bar in session.bars] == [
        (0, 600), (600, 300), (900, 60), (960, 300), (1260, 60), (1320, 500),
    ]  # fmt: skip
    assert session.seconds == 1820


@pytest.mark.parametrize(
    ("target", "share"),
    [
        ("75%", level(0.75)),
        ("95-105%", level(0.95, 1.05)),
        ("100w", level(0.5)),
        ("Z2", level(0.55, 0.75)),
        ("Z7", level(1.5, 1.725)),
        ("Z2-Z3", level(0.55, 0.9)),
        ("85% LTHR", level(0.85)),
        ("80% HR", level(0.8 * 200 / 170)),
        ("85bpm", level(0.5)),
        ("ramp 50-100%", Share((0.5, 0.5), (1, 1))),
        ("60% MMP 5m", None),
        ("freeride", None),
    ],
)
def test_targets_are_drawn_as_shares_of_a_threshold(target: str, share: Share | None) -> None:
    (found,) = shares_of(f"- 10m {target}\n")
    if share is None:
        assert found is None
    else:
        assert found is not None
        assert [*found.begin, *found.end] == pytest.approx([*share.begin, *share.end])


def test_a_faster_pace_is_a_higher_bar() -> None:
    (found,) = shares_of("sport: Run\n- 10m 5:00-4:10/km\n")
    assert found is not None
    assert found.begin == pytest.approx((1000 / 300 / 4, 1))


def test_indoors_watts_are_measured_by_the_indoor_ftp() -> None:
    assert shares_of("sport: VirtualRide\n- 10m 190w\n") == [level(1)]
    assert shares_of("indoor: yes\n- 10m 190w\n") == [level(1)]
    assert shares_of("- 10m 190w\n") == [level(0.95)]


def test_without_a_threshold_the_hardest_value_is_the_whole_height() -> None:
    session = drawn("- 10m 200w\n- 5m 300w\n", UNKNOWN)
    assert [bar.share for bar in session.bars] == [level(200 / 300), level(1)]
    assert session.stick.assumed == {Unit.WATTS}


def test_the_target_that_the_device_steers_by_is_drawn() -> None:
    text = "target: hr\n- 10m 75% 85% LTHR\n"
    assert [bar.family for bar in drawn(text).bars] == [Family.HR]
    assert [bar.family for bar in drawn(text.replace("target: hr\n", "")).bars] == [Family.POWER]


def test_a_ramp_is_cut_where_it_passes_from_zone_to_zone() -> None:
    session = drawn("- 10m ramp 45-85%\n")
    cuts = [
        (round(p.begin, 3), round(p.end, 3), p.zone) for p in pieces(session.bars[0], session.stick)
    ]
    assert cuts == [(0, 0.25, 1), (0.25, 0.75, 2), (0.75, 1, 3)]


def test_repeats_have_brackets_and_cues_have_flags() -> None:
    text = 'Main 2x\n- 3x\n  - 1m 120%\n    @ 10s "go"\n  - 1m 50%\n- 4m 50%\n  @ -1m "ready"\n'
    session = drawn(text)
    assert [(b.count, b.depth, b.start, b.end, b.label) for b in session.brackets] == [
        (2, 0, 0, 1200, "Main"), (3, 1, 0, 360, ""), (3, 1, 600, 960, ""),
    ]  # fmt: skip
    assert [flag.at for flag in session.flags] == [10, 130, 250, 540, 610, 730, 850, 1140]


def test_thousands_of_steps_are_not_all_drawn() -> None:
    session = drawn("- 5000x\n  - 1s 100%\n  - 1s 50%\n")
    assert len(session.bars) == 2000
    assert not session.whole


def test_no_target_has_no_zone() -> None:
    session = drawn("- 10m freeride\n")
    assert list(pieces(session.bars[0], session.stick)) == []


def test_zones_begin_above_the_bound_of_the_one_before() -> None:
    stick = yardstick([], "Ride", RIDER)
    zones = [stick.zone(share, Family.POWER) for share in (0.3, 0.55, 0.56, 1.05, 1.051, 3)]
    assert zones == [1, 1, 2, 4, 5, 7]


def picture(text: str) -> ElementTree.Element:
    session = drawn(text)
    return ElementTree.fromstring(svg(session, session.workout.name, "Ride · 1h", [(1, "200 W")]))


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_picture_says_what_it_shows() -> None:
    root = picture("workout: <A> & B\n- Hard 10m 95-100%\n- 5m 50%\n")
    assert root.findtext(f"{SVG}title") == "<A> & B"
    assert root.findtext(f"{SVG}desc") == "Ride · 1h. Hard 10m 95–100%; 5m 50%"
    assert {"<A> & B", "Ride · 1h", "% of FTP", "95–100%", "50%", "100%", "200 W", "14m"} <= {
        *words(root)
    }


def test_what_is_higher_than_the_picture_is_cut_and_its_value_told() -> None:
    session = drawn("- 10s 350%\n- 10m 50%\n")
    assert session.bars[0].share is not None
    assert session.bars[0].share.top > CAP
    assert "350%" in words(picture("- 10s 350%\n- 10m 50%\n"))
    assert all(0 <= y <= HEIGHT for y in ys(picture("- 10s 350%\n- 10m 50%\n")))


def ys(root: ElementTree.Element) -> list[float]:
    corners = [path.get("d", "") for path in root.iter(f"{SVG}path") if " Z" in path.get("d", "")]
    return [float(y) for d in corners for _, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", d)]


def test_several_families_are_told_apart_by_pattern() -> None:
    mixed = svg(drawn("- 10m 75%\n- 10m 85% LTHR\n"), "Mixed", "", [])
    assert mixed.count("url(#hr)") == 2  # the legend and the bar
    assert "url(#hr)" not in svg(drawn("- 10m 85% LTHR\n"), "One", "", [])


def test_each_zone_has_a_colour_of_its_own() -> None:
    text = "".join(f"- 5m Z{zone}\n" for zone in range(1, 8))
    shown = svg(drawn(text), "Zones", "", [])
    assert all(color in shown for color in ZONES)
    assert len(set(ZONES)) == 7


def test_a_session_without_steps_is_a_title() -> None:
    empty = svg(Drawing(Workout("Rest", "rest"), yardstick([], "Ride", UNKNOWN)), "Rest", "", [])
    assert "Rest" in words(ElementTree.fromstring(empty))


@THOROUGH
@given(workouts())
def test_any_workout_can_be_drawn(workout: Workout) -> None:
    root = ElementTree.fromstring(svg(drawing(workout, RIDER, seconds), "Any", "", []))
    assert root.get("viewBox") == f"0 0 {WIDTH:g} {HEIGHT:g}"
    assert all(-1 <= y <= HEIGHT + 1 for y in ys(root))


def test_ticks_are_times_that_people_count_in() -> None:
    assert [tick.text for tick in times(3600, 8)] == ["0", "10m", "20m", "30m", "40m", "50m", "1h"]
    assert [tick.text for tick in times(14_400, 8)][:4] == ["0", "30m", "1h", "1h30"]
    assert [tick.text for tick in times(50, 8)] == ["0", "10s", "20s", "30s", "40s", "50s"]
    assert times(0, 8) == [(0, "0")]
    assert list(shares(1.3)) == [0.25, 0.5, 0.75, 1, 1.25]
    assert 1 in list(shares(2))


@pytest.mark.parametrize(
    ("time", "text"), [(0, "0"), (45, "45s"), (90, "1:30"), (600, "10m"), (5400, "1h30")]
)
def test_times_are_short(time: float, text: str) -> None:
    assert clock(time) == text


def test_words_fit_or_are_cut() -> None:
    assert pace(4, 1000) == "4:10"
    assert cut("Threshold", 10, 500) == "Threshold"
    short = cut("A very long name of a session", 10, 60)
    assert short.endswith("…")
    assert wide(short, 10) <= 60
    assert wide("漢", 10) == 10


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("95-105%", "95–105%"), ("220w", "220 W"), ("Z2", "Z2"), ("85% LTHR", "85%"),
        ("150bpm", "150 bpm"), ("60% MMP 5m", "60% MMP"), ("maxeffort", "max"),
        ("freeride", "free"), ("82.5%", "82.5%"), ("", ""),
    ],
)  # fmt: skip
def test_values_are_written_short(target: str, text: str) -> None:
    assert target_words(drawn(f"- 10m {target}\n").bars[0]) == text
