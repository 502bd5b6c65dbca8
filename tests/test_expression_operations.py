"""Which kinds of values go together: every pair under every sign."""

import pytest

from tests.expressions import fault, result, told
from workoutc.expression.operations import RULES
from workoutc.expression.values import Kind

EXAMPLES = {
    Kind.COUNT: "3",
    Kind.TIME: "10m",
    Kind.DISTANCE: "2km",
    Kind.PERCENT: "50%",
    Kind.WATTS: "200w",
    Kind.BPM: "150bpm",
    Kind.RPM: "90rpm",
    Kind.PACE: "4:00/km",
    Kind.ZONE: "Z4",
    Kind.TEXT: '"x"',
}
RESULTS = {
    "3 + 3": "6", "3 - 3": "0", "3 * 3": "9", "3 / 3": "1",
    "10m + 10m": "20m", "10m - 10m": "0s", "10m / 10m": "1",
    "10m * 3": "30m", "3 * 10m": "30m", "10m / 3": "3m20s",
    "2km + 2km": "4km", "2km - 2km": "0km", "2km / 2km": "1",
    "2km * 3": "6km", "3 * 2km": "6km", "2km / 3": "0.66667km",
    "50% + 50%": "100%", "50% - 50%": "0%", "50% / 50%": "1",
    "50% * 3": "150%", "3 * 50%": "150%", "50% / 3": "16.7%",
    "200w + 200w": "400w", "200w - 200w": "0w", "200w / 200w": "1",
    "200w * 3": "600w", "3 * 200w": "600w", "200w / 3": "67w",
    "200w * 50%": "100w", "50% * 200w": "100w",
    "150bpm + 150bpm": "300bpm", "150bpm - 150bpm": "0bpm", "150bpm / 150bpm": "1",
    "150bpm * 3": "450bpm", "3 * 150bpm": "450bpm", "150bpm / 3": "50bpm",
    "150bpm * 50%": "75bpm", "50% * 150bpm": "75bpm",
    "90rpm + 90rpm": "180rpm", "90rpm - 90rpm": "0rpm", "90rpm / 90rpm": "1",
    "90rpm * 3": "270rpm", "3 * 90rpm": "270rpm", "90rpm / 3": "30rpm",
    "4:00/km + 4:00/km": "8:00/km", "4:00/km - 4:00/km": "0:00/km", "4:00/km / 4:00/km": "1",
    "4:00/km + 10m": "14:00/km", "4:00/km - 10m": "-6:00/km",
    "4:00/km * 50%": "8:00/km", "50% * 4:00/km": "8:00/km",
    "Z4 + 3": "Z7", "Z4 - 3": "Z1",
}  # fmt: skip
"""Every pair that makes something."""

PAIRS = [
    f"{left} {sign} {right}"
    for sign in "+-*/"
    for left in EXAMPLES.values()
    for right in EXAMPLES.values()
]


def test_every_rule_is_among_the_results() -> None:
    assert len(RESULTS) == len(RULES)
    assert RESULTS.keys() <= set(PAIRS)


@pytest.mark.parametrize(("text", "expected"), RESULTS.items())
def test_what_goes_together(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize("text", [pair for pair in PAIRS if pair not in RESULTS])
def test_what_does_not_go_together_names_both(text: str) -> None:
    found = fault(text)
    left, _, right = text.partition(" ")[0], None, text.rpartition(" ")[2]
    assert told(text) == [("E231", text)]
    assert f"(`{left}`)" in found.message
    assert f"(`{right}`)" in found.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on + 5%", "100-105%"),
        ("5% + on", "100-105%"),
        ("on - 5%", "90-95%"),
        ("on * 2", "190-200%"),
        ("on * ftp", "266-280w"),
        ("hard + 5%", "85-90% LTHR"),
        ("5% + hard", "85-90% LTHR"),
        ("hard * lthr", "138-146bpm"),
        ("4:15-3:55/km + 5s", "4:20-4:00/km"),
        ("Z2-Z3 + 1", "Z3-Z4"),
        ("65-40% + 5%", "70-45%"),
    ],
)
def test_a_single_value_moves_both_ends_of_a_range(text: str, expected: str) -> None:
    assert result(text) == expected


def test_two_ranges_don_t_go_together() -> None:
    assert told("on + 1-2%") == [("E241", "on + 1-2%")]
    assert told("max(on, 90-96%)") == [("E241", "on, 90-96%")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5% + 80% LTHR", "85% LTHR"),
        ("80% LTHR - 5%", "75% LTHR"),
        ("95% FTP + 5%", "100% FTP"),
        ("5% + 60% MMP 5m", "65% MMP 5m"),
        ("80% LTHR / 40%", "2"),
        ("90% LTHR * lthr", "155bpm"),
        ("95% FTP * ftp", "266w"),
        ("90% Pace * 4:30/km", "5:00/km"),
        ("min(80% LTHR, 75%)", "75% LTHR"),
    ],
)
def test_a_plain_percentage_is_of_what_the_other_is(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "80% LTHR + 3% HR",
        "95% FTP - 3% Pace",
        "60% MMP 5m + 5% MMP 1m",
        "80% LTHR / 3% HR",
        "90% LTHR * ftp",
        "95% FTP * lthr",
        "90% HR * 4:00/km",
        "4:00/km + 5:20 Pace",
        "min(80% LTHR, 75% HR)",
    ],
)
def test_percentages_and_paces_of_different_things(text: str) -> None:
    assert [code for code, _ in told(text)] == ["E231"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1km + 400mtr", "1.4km"),
        ("400mtr + 1km", "1400mtr"),
        ("pool * 4", "200mtr"),
        ("1mi / 1609.34mtr", "1"),
        ("100yrd + 8.56mtr", "109.36yrd"),
        ("4:00/km + 0:10/km", "4:10/km"),
        ("5:00/km + 1:00/mi", "5:37/km"),
        ("2:00/100m + 10:00/km", "3:00/100m"),
        ("max(1km, 1mi)", "1.60934km"),
        ("min(5:00/km, 6:00/mi)", "3:44/km"),
    ],
)
def test_units_of_length_are_those_of_the_first(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize("text", ["race + 10s", "race * 95%", "95% * race"])
def test_a_pace_gets_slower(text: str) -> None:
    minutes, _, seconds = result(text).removesuffix("/km").partition(":")
    assert int(minutes) * 60 + int(seconds) > 3 * 60 + 45


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("10m + 5%", "`1.05`"),
        ("10m - 5%", "`0.95`"),
        ("10m + 5", "its unit"),
        ("race * 1.1", "seconds"),
        ("10m * 50%", "plain number"),
        ("80% LTHR + 3% HR", "same thing"),
        ("10m / 5%", "divide by"),
        ("Z2 + Z3", "plain number"),
        ("Z2 * 2", "plain number"),
        ('"a" + "b"', "a text"),
        ('min("a", "b")', "a text"),
        ("min(10m, 5%)", "one kind"),
    ],
)
def test_it_says_what_to_write(text: str, advice: str) -> None:
    assert advice in (fault(text).help or "")
