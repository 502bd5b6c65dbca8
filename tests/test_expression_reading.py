"""Expressions that can't be read: each fault at its place, with what to write."""

import pytest

from tests.expressions import fault, mended, told
from tests.test_tables import larks, ours
from workoutc.expression import names_in, read
from workoutc.expression.nodes import Expression


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("", "E129", ""),
        ("   ", "E129", "   "),
        ("3 +", "E126", "+"),
        ("3 + ", "E126", "+"),
        ("* 3", "E126", "*"),
        ("3 * / 4", "E126", "/"),
        ("--3", "E126", "-"),
        ("(3 + )", "E126", ")"),
        ("()", "E126", ")"),
        ("min(1,,2)", "E126", ","),
        ("10m easy", "E126", "easy"),
        ("easy HR", "E126", "HR"),
        ("10 q", "E126", "q"),
        ("2(3)", "E126", "("),
        ("n (3)", "E236", "n"),
        ("10m 5w", "E126", "5w"),
        ("80% MMP 5m 3", "E126", "3"),
        ("80% LTHR 5m", "E126", "5m"),
        ('3 "a"', "E126", '"'),
        ("2 x 3", "E126", "x"),
        ("95% of ftp", "E126", "of"),
        ("ftp of 95%", "E126", "of"),
        ("2 × 3", "E126", "×"),
        ("2 ^ 3", "E126", "^"),
        ("3, 4", "E126", ","),
        ("n%", "E126", "%"),
        (".5", "E126", "."),
        ("größe", "E126", "größe"),
        ("a $ b", "E126", "$"),
        ("{n}", "E126", "{"),
        ("3x", "E126", "3x"),
        ("10m.", "E119", "10m."),
        ("1 + 2 = 3", "E126", "="),
        ("(3 + 4", "E130", "("),
        ("((3) + 4", "E130", "("),
        ("3 + 4)", "E130", ")"),
        ("min(1, 2", "E130", "("),
        ("n-1", "E132", "n-1"),
        ("n -1", "E132", "n -1"),
        ("n- 1", "E132", "n- 1"),
        ("lo-hi", "E132", "lo-hi"),
        ("1 + n-1", "E132", "n-1"),
        ("(n)-(1)", "E132", "(n)-(1)"),
        ("10m-5m", "E132", "10m-5m"),
        ("10m-n", "E132", "10m-n"),
        ("2-(3)", "E132", "2-("),
        ("5-3", "E132", "5-3"),
        ("12345678", "E106", "12345678"),
        ("1.12345678", "E106", "1.12345678"),
        ('"abc', "E111", '"'),
        ('min("a, 2)', "E111", '"'),
        ("10q", "E117", "10q"),
        ("4:15/mile", "E117", "4:15/mile"),
        ("10 min", "E118", "10 min"),
        ("1h 30m", "E118", "1h 30m"),
        ("5:00", "E119", "5:00"),
        ("2.5m", "E119", "2.5m"),
        ("4:75/km", "E119", "4:75/km"),
        ("٣m", "E120", "٣m"),
        ("1,5h * 2", "E125", "1,5h"),
        ("1 + 2,5", "E125", "2,5"),
        ("1.500mtr", "E125", "1.500mtr"),
        ("1.000w * 2", "E125", "1.000w"),
    ],
)
def test_what_cannot_be_read(text: str, code: str, place: str) -> None:
    assert told(text) == [(code, place)]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("n-1", "n - 1"),
        ("n -1", "n - 1"),
        ("n–1", "n - 1"),
        ("(n)-(1)", "(n) - (1)"),
        ("10m-5m", "10m - 5m"),
        ("2-(3)", "2 - (3)"),
        ("80-85% -n", "80-85% - n"),
        ("2 x 3", "2 * 3"),
        ("95% of ftp", "95% * ftp"),
        ("2 × 3", "2 * 3"),
        ("6 ÷ 3", "6 / 3"),
        ("1,5h * 2", "1.5h * 2"),
        ("10 min", "10min"),
        ("1h 30m", "1h30m"),
        ("8mn", "8min"),
    ],
)
def test_what_to_write_instead(text: str, better: str) -> None:
    assert mended(text) == better


def test_a_minus_without_blanks_is_never_mended_without_asking() -> None:
    found = fault("lo-hi").fix
    assert found is not None
    assert not found.safe


@pytest.mark.parametrize("text", ["400m", "100m", "1 * 400m"])
def test_minutes_that_look_like_metres_are_doubted(text: str) -> None:
    expression = read(text)
    assert isinstance(expression, Expression)
    (doubt,) = expression.warnings
    assert doubt.code == "W303"
    assert text[doubt.span.start : doubt.span.end].endswith("00m")


def test_names_are_found_with_their_places() -> None:
    assert [(name, tuple(span)) for name, span in names_in("a + min(b, 2 * a)")] == [
        ("a", (0, 1)),
        ("b", (8, 9)),
        ("a", (15, 16)),
    ]
    assert [(name, tuple(span)) for name, span in names_in("{lo}-{hi} HR")] == [
        ("lo", (1, 3)),
        ("hi", (6, 8)),
    ]
    assert names_in("80-85% LTHR") == ()
    assert names_in("a + ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "1h + 15m * week", "min(a, 2 * b)", "-(a + 5%) / 2", '30" * 2', 'pick(n, "a", "b c")',
        "60% MMP 5m", "Z2 HR", "Z2x", "CZ1-CZ2 + 1", "4:15-3:55/km", "4:15/km/2", "n-1", "a - b",
        "a – b", "((1))", "f()", "2(3", "a b", "1 +", ")", '"a', "größe", "1,5", "a;b", "",
    ],
)  # fmt: skip
def test_the_grammar_is_read_as_lark_reads_it(text: str) -> None:
    assert ours("expression", text) == larks("expression", text)
