"""Calculations: precedence, names, functions, and what can't be meant."""

import pytest

from tests.expressions import SCOPE, fault, mended, result, told, valued
from workoutc.expression import evaluate, read
from workoutc.expression.nodes import Expression


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 2 - 3", "5"),
        ("12 / 2 / 3", "2"),
        ("12 / 2 * 3", "18"),
        ("-2 * 3", "-6"),
        ("2 * -3", "-6"),
        ("-(2 + 3)", "-5"),
        ("5 - -3", "8"),
        ("2*3+4", "10"),
        ("1/2*4", "2"),
        ("1h + 15m * n", "1h45m"),
        ("(t - 10m) / 2", "25m"),
        ("2km*n", "6km"),
        ("  n  ", "3"),
        ("reps – 2", "3"),
        ("reps − 2", "3"),
        ("(((n)))", "3"),
        ('30" * 2', "1m"),
        ("word", '"smooth"'),
        ("-5% + on", "90-95%"),
    ],
)
def test_calculations(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("min(3, 5)", "3"),
        ("max(3, 5, 4)", "5"),
        ("min(10m, 1h)", "10m"),
        ("min(on, 97%)", "95-97%"),
        ("max(90%, on)", "95-100%"),
        ("min(Z2, Z3)", "Z2"),
        ("max(race, 4:00/km)", "4:00/km"),
        ("round(233w, 5w)", "235w"),
        ("round(232.5w, 5w)", "235w"),
        ("round(232w, 5w)", "230w"),
        ("round(on * ftp, 5w)", "265-280w"),
        ("round(13m, 5m)", "15m"),
        ("round(2.5, 1)", "3"),
        ("round(7 / 3, 0.5)", "2.5"),
        ("round(80% LTHR / 3, 5%)", "25% LTHR"),
        ("round(race, 10s)", "3:50/km"),
        ("pick(1, 10m, 20m)", "10m"),
        ("pick(n, 10m, 20m, 2km)", "2km"),
        ('pick(2, "easy", "hard")', '"hard"'),
        ("pick(min(n, 2), 10m, 20m)", "20m"),
        ("min(2 * n, max(1, 2))", "2"),
        ("min(3; 5)", "3"),
    ],
)
def test_functions(text: str, expected: str) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("nope", "E230", "nope"),
        ("1 + nope", "E230", "nope"),
        ("min", "E230", "min"),
        ("week", "E230", "week"),
        ("FTP", "E230", "FTP"),
        ("indoor_ftp", "E242", "indoor_ftp"),
        ("95% * threshold_pace", "E242", "threshold_pace"),
        ("1 + 10m + 5%", "E231", "1 + 10m"),
        ("1h + 10m + 5%", "E231", "1h + 10m + 5%"),
        ("1 + (2 * 10m)", "E231", "1 + (2 * 10m)"),
        ("-Z2", "E231", "-Z2"),
        ('-"a"', "E231", '-"a"'),
        ("min(10m, 5%)", "E231", "10m, 5%"),
        ('max("a", "b")', "E231", '"a", "b"'),
        ("round(10m, 5)", "E231", "10m, 5"),
        ("1 / 0", "E232", "0"),
        ("1 / (n - 3)", "E232", "(n - 3)"),
        ("10m / 0s", "E232", "0s"),
        ("race * 0%", "E232", "0%"),
        ("0% * race", "E232", "0%"),
        ("9999999 + 1", "E233", "9999999 + 1"),
        ("9999999km", "E233", "9999999km"),
        ("2 * 5000000s", "E233", "2 * 5000000s"),
        ("pick(1.5, 1, 2)", "E234", "1.5"),
        ("mun(1, 2)", "E236", "mun"),
        ("n(2)", "E236", "n"),
        ("min(1)", "E237", "min(1)"),
        ("round(1)", "E237", "round(1)"),
        ("round(1, 2, 3)", "E237", "round(1, 2, 3)"),
        ("pick(1)", "E237", "pick(1)"),
        ("min()", "E237", "min()"),
        ("pick(0, 1, 2)", "E238", "0"),
        ("pick(n, 1, 2)", "E238", "n"),
        ("pick(-1, 1, 2)", "E238", "-1"),
        ("pick(10m, 1, 2)", "E239", "10m"),
        ("pick(1-2, 1, 2)", "E239", "1-2"),
        ("round(n, 1-2)", "E241", "1-2"),
        ("round(n, 0)", "E244", "0"),
        ("round(n, -1)", "E244", "-1"),
    ],
)
def test_what_cannot_be_meant(text: str, code: str, place: str) -> None:
    assert told(text) == [(code, place)]


