"""Values as they are written: what is read is written again, and what can't be is rounded."""

from fractions import Fraction

import pytest

from tests.expressions import result, written
from workoutc.expression import Quantity, alike, name_of, text_of
from workoutc.expression.nodes import is_name
from workoutc.expression.spelling import settled
from workoutc.expression.values import COUNT, TIME, Kind, Measure
from workoutc.model import LengthUnit, Unit

SAME = (
    "3", "2.5", "6-7", "0s", "30s", "10m", "12m30s", "1h", "1h30m", "1h2m30s", "400mtr", "2km",
    "0.4km", "1mi", "100yrd", "33.3mtr", "75%", "95-105%", "95% FTP", "97.5%", "95.25%", "65-40%",
    "80-85% LTHR", "75% HR", "85% Pace", "60% MMP", "60% MMP 5m", "60-70% MMP 1m30s", "220w",
    "200-240w", "150bpm", "140-150bpm", "90rpm", "85-95rpm", "Z2", "Z3-Z4", "Z2 HR", "Z2 Pace",
    "Z2 Power", "CZ1", "4:15/km", "4:15-3:55/km", "1:45/100m", "6:50/mi", "2:05/500m", "5:20 Pace",
    '"smooth"',
)  # fmt: skip


@pytest.mark.parametrize("text", SAME)
def test_a_value_is_written_as_it_was_read(text: str) -> None:
    assert text_of(written(text)) == text


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("1m30", "1m30s"), ("5'", "5m"), ('30"', "30s"), ("1'30\"", "1m30s"), ("90m", "1h30m"),
        ("1.5h", "1h30m"), ("10min", "10m"), ("2hours", "2h"), ("400meters", "400mtr"),
        ("50%-75%", "50-75%"), ("75% Power", "75% FTP"), ("160w-256w", "160-256w"),
        ("4:15/km Pace", "4:15/km"), ("85–95rpm", "85-95rpm"), ("z2 hr", "Z2 HR"),
        ("2.50km", "2.5km"), ("100yards", "100yrd"),
    ],
)  # fmt: skip
def test_other_spellings_mean_the_same(text: str, shorter: str) -> None:
    assert text_of(written(text)) == shorter
    assert written(shorter) == written(text)


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("10s / 3", "3s"),
        ("7s / 2", "4s"),
        ("700w / 3", "233w"),
        ("467w / 2", "234w"),
        ("95% * 279w", "265w"),
        ("90% * 171bpm", "154bpm"),
        ("1000mtr / 3", "333.33mtr"),
        ("2km / 3", "0.66667km"),
        ("1mi / 3", "0.33333mi"),
        ("100% / 3", "33.3%"),
        ("95.25% / 2", "47.625%"),
        ("200% / 3", "66.7%"),
        ("4:15/km + 1s / 2", "4:16/km"),
    ],
)
def test_what_cannot_be_written_is_rounded_half_up(text: str, rounded: str) -> None:
    assert result(text) == rounded


def test_nothing_is_rounded_on_the_way() -> None:
    assert result("t / 7 * 7") == "1h"
    assert result("10s / 3 + 10s / 3 + 10s / 3") == "10s"
    assert result("1 / 3 * 3") == "1"


@pytest.mark.parametrize("text", [text for text in SAME if text != '"smooth"'])
def test_what_has_been_rounded_stays(text: str) -> None:
    value = written(text)
    assert isinstance(value, Quantity)
    assert settled(value) == value


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("3", "a plain number"),
        ("10m", "a time"),
        ("400mtr", "a distance"),
        ("5%", "a percentage"),
        ("95% FTP", "a percentage of FTP"),
        ("80-85% LTHR", "a range of percentages of LTHR"),
        ("90% HR", "a percentage of maximum heart rate"),
        ("90% Pace", "a percentage of threshold pace"),
        ("60% MMP 5m", "a percentage of mean maximal power"),
        ("220w", "a power in watts"),
        ("140-150bpm", "a range of heart rates in bpm"),
        ("90rpm", "a cadence"),
        ("4:15/km", "a pace"),
        ("Z2", "a zone"),
        ("Z2 HR", "a heart rate zone"),
        ("CZ1", "a custom zone"),
        ('"easy"', "a text"),
    ],
)
def test_a_value_has_a_name_that_coaches_use(text: str, name: str) -> None:
    assert name_of(written(text)) == name


@pytest.mark.parametrize(
    ("default", "given", "fits"),
    [
        ("55%", "80-85% LTHR", True),
        ("55% FTP", "80% LTHR", False),
        ("10m", "90s", True),
        ("10m", "2km", False),
        ("3", "5", True),
        ("3", "5m", False),
        ("Z2", "Z3 HR", True),
        ("4:15/km", "6:50/mi", True),
        ("4:15/km", "5:20 Pace", False),
        ('"a"', '"b"', True),
        ('"a"', "3", False),
    ],
)
def test_an_argument_is_like_its_default(default: str, given: str, *, fits: bool) -> None:
    assert alike(written(default), written(given)) == fits


def test_a_distance_is_kept_in_metres_and_written_in_its_unit() -> None:
    mile = written("1mi")
    assert mile == Quantity(Measure(Kind.DISTANCE, LengthUnit.MILE), (Fraction("1609.34"),))
    assert text_of(mile) == "1mi"


def test_a_bare_percentage_is_not_one_of_ftp() -> None:
    assert written("95%") == Quantity(
        Measure(Kind.PERCENT, Unit.PERCENT_FTP, bare=True), (Fraction(95),)
    )
    assert written("95%") != written("95% FTP")


def test_what_is_below_zero_can_be_shown() -> None:
    assert text_of(Quantity(TIME, (Fraction(-90),))) == "-1m30s"
    assert text_of(Quantity(COUNT, (Fraction(-5, 2),))) == "-2.5"


@pytest.mark.parametrize("name", ["a", "_", "race5k", "Zone2", "z", "Z2x", "CZ", "min"])
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "2a", "a-b", "größe", "Z2", "z10", "CZ1", "a b", "a\n", "٣"])
def test_no_names(name: str) -> None:
    assert not is_name(name)
