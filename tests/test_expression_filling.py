"""Lines with their holes filled, and the way back to the source."""

import pytest

from tests.expressions import SCOPE, line, written
from tests.given import given
from workoutc.athlete import UNKNOWN
from workoutc.compiler import compile
from workoutc.diagnostic import Diagnostic, Edit, Fix, Note
from workoutc.expression import Filled, Place, text_of, thresholds, value_of
from workoutc.source import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 10m 75%", "- 10m 75%"),
        ("- {n}x", "- 3x"),
        ("- Hard {t / 5} {on} 90rpm", "- Hard 12m 95-100% 90rpm"),
        ("- 10m {on + 5%}", "- 10m 100-105%"),
        ("- 10m {on * ftp}", "- 10m 266-280w"),
        ("- 10m {easy} HR", "- 10m 55% HR"),
        ("- 10m {easy} Power", "- 10m 55% Power"),
        ("- 10m {hard} LTHR", "- 10m 80-85% LTHR"),
        ("- 10m {5:20 Pace} Pace", "- 10m 5:20 Pace"),
        ("- 10m {race} Pace", "- 10m 3:45/km Pace"),
        ("- 10m {95% FTP} Power", "- 10m 95% FTP"),
        ("- 10m {hard} hr=10s", "- 10m 80-85% LTHR hr=10s"),
        ("- {t} HR zone 10m", "- 1h HR zone 10m"),
        ("- 10m {lo}-{hi}", "- 10m 80-85% LTHR"),
        ("- 10m {lo}-85%", "- 10m 80-85%"),
        ("- 10m {hi}-90%", "- 10m 85-90% LTHR"),
        ("- 10m {lo}-85% LTHR", "- 10m 80-85% LTHR"),
        ("- 10m 80-{hi}", "- 10m 80-85% LTHR"),
        ("- 10m 4:15-{race}", "- 10m 4:15-3:45/km"),
        ("- 10m ramp {hi}-{lo}", "- 10m ramp 85-80% LTHR"),
        ("- {word} 10m", '- "smooth" 10m'),
        ('- "{word}, {n}m" 10m', '- "smooth, 3m" 10m'),
        ("- 8x ({n * 10s} {on}, 50s {easy})", "- 8x (30s 95-100%, 50s 55%)"),
        ('  @ -{n * 20s} "{n} to go"', '  @ -1m "3 to go"'),
        ("- {2km / 3} Z2", "- 0.66667km Z2"),
    ],
)
def test_a_step_is_filled(text: str, expected: str) -> None:
    found = line(text)
    assert found.text == expected
    assert found.diagnostics == ()
    assert found.whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Threshold {reps}x{t / 5}", "Threshold 5x12m"),
        ("> {word}: hold {lo}-{hi} for {n}m", "> smooth: hold 80%-85% LTHR for 3m"),
        ("Main set {n}x", "Main set 3x"),
    ],
)
def test_prose_is_filled(text: str, expected: str) -> None:
    assert line(text, prose=True).text == expected


@pytest.mark.parametrize(
    ("text", "code", "place", "filled"),
    [
        ("- {reps / 2}x", "E234", "{reps / 2}", "- 1x"),
        ("- 10m {Z2 + 0.5}", "E234", "{Z2 + 0.5}", None),
        ("- {n - 5}x", "E235", "{n - 5}", "- 1x"),
        ("- {10m - t} 50%", "E235", "{10m - t}", None),
        ("- {t}x", "E239", "{t}", "- 1x"),
        ("- {1-2}x", "E239", "{1-2}", "- 1x"),
        ("- {nope}x (1m 50%)", "E230", "nope", "- 1x (1m 50%)"),
        ("- 10m {lo}-{220w}", "E240", "{lo}-{220w}", None),
        ("- 10m {on}-{hi}", "E240", "{on}-{hi}", None),
        ("- {10m}-{12m} 50%", "E240", "{10m}-{12m}", None),
        ("- {10m}-12m 50%", "E240", "{10m}-12m", None),
        ("- 10m {hard} HR", "E243", "{hard} HR", None),
        ("- 10m {hard} Power", "E243", "{hard} Power", None),
        ("- 10m {hi} Pace", "E243", "{hi} Pace", None),
        ("- {n", "E127", "{", None),
    ],
)
def test_what_does_not_fit_its_place(text: str, code: str, place: str, filled: str | None) -> None:
    found = line(text, start=50)
    (fault,) = found.diagnostics
    assert fault.code == code
    assert text[fault.span.start - 50 : fault.span.end - 50] == place
    assert found.text == (filled or text)
    assert not found.whole


def test_a_fault_told_elsewhere_leaves_a_line_that_is_not_whole() -> None:
    found = line("- {broken}x")
    assert (found.text, found.diagnostics, found.whole) == ("- 1x", (), False)


def test_one_fault_hides_no_other() -> None:
    found = line("- {nope} {on} {10m + 5%}")
    assert [fault.code for fault in found.diagnostics] == ["E230", "E231"]
    assert found.text == "- {nope} 95-100% {10m + 5%}"


