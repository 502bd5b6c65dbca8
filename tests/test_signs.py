"""Typography's dashes and primes are read as plain ones, and kept where they are text."""

import pytest

from workoutc.compiler import compile
from workoutc.formats import write
from workoutc.signs import alike

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"


@pytest.mark.parametrize("dash", DASHES)
@pytest.mark.parametrize(
    ("line", "native"),
    [
        ("10m 60-75%", "- 10m 60-75%"),
        ("10m Z1-Z2", "- 10m Z1-Z2"),
        ("1km 4:15-3:55/km", "4:15-3:55/km Pace"),
        ("10m 60% 85-95rpm", "- 10m 60% 85-95rpm"),
        ("2x (5m 60-75%, 1m z1-z2)", "2x\n- 5m 60-75%\n- 1m Z1-Z2"),
    ],
)
def test_any_dash_makes_a_range(dash: str, line: str, native: str) -> None:
    sport = "Run" if "km" in line else "Ride"
    text = f"workout: Dashes\nsport: {sport}\n- {line.replace('-', dash)}\n"
    [workout] = compile(text).unwrap()
    assert native in str(write(workout).content)


@pytest.mark.parametrize("dash", DASHES)
def test_any_dash_counts_from_the_end(dash: str) -> None:
    early, late = (
        compile(f'workout: Dashes\n- 10m 60%\n  @ {sign}1m "one to go"\n').unwrap()
        for sign in (dash, "-")
    )
    assert early == late


@pytest.mark.parametrize(("sign", "seconds"), [("’", 600), ("′", 600), ("”", 10), ("″", 10)])
@pytest.mark.parametrize("line", ["- 10{} 60%", "- 1x (10{} 60%)"])
def test_primes_and_quotes_are_minutes_and_seconds(sign: str, seconds: int, line: str) -> None:
    [workout] = compile(f"workout: Primes\n{line.format(sign)}\n").unwrap()
    assert f"Time(seconds={seconds})" in repr(workout.items)


def test_a_line_keeps_its_length() -> None:
    line = f'Über {DASHES} 10’ 5″ "ein – zwei"'
    assert len(alike(line)) == len(line)


def test_quoted_text_and_labels_keep_their_signs() -> None:
    [workout] = compile('workout: Kept\n- Hin – zurück 10m 60% "ein ’ – zwei"\n').unwrap()
    assert "Hin – zurück ein ’ – zwei" in repr(workout.items)