def test_all_faults_are_told_at_once() -> None:
    assert told("nope + 1 / 0 - other") == [("E230", "nope"), ("E232", "0"), ("E230", "other")]
    assert told("10q + mun(1, 2)") == [("E117", "10q"), ("E236", "mun")]


def test_a_name_whose_definition_is_at_fault_is_not_told_again() -> None:
    assert told("broken + 1") == []
    assert told("broken * nope") == [("E230", "nope")]
    assert told("min(broken, 10m, 5%)") == []


@pytest.mark.parametrize(
    ("text", "better"),
    [("rep + 1", "reps + 1"), ("FTP * 95%", "ftp * 95%"), ("mim(1, 2)", "min(1, 2)")],
)
def test_a_slip_is_mended(text: str, better: str) -> None:
    found = fault(text).fix
    assert found is not None
    assert found.safe
    assert mended(text) == better


def test_a_slip_for_two_names_is_not() -> None:
    scope = SCOPE | {"steady_a": None, "steady_b": None}
    found = valued("steady", scope)
    assert isinstance(found, tuple)
    assert found[0].fix is None
    assert "`steady_a` or `steady_b`" in (found[0].help or "")


def test_faults_are_placed_where_the_text_stands() -> None:
    expression = read("nope + 1")
    assert isinstance(expression, Expression)
    found = evaluate(expression, {"hope": None}, 100)
    assert isinstance(found, tuple)
    assert found[0].span == (100, 104)
    assert found[0].fix is not None
    assert found[0].fix.edits[0].span == (100, 104)


def test_numbers_that_grow_without_end_are_stopped() -> None:
    text, rounds = "1.0001", 0
    scope = dict(SCOPE)
    scope["x"] = valued(text, scope)  # type: ignore[assignment]
    while not isinstance(value := valued("x * x / 1.01", scope), tuple):
        scope["x"] = value
        rounds += 1
    assert value[0].code == "E233"
    assert rounds < 20
    assert not isinstance(valued("round(x, 0.001) * round(x, 0.001)", scope), tuple)


def test_numbers_that_a_season_needs_are_exact() -> None:
    scope = dict(SCOPE)
    for _ in range(52):
        value = valued("t * 1.1 / 1.1", scope)
        assert not isinstance(value, tuple)
        scope["t"] = value
    assert scope["t"] == SCOPE["t"]


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["n"] * 4000),
        "*".join(["1"] * 4000),
        "(" * 4000 + "1" + ")" * 4000,
        "-" * 4000 + "1",
        "min(" * 2000 + "1" + ")" * 2000,
        "1" * 9000,
        "1." + "1" * 9000,
        "pick(1, " + ", ".join(["1"] * 3000) + ")",
        "a" * 9000,
        '"' * 9001,
        "1-" * 4500,
        "n-" * 4500,
        "4:15/" * 1800,
    ],
    ids=lambda text: text[:6],
)
def test_nothing_runs_away(text: str) -> None:
    value = valued(text, SCOPE)
    if isinstance(value, tuple):
        assert all(0 <= d.span.start <= d.span.end <= len(text) for d in value)


def test_thirty_two_parentheses_are_read() -> None:
    assert result("(" * 32 + "1" + ")" * 32) == "1"
    assert told("(" * 33 + "1" + ")" * 33) == [("E131", "(")]
    assert fault("(" * 33 + "1" + ")" * 33).span == (32, 33)
    assert result('pick(1, "' + "(" * 40 + '", 2)') == '"' + "(" * 40 + '"'