SOURCE = "- {t} x {on}!"
FILLED = Filled("- 1h x 95-100%!", 100, (Place(2, 4, Span(102, 105)), Place(7, 14, Span(108, 112))))


def test_the_places_of_values_are_those_of_their_holes() -> None:
    assert line(SOURCE, start=100, prose=True) == FILLED


@pytest.mark.parametrize(
    ("stretch", "source"),
    [
        ((0, 1), "-"),
        ((2, 4), "{t}"),
        ((3, 4), "{t}"),
        ((2, 3), "{t}"),
        ((1, 2), " "),
        ((4, 7), " x "),
        ((3, 8), "{t} x {on}"),
        ((7, 14), "{on}"),
        ((9, 10), "{on}"),
        ((14, 15), "!"),
        ((13, 15), "{on}!"),
        ((0, 15), SOURCE),
        ((3, 3), "{t}"),
        ((2, 2), ""),
        ((4, 4), ""),
        ((15, 15), ""),
    ],
)
def test_a_stretch_of_the_filled_text_leads_back(stretch: tuple[int, int], source: str) -> None:
    start, end = FILLED.at(Span(*stretch))
    assert SOURCE[start - 100 : end - 100] == source


def test_a_fault_of_the_filled_text_leads_back() -> None:
    fault = Diagnostic(
        "E203",
        "",
        Span(7, 14),
        fix=Fix("", (Edit(Span(5, 6), "y"),)),
        notes=(Note("", Span(2, 4)),),
    )
    placed = FILLED.placed(fault)
    assert placed.span == (108, 112)
    assert placed.notes == (Note("", Span(102, 105)),)
    assert placed.fix == Fix("", (Edit(Span(106, 107), "y"),))


@pytest.mark.parametrize("span", [(7, 14), (2, 3), (0, 15), (6, 8)])
def test_a_fix_that_would_change_a_value_is_left_out(span: tuple[int, int]) -> None:
    fault = Diagnostic("E118", "", Span(*span), fix=Fix("", (Edit(Span(*span), "y"),)))
    assert FILLED.placed(fault).fix is None


def test_faults_of_a_filled_step_are_told_of_its_hole() -> None:
    text = "- Spin {t} {on} {220rpm + 80rpm}"
    found = line(text)
    (fault,) = compile(found.text).diagnostics
    span = found.placed(fault).span
    assert fault.code == "E213"
    assert text[span.start : span.end] == "{220rpm + 80rpm}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("55%", "55%"),
        ("{55%}", "55%"),
        (" { on + 5% } ", "100-105%"),
        ("on + 5%", "100-105%"),
        ("{lo}-{hi}", "80-85% LTHR"),
        ("{lo}-85% LTHR", "80-85% LTHR"),
        ("{easy} HR", "55% HR"),
        ("{lo}-{90%} HR", "80-90% HR"),
        ('"hold {on}, {word}"', '"hold 95-100%, smooth"'),
        ("{t} / 2", "30m"),
    ],
)
def test_the_value_of_a_name(text: str, expected: str) -> None:
    value = value_of(text, 0, SCOPE)
    assert not isinstance(value, tuple)
    assert text_of(value) == expected


def test_a_name_keeps_its_value_exactly() -> None:
    for text in ("t / 7", "{t / 7}"):
        value = value_of(text, 0, SCOPE)
        assert not isinstance(value, tuple)
        scope = {"x": value}
        assert value_of("x * 7", 0, scope) == written("1h")


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "E129", ""),
        ("{}", "E129", "{}"),
        ("{nope}", "E230", "nope"),
        ("nope + 1", "E230", "nope"),
        ("{nope} HR", "E230", "nope"),
        ("{t} HR", "E126", "{t} HR"),
        ("{on", "E127", "{"),
        ("{lo}-{220w}", "E240", "{lo}-{220w}"),
    ],
)
def test_what_no_name_can_stand_for(text: str, code: str, place: str) -> None:
    value = value_of(text, 70, SCOPE)
    assert isinstance(value, tuple)
    (fault,) = value
    assert fault.code == code
    assert text[fault.span.start - 70 : fault.span.end - 70] == place


def test_the_profile_gives_names() -> None:
    athlete = given("ftp=280 lthr=172 max_hr=190 threshold_pace.run=4:15/km").athlete
    known = {name: text_of(value) for name, value in thresholds(athlete, "TrailRun").items()}
    assert known == {
        "ftp": "280w", "lthr": "172bpm", "max_hr": "190bpm", "threshold_pace": "4:15/km",
    }  # fmt: skip
    assert "threshold_pace" not in thresholds(athlete, "Ride")
    assert thresholds(UNKNOWN, "Run") == {}


def test_a_threshold_pace_is_the_pace_that_was_given() -> None:
    for seconds in range(180, 420):
        pace = f"{seconds // 60}:{seconds % 60:02d}/km"
        athlete = given(f"threshold_pace.run={pace}").athlete
        assert thresholds(athlete, "Run")["threshold_pace"] == written(pace)


def test_a_file_without_holes_loads_nothing_of_this() -> None:
    from tests.test_imports import loaded_by

    assert "fractions" not in loaded_by("import workoutc; workoutc.compile('- 10m 75%')")
